"""Agreement between coders: alpha, AC1 and raw agreement together, and the older coefficients."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.checks import whole_number
from analysis.errors import ArgumentError, one_of
from analysis.framing.checks import checked_ratings

__all__ = ["cohen_kappa", "krippendorff_alpha", "reliability"]

Array = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS = ("nominal", "ordinal", "interval", "ratio")


def _ratings(data: ArrayLike) -> Array:
    values: Array = checked_ratings("data", data)
    if values.ndim != 2:
        raise ArgumentError(f"data has {values.ndim} dimension(s); expected coders by units; pass one row a coder")
    if values.shape[0] < 2:
        raise ArgumentError(f"data has {values.shape[0]} coder(s); expected 2 or more, one a row; add a coder")
    return values


def krippendorff_alpha(data: ArrayLike, *, level: Level = "nominal") -> float:
    r"""Krippendorff's alpha: 1 less observed over expected disagreement.

    Parameters
    ----------
    data : numbers, coders x units; NaN or None where a coder gave none
    level : of measurement, "nominal", "ordinal", "interval" or "ratio" (a ratio has a zero below which
        nothing lies)

    Returns
    -------
    1 perfect, 0 as by chance, below 0 worse; NaN where all codes are the same, since alpha is then
    undefined, and where codes are too large for their distances to be computed.

    Raises
    ------
    ArgumentError for fewer than two coders, another level, a code that is no finite number, or a
    negative one at the level of ratios.

    Notes
    -----
    Computed by the krippendorff package. At skewed margins alpha is low although coders agree: read
    it with AC1 and raw agreement (`reliability`).

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability. Castro (2017), the package.

    >>> round(krippendorff_alpha([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]), 3)
    0.095
    """
    import krippendorff

    if level not in LEVELS:
        raise one_of("level", level, LEVELS)
    values = _ratings(data)
    if level == "ratio" and (values < 0).any():
        raise ArgumentError(
            f"data has {values[values < 0][0]:g} at the level of ratios; expected 0 or more; pass level='interval'"
        )
    paired = values[:, np.sum(~np.isnan(values), axis=0) >= 2]
    if len(np.unique(paired[~np.isnan(paired)])) < 2:
        return float("nan")
    with np.errstate(all="ignore"):
        found = float(krippendorff.alpha(reliability_data=values, level_of_measurement=level))
    return found if np.isfinite(found) else float("nan")


def cohen_kappa(data: ArrayLike) -> float:
    """Cohen's kappa of two coders over the units that both coded; NaN where chance agreement is certain.

    >>> round(cohen_kappa([[0, 0, 0, 1], [0, 0, 1, 1]]), 3)
    0.5
    """
    values = _ratings(data)
    if values.shape[0] != 2:
        raise ArgumentError(f"data has {values.shape[0]} coders; Cohen's kappa is for 2; use `reliability`")
    first, second = values[:, ~np.isnan(values).any(axis=0)]
    if not len(first):
        return float("nan")
    codes = np.unique([first, second])
    expected = sum(float((first == code).mean() * (second == code).mean()) for code in codes)
    return (float((first == second).mean()) - expected) / (1 - expected) if expected < 1 else float("nan")


def reliability(data: ArrayLike, *, level: Level = "nominal", codes: int | None = None) -> pd.Series:
    r"""Agreement of any number of coders, missing codes allowed, in all usual coefficients.

    Each nominal one is (p_a - p_e) / (1 - p_e); they differ in the chance agreement p_e, with pi_k
    the mean share of code k and q the number of codes: AC1 takes sum pi_k (1 - pi_k) / (q - 1),
    Scott's pi and Fleiss' kappa sum pi_k^2, Brennan-Prediger 1 / q.

    Parameters
    ----------
    data : coders x units; NaN or None where a coder gave none
    level : of `alpha`
    codes : number of possible codes, where more than those used

    Returns
    -------
    Series: `units` coded by two or more; `raw` (0 to 1); `alpha`; `ac1`; `pi` (Scott's, generalised by
    Fleiss); `kappa` (Cohen's; NaN unless there are two coders); `brennan_prediger`. Coefficients: 1
    perfect, 0 chance; NaN where chance agreement is certain.

    Raises
    ------
    ArgumentError for fewer than two coders, no code at all, another level, a code that is no finite
    number, or fewer possible codes than are used.

    References
    ----------
    Gwet (2008), doi:10.1348/000711006X126600. Fleiss (1971), doi:10.1037/h0031619. Brennan & Prediger
    (1981), doi:10.1177/001316448104100307.

    >>> reliability([[0, 0, 1, 1], [0, 0, 1, 0]])["raw"].item()
    0.75
    """
    values = _ratings(data)
    used = np.unique(values[~np.isnan(values)])
    if not used.size:
        raise ArgumentError("data holds no code; expected numbers, coders by units; code some units first")
    q = len(used) if codes is None else whole_number("codes", codes, at_least=1)
    if q < len(used):
        raise ArgumentError(f"codes is {q}; expected at least the {len(used)} codes used; change it")
    tallies = (values[:, :, None] == used).sum(axis=0).astype(float)
    coders = tallies.sum(axis=1)
    paired = coders >= 2
    pairs = (tallies * (tallies - 1))[paired].sum(axis=1) / (coders * (coders - 1))[paired]
    raw = float(pairs.mean()) if paired.any() else float("nan")
    shares = (tallies[coders > 0] / coders[coders > 0, None]).mean(axis=0)

    def above(chance: float) -> float:
        return (raw - chance) / (1 - chance) if chance < 1 else float("nan")

    return pd.Series(
        {
            "units": float(paired.sum()),
            "raw": raw,
            "alpha": krippendorff_alpha(values, level=level),
            "ac1": above(float((shares * (1 - shares)).sum() / (q - 1))) if q > 1 else float("nan"),
            "pi": above(float((shares**2).sum())),
            "kappa": cohen_kappa(values) if values.shape[0] == 2 else float("nan"),
            "brennan_prediger": above(1 / q),
        }
    )
