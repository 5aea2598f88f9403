"""Reading files and folders: what cannot be read is one sentence, and nothing is left out unsaid."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus.reading import LeftOutWarning, read_texts
from analysis.corpus.stream import count_groups, count_stream
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, DiscourseError, SourceError


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


def test_a_matrix_refuses_doubled_columns() -> None:
    """A table in memory with two columns of texts is answered alike."""
    table = pd.DataFrame([["alpha beta", "gamma", "a"], ["delta", "eps", "b"]], columns=["text", "text", "g"])
    with pytest.raises(ArgumentError, match="the table has 2 columns 'text'; expected one"):
        TermMatrix.from_texts(table)
    units = pd.DataFrame([["a", "b"]], columns=["g", "g"], index=["u"])
    matrix = TermMatrix.from_texts(units.assign(text="x"))
    for call in (lambda: matrix.select(g="a"), lambda: matrix.group("g")):
        with pytest.raises(ArgumentError, match="2 columns 'g'"):
            call()


@pytest.mark.parametrize("length", [10, 50_000])
def test_deep_json_is_no_row(length: int, tmp_path: Path) -> None:
    """A line nested beyond any limit is named, however deep."""
    path = tmp_path / "deep.jsonl"
    path.write_text("[" * length + "]" * length + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 1"):
        list(read_texts(path))


def test_half_characters_are_refused_with_their_row(tmp_path: Path) -> None:
    """A lone surrogate is no text: file and row, text or unit are named, wherever it comes from."""
    path = tmp_path / "half.jsonl"
    path.write_text('{"group": "p", "text": "a"}\n{"group": "p", "text": "x \\ud800 y"}\n', encoding="utf-8")
    half = pd.DataFrame({"text": pd.Series(["x \ud800 y"], dtype=object, index=["u"])})
    said = r"has the half character U\+D800 at position 2"
    with pytest.raises(DiscourseError, match=r"half\.jsonl, row 2 " + said):
        count_stream(path)
    with pytest.raises(ArgumentError, match="text 1 " + said):
        count_groups([("d", "p", "x \ud800 y")])
    with pytest.raises(ArgumentError, match="the text of unit 'u' " + said):
        TermMatrix.from_texts(half)
    with pytest.raises(ArgumentError, match="a term has half a character"):
        TermMatrix.from_texts(half, tokeniser=str.split)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one text in each of two groups."""
    for group in "pq":
        (tmp_path / "corpus" / group).mkdir(parents=True)
        (tmp_path / "corpus" / group / "one.txt").write_text(f"mill {group}", encoding="utf-8")
    return tmp_path / "corpus"


def test_every_text_of_a_folder_is_read(folder: Path) -> None:
    """Endings in capitals, and texts in folders that look like texts, are read; texts beside the groups are told."""
    (folder / "p" / "TWO.TXT").write_text("weir", encoding="utf-8")
    (folder / "q" / "x.txt").mkdir()
    (folder / "q" / "x.txt" / "three.txt").write_text("barn", encoding="utf-8")
    assert [name for name, _, _ in read_texts(folder)] == ["p/TWO.TXT", "p/one.txt", "q/one.txt", "q/x.txt/three.txt"]
    (folder / "readme.txt").write_text("about", encoding="utf-8")
    with pytest.warns(LeftOutWarning, match=r"1 \.txt file\(s\) of .* stand beside its subfolders and are left out"):
        assert len(list(read_texts(folder))) == 4


def test_a_dangling_link_is_said(folder: Path) -> None:
    """A link to a text that is gone is an error and not an absent text."""
    (folder / "p" / "gone.txt").symlink_to(folder / "nowhere.txt")
    with pytest.raises(SourceError, match=r"gone\.txt cannot be read: No such file"):
        list(read_texts(folder))


@pytest.mark.parametrize("path", ["", None, 5, ["a.csv"]])
def test_what_is_no_path_is_refused(path: object) -> None:
    """An empty path is not the current directory, and a number is no path."""
    with pytest.raises(ArgumentError, match="expected a file or a folder of texts; name one"):
        count_stream(path)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\0b.csv"], ids=["long", "null"])
def test_impossible_names_are_said(name: str, tmp_path: Path) -> None:
    """A name that no system takes is one sentence."""
    with pytest.raises(SourceError, match=r"cannot be read: File name too long|does not exist"):
        list(read_texts(tmp_path / name))


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "file in folder", "folder"])
def test_without_rights_the_reason_is_told(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission denied is said as such, and never as a missing or broken file."""
    table = pd.DataFrame({"group": ["p"], "text": ["x"]})
    table.to_csv(folder / "c.csv", index=False)
    table.to_json(folder / "c.jsonl", orient="records", lines=True)
    table.to_parquet(folder / "c.parquet")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    if kind == "folder":
        monkeypatch.setattr(os, "scandir", denied)
    elif kind == "file in folder":
        monkeypatch.setattr(Path, "read_text", denied)
    else:
        monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        list(read_texts(folder if "folder" in kind else folder / f"c.{kind}"))


def test_a_document_without_a_name_is_refused(tmp_path: Path) -> None:
    """An empty cell in the column of documents is named with its row."""
    path = tmp_path / "d.csv"
    path.write_text("group,document,text\np,d,x\np,,y\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"d\.csv, row 2: document is empty"):
        list(read_texts(path, document="document"))


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
    ("cell", "said"), [("NaN", "group is empty"), ("true", "group is True"), ('["b"]', "group is \\['b'\\]")]
)
def test_a_group_that_is_none_is_refused(cell: str, said: str, tmp_path: Path) -> None:
    """What is neither text nor number does not become a group of that name."""
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"group": {cell}, "text": "words"}}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        list(read_texts(path, by="group"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'text,group\nred,x\nred,y\n"a"b,x\n', r"t\.csv, line 4: no readable CSV"),
        (b'text,group\n"red,x\n', r"t\.csv, line 2: no readable CSV"),
        (b"text,group\nred,x\nred\n", r"t\.csv, line 3: the row has not as many cells"),
        (b"text;group\nred;x\n", r"t\.csv parts its cells by ';'; expected commas"),
        (b"text\tgroup\nred\tx\n", r"t\.csv parts its cells by '\\t'; expected commas"),
    ],
)
def test_the_line_at_fault_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    """The line is the one that an editor shows; another mark between cells is named."""
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


@pytest.mark.parametrize("options", [{"by": ["group"]}, {"text": 3}, {"document": 1.5}, {"by": None}])
def test_columns_are_named_by_texts(tmp_path: Path, options: dict[str, Any]) -> None:
    """What cannot be the name of a column is said before the file is opened."""
    with pytest.raises(ArgumentError, match="expected the name of a column"):
        list(read_texts(tmp_path / "no.csv", **options))


@pytest.mark.parametrize("texts", [[("a", "b")], "abc", ["abc"], pd.DataFrame({"a": ["x"]}), None, [("d", float("nan"), "x")],
                                   [("d", "", "x")], [("d", ["x"], "x")]])  # fmt: skip
def test_what_are_no_texts_by_group_is_refused(texts: Any) -> None:
    """Neither letters for documents nor missing groups are counted."""
    with pytest.raises(ArgumentError, match="expected"):
        count_groups(texts)
