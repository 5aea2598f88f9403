"""The files of a matrix: what is written is read back as it was."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, DiscourseError, OutputError

UNITS = pd.DataFrame(
    {"document": ["d1", "d1", "d2"], "era": ["old", "old", "new"], "voice": ["direct", "mixed", "direct"]},
    index=pd.Index(["a", "b", "c"], name="unit"),
)


LONG = pd.DataFrame({"unit": ["a", "a", "b", "c"], "term": ["x", "y", "x", "z"], "count": [2, 1, 3, 4]})


def matrix() -> TermMatrix:
    """Return a small matrix."""
    return TermMatrix.from_long(UNITS, LONG)


counts = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("wxyz"), st.integers(0, 9)), max_size=30)


@given(counts)
def test_writing_and_reading_gives_the_same_counts(rows: list[tuple[str, str, int]]) -> None:
    """The long form is the matrix: from it the same matrix is built again."""
    whole = TermMatrix.from_long(UNITS, pd.DataFrame(rows, columns=["unit", "term", "count"]))
    again = TermMatrix.from_long(UNITS, whole.to_long())
    assert again.to_long().to_numpy().tolist() == whole.to_long().to_numpy().tolist()


def test_files_give_the_matrix_back(tmp_path: Path) -> None:
    """What is written is read as it was."""
    matrix().write(tmp_path / "out")
    again = TermMatrix.read(tmp_path / "out")
    assert again.to_long().equals(matrix().to_long())
    assert again.units.equals(UNITS)


def test_a_term_that_looks_like_nothing_survives_the_file(tmp_path: Path) -> None:
    """The words null, nan and NA are terms and not missing values."""
    long = pd.DataFrame({"unit": "a", "term": ["NA", "nan", "null"], "count": 1})
    TermMatrix.from_long(UNITS, long).write(tmp_path)
    assert list(TermMatrix.read(tmp_path).terms) == ["NA", "nan", "null"]


def test_a_file_in_place_of_a_folder_is_an_output_error(tmp_path: Path) -> None:
    """Where nothing can be written the folder is named and nothing is left behind."""
    (tmp_path / "blocked").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        matrix().write(tmp_path / "blocked")


def test_kinds_of_columns_survive_the_file(tmp_path: Path) -> None:
    """Names that look like numbers, empty texts, missing values and truth values come back as they were."""
    units = UNITS.assign(document=["000", "001", "001"], note=["", "x", ""], late=[True, False, True], size=[1, 2, 3])
    units["known"] = ["yes", None, "no"]
    TermMatrix.from_long(units, LONG).write(tmp_path)
    again = TermMatrix.read(tmp_path).units
    assert again["document"].tolist() == ["000", "001", "001"]
    assert again["note"].tolist() == ["", "x", ""]
    assert again["late"].tolist() == [True, False, True]
    assert again["size"].tolist() == [1, 2, 3]
    assert again["known"].isna().tolist() == [False, True, False]
    (tmp_path / "units.csv").write_text("era\nold\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"units\.csv has no column 'unit'"):
        TermMatrix.read(tmp_path)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("columns.csv", "x\n", r"columns\.csv has no column 'column'"),
        ("columns.csv", "column,kind\nmissing,text\n", r"units\.csv has no column 'missing'"),
        ("units.csv", "unit\na\n", r"units\.csv has no column 'document'"),
    ],
)
def test_damaged_tables_are_named(tmp_path: Path, file: str, content: str, said: str) -> None:
    """A table of columns that is none, or that knows columns which are gone, is one sentence."""
    matrix().write(tmp_path)
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(DiscourseError, match=said):
        TermMatrix.read(tmp_path)


def test_what_cannot_be_read_back_is_not_written(tmp_path: Path) -> None:
    """A column `unit`, or two columns of one name, would be lost or mistaken: nothing is written."""
    for units, said in (
        (UNITS.assign(unit=1), "units has a column 'unit', which is the name of the ids"),
        (pd.concat([UNITS, UNITS], axis=1), "units has 2 columns 'document'"),
    ):
        with pytest.raises(ArgumentError, match=said):
            TermMatrix.from_long(units, LONG).write(tmp_path)
    assert not list(tmp_path.iterdir())
