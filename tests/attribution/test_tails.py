"""Where the tail of a reporting verb ends: time, place, the person spoken to."""

from __future__ import annotations

import pytest

from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import sentences_of
from analysis.attribution.tails import addressee, find, skip_tail
from tests.attribution.short_article import found


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The mayor said on Saturday that taxes rise.", "that taxes rise."),
        ("The mayor said in a statement that taxes rise.", "that taxes rise."),
        ("The mayor said (again) that taxes rise.", "that taxes rise."),
        ("The mayor said that taxes rise.", "that taxes rise."),
    ],
)
def test_time_and_place_after_a_cue_are_skipped(text: str, rest: str) -> None:
    """The content starts after the adjuncts, wherever they end."""
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    assert text.endswith(rest)
    assert sentence.words[skip_tail(sentence, find(sentence, "said", 0, len(sentence)) + 1)] == "that"


def test_the_person_spoken_to_is_stepped_over() -> None:
    """With "told", the content starts after the one told."""
    text = "The mayor told reporters that taxes rise."
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    at = find(sentence, "told", 0, len(sentence)) + 1
    assert sentence.words[addressee(sentence, at, len(sentence))] == "that"


def test_a_word_that_is_missing_is_found_at_the_end() -> None:
    """The end stands for "nowhere"."""
    text = "The mayor left."
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    assert find(sentence, "stayed", 0, 2) == 2


@pytest.mark.parametrize(
    "cue",
    [
        "said on Saturday", "said in a statement", "said in Oakport on Tuesday", "told Reuters on Monday", "said via Telegram",
        "warned on Monday", "said during a visit to Tarn on Friday", "confirmed to AFP by phone", "said late Sunday",
        "acknowledged in a letter to members on 3 May", "said at a news conference in Oakport on Tuesday",
    ],
)  # fmt: skip
def test_wire_style_has_its_clause_without_that(cue: str) -> None:
    """Day, place, medium and the person spoken to are no words of the speaker, however many there are."""
    assert [text for *_, text in found(f"Mr Lorne {cue} the toll would fall.")] == ["the toll would fall"]
