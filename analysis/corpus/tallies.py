"""Sums over documents that are added up in any order, here or in other processes, to the last bit the same.

A tally has sums by group and term, and each document's counts in a temporary file, since the dispersion needs the totals of
all documents before it can look at one. Its sums are whole numbers, so no order of adding changes them.
"""

from __future__ import annotations

import io
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.groups import GroupCounts

__all__ = ["Spill", "Tally", "group_counts", "places", "totals_of"]

Array = NDArray[np.int64]
Deviations = NDArray[np.float64]
_HALF = 2.0**32
_WHOLE = 2.0**62


class Spill:
    """Blocks of arrays in a temporary file, which a copy in another process has in one of its own."""

    def __init__(self, blocks: int = 0, content: bytes = b"") -> None:
        self._blocks = blocks
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # gone with this object
        weakref.finalize(self, self._file.close)
        self._file.write(content)

    def put(self, *arrays: NDArray[Any]) -> None:
        """Append one block."""
        self._file.seek(0, io.SEEK_END)
        for array in arrays:
            np.save(self._file, array)
        self._blocks += 1

    def blocks(self, arrays: int) -> Iterator[list[NDArray[Any]]]:
        """Yield the blocks, each of so many arrays."""
        self._file.seek(0)
        for _ in range(self._blocks):
            yield [np.load(self._file) for _ in range(arrays)]

    def __reduce__(self) -> tuple[type[Spill], tuple[int, bytes]]:
        self._file.seek(0)
        return Spill, (self._blocks, self._file.read())


@dataclass
class Tally:
    """What is known of the documents counted so far: terms and groups in the order in which they were met."""

    terms: dict[str, int]
    groups: dict[str, int]
    sums: Array = field(default_factory=lambda: np.zeros((2, 0, 0), dtype=np.int64))
    documents: Counter[int] = field(default_factory=Counter)
    spill: Spill | None = field(default_factory=Spill)

    def add(self, groups: Array, counts: sparse.csr_array) -> None:
        """Add documents: the numbers of their groups, and their counts."""
        presence = sparse.csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
        parts = [summed(groups, part, len(self.groups)).toarray() for part in (counts, presence)]
        self.sums = _added(self.sums, np.stack(parts))
        self.documents.update(groups.tolist())
        if self.spill is not None:
            # The smallest type that holds the counts: most are below 256.
            data = counts.data.astype(np.min_scalar_type(int(counts.data.max(initial=0))))
            self.spill.put(counts.indices, data, counts.indptr, np.asarray(counts.sum(axis=1)))

    def without_documents(self) -> Tally:
        """Return the sums alone, which are small."""
        return replace(self, spill=None)

    def deviations(self, totals: Array, size: int) -> Deviations:
        """Sum |vN - fn| - fn over the documents that have a term, in two halves of 32 bits, 2 x terms.

        `totals` has f, the occurrences of each term of this tally in all documents, and `size` is N, all their tokens; v and n
        are those of one document.
        """
        found = np.zeros((2, len(totals)))
        for columns, counts, ends, sizes in self.spill.blocks(4) if self.spill is not None else ():
            many = max(int(counts.max(initial=0)) * size, int(totals.max(initial=0)) * int(sizes.max(initial=0)))
            # Products beyond 64 bits, as of documents of a billion words, are rounded as any number is.
            kind = np.int64 if many < _WHOLE else np.float64
            expected = totals[columns].astype(kind) * np.repeat(sizes.astype(kind), np.diff(ends))
            value = np.abs(counts.astype(kind) * kind(size) - expected) - expected
            high = np.floor_divide(value, kind(_HALF))
            halves = high, value - high * kind(_HALF)
            found += [np.bincount(columns, weights=half, minlength=len(totals)) for half in halves]
            _carry(found)
        return found


def totals_of(tallies: Sequence[Tally]) -> tuple[pd.Index, NDArray[np.int64]]:
    """Return all terms of the tallies, sorted, and their occurrences."""
    names = np.array(list({term: None for tally in tallies for term in tally.terms}), dtype=object)
    terms = pd.Index(names[np.argsort(names, kind="stable")], dtype="str", name="term")
    totals = np.zeros(len(terms), dtype=np.int64)
    for tally in tallies:
        known = tally.sums.shape[2]
        totals[places(terms, tally)[:known]] += tally.sums[0].sum(axis=0)
    return terms, totals


def places(terms: pd.Index, tally: Tally) -> NDArray[np.intp]:
    """Return where the terms of a tally are among all terms."""
    return terms.get_indexer(pd.Index(list(tally.terms), dtype="str"))


def group_counts(tallies: Sequence[Tally], deviations: Sequence[Deviations], terms: pd.Index) -> GroupCounts:
    """Add up tallies of different documents, with the deviations that each has from the totals of all."""
    groups = sorted({group for tally in tallies for group in tally.groups})
    sums = np.zeros((2, len(groups), len(terms)), dtype=np.int64)
    documents: Counter[str] = Counter()
    apart = np.zeros((2, len(terms)))
    for tally, deviation in zip(tallies, deviations, strict=True):
        _, height, width = tally.sums.shape
        names = list(tally.groups)
        rows = np.array([groups.index(name) for name in names[:height]], dtype=np.intp)
        columns = places(terms, tally)
        sums[np.ix_(np.arange(2), rows, columns[:width])] += tally.sums
        documents.update({names[code]: number for code, number in tally.documents.items()})
        apart[:, columns[: deviation.shape[1]]] += deviation
        _carry(apart)
    counted, present = sums
    sizes, totals = counted.sum(axis=1), counted.sum(axis=0).astype(float)
    whole = totals * float(sizes.sum())
    # DP is half the sum of |v/f - n/N| over all documents; those without the term add their share n/N.
    dp = np.divide(apart[0] * _HALF + apart[1], whole, out=np.full(len(terms), np.nan), where=totals > 0)
    numbers = np.array([documents[name] for name in groups], dtype=np.int64)
    return GroupCounts(terms, tuple(groups), counted, present, sizes, numbers, (1 + dp) / 2)


def summed(codes: Array, counts: sparse.csr_array, rows: int) -> sparse.csr_array:
    """Add up the rows that have one code."""
    ones = np.ones(len(codes), dtype=np.int64)
    return sparse.csr_array(sparse.csr_array((ones, (codes, np.arange(len(codes)))), (rows, len(codes))) @ counts)


def _added(sums: Array, found: Array) -> Array:
    """Add arrays of which either may lack groups or terms that were met first in another block."""
    total = np.zeros(np.maximum(sums.shape, found.shape), dtype=np.int64)
    for part in (sums, found):
        total[tuple(map(slice, part.shape))] += part
    return total


def _carry(halves: Deviations) -> None:
    """Keep the lower half below 2^32, so that equal sums have equal halves."""
    over = np.floor(halves[1] / _HALF)
    halves[0] += over
    halves[1] -= over * _HALF
