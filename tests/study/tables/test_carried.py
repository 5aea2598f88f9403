"""Who used an expression, and whose use an article carries: each cell follows from its row and the articles."""

from __future__ import annotations

import pandas as pd

from analysis.study.data.load import Study
from analysis.study.tables.carried import MARKS, carried, used_by_others
from analysis.study.tables.official import official_table


def _cell(table: pd.DataFrame, expression: str, label: str) -> str:
    found = table[table["expression"].eq(expression) & table["label"].eq(label)]
    return str(found["mark"].item())


def test_marks_are_those_of_a_reading_by_row(study: Study) -> None:
    """One cell of each kind, known from the articles and the official versions."""
    table = carried(study)
    assert _cell(table, "win-win", "Zhang 2021") == "article"
    assert _cell(table, "win-win", "Lou 2026") == "official"
    # The article has one of the two adverbs, the official version the pair.
    assert _cell(table, "objective and rational", "Lou 2026") == "official, article in part"
    assert _cell(table, "core interests", "Lou 2026") == "official, other form"
    assert _cell(table, "red line", "Wang 2025") == "absent"
    assert _cell(table, "red line", "Zhang 2021") == "unknown"
    assert set(table["mark"]) == set(MARKS)


def test_a_changed_status_moves_its_mark(study: Study) -> None:
    """A passage that turns out to lack the expression turns the ring into a dash, and nothing else changes."""
    tables = dict(study.tables)
    rows = tables["official_versions"].copy()
    at = rows["occasion"].eq("lou-2026") & rows["expression"].eq("win-win")
    rows.loc[at, ["status", "wording", "source", "about", "match"]] = ["absent", "", "", "", ""]
    tables["official_versions"] = rows
    before, after = carried(study), carried(Study(study.folder, tables, study.codebook, study.entities))
    moved = before[before["mark"].ne(after["mark"])]
    assert moved[["expression", "label"]].to_numpy().tolist() == [["win-win", "Lou 2026"]]
    assert _cell(after, "win-win", "Lou 2026") == "absent"


def test_used_by_others_is_the_verdict(study: Study) -> None:
    """An expression is used by others where officials of the other era contradict its being of one era."""
    table = official_table(study)
    used = used_by_others(table)
    assert used.sum() == table["verdict"].isin(["contradicted", "contradicted by one speaker"]).sum()
    assert not used[table["only_in"].eq("both")].any()
