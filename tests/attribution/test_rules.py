"""The statements of one sentence: content before a cue, after it, or both."""

from __future__ import annotations

import pytest

from tests.attribution.short_article import found, statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "\u201cThe door,\u201d Ms Brennick said, \u201cis open.\u201d",
            [("Orla Brennick", "direct", "\u201cThe door,\u201d … \u201cis open.\u201d")],
            id="split around its cue",
        ),
        pytest.param(
            "Ms Tessen said the ferry could run \u201cwithin weeks\u201d.",
            [("Maud Tessen", "mixed", "the ferry could run \u201cwithin weeks\u201d")],
            id="part of it quoted",
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
            "The report, which cites former officials, said they believed that the cost was double.",
            [
                ("report", "indirect", "they believed that the cost was double"),
                ("officials (unnamed)", "indirect", "the cost was double"),
            ],
            id="one inside another",
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
            "Whether by road or by sea, Ms Tessen said, the wool would travel.",
            [("Maud Tessen", "indirect", "Whether by road or by sea … the wool would travel")],
            id="a condition before the cue",
        ),
        pytest.param(
            "The play \u201cA Harbour in Winter\u201d opened on Monday, and the so-called \u2018wool war\u2019 isn\u2019t over.",
            [],
            id="titles and scare quotes are not speech",
        ),
    ],
)
def test_content_is_found_where_its_cue_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Speaker, voice and content are right for each place that a cue may have in its sentence."""
    assert found(text) == expected


def test_a_question_is_not_a_statement() -> None:
    """What a reporter asked is a question, and its speaker is not an official."""
    table = statements("Asked whether the wool would be taxed, Ms Brennick replied: \u201cAsk the ministry.\u201d")
    assert table["kind"].tolist() == ["question", "statement"]
    assert table["speaker"].tolist() == ["reporter (unnamed)", "Orla Brennick"]
    assert table["speaker_group"].tolist() == ["other", "official"]


def test_a_cue_that_is_denied_or_possible_is_less_sure() -> None:
    """Confidence orders the rules: a plain statement before one that was not made, and one that may be made."""
    plain, negated, modal = (
        statements(f"Ms Tessen {verb} that the canal was dry.").loc[0, "confidence"]
        for verb in ("said", "did not say", "could say")
    )
    assert plain > negated > modal > 0
