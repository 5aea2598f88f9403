"""Texts that occur twice and texts without words are reported, in memory and on a stream."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.duplicates import DuplicateTextWarning, WordlessTextWarning
from analysis.corpus.stream import count_groups
from analysis.corpus.termmatrix import TermMatrix

ROWS = [("one", "p", 'The mill "hums",\nsays Ann.'), ("two", "q", "Orland’s mill isn’t old.")]


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_duplicates_are_told() -> None:
    """A long text that occurs twice is reported by the name of the second; greetings may recur, on both paths."""
    long = "mill " * 20
    with pytest.warns(DuplicateTextWarning, match="the first is 'copy'"):
        count_groups([*ROWS, ("long", "p", long), ("copy", "q", long)])
    short = pd.DataFrame({"text": ["Good day.", "Good day.", "", ""], "group": list("abab")})
    assert TermMatrix.from_texts(short).totals.sum() == 4
    assert count_groups([(str(at), g, t) for at, (t, g) in enumerate(short.to_numpy())]).sizes.tolist() == [2, 2]


def test_long_duplicates_are_told_in_a_matrix_too() -> None:
    """A long text that occurs twice is reported by its unit; greetings may recur."""
    texts = ["mill " * 30, "Good day.", "Good day.", "mill " * 30]
    with pytest.warns(DuplicateTextWarning, match="tokens or more occur twice, the first is 3"):
        TermMatrix.from_texts(pd.DataFrame({"text": texts}))


def test_texts_without_words_are_told() -> None:
    """They count as documents in memory and on the stream, so both report them."""
    table = pd.DataFrame({"text": ["a b", "...", ""], "group": ["n", "o", "o"]})
    with pytest.warns(WordlessTextWarning, match="have no word, the first is 1: they count as documents"):
        TermMatrix.from_texts(table)
    texts = [(str(at), row.group, row.text) for at, row in enumerate(table.itertuples())]
    with pytest.warns(WordlessTextWarning, match="have no word, the first is '1'"):
        assert count_groups(texts).documents_of.tolist() == [1, 2]
