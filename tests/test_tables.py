"""Writing tables: the same content has the same bytes, whole or not at all."""

from __future__ import annotations

import math
from pathlib import Path
from unittest.mock import Mock

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError, CodebookError, DataError, OutputError, one_of
from analysis.tables import (
    csv_bytes,
    digest,
    read_bytes_file,
    read_csv,
    read_text_file,
    round_significant,
    write_bytes,
)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e100, max_value=1e100))
def test_rounding_is_stable_and_close(value: float) -> None:
    """Rounding twice changes nothing more, and the error is below half of the sixth digit."""
    rounded = round_significant(value)
    assert round_significant(rounded) == rounded
    assert abs(rounded - value) <= 5.001e-6 * abs(value)


def test_what_is_no_finite_number_stays() -> None:
    """NaN, infinities and zero are left alone."""
    assert math.isnan(round_significant(math.nan))
    assert round_significant(math.inf) == math.inf
    assert round_significant(0.0) == 0.0


def test_bytes_do_not_hang_on_the_last_bits() -> None:
    """Two tables that differ beyond the sixth digit have the same bytes; integers stay exact."""
    one, two = (pd.DataFrame({"x": [0.1 + add], "n": [123456789]}) for add in (0.0, 1e-12))
    assert csv_bytes(one) == csv_bytes(two) == b"x,n\n0.1,123456789\n"


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Words that look like missing values are words, empty cells are missing."""
    table = pd.DataFrame({"term": ["NA", "000", "a,b"], "value": [1.5, None, 2.0]})
    write_bytes(tmp_path / "t.csv", csv_bytes(table))
    assert read_csv(tmp_path / "t.csv", text=("term",)).equals(table.astype({"term": "str"}))


def test_an_interrupted_write_leaves_the_old_file_and_is_cleaned_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the move fails the old content stays; the leftover part goes with the next write."""
    path = tmp_path / "t.csv"
    write_bytes(path, b"old")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    write_bytes(path, b"new")
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"new"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The path and the reason are in the sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"x\.csv cannot be written: .*; choose a folder"):
        write_bytes(tmp_path / "file" / "x.csv", b"")


def test_digests_and_closed_lists() -> None:
    """The digest is SHA-256, and a closed list is shown sorted."""
    assert digest(b"").startswith("e3b0c442")
    assert str(one_of("by", "x", {"b", "a"})) == "by is 'x'; allowed: a, b; pass one of these"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a path through a file, what is no path, a missing file and other bytes are one sentence each."""
    (tmp_path / "a.txt").write_bytes(b"\xff\xff")
    for path in (tmp_path, tmp_path / "a.txt" / "b"):
        with pytest.raises(DataError, match=r"cannot be read: .*; expected a list"):
            read_bytes_file(path, what="a list")
    for wrong in ("\0", 5):
        with pytest.raises(ArgumentError, match="path is"):
            read_bytes_file(wrong, what="a list")  # type: ignore[arg-type]
    with pytest.raises(DataError, match=r"none\.csv is missing from"):
        read_bytes_file(str(tmp_path / "none.csv"), what="a list")
    with pytest.raises(CodebookError, match=r"a\.txt is not UTF-8 .byte 0.; expected a list"):
        read_text_file(tmp_path / "a.txt", what="a list", error=CodebookError)


def test_text_has_plain_line_ends_and_no_mark(tmp_path: Path) -> None:
    """A byte order mark, CRLF and lone carriage returns are undone."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text_file(tmp_path / "a.txt", what="a list") == "a\nb\nc\n"


@pytest.mark.parametrize("rows", ["1,mill,x\n", "1,mill,x\n2,weir,y\n", "0,mill,x\n1,weir\n"])
def test_rows_with_more_cells_than_the_header_are_refused(rows: str, tmp_path: Path) -> None:
    """Pandas would take the first cell for an index and so read each column from the wrong place."""
    (tmp_path / "t.csv").write_text("id,term\n" + rows, encoding="utf-8")
    with pytest.raises(DataError, match="more cells than the header"):
        read_csv(tmp_path / "t.csv")
