"""Frequencies of groups: rates, their intervals, and documents."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.describe.rates import frequency, rate_interval

TERMS = TermMatrix.from_texts(
    pd.DataFrame(
        {
            "text": ["The red mill.", "Red mill, red weir.", "A barn."],
            "era": ["new", "new", "old"],
            "document": ["d1", "d2", "d3"],
        }
    )
)


@given(count=st.integers(0, 200), more=st.integers(1, 5000))
def test_a_rate_lies_in_its_interval(count: int, more: int) -> None:
    """The interval has the rate in it and stays between none and all."""
    low, high = rate_interval(count, count + more)
    assert 0 <= low <= 1000 * count / (count + more) + 1e-9
    assert 1000 * count / (count + more) - 1e-9 <= high <= 1000


def test_the_interval_is_that_of_scipy() -> None:
    """One count, by another implementation of Wilson's interval."""
    from scipy.stats import binomtest

    expected = binomtest(7, 200).proportion_ci(0.9, method="wilson")
    low, high = rate_interval(7, 200, confidence=0.9, per=1)
    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high))


def test_groups_have_rates_and_documents() -> None:
    """Counts, rates and documents as counted by hand; a term absent from a group has a row with 0."""
    table = frequency(TERMS, by="era").set_index(["group", "term"])
    assert table.loc[("new", "red"), ["count", "tokens", "documents", "documents_of"]].tolist() == [3, 7, 2, 2]
    assert table.loc[("new", "red"), "rate"] == pytest.approx(3000 / 7)
    assert table.loc[("old", "red"), ["count", "rate", "documents"]].tolist() == [0, 0, 0]
    assert np.isnan(table.loc[("old", "red"), "dp"])
    assert (table["rate_low"] <= table["rate"]).all()
    assert np.isnan(rate_interval([0], 0)[0]).all()


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        ((math.nan, 5), {}, "count has nan"),
        ((-1, 5), {}, "count has -1"),
        ((1, math.nan), {}, "tokens is nan"),
        ((0, -5), {}, "tokens has -5"),
        ((3, 2), {}, "count has 3, more than tokens = 2"),
        ((1, 5), {"per": -1}, "per is -1"),
        ((1, 5), {"confidence": "x"}, "confidence is 'x'"),
        ((1, 5), {"confidence": None}, "confidence is None"),
        ((1, 5), {"confidence": 2}, "confidence is 2"),
    ],
)
def test_rates_of_nothing_are_refused(arguments: tuple[Any, ...], options: dict[str, Any], said: str) -> None:
    """An interval is made of counts, a size and a coverage."""
    with pytest.raises(ArgumentError, match=said):
        rate_interval(*arguments, **options)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": "period"}, "no column 'period'"),
        ({"by": 3}, "by is 3"),
        ({"by": "era", "document": "book"}, "no column 'book'"),
    ],
)
def test_unknown_columns_are_refused(options: dict[str, Any], said: str) -> None:
    """Groups and documents are columns of the units table."""
    with pytest.raises(ArgumentError, match=said):
        frequency(TERMS, **options)


def test_a_matrix_without_a_unit_is_refused() -> None:
    """It has nothing to rate."""
    units = pd.DataFrame({"era": [], "document": []})
    empty = TermMatrix.from_long(units, pd.DataFrame({"unit": [], "term": [], "count": []}))
    with pytest.raises(ArgumentError, match="terms has no unit"):
        frequency(empty, by="era")
