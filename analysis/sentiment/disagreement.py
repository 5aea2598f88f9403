"""How far lexicons agree with one another and with a person, and which words carry a difference."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError, one_of

__all__ = ["contradictions", "lexicon_agreement", "tone_validity", "wide_scores", "word_shift"]

TONES = ("positive", "negative", "neutral", "mixed")


def wide_scores(scores: pd.DataFrame, *, masked: bool = True, overlay: bool = False) -> pd.DataFrame:
    """Return scores as a table units x lexicons, for one way of scoring."""
    kept = scores[scores["masked"].eq(masked) & scores["overlay"].eq(overlay)]
    return kept.pivot(index="unit", columns="lexicon", values="score").rename_axis(index=None, columns=None)


def lexicon_agreement(wide: pd.DataFrame) -> pd.DataFrame:
    """Compare every two lexicons.

    Parameters
    ----------
    wide : scores, units x lexicons

    Returns
    -------
    DataFrame sorted by the lexicons: `first`, `second`; `rho` (Spearman's rank correlation, -1 to 1,
    NaN where a lexicon has one score only); `both` (units that neither scores 0); `same_sign` (of
    these, the share with the same sign, 0 to 1, NaN without any); `opposed` (units with opposite signs).

    >>> lexicon_agreement(pd.DataFrame({"a": [1, 2, -1], "b": [2, 3, 1]})).round(2).values.tolist()
    [['a', 'b', 1.0, 3, 0.67, 1]]
    """
    rows = []
    for first, second in combinations(sorted(wide.columns), 2):
        a, b = wide[first], wide[second]
        rho = a.rank().corr(b.rank()) if a.nunique() > 1 and b.nunique() > 1 else np.nan
        both = a.ne(0) & b.ne(0) & a.notna() & b.notna()
        opposed = int((np.sign(a[both]) != np.sign(b[both])).sum())
        rows.append((first, second, rho, int(both.sum()), 1 - opposed / both.sum() if both.any() else np.nan, opposed))
    return pd.DataFrame(rows, columns=["first", "second", "rho", "both", "same_sign", "opposed"])


def contradictions(wide: pd.DataFrame) -> pd.DataFrame:
    """List the units that one lexicon calls positive and another negative: the rows of `wide`, most spread by rank first."""
    kept = wide[(wide.max(axis=1) > 0) & (wide.min(axis=1) < 0)]
    ranks = wide.rank(pct=True).loc[kept.index]
    spread = ranks.max(axis=1) - ranks.min(axis=1)
    order = pd.DataFrame({"spread": -spread, "unit": kept.index.astype(str)}, index=kept.index).sort_values(
        ["spread", "unit"]
    )
    return kept.loc[order.index]


def tone_validity(wide: pd.DataFrame, tone: pd.Series) -> pd.DataFrame:
    """Compare the signs of scores with a person's coding, over the units coded positive or negative.

    Parameters
    ----------
    wide : scores, units x lexicons
    tone : positive, negative, neutral or mixed, indexed by unit; neutral and mixed have no sign to be right about

    Returns
    -------
    DataFrame in the order of the columns: `lexicon`; `right`, `wrong`, `silent` (score 0) and `of`
    (units); `auc` (chance that a unit coded positive scores above one coded negative, ties half;
    0.5 is guessing; NaN where one of them is missing).

    >>> tone_validity(pd.DataFrame({"l": [1.0, 0, -1]}, index=list("abc")), pd.Series(["positive", "positive", "negative"], list("abc"))).values.tolist()
    [['l', 2, 0, 1, 3, 1.0]]
    """
    strange = sorted(set(tone) - set(TONES))
    if strange:
        raise one_of("tone", strange[0], TONES)
    shared = wide.index.intersection(tone[tone.isin(["positive", "negative"])].index)
    wanted = tone.loc[shared].map({"positive": 1, "negative": -1})
    rows = []
    for lexicon in wide.columns:
        score = wide.loc[shared, lexicon]
        got = np.sign(score)
        up, down = score[wanted > 0].to_numpy(), score[wanted < 0].to_numpy()
        auc = float(np.mean((up[:, None] > down) + 0.5 * (up[:, None] == down))) if len(up) and len(down) else np.nan
        rows.append(
            (lexicon, int((got == wanted).sum()), int((got == -wanted).sum()), int((got == 0).sum()), len(shared), auc)
        )
    return pd.DataFrame(rows, columns=["lexicon", "right", "wrong", "silent", "of", "auc"])


def word_shift(hits: pd.DataFrame, units: pd.DataFrame, *, by: str, target: str, reference: str) -> pd.DataFrame:
    r"""Say which words carry the difference of two groups in a lexicon's sum of values by token.

    .. math:: \delta_w = \frac{\sum_{target} a_w}{n_{target}} - \frac{\sum_{reference} a_w}{n_{reference}}

    for adjusted values a and n tokens; the parts add up to the whole difference.

    Parameters
    ----------
    hits : `unit`, `word`, `adjusted` (mean over occurrences), `count`, of one lexicon
    units : indexed by unit, with `tokens` and the column `by`
    by, target, reference : the grouping, and its two values compared

    Returns
    -------
    DataFrame sorted by absolute shift (falling), then word: `word`; `count_target`,
    `count_reference`; `shift` (lexicon units in 1,000 tokens, above 0: speaks for the target).

    References
    ----------
    Gallagher et al. (2021), doi:10.1140/epjds/s13688-021-00260-3.

    >>> units = pd.DataFrame({"g": ["x", "y"], "tokens": [10, 10]}, index=["a", "b"])
    >>> hits = pd.DataFrame({"unit": ["a"], "word": ["good"], "adjusted": [2.0], "count": [1]})
    >>> word_shift(hits, units, by="g", target="x", reference="y").values.tolist()
    [['good', 1, 0, 200.0]]
    """
    for value in (target, reference):
        if value not in set(units[by]):
            raise one_of(by, value, units[by].unique())
    sizes = units.groupby(by)["tokens"].sum()
    if not sizes[target] or not sizes[reference]:
        raise ArgumentError(f"a group of {by} has no tokens; expected some in {target} and {reference}; choose others")
    found = hits[hits["unit"].isin(units.index)].assign(
        group=lambda t: t["unit"].map(units[by]), sum=lambda t: t["adjusted"] * t["count"]
    )
    grouped = pd.DataFrame(found.groupby(["word", "group"])[["count", "sum"]].sum().unstack("group", fill_value=0))
    columns = pd.MultiIndex.from_product([["count", "sum"], [target, reference]])
    grouped = grouped.reindex(columns=columns, fill_value=0)
    table = pd.DataFrame(
        {
            "count_target": grouped["count"][target].astype(int),
            "count_reference": grouped["count"][reference].astype(int),
            "shift": 1000 * (grouped["sum"][target] / sizes[target] - grouped["sum"][reference] / sizes[reference]),
        }
    ).rename_axis("word").reset_index()  # fmt: skip
    return table.sort_values(["shift", "word"], key=lambda c: -c.abs() if c.name == "shift" else c, ignore_index=True)
