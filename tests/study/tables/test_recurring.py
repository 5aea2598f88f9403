"""Set phrases found by the program: what is left out, what each is held against, and that nothing is claimed beyond it."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.study.data.load import Study
from analysis.study.findings.wording import finding_set_phrases
from analysis.study.tables.official import official_table
from analysis.study.tables.recurring import STATUS, recurring


@pytest.fixture(scope="module")
def table(study: Study) -> pd.DataFrame:
    """Return the table by phrase."""
    return recurring(study).set_index("phrase")


def test_status_follows_from_the_articles(study: Study, table: pd.DataFrame) -> None:
    """A phrase is dropped or new if one era alone has it, by a count of the committed places."""
    places = study.tables["set_phrases"].join(study.units[["era", "document"]], on="unit")
    for phrase, row in table.iterrows():
        here = places[places["phrase"].eq(phrase)]
        assert here["document"].nunique() >= 2
        eras = set(here["era"])
        assert (eras == {"biden"}) == (row["status"] == "dropped")
        assert (eras == {"trump2"}) == (row["status"] == "new")
        assert row["count_biden"] == here["era"].eq("biden").sum()
    assert list(dict.fromkeys(table["status"])) == [status for status in STATUS if status in set(table["status"])]


def test_names_of_countries_are_left_out(table: pd.DataFrame) -> None:
    """China and the US recur in every article, and that is the topic."""
    assert not table.index.str.contains(r"\b(?:China|US)\b").any()


def test_a_phrase_is_held_against_the_expression_it_has(study: Study, table: pd.DataFrame) -> None:
    """The words of the phrase decide, and only the same lemmas make it the expression itself."""
    assert table.loc["red lines", ["expression", "whole"]].tolist() == ["red line", True]
    assert table.loc["re-establish dialogue", ["expression", "whole"]].tolist() == ["dialogue", False]
    assert table.loc["two countries", "expression"] == ""
    assert (
        table.loc["red lines", "used"] == official_table(study).set_index("expression").loc["red line", "present_biden"]
    )


def test_the_finding_falls_with_the_official_versions(study: Study) -> None:
    """Were the expressions absent from what officials of the other era said, the finding would not hold."""
    assert finding_set_phrases(study).holds
    versions = study.tables["official_versions"].assign(status="absent")
    without = dataclasses.replace(study, tables={**study.tables, "official_versions": versions})
    with pytest.raises(ArgumentError, match="'set-phrases' no longer holds"):
        finding_set_phrases(without)
