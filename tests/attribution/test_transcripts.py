"""Turns, questions and the recognition of a layout."""

from __future__ import annotations

import pytest

from analysis.attribution.names import read_countries
from analysis.attribution.transcripts import layout_of, turns_of
from tests.timing import seconds

COUNTRIES = read_countries()
BRIEFING = (
    "Regular press conference\n\nAFP: Will the toll rise?\n\nWen Tao: It will. (Laughter)\n\nIt must rise in June.\n\n"
    "Hubei Media Group: Two questions. Is it due?\n\nWen Tao: It is."
)


def test_a_turn_runs_to_the_next_label() -> None:
    """All paragraphs up to the next label belong to a turn; notes and the words before the first label do not."""
    said = [" ".join(BRIEFING[a:b] for a, b in turn.spans) for turn in turns_of(BRIEFING, COUNTRIES)]
    assert said == [
        "Will the toll rise?", "It will. It must rise in June.", "Two questions. Is it due?", "It is.",
    ]  # fmt: skip


def test_the_outlet_asks() -> None:
    """A turn of an outlet is a question, that of the person who answers a statement."""
    found = [(turn.speaker.name, turn.kind) for turn in turns_of(BRIEFING, COUNTRIES)]
    assert found == [
        ("AFP", "question"), ("Wen Tao", "statement"), ("Hubei Media Group", "question"), ("Wen Tao", "statement"),
    ]  # fmt: skip


def test_reporters_are_those_whom_one_person_answers() -> None:
    """Named people who ask, and whom the main speaker answers, are reporters; the host is not."""
    text = (
        "CHAIR MOOR.  Good afternoon.\n\nANN RATH.  Thank you.  Tom?\n\nTOM BIRK.  Tom Birk, Oakport Herald.  Will it rise?\n\n"
        "CHAIR MOOR.  It's too early.\n\nBETH ROWE.  And when?\n\nCHAIR MOOR.  In June."
    )
    kinds = [(turn.speaker.name, turn.kind) for turn in turns_of(text, COUNTRIES)]
    assert kinds == [
        ("Moor", "statement"), ("Ann Rath", "statement"), ("Tom Birk", "question"), ("Moor", "statement"),
        ("Beth Rowe", "question"), ("Moor", "statement"),
    ]  # fmt: skip


@pytest.mark.parametrize("alone", ["Tom Birk:", "Tom Birk: (Applause.)"])
def test_a_label_alone_is_no_turn(alone: str) -> None:
    """A label without words after it is left out."""
    assert turns_of(alone, COUNTRIES) == []
    assert len(turns_of(f"{alone}\n\nRuth Alder: Yes.\n\nTom Birk: No.", COUNTRIES)) == 2


def test_the_end_of_a_transcript_is_nobodys() -> None:
    """The line that ends a briefing, and a note of the editors, belong to no turn."""
    text = "Q: Why?\n\nA: It is due.\n\nEND 3:45 P.M.\n\nEditor's note: shortened."
    assert [text[a:b] for turn in turns_of(text, COUNTRIES) for a, b in turn.spans] == ["Why?", "It is due."]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (BRIEFING, "transcript"),
        ("Ruth Alder: The toll will rise.\n\nTom Birk: Nobody will pay.", "transcript"),
        ("Oakport: a town by the sea\n\nThe mayor said the toll would rise. She did not say when.", "news"),
        ("Tom Birk: The toll will rise.", "news"),
        ("FOR IMMEDIATE RELEASE\n\nThe mayor lowers the toll.", "release"),
        ("The mayor spoke for an hour.\n\n" * 9 + "BIRK: No.\n\nALDER: Yes.", "news"),
        ("", "news"),
    ],
)
def test_a_layout_is_recognised(text: str, layout: str) -> None:
    """Labels all over are a transcript, a few in a long text are not; the words of a release show it."""
    found, sure = layout_of(text)
    assert found == layout
    assert 0.5 <= sure <= 1


@pytest.mark.thorough
@pytest.mark.parametrize(
    "unit", ["Tom Birk: Yes.\n", "BIRK: (a (b [c ", "Aa Bb Cc Dd ", "A, ", "Q. ", "AA BB. ", "(", ":\n"]
)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes no more than about four times the time."""
    text = unit * (20_000 // len(unit))
    turns_of(text[:1000], COUNTRIES)
    assert seconds(lambda: turns_of(text * 4, COUNTRIES)) < 8 * seconds(lambda: turns_of(text, COUNTRIES))


def test_a_list_of_those_present_is_no_turn() -> None:
    """Names behind "Participants:" at the top are the cast, which gives last names and offices to the labels below."""
    text = (
        "Participants: Vera Sund (Harbour Party), Otto Kern; moderator: June Pell\n\n"
        "PELL: Good evening. Why now?\n\nSUND: Because it is late.\n\nKERN: It is not.\n\nPELL: Thank you."
    )
    found = turns_of(text, read_countries())
    assert [(turn.speaker.name, turn.kind) for turn in found] == [
        ("June Pell", "question"), ("Vera Sund", "statement"), ("Otto Kern", "statement"), ("June Pell", "statement"),
    ]  # fmt: skip


def test_whoever_asks_more_than_answers_is_the_interviewer() -> None:
    """One question of the person interviewed makes nobody a reporter."""
    asked, answered = ("Is it salt?", "Why?", "Always?"), ("It is.", "Why not? It is the sea.", "Always.")
    text = "\n\n".join(f"Beth Arlen: {ask}\n\nJoss Tier: {say}" for ask, say in zip(asked, answered, strict=True))
    assert [turn.kind for turn in turns_of(text, read_countries())] == ["question", "statement"] * 3
