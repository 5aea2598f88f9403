"""Writing tables: the same content has the same bytes, whole or not at all."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError, one_of
from analysis.files import write_bytes
from analysis.tables import as_text, as_written, csv_bytes, digest, read_csv, round_significant, sheet_bytes


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


def test_digests_and_closed_lists() -> None:
    """The digest is SHA-256, and a closed list is shown sorted."""
    assert digest(b"").startswith("e3b0c442")
    assert str(one_of("by", "x", {"b", "a"})) == "by is 'x'; allowed: a, b; pass one of these"


@pytest.mark.parametrize("rows", ["1,mill,x\n", "1,mill,x\n2,weir,y\n", "0,mill,x\n1,weir\n"])
def test_rows_with_more_cells_than_the_header_are_refused(rows: str, tmp_path: Path) -> None:
    """Pandas would take the first cell for an index and so read each column from the wrong place."""
    (tmp_path / "t.csv").write_text("id,term\n" + rows, encoding="utf-8")
    with pytest.raises(DataError, match="more cells than the header"):
        read_csv(tmp_path / "t.csv")


@given(st.text(st.sampled_from("=+-@'\t\r\n\uff1d1.5ae "), max_size=6))
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    """What a spreadsheet would run is marked, numbers are not, and the mark is undone whatever the cell."""
    marked = as_text(cell)
    assert as_written(marked) == cell
    if marked[:1] in tuple("=+-@\t\r\n\uff1d"):
        float(marked)


def test_a_sheet_has_no_formula_in_cell_or_header() -> None:
    """Cells of strings and the names of columns are marked; numbers, missing cells and other words stay."""
    table = pd.DataFrame({"=x": ["+1+1", "@SUM(A1)", None], "n": [-1.5, 2.0, 3.0], "same": ["a", "-2", 5]})
    assert sheet_bytes(table) == b"'=x,n,same\n'+1+1,-1.5,a\n'@SUM(A1),2.0,-2\n,3.0,5\n"
    twice = pd.DataFrame([["=a", "=b"]], columns=["c", "c"])
    assert sheet_bytes(twice) == b"c,c\n'=a,'=b\n"
