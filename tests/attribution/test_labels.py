"""Labels of turns in any form, and what looks like one."""

from __future__ import annotations

import pytest

from analysis.attribution.labels import find_labels, find_notes, is_name


def names(text: str) -> list[str]:
    """Return the names in the labels of a text."""
    return [label.name for label in find_labels(text)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Tom Birk:", "Reuters:", ["Tom Birk", "Reuters", "Tom Birk"]),
        ("BIRK:", "QUESTION:", ["BIRK", "QUESTION", "BIRK"]),
        ("RUTH ALDER, MAYOR OF OAKPORT (via Skype):", "Q:", ["RUTH ALDER", "Q", "RUTH ALDER"]),
        ("A:", "Q:", ["A", "Q", "A"]),
        ("A.", "Q.", ["A", "Q", "A"]),
        ("CHAIR MOOR.", "TOM BIRK.", ["CHAIR MOOR", "TOM BIRK", "CHAIR MOOR"]),
        ("Ms. Alder.", "Mr. Birk.", ["Ms. Alder", "Mr. Birk", "Ms. Alder"]),
        ("**Ruth Alder:**", "**Moderator:**", ["Ruth Alder", "Moderator", "Ruth Alder"]),
        ("[00:01:12] Ruth Alder:", "[00:01:19] Tom Birk:", ["Ruth Alder", "Tom Birk", "Ruth Alder"]),
        ("Ruth Alder: (00:05)\n", "Speaker 2: (00:11)\n", ["Ruth Alder", "Speaker 2", "Ruth Alder"]),
        (">> RUTH ALDER:", ">> REPORTER:", ["RUTH ALDER", "REPORTER", "RUTH ALDER"]),
        ("Ruth Alder (Oakport)\n", "Tom Birk\n", ["Ruth Alder", "Tom Birk", "Ruth Alder"]),
        ("MS. ALDER:", "Q   ", ["MS. ALDER", "Q", "MS. ALDER"]),
        ("Tom Birk \u2014", "Sam Dorn \u2014", ["Tom Birk", "Sam Dorn", "Tom Birk"]),
        ("Hon. Tom Birk:", "Some hon. members:", ["Hon. Tom Birk", "Some hon. members", "Hon. Tom Birk"]),
    ],
)
def test_a_label_has_many_forms(first: str, second: str, expected: list[str]) -> None:
    """Capitals, title, office, medium, time, marks of emphasis and a full stop are all forms of a label."""
    assert names(f"{first} The toll rises.\n\n{second} Why now?\n\n{first} It is due.") == expected


@pytest.mark.parametrize(
    "line",
    ["First: the flood.", "Note: it was edited.", "Here's the thing: it rains.", "I've one worry: rain.", "My answer: no.",
     "Look: it rains.", "Key Points: rain.", "Date: 5 May", "Remember: it rains.", "Nobody: not one."],
)  # fmt: skip
def test_what_somebody_says_before_a_colon_is_no_label(line: str) -> None:
    """Adverbs, pronouns, contractions and headings are not names, wherever the line stands."""
    assert names(f"Tom Birk: Good morning.\n{line}\n\n{line}\n\nReuters: Why?\n\nTom Birk: So.") == [
        "Tom Birk", "Reuters", "Tom Birk",
    ]  # fmt: skip


def test_a_name_is_no_pronoun_and_no_heading() -> None:
    """A label is made of words that names have; Mr Price is a name."""
    assert not any(map(is_name, ["He", "They've", "Maybe", "Press release", "What", "and Birk", "", "Everybody"]))
    assert all(map(is_name, ["Jan van der Moor", "MR. PRICE", "THE PRESIDENT", "May", "Speaker 12", "O\u2019Dell"]))


@pytest.mark.parametrize(
    "note",
    ["[applause]", "(CROSSTALK)", "(Laughter)", "(Applause.)", "[00:12:09]", "(inaudible)", "(BEGIN VIDEO CLIP)"],
)
def test_a_stage_note_is_found(note: str) -> None:
    """What happens in the room is found wherever it is written."""
    text = f"The toll {note} rises."
    assert find_notes(text, 0, len(text)) == [(9, 9 + len(note))]


def test_words_in_brackets_are_no_stage_note() -> None:
    """An aside, an acronym and a word put in by an editor are words."""
    text = "We (all of us) in the union (EGU) fear [the] toll."
    assert find_notes(text, 0, len(text)) == []
