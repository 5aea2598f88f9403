"""Cue verbs, as distinct from nouns and adjectives of the same form, and the statements they may make."""

from __future__ import annotations

import pytest

from analysis.attribution.hits import Hit, Scope, find_hits
from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import Sentence, sentences_of


def sentence(text: str) -> Sentence:
    """Return a text of one sentence."""
    (found,) = sentences_of(text, 0, len(text), find_quotes(text))
    return found


def hits(text: str) -> list[Hit]:
    """Return the cues of one sentence."""
    return find_hits(sentence(text))


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Ms Varn claims that it rains.", ["claim"]),
        ("The claims of the board are thin.", []),
        ("The plan to say nothing failed.", []),
        ("The officials say it rains.", ["say"]),
        ("The board called for calm.", ["call for"]),
        ("The office of stated aims is shut.", []),
        ("It is old, according to Ms Varn.", ["according to"]),
        ("She left, adding that it rained.", ["add"]),
        ("The reporting of the storm was late.", []),
        ("The letter read: it rains.", ["read"]),
        ("The new rules of the board are thin.", []),
    ],
)
def test_verbs_and_their_lookalikes(text: str, lemmas: list[str]) -> None:
    """A form is a cue only where its neighbours fit a verb."""
    assert [hit.form.cue.lemma for hit in hits(text)] == lemmas


def test_helpers_are_read_with_the_verb() -> None:
    """Passive, modal and negated cues say so, and begin at the first helper."""
    (passive,), (modal,) = hits("He was asked if it rained."), hits("She would never say that it rained.")
    assert (passive.passive, passive.left, passive.at) == (True, 1, 2)
    assert (modal.modal, modal.negated, modal.passive, modal.left) == (True, True, False, 1)


def test_content_ends_before_the_reporters_next_clause() -> None:
    """A scope stops at the comment of the reporter, and content without words is not a statement."""
    s = sentence("Ms Varn said it rained, citing the board.")
    (hit, *_) = find_hits(s)
    scope = Scope(s, hit, 0, len(s) - 1, len(s))
    draft = scope.rest(hit.right, "that", 0.9)
    assert draft is not None
    assert draft.spans == [(13, 22)]
    assert scope.made([(3, 3)], "that", 0.9) is None
    nothing = sentence("Ms Varn said nothing")
    (hit,) = find_hits(nothing)
    assert Scope(nothing, hit, 0, 4, 4).rest(3, "object", 0.5) is None
