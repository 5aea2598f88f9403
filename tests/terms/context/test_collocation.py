"""Collocates and networks: windows within sentences, comparisons of groups, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.context.collocation import collocates, collocation_network, compare_collocates

TOKENS = tokens_table([("a", "The red mill stands by a red barn."), ("b", "Red mill, red weir.")])
VILLAGE = tokens_table(
    [
        ("u1", "The red mill stands. A river runs by the red mill."),
        ("u2", "Red mill talk. The river rose!"),
        ("u3", "A red barn. The red barn fell."),
    ]
)
UNITS = pd.DataFrame({"group": ["p", "p", "q"]}, index=["u1", "u2", "u3"])
NEW_OLD = Comparison(pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"]), by="era", target="new", reference="old")


def test_collocates_stay_within_the_sentence() -> None:
    """Windows end where a sentence ends, and the span counts the places really in them."""
    table = collocates(VILLAGE, "mill", min_count=1).set_index("collocate")
    assert table.loc["red", "count"] == 3
    assert "rose" not in table.index
    places = 3 + 5 + 2  # words of the three windows
    assert table.loc["red", "expected"] == pytest.approx(5 * places / len(VILLAGE))
    assert table.loc["red", "log_dice"] == pytest.approx(14 + math.log2(2 * 3 / (3 + 5)))


def test_overlapping_windows_count_a_token_once() -> None:
    """A word between two nodes is one collocate token, not two."""
    assert collocates(tokens_table([("u", "mill by mill")]), "mill", min_count=1)["count"].tolist() == [1]


def test_a_window_may_have_one_side() -> None:
    """A pair of numbers sets the places on the left and on the right."""
    tokens = tokens_table([("u", "Old red mill wheel.")])
    assert collocates(tokens, "mill", window=(1, 0), min_count=1)["collocate"].tolist() == ["red"]
    assert collocates(tokens, "mill", window=(0, 2), min_count=1)["collocate"].tolist() == ["wheel"]


def test_collocates_are_compared_between_groups() -> None:
    """The words around a node in one group against those in the other."""
    rows = compare_collocates(Comparison(UNITS, by="group", target="p"), VILLAGE, "red", without=["the"])
    rows = rows.set_index("collocate")
    assert rows.loc["mill", "count_target"] == 3
    assert rows.loc["barn", "count_reference"] == 2
    assert "the" not in rows.index
    with pytest.raises(ArgumentError, match="does not occur in 'q'"):
        compare_collocates(Comparison(UNITS, by="group", target="q", reference="p"), VILLAGE, "mill")


def test_a_network_has_the_strongest_edges() -> None:
    """At most so many edges a node, nodes in order."""
    edges = collocation_network(VILLAGE, ["mill", "barn"], min_count=2, most=1)
    assert edges[["node", "collocate"]].values.tolist() == [["barn", "red"], ["mill", "red"]]
    assert edges.columns.tolist() == ["node", "collocate", "count", "log_dice"]


@given(text=st.lists(st.sampled_from(["mill", "red", "the", "barn"]), min_size=2, max_size=25), size=st.integers(1, 4))
def test_in_windows_log_dice_lies_below_fifteen(text: list[str], size: int) -> None:
    """A collocate may occur several times beside one node: above 14, and still below 15."""
    if "mill" not in text:
        text = [*text, "mill"]
    table = collocates(tokens_table([("u", " ".join(text))]), "mill", window=size, min_count=1)
    assert (table["log_dice"] < 15).all()
    assert table["min_sensitivity"].between(0, 1).all()


def test_log_dice_passes_fourteen_in_a_window() -> None:
    """Five tokens of the collocate around one node: the value is not cut."""
    table = collocates(tokens_table([("a", "the the the red the the")]), "red", min_count=1)
    assert table["log_dice"].tolist() == pytest.approx([14 + np.log2(2 * 5 / 6)])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"without": "the"}, "without is 'the'; expected a list or set of strings"),
        ({"window": float("nan")}, "window is nan; expected a whole number"),
        ({"window": (1, 2.5)}, "window is 2.5; expected a whole number"),
        ({"window": "5"}, "window is '5'; expected a whole number"),
        ({"window": 0}, "window is 0; expected at least 1 place"),
        ({"window": (0, 0)}, r"window is \(0, 0\); expected at least 1 place"),
        ({"min_count": -3}, "min_count is -3; expected a whole number"),
        ({"min_count": True}, "min_count is True; expected a whole number"),
    ],
)
def test_faulty_options_of_collocates_are_said(options: dict[str, Any], said: str) -> None:
    """Places and counts are whole numbers, and one string is no list of terms."""
    with pytest.raises(ArgumentError, match=said):
        collocates(TOKENS, "red", **options)


@pytest.mark.parametrize("column", ["unit", "sentence", "term"])
def test_a_tokens_table_has_its_columns(column: str) -> None:
    """A missing column is named, in every table about words in sentences."""
    table = TOKENS.drop(columns=column)
    said = f"the tokens table has no column '{column}'"
    with pytest.raises(ArgumentError, match=said):
        collocates(table, "red")
    with pytest.raises(ArgumentError, match=said):
        collocation_network(table, ["red"])
    with pytest.raises(ArgumentError, match=said):
        compare_collocates(NEW_OLD, table, "red")
    with pytest.raises(ArgumentError, match="pass the table of tokens_table"):
        collocates([("a", "red")], "red")
    with pytest.raises(ArgumentError, match="node is 'weir'"):
        collocates(VILLAGE, "weir")


def test_sides_are_a_comparison() -> None:
    """A mapping of groups is refused; labels of any type name the sides."""
    with pytest.raises(ArgumentError, match=r"comparison is .*expected Comparison"):
        compare_collocates({"a": "p", "b": "q"}, TOKENS, "red")  # type: ignore[arg-type]
    years = Comparison(pd.DataFrame({"year": [2021, 2025]}, index=["a", "b"]), by="year", target=2021)
    assert set(compare_collocates(years, TOKENS, "red")["collocate"]) >= {"mill", "weir"}


@pytest.mark.parametrize(
    ("nodes", "options", "said"),
    [
        ([], {}, "nodes is empty"),
        ("red", {}, "nodes is 'red'"),
        (["red"], {"most": -1}, "most is -1"),
        (["red"], {"window": "5"}, "window is '5'"),
    ],
)
def test_faulty_networks_are_said(nodes: Any, options: dict[str, Any], said: str) -> None:
    """A network starts from a list of one node or more."""
    with pytest.raises(ArgumentError, match=said):
        collocation_network(TOKENS, nodes, **options)


def test_a_comparison_of_other_units_is_refused() -> None:
    """Where no token belongs to a side, the error says so, not that the node is missing."""
    tokens = tokens_table([("7", "Red line."), ("8", "Red tape.")])
    with pytest.raises(ArgumentError, match="tokens has no unit of 'new'"):
        compare_collocates(NEW_OLD, tokens, "red")


def test_a_comparison_says_what_is_decided_and_what_is_absent() -> None:
    """The bound is corrected for the collocates compared, as in keyness, and absence is stated in words."""
    pairs = [("a", "Red line. " * 60 + "Red tape."), ("b", "Red tape. " * 60 + "Red mill. Red.")]
    table = compare_collocates(NEW_OLD, tokens_table(pairs), "red")
    assert table["log_likelihood"].abs().is_monotonic_decreasing
    table = table.set_index("collocate")
    assert table["status"].to_dict() == {"line": "absent from old", "tape": "in both", "mill": "absent from new"}
    assert table.loc["line", "lrc"] > 0 > table.loc["tape", "lrc"]
    assert table.loc["mill", "lrc"] == 0
