"""Rows of tables: every fault is one sentence with its place, and spreadsheets' habits are read."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from analysis.corpus.reading import read_texts
from analysis.corpus.rows import MissingColumnError, read_rows
from analysis.errors import SourceError


def _csv(folder: Path) -> Path:
    path = folder / "c.csv"
    path.write_text("group,text,text\np,alpha beta,gamma\n", encoding="utf-8")
    return path


def _parquet(folder: Path) -> Path:
    path = folder / "c.parquet"
    table = pa.table([["p"], ["alpha beta"], ["gamma"]], names=["group", "text", "text"])
    pq.write_table(table, path)
    return path


@pytest.mark.parametrize("write", [_csv, _parquet], ids=["csv", "parquet"])
def test_a_doubled_header_is_refused(write: Callable[[Path], Path], tmp_path: Path) -> None:
    """Which of two columns of one name is meant cannot be known; other doubled columns harm nothing."""
    path = write(tmp_path)
    with pytest.raises(SourceError, match="has 2 columns 'text'; expected one"):
        list(read_texts(path))
    assert list(read_texts(path, text="group", by="group")) == [("1", "p", "p")]


@pytest.mark.parametrize("length", [10, 50_000])
def test_deep_json_is_no_row(length: int, tmp_path: Path) -> None:
    """A line nested beyond any limit is named, however deep."""
    path = tmp_path / "deep.jsonl"
    path.write_text("[" * length + "]" * length + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 1"):
        list(read_texts(path))


def test_two_files_read_by_turns(tmp_path: Path) -> None:
    """Long cells are read in both, and the limit of the process is as before."""
    usual = csv.field_size_limit()
    paths = [tmp_path / name for name in ("a.csv", "b.csv")]
    for path in paths:
        path.write_text(f"group,text\nx,{'w ' * 100_000}\ny,short\n", encoding="utf-8")
    first, second = (read_texts(path, by="group") for path in paths)
    rows = [row for pair in zip(first, second, strict=True) for row in pair]
    assert len(rows) == 4
    assert csv.field_size_limit() == usual


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'text,group\nred,x\nred,y\n"a"b,x\n', r"t\.csv, line 4: no readable CSV"),
        (b'text,group\n"red,x\n', r"t\.csv, line 2: no readable CSV"),
        (b"text,group\nred,x\nred\n", r"t\.csv, row 2 \(line 3\): the row has 1 cells"),
        (b"text,group\n", r"t\.csv has no rows"),
        (b"", r"t\.csv is empty; expected a header"),
    ],
)
def test_the_line_at_fault_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    """The line is the one that an editor shows."""
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read_texts(tmp_path / "t.csv"))


def test_letters_that_are_none_are_told_in_every_format(tmp_path: Path) -> None:
    """Bytes of another encoding in a Parquet file, and in one file of a folder, named with its group."""
    column = pa.StringArray.from_buffers(2, pa.py_buffer(np.array([0, 1, 2], "i4").tobytes()), pa.py_buffer(b"\xffb"))
    pq.write_table(pa.table({"text": column, "group": ["x", "y"]}), tmp_path / "t.parquet")
    with pytest.raises(SourceError, match=r"t\.parquet, rows 1 to 2, is not UTF-8: byte 0 is 0xff"):
        list(read_texts(tmp_path / "t.parquet"))
    (tmp_path / "texts" / "x").mkdir(parents=True)
    (tmp_path / "texts" / "x" / "a.txt").write_bytes(b"caf\xe9")
    with pytest.raises(SourceError, match=r"^x.a\.txt is not UTF-8"):
        list(read_texts(tmp_path / "texts"))


def _faulty(folder: Path) -> dict[str, tuple[Path, str]]:
    def write(name: str, content: bytes) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    good = json.dumps({"group": "p", "text": "a"}).encode()
    empty = folder / "nothing"
    empty.mkdir()
    mixed = folder / "mixed" / "p"
    mixed.mkdir(parents=True)
    (mixed / "x.txt").write_bytes(b"caf\xe9")
    return {
        "ending": (write("corpus.sav", b""), r"ending '\.sav'; allowed: \.csv"),
        "missing": (folder / "gone.csv", "No such file"),
        "column": (write("a.jsonl", b'{"text": "a"}\n'), "no column 'group'; it has: text"),
        "no text": (write("b.jsonl", b'{"text": 5, "group": "p"}\n'), "line 1: text is 5"),
        "no group": (write("c.jsonl", b'{"text": "a", "group": ""}\n'), "group is empty"),
        "no json": (write("d.jsonl", good + b"\n\n{no\n"), "line 3: no JSON"),
        "no object": (write("e.jsonl", b"[1]\n"), "got list"),
        "encoding": (write("f.jsonl", good + b"\n" + good.replace(b"a", b"\xe9", 1)), "line 2, is not UTF-8: byte"),
        "cells": (write("g.csv", b"group,text\np,a,b\n"), "line 2\\): the row has 3 cells"),
        "quote": (write("h.csv", b'group,text\np,"a\n'), "no readable CSV"),
        "parquet": (write("i.parquet", b"PAR1 half"), "not a whole Parquet file"),
        "folder": (empty, r"no \.txt or \.html file in a subfolder"),
        "mixed encodings": (folder / "mixed", "x.txt is not UTF-8: byte 3 is 0xe9"),
    }


@pytest.mark.parametrize(
    "fault",
    ["ending", "missing", "column", "no text", "no group", "no json", "no object", "encoding", "cells", "quote",
     "parquet", "folder", "mixed encodings"],
)  # fmt: skip
def test_every_fault_is_one_sentence(fault: str, tmp_path: Path) -> None:
    """Whatever is wrong with a file is reported with its place."""
    path, said = _faulty(tmp_path)[fault]
    with pytest.raises(SourceError, match=said):
        list(read_texts(path))


@pytest.mark.parametrize(
    "content",
    [
        "group;text\np;red, thin\n",
        "group\ttext\np\tred, thin\n",
        'group|text\np|"red, thin"\n',
        'sep=;\r\ngroup;text\r\np;"red, thin"\r\n',
        '\ufeff"Group","TEXT "\np,"red, thin"\n,\n\n',
    ],
    ids=["semicolons", "tabs", "bars", "mark named", "capitals and empty rows"],
)
def test_tables_are_read_as_spreadsheets_write_them(content: str, tmp_path: Path) -> None:
    """Other marks between cells, capitals in the header and empty rows change nothing."""
    path = tmp_path / "t.csv"
    path.write_bytes(content.encode())
    assert list(read_texts(path)) == [("1", "p", "red, thin")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "a"}', "is no JSON list"),
        ("[]", "has no rows"),
        ('["a"]', "entry 1: got str"),
        ('[{"text": "a", "text": "b"}]', "the key 'text' twice"),
        ("[" * 100_000, "no JSON"),
        ("[" + "1" * 5000 + "]", "no JSON"),
        ('[{"text": "a"}, {"id": 1}]', "entry 2: there is no column 'text'; it has: id"),
    ],
)
def test_what_is_no_list_of_objects_is_refused(content: str, said: str, tmp_path: Path) -> None:
    """The entry is named; a key that an object has twice is no choice of the reader's."""
    path = tmp_path / "t.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        list(read_rows(path, {"text": True}, lambda _: None))


