"""Codes and prevalence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError, DiscourseError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coding import code_frames, prevalence

TWO = Codebook((Frame("A", "A", negation="exclude"), Frame("B", "B", negation="keep")))
UNITS = pd.DataFrame({"document": ["d1", "d1", "d2"], "era": ["x", "x", "y"]}, index=["u1", "u2", "u3"])
CODES = pd.DataFrame({"A": [1, 0, 1], "B": [0, 0, 0]}, index=UNITS.index)


def test_codes_are_zero_or_one_in_the_order_given() -> None:
    """Two hits of a frame are one code, and a unit without hits has a row."""
    hits = pd.DataFrame({"unit": ["u2", "u2"], "frame": ["B", "B"]})
    assert code_frames(hits, ["u2", "u1"], TWO).to_numpy().tolist() == [[0, 1], [0, 0]]


def test_a_negated_hit_counts_where_the_frame_keeps_it() -> None:
    """A excludes negated hits, B keeps them, and one hit that is not negated is enough."""
    hits = pd.DataFrame(
        {"unit": ["u1", "u1", "u2", "u2"], "frame": ["A", "B", "A", "A"], "negated": [True, True, True, False]}
    )
    assert code_frames(hits, ["u1", "u2"], TWO).to_numpy().tolist() == [[0, 1], [1, 0]]


def test_prevalence_without_each_document() -> None:
    """The range is of the shares without one document; one document alone has none."""
    units = UNITS.assign(era="x")
    table = prevalence(CODES, units, by="era").set_index("frame")
    assert table.loc["A", ["share", "lowest", "highest"]].tolist() == [2 / 3, 0.5, 1.0]
    assert prevalence(CODES, UNITS, by="era")[["lowest", "highest"]].isna().all().all()


def test_prevalence_by_two_columns() -> None:
    """A group has one era and one voice, and its label names both."""
    units = UNITS.assign(voice=["direct", "indirect", "direct"])
    table = prevalence(CODES, units, by=["era", "voice"])
    assert table.loc[table["frame"].eq("A"), ["group", "statements", "statements_of"]].to_numpy().tolist() == [
        ["x, direct", 1, 1],
        ["x, indirect", 0, 1],
        ["y, direct", 1, 1],
    ]


def test_prevalence_counts_statements_and_documents() -> None:
    """Shares are of statements, and documents are counted beside them."""
    table = prevalence(CODES, UNITS, by="era").set_index(["frame", "group"])
    assert table.loc[("A", "x")].tolist()[:5] == [1, 2, 0.5, 1, 1]
    with pytest.raises(DiscourseError, match="has no column 'office'"):
        prevalence(CODES, UNITS, by="office")


def test_prevalence_equals_leaving_each_document_out() -> None:
    """The range from sums is that of the shares without each document, however many there are."""
    draw = np.random.default_rng(3)
    units = pd.DataFrame({"document": draw.integers(0, 7, 60).astype(str), "era": draw.choice(["x", "y"], 60)})
    codes = pd.DataFrame({"F": draw.integers(0, 2, 60)})
    for row in prevalence(codes, units, by="era").itertuples():
        part = units[units["era"].eq(row.group)]
        without = [codes.loc[part.index[part["document"].ne(name)], "F"].mean() for name in part["document"].unique()]
        assert (row.lowest, row.highest) == (pytest.approx(min(without)), pytest.approx(max(without)))


def test_values_that_would_join_to_one_group_are_refused() -> None:
    """Two groups with one name would be counted as one."""
    units = pd.DataFrame({"document": ["d", "e"], "a": ["p, q", "p"], "b": ["r", "q, r"]})
    with pytest.raises(DiscourseError, match="to the one group 'p, q, r'"):
        prevalence(pd.DataFrame({"F": [0, 1]}), units, by=["a", "b"])
    with pytest.raises(DiscourseError, match="by is empty"):
        prevalence(pd.DataFrame({"F": [0, 1]}), units, by=[])


def test_a_flag_that_is_a_text_is_refused() -> None:
    """The text "False" would count as true."""
    hits = pd.DataFrame({"unit": ["u1"], "frame": ["A"], "negated": ["False"]})
    with pytest.raises(DiscourseError, match="expected true or false in every row"):
        code_frames(hits, ["u1"], TWO)


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (UNITS.iloc[:2], "no row for 1 of the 3 units coded"),
        (pd.concat([UNITS, UNITS]), "the unit 'u1' twice"),
        (UNITS.assign(era=["x", None, "y"]), "first: 'u2'"),
    ],
)
def test_units_are_checked(units: pd.DataFrame, said: str) -> None:
    """A unit that is missing, occurs twice or has no group is named, not dropped."""
    with pytest.raises(ArgumentError, match=said):
        prevalence(CODES, units, by="era")
    with pytest.raises(ArgumentError, match="expected 0 or 1"):
        prevalence(CODES * 2, UNITS, by="era")
