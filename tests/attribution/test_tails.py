"""Where the tail of a reporting verb ends: time, place, the person spoken to."""

from __future__ import annotations

import pytest

from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import sentences_of
from analysis.attribution.tails import addressee, find, skip_tail


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
