"""Agreement between two coders, whoever they are: a dictionary, a person, a model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.framing.coding import agreement
from analysis.framing.reliability import Level, reliability
from analysis.framing.reliability import krippendorff_alpha as alpha_of_coders

__all__ = ["compare_coders", "gwet_ac1", "krippendorff_alpha", "raw_agreement"]


def _pair(first: Any, second: Any) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
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
    categories : how many categories there are; by default those that occur, and at least two

    Returns
    -------
    -1 to 1; NaN without a unit coded by both.

    References
    ----------
    Gwet (2008), doi:10.1348/000711006X126600.

    >>> round(gwet_ac1([1, 1, 0, 0], [1, 0, 0, 0]), 4)
    0.5294
    """
    a, b = _pair(first, second)
    known = ~(np.isnan(a) | np.isnan(b))
    if not known.any():
        return float("nan")
    values = len(np.unique([a[known], b[known]]))
    return float(reliability([a[known], b[known]], codes=max(2, values, categories))["ac1"])


def compare_coders(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Agreement of two coders frame by frame, `second` taken as the standard for precision and recall.

    Parameters
    ----------
    first, second : 0 or 1, the same units x the same frames

    Returns
    -------
    DataFrame in the order of the frames, `(all)` last, pooling all decisions (micro): the columns of
    `agreement`, then `alpha` and `ac1` (-1 to 1, NaN where undefined).

    >>> a, b = pd.DataFrame({"F": [1, 1, 0, 0]}), pd.DataFrame({"F": [1, 0, 0, 0]})
    >>> compare_coders(a, b)[["frame", "raw", "alpha", "ac1", "f1"]].round(2).values.tolist()[0]
    ['F', 0.75, 0.53, 0.53, 0.67]
    """
    table = agreement(first, second)
    pairs = [(first[frame], second[frame]) for frame in first.columns]
    pairs.append((pd.Series(first.to_numpy().ravel()), pd.Series(second.to_numpy().ravel())))
    table["alpha"] = [krippendorff_alpha(a, b) for a, b in pairs]
    table["ac1"] = [gwet_ac1(a, b) for a, b in pairs]
    return table
