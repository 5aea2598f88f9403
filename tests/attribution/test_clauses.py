"""Subjects of clauses."""

from __future__ import annotations

import pytest

from analysis.attribution.clauses import first_subject, is_verb, last_subject
from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import Sentence, sentences_of


def sentence(text: str) -> Sentence:
    """Return the one sentence of a text."""
    (found,) = sentences_of(text, 0, len(text), find_quotes(text))
    return found


@pytest.mark.parametrize(
    ("text", "stop", "subject"),
    [
        ("The mayor left the hall", None, "The mayor"),
        ("In June, Ms Varn left the hall", None, "Ms Varn"),
        ("She left the hall", None, "She"),
        ("Birk seeks mills while vowing to stay", 4, "Birk"),
        ("Guild leaders visit Birk while vowing to stay", 5, "Guild leaders"),
        ("The mills while vowing to stay", 3, "The mills"),
        ("The mayors", None, None),
    ],
)
def test_the_first_subject_ends_before_its_verb(text: str, stop: int | None, subject: str | None) -> None:
    """Verbs of the present are known only where a participle follows, which is what `stop` says."""
    found = sentence(text)
    span = first_subject(found, stop)
    assert (None if span is None else " ".join(found.words[slice(*span)])) == subject


def test_the_last_clause_has_a_subject_of_its_own() -> None:
    """Behind a link the name or pronoun before the verb is meant."""
    found = sentence("The guild agreed but Ms Varn has refused, saying")
    span = last_subject(found, len(found) - 1, 0)
    assert span is not None
    assert found.words[slice(*span)] == ["Ms", "Varn"]
    assert last_subject(sentence("The guild agreed, saying"), 4, 0) is None
    assert is_verb(found, 2)
    assert not is_verb(found, 1)
