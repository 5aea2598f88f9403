"""Frequency lists and the small parts of a side."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.terms.compare.sides import frequency_list, placed, status_of, whole
from tests.documents import corpus


def test_a_frequency_list_comes_in_many_kinds() -> None:
    """A mapping, a Series and a matrix have the same counts by term."""
    expected = {"a": 4.0, "b": 6.0}
    for given in (expected, pd.Series(expected), corpus([[1, 2], [3, 4]], 1)):
        assert frequency_list("background", given).to_dict() == expected


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"x": -5, "y": 1}, "has -5 for 'x'"),
        ({"x": math.nan, "y": 1}, "has nan for 'x'"),
        ({"none": 0, "part": 0.5, "most": 2**53, "x": -5}, "has -5 for 'x'"),
        ({"y": 1, "x": 1e300}, r"has 1e\+300 for 'x'"),
        ({"x": "five"}, "has 'five' for 'x'"),
        ({"x": None}, "has None for 'x'"),
        ({1: 5}, "has the term 1;"),
        ({None: 5}, "has the term None"),
        (["x"], r"is \['x'\]; expected counts by term"),
        ("x", "is 'x'; expected counts by term"),
        (pd.Series([1, 2], index=["x", "x"]), "has the term 'x' twice"),
        ({"x": 0}, "has no token"),
    ],
)
def test_a_faulty_list_is_refused_with_its_term(given: Any, said: str) -> None:
    """Counts are numbers of 0 or more, terms are strings, each once."""
    with pytest.raises(ArgumentError, match=f"^background {said}"):
        frequency_list("background", given)


def test_counts_are_integers_where_they_can_be() -> None:
    """A fraction or an unknown number keeps all of them as they are."""
    assert whole(np.array([1.0, 2.0])).dtype == np.int64
    assert whole(np.array([1.5, 2.0])).tolist() == [1.5, 2.0]
    assert np.isnan(whole(np.array([np.nan, 2.0]))[0])


def test_absence_is_said_in_words_and_values_find_their_place() -> None:
    """Of each term whether one side lacks it; terms that a side does not have get the value for none."""
    status = status_of(np.array([1, 0, 2]), np.array([1, 3, 0]), "new", "old")
    assert status.tolist() == ["in both", "absent from new", "absent from old"]
    spread = placed(np.array([1.0, 2.0]), pd.Index(["b", "d"]), np.array(list("abcd"), dtype=object), 0.0)
    assert spread.tolist() == [0, 1, 0, 2]
