"""Coding sheets: blinded and shuffled on the way out, and every fault of a spreadsheet on the way back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.errors import DataError
from analysis.framing.sheets import NONE, codebook_sheet, coding_sheet, read_key, read_sheet

KEY = {"item-1": "u2", "item-2": "u1"}
GOOD = "item,text,frames,note\nitem-1,Talks go on.,DIALOGUE TAIWAN,\nitem-2,Fine.,NONE,\n"


def sheet(folder: Path, content: str | bytes) -> Path:
    """Write a sheet."""
    path = folder / "sheet.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def test_sheets_are_blind_and_shuffled() -> None:
    """A coder sees no unit name, and another seed gives another order."""
    texts = {f"unit{n}": f"Text {n}." for n in range(30)}
    table, key = coding_sheet(texts, seed=1)
    assert not table.astype(str).apply(lambda column: column.str.contains("unit")).to_numpy().any()
    assert dict(zip(key["unit"], table["text"], strict=True)) == texts
    assert list(key["unit"]) != sorted(texts)
    assert list(coding_sheet(texts, seed=2)[1]["unit"]) != list(key["unit"])


def test_a_good_sheet_is_read(study: object, tmp_path: Path) -> None:
    """Frames come back in the coder's order, with the unit's name."""
    found = read_sheet(sheet(tmp_path, GOOD), study.codebook, KEY)  # type: ignore[attr-defined]
    assert found.to_numpy().tolist() == [["u1", NONE, 1, ""], ["u2", "DIALOGUE", 1, ""], ["u2", "TAIWAN", 2, ""]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"\xef\xbb\xbf" + text.replace(",", ";").replace("\n", "\r\n").encode(),
        lambda text: text.replace("Fine.", "“It’s fine.”").encode("cp1252"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace("DIALOGUE TAIWAN", '"dialogue; “TAIWAN”"').encode(),
        lambda text: (text + ",,,\n\n").encode(),
        lambda text: text.replace("Talks go on.", '"Talks, many,\nover two lines"').encode(),
        lambda text: b"sep=;\r\n" + text.replace(",", ";").replace("\n", "\r\n").encode(),
        lambda text: text.replace("item-", "ITEM-").replace("DIALOGUE", "Dialogue").encode(),
    ],
    ids=[
        "bom-semicolon-crlf",
        "windows-curly",
        "tabs-utf16",
        "curly-in-cell",
        "empty-rows",
        "line-break-in-cell",
        "sep-line",
        "other-case",
    ],
)
def test_what_spreadsheets_do_is_undone(study: object, tmp_path: Path, damage: object) -> None:
    """Byte order marks, semicolons, CRLF, curly marks and line breaks in cells change nothing."""
    path = sheet(tmp_path, damage(GOOD))  # type: ignore[operator]
    found = read_sheet(path, study.codebook, KEY)  # type: ignore[attr-defined]
    assert found["frame"].tolist() == [NONE, "DIALOGUE", "TAIWAN"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.replace("TAIWAN", "ISLAND"), "sheet.csv, line 2: the frame is 'ISLAND'; allowed: .*TAIWAN"),
        (GOOD.replace("item-2", "02. Jan"), "line 3: the item is '02. Jan', which a spreadsheet may have made of it"),
        (GOOD.replace("item-2", "item-9"), "line 3: the item is 'item-9'; expected one of 2 items"),
        (GOOD.replace("item-2", "item-1"), "line 3: item-1 stands in line 2 too"),
        (GOOD.replace("NONE", ""), "line 3: item-2 has no code; expected frames or NONE"),
        (GOOD.replace("NONE", "NONE TAIWAN"), "line 3: item-2 has NONE beside frames"),
        (GOOD.replace("item-2,Fine.,NONE,\n", ""), "sheet.csv lacks 1 of 2 rows: item-2"),
        (GOOD.replace("item-2,Fine.,NONE,", "item-2,Fine."), "line 3: the row has 2 cells; expected 4"),
        (GOOD.replace("frames", "codes"), "line 1: the header is item, text, codes, note; expected"),
        ("", "line 1: the header is empty"),
        (b"PK\x03\x04\0\0", "is no text .it may be a workbook.; expected a coding sheet as CSV"),
        (b"item,frames\n\x81\xff", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_faults_are_one_sentence_with_line_and_remedy(
    study: object, tmp_path: Path, content: str | bytes, said: str
) -> None:
    """An unknown frame, a mangled item, missing rows and the like: file, line, value, remedy."""
    with pytest.raises(DataError, match=said):
        read_sheet(sheet(tmp_path, content), study.codebook, KEY)  # type: ignore[attr-defined]


def test_a_cell_that_no_reader_takes(study: object, tmp_path: Path) -> None:
    """A quotation mark that is never closed swallows the rest: the line where it opens is named."""
    limit = csv.field_size_limit(1000)
    try:
        with pytest.raises(DataError, match="line 4: field larger than field limit"):
            read_sheet(sheet(tmp_path, GOOD + '"' + "x" * 2000), study.codebook, KEY)  # type: ignore[attr-defined]
    finally:
        csv.field_size_limit(limit)


def test_missing_files_and_keys(tmp_path: Path) -> None:
    """A sheet or a key that is not there, or is another file, is told so."""
    with pytest.raises(DataError, match=r"none.csv is missing"):
        read_key(tmp_path / "none.csv")
    with pytest.raises(DataError, match="expected item, unit"):
        read_key(sheet(tmp_path, GOOD))
    assert read_key(sheet(tmp_path, "item,unit,digest\nitem-1,u2,0123456789ab\n")) == {"item-1": "u2"}


def test_the_coders_codebook_has_no_patterns(study: object) -> None:
    """The coder reads definitions, and is told how to say that there is no frame."""
    table = codebook_sheet(study.codebook)  # type: ignore[attr-defined]
    assert list(table["frame"])[-1] == NONE
    assert "indicators" not in table.columns
