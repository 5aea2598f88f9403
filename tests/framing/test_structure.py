"""Frames in combination, on codes small enough to count by hand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.structure import frame_cooccurrence, function_codes

CODES = pd.DataFrame({"A": [1, 1, 0], "B": [1, 0, 0], "C": [0, 0, 1]}, index=["u1", "u2", "u3"])


def book(kinds: str) -> Codebook:
    """Return a codebook of the frames A, B, C with these functions."""
    return Codebook(tuple(Frame(name, name, entman=kind) for name, kind in zip("ABC", kinds, strict=True)))


def test_pairs_share_a_unit() -> None:
    """A and B share one unit of two; C shares none."""
    assert frame_cooccurrence(CODES).to_numpy().tolist() == [["A", "B", 1, 2, 0.5, 2 / 3]]
    assert frame_cooccurrence(CODES, at_least=2).empty


def test_frames_that_never_occur_have_no_jaccard() -> None:
    """With at_least=0 every pair is listed; two frames that never occur have NaN; without units so has the expectation."""
    table = frame_cooccurrence(CODES.assign(B=0, C=0), at_least=0).set_index(["first", "second"])
    assert len(table) == 3
    assert math.isnan(table.loc[("B", "C"), "jaccard"])
    assert table.loc[("A", "B"), "jaccard"] == 0
    assert frame_cooccurrence(CODES.iloc[:0], at_least=0)["expected"].isna().all()
    with pytest.raises(ArgumentError, match=r"at_least is 1\.5"):
        frame_cooccurrence(CODES, at_least=1.5)  # type: ignore[arg-type]


def test_functions_count_a_unit_once() -> None:
    """Two frames of one function in a unit count once, and the functions are sorted."""
    found = function_codes(CODES, book("qqp"))
    assert found.to_dict("list") == {"p": [0, 0, 1], "q": [1, 1, 0]}
    assert found.index.equals(CODES.index)


def test_a_frame_without_a_function_is_left_out() -> None:
    """A dash is no function; the others are counted as if the frame were not there."""
    found = function_codes(CODES, book("p-q"))
    pd.testing.assert_frame_equal(found, function_codes(CODES.drop(columns="B"), book("p-q")))


def test_a_frame_of_another_codebook_has_no_function() -> None:
    """The frame is named with those of the codebook."""
    with pytest.raises(ArgumentError, match="the frame in codes is 'X'; allowed: A, B, C"):
        function_codes(CODES.rename(columns={"A": "X"}), book("ppq"))


@pytest.mark.parametrize(
    "call", [frame_cooccurrence, lambda codes: function_codes(codes, book("ppq"))], ids=["pairs", "functions"]
)
@pytest.mark.parametrize(
    "damage",
    [lambda c: c * 2, lambda c: c.astype(str), lambda c: c.replace(0, float("nan"))],
    ids=["twos", "strings", "gaps"],
)
def test_codes_are_checked(call: Any, damage: Any) -> None:
    """Twos, strings and gaps are refused, not counted as something else."""
    with pytest.raises(ArgumentError, match="expected 0 or 1"):
        call(damage(CODES))
