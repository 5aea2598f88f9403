"""The checks that all of framing shares: what is 0 or 1, which units there are, what can be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError, CodebookError, DataError
from analysis.framing.checks import (
    checked_codes,
    checked_ratings,
    checked_texts,
    checked_units,
    file_bytes,
    file_text,
)

CODES = pd.DataFrame({"A": [1, 0], "B": [0, 0]}, index=["u1", "u2"])
UNITS = pd.DataFrame({"era": ["x", None], "document": ["d1", "d2"]}, index=["u1", "u2"])


@pytest.mark.parametrize("kind", ["int8", "bool", "float64", "Int64", "boolean", "object"])
def test_codes_of_any_numeric_type_become_whole_numbers(kind: str) -> None:
    """Zeros and ones are the same codes whatever type a table has given them."""
    found = checked_codes("codes", CODES.astype(kind))
    assert found.to_numpy().tolist() == CODES.to_numpy().tolist()
    assert set(found.dtypes) == {np.dtype("int64")}


def test_right_codes_are_not_copied() -> None:
    """The check costs no second table."""
    assert checked_codes("codes", CODES) is CODES


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (CODES * 2, "codes has 2 at unit 'u1', frame 'A'; expected 0 or 1"),
        (CODES.astype(str), "codes has '1' at unit 'u1', frame 'A'"),
        (CODES.replace(0, np.nan), "codes has nan at unit 'u1', frame 'B'"),
        (CODES.astype("Int64").replace(0, pd.NA), "codes has .* at unit 'u1', frame 'B'"),
        (CODES.set_axis(["u1", "u1"]), "codes has the unit 'u1' twice"),
        (CODES.set_axis(["A", "A"], axis=1), "codes has the frame 'A' twice"),
        ([[1, 0]], "codes is of the type list; expected a DataFrame"),
    ],
)
def test_what_is_no_code_is_said(codes: object, said: str) -> None:
    """Another number, a text, a gap, a unit or a frame twice: the cell is named."""
    with pytest.raises(ArgumentError, match=said):
        checked_codes("codes", codes)


@given(st.lists(st.sampled_from([0, 1, 2, -1, 0.5, None, "0", True]), min_size=1, max_size=8))
def test_only_zero_and_one_pass(values: list[object]) -> None:
    """A column passes exactly if each of its values is the number 0 or 1."""
    table = pd.DataFrame({"F": pd.Series(values, dtype=object)})
    right = all(not isinstance(value, str) and value in {0, 1} for value in values)
    if right:
        assert checked_codes("codes", table)["F"].tolist() == [int(bool(value)) for value in values]
    else:
        with pytest.raises(ArgumentError, match="expected 0 or 1"):
            checked_codes("codes", table)


@pytest.mark.parametrize(
    ("units", "columns", "said"),
    [
        (UNITS, ("office",), "the units table has no column 'office'"),
        (UNITS, (["era"],), r"the units table has no column \['era'\]"),
        (UNITS, ("era",), "has no era for 1 of the units coded .first: 'u2'"),
        (UNITS.iloc[:1], ("document",), "lacks 1 of the 2 units coded .first: 'u2'"),
        (UNITS.set_axis(["u1", "u1"]), ("document",), "the units table has the unit 'u1' twice"),
        (None, (), "units is of the type NoneType"),
    ],
)
def test_units_that_do_not_fit_are_said(units: object, columns: tuple[str, ...], said: str) -> None:
    """A column, a unit or a value that is missing is named before anything is counted."""
    with pytest.raises(ArgumentError, match=said):
        checked_units(CODES, units, *columns)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["One."], "texts is of the type list"),
        (pd.Series(["One.", "Two."], index=["x", "x"]), "the unit 'x' twice"),
        (pd.Series(["One.", "Two."], index=[1, "1"]), "the unit '1' twice"),
        (pd.Series(["One.", None]), "texts has (None|nan) at unit 1"),
        (pd.Series(["One.", 5]), "texts has 5 at unit 1"),
    ],
)
def test_texts_are_texts_each_once(texts: object, said: str) -> None:
    """A gap, a number, a label twice, a plain list: one sentence."""
    with pytest.raises(ArgumentError, match=said):
        checked_texts(texts)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([["0", "1"], ["1", "1"]], "data has '0'; expected numbers"),
        ([[1, 2], [1]], "rows of different lengths"),
        ([[1, float("inf")], [1, 2]], "infinite"),
        ("abc", "data has 'abc'"),
    ],
)
def test_ratings_are_numbers(data: object, said: str) -> None:
    """Texts, ragged rows and infinities are no ratings."""
    with pytest.raises(ArgumentError, match=said):
        checked_ratings("data", data)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a path through a file, a path that is none and other bytes are one sentence each."""
    (tmp_path / "a.txt").write_bytes(b"\xff\xff")
    for path in (tmp_path, tmp_path / "a.txt" / "b", "\0", 5):
        with pytest.raises(DataError, match=r"cannot be read: .*; expected a list; name a file"):
            file_bytes(path, what="a list", error=DataError)  # type: ignore[arg-type]
    with pytest.raises(DataError, match=r"none\.csv is missing from"):
        file_bytes(str(tmp_path / "none.csv"), what="a list", error=DataError)
    with pytest.raises(CodebookError, match=r"a\.txt is not UTF-8 .byte 0.; expected a list"):
        file_text(tmp_path / "a.txt", what="a list", error=CodebookError)
