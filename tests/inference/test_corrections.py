"""Corrections for many tests, and what the floor leaves them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.inference.corrections import corrected
from analysis.inference.permutations import permutation
from tests.documents import compared


def test_corrections_are_those_of_the_plain_functions() -> None:
    """Holm's p and that of Benjamini and Hochberg by hand; an undefined p is no test."""
    table = corrected(pd.DataFrame({"p": [0.01, 0.04, np.nan, 0.03], "p_floor": 0.001}))
    assert table["p_holm"].tolist() == pytest.approx([0.03, 0.06, np.nan, 0.06], nan_ok=True)
    assert table["p_bh"].tolist() == pytest.approx([0.03, 0.04, np.nan, 0.04], nan_ok=True)
    assert table["holm_floor"].eq(0.003).all()
    assert table["correction"].eq("both can reach 0.05: 3 tests times the floor 0.001 is 0.003").all()


@pytest.mark.parametrize(
    ("floor", "tests", "said"),
    [
        (0.1, 5, "nothing to correct: with these documents no p can be below 0.1"),
        (0.01, 20, "Holm leaves nothing: 20 tests times the floor 0.01 is above 0.05; .* need 4 p values at the floor"),
    ],
)
def test_what_the_floor_forbids_is_said(floor: float, tests: int, said: str) -> None:
    """Where no p can reach the level a sentence says so, with the numbers."""
    table = corrected(pd.DataFrame({"p": [floor] * tests, "p_floor": floor}))
    assert table["correction"].str.contains(said).all()
    assert (table["p_holm"] >= table["holm_floor"]).all()
    assert table["p_bh"].eq(floor).all()


def test_tables_of_permutations_can_be_corrected() -> None:
    """The columns of `permutation` stay, and a table without p is refused."""
    found = permutation(compared([[3, 1], [1, 2], [2, 2], [1, 4], [2, 5]]))
    pd.testing.assert_frame_equal(corrected(found)[list(found.columns)], found)
    assert corrected(found.iloc[:0]).empty
    with pytest.raises(ArgumentError, match="table has no column 'p_floor'"):
        corrected(found.drop(columns="p_floor"))
