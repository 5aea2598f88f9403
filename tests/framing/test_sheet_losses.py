"""Nothing that a coder wrote is lost on the way back, and no code lands on another statement."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError, CodebookError, DataError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.interchange import dictionary_codebook
from analysis.framing.sheets import Key, coding_sheet, read_key, read_sheet, read_tone_sheet, tone_sheet
from analysis.patterns.pattern import Pattern
from analysis.tables import csv_bytes

BOOK = Codebook(tuple(Frame(x, x, "-", "-", x, (Pattern("a"),), (), "-", "") for x in ("RED_LINE", "TAIWAN")))
TEXTS = {"u1": "It\u2019s \u201cfine\u201d,\nthey said.", "u2": "Talks\u00a0go on."}
HEAD = "item,text,frames,note\n"
DIGEST = "0123456789ab"


def written(folder: Path, *, tone: bool = False) -> tuple[pd.DataFrame, Key]:
    """Write sheet and key of two texts, and return the sheet and the key as it is read."""
    sheet, key = coding_sheet(TEXTS, tone=tone)
    (folder / "key.csv").write_bytes(csv_bytes(key))
    return sheet, read_key(folder / "key.csv")


def read(folder: Path, sheet: pd.DataFrame | str, key: dict[str, str]) -> pd.DataFrame:
    """Read a sheet."""
    path = folder / "sheet.csv"
    path.write_bytes(sheet.encode() if isinstance(sheet, str) else csv_bytes(sheet))
    return read_sheet(path, BOOK, key)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{HEAD}item-1,A,RED_LINE,TAIWAN\n", "line 2: the note of item-1 is 'TAIWAN', which is a code"),
        (f"{HEAD}item-1,A,RED_LINE,taiwan none\n", "the note of item-1 is 'taiwan none', which is a code"),
        (f"{HEAD}item-1,a, RED_LINE,TAIWAN,\n", "line 2: the row has 5 cells, the header 4; a comma between two codes"),
        (f"{HEAD}item-1,a,RED_LINE,TAIWAN,sure\n", "line 2: the row has 5 cells"),
        ("item,text,frames,frames\nitem-1,a,RED_LINE,TAIWAN\n", "line 1: the header has frames twice"),
        (
            "item,text,frames,note,doubt\nitem-1,a,RED_LINE,,some\n",
            "line 2: 'some' stands in a column that is not read",
        ),
        ("item,text,frames,note,\nitem-1,a,RED_LINE,,TAIWAN\n", "line 2: 'TAIWAN' stands in a column that is not read"),
    ],
    ids=range(7),
)
def test_codes_in_the_wrong_cell_are_told(tmp_path: Path, content: str, said: str) -> None:
    """A lost quotation mark, a second column of frames, words beside the note: nothing is dropped unsaid."""
    with pytest.raises(DataError, match=said):
        read(tmp_path, content, {"item-1": "u1"})


def test_notes_come_back(tmp_path: Path) -> None:
    """A note that holds the name of a frame among other words is a note; empty columns do no harm."""
    found = read(tmp_path, "item,text,frames,note,,\nitem-1,a,RED_LINE TAIWAN,or TAIWAN?,,\n", {"item-1": "u1"})
    assert found["note"].tolist() == ["or TAIWAN?", "or TAIWAN?"]
    assert found["frame"].tolist() == ["RED_LINE", "TAIWAN"]


def test_the_line_after_a_sep_line_is_counted(tmp_path: Path) -> None:
    """A first line that names the mark between cells is a line of the file."""
    with pytest.raises(DataError, match="line 3: the frame is 'FOO'"):
        read(tmp_path, f"sep=;\n{HEAD}item-1,a,FOO,\n".replace(",", ";"), {"item-1": "u1"})


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
    sheet, key = written(tmp_path)
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
    sheet, key = written(tmp_path)
    with pytest.raises(DataError, match=r"the text of item-[12] is not the one written for it"):
        read(tmp_path, damage(sheet.assign(frames="TAIWAN")), key)  # type: ignore[operator]
    with pytest.raises(DataError, match="the header is item, frames; expected item, text, frames, note"):
        read(tmp_path, sheet.assign(frames="TAIWAN")[["item", "frames"]], key)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: the header is empty; expected item, unit, digest"),
        ("item,unit,digest\n", "has no items"),
        ("item,unit\nitem-1,u1\n", "no column digest.*; write the sheet anew from the same texts with the same seed"),
        (f"item,unit,digest\nitem-1,u1,{DIGEST}\nITEM-1,u2,{DIGEST}\n", "line 3: the item ITEM-1 stands in line 2 too"),
        (f"item,unit,digest\nitem-1,u1,{DIGEST}\nitem-2,u1,{DIGEST}\n", "line 3: the unit u1 stands in line 2 too"),
        ("item,unit,digest\nitem-1,u1\n", "line 2: the row has 2 cells"),
        (f"item,unit,digest\nitem-1,,{DIGEST}\n", "line 2: the unit is empty"),
        ("item,unit,digest\nitem-1,u1,1.2E+11\n", r"line 2: the digest is '1\.2E\+11', which a spreadsheet"),
        (f"item,unit,digest,x\nitem-1,u1,{DIGEST},\n", "the header is item, unit, digest, x"),
    ],
    ids=range(9),
)
def test_keys_that_cannot_be_used(tmp_path: Path, content: str, said: str) -> None:
    """Empty, old, with an item or a unit twice, with rows cut short: told with the line."""
    (tmp_path / "key.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_key(str(tmp_path / "key.csv"))


@pytest.mark.parametrize(
    "texts", [["One."], pd.Series(["One."]), {"a": "One.", 2: "Two."}, {"a": None}, {"a": " "}], ids=range(5)
)
def test_what_no_sheet_is_made_of(texts: object) -> None:
    """A list, a Series, a unit that is no text or has none."""
    with pytest.raises(ArgumentError, match=r"texts (is of the type|has)"):
        coding_sheet(texts)  # type: ignore[arg-type]


def test_folders_and_empty_keys(tmp_path: Path) -> None:
    """A folder is no file, a file no folder, and an empty key reads nothing."""
    for path in (tmp_path, str(tmp_path)):
        with pytest.raises(DataError, match="Is a directory; expected a coding sheet"):
            read_sheet(path, BOOK, {"item-1": "u1"})
        with pytest.raises(DataError, match="Is a directory; expected the key"):
            read_key(path)
    with pytest.raises(ArgumentError, match="key is an empty or other dict"):
        read(tmp_path, HEAD, {})
    with pytest.raises(ArgumentError, match="key has the unit 'u1' for two items"):
        read(tmp_path, HEAD, {"item-1": "u1", "item-2": "u1"})


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
    sheet, key = coding_sheet({unit: text for unit, (text, _) in units.items()}, seed=seed)
    sheet["frames"] = [units[unit][1] for unit in key["unit"]]
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    sheet.to_csv(path, index=False, sep=mark)
    found = read_sheet(path, BOOK, key).groupby("statement")["frame"].agg(";".join).to_dict()
    assert found == {unit: codes.upper() for unit, (_, codes) in units.items()}


def test_frames_of_a_plain_dictionary_can_be_coded(tmp_path: Path) -> None:
    """Ids in small letters with full stops or spaces are found in any case and come back as spelled."""
    book = dictionary_codebook({"care.virtue": ["kind"], "Fair Play": ["fair"]}, source="moral.yml")
    path = tmp_path / "sheet.csv"
    path.write_text(f"{HEAD}item-1,a,CARE.VIRTUE fair play,\n", encoding="utf-8")
    assert read_sheet(path, book, {"item-1": "u1"})["frame"].tolist() == ["care.virtue", "Fair Play"]
    twins = dictionary_codebook({"care": ["kind"], "None": ["no"]}, source="moral.yml")
    with pytest.raises(CodebookError, match="differ by case only"):
        read_sheet(path, twins, {"item-1": "u1"})


def test_tone_has_exactly_one_code(tmp_path: Path) -> None:
    """A sheet for tone has a column of its own, one tone an item, and the same checks."""
    sheet, key = written(tmp_path, tone=True)
    path = tmp_path / "sheet.csv"
    path.write_bytes(csv_bytes(sheet.assign(tone=["Mixed", "neutral"], note=["hm", ""])))
    found = read_tone_sheet(path, key).set_index("statement")
    order = [key[item] for item in sheet["item"]]
    assert found.loc[order].to_numpy().tolist() == [["mixed", "hm"], ["neutral", ""]]
    assert set(tone_sheet()["tone"]) >= set(found["tone"])
    path.write_bytes(csv_bytes(sheet.assign(tone="mixed neutral")))
    with pytest.raises(DataError, match="line 2: item-1 has mixed, neutral; expected exactly one"):
        read_tone_sheet(path, key)
    with pytest.raises(DataError, match="expected item, text, frames, note"):
        read_sheet(path, BOOK, key)
