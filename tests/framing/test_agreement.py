"""Coefficients of agreement, against published and hand-worked figures; skew, gaps and what is undefined."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from analysis.errors import ArgumentError
from analysis.framing.agreement import LEVELS, compare_coders, krippendorff_alpha, reliability

CODES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=30)
MEG, OWEN = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
# Krippendorff (2011), section C: four observers, twelve units, missing data.
FOUR = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def plain_alpha(data: list[list[float | None]], level: str) -> float:
    """Compute alpha pair by pair, as Krippendorff writes it out."""
    units = [[code for code in unit if code is not None] for unit in zip(*data, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    every = [code for unit in units for code in unit]

    def distance(c: float, k: float) -> float:
        if level == "nominal":
            return float(c != k)
        if level == "ordinal":
            low, high = min(c, k), max(c, k)
            between = sum(low <= code <= high for code in every)
            return (between - (every.count(c) + every.count(k)) / 2) ** 2 if c != k else 0.0
        if level == "interval":
            return (c - k) ** 2
        return ((c - k) / (c + k)) ** 2 if c + k else 0.0

    observed = sum(
        distance(a, b) / (len(unit) - 1)
        for unit in units
        for at, a in enumerate(unit)
        for to, b in enumerate(unit)
        if at != to
    )
    expected = sum(distance(a, b) for at, a in enumerate(every) for to, b in enumerate(every) if at != to)
    return 1 - (len(every) - 1) * observed / expected if expected else float("nan")


def test_alpha_of_krippendorffs_binary_example() -> None:
    """Ten units, six of them equal: alpha is 0.095 in Krippendorff's own worked example."""
    assert round(krippendorff_alpha([MEG, OWEN]), 3) == 0.095
    assert reliability([MEG, OWEN])["raw"] == 0.6


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_krippendorffs_four_observers(level: Any, value: float) -> None:
    """The worked example with missing data, at all levels of measurement."""
    assert round(krippendorff_alpha(FOUR, level=level), 3) == value


@given(st.integers(2, 4), st.integers(1, 6), st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_alpha_equals_a_count_pair_by_pair(coders: int, units: int, level: Any, random: Random) -> None:
    """The matrix of coincidences yields what the sum over pairs does, with missing codes and unused ones."""
    data = [[random.choice([None, 0, 1, 2, 5]) for _ in range(units)] for _ in range(coders)]
    expected = plain_alpha(data, level)
    found = krippendorff_alpha(data, level=level)
    assert math.isnan(found) if math.isnan(expected) else found == pytest.approx(expected)


@given(
    st.sampled_from(LEVELS),
    st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(0, 3), st.floats(0, allow_infinity=False))] * 2),
        min_size=1,
        max_size=6,
    ),
)
def test_alpha_is_a_number_up_to_one_or_nan(level: Any, pairs: list[tuple[float | None, float | None]]) -> None:
    """Whatever the codes, alpha is finite and at most 1, or NaN, and nothing warns."""
    found = krippendorff_alpha([list(row) for row in zip(*pairs, strict=True)], level=level)
    assert math.isnan(found) or found <= 1 + 1e-9


def test_names_are_codes_like_numbers() -> None:
    """Nominal codes may be strings, in lists, tables and Series; the coefficients do not depend on their names."""
    named = pd.DataFrame([MEG, OWEN]).replace({0: "no", 1: "yes"})
    expected = reliability([MEG, OWEN])
    for data in (named, named.to_numpy().tolist(), [named.loc[0], named.loc[1]]):
        pd.testing.assert_series_equal(reliability(data), expected)


@given(CODES)
def test_agreement_is_symmetric_and_one_when_equal(pairs: list[tuple[int, int]]) -> None:
    """The order of coders plays no part, and equal codes agree."""
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    pd.testing.assert_series_equal(reliability([a, b], codes=2), reliability([b, a], codes=2))
    assert reliability([a, a], codes=2)[["raw", "ac1"]].tolist() == [1, 1]


@given(CODES)
def test_two_coders_of_one_frame_are_two_coders_of_one_variable(pairs: list[tuple[int, int]]) -> None:
    """`compare_coders` and `reliability` have the same raw agreement, alpha and AC1."""
    a, b = ([pair[side] for pair in pairs] for side in (0, 1))
    row = compare_coders(pd.DataFrame({"F": a}), pd.DataFrame({"F": b})).iloc[0]
    expected = reliability([a, b], codes=2)
    np.testing.assert_allclose(
        row[["raw", "alpha", "ac1"]].astype(float), expected[["raw", "alpha", "ac1"]], atol=1e-12
    )


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=20))
def test_kappa_is_that_of_scikit_learn_or_undefined(pairs: list[tuple[str, str]]) -> None:
    """Cohen's kappa of the units that both coded; NaN where both gave one code throughout."""
    a, b = [[*column, None] for column in zip(*pairs, strict=True)]
    found = reliability([a, [*b[:-1], "a"]])["kappa"]
    if len({code for pair in pairs for code in pair}) == 1:
        assert math.isnan(found)
    else:
        assert found == pytest.approx(cohen_kappa_score(a[:-1], b[:-1]))


