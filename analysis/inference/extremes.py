"""How extreme every column of a table of sums is among the splits, and which column is the most extreme in each."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

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
# Share of documents with a term from which on a dense product is faster.
_DENSE = 0.15
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


def permuted(sums: Sums, splits: Splits, *, scaled: bool, progress: Progress = False) -> Permuted:
    """Compute the measure of every column in every split, and compare it with that of the real split.

    Parameters
    ----------
    sums : Sums
        Documents x columns.
    splits : Splits
        The splits of these documents.
    scaled : bool
        Whether the statistics of a column are divided by their root mean square before columns are compared.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    Permuted
        p and family-wise p of each column; of each split, in the order of `splits.masks`, the largest absolute statistic, the
        number of its column, and the sum of all.
    """
    # Columns with the same counts in the same documents, as of words that occur once, have the same statistics.
    first, same, times_of = _distinct(sums)
    real, by_column = sums.real[first], sums.parts.T.tocsr()[first]
    total, size = np.asarray(by_column.sum(axis=1)).ravel(), sums.sizes.sum(axis=0)
    # Splits are columns, made numbers once where they have room.
    blocks = [np.ascontiguousarray(block.T) for block in splits.blocks()]
    single = blocks
    if splits.number * len(sums.is_target) <= _ROOM:
        blocks = [np.concatenate(blocks, axis=1).astype(float)]
        single = [blocks[0].astype(np.float32)]
    exact = sums.whole and total.max(initial=0) < 2**24
    extreme, t = np.zeros(len(real)), np.abs(real)
    largest, of = np.full(splits.number, -np.inf), np.zeros(splits.number, dtype=np.intp)
    every = np.zeros(splits.number)

    def inside(rows: Any) -> Array:
        if exact and rows.nnz > _DENSE * len(sums.is_target) * rows.shape[0]:
            # Whole numbers up to 2^24 are exact in single precision, which is twice as fast.
            dense = rows.toarray().astype(np.float32)
            parts = [(dense @ block.astype(np.float32, copy=False)).astype(float) for block in single]
        else:
            parts = [rows @ block.astype(float, copy=False) for block in blocks]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)

    # One row of sizes serves all columns, unless each column has its own.
    sizes = np.concatenate([sums.sizes.T @ block for block in blocks], axis=1)

    def one(columns: NDArray[np.intp]) -> tuple[Any, ...]:
        a, all_of = inside(by_column[columns]), total[columns][:, None]
        n1, n = (sizes, size[:, None]) if len(sizes) == 1 else (sizes[columns], size[columns][:, None])
        most = int(all_of[0, 0])
        if sums.whole and most + 1 < len(columns) and (all_of == most).all():
            # Terms of as many occurrences have few possible values in a split: they are computed once for all.
            has = np.minimum(np.arange(most + 1.0)[:, None], n1)
            values = np.abs(sums.measure(has, np.minimum(most - has, n - n1), n1, n - n1))
            at = a.astype(np.intp) * splits.number
            at += np.arange(splits.number)
            found = values.ravel().take(at)
        else:
            with np.errstate(divide="ignore", invalid="ignore"):
                found = np.abs(sums.measure(a, all_of - a, n1, n - n1))
        here = np.abs(real[columns])[:, None]
        # An undefined value in a split counts as extreme: nothing speaks against it.
        times = splits.number - np.count_nonzero(found < here - _SLACK * np.maximum(1, here), axis=1)
        if not np.isfinite(found.max()):
            found = np.where(np.isnan(here), 0.0, np.where(np.isnan(found), np.inf, found))
        if scaled:
            squares = found if np.isfinite(found.max()) else np.where(np.isfinite(found), found, 0.0)
            rms = np.sqrt(np.einsum("ij,ij->i", squares, squares) / splits.number)[:, None]
            rms[rms == 0] = 1
            found, here = found / rms, here / rms
        best = found.max(axis=0)
        which = np.flatnonzero(best > largest)
        return times, here.ravel(), best, times_of[columns] @ found, which, columns[found[:, which].argmax(axis=0)]

    chunks = list(_chunks(total, sums, splits.number))
    pool = ThreadPoolExecutor(2) if len(real) > _MANY else None
    # Two cores work already: products need no further ones.
    alone = threadpool_limits(1, user_api="blas") if pool else None
    try:
        found = map(one, chunks) if pool is None else pool.map(one, chunks)
        for columns, (times, here, best, part, which, column) in zip(
            following(chunks, progress, "comparing splits"), found, strict=True
        ):
            extreme[columns], t[columns] = times, here
            every += part
            more = best[which] > largest[which]
            of[which[more]] = column[more]
            np.maximum(largest, best, out=largest)
    finally:
        # An interruption does not wait for what has not begun.
        if pool is not None:
            pool.shutdown(cancel_futures=True)
        if alone is not None:
            alone.restore_original_limits()
    ordered = np.sort(largest)
    family = len(ordered) - np.searchsorted(ordered, t - _SLACK * np.maximum(1, t), side="left")
    p, p_family = (np.where(np.isnan(real), np.nan, count / splits.number)[same] for count in (extreme, family))
    return Permuted(p, p_family, largest, first[of], every)


def _distinct(sums: Sums) -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
    """Return the first of all equal columns, the place of each column among them, and how many each stands for."""
    if sums.sizes.shape[1] > 1:
        at = np.arange(len(sums.columns))
        return at, at, np.ones(len(at))
    rng = np.random.default_rng(0)
    # Two columns with the same sum under two random weights of documents are the same column.
    marks = sums.parts.T @ (rng.random(len(sums.is_target)) + 1j * rng.random(len(sums.is_target)))
    _, first, same, times = np.unique(marks, return_index=True, return_inverse=True, return_counts=True)
    return first, same, times.astype(float)


def _chunks(total: NDArray[Any], sums: Sums, number: int) -> Iterator[NDArray[np.intp]]:
    """Yield columns that are computed together: those with as many occurrences, then the others."""
    most = max(1, _CELLS // number)
    order = np.argsort(total, kind="stable")
    edges = np.flatnonzero(np.diff(total[order])) + 1
    others = []
    for same in np.split(order, edges):
        if len(same) and sums.whole and len(same) > total[same[0]] + 1:
            yield from (same[at : at + most] for at in range(0, len(same), most))
        else:
            others.append(same)
    left = np.concatenate(others) if others else order[:0]
    yield from (left[at : at + most] for at in range(0, len(left), most))
