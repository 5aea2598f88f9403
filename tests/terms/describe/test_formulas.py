"""Readability: harder prose is harder; texts in any form; counts that cannot be."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.terms.describe.formulas import readability, readability_of_counts, syllables

TEXTS = {
    "easy": "The cat sat. The dog ran.",
    "hard": "Considerable institutional responsibilities accompany intergovernmental negotiation.",
}


def test_hard_prose_is_harder() -> None:
    """Longer words and sentences raise the grades and lower Flesch."""
    table = readability(TEXTS).set_index("text")
    assert table.loc["easy", "flesch"] > table.loc["hard", "flesch"]
    grades = ["fog", "ari", "flesch_kincaid"]
    assert (table.loc["easy", grades] < table.loc["hard", grades]).all()


def test_the_formulas_are_those_of_the_counts() -> None:
    """Six words of one syllable in two sentences, 18 letters."""
    row = readability({"a": TEXTS["easy"]}).iloc[0]
    assert row[["words", "sentences", "syllables"]].tolist() == [6, 2, 6]
    assert row["flesch"] == pytest.approx(206.835 - 1.015 * 3 - 84.6)
    assert row["fog"] == pytest.approx(0.4 * 3)
    assert row["ari"] == pytest.approx(0.5 * 3 + 4.71 * 18 / 6 - 21.43)


@pytest.mark.parametrize(
    ("word", "beats"), [("cooperate", 3), ("radio", 3), ("nation", 2), ("houses", 2), ("wanted", 2), ("x", 1)]
)
def test_syllables_are_groups_of_vowels(word: str, beats: int) -> None:
    """Silent endings do not count; an estimate, so only plain cases."""
    assert syllables(word) == beats


@pytest.mark.parametrize("texts", [TEXTS, pd.Series(TEXTS), pd.Series(TEXTS).to_frame("text"), list(TEXTS.items())])
def test_texts_come_in_any_form(texts: Any) -> None:
    """Mapping, Series, table and pairs are the same texts; rows are sorted by name, numbers before strings."""
    assert readability(texts).equals(readability(TEXTS))
    assert readability({"b": "The cat.", 2: "The cat.", 1: "The cat."})["text"].tolist() == [1, 2, "b"]


def test_a_text_without_a_word_is_undefined() -> None:
    """No words, no value."""
    table = readability({"none": ""})
    assert table["words"].tolist() == [0]
    assert table[["flesch", "flesch_kincaid", "fog", "ari"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (pd.Series(["One.", "Two."], index=["a", "a"]), "unit 'a' twice"),
        ({"a": None}, "text of unit 'a' is None"),
        (["One."], "texts has 'One.' at position 0"),
    ],
)
def test_faulty_texts_are_refused(texts: Any, said: str) -> None:
    """Each text has one name, and is a string."""
    with pytest.raises(ArgumentError, match=said):
        readability(texts)


def test_negative_counts_are_refused() -> None:
    """No formula takes them."""
    with pytest.raises(ArgumentError, match="a count has -1"):
        readability_of_counts(words=-1, sentences=1, syllables=1, characters=1, long_words=0)
