"""Agreement between two coders, whoever they are: a dictionary, a person, a model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.checks import whole_number
from analysis.errors import ArgumentError
from analysis.framing.checks import checked_pair, checked_ratings
from analysis.framing.coding import agreement
from analysis.framing.reliability import Level, reliability
from analysis.framing.reliability import krippendorff_alpha as alpha_of_coders

__all__ = ["compare_coders", "gwet_ac1", "krippendorff_alpha", "raw_agreement"]

POOLED = "(all)"


def _pair(first: Any, second: Any) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    a, b = checked_ratings("first", first), checked_ratings("second", second)
    if a.ndim != 1 or a.shape != b.shape:
        raise ArgumentError(
            f"first has the shape {a.shape} and second {b.shape}; expected two vectors with one code a unit; align them"
        )
    return a, b


def raw_agreement(first: Any, second: Any) -> float:
    """Share of the units coded by both that have the same code, 0 to 1; NaN without such a unit.

    >>> raw_agreement([1, 1, 0, 0], [1, 0, 0, 0])
    0.75
    """
    a, b = _pair(first, second)
    known = ~(np.isnan(a) | np.isnan(b))
    return float((a[known] == b[known]).mean()) if known.any() else float("nan")


def krippendorff_alpha(first: Any, second: Any, *, level: Level = "nominal") -> float:
    r"""Krippendorff's alpha of two coders: 1 is agreement, 0 what chance gives, below 0 worse than chance.

    .. math:: \alpha = 1 - D_o / D_e

    Parameters
    ----------
    first, second : one number a unit in the same order; NaN where a coder gave none
    level : what the numbers are: nominal, ordinal, interval or ratio

    Returns
    -------
    -1 to 1; NaN where alpha is undefined, as when all codes are one value.

    Raises
    ------
    ArgumentError : another level, a code that is no finite number, a negative one at the level of ratios,
        or vectors of other lengths

    Notes
    -----
    Where one code is rare alpha can be low although the coders hardly ever differ: read it beside
    `gwet_ac1` and `raw_agreement`. Computed by the package `krippendorff`.

    References
    ----------
    Krippendorff (2019), Content Analysis, 4th ed., ch. 12; doi:10.4135/9781071878781.

    >>> round(krippendorff_alpha([1, 1, 0, 0], [1, 0, 0, 0]), 4)
    0.5333
    """
    return alpha_of_coders(np.stack(_pair(first, second)), level=level)


def gwet_ac1(first: Any, second: Any, *, categories: int = 0) -> float:
    r"""Gwet's AC1 of two coders: 1 is agreement, 0 what chance gives; steady where one code is rare.

    .. math:: AC_1 = \frac{p_a - p_e}{1 - p_e}, \quad p_e = \frac{1}{q - 1} \sum_k \pi_k (1 - \pi_k)

    where p_a is the raw agreement, q the number of categories and pi_k the mean share of category k.

    Parameters
    ----------
    first, second : one number a unit in the same order; units that a coder left out (NaN) are dropped
    categories : how many categories there are, two or more; 0, the default, takes those that occur, and
        at least two

    Returns
    -------
    -1 to 1; NaN without a unit coded by both.

    Raises
    ------
    ArgumentError : a code is no finite number, the vectors are of other lengths, or there are fewer
        categories than occur

    References
    ----------
    Gwet (2008), doi:10.1348/000711006X126600.

    >>> round(gwet_ac1([1, 1, 0, 0], [1, 0, 0, 0]), 4)
    0.5294
    """
    a, b = _pair(first, second)
    known = ~(np.isnan(a) | np.isnan(b))
    least = max(2, len(np.unique([a[known], b[known]])))
    if whole_number("categories", categories) and categories < least:
        raise ArgumentError(
            f"categories is {categories}; expected 0, or {least} or more here; pass the number that coders could choose from"
        )
    if not known.any():
        return float("nan")
    return float(reliability([a[known], b[known]], codes=categories or least)["ac1"])


def compare_coders(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Agreement of two coders frame by frame, `second` taken as the standard for precision and recall.

    Parameters
    ----------
    first, second : 0 or 1, the same units x the same frames, each in any order

    Returns
    -------
    DataFrame in the order of the frames of `first`, `(all)` last, pooling all decisions (micro): the columns of
    `agreement`, then `alpha` and `ac1` (-1 to 1, NaN where undefined).

    Raises
    ------
    ArgumentError : a code is neither 0 nor 1, a unit or a frame stands twice, the coders have other units
        or frames, or a frame is called `(all)` as the pooled row is

    >>> a, b = pd.DataFrame({"F": [1, 1, 0, 0]}), pd.DataFrame({"F": [1, 0, 0, 0]})
    >>> compare_coders(a, b)[["frame", "raw", "alpha", "ac1", "f1"]].round(2).values.tolist()[0]
    ['F', 0.75, 0.53, 0.53, 0.67]
    """
    first, second = checked_pair(first, second)
    if POOLED in first.columns:
        raise ArgumentError(f"first has a frame named {POOLED!r}, which names the pooled row; rename the frame")
    table = agreement(first, second)
    a, b = first.to_numpy(), second.to_numpy()
    pairs = [*zip(a.T, b.T, strict=True), (a.ravel(), b.ravel())]
    table["alpha"] = [krippendorff_alpha(*pair) for pair in pairs]
    table["ac1"] = [gwet_ac1(*pair) for pair in pairs]
    return table
