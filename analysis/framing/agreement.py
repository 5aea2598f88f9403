"""Agreement between coders: two coders frame by frame, or any number of coders on one variable."""

from __future__ import annotations

from numbers import Real
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import choice, shown, whole_number
from analysis.errors import ArgumentError
from analysis.framing.codes import checked_pair

__all__ = ["POOLED", "compare_coders", "krippendorff_alpha", "reliability"]

Array = NDArray[np.float64]
Labels = NDArray[np.intp]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")

POOLED = "(all)"
"""The row of `compare_coders` that pools the decisions on all frames."""

_ROW = (list, tuple, np.ndarray, pd.Series)
_UNDEFINED = float("nan")


def compare_coders(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Compare two coders frame by frame; for precision and recall the second is the standard.

    Parameters
    ----------
    first, second : DataFrame
        0 or 1, the same units x the same frames, each in any order.

    Returns
    -------
    DataFrame
        One row a frame in the order of `first`, then `(all)`, which pools all decisions (micro average):

        * `frame`; `both`, `only_first`, `only_second`, `neither` (units)
        * `raw`: share of equal codes, 0 to 1
        * `precision`, `recall`, `f1` of the first coder against the second, 0 to 1; NaN where undefined
        * `alpha` (Krippendorff's) and `ac1` (Gwet's): 1 perfect, 0 chance, below 0 worse; NaN where undefined

    Raises
    ------
    ArgumentError
        If a code is neither 0 nor 1, a unit or a frame occurs twice, one coder lacks a unit or a frame of the other, or
        a frame is named `(all)`.

    Notes
    -----
    Where a frame is rare, alpha can be low although the coders hardly ever differ: read it with `ac1` and `raw`.

    References
    ----------
    Gwet (2008), doi:10.1348/000711006X126600. Krippendorff (2019), doi:10.4135/9781071878781.

    >>> a, b = pd.DataFrame({"F": [1, 1, 0, 0]}), pd.DataFrame({"F": [1, 0, 0, 0]})
    >>> compare_coders(a, b)[["frame", "both", "only_first", "raw", "precision", "alpha", "ac1"]].round(2).values.tolist()[0]
    ['F', 1, 1, 0.75, 0.5, 0.53, 0.53]
    """
    first, second = checked_pair(first, second)
    if POOLED in first.columns:
        raise ArgumentError(f"first has a frame named {POOLED!r}, which names the pooled row; rename the frame")
    tallies = pd.DataFrame(
        {
            "both": (first.eq(1) & second.eq(1)).sum(),
            "only_first": (first.eq(1) & second.eq(0)).sum(),
            "only_second": (first.eq(0) & second.eq(1)).sum(),
            "neither": (first.eq(0) & second.eq(0)).sum(),
        }
    )
    tallies.loc[POOLED] = tallies.sum()
    both, extra, missed = tallies["both"], tallies["only_first"], tallies["only_second"]
    raw = (both + tallies["neither"]) / tallies.sum(axis=1)
    codes = 2 * tallies.sum(axis=1)
    given = 2 * both + extra + missed
    differing = 2 * (given / codes) * (1 - given / codes)
    scored = tallies.assign(
        raw=raw,
        precision=both / (both + extra).where(lambda n: n > 0),
        recall=both / (both + missed).where(lambda n: n > 0),
        f1=2 * both / given.where(lambda n: n > 0),
        alpha=1 - (1 - raw) * (codes - 1) / (differing * codes).where(lambda d: d > 0),
        ac1=(raw - differing) / (1 - differing),
    )
    return scored.rename_axis("frame").reset_index()


def krippendorff_alpha(data: Any, *, level: Level = "nominal") -> float:
    r"""Krippendorff's alpha of any number of coders on one variable: 1 less observed over expected disagreement.

    .. math:: \alpha = 1 - (n - 1) \frac{\sum_{ck} o_{ck} \delta_{ck}}{\sum_{ck} n_c n_k \delta_{ck}}

    where :math:`o_{ck}` counts the pairs of codes c and k within units, each unit of m codes with the weight 1 / (m - 1),
    :math:`n_c` its sums, n their total, and :math:`\delta` the squared distance of two codes at the level of measurement.

    Parameters
    ----------
    data : array, table or list of lists
        Codes, coders x units; NaN or None where a coder gave none. Strings are codes at the nominal level only.
    level : "nominal", "ordinal", "interval" or "ratio"
        Level of measurement; at the level of ratios no code is below 0.

    Returns
    -------
    float
        1 perfect, 0 chance, below 0 worse than chance; NaN where all codes are equal, since alpha is then undefined.

    Raises
    ------
    ArgumentError
        If there are fewer than two coders, rows of different lengths, another level, or codes that the level excludes.

    Notes
    -----
    At skewed margins alpha is low although coders agree: read it with AC1 and raw agreement (`reliability`).

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability, https://repository.upenn.edu/asc_papers/43.

    >>> round(krippendorff_alpha([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]), 3)
    0.095
    """
    choice("level", level, LEVELS)
    labels, used = _codes(data)
    numbers: Any = np.arange(len(used))
    if level != "nominal":
        for code in used:
            if isinstance(code, str):
                raise ArgumentError(
                    f"data has {shown(code)} at the {level} level; expected numbers; pass level='nominal'"
                )
            if level == "ratio" and code < 0:
                raise ArgumentError(
                    f"data has {shown(code)} at the ratio level; expected 0 or more; pass level='interval'"
                )
        numbers = np.array(used, dtype=float)
        order = np.argsort(numbers, kind="stable")
        numbers, labels = numbers[order], np.append(np.argsort(order, kind="stable"), -1)[labels]
    return _alpha(_tallies(labels, len(used)), numbers, level)


def _alpha(tallies: Array, values: NDArray[Any], level: Level) -> float:
    """Return alpha from tallies, units x values, the values in ascending order."""
    coders = tallies.sum(axis=1)
    tallies, coders = tallies[coders >= 2], coders[coders >= 2]
    weighted = tallies / (coders - 1)[:, None]
    observed = weighted.T @ tallies - np.diag(weighted.sum(axis=0))
    sums = tallies.sum(axis=0)
    # Distances keep their proportions, so huge codes are no problem.
    scaled = values / (np.abs(values).max(initial=0) or 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        if level == "nominal":
            distance = 1 - np.eye(len(values))
        elif level == "ordinal":
            middle = np.cumsum(sums) - sums / 2
            distance = np.subtract.outer(middle, middle) ** 2
        else:
            distance = np.subtract.outer(scaled, scaled)
            if level == "ratio":
                distance = np.nan_to_num(distance / np.add.outer(scaled, scaled))
            distance = distance**2
    expected = float((np.outer(sums, sums) * distance).sum())
    return float(1 - (sums.sum() - 1) * (observed * distance).sum() / expected) if expected > 0 else _UNDEFINED


def reliability(data: Any, *, level: Level = "nominal", codes: int | None = None) -> pd.Series:
    r"""Agreement of any number of coders on one variable, in all usual coefficients; codes may be missing.

    Each nominal coefficient is :math:`(p_a - p_e) / (1 - p_e)`. They differ in the chance agreement :math:`p_e`: with the
    mean share :math:`\pi_k` of code k and q codes, AC1 has :math:`\sum \pi_k (1 - \pi_k) / (q - 1)`, Scott's pi and
    Fleiss' kappa :math:`\sum \pi_k^2`, Brennan-Prediger 1 / q.

    Parameters
    ----------
    data : array, table or list of lists
        Codes, coders x units, strings or numbers; NaN or None where a coder gave none.
    level : "nominal", "ordinal", "interval" or "ratio"
        Level of measurement, for `alpha`.
    codes : int, optional
        Number of possible codes; by default those that occur.

    Returns
    -------
    Series
        `units` coded by two or more; `raw` (0 to 1); `alpha`; `ac1`; `pi` (Scott's, generalised by Fleiss); `kappa`
        (Cohen's; NaN unless there are two coders); `brennan_prediger`. Coefficients: 1 perfect, 0 chance; NaN where
        chance agreement is certain.

    Raises
    ------
    ArgumentError
        As for `krippendorff_alpha`; if there is no code at all, or fewer possible codes than occur.

    Notes
    -----
    Cohen's kappa is computed by scikit-learn.

    References
    ----------
    Gwet (2008), doi:10.1348/000711006X126600. Fleiss (1971), doi:10.1037/h0031619. Cohen (1960),
    doi:10.1177/001316446002000104. Brennan & Prediger (1981), doi:10.1177/001316448104100307.

    >>> reliability([["yes", "yes", "no", "no"], ["yes", "yes", "no", "yes"]])[["raw", "alpha", "kappa"]].round(2).tolist()
    [0.75, 0.53, 0.5]
    """
    alpha = krippendorff_alpha(data, level=level)
    labels, used = _codes(data)
    if not len(used):
        raise ArgumentError("data has no code; expected codes, coders x units; code some units first")
    q = len(used) if codes is None else whole_number("codes", codes, at_least=1)
    if q < len(used):
        raise ArgumentError(
            f"codes is {q}; expected at least the {len(used)} codes that occur; pass their number or None"
        )
    tallies = _tallies(labels, len(used))
    coders = tallies.sum(axis=1)
    paired = coders >= 2
    pairs = (tallies * (tallies - 1))[paired].sum(axis=1) / (coders * (coders - 1))[paired]
    raw = float(pairs.mean()) if paired.any() else _UNDEFINED
    shares = (tallies[coders > 0] / coders[coders > 0, None]).mean(axis=0)

    def above(chance: float) -> float:
        return (raw - chance) / (1 - chance) if chance < 1 else _UNDEFINED

    return pd.Series(
        {
            "units": float(paired.sum()),
            "raw": raw,
            "alpha": alpha,
            "ac1": above(float((shares * (1 - shares)).sum() / (q - 1))) if q > 1 else _UNDEFINED,
            "pi": above(float((shares**2).sum())),
            "kappa": _kappa(*labels[:, paired]) if len(labels) == 2 else _UNDEFINED,
            "brennan_prediger": above(1 / q),
        }
    )


def _kappa(first: Labels, second: Labels) -> float:
    from sklearn.metrics import cohen_kappa_score

    # Without two codes chance agreement is certain.
    if len(np.unique([first, second])) < 2:
        return _UNDEFINED
    return float(cohen_kappa_score(first, second))


def _codes(data: Any) -> tuple[Labels, list[Any]]:
    """Return codes, coders x units, as numbers from 0 (-1 for none), and the codes numbered so."""
    rows = data.to_numpy(dtype=object) if isinstance(data, pd.DataFrame) else data
    listed = isinstance(rows, (list, tuple, np.ndarray)) and all(isinstance(row, _ROW) for row in rows)
    square = listed and len({len(row) for row in rows}) == 1
    found = np.array([list(row) for row in rows] if square else None, dtype=object)
    if found.ndim != 2 or len(found) < 2:
        raise ArgumentError(
            f"data is {shown(data)}; expected the codes of two or more coders on the same units; pass one row of equal length "
            "for each coder, with None where a coder gave no code"
        )
    for at, code in np.ndenumerate(found):
        if code is None or code is pd.NA or code != code:  # noqa: PLR0124  (NaN is not itself)
            found[at] = None
        elif not isinstance(code, (str, Real, np.bool_)) or code in {np.inf, -np.inf}:
            raise ArgumentError(f"data has {shown(code)}; expected strings or finite numbers; write None for no code")
    numbers, used = pd.factorize(found.ravel())
    return numbers.reshape(found.shape), list(used)


def _tallies(labels: Labels, many: int) -> Array:
    """Return how many coders gave each code to each unit, units x codes."""
    coded = labels >= 0
    cells = (np.nonzero(coded)[1] * many + labels[coded]) if many else np.array([], dtype=int)
    return np.bincount(cells, minlength=labels.shape[1] * many).reshape(labels.shape[1], many).astype(float)
