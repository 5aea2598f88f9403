"""Checks of single arguments."""

from __future__ import annotations

import math
from typing import Any

import pytest

from analysis.checks import number, texts, whole_number
from analysis.errors import ArgumentError


@pytest.mark.parametrize("value", [0, -1, 1.5, True, "2", None, math.nan])
def test_what_is_no_whole_number_is_named(value: Any) -> None:
    """Too small, a fraction, a bool, a text: one sentence with name, value and bound."""
    with pytest.raises(ArgumentError, match=r"window is .*; expected a whole number of 1 or more; change it"):
        whole_number("window", value, at_least=1)


@pytest.mark.parametrize("value", [0, 1, math.nan, math.inf, True, "0.5", None])
def test_what_is_no_number_within_bounds_is_named(value: Any) -> None:
    """A bound itself, an undefined number, a bool, a text."""
    with pytest.raises(ArgumentError, match=r"confidence is .*; expected a number above 0 and below 1; change it"):
        number("confidence", value, above=0, below=1)


@pytest.mark.parametrize("value", [math.inf, math.nan])
def test_without_bounds_a_number_is_finite(value: float) -> None:
    """Infinity is beyond every bound."""
    with pytest.raises(ArgumentError, match="expected a number that is finite"):
        number("k", value)


@pytest.mark.parametrize("value", ["the", ["a", 1], None, iter(["a"])])
def test_one_text_is_no_collection(value: Any) -> None:
    """A text would be read letter by letter, and a generator only once."""
    with pytest.raises(ArgumentError, match=r"without is .*; expected a list or set of texts"):
        texts("without", value)
