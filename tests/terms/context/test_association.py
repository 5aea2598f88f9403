"""Association of pairs: what the measures refuse, and the bounds they keep."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.terms.context import association as pair_of

OF_THREE = [pair_of.dice, pair_of.log_dice, pair_of.jaccard, pair_of.minimum_sensitivity]
OF_FOUR = [
    *(pair_of.mutual_information, pair_of.cubed_mutual_information, pair_of.t_score, pair_of.z_score),
    *(pair_of.pair_log_likelihood, pair_of.delta_p, pair_of.phi_squared),
]
BOUNDED = [pair_of.dice, pair_of.jaccard, pair_of.minimum_sensitivity, pair_of.phi_squared, pair_of.delta_p]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((20, 10, 30, 100), "f is 20, more than f1 = 10"),
        ((20, 30, 10, 100), "f is 20, more than f2 = 10"),
        ((4, 50, 10, 20), "f1 is 50, more than n = 20"),
        ((4, 10, 50, 20), "f2 is 50, more than n = 20"),
        ((0, 60, 60, 100), r"f1 \+ f2 - f is 120, more than n = 100"),
        (([1, 2], [3, 4, 5], 1, 9), "have the shapes"),
        ((1, -1, 3, 9), "f1 has -1"),
    ],
)
@pytest.mark.parametrize("measure", OF_FOUR, ids=lambda measure: measure.__name__)
def test_counts_that_cannot_be_one_table_are_refused(measure: Any, counts: Any, said: str) -> None:
    """A pair is never more frequent than its words, nor a word than all tokens; no measure repairs such counts."""
    with pytest.raises(ArgumentError, match=said):
        measure(*counts)


@pytest.mark.parametrize("measure", OF_THREE, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("counts", [(20, 10, 30), (10, 10, 5)])
def test_impossible_pairs_are_refused(measure: Any, counts: tuple[int, ...]) -> None:
    """Measures without the number of tokens refuse a pair more frequent than one of its words."""
    with pytest.raises(ArgumentError, match="expected counts of one table"):
        measure(*counts)


def test_in_a_window_a_pair_may_exceed_its_words() -> None:
    """With a span, neither word bounds f; the number of tokens still bounds the words."""
    assert pair_of.mutual_information(20, 10, 5, 100, span=4) == pytest.approx(np.log2(20 / (10 * 5 * 4 / 100)))
    with pytest.raises(ArgumentError, match="f1 is 101, more than n"):
        pair_of.mutual_information(1, 101, 5, 100, span=4)
    with pytest.raises(ArgumentError, match="span has nan"):
        pair_of.mutual_information(3, 4, 5, 100, span=float("nan"))


@pytest.mark.parametrize("measure", BOUNDED, ids=lambda measure: measure.__name__)
@given(cells=st.tuples(*[st.integers(0, 10_000)] * 4))
def test_bounded_measures_keep_their_bounds(measure: Any, cells: tuple[int, int, int, int]) -> None:
    """For every possible table the values are within -1 and 1, or undefined."""
    both, first, second, neither = cells
    f1, f2 = both + first, both + second
    counts = (both, f1, f2, f1 + second + neither)
    values = np.asarray(measure(*counts[: 3 if measure in OF_THREE else 4]))
    assert (np.isnan(values) | (np.abs(values) <= 1 + 1e-9)).all()


def test_a_pair_that_never_meets_has_no_logarithm() -> None:
    """Measures with a logarithm or root of f are NaN there; G2 is negative."""
    for measure in (pair_of.mutual_information, pair_of.cubed_mutual_information, pair_of.t_score):
        assert np.isnan(measure(0, 3, 3, 100))
    assert np.isnan(pair_of.log_dice(0, 3, 3))
    assert pair_of.pair_log_likelihood(0, 30, 30, 100) < 0
