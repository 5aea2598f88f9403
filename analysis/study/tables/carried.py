"""Who used an expression and whose use the articles carry, occasion by occasion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.study.data.load import Study
from analysis.study.design import YEARS
from analysis.study.tables.official import VERDICTS, official_table, versions

__all__ = ["MARKS", "carried", "used_by_others"]

MARKS = {
    "article": "an article carries it",
    "official": "only the official version has it",
    "official, article in part": "the official version has it, an article another form",
    "article, other form": "an article carries another form",
    "official, other form": "only the official version, in another form or on another topic",
    "absent": "absent from the passage obtained",
    "unknown": "no passage obtained",
}
"""What is known of an expression on an occasion, strongest first."""


def carried(study: Study, *, selection: str = "officials, all topics") -> pd.DataFrame:
    """Return what is known of every expression on every occasion of a Chinese official in the two eras.

    Parameters
    ----------
    study : Study
        The study.
    selection : str
        The statements of the articles in which the expression is looked up, as in `official_table`.

    Returns
    -------
    DataFrame
        One row an expression and occasion, expressions as in `official_table`, occasions in order of time: `expression`,
        `only_in`, `verdict`, `occasion`, `label`, `speaker`, `date`, `era`, `role` (occasion or context), `mark` (one of
        `MARKS`), `wording` (of the official version, if any).
    """
    found = versions(study)
    found = found[found["country"].eq("CN") & found["era"].isin(YEARS)].copy()
    having = _in_articles(study, selection)
    found["mark"] = [
        _mark(row, having.get((row["speaker"], str(row["date"]), row["expression"]), ""))
        for row in found.to_dict("records")
    ]
    about = official_table(study, selection=selection)[["expression", "only_in", "verdict"]]
    order = {expression: at for at, expression in enumerate(about["expression"])}
    table = found.merge(about, on="expression").assign(at=lambda rows: rows["expression"].map(order))
    table = table.sort_values(["at", "date", "occasion"], ignore_index=True)
    columns = ["occasion", "label", "speaker", "date", "era", "role", "mark", "wording"]
    return table[["expression", "only_in", "verdict", *columns]]


def _in_articles(study: Study, selection: str) -> dict[tuple[str, str, str], str]:
    """Return by speaker, day and expression whether the articles have the formula or only a variant."""
    units = study.units.loc[study.select(selection).units.index]
    hits = study.tables["expression_hits"].join(units[["speaker", "said"]], on="unit", how="inner")
    # "formula" sorts before "variant": the first row of a key is the stronger.
    hits = hits.sort_values(["match", "unit", "expression", "hit"]).drop_duplicates(["speaker", "said", "expression"])
    keys = zip(hits["speaker"], hits["said"].astype(str), hits["expression"], strict=True)
    return dict(zip(keys, hits["match"], strict=True))


def _mark(row: Mapping[Any, Any], in_article: str) -> str:
    if in_article == "formula":
        return "article"
    if row["counts"]:
        return "official, article in part" if in_article else "official"
    if in_article:
        return "article, other form"
    return "official, other form" if row["status"] == "present" else str(row["status"])


def used_by_others(table: pd.DataFrame) -> pd.Series:
    """Tell for each row of `official_table` or `carried` whether officials of the other era used the expression too."""
    return table["verdict"].isin(VERDICTS[:2])
