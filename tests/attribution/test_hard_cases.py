"""The hard cases of attribution, one by one, on sentences of ours."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.extract import extract_statements, layout_table

COUNTRIES = Path(__file__).parent / "invented" / "countries.csv"
HEAD = "Ferry to run again before the summer\n\n"
INTRO = "Premier Maud Tessen opened the canal in Ardenney. Foreign Minister Orla Brennick was there.\n\n"


def statements(text: str, *, intro: str = INTRO) -> pd.DataFrame:
    """Return the statements of a short article whose first paragraph names two people."""
    table = extract_statements(HEAD + intro + text, countries=COUNTRIES)
    return table[table["location"].eq("body")].reset_index(drop=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "\u201cThe door,\u201d Ms Brennick said, \u201cis open.\u201d",
            [("Orla Brennick", "direct", "\u201cThe door,\u201d … \u201cis open.\u201d")],
            id="split around its cue",
        ),
        pytest.param(
            "\u201cThe door is open,\u201d Ms Brennick said. \u201cWalk in.\u201d",
            [("Orla Brennick", "direct", "\u201cThe door is open,\u201d … \u201cWalk in.\u201d")],
            id="carried on after the cue",
        ),
        pytest.param(
            "Ms Tessen said the ferry could run \u201cwithin weeks\u201d.",
            [("Maud Tessen", "mixed", "the ferry could run \u201cwithin weeks\u201d")],
            id="scrap quotation",
        ),
        pytest.param(
            "\u201cBoth sides kept calm,\n\n\u201cand should do so now,\u201d Ms Tessen said.",
            [("Maud Tessen", "direct", "\u201cBoth sides kept calm … \u201cand should do so now,\u201d")],
            id="left open into the next paragraph",
        ),
        pytest.param(
            "Said Ms Tessen: \u201cI would rather read it.\u201d",
            [("Maud Tessen", "direct", "\u201cI would rather read it.\u201d")],
            id="inverted, with a colon",
        ),
        pytest.param(
            "The canal, according to Ms Tessen, will open in June.\n\nThe wool is sold, according to Ms Brennick.",
            [
                ("Maud Tessen", "indirect", "The canal … will open in June"),
                ("Orla Brennick", "indirect", "The wool is sold"),
            ],
            id="according to, after",
        ),
        pytest.param(
            "According to Ms Tessen, the canal will open in June.",
            [("Maud Tessen", "indirect", "the canal will open in June")],
            id="according to, before",
        ),
        pytest.param(
            "Ms Tessen demanded an inquiry, urged ministers to publish the papers and accused the banks of greed.",
            [
                ("Maud Tessen", "indirect", "an inquiry"),
                ("Maud Tessen", "indirect", "ministers to publish the papers"),
                ("Maud Tessen", "indirect", "the banks of greed"),
            ],
            id="a list of demands",
        ),
        pytest.param(
            "The premier said the canal was late. The foreign minister added that it was long.",
            [("Maud Tessen", "indirect", "the canal was late"), ("Orla Brennick", "indirect", "it was long")],
            id="offices stand for people",
        ),
        pytest.param(
            "Ms Tessen welcomed the plan. She said it was good.",
            [("Maud Tessen", "indirect", "the plan"), ("Maud Tessen", "indirect", "it was good")],
            id="pronoun",
        ),
        pytest.param(
            "The finance ministry said in a statement that no tax was planned. Its spokesman denied that a bill was open.",
            [
                ("finance ministry", "indirect", "no tax was planned"),
                ("spokesman (unnamed)", "indirect", "a bill was open"),
            ],
            id="a ministry and its spokesman",
        ),
        pytest.param(
            "Two officials who asked not to be named said a draft existed.",
            [("officials (unnamed)", "indirect", "a draft existed")],
            id="unnamed officials",
        ),
        pytest.param(
            "Asked whether the wool would be taxed, Ms Brennick replied: \u201cAsk the ministry.\u201d",
            [
                ("reporter (unnamed)", "indirect", "whether the wool would be taxed"),
                ("Orla Brennick", "direct", "\u201cAsk the ministry.\u201d"),
            ],
            id="a reporter's question",
        ),
        pytest.param(
            "The report, which cites former officials, said they believed that the cost was double.",
            [
                ("report", "indirect", "they believed that the cost was double"),
                ("officials (unnamed)", "indirect", "the cost was double"),
            ],
            id="nested",
        ),
        pytest.param(
            "Noting that storms had doubled since May, Ms Tessen proposed a weather station.",
            [
                ("Maud Tessen", "indirect", "storms had doubled since May"),
                ("Maud Tessen", "indirect", "a weather station"),
            ],
            id="noting that",
        ),
        pytest.param(
            "Valdoria has called for a new treaty, seeking calm.",
            [("Valdoria (collective)", "indirect", "a new treaty")],
            id="a country as speaker",
        ),
        pytest.param(
            "The play \u201cA Harbour in Winter\u201d opened on Monday, and the so-called \u2018wool war\u2019 isn\u2019t over.",
            [],
            id="titles and scare quotes are no speech",
        ),
    ],
)
def test_hard_case(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Speaker, voice and content are right where attribution is hard."""
    table = statements(text)
    assert list(zip(table["speaker"], table["voice"], table["text"].str.split().str.join(" "), strict=True)) == expected


