"""Who used an expression and whose use the articles carry, occasion by occasion; and the uses of "red line"."""

from __future__ import annotations

import pandas as pd

from analysis.study.data.load import Study
from analysis.study.design import YEARS
from analysis.study.tables.official import VERDICTS, official_table, versions

__all__ = ["MARKS", "RED_LINE_TOPICS", "carried", "red_line_uses", "used_by_others"]

MARKS = {
    "article": "an article carries it",
    "official": "only the official version has it",
    "article, other form": "an article carries another form",
    "official, other form": "only the official version, in another form or on another topic",
    "absent": "absent from the passage obtained",
    "unknown": "no passage obtained",
}
"""What is known of an expression on an occasion, strongest first."""

FOUR_TOPICS = "Taiwan; democracy and human rights; political system; development"
RED_LINE_TOPICS = {
    "yang-2021": "Hong Kong, Tibet and Xinjiang",
    "wang-2021": "Taiwan",
    "xie-2023": "peaceful coexistence",
    "xi-2024": FOUR_TOPICS,
    "xie-2025": FOUR_TOPICS,
    "lou-2026": "no topic named",
}
"""What each red line is about, by occasion: from the sources of the wording, for Yang from `yang-2021-03`."""

_ON_THE_US = ("us_china", "taiwan", "defence")


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


def _mark(row: dict[str, str], in_article: str) -> str:
    if in_article == "formula":
        return "article"
    if row["status"] == "present" and row["match"] == "formula" and row["about"] in _ON_THE_US:
        return "official"
    if in_article:
        return "article, other form"
    return "official, other form" if row["status"] == "present" else row["status"]


def used_by_others(table: pd.DataFrame) -> pd.Series:
    """Tell for each row of `official_table` or `carried` whether officials of the other era used the expression too."""
    return table["verdict"].isin(VERDICTS[:2])


def red_line_uses(study: Study) -> pd.DataFrame:
    """Return the uses of "red line" by Chinese officials that official versions have, in order of time.

    Returns
    -------
    DataFrame
        `date`, `occasion`, `label`, `era` (empty between the eras), `wording`, `about` (topics), `word` (the Chinese word
        behind it: "red line", "bottom line", or empty where no Chinese version was seen), `in_article` (yes, no).
    """
    found = versions(study)
    found = found[found["expression"].eq("red line") & found["status"].eq("present") & found["country"].eq("CN")]
    found = found.sort_values(["date", "occasion"], ignore_index=True)
    return found.assign(about=found["occasion"].map(RED_LINE_TOPICS).fillna(""), word=found["note"].map(_chinese_word))[
        ["date", "occasion", "label", "era", "wording", "about", "word", "in_article"]
    ]


def _chinese_word(note: str) -> str:
    """Read the Chinese word from the note of a row; a note on the bottom line may name the other word to deny it."""
    if "底线" in note or "底線" in note:
        return "bottom line"
    return "red line" if "红线" in note or "紅線" in note else ""
