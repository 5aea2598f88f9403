"""Which words carry the difference of two groups in a lexicon's scores."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError, DataError, missing_column, one_of
from analysis.sentiment.checks import table_with, unique

__all__ = ["word_shift"]

# What tells apart the lexicons and ways of a table of `score_all`.
_WAYS = ("lexicon", "masked", "overlay")


def word_shift(
    hits: pd.DataFrame, units: pd.DataFrame, *, by: str, target: str, reference: str, weights: str = "tokens"
) -> pd.DataFrame:
    r"""Say which words carry the difference of two groups in a lexicon's values.

    .. math:: \delta_w = \frac{\sum_{target} a_w}{n_{target}} - \frac{\sum_{reference} a_w}{n_{reference}}

    for adjusted values a and n tokens (`weights="tokens"`), or

    .. math:: \delta_w = \frac{1}{u_{target}} \sum_{target} \frac{a_w}{n_i} - \frac{1}{u_{reference}} \sum_{reference} \frac{a_w}{n_i}

    for the n_i tokens of each unit and u units with tokens (`weights="statements"`).

    Parameters
    ----------
    hits : `unit`, `word`, `adjusted` (mean over occurrences), `count`, of one lexicon scored in one way; a row for each
        unit and word
    units : indexed by unit, with `tokens` and the column `by`; hits of other units are left out
    by, target, reference : the grouping, and its two values compared
    weights : `tokens`, every word counts alike; `statements`, every unit counts alike, whatever its length

    Returns
    -------
    DataFrame sorted by absolute shift (falling), then word: `word`; `count_target`,
    `count_reference`; `shift` (above 0: speaks for the target; with `tokens` lexicon units in 1,000 tokens, with
    `statements` lexicon units a token).

    Raises
    ------
    ArgumentError : a column is missing, a unit or a unit's word stands twice, hits of several lexicons or ways, no hit
        belongs to the units, the groups are unknown, equal or without tokens, `weights` is none of the two
    DataError : a size, value or count is missing or cannot be

    Notes
    -----
    With `tokens` the shifts add up to the difference of the groups' means of adjusted values, weighted by tokens. That
    is not the difference of the units' mean scores, where a short statement weighs as much as a long one: the two may
    even differ in sign. With `statements` the shifts of a list of words add up to the difference of the mean scores of
    `score_lexicon`, times the lexicon's largest value. VADER's scores are bent by a curve and are no sum of words, so
    for VADER neither sum is a difference of scores. Units are matched by their names as texts.

    References
    ----------
    Gallagher et al. (2021), doi:10.1140/epjds/s13688-021-00260-3.

    >>> units = pd.DataFrame({"g": ["x", "x", "y"], "tokens": [10, 90, 10]}, index=["a", "b", "c"])
    >>> hits = pd.DataFrame({"unit": ["a"], "word": ["good"], "adjusted": [2.0], "count": [1]})
    >>> word_shift(hits, units, by="g", target="x", reference="y").values.tolist()
    [['good', 1, 0, 20.0]]
    >>> word_shift(hits, units, by="g", target="x", reference="y", weights="statements").values.tolist()
    [['good', 1, 0, 0.1]]
    """
    if weights not in ("tokens", "statements"):
        raise one_of("weights", weights, ["statements", "tokens"])
    sizes, group = _groups(units, by=by, target=target, reference=reference)
    found = _counted(hits, sizes.index)
    if weights == "statements":
        # A unit without tokens has no score, so it is no part of a mean of scores.
        found = found[sizes.reindex(found["unit"]).gt(0).to_numpy()]
    totals = (sizes if weights == "tokens" else sizes.gt(0).astype(float)).groupby(group).sum()
    for side in (target, reference):
        if not totals[side] > 0:
            raise ArgumentError(
                f"the group {side!r} of {by} has no tokens; expected some in both groups; choose others"
            )
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
    return table.sort_values(["shift", "word"], key=lambda c: -c.abs() if c.name == "shift" else c, ignore_index=True)


def _groups(units: pd.DataFrame, *, by: str, target: str, reference: str) -> tuple[pd.Series, pd.Series]:
    """Return the size and the group of each unit, indexed by the unit's name as text."""
    table = table_with("units", units, ["tokens"])
    if by not in table.columns:
        raise missing_column("units", by, table.columns)
    if isinstance(table.index, pd.MultiIndex):
        raise ArgumentError(
            f"the index of units has the levels {list(table.index.names)}; expected one name a unit; set one as index"
        )
    names = table.index.astype(str)
    unique("the index of units", names)
    group = pd.Series(table[by].to_numpy(dtype=object), index=names)
    for value in (target, reference):
        if isinstance(value, Collection) and not isinstance(value, str):
            raise ArgumentError(f"a group is {value!r}; expected one value of {by}; pass one")
        if not group.eq(value).any():
            raise one_of(by, value, group.dropna().unique())
    if target == reference:
        raise ArgumentError(f"target and reference are both {target!r}; expected two groups of {by}; change one")
    try:
        sizes = pd.Series(table["tokens"].to_numpy(dtype=float, na_value=np.nan), index=names)
    except (TypeError, ValueError):
        raise DataError("the tokens of units are no numbers; expected 0 or more; turn them into numbers") from None
    wrong = ~(np.isfinite(sizes) & (sizes >= 0))
    if wrong.any():
        raise DataError(
            f"the unit {sizes.index[wrong][0]!r} has {sizes[wrong].iloc[0]:g} tokens; expected 0 or more; correct the units"
        )
    return sizes, group


def _counted(hits: pd.DataFrame, names: pd.Index[Any]) -> pd.DataFrame:
    """Return the hits of the units so named, checked: `unit`, `word`, `adjusted`, `count`."""
    table = table_with("hits", hits, ["unit", "word", "adjusted", "count"])
    found = table.assign(unit=table["unit"].map(str))
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
            raise ArgumentError(
                f"hits have several values of {way}: {several}; expected one lexicon scored in one way; select one"
            )
    if (twice := found.duplicated(["unit", "word"])).any():
        row = found[twice].iloc[0]
        raise ArgumentError(
            f"hits have {row['word']!r} of unit {row['unit']!r} twice; expected a row for each unit and word, of one "
            "lexicon scored in one way; select one"
        )
    for column, whole in (("adjusted", False), ("count", True)):
        try:
            values = found[column].to_numpy(dtype=float, na_value=np.nan)
        except (TypeError, ValueError):
            raise DataError(f"hits have a text as {column}; expected numbers; turn them into numbers") from None
        wrong = ~np.isfinite(values) | (whole & ((values < 0) | (values != np.round(values))))
        if wrong.any():
            row = found[wrong].iloc[0]
            raise DataError(
                f"hits have the {column} {values[wrong][0]:g} for {row['word']!r} of unit {row['unit']!r}; expected a "
                f"{'whole number of 0 or more' if whole else 'finite number'}; correct the row"
            )
        found = found.assign(**{column: values})
    return found[["unit", "word", "adjusted", "count"]]