def test_question_is_told_from_statement() -> None:
    """What a reporter asked is a question, and its speaker is no official."""
    table = statements("Asked whether the wool would be taxed, Ms Brennick said it would not.")
    assert table["kind"].tolist() == ["question", "statement"]
    assert table["speaker_group"].tolist() == ["other", "official"]


def test_adviser_does_not_speak_for_a_government() -> None:
    """Somebody who advises a government is no official, whatever offices stand in the description."""
    table = statements("Professor Ilse Marrow, a regular adviser to the Valdorian parliament, said the plan was thin.")
    assert table[["speaker", "speaker_group"]].to_numpy().tolist() == [["Ilse Marrow", "other"]]


def test_free_indirect_speech_is_flagged_as_doubtful() -> None:
    """A sentence without cue that says what ought to be goes on with the source's words, at low confidence."""
    table = statements("Ms Tessen said the islands had quarrelled. The two islands should set up a joint station soon.")
    assert table["rule"].tolist()[-1] == "free indirect"
    assert table["speaker"].tolist() == ["Maud Tessen", "Maud Tessen"]
    assert table["implicit_source"].tolist() == [False, True]
    assert table["confidence"].iloc[-1] < table["confidence"].iloc[0] / 2


@pytest.mark.parametrize(
    ("verb", "cls"), [("said", "neutral"), ("insisted", "assertive"), ("claimed", "evaluative"), ("urged", "directive")]
)
def test_cue_class(verb: str, cls: str) -> None:
    """The class of the cue verb is told with it."""
    content = "ministers to act" if verb == "urged" else "that the canal was dry"
    table = statements(f"Ms Tessen {verb} {content}.")
    assert table[["cue", "cue_class"]].to_numpy().tolist() == [[verb, cls]]


def test_restatements_are_labelled_and_not_dropped() -> None:
    """Headline and caption that repeat the body say of which statement they are a repetition."""
    text = (
        "Ferry will run within weeks, says Maud Tessen\n\n"
        "Premier Maud Tessen said the ferry would run within weeks. PHOTO: NORTHWIRE\n\n"
        "ARDENNEY \u2013 The ferry will run again within weeks, Premier Maud Tessen said on Tuesday.\n"
    )
    table = extract_statements(text)
    assert table["location"].tolist() == ["headline", "caption", "body"]
    assert table["duplicate_of"].tolist() == ["text-03", "text-03", ""]


def test_furniture_is_labelled() -> None:
    """Sign-in lines, credits, related links and footers get labels; a statement in a related link says so."""
    text = (Path(__file__).parent / "invented" / "harbour_talks.txt").read_text("utf-8")
    labels = layout_table(text).set_index("start")["location"]
    by_line = {text[start:].split("\n")[0]: label for start, label in labels.items()}
    assert by_line["Sign in | Subscribe"] == "furniture"
    assert by_line["The Lowmark Courier"] == "furniture"
    assert by_line["About Us"] == "furniture"
    related = extract_statements(text).query("location == 'related_link'")
    assert related["speaker"].tolist() == ["Orla Brennick"]


def test_transcript_turns_have_their_speakers() -> None:
    """A page of questions and answers is taken turn by turn."""
    text = "Transcript of the weekly briefing\n\nTESSEN: The canal is late.\n\nREPORTER: Why is it late?\n"
    table = extract_statements(text)
    assert table[["speaker_mention", "rule"]].to_numpy().tolist() == [
        ["TESSEN", "transcript"],
        ["REPORTER", "transcript"],
    ]


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        (
            "Canal opens at last today\n\nUpdated 14 March 2032\n\nThe premier said it was late.",
            "2032-03-14",
            "article: full date",
        ),
        (
            "Canal opens at last today\n\nThe premier said on May 6 that it was late.",
            "--05-06",
            "day named beside the cue",
        ),
        ("Canal opens at last today\n\nThe premier said it was late.", "", "article: no date"),
    ],
)
def test_dates_are_proposed_with_their_basis(text: str, date: str, basis: str) -> None:
    """The day of a statement comes with the words on which it rests, and is empty where nothing is known."""
    row = extract_statements(text).iloc[0]
    assert row["date"] == date
    assert row["date_basis"].startswith(basis)
