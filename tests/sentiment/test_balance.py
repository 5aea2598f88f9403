"""Balances of positive and negative words: bounds, undefined cases, and counts that cannot be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.sentiment.balance import absolute_balance, logit_balance, net_of_negation, relative_balance

COUNT = st.integers(min_value=0, max_value=10_000)


@given(COUNT, COUNT, COUNT)
def test_balances_stay_in_their_range(positive: int, negative: int, others: int) -> None:
    """Within -1 to 1, and NaN exactly where nothing can be divided by."""
    tokens = positive + negative + others
    for value, size in (
        (float(relative_balance(positive, negative)), positive + negative),
        (float(absolute_balance(positive, negative, tokens)), tokens),
    ):
        assert math.isnan(value) == (size == 0)
        assert size == 0 or -1 <= value <= 1


@given(COUNT, COUNT, st.floats(min_value=0, max_value=10))
def test_logit_balance_is_antisymmetric(positive: int, negative: int, smoothing: float) -> None:
    """Exchanging the sides turns the sign; without smoothing a side without words has no logarithm."""
    assume(smoothing == 0 or smoothing > 1e-6)
    one, other = (
        float(logit_balance(*pair, smoothing=smoothing)) for pair in ((positive, negative), (negative, positive))
    )
    assert math.isnan(one) == (smoothing == 0 and min(positive, negative) == 0)
    assert math.isnan(one) or one == pytest.approx(-other)


def test_an_empty_text_has_no_balance() -> None:
    """NaN, with no warning, also beside texts that have one."""
    assert np.isnan(absolute_balance(3, 2, 0))
    assert np.isnan(logit_balance(0, 0, smoothing=0))
    found = absolute_balance([1, 0], [0, 0], [4, 0])
    assert found[0] == 0.25
    assert np.isnan(found[1])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: absolute_balance(5, 0, 2), "tokens is 2 where 5 words are counted"),
        (lambda: net_of_negation(1, 1, 3, 0, nested=True), "negated_positive is 3 and positive 1; nested counts"),
        (lambda: net_of_negation(1, 1, 0, 3, nested=True), "negated_negative is 3 and negative 1"),
        (lambda: logit_balance(1, 1, smoothing=-5), "smoothing is -5; expected a number of 0 or more"),
        (lambda: logit_balance(1, 1, smoothing=np.nan), "smoothing is nan"),
        (lambda: logit_balance(1, 1, smoothing="1"), "smoothing is '1'"),
        (lambda: logit_balance("a", 1), "positive is 'a'; expected counts of 0 or more"),
        (lambda: logit_balance("5", 1), "positive is '5'"),
        (lambda: logit_balance([1, [2, 3]], 1), "positive is "),
        (lambda: logit_balance(1, None), "negative has the count nan"),
        (lambda: relative_balance([1, 2], [1, 2, 3]), r"the shapes differ: positive \(2,\), negative \(3,\)"),
        (lambda: relative_balance(1e308, 1e308), r"positive has the count 1e\+308"),
        (lambda: relative_balance(10**400, 1), "positive is 1000"),
        (lambda: relative_balance(1, [2, -1]), "negative has the count -1"),
    ],
)
def test_counts_that_cannot_be(call: object, said: str) -> None:
    """More words than tokens, more negated than counted, no numbers, shapes that do not fit."""
    with pytest.raises(ArgumentError, match=said):
        call()  # type: ignore[operator]
