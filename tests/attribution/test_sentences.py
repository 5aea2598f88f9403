"""Sentences and tokens of a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import Sentence, sentences_of


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a paragraph."""
    return sentences_of(text, 0, len(text), find_quotes(text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rained. It snowed.", 2),
        ("Dr. Varn came to the U.S. office of Gen. Marrow.", 1),
        ("J. Varn came. He left.", 2),
        ("\u201cIt rained. It snowed,\u201d she said.", 1),
        ("\u201cIt rained.\u201d She left.", 2),
        ("\u2018It rained.\u2019 She left.", 2),
        ("\u2018It rained,\u2019 she said.", 1),
        ("The ferry costs 4.1 crowns.", 1),
        ("It rained in the U.S. The ferry sank.", 2),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    """A stop ends a sentence, but not in an abbreviation, a number or a quotation."""
    assert len(sentences(text)) == count


def test_a_quotation_is_one_token() -> None:
    """Its words are not seen, and its last character before the mark is kept."""
    (sentence,) = sentences("\u201cIt rained,\u201d Ms Varn said.")
    assert sentence.low == ["\u201c", "ms", "varn", "said", "."]
    assert sentence.tail[0] == ","
    assert (sentence.at(3), sentence.at(9), sentence.at(-1)) == ("said", "", "")


@given(st.text(alphabet='aB .,!?"\u201c\u201d\u2019\n', max_size=150))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text, tokens are in order, apart, and none of them is empty."""
    at = 0
    for sentence in sentences(text):
        assert len(sentence) > 0
        for start, end in zip(sentence.start, sentence.end, strict=True):
            assert at <= start < end <= len(text)
            at = end
