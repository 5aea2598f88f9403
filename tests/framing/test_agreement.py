"""Coefficients of agreement, against published and hand-worked figures."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError, DiscourseError
from analysis.framing.agreement import compare_coders, gwet_ac1, krippendorff_alpha, raw_agreement

CODES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=30)


def test_alpha_of_krippendorffs_binary_example() -> None:
    """Ten units, six of them equal: alpha is 0.095 in Krippendorff's own worked example."""
    meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert round(krippendorff_alpha(meg, owen), 3) == 0.095
    assert raw_agreement(meg, owen) == 0.6


def test_ac1_by_hand() -> None:
    """p_a = .9, pi = .05: AC1 = (.9 - .095) / (1 - .095)."""
    first, second = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0] * 10
    assert gwet_ac1(first, second) == pytest.approx((0.9 - 0.095) / (1 - 0.095))


@given(CODES)
def test_agreement_is_symmetric_and_one_when_equal(pairs: list[tuple[int, int]]) -> None:
    """No coder is the first by nature, and equal codes agree."""
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    assert gwet_ac1(a, b) == pytest.approx(gwet_ac1(b, a))
    assert gwet_ac1(a, a) == 1
    assert raw_agreement(a, a) == 1
    alpha = krippendorff_alpha(a, b)
    assert math.isnan(alpha) or alpha == pytest.approx(krippendorff_alpha(b, a))


def test_undefined_is_nan() -> None:
    """Without variation alpha is undefined; without a shared unit everything is."""
    assert math.isnan(krippendorff_alpha([0, 0], [0, 0]))
    nothing = [float("nan")]
    assert math.isnan(raw_agreement(nothing, nothing))
    assert math.isnan(gwet_ac1(nothing, nothing))


def test_bad_arguments_are_told() -> None:
    """Vectors of other lengths and unknown levels are refused."""
    with pytest.raises(DiscourseError, match="expected two vectors"):
        raw_agreement([1], [1, 0])
    with pytest.raises(DiscourseError, match="level is 'rank'"):
        krippendorff_alpha([1], [1], level="rank")  # type: ignore[arg-type]


def test_the_pooled_row_counts_every_decision() -> None:
    """The row (all) has the micro average over frames."""
    a = pd.DataFrame({"A": [1, 0], "B": [1, 1]})
    b = pd.DataFrame({"A": [1, 0], "B": [0, 1]})
    last = compare_coders(a, b).iloc[-1]
    assert last["frame"] == "(all)"
    assert (last["both"], last["only_first"], last["neither"]) == (2, 1, 1)
    assert last["f1"] == pytest.approx(0.8)


@pytest.mark.parametrize("categories", [3.5, -4, 1, 2, True])
def test_categories_are_at_least_those_that_occur(categories: object) -> None:
    """A fraction, a negative number or fewer categories than occur are refused; more change the chance agreement."""
    with pytest.raises(ArgumentError, match="categories is"):
        gwet_ac1([0, 1, 2], [0, 1, 1], categories=categories)  # type: ignore[arg-type]
    assert gwet_ac1([0, 1, 2], [0, 1, 1], categories=9) > gwet_ac1([0, 1, 2], [0, 1, 1])


@pytest.mark.parametrize("measure", [raw_agreement, krippendorff_alpha, gwet_ac1])
@pytest.mark.parametrize("codes", [["a", "b"], ["0", "1"], [0, float("inf")], [[0], [1, 2]]])
def test_codes_that_are_no_numbers_are_refused(measure: object, codes: list[object]) -> None:
    """Texts, also of digits, infinities and ragged lists are one sentence."""
    with pytest.raises(ArgumentError, match="first has"):
        measure(codes, [0, 1])  # type: ignore[operator]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda a: a * 2, "second has 2 at unit 0, frame 'A'"),
        (lambda a: a.astype(str), "second has '1'"),
        (lambda a: a.astype("Int64").replace(0, pd.NA), "second has .* at unit 1"),
        (lambda a: a.rename(columns={"A": "X"}), "second lacks the frame 'A', which first has"),
    ],
)
def test_coders_are_compared_on_zeros_and_ones(damage: object, said: str) -> None:
    """Anything else would be counted as neither given nor not given."""
    table = pd.DataFrame({"A": [1, 0]})
    with pytest.raises(ArgumentError, match=said):
        compare_coders(table, damage(table))  # type: ignore[operator]


def test_no_frame_has_the_name_of_the_pooled_row() -> None:
    """Two rows `(all)` could not be told apart."""
    table = pd.DataFrame({"(all)": [1, 0]})
    with pytest.raises(ArgumentError, match="names the pooled row"):
        compare_coders(table, table)
