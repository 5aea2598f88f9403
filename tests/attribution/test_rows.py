"""The rows of statements from turns and from news."""

from __future__ import annotations

import pytest

from analysis.attribution.extract import extract_statements
from analysis.attribution.quotes import find_quotes
from analysis.attribution.rows import voice_of


def test_a_turn_is_a_statement_in_direct_speech() -> None:
    """Its words leave stage notes out, its mention is the label, and it has no cue."""
    text = "TOM BIRK: The toll (Laughter) rises.\n\nREUTERS: Why?\n\nBIRK: It must."
    row = extract_statements(text).iloc[0]
    assert row[["speaker", "speaker_mention", "voice", "cue", "words", "text"]].tolist() == [
        "Tom Birk", "TOM BIRK", "direct", "", 3, "The toll \u2026 rises.",
    ]  # fmt: skip
    assert text[slice(*row["source_span"])] == "TOM BIRK"


@pytest.mark.parametrize(
    ("text", "voice"), [("\u201cNo\u201d", "direct"), ("a \u201cNo\u201d", "mixed"), ("No", "indirect")]
)
def test_voice_of_a_span(text: str, voice: str) -> None:
    """All, some or none of the words are in quotation marks."""
    assert voice_of(text, [(0, len(text))], find_quotes(text)) == voice
