"""Diversity: values of short and long texts, tokens that are lists of words, settings that are numbers."""

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
from analysis.terms.describe import richness as rich

OF_TOKENS: list[Callable[..., float]] = [rich.mattr, rich.msttr, rich.mtld, rich.hdd]
OF_COUNTS: list[Callable[..., Any]] = [rich.yule_k, rich.entropy, rich.indices]


@pytest.mark.parametrize("measure", OF_TOKENS, ids=lambda measure: measure.__name__)
def test_a_text_is_no_list_of_words(measure: Callable[..., float]) -> None:
    """A string would be read letter by letter; arrays and Series of words are lists of words."""
    with pytest.raises(ArgumentError, match="split the text into words first"):
        measure("the cat sat on the mat")
    words = ["red", "line", "red"] * 30
    assert measure(np.array(words)) == measure(pd.Series(words)) == measure(tuple(words)) == measure(words)


@pytest.mark.parametrize("texts", [{"a": "the cat"}, ["the", "cat"], "the cat"])
def test_texts_that_are_not_split_are_refused(texts: Any) -> None:
    """The table takes the words of each text, and the error names the text that is not split."""
    with pytest.raises(ArgumentError, match=r"^texts"):
        rich.diversity(texts)


@pytest.mark.parametrize("measure", OF_COUNTS, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("counts", [[-1, 2], [math.nan, 1], [1, math.inf], ["x"], None])
def test_frequencies_that_are_none_are_refused(measure: Callable[..., Any], counts: Any) -> None:
    """No index is computed from negative or undefined frequencies."""
    with pytest.raises(ArgumentError, match=r"^counts (has|is)"):
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
        (rich.mtld, {"threshold": 1}, "threshold is 1"),
        (rich.mtld, {"min_length": 0}, "min_length is 0"),
        (rich.mtld, {"rule": ">"}, "rule is '>'"),
        (rich.mattr, {"window": 0}, "window is 0"),
    ],
)
def test_settings_are_numbers(measure: Callable[..., float], options: dict[str, Any], said: str) -> None:
    """A window that is a fraction or a string is refused."""
    with pytest.raises(ArgumentError, match=said):
        measure(["a", "b"] * 50, **options)


@pytest.mark.parametrize("base", [1, 0, -2, math.nan, "e"])
def test_a_base_is_above_one(base: Any) -> None:
    """To base 1 there is no logarithm, and below it the sign turns."""
    with pytest.raises(ArgumentError, match=r"^base is"):
        rich.entropy([1, 2], base=base)


def test_names_of_any_kind_are_sorted() -> None:
    """Numbers come before strings; a name that occurs twice is refused."""
    assert rich.diversity({"b": ["x"], 2: ["y"], 1: ["z"]})["text"].tolist() == [1, 2, "b"]
    with pytest.raises(ArgumentError, match="text 'a' twice"):
        rich.diversity(pd.Series([["x"], ["y"]], index=["a", "a"]))


def test_an_index_is_undefined_for_a_short_text() -> None:
    """An index that a text is too short for is NaN, in the table and alone."""
    table = rich.diversity({"b": ["x"], "a": []})
    assert table["text"].tolist() == ["a", "b"]
    assert table[["mattr", "hdd"]].isna().all(axis=None)
    assert math.isnan(rich.mtld(list("abcdef")))
    assert math.isnan(rich.mtld([]))
    assert math.isnan(rich.msttr(["a"], segment=2))
    assert math.isnan(rich.entropy([]))
    assert all(math.isnan(value) for value in rich.indices([]).values())
    assert math.isnan(rich.indices([1])["herdan_c"])


def test_indices_are_those_of_tokens_and_types() -> None:
    """Four tokens of two types, from a mapping or a list."""
    expected = {"ttr": 0.5, "root_ttr": 1.0, "herdan_c": 0.5}
    assert rich.indices({"a": 2, "b": 2}) == pytest.approx(expected)
    assert rich.indices([2, 2]) == pytest.approx(expected)


def test_the_table_has_the_values_of_each_index() -> None:
    """With the settings of the table, which has a row for each text."""
    words = ["red", "line", "red", "mill"] * 20
    row = rich.diversity({"a": words}, window=10, draws=5).iloc[0]
    assert row[["tokens", "types", "ttr"]].tolist() == [80, 3, 3 / 80]
    assert row["mattr"] == rich.mattr(words, window=10)
    assert row["hdd"] == rich.hdd(words, draws=5)
    assert row["mtld"] == rich.mtld(words)
    assert row["yule_k"] == rich.yule_k([40, 20, 20])
