"""Sums over documents that are added up in any order, here or in other processes, to the last bit the same.

A tally has sums by group and term, and each document's counts in a temporary file, since the dispersion needs the totals of
all documents before it can look at one. Its sums are whole numbers, so no order of adding changes them.
"""

from __future__ import annotations

import io
import tempfile
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.groups import GroupCounts

__all__ = ["Spill", "Tally", "added_deviations", "group_counts", "summed"]

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

    def absorb(self, other: Tally) -> NDArray[np.int64]:
        """Add the sums of other documents; return the columns that the other's terms have here."""
        columns = _numbered(other.terms, self.terms)
        rows = _numbered(other.groups, self.groups)
        _, height, width = other.sums.shape
        found = np.zeros((2, len(self.groups), len(self.terms)), dtype=np.int64)
        found[np.ix_(np.arange(2), rows[:height], columns[:width])] = other.sums
        self.sums = _added(self.sums, found)
        self.documents.update({int(rows[code]): number for code, number in other.documents.items()})
        return columns

    @property
    def totals(self) -> Array:
        """Occurrences of each term."""
        return np.pad(self.sums[0].sum(axis=0), (0, len(self.terms) - self.sums.shape[2]))

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


def group_counts(tally: Tally, deviations: Deviations) -> GroupCounts:
    """Return the counts of a tally, with the dispersion that its deviations, or those of all whom it absorbed, add up to."""
    names, groups = np.array(list(tally.terms), dtype=object), sorted(tally.groups)
    order, rows = np.argsort(names, kind="stable"), [tally.groups[name] for name in groups]
    sums = _added(tally.sums, np.zeros((2, len(tally.groups), len(names)), dtype=np.int64))
    counted, present = sums[:, rows][:, :, order]
    sizes, totals = counted.sum(axis=1), tally.totals[order]
    whole = totals.astype(float) * float(sizes.sum())
    high, low = deviations[:, order]
    # DP is half the sum of |v/f - n/N| over all documents; those without the term add their share n/N.
    dp = np.divide(high * _HALF + low, whole, out=np.full(len(order), np.nan), where=totals > 0)
    terms = pd.Index(names[order], dtype="str", name="term")
    numbers = np.array([tally.documents[row] for row in rows], dtype=np.int64)
    return GroupCounts(terms, tuple(groups), counted, present, sizes, numbers, (1 + dp) / 2)


def added_deviations(sums: Deviations, found: Deviations, columns: NDArray[np.int64]) -> None:
    """Add the deviations of a tally to those of the one that absorbed it."""
    sums[:, columns] += found
    _carry(sums)


def _numbered(names: Iterable[str], known: dict[str, int]) -> NDArray[np.int64]:
    """Return the numbers of names, of which new ones get the next."""
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


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
