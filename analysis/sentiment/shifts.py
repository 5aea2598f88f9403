"""Which words carry the difference of two groups in a lexicon's scores."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError, DataError, one_of

__all__ = ["tone_shift"]

# These columns of `score_all` separate lexicons and ways of scoring.
_WAYS = ("lexicon", "masked", "overlay")


def tone_shift(
    hits: pd.DataFrame, units: pd.DataFrame, *, by: str, target: str, reference: str, weights: str = "tokens"
) -> pd.DataFrame:
    r"""Say which words carry the difference of two groups in a lexicon's values.

    .. math:: \delta_w = \frac{\sum_{target} a_w}{n_{target}} - \frac{\sum_{reference} a_w}{n_{reference}}

    for adjusted values a and n tokens (`weights="tokens"`), or

    .. math:: \delta_w = \frac{1}{u_{target}} \sum_{target} \frac{a_w}{n_i} - \frac{1}{u_{reference}} \sum_{reference} \frac{a_w}{n_i}

    for the n_i tokens of each unit and u units with tokens (`weights="statements"`).

    Parameters
    ----------
    hits : DataFrame
        `unit`, `word`, `adjusted` (mean over occurrences), `count`, of one lexicon scored in one way; a row for each
        unit and word.
    units : DataFrame
        Indexed by unit, with `tokens` and the column `by`; hits of other units are left out.
    by : str
        Column of the groups.
    target, reference : str
        The two groups compared.
    weights : str
        `tokens`: every word has the same weight; `statements`: every unit has, whatever its length.

    Returns
    -------
    DataFrame
        Sorted by absolute shift (falling), then word: `word`; `count_target`, `count_reference`; `shift` (above 0: raises
        the tone of the target; with `tokens` lexicon units per 1,000 tokens, with `statements` lexicon units a token).

    Raises
    ------
    ArgumentError
        A column is missing, a unit or a unit's word occurs twice, hits are of several lexicons or ways, no hit belongs to
        the units, a value or count is missing or impossible, the groups are unknown, equal or without tokens, or
        `weights` is neither of the two.
    DataError
        A hit has no word.

    Notes
    -----
    With `tokens` the shifts add up to the difference of the groups' means of adjusted values, weighted by tokens. That
    is not the difference of the units' mean scores, where a short statement weighs as much as a long one: the two can
    even differ in sign. With `statements` the shifts of a list of words add up to the difference of the mean scores of
    `score_lexicon`, times the lexicon's largest value. VADER's scores are bent by a curve and are no sum of words, so
    for VADER neither sum is a difference of scores. Units are matched by their names as strings.

    References
    ----------
    Gallagher et al. (2021), doi:10.1140/epjds/s13688-021-00260-3.

    >>> units = pd.DataFrame({"g": ["x", "x", "y"], "tokens": [10, 90, 10]}, index=["a", "b", "c"])
    >>> hits = pd.DataFrame({"unit": ["a"], "word": ["good"], "adjusted": [2.0], "count": [1]})
    >>> tone_shift(hits, units, by="g", target="x", reference="y").values.tolist()
    [['good', 1, 0, 20.0]]
    >>> tone_shift(hits, units, by="g", target="x", reference="y", weights="statements").values.tolist()
    [['good', 1, 0, 0.1]]
    """
    checks.choice("weights", weights, ("statements", "tokens"))
    sizes, group = _groups(units, by=by, target=target, reference=reference)
    found = _counted(hits, sizes.index)
    if weights == "statements":
        # A unit without tokens has no score, so it is no part of a mean of scores.
        found = found[sizes.reindex(found["unit"]).gt(0).to_numpy()]
    totals = (sizes if weights == "tokens" else sizes.gt(0).astype(float)).groupby(group).sum()
    for side in (target, reference):
        if not totals[side] > 0:
            raise ArgumentError(f"the group {side!r} of {by} has no tokens; expected some; compare another group")
    worth = 1.0 if weights == "tokens" else (1 / sizes.reindex(found["unit"])).to_numpy()
    found = found.assign(group=group.reindex(found["unit"]).to_numpy(), sum=found["adjusted"] * found["count"] * worth)
    grouped = pd.DataFrame(found.groupby(["word", "group"])[["count", "sum"]].sum().unstack("group", fill_value=0))
    columns = pd.MultiIndex.from_product([["count", "sum"], [target, reference]])
    grouped = grouped.reindex(columns=columns, fill_value=0)
    scale = 1000 if weights == "tokens" else 1
    shift = scale * (grouped["sum"][target] / totals[target] - grouped["sum"][reference] / totals[reference])
    table = pd.DataFrame(
        {
            "count_target": grouped["count"][target].astype(int),
            "count_reference": grouped["count"][reference].astype(int),
            "shift": shift,
        }
    ).rename_axis("word").reset_index()  # fmt: skip
    table.attrs["sides"] = str(target), str(reference)
    return table.sort_values(["shift", "word"], key=lambda c: -c.abs() if c.name == "shift" else c, ignore_index=True)


def _groups(units: pd.DataFrame, *, by: str, target: str, reference: str) -> tuple[pd.Series, pd.Series]:
    """Return the size and the group of each unit, indexed by the unit's name as a string."""
    checks.table("units", units, "tokens", by)
    names = units.index.map(str)
    checks.unique("the index of units", names, what="unit")
    group = pd.Series(units[by].to_numpy(dtype=object), index=names)
    for name, value in (("target", target), ("reference", reference)):
        if not group.eq(checks.label(name, value)).any():
            raise one_of(by, value, group.dropna().unique())
    if target == reference:
        raise ArgumentError(f"target and reference are both {target!r}; expected two groups of {by}; change one")
    return pd.Series(checks.counts("the column tokens of units", units["tokens"]), index=names), group


def _counted(hits: pd.DataFrame, names: pd.Index[Any]) -> pd.DataFrame:
    """Return the hits of the units with these names, checked: `unit`, `word`, `adjusted`, `count`."""
    columns = ["unit", "word", "adjusted", "count"]
    found = checks.table("hits", hits, *columns).assign(unit=hits["unit"].map(str))
    known = found["unit"].isin(names)
    if len(found) and not known.any():
        raise ArgumentError(
            f"no hit belongs to the units: hits have {found['unit'].iloc[0]!r}, units {names[0]!r}; expected the same "
            "names; set the names of the units as their index"
        )
    found = found[known]
    if found["word"].isna().any():
        raise DataError("hits have a row without a word; expected a word in every row; fill it or drop the row")
    for way in _WAYS:
        if way in found.columns and found[way].nunique(dropna=False) > 1:
            several = ", ".join(sorted(map(str, found[way].unique())))
            raise ArgumentError(f"hits have several values of {way}: {several}; expected one; select the rows of one")
    numbers = found[["adjusted", "count"]].apply(pd.to_numeric, errors="coerce").astype(float)
    wrong = ~np.isfinite(numbers).all(axis=1) | numbers["count"].lt(0) | numbers["count"].mod(1).gt(0)
    for rows, fault, expected in (
        (found.duplicated(["unit", "word"]), "twice", "one row for each unit and word; select one lexicon and way"),
        (wrong, "with an impossible number", "a finite `adjusted` and a whole `count`; mend or drop the row"),
    ):
        if rows.any():
            row = found[rows].iloc[0]
            raise ArgumentError(f"hits have {row['word']!r} of unit {row['unit']!r} {fault}; expected {expected}")
    return found.assign(**numbers)[columns]
