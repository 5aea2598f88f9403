"""Diversity: tokens are lists of words, settings are numbers, types occur."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.terms.describe import diversity as rich
from analysis.terms.describe.readability import readability

OF_TOKENS: list[Callable[..., float]] = [rich.mattr, rich.msttr, rich.mtld, rich.hdd]
OF_COUNTS: list[Callable[..., Any]] = [rich.yule_k, rich.simpson_d, rich.entropy, rich.indices]


@pytest.mark.parametrize("measure", OF_TOKENS, ids=lambda measure: measure.__name__)
def test_a_text_is_no_list_of_words(measure: Callable[..., float]) -> None:
    """A text would be read letter by letter; arrays and Series of words are lists of words."""
    with pytest.raises(ArgumentError, match="split the text into words first"):
        measure("the cat sat on the mat")
    words = ["red", "line", "red"] * 30
    assert measure(np.array(words)) == measure(pd.Series(words)) == measure(tuple(words)) == measure(words)


@pytest.mark.parametrize("texts", [{"a": "the cat"}, ["the", "cat"], "the cat"])
def test_texts_that_are_not_split_are_refused(texts: Any) -> None:
    """The table takes the words of each text, and says which text is none."""
    with pytest.raises(ArgumentError, match=r"^texts"):
        rich.diversity(texts)


@pytest.mark.parametrize("measure", OF_COUNTS, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("counts", [[-1, 2], [math.nan, 1], [1, math.inf], ["x"], None])
def test_frequencies_that_are_none_are_refused(measure: Callable[..., Any], counts: Any) -> None:
    """No index is made up from negative or undefined frequencies."""
    with pytest.raises(ArgumentError, match=r"^counts (holds|is)"):
        measure(counts)


@given(st.lists(st.integers(1, 50), min_size=2, max_size=20), st.integers(1, 5))
def test_a_type_that_does_not_occur_is_none(counts: list[int], absent: int) -> None:
    """Types with a frequency of 0 change no index."""
    for measure in OF_COUNTS:
        np.testing.assert_equal(measure([*counts, *[0] * absent]), measure(counts))


@pytest.mark.parametrize(
    ("measure", "options", "said"),
    [
        (rich.mattr, {"window": "5"}, "window is '5'"),
        (rich.mattr, {"window": 2.5}, "window is 2.5"),
        (rich.msttr, {"segment": 2.5}, "segment is 2.5"),
        (rich.hdd, {"draws": 4.5}, "draws is 4.5"),
        (rich.mtld, {"threshold": "x"}, "threshold is 'x'"),
        (rich.mtld, {"min_length": 0}, "min_length is 0"),
    ],
)
def test_settings_are_numbers(measure: Callable[..., float], options: dict[str, Any], said: str) -> None:
    """A window of a fraction or a text is one sentence."""
    with pytest.raises(ArgumentError, match=said):
        measure(["a", "b"] * 50, **options)


@pytest.mark.parametrize("base", [1, 0, -2, math.nan, "e"])
def test_a_base_is_above_one(base: Any) -> None:
    """To base 1 there is no logarithm, and below it the sign turns."""
    with pytest.raises(ArgumentError, match=r"^base is"):
        rich.entropy([1, 2], base=base)
    with pytest.raises(ArgumentError, match=r"^log_base is"):
        rich.indices([1, 2], log_base=base)


def test_names_of_any_kind_are_sorted_and_stand_once() -> None:
    """Numbers come before texts; a name that stands twice is refused."""
    texts = {"b": ["x"], 2: ["y"], 1: ["z"]}
    assert rich.diversity(texts)["text"].tolist() == [1, 2, "b"]
    assert readability(dict.fromkeys(texts, "The cat."))["text"].tolist() == [1, 2, "b"]
    twice = pd.Series(["One.", "Two."], index=["a", "a"])
    with pytest.raises(ArgumentError, match="texts has the name 'a' twice"):
        readability(twice)
    with pytest.raises(ArgumentError, match=r"texts\['a'\] is None; expected a text"):
        readability({"a": None})  # type: ignore[dict-item]
    with pytest.raises(ArgumentError, match="texts is of the kind list"):
        readability(["One."])  # type: ignore[arg-type]
