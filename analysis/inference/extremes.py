"""How extreme every column of a table of sums is among the splits, and which column is the most extreme in each."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.inference.splits import Splits
from analysis.inference.sums import Sums
from analysis.progress import Progress, following

__all__ = ["Permuted", "permuted"]

Array = NDArray[np.float64]
# Two statistics that are equal by algebra may differ in the last bits.
_SLACK = 1e-9
# Cells of splits x columns computed at a time, so that memory does not grow with the vocabulary; and of splits x documents.
_CELLS = 500_000
_ROOM = 20_000_000
# Columns from which on a second core is worth starting.
_MANY = 2_000


@dataclass(frozen=True)
class Permuted:
    """What the splits show: p of each column; of each split the largest statistic, its column, and the sum of all."""

    p: Array
    p_family: Array
    largest: Array
    of: NDArray[np.intp]
    total: Array


def permuted(sums: Sums, splits: Splits, *, scaled: bool, progress: Progress) -> Permuted:
    """Compute the measure of every column in every split, some columns at a time."""
    # Splits are columns, made numbers once where they have room.
    blocks = [np.ascontiguousarray(block.T) for block in splits.blocks()]
    if splits.number * len(sums.is_target) <= _ROOM:
        blocks = [np.concatenate(blocks, axis=1).astype(float)]
    real, size = sums.real, sums.sizes.sum(axis=0)
    total = np.asarray(sums.parts.sum(axis=0)).ravel()
    by_column = sums.parts.T.tocsr()
    extreme, t = np.zeros(len(real)), np.abs(real)
    largest, of = np.full(splits.number, -np.inf), np.zeros(splits.number, dtype=np.intp)
    every = np.zeros(splits.number)

    def inside(rows: Any) -> Array:
        parts = [rows @ block.astype(float, copy=False) for block in blocks]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    # One row of sizes serves all columns, unless each column has its own.
    sizes = inside(sums.sizes.T)

    def one(columns: NDArray[np.intp]) -> tuple[Array, Array, Array, NDArray[np.intp], Array]:
        a, all_of = inside(by_column[columns]), total[columns][:, None]
        n1, n = (sizes, size[:, None]) if len(sizes) == 1 else (sizes[columns], size[columns][:, None])
        most = int(all_of[0, 0])
        if sums.whole and most + 1 < len(columns) and (all_of == most).all():
            # Rare terms of as many occurrences have few possible values in a split: they are computed once for all.
            has = np.minimum(np.arange(most + 1.0)[:, None], n1)
            values = sums.measure(has, np.minimum(most - has, n - n1), n1, n - n1)
            found = np.take_along_axis(np.abs(values), a.astype(np.intp), axis=0)
        else:
            with np.errstate(divide="ignore", invalid="ignore"):
                found = np.abs(sums.measure(a, all_of - a, n1, n - n1))
        here = np.abs(real[columns])[:, None]
        # An undefined value in a split counts as extreme: nothing speaks against it.
        times = (~(found < here - _SLACK * np.maximum(1, here))).sum(axis=1)
        if scaled:
            squares = np.where(np.isfinite(found), found, 0.0)
            rms = np.sqrt(np.einsum("ij,ij->i", squares, squares) / found.shape[1])[:, None]
            rms[rms == 0] = 1
            found, here = found / rms, here / rms
        known = np.nan_to_num(found, nan=0.0, posinf=np.inf)
        found = np.where(np.isnan(here), -np.inf, np.where(np.isnan(found), np.inf, found))
        at = found.argmax(axis=0)
        return times, here.ravel(), found[at, np.arange(found.shape[1])], columns[at], known.sum(axis=0)

    chunks = list(_chunks(total, sums, splits.number))
    pool = ThreadPoolExecutor(2) if len(real) > _MANY else None
    try:
        found = map(one, chunks) if pool is None else pool.map(one, chunks)
        for columns, (times, here, best, which, part) in zip(
            following(chunks, progress, "comparing splits"), found, strict=True
        ):
            extreme[columns], t[columns] = times, here
            more = best > largest
            every += part
            largest[more], of[more] = best[more], which[more]
    finally:
        # An interruption does not wait for what has not begun.
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    ordered = np.sort(largest)
    family = len(ordered) - np.searchsorted(ordered, t - _SLACK * np.maximum(1, t), side="left")
    p, p_family = (np.where(np.isnan(real), np.nan, found / splits.number) for found in (extreme, family))
    return Permuted(p, p_family, largest, of, every)


def _chunks(total: NDArray[Any], sums: Sums, number: int) -> Iterator[NDArray[np.intp]]:
    """Yield columns that are computed together: those with as many occurrences, then the others."""
    most = max(1, _CELLS // number)
    order = np.argsort(total, kind="stable")
    edges = np.flatnonzero(np.diff(total[order])) + 1
    others = []
    for same in np.split(order, edges):
        if sums.whole and len(same) > total[same[0]] + 1:
            yield from (same[at : at + most] for at in range(0, len(same), most))
        else:
            others.append(same)
    if others:
        left = np.concatenate(others)
        yield from (left[at : at + most] for at in range(0, len(left), most))
