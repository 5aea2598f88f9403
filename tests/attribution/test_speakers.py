"""From the words of a mention to one name in the article."""

from __future__ import annotations

import pytest

from tests.attribution.short_article import statements


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "The premier said the canal was late. The foreign minister added that it was long.",
            ["Maud Tessen", "Orla Brennick"],
            id="offices",
        ),
        pytest.param("Ms Tessen welcomed the plan. She said it was good.", ["Maud Tessen"] * 2, id="pronoun"),
        pytest.param(
            "Ms Tessen welcomed the plan. It rained. Orla Brennick smiled. She said it was good.",
            ["Maud Tessen", "Orla Brennick"],
            id="pronoun for the subject of the sentence between",
        ),
        pytest.param(
            "The finance ministry said in a statement that no tax was planned. Its spokesman denied that a bill was open.",
            ["finance ministry", "spokesman (unnamed)"],
            id="a ministry and its spokesman",
        ),
        pytest.param(
            "Two officials who asked not to be named said a draft existed. They said it was short.",
            ["officials (unnamed)"] * 2,
            id="unnamed officials",
        ),
        pytest.param("Valdoria has called for a new treaty.", ["Valdoria (collective)"], id="a country"),
        pytest.param(
            "The newspaper Morning Ledger reported that the canal was dry. The paper said it was old.",
            ["Morning Ledger"] * 2,
            id="a newspaper",
        ),
        pytest.param(
            "A letter from the harbour board said the canal was dry. The board said it was old.",
            ["harbour board"] * 2,
            id="a letter of a body",
        ),
    ],
)
def test_mentions_are_resolved(text: str, speakers: list[str]) -> None:
    """Names, offices, pronouns, bodies and countries become one name for each speaker."""
    assert statements(text)["speaker"].tolist() == speakers


def test_an_adviser_does_not_speak_for_a_government() -> None:
    """Somebody who advises a government is not an official, whatever offices the description names."""
    table = statements("Professor Ilse Marrow, a regular adviser to the Valdorian parliament, said the plan was thin.")
    assert table[["speaker", "speaker_group"]].to_numpy().tolist() == [["Ilse Marrow", "other"]]


def test_an_office_brings_its_country() -> None:
    """Role, country and group come from the words around the name."""
    row = statements("Valdorian Foreign Minister Dario Velmond said the plan was thin.").iloc[0]
    assert row[["speaker", "role", "country", "speaker_group"]].tolist() == [
        "Dario Velmond",
        "Valdorian Foreign Minister",
        "VD",
        "official",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\u201cIt is late,\u201d said Beth Rowe cheerfully from the corner.",
        "\u201cIt is late,\u201d Beth Rowe, visibly tired, told reporters.",
        "\u201cIt is late,\u201d said Beth Rowe, 54, of Tarn.",
        "\u201cIt is late,\u201d said Beth Rowe Monday on behalf of the crew.",
        "Yesterday Beth Rowe said the canal was late.",
        "So Beth Rowe told reporters that the canal was late.",
        "Last Friday Beth Rowe said the canal was late.",
        "Perhaps Beth Rowe said the canal was late.",
        "According to Beth Rowe on Monday, the canal is late.",
        "Chief executive of Tarn Steel Beth Rowe added that the canal was late.",
        "The statement from Beth Rowe said the canal was late.",
        "Beth Rowe's letter said the canal was late.",
        "Then-mayor Beth Rowe said the canal was late.",
        "Valdorian Vice-President Beth Rowe said the canal was late.",
        "The canal is late, according to the mayor, Beth Rowe.",
        "According to the mayor, Beth Rowe, the canal is late.",
        "\u201cIt is late,\u201d Beth Rowe, the mayor of Lowmark, told the Morning Ledger.",
    ],
)
def test_a_name_is_a_name_and_nothing_else(text: str) -> None:
    """Adverbs, adjuncts, days, ages and documents are no part of a name."""
    assert statements(text)["speaker"].tolist() == ["Beth Rowe"]


