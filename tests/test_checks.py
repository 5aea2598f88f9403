"""Checks of arguments: what each refuses, and that the sentence names argument, value, rule and next step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import checks
from analysis.errors import ArgumentError

TABLE = pd.DataFrame([[1, 2, 3]], columns=["era", "speaker", "speaker"])


@pytest.mark.parametrize("value", [True, 2.5, "5", None, -1, float("nan")])
def test_a_whole_number_is_none_of_these(value: Any) -> None:
    """Bools, fractions, strings and numbers below the bound are refused."""
    with pytest.raises(ArgumentError, match=r"window is .*expected a whole number of at least 0"):
        checks.whole_number("window", value)


@pytest.mark.parametrize("value", [True, "0.5", None, 0, 1, float("nan"), float("inf")])
def test_a_number_keeps_within_its_bounds(value: Any) -> None:
    """Bounds are exclusive, and NaN lies within none."""
    with pytest.raises(ArgumentError, match="expected a number above 0 and below 1"):
        checks.number("confidence", value, above=0, below=1)


@pytest.mark.parametrize("value", ["the", None, 3, ["the", 1], {1}])
def test_strings_are_a_collection(value: Any) -> None:
    """A single string is not a list of its letters."""
    with pytest.raises(ArgumentError, match=r"without is .*put a single one in brackets"):
        checks.strings("without", value)


@pytest.mark.parametrize("value", ["a text", {"a": 1}, {"a"}, 3, ["a", None], ["a", 2]])
def test_a_list_of_words_has_an_order_and_strings_only(value: Any) -> None:
    """A text that is not split, a set, a mapping and a stray number are refused."""
    with pytest.raises(ArgumentError, match="split the text into words first"):
        checks.string_list("tokens", value)


def test_a_choice_keeps_its_type() -> None:
    """1 is not True, and the error lists what is allowed."""
    assert checks.choice("by", 2, (1, 2)) == 2
    for wrong in (True, "1", 3):
        with pytest.raises(ArgumentError, match=r"by is .*allowed: 1, 2"):
            checks.choice("by", wrong, (1, 2))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: checks.instance("terms", [1], Path), r"terms is \[1\]; expected Path"),
        (lambda: checks.function("value", 3, of="counts"), "value is 3; expected a function of counts"),
        (lambda: checks.label("target", ["a"]), r"target is \['a'\]; expected the label of a group"),
        (lambda: checks.label("target", float("nan")), "target is nan"),
        (lambda: checks.path("file", ""), "file is ''; expected the path"),
        (lambda: checks.path("file", "a\0b"), "file is .*expected the path"),
        (lambda: checks.table("units", [1]), r"units is \[1\]; expected a table"),
        (lambda: checks.table("the units table", TABLE, "era", "voice"), "has no column 'voice'; it has: era, speaker"),
        (lambda: checks.table("units", TABLE, "speaker"), "units has 2 columns 'speaker'"),
        (lambda: checks.column("units", TABLE, 3, argument="by"), "by is 3; expected the name of a column of units"),
        (lambda: checks.unique("units", pd.Index(["a", "a"]), what="id"), "units has the id 'a' twice"),
        (lambda: checks.counts("a", ["x"]), r"a is \['x'\]; expected counts"),
        (lambda: checks.counts("a", [1, -1]), "a has -1.0; expected counts of 0 or more"),
        (lambda: checks.counts("a", [float("nan")]), "a has nan"),
        (lambda: checks.counts("a", 2.0**54), "at most 2\\^53"),
    ],
)
def test_each_refusal_is_one_sentence(call: Any, said: str) -> None:
    """Argument, value, what is allowed, next step."""
    with pytest.raises(ArgumentError, match=said) as caught:
        call()
    assert "\n" not in str(caught.value)
    assert str(caught.value).count("; ") >= 1


def test_what_is_right_comes_back() -> None:
    """Checks return what they were given, ready for use."""
    assert checks.counts("a", np.array([True, False])).tolist() == [1.0, 0.0]
    assert checks.label("target", 2021) == 2021
    assert checks.path("file", "x.csv") == Path("x.csv")
    assert checks.shown(np.float64(1.5)) == "1.5"
    assert checks.shown("x" * 99) == f"'{'x' * 56}..."
    assert checks.shown(TABLE) == "a DataFrame"


def test_labels_of_another_type_are_refused() -> None:
    """1 and "1" are two labels, of which none would be found; mixed labels and nothing pass."""
    for some, known in (([1, 2], ["1", "2"]), (["1"], [1, 2])):
        with pytest.raises(ArgumentError, match=r"units has labels of the type .*; expected .*convert one of them"):
            checks.same_kind("units", some, known)
    for some, known in (([1, "1"], ["1"]), ([], ["1"]), (["a"], [])):
        checks.same_kind("units", some, known)


def test_a_whole_number_has_an_end() -> None:
    """Beyond 2^53 no count can be, and arithmetic would fail."""
    assert checks.whole_number("n", 2**53) == 2**53
    with pytest.raises(ArgumentError, match=r"n is .*; expected a whole number of at least 0 and at most 2\^53"):
        checks.whole_number("n", 10**400)
