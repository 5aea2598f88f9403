"""Codes, prevalence and agreement."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError, DiscourseError
from analysis.framing.agreement import compare_coders
from analysis.framing.coding import agreement, code_frames, prevalence


class Two:
    """A codebook of two frames, as far as coding needs it."""

    frames = (SimpleNamespace(id="A", negation="exclude"), SimpleNamespace(id="B", negation="keep"))
    ids = ["A", "B"]  # noqa: RUF012


UNITS = pd.DataFrame({"document": ["d1", "d1", "d2"], "era": ["x", "x", "y"]}, index=["u1", "u2", "u3"])
CODES = pd.DataFrame({"A": [1, 0, 1], "B": [0, 0, 0]}, index=UNITS.index)


def test_codes_are_zero_or_one_in_the_order_given() -> None:
    """Two hits of a frame are one code, and a unit without hits has a row."""
    hits = pd.DataFrame({"unit": ["u2", "u2"], "frame": ["B", "B"]})
    assert code_frames(hits, ["u2", "u1"], Two()).to_numpy().tolist() == [[0, 1], [0, 0]]  # type: ignore[arg-type]


def test_a_negated_hit_counts_where_the_frame_keeps_it() -> None:
    """A excludes negated hits, B keeps them, and one hit that is not negated is enough."""
    hits = pd.DataFrame(
        {"unit": ["u1", "u1", "u2", "u2"], "frame": ["A", "B", "A", "A"], "negated": [True, True, True, False]}
    )
    assert code_frames(hits, ["u1", "u2"], Two()).to_numpy().tolist() == [[0, 1], [1, 0]]  # type: ignore[arg-type]


def test_prevalence_without_each_document() -> None:
    """The range is of the shares without one document; one document alone has none."""
    units = UNITS.assign(era="x")
    table = prevalence(CODES, units, by="era").set_index("frame")
    assert table.loc["A", ["share", "lowest", "highest"]].tolist() == [2 / 3, 0.5, 1.0]
    assert prevalence(CODES, UNITS, by="era")[["lowest", "highest"]].isna().all().all()


def test_prevalence_by_two_columns() -> None:
    """Groups of era and voice are told by both."""
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
    with pytest.raises(DiscourseError, match="the units table has no column 'office'"):
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
        code_frames(hits, ["u1"], Two())  # type: ignore[arg-type]


@pytest.mark.parametrize("compare", [agreement, compare_coders])
def test_agreement_needs_the_same_units(compare: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]) -> None:
    """Of tables with other units or frames the error says which coder lacks what."""
    kept = CODES.index[0]
    with pytest.raises(ArgumentError, match=f"second lacks the unit {CODES.index[1]!r}, which first has"):
        compare(CODES, CODES.loc[[kept]])
    with pytest.raises(
        ArgumentError, match=r"first lacks the unit .*, which second has \(\d such\); expected the same units"
    ):
        compare(CODES.loc[[kept]], CODES)
    with pytest.raises(ArgumentError, match="second lacks the frame 'A', which first has"):
        compare(CODES, CODES.drop(columns="A"))


@pytest.mark.parametrize("compare", [agreement, compare_coders])
@given(st.lists(st.tuples(*[st.integers(0, 1)] * 4), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_units_and_frames_plays_no_part(
    compare: Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame], rows: list[tuple[int, ...]], random: Random
) -> None:
    """Codes of one unit are compared, wherever the second coder has it."""
    codes = pd.DataFrame(rows, columns=["A", "B", "C", "D"], index=[f"u{at}" for at in range(len(rows))])
    first, second = codes[["A", "B"]], codes[["C", "D"]].set_axis(["A", "B"], axis=1)
    units, frames = random.sample(list(codes.index), len(codes)), random.sample(["A", "B"], 2)
    pd.testing.assert_frame_equal(compare(first, second), compare(first, second.loc[units, frames]))