def test_the_day_of_a_newspaper_is_not_its_name() -> None:
    """A paper has one name on every day of the week."""
    assert statements("The canal was late, said Wednesday's Morning Ledger.")["speaker"].tolist() == ["Morning Ledger"]


@pytest.mark.parametrize(
    ("mention", "speaker", "role"),
    [
        ("Secretary of State Beth Rowe", "Beth Rowe", "Secretary of State"),
        ("Valdorian Secretary of State Beth R. Rowe", "Beth R. Rowe", "Valdorian Secretary of State"),
        ("Secretary of Roads and Water Works Beth Rowe", "Beth Rowe", "Secretary of Roads and Water Works"),
        ("Chancellor of the Exchequer Beth Rowe", "Beth Rowe", "Chancellor of the Exchequer"),
        ("Minister for Foreign Affairs Jan Rowe", "Jan Rowe", "Minister for Foreign Affairs"),
        ("On Monday Director of Canal Safety Beth Rowe", "Beth Rowe", "Director of Canal Safety"),
        ("The chief executive of Tarn Steel Beth Rowe", "Beth Rowe", "chief executive of Tarn Steel"),
        ("Minister of State Beth Rowe of Lowmark", "Beth Rowe", "Minister of State"),
    ],
)
def test_an_office_of_several_words_is_no_part_of_the_name(mention: str, speaker: str, role: str) -> None:
    """What an office is over stands before the name and belongs to the office."""
    found = statements(f"{mention} said the canal was late. Rowe said it was old.")
    assert found["speaker"].tolist() == [speaker, speaker]
    assert found["role"].tolist() == [role, role]


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("The mayor of Lowmark", "mayor (unnamed)"),
        ("A spokesman for the Tarn Guild", "spokesman for the Tarn Guild (unnamed)"),
        ("An aide to Beth Rowe", "aide to Beth Rowe (unnamed)"),
        ("A professor at Tarn University", "professor (unnamed)"),
    ],
)
def test_a_place_or_body_behind_an_office_is_not_who_speaks(mention: str, speaker: str) -> None:
    """Who has an office of, for or at something is not that thing, nor the person whose aide speaks."""
    assert statements(f"{mention} said the canal was late.")["speaker"].tolist() == [speaker]
    named = statements("Beth Rowe, the mayor of Lowmark, said it was late. The mayor of Lowmark said it was old.")
    assert named["speaker"].tolist() == ["Beth Rowe"] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Birk Jr. said the canal was late. Birk said it was old.", "Tom Birk Jr"),
        ("Tarn Steel Inc. said the canal was late.", "Tarn Steel Inc"),
        ("Prime Minister Ali bin Omar al-Birk said the canal was late.", "Ali bin Omar al-Birk"),
        ("Ada Marrow-Birk said the canal was late.", "Ada Marrow-Birk"),
        ("A Ministry of Roads spokesman said the canal was late.", "Ministry of Roads spokesman (unnamed)"),
    ],
)
def test_names_with_full_stops_particles_and_hyphens(text: str, speaker: str) -> None:
    """A full stop, a small particle or a hyphen inside a name does not end it."""
    assert set(statements(text)["speaker"]) == {speaker}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Beth Rowe and Tom Birk said the canal was late. They said it was old.", ["Beth Rowe and Tom Birk"] * 2),
        ("On Monday, Mayor Beth Rowe and Tom Birk said the canal was late.", ["Beth Rowe and Tom Birk"]),
        ("The guild praised Beth Rowe and Tom Birk said the canal was late.", ["Tom Birk"]),
        ("Beth Rowe left and Tom Birk said the canal was late.", ["Tom Birk"]),
        ("France and Spain said the canal was late.", ["France (collective) and Spain (collective)"]),
    ],
)
def test_two_who_speak_together_are_both_named(text: str, speakers: list[str]) -> None:
    """Names joined by "and" at the head of a clause speak together; behind a verb, only the last does."""
    assert statements(text)["speaker"].tolist() == speakers
