"""The symmetric table: what the articles of one era have, and what official versions of the other era have."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS
from analysis.study.tables.official import VERDICTS, official_table, other_era, versions


@pytest.fixture(scope="module")
def table(study: Study) -> pd.DataFrame:
    """Return the table by expression."""
    return official_table(study).set_index("expression")


def changed(study: Study, expression: str, **cells: str) -> Study:
    """Return the study with the rows of one expression changed in the versions of 2025-26."""
    found = study.tables["official_versions"].copy()
    later = found["date"].astype(str).ge("2025") & found["expression"].eq(expression)
    for column, value in cells.items():
        found.loc[later, column] = value
    return dataclasses.replace(study, tables={**study.tables, "official_versions": found})


def test_both_eras_are_searched_for_the_same_expressions(study: Study) -> None:
    """Of every occasion each expression is present, absent or unknown, so neither era is favoured."""
    found = versions(study)
    looked_up = found[found["role"].eq("occasion")]
    assert looked_up.groupby("occasion")["expression"].nunique().eq(looked_up["expression"].nunique()).all()
    assert set(looked_up["era"]) == set(ERAS)


def test_numbers_of_official_versions_add_up(study: Study, table: pd.DataFrame) -> None:
    """Present, other form, absent and unknown are all occasions of the era and the context rows."""
    found = versions(study)
    for era in ERAS:
        names = table[[f"present_{era}", f"other_form_{era}"]].map(lambda cell: len(cell.split(", ")) if cell else 0)
        total = names.sum(axis=1) + table[f"absent_{era}"] + table[f"unknown_{era}"]
        rows = found[found["era"].eq(era) & found["country"].eq("CN")].groupby("expression").size()
        assert total.to_dict() == rows.to_dict()


def test_only_a_claim_of_one_era_has_a_verdict(table: pd.DataFrame) -> None:
    """An expression of both eras needs no verdict, one of a single era always has one."""
    one = table["only_in"].isin(YEARS.values())
    assert table.loc[one, "verdict"].isin(VERDICTS).all()
    assert table.loc[~one, "verdict"].eq("").all()


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("win-win", ("2021", "contradicted", "Xie 2025, Wang 2025, Lou 2026, Xi 2025")),
        ("red line", ("2025-26", "contradicted", "Wang 2021, Yang 2021")),
        ("zero-sum", ("2021", "contradicted by one speaker", "Xie 2025")),
        ("tariffs", ("2025-26", "not found in any passage obtained", "")),
    ],
)
def test_the_verdict_follows_the_rule(
    study: Study, table: pd.DataFrame, expression: str, expected: tuple[str, str, str]
) -> None:
    """Two official versions contradict, one is one speaker's, none leaves the claim as it is; the sentence names them."""
    row = table.loc[expression]
    other = next(era for era in ERAS if YEARS[era] != row["only_in"])
    assert (row["only_in"], row["verdict"], row[f"present_{other}"]) == expected
    assert YEARS[other] in other_era(study, expression)
    assert row[f"present_{other}"] in other_era(study, expression)


def test_unknown_is_never_absence(study: Study) -> None:
    """Where nothing was obtained the claim is open; one passage that lacks the expression makes it "not found"."""
    nothing = changed(study, "climate", status="unknown", match="", about="")
    row = official_table(nothing).set_index("expression").loc["climate"]
    assert (row["absent_trump2"], row["verdict"]) == (0, "open")
    assert "unknown" in other_era(nothing, "climate")
    assert "absent" not in other_era(nothing, "climate")
    assert other_era(study, "climate").startswith("no passage obtained from official versions of 2025-26 has it")


def test_a_variant_or_another_topic_does_not_contradict(study: Study) -> None:
    """A related wording, or an answer on Japan, is named beside the verdict and not counted."""
    variant = changed(study, "win-win", match="variant")
    assert official_table(variant).set_index("expression").loc["win-win", "verdict"] == VERDICTS[2]
    assert "in another form or on another topic in Wang 2025, Lou 2026" in other_era(
        study, "interference in internal affairs"
    )


def test_articles_of_both_eras_need_no_other_version(study: Study) -> None:
    """An expression that both eras' articles have is neither new nor gone."""
    assert other_era(study, "mutual respect") == "articles of both eras have it"


def test_statements_on_all_topics_or_on_the_us_only(study: Study) -> None:
    """The selection decides which statements of the articles count, and leaves the official versions as they are."""
    on_the_us = official_table(study, selection="officials").set_index("expression")
    every = official_table(study).set_index("expression")
    assert on_the_us.loc["reunification with Taiwan", "only_in"] == "neither"
    assert every.loc["reunification with Taiwan", "only_in"] == "both"
    assert on_the_us["present_biden"].tolist() == every["present_biden"].tolist()


def test_an_expression_that_was_not_looked_up_is_refused(study: Study) -> None:
    """Instead of a sentence without evidence there is an error that lists the expressions."""
    with pytest.raises(ArgumentError, match="'small potatoes'"):
        other_era(study, "small potatoes")
    with pytest.raises(ArgumentError, match="'everybody'"):
        official_table(study, selection="everybody")
