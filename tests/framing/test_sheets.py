"""Coding sheets: blinded and shuffled on the way out; on the way back nothing that a coder wrote is lost or misplaced."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError, CodebookError, DataError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.schemes import NONE, TONE
from analysis.framing.sheets import coding_sheet, read_key, read_sheet
from analysis.tables import csv_bytes

BOOK = Codebook(tuple(Frame(name, name) for name in ("RED_LINE", "TAIWAN")))
TEXTS = {"u1": "It\u2019s \u201cfine\u201d,\nthey said.", "u2": "Talks\u00a0go on."}
HEAD = "item,text,frames,note\n"
GOOD = HEAD + "item-1,Talks go on.,RED_LINE TAIWAN,\nitem-2,It\u2019s fine.,NONE,\n"
DIGEST = "0123456789ab"


def key_of(*texts: str) -> pd.DataFrame:
    """Return the key of a sheet whose items have these texts, item-1 first; the last unit is u1."""
    digests = [coding_sheet({"u": text}, BOOK)[1]["digest"][0] for text in texts]
    numbers = range(1, len(texts) + 1)
    units = [f"u{len(texts) + 1 - number}" for number in numbers]
    return pd.DataFrame({"item": [f"item-{number}" for number in numbers], "unit": units, "digest": digests})


KEY = key_of("Talks go on.", "It's fine.")
ONE = key_of("a")


def read(folder: Path, sheet: pd.DataFrame | str | bytes, key: pd.DataFrame = KEY, scheme: Any = BOOK) -> pd.DataFrame:
    """Write a coded sheet and read it back."""
    path = folder / "sheet.csv"
    path.write_bytes(
        csv_bytes(sheet) if isinstance(sheet, pd.DataFrame) else sheet.encode() if isinstance(sheet, str) else sheet
    )
    return read_sheet(path, scheme, key)


def test_sheets_are_blind_and_shuffled() -> None:
    """A coder sees no unit name, and another seed yields another order."""
    texts = {f"unit{n}": f"Text {n}." for n in range(30)}
    table, key = coding_sheet(texts, BOOK, seed=1)
    assert not table.astype(str).apply(lambda column: column.str.contains("unit")).to_numpy().any()
    assert dict(zip(key["unit"], table["text"], strict=True)) == texts
    assert list(key["unit"]) != sorted(texts)
    assert list(coding_sheet(texts, BOOK, seed=2)[1]["unit"]) != list(key["unit"])


def test_sheets_take_texts_in_any_form() -> None:
    """A Series, a table and pairs yield the same sheet as a mapping; units become strings."""
    expected = coding_sheet(TEXTS, TONE)
    for texts in (pd.Series(TEXTS), pd.DataFrame({"text": TEXTS}), list(TEXTS.items())):
        for found, wanted in zip(coding_sheet(texts, TONE), expected, strict=True):
            pd.testing.assert_frame_equal(found, wanted)
    assert coding_sheet(pd.Series(["One."], index=[7]), BOOK)[1]["unit"].tolist() == ["7"]


def test_a_good_sheet_is_read(tmp_path: Path) -> None:
    """Frames come back in the coder's order, with the unit's name."""
    found = read(tmp_path, GOOD)
    assert found.to_numpy().tolist() == [["u1", NONE, 1, ""], ["u2", "RED_LINE", 1, ""], ["u2", "TAIWAN", 2, ""]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"\xef\xbb\xbf" + text.replace(",", ";").replace("\n", "\r\n").encode(),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace("RED_LINE TAIWAN", '"red_line; “TAIWAN”"').encode(),
        lambda text: (text + ",,,\n\n").encode(),
        lambda text: text.replace("Talks go on.", '"Talks\ngo on."').encode(),
        lambda text: b"sep=;\r\n" + text.replace(",", ";").replace("\n", "\r\n").encode(),
        lambda text: text.replace("item-", "ITEM-").replace("RED_LINE", "Red_Line").encode(),
    ],
    ids=["bom-semicolon-crlf", "windows", "tabs-utf16", "curly", "empty-rows", "line-break", "sep-line", "other-case"],
)
def test_what_spreadsheets_do_is_undone(tmp_path: Path, damage: Any) -> None:
    """Byte order marks, semicolons, CRLF, curly marks and line breaks in cells change nothing."""
    assert read(tmp_path, damage(GOOD))["frame"].tolist() == [NONE, "RED_LINE", "TAIWAN"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (GOOD.replace("TAIWAN", "ISLAND"), "sheet.csv, line 2: the frame is 'ISLAND'; allowed: .*TAIWAN"),
        (GOOD.replace("item-2", "02. Jan"), "line 3: the item is '02. Jan', which a spreadsheet may have changed"),
        (GOOD.replace("item-2", "item-9"), "line 3: the item is 'item-9'; expected one of 2 items"),
        (GOOD.replace("item-2", "item-1"), "line 3: item-1 is in sheet.csv, line 2 too"),
        (GOOD.replace("NONE", ""), "line 3: item-2 has no code; expected frames or NONE"),
        (GOOD.replace("NONE", "NONE TAIWAN"), "line 3: item-2 has NONE beside frames"),
        (GOOD.replace("item-2,It\u2019s fine.,NONE,\n", ""), "sheet.csv lacks 1 of 2 rows: item-2"),
        (GOOD.replace("item-2,It\u2019s fine.,NONE,", "item-2,Fine."), "line 3: the row has 2 cells; expected 4"),
        (GOOD.replace("frames", "codes"), "line 1: the header is item, text, codes, note; expected"),
        ("", "line 1: the header is empty"),
        (b"PK\x03\x04\0\0", "is not plain text .it may be a workbook."),
        (b"item,frames\n\x81\xff", "neither UTF-8 nor Windows-1252"),
        (f"sep=;\n{GOOD.replace('TAIWAN', 'FOO')}".replace(",", ";"), "line 3: the frame is 'FOO'"),
    ],
    ids=range(13),
)
def test_faults_are_one_sentence_with_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    """An unknown frame, a changed item, missing rows and the like: file, line, value."""
    with pytest.raises(DataError, match=said):
        read(tmp_path, content)


def test_a_cell_that_no_reader_takes(tmp_path: Path) -> None:
    """A quotation mark that is never closed swallows the rest: the line where it opens is named."""
    limit = csv.field_size_limit(1000)
    try:
        with pytest.raises(DataError, match="line 4: field larger than field limit"):
            read(tmp_path, GOOD + '"' + "x" * 2000)
    finally:
        csv.field_size_limit(limit)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{HEAD}item-1,a,RED_LINE,TAIWAN\n", "line 2: the note of item-1 is 'TAIWAN', which is a code"),
        (f"{HEAD}item-1,a,RED_LINE,taiwan none\n", "the note of item-1 is 'taiwan none', which is a code"),
        (f"{HEAD}item-1,a, RED_LINE,TAIWAN,\n", "line 2: the row has 5 cells, the header 4"),
        (f"{HEAD}item-1,a,RED_LINE,TAIWAN,sure\n", "line 2: the row has 5 cells"),
        ("item,text,frames,frames\nitem-1,a,RED_LINE,TAIWAN\n", "line 1: the header has frames twice"),
        (
            "item,text,frames,note,doubt\nitem-1,a,RED_LINE,,some\n",
            "line 2: 'some' is in a column that is not read",
        ),
        ("item,text,frames,note,\nitem-1,a,RED_LINE,,TAIWAN\n", "line 2: 'TAIWAN' is in a column that is not read"),
    ],
    ids=range(7),
)
def test_codes_in_the_wrong_cell_are_told(tmp_path: Path, content: str, said: str) -> None:
    """A lost quotation mark, a second column of frames, words beside the note: nothing is dropped unsaid."""
    with pytest.raises(DataError, match=said):
        read(tmp_path, content, ONE)


def test_notes_come_back(tmp_path: Path) -> None:
    """A note that holds the name of a frame among other words is a note; empty columns do no harm."""
    found = read(tmp_path, "item,text,frames,note,,\nitem-1,a,RED_LINE TAIWAN,or TAIWAN?,,\n", ONE)
    assert found["note"].tolist() == ["or TAIWAN?", "or TAIWAN?"]
    assert found["frame"].tolist() == ["RED_LINE", "TAIWAN"]


@pytest.mark.parametrize(
    "damage",
    [
        str,
        lambda text: text.translate(str.maketrans("\u2019\u201c\u201d\u00a0", '\'"" ')),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"  {text} ",
    ],
    ids=["as-written", "straight-quotes", "crlf", "spaces-around"],
)
def test_what_a_spreadsheet_does_to_texts_is_no_other_text(tmp_path: Path, damage: object) -> None:
    """Quotation marks, line ends and spaces change; sheet and key still belong together."""
    sheet, key = coding_sheet(TEXTS, BOOK)
    sheet["frames"], sheet["text"] = "TAIWAN", sheet["text"].map(damage)
    assert read(tmp_path, sheet, key)["statement"].tolist() == ["u1", "u2"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda sheet: sheet.assign(item=sheet["item"].to_numpy()[::-1]),
        lambda sheet: sheet.assign(text=sheet["text"].to_numpy()[::-1]),
        lambda sheet: sheet.replace("Talks\u00a0go on.", "Talks stop."),
    ],
    ids=["other-key", "one-column-sorted", "edited-text"],
)
def test_a_sheet_that_is_not_of_the_key(tmp_path: Path, damage: object) -> None:
    """Codes would land on other statements: the first row whose text is another is named."""
    sheet, key = coding_sheet(TEXTS, BOOK)
    with pytest.raises(DataError, match=r"the text of item-[12] is not the one written for it"):
        read(tmp_path, damage(sheet.assign(frames="TAIWAN")), key)  # type: ignore[operator]
    with pytest.raises(DataError, match="the header is item, frames; expected item, text, frames"):
        read(tmp_path, sheet.assign(frames="TAIWAN")[["item", "frames"]], key)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: the header is empty; expected item, unit, digest"),
        ("item,unit,digest\n", "has no items"),
        ("item,unit\nitem-1,u1\n", "the header is item, unit; expected item, unit, digest"),
        (
            f"item,unit,digest\nitem-1,u1,{DIGEST}\nITEM-1,u2,{DIGEST}\n",
            "line 3: the item ITEM-1 is in key.csv, line 2",
        ),
        (f"item,unit,digest\nitem-1,u1,{DIGEST}\nitem-2,u1,{DIGEST}\n", "line 3: the unit u1 is in key.csv, line 2"),
        ("item,unit,digest\nitem-1,u1\n", "line 2: the row has 2 cells"),
        (f"item,unit,digest\nitem-1,,{DIGEST}\n", "line 2: the unit is empty"),
        ("item,unit,digest\nitem-1,u1,1.2E+11\n", r"line 2: the digest is '1\.2E\+11', which a spreadsheet"),
        (f"item,unit,digest,x\nitem-1,u1,{DIGEST},y\n", "'y' is in a column that is not read"),
    ],
    ids=range(9),
)
def test_keys_that_cannot_be_used(tmp_path: Path, content: str, said: str) -> None:
    """Empty, without digests, with an item or a unit twice, with rows cut short: named with the line."""
    (tmp_path / "key.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_key(str(tmp_path / "key.csv"))


def test_a_key_is_a_table_or_its_file(tmp_path: Path) -> None:
    """A key that is written and read is the key, and reads the same sheet."""
    path = tmp_path / "key.csv"
    path.write_bytes(csv_bytes(KEY))
    pd.testing.assert_frame_equal(read_key(path), KEY, check_dtype=False)
    (tmp_path / "sheet.csv").write_bytes(GOOD.encode())
    pd.testing.assert_frame_equal(read_sheet(tmp_path / "sheet.csv", BOOK, path), read(tmp_path, GOOD))


@pytest.mark.parametrize(
    "texts",
    [["One."], {"a": "One.", 2: None}, {"a": " "}, {1: "One.", "1": "Two."}],
    ids=["list", "none", "empty", "twice"],
)
def test_what_no_sheet_is_made_of(texts: Any) -> None:
    """A list without units, a unit without text, two units of one name."""
    with pytest.raises(ArgumentError, match="text"):
        coding_sheet(texts, BOOK)


def test_folders_and_wrong_arguments(tmp_path: Path) -> None:
    """A folder is no file; a key has its columns and each unit once; a scheme is a codebook or a scheme."""
    with pytest.raises(DataError, match="it is a folder; expected a coding sheet"):
        read_sheet(tmp_path, BOOK, KEY)
    with pytest.raises(DataError, match="it is a folder; expected the key"):
        read_key(tmp_path)
    with pytest.raises(DataError, match=r"none.csv cannot be read"):
        read_key(tmp_path / "none.csv")
    with pytest.raises(ArgumentError, match="key has no column 'digest'"):
        read(tmp_path, GOOD, KEY.drop(columns="digest"))
    with pytest.raises(ArgumentError, match="key has the unit 'u1' twice"):
        read(tmp_path, GOOD, KEY.assign(unit="u1"))
    with pytest.raises(ArgumentError, match="scheme is 'tone'"):
        coding_sheet(TEXTS, "tone")  # type: ignore[arg-type]


@given(
    st.dictionaries(
        st.text("abc123", min_size=1),
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip),
            st.sampled_from(["RED_LINE", "TAIWAN", "none", "taiwan;red_line"]),
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(0, 99),
    st.sampled_from([",", ";", "\t"]),
)
def test_every_sheet_comes_back(
    tmp_path_factory: pytest.TempPathFactory, units: dict[str, tuple[str, str]], seed: int, mark: str
) -> None:
    """Whatever the texts are, each unit gets the codes that were written beside its text, and no other."""
    sheet, key = coding_sheet({unit: text for unit, (text, _) in units.items()}, BOOK, seed=seed)
    sheet["frames"] = [units[unit][1] for unit in key["unit"]]
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    sheet.to_csv(path, index=False, sep=mark)
    found = read_sheet(path, BOOK, key).groupby("statement")["frame"].agg(";".join).to_dict()
    assert found == {unit: codes.upper() for unit, (_, codes) in units.items()}


def test_codes_with_full_stops_and_spaces(tmp_path: Path) -> None:
    """Ids of a plain dictionary are found in any case and come back as spelled; twins are refused."""
    book = Codebook((Frame("care.virtue", "care"), Frame("Fair Play", "fair")))
    sheet = f"{HEAD}item-1,a,CARE.VIRTUE fair play,\n"
    assert read(tmp_path, sheet, ONE, book)["frame"].tolist() == ["care.virtue", "Fair Play"]
    with pytest.raises(CodebookError, match="differ by case only"):
        read(tmp_path, sheet, ONE, Codebook((Frame("care", "care"), Frame("None", "none"))))


def test_tone_has_exactly_one_code(tmp_path: Path) -> None:
    """A sheet for tone has the column `tone`, one tone an item, and the same checks."""
    sheet, key = coding_sheet(TEXTS, TONE)
    found = read(tmp_path, sheet.assign(tone=["Mixed", "neutral"], note=["hm", ""]), key, TONE)
    assert found.set_index("statement").loc[key["unit"]].to_numpy().tolist() == [["mixed", "hm"], ["neutral", ""]]
    with pytest.raises(DataError, match="line 2: item-1 has mixed, neutral; expected exactly one"):
        read(tmp_path, sheet.assign(tone="mixed neutral"), key, TONE)
    with pytest.raises(DataError, match="expected item, text, frames, note"):
        read(tmp_path, sheet, key)
