"""Properties of the statements table, speed, and bad input."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution.extract import COLUMNS, LanguageWarning, extract_statements
from analysis.attribution.hits import Draft
from analysis.errors import ArgumentError, SourceError
from tests.timing import seconds

INVENTED = Path(__file__).parent / "invented"
WORDS = [
    "said", "told", "reporters", "that", "the premier", "Ms Varn", "Orla Varn", "he", "she", "it", "and", "but", ",", ".", "\n",
    "\n\n", "\u201c", "\u201d", '"', "'", "\u2018", "\u2019", "according to", "adding", "urged", "to go", "Asked whether", ":", "-",
    "(", ")", "called", "a", "harbour", "who", "accused", "of", "as", "described", "?", "\u00ab", "\u00bb", "May 6", "PHOTO: X",
    "VARN:", "\x1f", "\U0001f6a2", "''",
]  # fmt: skip
NEWS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@pytest.mark.filterwarnings("ignore:text seems not to be English")
@given(NEWS | st.text(max_size=200))
def test_spans_are_valid_whatever_the_text(text: str) -> None:
    """Spans are inside the text, in order and apart within a statement, and cover the words reported."""
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


@pytest.mark.filterwarnings("ignore:text seems not to be English")
@settings(max_examples=50, deadline=None)
@given(NEWS)
def test_the_same_text_gives_the_same_table(text: str) -> None:
    """Nothing is kept from one call to the next."""
    pd.testing.assert_frame_equal(extract_statements(text), extract_statements(text))


def test_without_words_the_table_is_stand_off() -> None:
    """With `with_text=False` no word of the text is left in the column `text`."""
    assert "text" not in extract_statements("The premier said it rained.", with_text=False).columns


def test_a_parser_of_the_users_finds_the_statements() -> None:
    """`finder` replaces the rules; an object that cannot be called is refused."""
    text = "The premier said it rained."
    table = extract_statements(
        text, finder=lambda _, sentences: [[Draft([(17, 26)], "parser", 0.9)] for _ in sentences]
    )
    assert table.loc[0, ["text", "rule", "confidence"]].tolist() == ["it rained", "parser", 0.45]
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


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin sagte, der Kanal werde im Juni ge\u00f6ffnet.",
        "La ministre a d\u00e9clar\u00e9 que le canal serait ouvert en juin.",
        "La ministra dijo que el canal se abrir\u00e1 en junio.",
        "\u041c\u0438\u043d\u0438\u0441\u0442\u0440 \u0441\u043a\u0430\u0437\u0430\u043b, \u0447\u0442\u043e \u043a\u0430\u043d\u0430\u043b \u043e\u0442\u043a\u0440\u043e\u044e\u0442.",
        "\u5916\u4ea4\u90e8\u53d1\u8a00\u4eba\u8868\u793a\u8fd0\u6cb3\u5c06\u5f00\u653e\u3002",
    ],
)
def test_a_short_text_in_another_language_gives_a_warning(text: str) -> None:
    """One sentence is enough for the warning, in whatever letters."""
    with pytest.warns(LanguageWarning, match="seems not to be English"):
        extract_statements(text)


def test_columns_of_the_input_are_kept() -> None:
    """Outlet and date follow the statement; a column of the same name is renamed, and a date dates the statements."""
    texts = pd.DataFrame(
        {"text": ["Premier Maud Tessen said it rained."], "outlet": ["Oakport Herald"], "date": ["2031-05-06"]},
        index=["a"],
    )
    row = extract_statements(texts).iloc[0]
    assert row[["outlet", "date", "document_date"]].tolist() == ["Oakport Herald", "2031-05-06", "2031-05-06"]
    assert row["date_basis"].endswith("column 'date' of the table")


def test_an_unknown_role_is_empty() -> None:
    """A speaker whose office is nowhere said has neither a role nor a group."""
    row = extract_statements("Beth Rowe said it rained.").iloc[0]
    assert row[["speaker", "role", "speaker_group"]].tolist() == ["Beth Rowe", "", ""]


def test_the_layout_is_one_of_four() -> None:
    """Another word is refused, and so is a transcript without a label."""
    with pytest.raises(ArgumentError, match="layout"):
        extract_statements("It rained.", layout="debate")
    with pytest.raises(SourceError, match="text has no turn"):
        extract_statements("It rained.", layout="transcript")
    text = "Tom Birk: It rained.\n\nReuters: Why?\n\nTom Birk: It does."
    assert extract_statements(text)["rule"].unique().tolist() == ["transcript"]
    assert "transcript" not in extract_statements(text, layout="news")["rule"].tolist()


def test_texts_of_every_form_give_the_same_table() -> None:
    """A string, a mapping, pairs, a Series and a table of texts are the same articles."""
    text = "The premier said it rained."
    expected = extract_statements(text)
    for texts in (
        {"text": text},
        [("text", text)],
        pd.Series({"text": text}),
        pd.DataFrame({"text": [text]}, index=["text"]),
    ):
        pd.testing.assert_frame_equal(extract_statements(texts), expected)
    with pytest.raises(ArgumentError, match="unit 'a' twice"):
        extract_statements([("a", text), ("a", text)])


def test_restatements_are_labelled_and_not_dropped() -> None:
    """A headline and a caption that repeat the body name the statement that they repeat."""
    text = (
        "Ferry will run within weeks, says Maud Tessen\n\n"
        "Premier Maud Tessen said the ferry would run within weeks. PHOTO: NORTHWIRE\n\n"
        "ARDENNEY \u2013 The ferry will run again within weeks, Premier Maud Tessen said on Tuesday.\n"
    )
    table = extract_statements(text)
    assert table["location"].tolist() == ["headline", "caption", "body"]
    assert table["duplicate_of"].tolist() == ["text-03", "text-03", ""]


def test_a_statement_inside_another_names_it() -> None:
    """The column `within` names the statement whose content has the cue of this one."""
    table = extract_statements("The board, which cites former officials, said they believed that the cost was double.")
    assert table["within"].tolist() == ["", "text-01"]


@pytest.mark.parametrize(
    ("said", "voice"),
    [
        ("it rained", "indirect"),
        ("it rained \u201call day\u201d", "mixed"),
        ("that \u201cit rained all day long\u201d", "direct"),
    ],
)
def test_voice_is_the_share_of_quoted_words(said: str, voice: str) -> None:
    """All words in quotation marks are direct speech, some mixed, none indirect; a linking word does not count."""
    assert extract_statements(f"The premier said {said}.")["voice"].tolist() == [voice]


@pytest.mark.thorough
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
    text = "the of and to " * 40 + unit * (6_000 // len(unit))
    extract_statements(text[:1000])
    assert seconds(lambda: extract_statements(text * 4)) < 8 * seconds(lambda: extract_statements(text))
