"""What depends on a single document or speaker: the comparison with each of them left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.inference.sums import Measure, sums_of
from analysis.progress import Progress, following
from analysis.terms.compare.comparison import Comparison

__all__ = ["leave_one_out"]

Array = NDArray[np.float64]


def leave_one_out(
    comparison: Comparison,
    values: pd.DataFrame | None = None,
    *,
    leave: str = "document",
    measure: Measure | None = None,
    weighting: str = "pooled",
    progress: Progress = False,
) -> pd.DataFrame:
    """A measure of every term, or of values of units, with each document (or speaker) left out in turn.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    values : DataFrame, optional
        Units x measures, as in `difference_of_means`; without, the terms.
    leave : str
        Column whose values are left out one at a time, as `document` or `speaker`; in a paired design `document` is the pair.
    measure, weighting
        As in `permutation`; of values, the difference of means. Documents keep their weights when a speaker is left out.
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by term: `term` (of values `measure`, in their order); `value` of all; `lowest` and `highest` over the
        omissions, NaN where an omission removes every occurrence; `same_sign`, whether every omission keeps the direction,
        false where it is undefined; `omissions`, their number. An omission that empties a side is passed over.

    Raises
    ------
    ArgumentError
        For an unknown column, or a unit without a value in it.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x x x y", "y", "y", "y"], "era": ["new", "new", "old", "old"]})
    >>> table = leave_one_out(Comparison(TermMatrix.from_texts(texts), by="era", target="new"))
    >>> table[["term", "same_sign", "omissions"]].values.tolist()
    [['x', False, 4], ['y', False, 4]]
    """
    sums = sums_of(comparison, values, measure=measure, weighting=weighting, rows=leave)
    flags = np.stack([sums.is_target, ~sums.is_target]).astype(float)
    whole, sizes = sums.side(flags)
    real, omissions = sums.measure(whole[0], whole[1], sizes[0], sizes[1]), 0
    lowest, highest = np.full(real.shape, np.inf), np.full(real.shape, -np.inf)
    home, names = pd.factorize(sums.clusters)
    for at in following(range(len(names)), progress, f"leaving out each {leave}"):
        rows = np.flatnonzero(home == at)
        # Its rows are subtracted from the whole, so the work does not grow with the number of documents.
        taken = sums.parts[rows].toarray()
        (a, n1), (b, n2) = (
            (whole[side] - flags[side, rows] @ taken, sizes[side] - flags[side, rows] @ sums.sizes[rows])
            for side in (0, 1)
        )
        if (np.maximum(n1, n2) > 0).all() and (np.minimum(n1, n2) > 1e-9).all():
            with np.errstate(divide="ignore", invalid="ignore"):
                found = sums.measure(np.maximum(a, 0), np.maximum(b, 0), n1, n2)
            # Where no occurrence is left, a correction alone would yield a sign: nothing is known there.
            found = found if values is not None else np.where(a + b > 1e-9, found, np.nan)
            # NaN as soon as one omission leaves nothing.
            lowest, highest = np.minimum(lowest, found), np.maximum(highest, found)
            omissions += 1
    if not omissions:
        # Where nothing can be left out, nothing is known of stability.
        lowest, highest = (np.full(real.shape, np.nan),) * 2
    same = (np.sign(lowest) == np.sign(real)) & (np.sign(highest) == np.sign(real))
    kind = "term" if values is None else "measure"
    columns = pd.Index(sums.columns, dtype="str") if values is None else sums.columns
    return pd.DataFrame(
        {kind: columns, "value": real, "lowest": lowest, "highest": highest, "same_sign": same, "omissions": omissions}
    )
