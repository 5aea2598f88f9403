"""Properties of the statements table, speed, and bad input."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.extract import COLUMNS, LanguageWarning, extract_statements
from analysis.errors import ArgumentError
from tests.timing import seconds

INVENTED = Path(__file__).parent / "invented"
WORDS = [
    "said", "told", "reporters", "that", "the premier", "Ms Varn", "Orla Varn", "he", "she", "it", "and", "but", ",", ".", "\n",
    "\n\n", "\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "according to", "adding", "urged", "to go", "Asked whether", ":", "-",
    "(", ")", "called", "a", "harbour", "who", "accused", "of", "as", "described", "?", "\u00ab", "\u00bb", "May 6", "PHOTO: X",
    "VARN:", "\x1f", "\U0001f6a2", "''",
]  # fmt: skip
NEWS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(NEWS | st.text(max_size=200))
def test_spans_are_valid_whatever_the_text(text: str) -> None:
    """Spans lie in the text, are in order and apart within a statement, and give the words reported."""
    table = extract_statements(text)
    assert list(table.columns) == COLUMNS
    for row in table.itertuples():
        at = 0
        for start, end in row.spans:
            assert at <= start < end <= len(text)
            at = end
        assert " … ".join(text[start:end] for start, end in row.spans) == row.text
        for span in (row.source_span, row.cue_span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert 0 <= row.confidence <= 1
        assert row.voice in {"direct", "mixed", "indirect"}


@settings(max_examples=50, deadline=None)
@given(NEWS)
def test_the_same_text_gives_the_same_table(text: str) -> None:
    """Nothing is kept from one call to the next."""
    pd.testing.assert_frame_equal(extract_statements(text), extract_statements(text))


def test_without_words_the_table_is_stand_off() -> None:
    """With `with_text=False` no word of the text is left in the column `text`."""
    assert "text" not in extract_statements("The premier said it rained.", with_text=False).columns


def test_a_parser_of_the_users_finds_the_statements() -> None:
    """`finder` takes the place of the rules; what cannot be called is one sentence."""
    assert extract_statements("The premier said it rained.", finder=lambda _, sentences: [[] for _ in sentences]).empty
    with pytest.raises(ArgumentError, match="finder is 'magic'"):
        extract_statements("The premier said it rained.", finder="magic")  # type: ignore[arg-type]


def test_a_text_that_is_no_string_is_refused() -> None:
    """A missing value among texts is named with its document."""
    with pytest.raises(ArgumentError, match="unit 'b' is None"):
        extract_statements({"a": "x", "b": None})  # type: ignore[dict-item]


def test_another_language_gives_a_warning() -> None:
    """A text in another language is named instead of being silently empty."""
    with pytest.warns(LanguageWarning, match="text seems not to be English"):
        extract_statements("Die Ministerin sagte, der Kanal werde im Juni geöffnet und bleibe offen. " * 8)


def test_a_table_of_countries_without_its_columns_is_refused() -> None:
    """The user's own table of countries must have the columns of ours."""
    with pytest.raises(ArgumentError, match="no column 'demonym'"):
        extract_statements("x", countries=pd.DataFrame({"code": ["VD"], "name": ["Valdoria"]}))


@pytest.mark.filterwarnings("ignore:text seems not to be English")
@pytest.mark.parametrize(
    "unit",
    [
        "The premier said the canal would open in June and the harbour would close. ",
        '"Yes," she said. ',
        "\u201cYes, she said and ",
        "\u2018yes she said ",
        "the minister said that ",
        "Foo, said ",
        "a, ",
        "Aaa Bbb ",
        "He said it is. ",
        "\u201cOpen speech goes on.\n\n",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """Four times the text takes no more than about four times the time, in one paragraph or many."""
    text = "the of and to " * 40 + unit * (12_000 // len(unit))
    extract_statements(text[:1000])
    assert seconds(lambda: extract_statements(text * 4)) < 8 * seconds(lambda: extract_statements(text))
