"""Texts in every form that a user may hold become the same pairs; anything else is one sentence."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.corpus.texts import text_pairs
from analysis.errors import ArgumentError

PAIRS = [("a", "One."), ("b", "Two.")]


@pytest.mark.parametrize(
    "texts",
    [PAIRS, dict(PAIRS), pd.Series(dict(PAIRS)), pd.DataFrame({"text": dict(PAIRS)}), iter(PAIRS), tuple(PAIRS)],
    ids=["pairs", "mapping", "Series", "DataFrame", "iterator", "tuple"],
)
def test_every_form_becomes_the_same_pairs(texts: Any) -> None:
    """Order and units are kept, whatever holds them."""
    assert text_pairs(texts) == PAIRS


def test_one_string_is_one_text() -> None:
    """A string is not read letter by letter."""
    assert text_pairs("One.") == [("text", "One.")]


def test_parts_of_a_unit_are_allowed_where_asked_for() -> None:
    """Pairs with one unit twice are its parts, or an error."""
    assert text_pairs([("a", "One."), ("a", "Two.")], unique=False) == [("a", "One."), ("a", "Two.")]
    with pytest.raises(ArgumentError, match="unit 'a' twice"):
        text_pairs([("a", "One."), ("a", "Two.")])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (3, "texts has 3"),
        ([3], "texts has 3 at position 0"),
        (["One."], "'One.' at position 0"),
        ({"a": None}, "unit 'a' is None"),
        (pd.Series({"a": 1.5}), r"unit 'a' is 1\.5"),
        ([(None, "One.")], "position 0 of texts is None"),
        ([([], "One.")], "position 0 of texts"),
        (pd.DataFrame({"body": ["x"]}), "no column 'text'"),
        (b"One.", "texts has"),
    ],
)
def test_anything_else_is_one_sentence(texts: Any, said: str) -> None:
    """The sentence names the position or the unit, and the forms that are allowed."""
    with pytest.raises(ArgumentError, match=said):
        text_pairs(texts)
