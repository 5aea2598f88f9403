"""The bootstrap over documents, speakers or other clusters: how far a measure would move with other documents like these."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from analysis import checks
from analysis.errors import ArgumentError
from analysis.inference.sums import Measure, Sums, sums_of
from analysis.progress import Progress, following
from analysis.terms.compare.comparison import Comparison

__all__ = ["bootstrap"]

Array = NDArray[np.float64]
_FEWEST = 5
# Cells of resamples x columns computed at a time.
_CELLS = 2_000_000


def bootstrap(
    comparison: Comparison,
    values: pd.DataFrame | None = None,
    *,
    clusters: str = "document",
    measure: Measure | None = None,
    weighting: str = "pooled",
    confidence: float = 0.95,
    draws: int = 1_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    r"""Interval of a measure of every term, or of values of units, by drawing documents (or speakers) with replacement.

    The bounds are the percentiles at

    .. math:: \Phi\left(\pm\sqrt{n/(n-1)}\; t_{n-1}\right)

    where n is the number of clusters of the smaller side and t the usual quantile: wider than plain percentiles, which are
    too narrow with few clusters.

    Parameters
    ----------
    comparison : Comparison
        The two sides. Each is drawn by itself; in a paired design whole pairs are drawn.
    values : DataFrame, optional
        Units x measures, as in `difference_of_means`; without, the terms.
    clusters : str
        "document", or the column of units that are drawn together, as `speaker`. One on both sides is drawn on each side by
        itself, which makes intervals too wide rather than too narrow where a speaker resembles himself.
    measure, weighting
        As in `permutation`; of values, the difference of means.
    confidence : float
        Intended coverage of each interval, not of all together.
    draws, seed : int
        Resamples, and the seed of the drawing.
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by term: `term` (of values `measure`, in their order); `value`; `lower`, `upper`, NaN where a resample leaves it
        undefined; `clusters_target`,
        `clusters_reference`, how many were drawn from.

    Raises
    ------
    ArgumentError
        For fewer than five clusters on a side, of which there are too few different resamples for an interval; or clusters
        other than documents in a paired design.

    Notes
    -----
    A term that one side lacks in every document lacks it in every resample: its interval says nothing of other documents.
    With five to ten documents a side the intervals miss more often than they promise (notebook A1 shows how often).

    References
    ----------
    Efron & Tibshirani (1993), An Introduction to the Bootstrap. Hesterberg (2015), doi:10.1080/00031305.2015.1089789.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x y"] * 5 + ["x y y y"] * 5, "era": ["new"] * 5 + ["old"] * 5})
    >>> comparison = Comparison(TermMatrix.from_texts(texts), by="era", target="new")
    >>> bootstrap(comparison, draws=99)[["term", "value", "lower", "upper"]].round(2).values.tolist()
    [['x', 0.97, 0.97, 0.97], ['y', -0.53, -0.53, -0.53]]
    """
    draws = checks.whole_number("draws", draws, at_least=1)
    rng = np.random.default_rng(checks.whole_number("seed", seed))
    confidence = checks.number("confidence", confidence, above=0, below=1)
    if comparison.pairs is not None and clusters != "document":
        raise ArgumentError(
            f"clusters is {clusters!r} in a paired design; expected 'document', so that whole pairs are drawn; compare without "
            "pairs"
        )
    sums = sums_of(comparison, values, measure=measure, weighting=weighting, rows=clusters, option="clusters")
    numbers = int(sums.is_target.sum()), int((~sums.is_target).sum())
    for name, number in zip((comparison.target_name, comparison.reference_name), numbers, strict=True):
        if number < _FEWEST:
            raise ArgumentError(
                f"{name} has {number} {clusters}{'s' * (number != 1)}; expected {_FEWEST} or more, since so few have too few "
                "different resamples for an interval; use permutation and leave_one_out, or add documents"
            )
    block = max(1, _CELLS // max(1, len(sums.columns)))
    found = np.empty((draws, len(sums.columns)), dtype=np.float32)
    for start in following(range(0, draws, block), progress, "drawing documents"):
        rows = min(block, draws - start)
        target, reference = _drawn(sums, rows, rng)
        with np.errstate(divide="ignore", invalid="ignore"):
            found[start : start + rows] = sums.of(target, reference)
    n = min(numbers)
    wider = np.sqrt(n / (n - 1)) * special.stdtrit(n - 1, (1 + confidence) / 2)
    lower, upper = np.quantile(found, [special.ndtr(-wider), special.ndtr(wider)], axis=0, method="inverted_cdf")
    kind = "term" if values is None else "measure"
    return pd.DataFrame(
        {
            kind: pd.Index(sums.columns, dtype="str") if values is None else sums.columns,
            "value": sums.real,
            "lower": lower.astype(float),
            "upper": upper.astype(float),
            "clusters_target": numbers[0],
            "clusters_reference": numbers[1],
        }
    )


def _drawn(sums: Sums, number: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return how often each row is drawn, on either side."""
    first, second = np.flatnonzero(sums.is_target), np.flatnonzero(~sums.is_target)
    weights = np.zeros((2, number, len(sums.is_target)))
    for side, rows in enumerate((first, second)):
        weights[side][:, rows] = rng.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=number)
    if sums.pairs is not None:
        # The rows of a pair follow one another, the target's first.
        weights[1][:, second] = weights[0][:, first]
    return weights[0], weights[1]
