"""The splits of documents into two sides of given sizes: all of them, or a seeded sample where they are too many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from math import comb

import numpy as np
from numpy.typing import NDArray

from analysis.checks import whole_number
from analysis.progress import Progress, following

__all__ = ["Masks", "number_of_splits", "smallest_p", "split_blocks", "splits"]

Masks = NDArray[np.bool_]
_MOST_SPLITS = 10_000
# Cells of the tables that are made at a time, so that memory does not grow with the number of documents.
_CELLS = 2_000_000


def splits(is_target: Masks, *, draws: int, seed: int, progress: Progress = False) -> Iterator[Masks]:
    """Yield choices of as many documents as the target has, as masks; the real one comes along.

    Parameters
    ----------
    is_target : which documents are the target's
    draws, seed : splits sampled, and the seed of the sampling, where there are more than 10,000 in all
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    every split where they are at most 10,000, or at most the draws and the real one; else the real one, then
    `draws` others, all different

    Raises
    ------
    ArgumentError : `draws` is no whole number of 1 or more, or `seed` none of 0 or more

    >>> [mask.tolist() for mask in splits(np.array([True, False]), draws=9, seed=1)]
    [[True, False], [False, True]]
    """
    masks = (mask for block in split_blocks(is_target, draws=draws, seed=seed) for mask in block)
    yield from following(masks, progress, "comparing splits", of=number_of_splits(is_target, draws=draws))


def split_blocks(is_target: Masks, *, draws: int, seed: int, width: int = 1) -> Iterator[Masks]:
    """Yield what `splits` does in tables, splits x documents; `width` is the cells that a split needs elsewhere."""
    draws, seed = whole_number("draws", draws, at_least=1), whole_number("seed", seed)
    found = _every(is_target) if _few(is_target, draws) else _drawn(is_target, draws, seed)
    rows = max(1, _CELLS // max(width, len(is_target)))
    while block := list(islice(found, rows)):
        yield np.stack(block)


def number_of_splits(is_target: Masks, *, draws: int) -> int:
    """Return how many splits are looked at, the real one with them.

    >>> number_of_splits(np.array([True, True, False]), draws=9)
    3
    """
    draws = whole_number("draws", draws, at_least=1)
    return _number(is_target) if _few(is_target, draws) else draws + 1


def smallest_p(is_target: Masks, *, draws: int) -> float:
    """Return the smallest p that the splits allow.

    >>> smallest_p(np.array([True, True, False]), draws=9), smallest_p(np.array([True, False]), draws=9)
    (0.3333333333333333, 1.0)
    """
    if not _few(is_target, draws):
        return 1 / (draws + 1)
    # In groups of equal size every split has a mirror with the same absolute value.
    return (2 if 2 * is_target.sum() == len(is_target) else 1) / _number(is_target)


def _number(is_target: Masks) -> int:
    return comb(len(is_target), int(is_target.sum()))


def _few(is_target: Masks, draws: int) -> bool:
    return _number(is_target) <= max(_MOST_SPLITS, draws + 1)


def _every(is_target: Masks) -> Iterator[Masks]:
    n = len(is_target)
    for chosen in combinations(range(n), int(is_target.sum())):
        mask = np.zeros(n, dtype=bool)
        mask[list(chosen)] = True
        yield mask


def _drawn(is_target: Masks, draws: int, seed: int) -> Iterator[Masks]:
    """Yield the real split, then others drawn with equal chance and without replacement."""
    n, k = len(is_target), int(is_target.sum())
    rng, rows = np.random.default_rng(seed), max(1, min(draws, _CELLS // n))
    yield is_target
    seen = {np.packbits(is_target).tobytes()}
    while True:
        chosen = np.argpartition(rng.random((rows, n)), k - 1, axis=1)[:, :k]
        masks = np.zeros((rows, n), dtype=bool)
        np.put_along_axis(masks, chosen, values=True, axis=1)
        for mask, packed in zip(masks, np.packbits(masks, axis=1), strict=True):
            name = packed.tobytes()
            if name not in seen:
                seen.add(name)
                yield mask
                if len(seen) > draws:
                    return
