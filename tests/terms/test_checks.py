"""Arguments of measures: a matrix, counts, frequency lists, texts by name."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.checks import frequency_list, named_texts, numbers, term_matrix


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
    """No count is lost because of the type of its term, and nothing else is counted."""
    with pytest.raises(ArgumentError, match=said):
        frequency_list("reference", given)


def test_texts_are_sorted_by_name() -> None:
    """Numbers before strings; other forms, and a name that occurs twice, are refused."""
    assert named_texts({"b": 1, 2: 2, "a": 3}) == [(2, 2), ("a", 3), ("b", 1)]
    for wrong, said in ((["x"], "expected the words of each text"), (pd.Series([1, 2], index=["a", "a"]), "'a' twice")):
        with pytest.raises(ArgumentError, match=said):
            named_texts(wrong)


def test_a_matrix_has_a_unit() -> None:
    """What is no matrix is refused, and one without a unit unless it is allowed."""
    empty = TermMatrix.from_long(pd.DataFrame(index=[]), pd.DataFrame({"unit": [], "term": [], "count": []}))
    assert term_matrix(empty, empty=True) is empty
    for wrong, said in ((empty, "terms has no unit"), ("a b", "expected a TermMatrix")):
        with pytest.raises(ArgumentError, match=said):
            term_matrix(wrong)