def test_ac1_by_hand() -> None:
    """p_a = .9, pi = .05: AC1 = (.9 - .095) / (1 - .095)."""
    first, second = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0] * 10
    assert reliability([first, second])["ac1"] == pytest.approx((0.9 - 0.095) / (1 - 0.095))
    assert reliability([first, second], codes=4)["ac1"] > reliability([first, second])["ac1"]


def test_alpha_alone_misleads_at_skewed_margins() -> None:
    """Nineteen of twenty equal codes: raw and AC1 are high where alpha is below zero or near it."""
    table = reliability([[1] * 19 + [0], [1] * 18 + [0, 1]])
    assert table["raw"] == 0.9
    assert table["ac1"] > 0.85
    assert table["alpha"] < 0.1


def test_one_code_only_is_undefined() -> None:
    """Where all codes are equal, chance agreement is certain: NaN, not 1 and not 0."""
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
        (lambda: krippendorff_alpha([[1, 2]]), "two or more coders"),
        (lambda: krippendorff_alpha([1, 2]), "two or more coders"),
        (lambda: krippendorff_alpha("ab"), "two or more coders"),
        (lambda: reliability([[1, 2], [1]]), "equal length"),
        (lambda: krippendorff_alpha([[1, 2], [1, 2]], level="cubic"), "level is 'cubic'"),
        (lambda: krippendorff_alpha([[1, 2], [1, 2]], level=[1]), r"level is \[1\]"),
        (lambda: reliability([[None], [None]]), "no code"),
        (lambda: reliability([[1, 2], [1, 2]], codes=1), "codes is 1"),
        (lambda: reliability([[1, 2], [1, 2]], codes=float("nan")), "codes is nan"),
        (lambda: krippendorff_alpha([[-1, 1, 2], [1, -1, 2]], level="ratio"), "data has -1 at the ratio level"),
        (lambda: krippendorff_alpha([[0, float("inf")], [0, 1]], level="interval"), "data has inf"),
        (lambda: krippendorff_alpha([["a", "b"], ["a", "b"]], level="ordinal"), "data has 'a' at the ordinal level"),
        (lambda: reliability([[{}, 1], [1, 1]]), "expected strings or finite numbers"),
    ],
    ids=range(13),
)
def test_unusable_codes_are_named(call: Any, said: str) -> None:
    """Too few coders, another level, no square table: one sentence each."""
    with pytest.raises(ArgumentError, match=said):
        call()


def test_the_pooled_row_counts_every_decision() -> None:
    """The row (all) has the micro average over frames."""
    a = pd.DataFrame({"A": [1, 0], "B": [1, 1]})
    b = pd.DataFrame({"A": [1, 0], "B": [0, 1]})
    last = compare_coders(a, b).iloc[-1]
    assert last["frame"] == "(all)"
    assert (last["both"], last["only_first"], last["neither"]) == (2, 1, 1)
    assert last["f1"] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda a: a * 2, "second has 2 at unit 0, frame 'A'"),
        (lambda a: a.astype(str), "second has '1'"),
        (lambda a: a.astype("Int64").replace(0, pd.NA), "second has .* at unit 1"),
        (lambda a: a.rename(columns={"A": "X"}), "second lacks the frame 'A', which first has"),
    ],
)
def test_coders_are_compared_on_zeros_and_ones(damage: Any, said: str) -> None:
    """Anything else would be counted as neither given nor not given."""
    table = pd.DataFrame({"A": [1, 0]})
    with pytest.raises(ArgumentError, match=said):
        compare_coders(table, damage(table))


def test_no_frame_has_the_name_of_the_pooled_row() -> None:
    """Two rows `(all)` could not be distinguished."""
    table = pd.DataFrame({"(all)": [1, 0]})
    with pytest.raises(ArgumentError, match="names the pooled row"):
        compare_coders(table, table)


@given(st.lists(st.tuples(*[st.integers(0, 1)] * 4), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_units_and_frames_plays_no_part(rows: list[tuple[int, ...]], random: Random) -> None:
    """Codes of one unit are compared, wherever the second coder has it."""
    codes = pd.DataFrame(rows, columns=["A", "B", "C", "D"], index=[f"u{at}" for at in range(len(rows))])
    first, second = codes[["A", "B"]], codes[["C", "D"]].set_axis(["A", "B"], axis=1)
    units, frames = random.sample(list(codes.index), len(codes)), random.sample(["A", "B"], 2)
    shuffled = second.loc[units, frames]
    pd.testing.assert_frame_equal(compare_coders(first, second), compare_coders(first, shuffled))
