"""The day of an article and of a statement."""

from __future__ import annotations

import pytest

from analysis.attribution.dates import date_of_document
from analysis.attribution.extract import extract_statements
from analysis.attribution.layout import blocks_of


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("Updated 14 March 2032\n\nThe premier said it was late.", "2032-03-14", "article: full date"),
        ("The premier said on May 6 that it was late.", "--05-06", "day named beside the cue"),
        (
            "Updated Sept. 14, 2032\n\nThe premier said on May 6 that it was late.",
            "2032-05-06",
            "day named beside the cue; year: full date at the top of the page",
        ),
        ("The premier said on 6 May 2031 that it was late.", "2031-05-06", "day named beside the cue"),
        ("The premier said it was late.", "", "article: no date"),
    ],
)
def test_dates_come_with_their_basis(text: str, date: str, basis: str) -> None:
    """The day of a statement comes with the words that it is based on, and is empty where nothing is known."""
    row = extract_statements(f"Canal opens at last today\n\n{text}").iloc[0]
    assert row["date"] == date
    assert row["date_basis"].startswith(basis)


@pytest.mark.parametrize(
    ("text", "date", "basis"),
    [
        ("It rained on 2031-13-45 and on 2031-05-06 again.", "2031-05-06", "first full date in the text"),
        ("It rained on 6th May and on May 9.", "--05-06", "first day named in the text"),
        ("It rained on 9 Augustus.", "", "no date"),
    ],
)
def test_the_first_day_named_is_the_last_resort(text: str, date: str, basis: str) -> None:
    """Without a date on the page the first day of the text is proposed; an impossible day is not."""
    body = f"Canal opens at last today\n\nThe canal has been open since Monday, said nobody at all.\n\n{text}"
    day = date_of_document(body, blocks_of(body))
    assert day.date == date
    assert day.basis.startswith(basis)
