"""Association of pairs, collocates and networks: what they refuse, and what holds in windows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.context import association
from analysis.terms.context.collocation import collocates, compare_collocates, network

TOKENS = tokens_table([("a", "The red mill stands by a red barn."), ("b", "Red mill, red weir.")])
COMPARISON = Comparison(pd.DataFrame({"group": ["p", "q"]}, index=["a", "b"]), by="group", target="p")
WITH_N = [
    association.mutual_information,
    association.cubed_mutual_information,
    association.t_score,
    association.z_score,
    association.pair_log_likelihood,
    association.delta_p,
    association.phi_squared,
]
OF_THREE = [
    association.dice,
    association.log_dice,
    association.jaccard,
    association.minimum_sensitivity,
]
BOUNDED = [
    association.dice,
    association.jaccard,
    association.minimum_sensitivity,
    association.phi_squared,
    association.delta_p,
]


@pytest.mark.parametrize("measure", WITH_N, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("counts", [(20, 10, 30, 100), (20, 30, 10, 100), (10, 50, 10, 20), (0, 60, 60, 100)])
def test_impossible_tables_are_refused(measure: Any, counts: tuple[int, ...]) -> None:
    """No measure gives a number for counts that cannot stand in one table, and none repairs them."""
    with pytest.raises(ArgumentError, match="expected counts of one table"):
        measure(*counts)


@pytest.mark.parametrize("measure", OF_THREE, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("counts", [(20, 10, 30), (10, 10, 5)])
def test_impossible_pairs_are_refused(measure: Any, counts: tuple[int, ...]) -> None:
    """A pair is never more frequent than either of its words."""
    with pytest.raises(ArgumentError, match="expected counts of one table"):
        measure(*counts)


@pytest.mark.parametrize("measure", BOUNDED, ids=lambda measure: measure.__name__)
@given(cells=st.tuples(*[st.integers(0, 10_000)] * 4))
@settings(max_examples=60, deadline=None)
def test_bounded_measures_keep_their_bounds(measure: Any, cells: tuple[int, int, int, int]) -> None:
    """For every table that can be, the values lie in -1 to 1 or are undefined."""
    both, first, second, neither = cells
    f1, f2 = both + first, both + second
    counts = (both, f1, f2, f1 + second + neither)
    values = np.asarray(measure(*counts[: 3 if measure in OF_THREE else 4]))
    assert (np.isnan(values) | (np.abs(values) <= 1 + 1e-9)).all()


@given(text=st.lists(st.sampled_from(["mill", "red", "the", "barn"]), min_size=2, max_size=25), size=st.integers(1, 4))
@settings(max_examples=80, deadline=None)
def test_in_windows_log_dice_lies_below_fifteen(text: list[str], size: int) -> None:
    """A collocate may stand several times beside one node: above 14, and still below 15."""
    if "mill" not in text:
        text = [*text, "mill"]
    table = collocates(tokens_table([("u", " ".join(text))]), "mill", left=size, right=size, min_count=1)
    assert (table["log_dice"] < 15).all()
    assert table["min_sensitivity"].between(0, 1).all()


def test_log_dice_passes_fourteen_in_a_window() -> None:
    """Five tokens of the collocate around one node: the value is not cut."""
    table = collocates(tokens_table([("a", "the the the red the the")]), "red", min_count=1)
    assert table["log_dice"].tolist() == pytest.approx([14 + np.log2(2 * 5 / 6)])


def test_a_span_that_is_none_is_refused() -> None:
    """The span is a number of places."""
    with pytest.raises(ArgumentError, match="span holds nan"):
        association.mutual_information(3, 4, 5, 100, span=float("nan"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"without": "the"}, "without is 'the'; expected a list or set of texts"),
        ({"left": float("nan")}, "left is nan; expected a whole number"),
        ({"right": 2.5}, "right is 2.5; expected a whole number"),
        ({"left": "5"}, "left is '5'; expected a whole number"),
        ({"min_count": -3}, "min_count is -3; expected a whole number"),
        ({"min_count": True}, "min_count is True; expected a whole number"),
    ],
)
def test_faulty_options_of_collocates_are_said(options: dict[str, Any], said: str) -> None:
    """Places and counts are whole numbers, and one text is no list of terms."""
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
        network(table, ["red"])
    with pytest.raises(ArgumentError, match=said):
        compare_collocates(COMPARISON, table, "red")
    with pytest.raises(ArgumentError, match="of the kind list; expected the table of tokens_table"):
        collocates([("a", "red")], "red")


def test_sides_of_units_are_a_comparison() -> None:
    """A table of units is enough for one; what is none is refused."""
    with pytest.raises(ArgumentError, match=r"comparison is {'a': 'p'}; expected Comparison"):
        compare_collocates({"a": "p"}, TOKENS, "red")  # type: ignore[arg-type]
    assert set(compare_collocates(COMPARISON, TOKENS, "red")["collocate"]) >= {"mill", "weir"}


@pytest.mark.parametrize(
    ("nodes", "options", "said"),
    [
        ([], {}, "nodes is empty"),
        ("red", {}, "nodes is 'red'"),
        (["red"], {"most": -1}, "most is -1"),
        (["red"], {"window": "5"}, "left is '5'"),
    ],
)
def test_faulty_networks_are_said(nodes: Any, options: dict[str, Any], said: str) -> None:
    """A network starts from a list of one node or more."""
    with pytest.raises(ArgumentError, match=said):
        network(TOKENS, nodes, **options)


def test_sides_of_other_units_are_refused() -> None:
    """A comparison with another index knows none of the units: the error says so, and not that a group is missing."""
    units = pd.DataFrame({"group": ["p", "q"]})
    with pytest.raises(ArgumentError, match="tokens has none of a unit of 'p'"):
        compare_collocates(Comparison(units, by="group", target="p"), TOKENS, "red")


def test_a_comparison_says_what_is_decided_and_what_is_absent() -> None:
    """Beside G2 stand the bound corrected for the collocates compared, as in keyness, and absence in words."""
    pairs = [("a", "Red line. " * 60 + "Red tape."), ("b", "Red tape. " * 60 + "Red mill. Red.")]
    units = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])
    comparison = Comparison(units, by="era", target="new", reference="old")
    table = compare_collocates(comparison, tokens_table(pairs), "red").set_index("collocate")
    assert table["status"].to_dict() == {"line": "absent from old", "tape": "in both", "mill": "absent from new"}
    assert table.loc["line", "lrc"] > 0 > table.loc["tape", "lrc"]
    assert table.loc["mill", "lrc"] == 0