def test_a_missing_column_has_a_fault_without_a_next_step(tmp_path: Path) -> None:
    """A command can name its own options instead."""
    path = tmp_path / "t.csv"
    path.write_text("body\nred\n", encoding="utf-8")
    with pytest.raises(MissingColumnError, match="name the columns with text=") as caught:
        list(read_rows(path, {"text": True, "id": False}, lambda _: None))
    assert caught.value.fault == "t.csv: there is no column 'text'; it has: body"


def test_tabs_part_the_cells_of_a_tsv_file(tmp_path: Path) -> None:
    """Commas in a text of a .tsv file are text."""
    path = tmp_path / "a.tsv"
    path.write_text("group\ttext\np\tmill, weir\n", encoding="utf-8")
    assert list(read_rows(path, {"text": True}, lambda _: None)) == [
        ("a.tsv, row 1 (line 2)", {"group": "p", "text": "mill, weir"})
    ]


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    """Cells keep their types, empty rows are none; a value beyond the header and a broken file are refused."""
    path, book = tmp_path / "a.xlsx", Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["day", "text", None], [dt.date(2021, 3, 1), "mill"], [], [True, "weir"], [None, "toll"]):
        sheet.append(cells)
    book.save(path)
    found = list(read_rows(path, {"text": True}, lambda _: None))
    assert [place for place, _ in found] == ["a.xlsx, row 2", "a.xlsx, row 4", "a.xlsx, row 5"]
    assert [row["day"] for _, row in found] == [dt.datetime(2021, 3, 1), True, None]  # noqa: DTZ001
    with pytest.raises(SourceError, match="there is no column 'body'; it has: day, text"):
        list(read_rows(path, {"body": True}, lambda _: None))
    sheet.append(["x", "y", "lost"])
    book.save(path)
    with pytest.raises(SourceError, match="row 6: the cell 'lost' has no header"):
        list(read_rows(path, {"text": True}, lambda _: None))
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(SourceError, match=r"a\.xlsx is not a whole Excel workbook"):
        list(read_rows(path, {"text": True}, lambda _: None))
