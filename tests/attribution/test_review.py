"""The sheet for review: what a person changes comes back with valid offsets, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.extract import extract_statements
from analysis.attribution.review import read_review, writable, write_review
from analysis.errors import DataError

TEXTS = {
    "a": "Canal opens at last\n\nPremier Maud Tessen said the canal,\n long closed, would open in June. \u201cAt last,\u201d she said.\n"
}


@pytest.fixture
def statements() -> pd.DataFrame:
    """Return the statements of a short article."""
    return extract_statements(TEXTS)


@pytest.fixture
def sheet(tmp_path: Path, statements: pd.DataFrame) -> Path:
    """Return the sheet written for them."""
    path = tmp_path / "sheet.csv"
    write_review(path, statements, TEXTS)
    return path


def edit(path: Path, row: int, **cells: str) -> None:
    """Change cells of a sheet as a spreadsheet would."""
    table = pd.read_csv(path, encoding="utf-8-sig", dtype="str", keep_default_na=False)
    for column, value in cells.items():
        table.loc[row, column] = value
    table.fillna("").to_csv(path, index=False)


def test_an_untouched_sheet_changes_nothing(sheet: Path, statements: pd.DataFrame) -> None:
    """Writing and reading back yields the same table and an empty list of changes."""
    table, changes = read_review(sheet, statements, TEXTS)
    assert changes.empty
    pd.testing.assert_frame_equal(table, statements, check_dtype=False)


def test_edited_words_get_new_offsets(sheet: Path, statements: pd.DataFrame) -> None:
    """Offsets are found again from the words of the cell, across a line end."""
    edit(sheet, 0, text="the canal, long closed,")
    table, changes = read_review(sheet, statements, TEXTS)
    ((start, end),) = table.loc[0, "spans"]
    assert TEXTS["a"][start:end].split() == ["the", "canal,", "long", "closed,"]
    assert changes["field"].tolist() == ["spans"]


def test_speaker_removed_and_added_rows(sheet: Path, statements: pd.DataFrame) -> None:
    """A new speaker, a statement removed and one added are each listed as a change."""
    edit(sheet, 0, speaker="Orla Varn")
    edit(sheet, 1, keep="no")
    new = {
        "statement": "",
        "keep": "yes",
        "document": "a",
        "text": "opens at last",
        "speaker": "nobody",
        "voice": "indirect",
    }
    edit(sheet, 2, **new, kind="statement", location="headline")
    table, changes = read_review(sheet, statements, TEXTS)
    assert table["speaker"].tolist() == ["Orla Varn", "nobody"]
    assert table.loc[1, "spans"] == [(6, 19)]
    assert changes["field"].tolist() == ["speaker", "keep", "keep"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"text": "words that are not there"}, "row 2: the article has no words"),
        ({"text": ""}, "row 2: text is empty"),
        ({"voice": "loud"}, "row 2: voice is 'loud'"),
        ({"document": "b"}, "row 2: document is 'b'"),
        ({"statement": "a-99"}, "row 2: .*'a-99', which does not exist"),
        ({"statement": "a-02"}, "row 3: .*'a-02', which occurs twice"),
    ],
)
def test_what_cannot_be_right_is_refused_by_row(
    sheet: Path, statements: pd.DataFrame, cells: dict[str, str], said: str
) -> None:
    """A cell that cannot be right is refused by its row."""
    edit(sheet, 0, **cells)
    with pytest.raises(DataError, match=said):
        read_review(sheet, statements, TEXTS)


def test_a_sheet_without_its_columns_is_refused(sheet: Path, statements: pd.DataFrame) -> None:
    """A column deleted in the spreadsheet is named."""
    pd.read_csv(sheet, dtype="str").drop(columns="voice").to_csv(sheet, index=False)
    with pytest.raises(DataError, match="no column 'voice'"):
        read_review(sheet, statements, TEXTS)


def test_a_table_for_a_file_has_no_lists(statements: pd.DataFrame) -> None:
    """Spans become strings that no spreadsheet takes for a date; what is missing becomes an empty string."""
    table = writable(statements.assign(cue_span=None))
    assert table["spans"].str.fullmatch(r"\d+\.\.\d+( \d+\.\.\d+)*").all()
    assert table["source_span"].str.fullmatch(r"(\d+\.\.\d+)?").all()
    assert table["cue_span"].tolist() == [""] * len(statements)
    assert table["implicit_source"].isin(["true", "false"]).all()


def test_a_statement_that_looks_like_a_formula_comes_back(tmp_path: Path) -> None:
    """In the sheet a spreadsheet sees words; read back unchanged, the sheet changes nothing."""
    texts = {"=a": "Premier Maud Tessen said:\n\n\u201c@all: the canal opens in June,\u201d she said.\n"}
    statements = extract_statements(texts)
    path = tmp_path / "sheet.csv"
    write_review(path, statements, texts)
    assert "'=a" in path.read_text(encoding="utf-8")
    again, changes = read_review(path, statements, texts)
    assert changes.empty
    assert again["text"].tolist() == statements["text"].tolist()
