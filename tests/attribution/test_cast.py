"""Who the labels of a transcript mean."""

from __future__ import annotations

import pytest

from analysis.attribution.cast import is_outlet
from analysis.attribution.names import read_countries
from analysis.attribution.transcripts import turns_of

COUNTRIES = read_countries()


def speakers(text: str) -> list[tuple[str, str]]:
    """Return speaker and role of each turn."""
    return [(turn.speaker.name, turn.speaker.role) for turn in turns_of(text, COUNTRIES)]


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("RUTH ALDER, MAYOR OF OAKPORT (via Skype)", ("Ruth Alder", "Mayor of Oakport")),
        ("Ruth Alder, the mayor of Oakport", ("Ruth Alder", "mayor of Oakport")),
        ("Mayor Ruth Alder", ("Ruth Alder", "Mayor")),
        ("PRIME MINISTER ALDER", ("Alder", "Prime Minister")),
        ("MS. ALDER", ("Alder", "")),
        ("AFP", ("AFP", "media")),
        ("MODERATOR", ("Moderator", "")),
        ("QUESTION", ("reporter (unnamed)", "media")),
        ("Oakport Herald reporter", ("Oakport Herald", "media")),
        ("JAN VAN DER MOOR", ("Jan van der Moor", "")),
    ],
)
def test_a_label_names_a_speaker_with_a_role(label: str, speaker: tuple[str, str]) -> None:
    """Name, office and outlet are told apart, in the case in which they are written in running text."""
    assert speakers(f"{label}: Good morning.\n\nTom Birk: Yes.\n\n{label}: Good.\n\nTom Birk: No.")[0] == speaker


def test_a_last_name_is_the_person_of_that_name() -> None:
    """A last name and an office mean the person who has them in the labels or above the first one."""
    text = "Briefing by Mayor Ruth Alder\n\nTHE MAYOR: One.\n\nTOM BIRK, HARBOUR CHIEF: Two.\n\nBIRK: Three.\n\nALDER: Four."
    assert [name for name, _ in speakers(text)] == ["Ruth Alder", "Tom Birk", "Tom Birk", "Ruth Alder"]


def test_two_people_of_one_last_name_are_not_confused() -> None:
    """A last name that two people have stays as it is."""
    text = "Ruth Alder: One.\n\nJohn Alder: Two.\n\nAlder: Three.\n\nRuth Alder: Four."
    assert [name for name, _ in speakers(text)] == ["Ruth Alder", "John Alder", "Alder", "Ruth Alder"]


def test_capitals_follow_the_text() -> None:
    """A name in capitals is written as the text writes it."""
    text = "MCALDER: I am McAlder.\n\nBIRK: Yes.\n\nMCALDER: Yes."
    assert speakers(text)[0][0] == "McAlder"


def test_an_outlet_is_known_by_name_or_kind() -> None:
    """Agencies are known by name, newspapers by their last word."""
    assert all(map(is_outlet, ["Reuters", "Lowmark Gazette", "BBC News"]))
    assert not any(map(is_outlet, ["Ruth Alder", "Star", "The Mayor"]))


def test_the_holder_of_an_office_is_in_brackets() -> None:
    """The label "The Acting Chair (Ms Rowe)" means the same person as "Ms Rowe"."""
    text = "The Acting Chair (Ms. Rowe): Order.\n\nMs. Rowe: I leave the chair.\n\nMr. Birk: Thank you."
    assert [name for name, _ in speakers(text)] == ["Rowe", "Rowe", "Birk"]


@pytest.mark.parametrize(
    ("note", "speaker"),
    [
        ("Ada Marrow", "Ada Marrow"),
        ("Lowmark North", "Minister"),
        ("France", "Minister"),
        ("Morning Herald", "Minister"),
    ],
)
def test_what_stands_in_brackets_behind_an_office_may_be_no_person(note: str, speaker: str) -> None:
    """A constituency, a country and a paper hold no office."""
    text = f"The Minister ({note}): The canal is open.\n\nTom Birk: When?\n\nThe Minister ({note}): Today."
    assert [name for name, _ in speakers(text)] == [speaker, "Tom Birk", speaker]
