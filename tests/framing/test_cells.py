"""The rows of a CSV file, with everything undone that a spreadsheet does to one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.framing.cells import Row, csv_rows


def rows(folder: Path, content: str | bytes, **options: Any) -> list[Row]:
    """Write a file and read its columns a and, if it has one, b."""
    path = folder / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return csv_rows(path, ("a",), optional=("b",), what="a table", **options)


def test_rows_know_their_lines(tmp_path: Path) -> None:
    """Empty rows are skipped, a cell may have several lines, and a row is where it begins; absent cells are empty."""
    found = rows(tmp_path, 'A,b\n"one\ntwo",x\n,\n\nlast\n')
    assert found == [("t.csv, line 2", {"a": "one\ntwo", "b": "x"}), ("t.csv, line 6", {"a": "last", "b": ""})]
    assert rows(tmp_path, "a\n") == []


@given(st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]), st.booleans())
def test_marks_and_encodings_are_recognised(
    tmp_path_factory: pytest.TempPathFactory, mark: str, encoding: str, named: bool
) -> None:
    """Any mark between cells, named in a first line or not, and any of the usual encodings yield the same cells."""
    content = ("sep=" + mark + "\r\n") * named + f"a{mark}b\r\ncaf\u00e9{mark}2\r\n"
    found = rows(tmp_path_factory.mktemp("cells"), content.encode(encoding))
    assert found == [(f"t.csv, line {2 + named}", {"a": "caf\u00e9", "b": "2"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("b\n1\n", "the header is b; expected a, b"),
        ("a,A\n1,2\n", "the header has a twice"),
        ("b,a\n1\n", "line 2: the row has 1 cells; expected 2"),
        ("a,b\n1,2,3\n", "line 2: the row has 3 cells, the header 2"),
        ("a,c\n1,2\n", "line 2: '2' is in a column that is not read"),
    ],
)
def test_cells_that_would_be_lost_are_refused(tmp_path: Path, content: str, said: str) -> None:
    """A column missing or twice, too few cells, too many, words in another column: the line is named."""
    with pytest.raises(DataError, match=said):
        rows(tmp_path, content)


def test_other_columns_are_left_alone_if_wanted(tmp_path: Path) -> None:
    """A table of texts may have columns of its user."""
    assert rows(tmp_path, "a,c\n1,2\n", others=True) == [("t.csv, line 2", {"a": "1"})]
