"""What the measures are given: counts, tables of pairs, tokens, frequency lists."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.tokens import tokenise
from analysis.errors import ArgumentError
from analysis.terms.checks import frequency_list, numbers, pair_counts, token_list


@pytest.mark.parametrize("value", ["x", ["1"], {1: 2}, {1}, (x for x in [1]), None, [[1], [1, 2]], [None], [10**400]])
def test_what_is_no_number_is_said(value: Any) -> None:
    """Texts, sets, generators, ragged lists and numbers beyond all bounds are one sentence, not a TypeError."""
    with pytest.raises(ArgumentError, match=r"^a is .*; expected a number or a list or array of counts of 0 or more"):
        numbers("a", value)


@pytest.mark.parametrize("value", [-1, math.nan, math.inf, 1e200, [0, -1], np.array([1, math.nan])])
def test_what_is_no_count_is_named(value: Any) -> None:
    """Negative, undefined and infinite counts, and those that floating-point numbers no longer tell apart."""
    with pytest.raises(ArgumentError, match=r"^a holds .*; expected counts of 0 or more, 2\^53 at most"):
        numbers("a", value)


@pytest.mark.parametrize(
    "value", [2, [2], (2,), np.array([2]), pd.Series([2]), pd.Series([2], dtype="Int64"), [True, 2]]
)
def test_every_shape_of_a_count_is_taken(value: Any) -> None:
    """Numbers, lists, arrays and Series, also of pandas' own integers."""
    assert numbers("a", value).max() == 2


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((20, 10, 30, 100), "f is 20, more than f1 = 10"),
        ((10, 10, 5), "f is 10, more than f2 = 5"),
        ((4, 50, 10, 20), "f1 is 50, more than n = 20"),
        ((4, 10, 50, 20), "f2 is 50, more than n = 20"),
        ((0, 60, 60, 100), r"f1 \+ f2 - f is 120, more than n = 100"),
        (([1, 2], [3, 4, 5], 1), "shapes"),
    ],
)
def test_counts_of_no_table_are_refused(counts: Any, said: str) -> None:
    """A pair cannot occur more often than its words, nor a word more often than there are tokens."""
    with pytest.raises(ArgumentError, match=said):
        pair_counts(*counts)


def test_in_a_window_a_word_may_pass_its_node() -> None:
    """With a span, f is bounded by neither word; the words still are by the corpus."""
    assert pair_counts(20, 10, 5, 100, span=4)[0] == 20
    with pytest.raises(ArgumentError, match="more than n"):
        pair_counts(1, 101, 5, 100, span=4)
    with pytest.raises(ArgumentError, match="span holds nan"):
        pair_counts(1, 2, 5, 100, span=math.nan)


@pytest.mark.parametrize("value", ["the cat", b"the", {"the": 2}, {"the"}, None, [1, 2], tokenise("the cat")])
def test_what_is_no_list_of_words_is_refused(value: Any) -> None:
    """A text would be read letter by letter, and tokens with their places are all different."""
    with pytest.raises(ArgumentError, match="split the text into words first"):
        token_list("tokens", value)


@pytest.mark.parametrize("value", [["a", "b"], ("a", "b"), np.array(["a", "b"]), pd.Series(["a", "b"]), iter("ab")])
def test_any_list_of_words_is_taken(value: Any) -> None:
    """Arrays, Series and iterators of words are lists of words."""
    assert token_list("tokens", value) == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({2021: 50, "x": 50}, "has the term 2021; expected texts"),
        ({math.nan: 1}, "has the term nan"),
        ({1: 2, "1": 7}, "has the term 1"),
        (pd.Series([1], index=pd.MultiIndex.from_tuples([("a", "b")])), r"has the term \('a', 'b'\)"),
        ({"x": "five"}, "holds 'five' for 'x'"),
        ({"x": -1}, "holds -1 for 'x'"),
        ({"x": math.nan}, "holds nan for 'x'"),
        ({"x": 1e300}, r"holds 1e\+300 for 'x'"),
        (pd.Series([1, 2], index=["x", "x"]), "'x' twice"),
        (["x"], "expected a mapping or Series"),
        (pd.DataFrame({"x": [1]}), "of the kind DataFrame; expected a mapping or Series"),
    ],
)
def test_a_faulty_list_is_refused(given: Any, said: str) -> None:
    """No count is lost for the type of its term, and none counted that is none."""
    with pytest.raises(ArgumentError, match=said):
        frequency_list("reference", given)
