"""Agreement between coders: skew, gaps and what is undefined."""

from __future__ import annotations

import math

import pytest

from analysis.errors import ArgumentError
from analysis.framing.reliability import cohen_kappa, krippendorff_alpha, ratings_of_table, reliability


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
        (lambda: ratings_of_table([[1, 2]]), "expected a square"),
    ],
)
def test_unusable_codes_are_said(call: object, said: str) -> None:
    """Too few coders, another level, no square table: one sentence each."""
    with pytest.raises(ArgumentError, match=said):
        call()
