"""What depends on a single document or speaker: the comparison with each of them left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.termmatrix import TermMatrix
from analysis.progress import Progress, following
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import with_documents
from analysis.terms.compare.labels import filled
from analysis.terms.compare.measures import log_ratio

__all__ = ["leave_one_out", "range_of_omissions"]

Array = NDArray[np.float64]


def leave_one_out(comparison: Comparison, *, leave: str = "document", progress: Progress = False) -> pd.DataFrame:
    """Log ratio of every term with each document (or speaker) left out in turn.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    leave : str
        Column whose values are left out one at a time, as `document` or `speaker`.
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by term: `term`; `log_ratio` of all; `lowest` and `highest` over the omissions, doublings, NaN where an
        omission removes every occurrence; `same_sign`, whether every omission keeps the direction, false where it is
        undefined; `omissions`, their number. An omission that leaves a side without a token is passed over.

    Raises
    ------
    ArgumentError
        For an unknown column, or a unit without a value in it.

    >>> texts = pd.DataFrame({"text": ["x x x y", "y", "y", "y"], "era": ["new", "new", "old", "old"]})
    >>> table = leave_one_out(Comparison(TermMatrix.from_texts(texts), by="era", target="new"))
    >>> table[["term", "same_sign", "omissions"]].values.tolist()
    [['x', False, 4], ['y', False, 4]]
    """
    units = with_documents(comparison).units
    left = comparison.unit_documents if leave == "document" else filled("leave", leave, units.units)
    # One row for each value left out and each side: its counts are subtracted from the whole.
    side = np.where(comparison.unit_is_target, "a", "b")
    cells = TermMatrix(units.counts, units.terms, pd.DataFrame({"cell": left.astype(str) + "\x1f" + side})).group(
        "cell"
    )
    names = cells.units.index.str.rsplit("\x1f", n=1)
    rows: dict[str, dict[str, int]] = {}
    for at, (value, letter) in enumerate(names):
        rows.setdefault(value, {})[letter] = at
    (first, second), sizes = comparison.counts, cells.totals.to_numpy()
    n1, n2 = first.sum(), second.sum()
    real, omissions = _ratio(first, n1, second, n2), 0
    lowest, highest = np.full(real.shape, np.inf), np.full(real.shape, -np.inf)
    for here in following(list(rows.values()), progress, f"leaving out each {leave}"):
        taken = {letter: (np.asarray(cells.counts[[at]].sum(axis=0)).ravel(), sizes[at]) for letter, at in here.items()}
        (a, from_n1), (b, from_n2) = (taken.get(letter, (0, 0)) for letter in "ab")
        if n1 > from_n1 and n2 > from_n2:
            # NaN as soon as one omission leaves nothing.
            ratio = _ratio(first - a, n1 - from_n1, second - b, n2 - from_n2)
            lowest, highest = np.minimum(lowest, ratio), np.maximum(highest, ratio)
            omissions += 1
    # Where nothing can be left out, nothing is known of stability.
    ends = (lowest, highest) if omissions else (np.full(real.shape, np.nan),) * 2
    return pd.DataFrame(
        {"term": units.terms, "log_ratio": real, **range_of_omissions(real, *ends), "omissions": omissions}
    )


def _ratio(a: Array, n1: float, b: Array, n2: float) -> Array:
    # Where no occurrence is left, the correction alone would yield a sign: nothing is known there.
    return np.where(a + b > 0, log_ratio(a, b, n1, n2), np.nan)


def range_of_omissions(real: Array, lowest: Array, highest: Array) -> dict[str, Array | NDArray[np.bool_]]:
    """Return the columns `lowest`, `highest` and `same_sign`: whether both ends have the sign of the whole."""
    same = (np.sign(lowest) == np.sign(real)) & (np.sign(highest) == np.sign(real))
    return {"lowest": lowest, "highest": highest, "same_sign": same}
