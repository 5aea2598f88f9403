"""What hangs on a single document or speaker: the comparison with each of them left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import column as column_of
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, one_of
from analysis.progress import Progress, following
from analysis.terms.checks import column_name, term_matrix
from analysis.terms.compare.comparison import refuse_wordless, two_groups
from analysis.terms.compare.measures import log_ratio

__all__ = ["leave_one_out", "range_of_omissions"]

Array = NDArray[np.float64]
Counts = NDArray[np.int64]


def leave_one_out(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    leave: str = "document",
    progress: Progress = False,
) -> pd.DataFrame:
    """Log ratio of every term with each document (or speaker) left out in turn.

    Parameters
    ----------
    terms : counts of units
    by, target, reference : the grouping column and its two values
    leave : column whose values are left out one at a time, `document` or `speaker`
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    DataFrame sorted by term: `term`; `log_ratio` with everything; `lowest` and `highest` over the
    omissions, doublings, NaN where an omission takes every occurrence away; `same_sign`, whether the
    direction survives every omission, false where it is undefined; `omissions`.
    An omission that leaves a group without a token is passed over and not counted.
    """
    units = term_matrix(terms).units
    column_name("by", by, units)
    if not isinstance(leave, str) or leave not in units.columns:
        raise one_of("leave", leave, units.columns)
    two_groups(target, reference, by=by)
    both = terms.select(**{by: [target, reference]})
    left, side = (column_of("the units table", both.units, name) for name in (leave, by))
    if left.isna().any():
        raise ArgumentError(
            f"leave={leave!r} is empty for unit {left.index[left.isna()][0]!r}; every unit needs one; select or fill it first"
        )
    # One unit for each value left out and each group: its counts are taken off the whole.
    labels = pd.DataFrame({"cell": left.astype(str) + "\x1f" + side.astype(str), "left": left, "side": side})
    cells = TermMatrix(both.counts, both.terms, labels).group("cell")
    is_target = cells.units["side"].eq(target).to_numpy()
    without = _counts_without(cells, is_target)
    a, n1, b, n2 = without([])
    for label, size in ((target, n1), (reference, n2)):
        refuse_wordless(label, size, by)
    rows: dict[str, list[int]] = {}
    for at, name in enumerate(cells.units["left"].astype(str)):
        rows.setdefault(name, []).append(at)
    real, omissions = _ratio(a, n1, b, n2), 0
    lowest, highest = np.full(real.shape, np.inf), np.full(real.shape, -np.inf)
    for left_out in following(list(rows.values()), progress, f"leaving out each {leave}"):
        a, n1, b, n2 = without(left_out)
        if n1 and n2:
            # NaN as soon as one omission leaves nothing.
            ratio = _ratio(a, n1, b, n2)
            lowest, highest = np.minimum(lowest, ratio), np.maximum(highest, ratio)
            omissions += 1
    # Where nothing can be left out, nothing is known of stability.
    ends = (lowest, highest) if omissions else (np.full(real.shape, np.nan),) * 2
    return pd.DataFrame(
        {"term": cells.terms, "log_ratio": real, **range_of_omissions(real, *ends), "omissions": omissions}
    )


def _counts_without(
    cells: TermMatrix, is_target: NDArray[np.bool_]
) -> Callable[[list[int]], tuple[Counts, int, Counts, int]]:
    """Return the function that takes rows off the sums of both sides, which are added up once: a, n1, b, n2."""
    sizes = cells.totals.to_numpy()

    def sums(rows: list[int], side: NDArray[np.bool_]) -> tuple[Counts, int]:
        chosen = [row for row in rows if side[row]]
        return np.asarray(cells.counts[chosen].sum(axis=0)).ravel(), int(sizes[chosen].sum())

    every = list(range(len(sizes)))
    first, n1 = sums(every, is_target)
    second, n2 = sums(every, ~is_target)

    def without(left_out: list[int]) -> tuple[Counts, int, Counts, int]:
        (a, from_first), (b, from_second) = sums(left_out, is_target), sums(left_out, ~is_target)
        return first - a, n1 - from_first, second - b, n2 - from_second

    return without


def _ratio(a: Counts, n1: int, b: Counts, n2: int) -> Array:
    # Where no occurrence is left, the correction alone would give a sign: nothing is known there.
    return np.where(a + b > 0, log_ratio(a, b, n1, n2), np.nan)


def range_of_omissions(real: Array, lowest: Array, highest: Array) -> dict[str, Array | NDArray[np.bool_]]:
    """Return the columns `lowest`, `highest` and `same_sign`: whether both ends have the sign of the whole."""
    same = (np.sign(lowest) == np.sign(real)) & (np.sign(highest) == np.sign(real))
    return {"lowest": lowest, "highest": highest, "same_sign": same}
