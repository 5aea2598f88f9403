"""Agreement between coders: skew, gaps and what is undefined."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.framing.reliability import cohen_kappa, krippendorff_alpha, reliability


def test_alpha_alone_misleads_at_skewed_margins() -> None:
    """Nineteen of twenty equal codes: raw and AC1 are high where alpha is below zero or near it."""
    data = [[1] * 19 + [0], [1] * 18 + [0, 1]]
    table = reliability(data)
    assert table["raw"] == 0.9
    assert table["ac1"] > 0.85
    assert table["alpha"] < 0.1


def test_one_code_only_is_undefined() -> None:
    """Where all say the same, chance agreement is certain: NaN, not 1 and not 0."""
    table = reliability([[1, 1], [1, 1]])
    assert table["raw"] == 1
    assert table[["alpha", "ac1", "pi", "kappa", "brennan_prediger"]].isna().all()


def test_units_of_one_coder_are_left_out() -> None:
    """A unit that one coder saw says nothing about agreement; three coders have no Cohen's kappa."""
    table = reliability([[0, 1, None], [0, 1, 1], [None, None, None]])
    assert table["units"] == 2
    assert math.isnan(table["kappa"])
    assert math.isnan(reliability([[0, None], [None, 1]])["raw"])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: krippendorff_alpha([[1, 2]]), "1 coder"),
        (lambda: krippendorff_alpha([1, 2]), "dimension"),
        (lambda: krippendorff_alpha([[1, 2], [1, 2]], level="cubic"), "level is 'cubic'"),
        (lambda: cohen_kappa([[1], [1], [1]]), "3 coders"),
        (lambda: reliability([[None], [None]]), "no code"),
        (lambda: reliability([[1, 2], [1, 2]], codes=1), "codes is 1"),
        (lambda: krippendorff_alpha([[-1, 1, 2], [1, -1, 2]], level="ratio"), "data has -1 at the level of ratios"),
        (lambda: krippendorff_alpha([[0, float("inf")], [0, 1]], level="interval"), "infinite"),
        (lambda: krippendorff_alpha([[1, 2], [1, 2]], level=[1]), r"level is \[1\]"),
        (lambda: reliability([[1, 2], [1, 2]], codes=float("nan")), "codes is nan; expected a whole number"),
        (lambda: reliability([["a", "b"], ["a", "b"]]), "data has 'a'; expected numbers"),
        (lambda: reliability([[1, 2], [1]]), "rows of different lengths"),
    ],
)
def test_unusable_codes_are_said(call: object, said: str) -> None:
    """Too few coders, another level, no square table: one sentence each."""
    with pytest.raises(ArgumentError, match=said):
        call()


@given(
    st.sampled_from(["nominal", "ordinal", "interval", "ratio"]),
    st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(0, 3), st.floats(0, allow_infinity=False))] * 2),
        min_size=1,
        max_size=6,
    ),
)
def test_alpha_is_a_number_up_to_one_or_nan(level: str, pairs: list[tuple[float | None, float | None]]) -> None:
    """Whatever the codes, alpha is finite and at most 1, or NaN, and nothing warns."""
    found = krippendorff_alpha([list(row) for row in zip(*pairs, strict=True)], level=level)  # type: ignore[arg-type]
    assert math.isnan(found) or found <= 1 + 1e-9
