"""Counts of groups of texts, as they are added up in one pass or brought together from several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import ArgumentError

__all__ = ["GroupCounts"]


@dataclass(frozen=True)
class GroupCounts:
    """What keyness needs to know of groups of texts: no text, and no document-by-term matrix.

    `counts` and `documents` are arrays, groups x terms: occurrences, and documents that have the
    term. `sizes` and `documents_of` are the tokens and documents of each group. `dp` is the deviation
    of proportions of each term over the documents of all groups, 0 even to 1; NaN after a merge,
    since it cannot be known from the sums of two countings.
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

        Groups and terms are those of any of the countings, sorted.

        Parameters
        ----------
        others : counts of other documents; that no document is in two of them cannot be seen from
            the sums, and is for the caller to know

        Returns
        -------
        `GroupCounts` whose `dp` is NaN for every term: it hangs on each document. Where it is wanted,
        count in one pass: `count_groups(itertools.chain(read_texts(one), read_texts(other)))`.

        Raises
        ------
        ArgumentError for what is no `GroupCounts`.

        >>> from analysis.corpus.stream import count_groups
        >>> both = count_groups([("d1", "new", "Talks.")]) + count_groups([("d2", "old", "Trade talks.")])
        >>> both.groups, both.terms.tolist(), both.counts.tolist()
        (('new', 'old'), ['talks', 'trade'], [[1, 0], [1, 1]])
        """
        for other in others:
            if not isinstance(other, GroupCounts):
                raise ArgumentError(
                    f"others holds a {type(other).__name__}; expected GroupCounts, as count_stream gives them; pass those"
                )
        return reduce(_merged, others, self)

    def __add__(self, other: GroupCounts) -> GroupCounts:
        return self.merge(other)


def _merged(one: GroupCounts, other: GroupCounts) -> GroupCounts:
    names = np.union1d(np.asarray(one.terms, dtype=object), np.asarray(other.terms, dtype=object))
    terms = pd.Index(names, dtype="str", name="term")
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
