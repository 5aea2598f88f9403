"""Splits of documents into two sides of the same sizes: all of them, or a seeded sample where they are too many.

In a paired design a split swaps the two sides within some of the pairs, and never between pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product
from math import comb

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import whole_number
from analysis.progress import Progress, following
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import sizes_of_documents

__all__ = ["Masks", "Splits", "name_of_split", "splits_of"]

Masks = NDArray[np.bool_]
_MOST_SPLITS = 10_000
# Cells of the tables that are made at a time, so that memory does not grow with the number of documents.
_CELLS = 2_000_000


@dataclass(frozen=True)
class Splits:
    """The splits that a comparison is set beside; each is a mask of the rows on the side of the target.

    Attributes
    ----------
    is_target : array of bool
        The real split.
    pairs : array of int or None
        The pair of each row, rows of a pair next to each other and the target first; None for an unpaired design.
    draws, seed : int
        Splits sampled where there are more than 10,000, and the seed of the sampling.
    """

    is_target: Masks
    pairs: NDArray[np.int64] | None = None
    draws: int = 9_999
    seed: int = 1

    def __post_init__(self) -> None:
        whole_number("draws", self.draws, at_least=1)
        whole_number("seed", self.seed)

    @property
    def of_design(self) -> int:
        """Number of splits that the design has."""
        if self.pairs is not None:
            return int(2 ** (len(self.is_target) // 2))
        return comb(len(self.is_target), int(self.is_target.sum()))

    @property
    def sampled(self) -> bool:
        """Whether a sample of the splits is taken."""
        return self.of_design > max(_MOST_SPLITS, self.draws + 1)

    @property
    def number(self) -> int:
        """Number of splits compared, the real one included.

        >>> Splits(np.array([True, True, False])).number
        3
        """
        return self.draws + 1 if self.sampled else self.of_design

    @property
    def smallest_p(self) -> float:
        """Smallest attainable two-sided p.

        >>> Splits(np.array([True, True, False])).smallest_p, Splits(np.array([True, False])).smallest_p
        (0.3333333333333333, 1.0)
        """
        # In groups of equal size, and in pairs, every split has a mirror with the same absolute value.
        mirrored = not self.sampled and 2 * self.is_target.sum() == len(self.is_target)
        return (2 if mirrored else 1) / self.number

    def masks(self, *, progress: Progress = False) -> Iterator[Masks]:
        """Yield every split, or the real one and then `draws` different others."""
        masks = (mask for block in self.blocks() for mask in block)
        yield from following(masks, progress, "comparing splits", of=self.number)

    def blocks(self) -> Iterator[Masks]:
        """Yield the same in tables, splits x rows."""
        found = self._drawn() if self.sampled else self._every()
        rows = max(1, _CELLS // len(self.is_target))
        while block := list(islice(found, rows)):
            yield np.stack(block)

    def _every(self) -> Iterator[Masks]:
        n = len(self.is_target)
        if self.pairs is not None:
            for swapped in product([False, True], repeat=n // 2):
                yield self.is_target ^ np.repeat(swapped, 2)
            return
        for chosen in combinations(range(n), int(self.is_target.sum())):
            mask = np.zeros(n, dtype=bool)
            mask[list(chosen)] = True
            yield mask

    def _drawn(self) -> Iterator[Masks]:
        """Yield the real split, then others drawn with equal chance and without replacement."""
        n, k = len(self.is_target), int(self.is_target.sum())
        rng, rows = np.random.default_rng(self.seed), max(1, min(self.draws, _CELLS // n))
        yield self.is_target
        seen = {np.packbits(self.is_target).tobytes()}
        while True:
            if self.pairs is not None:
                masks = self.is_target ^ np.repeat(rng.random((rows, n // 2)) < 0.5, 2, axis=1)
            else:
                chosen = np.argpartition(rng.random((rows, n)), k - 1, axis=1)[:, :k]
                masks = np.zeros((rows, n), dtype=bool)
                np.put_along_axis(masks, chosen, values=True, axis=1)
            for mask, packed in zip(masks, np.packbits(masks, axis=1), strict=True):
                name = packed.tobytes()
                if name not in seen:
                    seen.add(name)
                    yield mask
                    if len(seen) > self.draws:
                        return


def splits_of(comparison: Comparison, *, draws: int, seed: int) -> Splits:
    """Return the splits of the documents of a comparison, none of which is without a token."""
    # In some splits it would be a whole side.
    sizes_of_documents(comparison)
    return Splits(comparison.is_target, comparison.pair_of, draws=draws, seed=seed)


def name_of_split(documents: pd.Index, mask: Masks, is_target: Masks, *, paired: bool) -> str:
    """Name a split by the documents on the side of the target; in a paired design by the pairs whose sides are swapped.

    >>> name_of_split(pd.Index(["a", "b", "c"]), np.array([True, False, True]), np.array([True, True, False]), paired=False)
    'a+c'
    """
    if not paired:
        return "+".join(documents[mask])
    return f"swapped: {'+'.join(documents[mask & ~is_target]) or 'none'}"
