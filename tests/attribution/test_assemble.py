"""Statements that go beyond one sentence."""

from __future__ import annotations

import pytest

from analysis.attribution.extract import extract_statements
from tests.attribution.short_article import found, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "\u201cThe door is open,\u201d Ms Brennick said. \u201cWalk in.\u201d",
            [("Orla Brennick", "direct", "\u201cThe door is open,\u201d … \u201cWalk in.\u201d")],
            id="carried on after the cue",
        ),
        pytest.param(
            "\u201cBoth sides kept calm,\n\n\u201cand should do so now,\u201d Ms Tessen said.",
            [("Maud Tessen", "direct", "\u201cBoth sides kept calm … \u201cand should do so now,\u201d")],
            id="left open into the next paragraph",
        ),
        pytest.param(
            "Ms Tessen said the canal was dry.\n\n\u201cIt has been dry for years.\u201d",
            [
                ("Maud Tessen", "indirect", "the canal was dry"),
                ("Maud Tessen", "direct", "\u201cIt has been dry for years.\u201d"),
            ],
            id="a paragraph that is one quotation",
        ),
    ],
)
def test_quotations_run_on(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A quotation without a cue continues the statement before it."""
    assert found(text) == expected


def test_free_indirect_speech_has_low_confidence() -> None:
    """A sentence without a cue that says what ought to be continues the source's words, at low confidence."""
    table = statements("Ms Tessen said the islands had quarrelled. The two islands should set up a joint station soon.")
    assert table["rule"].tolist()[-1] == "free indirect"
    assert table["speaker"].tolist() == ["Maud Tessen", "Maud Tessen"]
    assert table["implicit_source"].tolist() == [False, True]
    assert table["confidence"].iloc[-1] < table["confidence"].iloc[0] / 2


def test_transcript_turns_have_their_speakers() -> None:
    """A page of questions and answers is read turn by turn."""
    text = "Transcript of the weekly briefing\n\nTESSEN: The canal is late.\n\nREPORTER: Why is it late?\n"
    table = extract_statements(text)
    assert table[["speaker_mention", "rule"]].to_numpy().tolist() == [
        ["TESSEN", "transcript"],
        ["REPORTER", "transcript"],
    ]


def test_a_headline_with_a_colon_is_a_statement() -> None:
    """The words before a colon in a headline are the speaker, those after it the content."""
    row = extract_statements("Premier Tessen: the canal is late\n\nThe canal in Ardenney was closed on Monday.").iloc[0]
    assert row[["rule", "location", "text"]].tolist() == ["colon", "headline", "the canal is late"]
