"""Counts of groups of texts, as they are added up in one pass or brought together from several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import instance

__all__ = ["GroupCounts"]


@dataclass(frozen=True)
class GroupCounts:
    """What keyness needs to know of groups of texts, without the texts and without a document-by-term matrix.

    Parameters
    ----------
    terms, groups : Index, tuple of str
        The terms and the names of the groups, both sorted.
    counts, documents : array of int64
        Groups x terms: occurrences of the term, and documents that have it.
    sizes, documents_of : array of int64
        Tokens and documents of each group.
    dp : array of float64
        Deviation of proportions of each term over the documents of all groups, from 0 (even) to 1.
    """

    terms: pd.Index
    groups: tuple[str, ...]
    counts: NDArray[np.int64]
    documents: NDArray[np.int64]
    sizes: NDArray[np.int64]
    documents_of: NDArray[np.int64]
    dp: NDArray[np.float64]

    def __repr__(self) -> str:
        listed = ", ".join(self.groups[:5]) + (", ..." if len(self.groups) > 5 else "")
        return (
            f"GroupCounts of {len(self.groups)} groups ({listed}): {self.documents_of.sum()} documents x "
            f"{len(self.terms)} terms, {self.sizes.sum()} tokens"
        )

    def merge(self, *others: GroupCounts) -> GroupCounts:
        """Add the counts of other texts, as if all had been counted together; `+` does so for two.

        Parameters
        ----------
        others : GroupCounts
            Counts of other documents. The sums cannot show whether a document is in two of them.

        Returns
        -------
        GroupCounts
            Groups and terms of any of them, sorted. `dp` is NaN, since it depends on every document. To know it, count
            in one pass: `count_groups(read_texts([one, other]))`.

        >>> from analysis.corpus.stream import count_groups
        >>> both = count_groups([("d1", "new", "Talks.")]) + count_groups([("d2", "old", "Trade talks.")])
        >>> both.groups, both.terms.tolist(), both.counts.tolist()
        (('new', 'old'), ['talks', 'trade'], [[1, 0], [1, 1]])
        """
        return reduce(_merged, others, self)

    def __add__(self, other: GroupCounts) -> GroupCounts:
        return self.merge(other)


def _merged(one: GroupCounts, other: GroupCounts) -> GroupCounts:
    instance("others", other, GroupCounts, step="count the texts with count_stream or count_groups")
    terms = one.terms.union(other.terms)
    groups = tuple(sorted({*one.groups, *other.groups}))
    counts, documents = (np.zeros((len(groups), len(terms)), dtype=np.int64) for _ in range(2))
    sizes, documents_of = (np.zeros(len(groups), dtype=np.int64) for _ in range(2))
    for part in (one, other):
        rows = np.array([groups.index(group) for group in part.groups], dtype=np.intp)
        cells = np.ix_(rows, terms.get_indexer(part.terms))
        counts[cells] += part.counts
        documents[cells] += part.documents
        sizes[rows] += part.sizes
        documents_of[rows] += part.documents_of
    return GroupCounts(terms, groups, counts, documents, sizes, documents_of, np.full(len(terms), np.nan))
