"""The mean tone of groups of texts, with what it rests on."""

from __future__ import annotations

import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError, one_of

__all__ = ["tone_by_group"]


def tone_by_group(scores: pd.DataFrame, units: pd.DataFrame, *, by: str, document: str = "document") -> pd.DataFrame:
    """Mean score of the texts of each group, and how far it depends on single documents.

    Parameters
    ----------
    scores : DataFrame
        `unit`, `score`, `hits` of one lexicon, as `score_lexicon` and `score_vader` return them.
    units : DataFrame
        Indexed by unit, with the columns of the group and of the document. Units are matched by their names as strings.
    by, document : str
        Those columns.

    Returns
    -------
    DataFrame
        Sorted by group: `group`; `texts` (with words, which have a score); `mean` (-1 negative to 1 positive); `positive`
        and `negative` (share of the texts with a score above and below 0, 0 to 1); `no_hits` (share without a word of the
        lexicon, whose score 0 is no evidence); `documents`; `lowest` and `highest` (the mean when any one document is
        left out; NaN for a group of one).

    Raises
    ------
    ArgumentError
        If a table lacks a column, a score is of an unknown unit, a unit is twice, or no text of a group has a score.

    >>> units = pd.DataFrame({"era": ["new", "new", "old"], "document": ["d", "e", "f"]}, index=["a", "b", "c"])
    >>> scores = pd.DataFrame({"unit": ["a", "b", "c"], "score": [0.5, 0.0, -0.2], "hits": [1, 0, 2]})
    >>> tone_by_group(scores, units, by="era")[["group", "mean", "no_hits", "lowest"]].values.tolist()
    [['new', 0.25, 0.5, 0.0], ['old', -0.2, 0.0, nan]]
    """
    checks.table("the units table", units, by, document)
    known = units.set_axis(units.index.map(str), axis=0)
    checks.unique("the units table", known.index, what="unit")
    given = checks.table("scores", scores, "unit", "score", "hits")
    names = given["unit"].map(str)
    checks.unique("scores", pd.Index(names), what="unit")
    if not names.isin(known.index).all():
        raise one_of("the unit of a score", names[~names.isin(known.index)].iloc[0], list(known.index))
    about = known.reindex(pd.Index(names))
    table = given.assign(group=about[by].to_numpy(), home=about[document].to_numpy()).dropna(subset=["score"])
    rows = []
    for group in sorted(about[by].dropna().unique(), key=lambda value: (type(value).__name__, value)):
        part = table[table["group"].eq(group)]
        if part.empty:
            raise ArgumentError(
                f"no text of the group {checks.shown(group)} of {by} has a score; expected some; leave it out"
            )
        each = part.groupby("home")["score"].agg(["sum", "size"])
        left = len(part) - each["size"]
        without = (part["score"].sum() - each["sum"]) / left.where(left.gt(0))
        shares = part["score"].gt(0).mean(), part["score"].lt(0).mean(), part["hits"].eq(0).mean()
        rows.append((group, len(part), part["score"].mean(), *shares, len(each), without.min(), without.max()))
    columns = ["group", "texts", "mean", "positive", "negative", "no_hits", "documents", "lowest", "highest"]
    return pd.DataFrame(rows, columns=columns)
