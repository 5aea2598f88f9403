"""The subject of every cue."""

from __future__ import annotations

import pytest

from analysis.attribution.hits import find_hits
from analysis.attribution.quotes import find_quotes
from analysis.attribution.sentences import sentences_of
from analysis.attribution.subjects import resolve_subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        pytest.param("In one message Friday Ms Varn said it rained.", ["Ms Varn"], id="after an adjunct"),
        pytest.param("Ms Varn, the mayor, said it rained.", ["Ms Varn, the mayor,"], id="apposition"),
        pytest.param("Ms Varn, 54, the mayor, on Sunday said it rained.", ["Ms Varn, 54, the mayor,"], id="age"),
        pytest.param("\u201cIt rained,\u201d said Ms Varn on Monday.", ["Ms Varn"], id="inverted"),
        pytest.param("\u201cIt rained,\u201d said Ida March.", ["Ida March"], id="a month as a name"),
        pytest.param("\u201cIt rained,\u201d said Ms Varn March 4.", ["Ms Varn"], id="a date behind a name"),
        pytest.param("\u201cIt rained,\u201d chimed in Ida Varn.", ["Ida Varn"], id="inverted, two words"),
        pytest.param("\u201cIt rained,\u201d Ida Varn shot back at noon.", ["Ida Varn"], id="two words, not inverted"),
        pytest.param("It rained, according to the board of Ardenney.", ["the board of Ardenney"], id="according to"),
        pytest.param("Ms Varn welcomed rain and said it was late.", ["Ms Varn"] * 2, id="shared"),
        pytest.param(
            "Two men who refused to be named said it rained.", ["Two men who refused to be named"], id="relative"
        ),
        pytest.param(
            "Ms Varn left, but Ms Marrow has refused, saying it rained.", ["Ms Marrow"], id="of a later clause"
        ),
        pytest.param("The plan was called a failure.", [], id="passive"),
    ],
)
def test_subjects_by_the_order_of_words(text: str, subjects: list[str]) -> None:
    """The subject is on the left, on the right when inverted, or that of the cue before."""
    (s,) = sentences_of(text, 0, len(text), find_quotes(text))
    found = [hit.subject for hit in resolve_subjects(s, find_hits(s))]
    assert [text[s.start[a] : s.end[b - 1]] for a, b in filter(None, found)] == subjects


@pytest.mark.parametrize(
    "text",
    [
        "If Ms Varn says the rain must stop, it will.",
        "Boats will leave if Ms Varn says so tomorrow.",
        "When Ms Varn says the rain may stop, sailors listen.",
        "Should Ms Varn say the rain must stop, it will.",
        "Had Ms Varn said it rained, we would have left.",
        "Did Ms Varn say it rained?",
        "It is unclear whether Ms Varn said it rained.",
        "Provided that Ms Varn agrees that it rained, we leave.",
        "Whether or not Ms Varn says it rained, we leave.",
        "Nobody said it rained.",
        "Nobody in Oakport told the council that it rained.",
        "Neither Ms Varn nor Mr Marrow said it rained.",
    ],
)
def test_what_nobody_is_reported_to_have_said_has_no_subject(text: str) -> None:
    """A condition, a question and a denial report no words."""
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    assert resolve_subjects(sentence, find_hits(sentence)) == []


def test_a_time_in_the_past_is_no_condition() -> None:
    """Words are reported by "when she said", and none by "when she says"."""
    text = "The boats were out when Ms Varn said it rained."
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    assert len(resolve_subjects(sentence, find_hits(sentence))) == 1


def test_a_day_after_the_verb_is_no_speaker() -> None:
    """With the age between commas, the name before the verb is the subject, and not Monday."""
    text = '"It rained," Varn, 54, said Monday.'
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    (hit,) = resolve_subjects(sentence, find_hits(sentence))
    assert hit.subject is not None
    assert sentence.words[hit.subject[0]] == "Varn"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Birk seeks new mills while vowing not to raise tolls.", "Birk"),
        ("Harbour guild cuts tolls while pledging to keep them.", "Harbour guild"),
        ("In June, guild leaders visit Birk while insisting that tolls must fall.", "guild leaders"),
        ("Mayor opens canal while warning that it may close.", "Mayor"),
        ("The mayor cut tolls while promising not to raise them again.", "The mayor"),
    ],
)
def test_the_subject_of_a_participle_is_that_of_its_clause(text: str, subject: str) -> None:
    """Headlines have their verbs in the present; what follows these verbs is no part of who speaks."""
    (sentence,) = sentences_of(text, 0, len(text), find_quotes(text))
    hit = resolve_subjects(sentence, find_hits(sentence))[-1]
    assert hit.subject is not None
    assert text[sentence.start[hit.subject[0]] : sentence.end[hit.subject[1] - 1]] == subject
