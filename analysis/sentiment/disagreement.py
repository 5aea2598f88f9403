"""How far lexicons agree with one another and with a coder."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError

__all__ = ["compare_lexicons", "contradictions", "tone_validity", "wide_scores"]

TONES = ("positive", "negative", "neutral", "mixed")


def wide_scores(scores: pd.DataFrame, *, masked: bool = True, overlay: bool = False) -> pd.DataFrame:
    """Return scores as a table units x lexicons, for one way of scoring.

    Parameters
    ----------
    scores : DataFrame
        `unit`, `lexicon`, `masked`, `overlay`, `score`, as from `score_all`.
    masked, overlay : bool
        The way of scoring.

    Returns
    -------
    DataFrame
        Scores, units x lexicons.

    Raises
    ------
    ArgumentError
        A column is missing, a flag is not True or False, or a unit has two scores by one lexicon in this way.

    >>> rows = [("u", "afinn", True, False, 0.1), ("u", "huliu", True, False, 0.2)]
    >>> wide_scores(pd.DataFrame(rows, columns=["unit", "lexicon", "masked", "overlay", "score"])).values.tolist()
    [[0.1, 0.2]]
    """
    checks.table("scores", scores, "unit", "lexicon", "masked", "overlay", "score")
    for way in ("masked", "overlay"):
        strange = next((value for value in scores[way].unique() if not isinstance(value, (bool, np.bool_))), None)
        if strange is not None:
            raise ArgumentError(f"{way} has the value {strange!r}; expected True or False; convert the column")
    kept = scores[scores["masked"].eq(masked) & scores["overlay"].eq(overlay)]
    if (twice := kept.duplicated(["unit", "lexicon"])).any():
        unit, lexicon = kept.loc[twice, ["unit", "lexicon"]].iloc[0]
        raise ArgumentError(f"scores have unit {unit!r} by {lexicon!r} twice; expected one score; drop the other row")
    return kept.pivot(index="unit", columns="lexicon", values="score").rename_axis(index=None, columns=None)


def compare_lexicons(wide: pd.DataFrame) -> pd.DataFrame:
    """Compare every two lexicons.

    Parameters
    ----------
    wide : DataFrame
        Scores, units x lexicons; NaN where a unit has no score.

    Returns
    -------
    DataFrame
        Sorted by the lexicons: `first`, `second`; `rho` (Spearman's rank correlation over the units that both score,
        -1 to 1, NaN where a lexicon has one score only); `both` (units that neither scores 0); `same_sign` (of these,
        the share with the same sign, 0 to 1, NaN without any); `opposed` (units with opposite signs).

    Raises
    ------
    ArgumentError
        `wide` is no table of numbers, or has a unit or a lexicon twice.

    >>> compare_lexicons(pd.DataFrame({"a": [1, 2, -1], "b": [2, 3, 1]})).round(2).values.tolist()
    [['a', 'b', 1.0, 3, 0.67, 1]]
    """
    wide = _numbers(wide)
    rows = []
    for first, second in combinations(sorted(wide.columns, key=str), 2):
        # Ranks are those among the units that both score.
        scored = wide[[first, second]].dropna()
        a, b = scored[first], scored[second]
        rho = a.rank().corr(b.rank()) if a.nunique() > 1 and b.nunique() > 1 else np.nan
        both = a.ne(0) & b.ne(0)
        opposed = int((np.sign(a[both]) != np.sign(b[both])).sum())
        rows.append((first, second, rho, int(both.sum()), 1 - opposed / both.sum() if both.any() else np.nan, opposed))
    return pd.DataFrame(rows, columns=["first", "second", "rho", "both", "same_sign", "opposed"])


def contradictions(wide: pd.DataFrame) -> pd.DataFrame:
    """List the units that one lexicon scores positive and another negative, most different ranks first.

    Parameters
    ----------
    wide : DataFrame
        Scores, units x lexicons; NaN where a unit has no score.

    Returns
    -------
    DataFrame
        The rows of `wide` with opposite signs.

    Raises
    ------
    ArgumentError
        `wide` is no table of numbers, or has a unit or a lexicon twice.

    >>> contradictions(pd.DataFrame({"a": [1.0, -1.0], "b": [-0.5, -0.1]}, index=["u1", "u2"])).index.tolist()
    ['u1']
    """
    numbers = _numbers(wide)
    kept = wide[(numbers.max(axis=1) > 0) & (numbers.min(axis=1) < 0)]
    ranks = numbers.rank(pct=True).loc[kept.index]
    spread = ranks.max(axis=1) - ranks.min(axis=1)
    return kept.iloc[np.lexsort((kept.index.astype(str), -spread))]


def tone_validity(wide: pd.DataFrame, tone: pd.Series) -> pd.DataFrame:
    """Compare the signs of scores with a coder's, over the units coded positive or negative.

    Parameters
    ----------
    wide : DataFrame
        Scores, units x lexicons; NaN where a unit has no score.
    tone : Series
        positive, negative, neutral or mixed, indexed by unit; neutral and mixed have no sign to compare.

    Returns
    -------
    DataFrame
        In the order of the columns: `lexicon`; `right`, `wrong`, `silent` (score 0) and `of` (units that the lexicon
        scores: the sum of the three, which may differ between lexicons); `auc` (chance that a unit coded positive scores
        above one coded negative, ties half; 0.5 is guessing; NaN where one of them is missing).

    Raises
    ------
    ArgumentError
        `wide` is no table of numbers, a unit or lexicon occurs twice, a code is none of the four, or no unit of `wide` is
        coded.

    >>> tone_validity(pd.DataFrame({"l": [1.0, 0, -1]}, index=list("abc")), pd.Series(["positive", "positive", "negative"], list("abc"))).values.tolist()
    [['l', 2, 0, 1, 3, 1.0]]
    """
    wide = _numbers(wide)
    checks.instance("tone", tone, pd.Series, step="pass the codes as a Series indexed by unit")
    checks.unique("the index of tone", tone.index, what="unit")
    for code in tone.unique():
        checks.choice("tone", code, TONES)
    if len(wide) and len(tone) and not wide.index.isin(tone.index).any():
        raise ArgumentError(
            f"no unit of wide is coded: wide has {wide.index[0]!r}, tone {tone.index[0]!r}; expected the same names; set "
            "the names of the units as index"
        )
    coded = tone.astype(object).reindex(wide.index).map({"positive": 1.0, "negative": -1.0}).astype(float).to_numpy()
    rows = []
    for lexicon in wide.columns:
        score = wide[lexicon].to_numpy()
        both = ~np.isnan(score) & ~np.isnan(coded)
        score, wanted = score[both], coded[both]
        got = np.sign(score)
        counts = (int((got == sign * wanted).sum()) for sign in (1, -1, 0))
        rows.append((lexicon, *counts, len(score), _area(score[wanted > 0], score[wanted < 0])))
    return pd.DataFrame(rows, columns=["lexicon", "right", "wrong", "silent", "of", "auc"])


def _numbers(wide: pd.DataFrame) -> pd.DataFrame:
    """Return scores, units x lexicons, as numbers; NaN where a unit has none."""
    checks.table("wide", wide)
    checks.unique("wide", wide.index, what="unit")
    checks.unique("wide", wide.columns, what="lexicon")
    try:
        return wide.astype(np.float64)
    except (TypeError, ValueError):
        raise ArgumentError("wide has a score that is no number; expected numbers or NaN; drop other columns") from None


def _area(up: np.ndarray, down: np.ndarray) -> float:
    """Chance that one of the first lies above one of the second, ties half."""
    if not len(up) or not len(down):
        return np.nan
    down = np.sort(down)
    below, upto = np.searchsorted(down, up, "left"), np.searchsorted(down, up, "right")
    return float((below.sum() + upto.sum()) / 2 / (len(up) * len(down)))
