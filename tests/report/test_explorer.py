"""The data of the explorer."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from analysis.comparison import Comparison
from analysis.corpus.termmatrix import TermMatrix
from analysis.report.explorer import MOST_DRAWN, drawn_terms, filters_of, report_data
from analysis.report.measuring import measured
from tests.reports import HOSTILE, found, speeches


def test_dots_are_the_terms_with_their_lines() -> None:
    """Rates, documents, counts and p are those of the table; each term has lines of the side that has it."""
    report = found()
    data = json.loads(report_data(report))
    rows = {row[0]: row for row in data["terms"]}
    # Term, rates, p, p of all, documents, counts, sure.
    assert rows["mill"][1:3] == [pytest.approx(58.82), 0]
    assert rows["mill"][5:9] == [4, 0, 4, 0]
    assert data["of"] == [4, 4]
    assert data["total"] == len(report.terms)
    assert [data["units"][line[0]][0] for line in data["lines"]["tolls"]] == [1, 1, 1, 0, 0, 0]
    assert json.loads(report_data(report, byte_limit=0))["terms"] == data["terms"]


def test_nothing_in_the_data_ends_a_script() -> None:
    """Names with markup stay strings of JSON."""
    text = report_data(found(names=(HOSTILE, "</script>")))
    assert "<" not in text
    assert json.loads(text)["names"] == [HOSTILE, "</script>"]


def test_no_more_is_drawn_than_can_be_seen() -> None:
    """Of many terms those with the largest G2; how many there are in all is told."""
    report = found()
    many = pd.concat([report.terms] * (MOST_DRAWN // len(report.terms) + 2), ignore_index=True)
    big = replace(report, terms=many)
    assert len(drawn_terms(big.terms, decides=True)) == MOST_DRAWN
    assert json.loads(report_data(big, byte_limit=0))["total"] == len(many)
    # With 2 documents a side no p can be .05, so `lrc` decides.
    assert drawn_terms(found(4).terms, decides=False)["sure"].max() <= 1


def test_units_can_be_chosen_by_columns_of_few_values() -> None:
    """Place and year are filters; the sides themselves, numbers with fractions and what is different everywhere are none."""
    table = speeches().assign(
        place=["east", "west"] * 4,
        year=[2020, 2020, 2021, 2021] * 2,
        score=[0.5, 1.5] * 4,
        id=list("abcdefgh"),
        same="x",
        side=["n"] * 4 + ["s"] * 4,
    )
    comparison = Comparison(TermMatrix.from_texts(table), by="party", target="north", reference="south")
    assert list(filters_of(comparison)) == ["place", "year"]
    data = json.loads(report_data(measured(comparison, texts=table)))
    assert data["filters"] == [["place", ["east", "west"]], ["year", ["2020", "2021"]]]
    at = [row[0] for row in data["terms"]].index("mill")
    east = [
        count for unit, count in zip(data["counts"][at][::2], data["counts"][at][1::2], strict=True)
        if data["units"][unit][4] == [[0], [1]]
    ]  # fmt: skip
    assert east == [1]
    assert not json.loads(report_data(found()))["filters"]
