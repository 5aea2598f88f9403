"""Quotation marks: which stretches are quotations, and which marks are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution.quotes import find_quotes
from tests.timing import seconds

MARKS = st.text(alphabet="ab ,.s\n\"'\u201c\u201d\u2018\u2019\u00ab\u00bb`", max_size=120)


def found(text: str) -> list[str]:
    """Return the words of every quotation."""
    return [text[quote.start : quote.end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "the sea is calm" today.', ['"the sea is calm"']),
        ("She said \u201cthe sea is calm\u201d today.", ["\u201cthe sea is calm\u201d"]),
        ("\u00abOne cable,\u00bb he told them.", ["\u00abOne cable,\u00bb"]),
        ("''We can wait,'' he said.", ["''We can wait,''"]),
        ("\u2018We aren\u2019t against it,\u2019 she said.", ["\u2018We aren\u2019t against it,\u2019"]),
        ("The 'wool war' isn't over.", ["'wool war'"]),
        ("the fishermen's union and the ministers' cars", []),
        ("the '60s fountain and rock 'n' roll", []),
        ("\u2018the islanders\u2019 money\u2019 is gone", ["\u2018the islanders\u2019 money\u2019"]),
        ('There was \u201cno proof" of it.', ['\u201cno proof"']),
        (
            "\u201cShe says that \u2018every stone is paid for\u2019.\u201d",
            ["\u201cShe says that \u2018every stone is paid for\u2019.\u201d"],
        ),
        ("A stray mark\u201d closes nothing.", []),
        ("\u201ewe wait\u201c and \u00bbwe sail\u00ab", ["\u201ewe wait\u201c", "\u00bbwe sail\u00ab"]),
        ("\u2039we wait\u203a and \u201awe sail\u2018", ["\u2039we wait\u203a", "\u201awe sail\u2018"]),
        ("\u300cwe wait\u300d and \u301dwe sail\u301e", ["\u300cwe wait\u300d", "\u301dwe sail\u301e"]),
        ("\u201cwe wait,\u201c he said", ["\u201cwe wait,\u201c"]),
        ("A 24\u2033 mast won\u2018t do \u00bb read more", []),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    """Curly, straight, single, double, doubled single marks and guillemets are found; apostrophes are not."""
    assert found(text) == expected


def test_a_missing_closing_mark_holds_to_the_end_of_the_paragraph() -> None:
    """A quotation left open ends with its paragraph, and says that it was not closed."""
    (quote,) = find_quotes("\u201cBoth sides kept their heads that night,")
    assert (quote.start, quote.end, quote.closed) == (0, 40, False)


@given(MARKS)
def test_quotations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    """Whatever the marks, quotations are inside the text, not empty, in order and do not overlap."""
    at = 0
    for quote in find_quotes(text):
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end


@pytest.mark.thorough
def test_time_is_linear_in_the_number_of_marks() -> None:
    """Eight times the marks take far less than eight squared times the time."""
    marks = "\u201cYes, \u2018we said "
    small, large = (seconds(lambda text=marks * count: find_quotes(text)) for count in (5000, 40_000))
    assert large < 32 * small
