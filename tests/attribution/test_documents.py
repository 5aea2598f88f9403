"""Language, dates and columns of the documents."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution.documents import carried, days_of, seems_english


@pytest.mark.parametrize(
    "text", ["Harbour opens", "Ruth Alder: No.", "", "Premier Tessen met Foreign Minister Brennick.", "\u201cNo.\u201d"]
)
def test_short_english_is_english(text: str) -> None:
    """A headline or two words are not taken for another language."""
    assert seems_english(text)


def test_a_column_of_dates_dates_the_documents() -> None:
    """ISO dates are taken, other cells are not."""
    texts = pd.DataFrame({"text": ["x", "y"], "date": ["2031-05-06", "May"]}, index=["a", "b"])
    assert {unit: day.date for unit, day in days_of(texts).items()} == {"a": "2031-05-06"}


def test_columns_do_not_overwrite_each_other() -> None:
    """A column of the input that has the name of one of ours gets a name before it."""
    texts = pd.DataFrame({"text": ["x"], "words": [3], "document_words": [4]}, index=[7])
    found = carried(pd.DataFrame({"document": ["7"], "words": [1]}), texts, own=["document", "words"])
    assert found.to_dict("records") == [
        {"document": "7", "words": 1, "document_document_words": 3, "document_words": 4}
    ]
