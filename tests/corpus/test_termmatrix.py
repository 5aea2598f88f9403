"""The matrix of counts: selecting, grouping, merging."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError

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
def test_grouping_preserves_totals(rows: list[tuple[str, str, int]]) -> None:
    """However units are grouped, every term keeps its total."""
    whole = TermMatrix.from_long(UNITS, pd.DataFrame(rows, columns=["unit", "term", "count"]))
    for by in ("document", "era", "voice"):
        assert whole.group(by).counts.sum(axis=0).tolist() == whole.counts.sum(axis=0).tolist()


def test_selecting_keeps_the_terms_and_drops_the_units() -> None:
    """A selection has fewer units, the same terms, and its own totals."""
    direct = matrix().select(voice="direct")
    assert list(direct.units.index) == ["a", "c"]
    assert list(direct.terms) == ["x", "y", "z"]
    assert direct.totals.to_dict() == {"a": 3, "c": 4}
    assert list(matrix().select(voice=["direct", "mixed"], era="old").units.index) == ["a", "b"]


def test_grouping_keeps_what_is_constant() -> None:
    """Columns that do not vary inside a group stay in the table of units, the others go."""
    documents = matrix().group("document")
    assert list(documents.units.columns) == ["document", "era"]
    assert documents.of("x").to_dict() == {"d1": 5, "d2": 0}


def test_an_unseen_term_counts_nothing() -> None:
    """A term that never occurs has zeros and is no error."""
    assert matrix().of("unseen").tolist() == [0, 0, 0]
    assert matrix().keep_terms(["z", "x"]).totals.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: matrix().select(voice="loud"), "voice is 'loud'; allowed: direct, mixed"),
        (lambda: matrix().select(colour="red"), "the units table has no column 'colour'; it has: document, era, voice"),
        (lambda: matrix().select(voice={"direct": 1}), "pass one of these"),
        (lambda: matrix().group("colour"), "it has: document, era, voice"),
        (lambda: matrix().keep_terms(["q"]), "'q', which occurs in no unit"),
        (
            lambda: TermMatrix.from_long(UNITS, LONG.drop(columns="count")),
            "the long table has no column 'count'; it has: term, unit",
        ),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(unit="q")), "counts terms of unit 'q'"),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(count=-1)), "is -1; a count is a whole number of 0 or more"),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(count=0.5)), "is 0.5; a count is a whole number"),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(count=float("nan"))), "is nan; a count is"),
        (lambda: TermMatrix.from_long(pd.concat([UNITS, UNITS]), LONG.iloc[:0]), "the id 'a' twice"),
        (lambda: TermMatrix(sparse.csr_array((1, 1)), pd.Index([]), UNITS), r"counts has shape \(1, 1\)"),
        (lambda: TermMatrix.from_texts(UNITS), "no column 'text'; it has: document, era, voice"),
        (lambda: TermMatrix.from_long(UNITS.assign(era=None), LONG).group("era"), "empty for unit 'a'"),
    ],
)
def test_bad_input_is_one_sentence(make: object, message: str) -> None:
    """Each mistake names the argument, the value and what is allowed."""
    with pytest.raises(ArgumentError, match=message):
        make()  # type: ignore[operator]


def test_what_would_count_wrongly_is_refused() -> None:
    """Counts beyond exact numbers, empty terms and texts, and labels that differ in type only are named."""
    with pytest.raises(ArgumentError, match=r"a count is a whole number of 0 or more"):
        TermMatrix.from_long(UNITS, LONG.assign(count=2.0**60))
    with pytest.raises(ArgumentError, match="an empty term in unit 'a'"):
        TermMatrix.from_long(UNITS, LONG.assign(term=[None, "y", "x", "z"]))
    with pytest.raises(ArgumentError, match="text of unit 'b' is nan"):
        TermMatrix.from_texts(pd.DataFrame({"text": ["one two", float("nan")]}, index=["a", "b"]))
    with pytest.raises(ArgumentError, match="differ in type only"):
        TermMatrix.from_long(UNITS.assign(era=pd.Series([1, "1", 2], index=UNITS.index, dtype=object)), LONG).group(
            "era"
        )


def test_a_matrix_is_shown_in_one_line() -> None:
    """Units, terms and tokens, also of a matrix that has none."""
    assert repr(matrix()) == "TermMatrix of 3 units x 3 terms, 10 tokens"
    assert repr(TermMatrix.from_long(UNITS.iloc[:0], LONG.iloc[:0])) == "TermMatrix of 0 units x 0 terms, 0 tokens"


def test_groups_of_one_unit_each_are_put_in_order() -> None:
    """Where nothing is added up, the counts still go along with the names, which are sorted."""
    units = pd.DataFrame({"document": ["z", "x", "y"]}, index=["a", "b", "c"])
    long = pd.DataFrame({"unit": list("abc"), "term": ["t", "t", "u"], "count": [1, 2, 3]})
    grouped = TermMatrix.from_long(units, long).group("document")
    assert grouped.units.index.tolist() == ["x", "y", "z"]
    assert grouped.of("t").to_dict() == {"x": 2, "y": 0, "z": 1}
    assert grouped.of("u").to_dict() == {"x": 0, "y": 3, "z": 0}


@pytest.mark.parametrize("folder", [None, 3, ""])
def test_a_folder_has_a_path(folder: Any) -> None:
    """What is no path is neither read nor written."""
    for call in (TermMatrix.read, matrix().write):
        with pytest.raises(ArgumentError, match=r"folder is .*; expected the path"):
            call(folder)
    with pytest.raises(ArgumentError, match=r"term is \['x'\]; expected a string"):
        matrix().of(["x"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "collect",
    [list, tuple, set, frozenset, np.array, pd.Series, pd.Index, lambda v: pd.Series(v).unique(), iter],
    ids=["list", "tuple", "set", "frozenset", "array", "series", "index", "unique", "iterator"],
)
def test_any_collection_of_values_selects(collect: Callable[[list[str]], object]) -> None:
    """Values may come in whatever holds them."""
    assert matrix().select(era=collect(["new", "old"])).units.index.tolist() == ["a", "b", "c"]


@pytest.mark.parametrize("wrong", [slice("new", "old"), [["new"]], str.lower, {"new": 1}])
def test_what_is_no_value_selects_nothing(wrong: object) -> None:
    """A slice, a list in a list, a function and a mapping are answered with what is allowed."""
    with pytest.raises(ArgumentError, match="allowed: a value or a list of values; pass one of these"):
        matrix().select(era=wrong)


def test_terms_are_kept_by_a_list() -> None:
    """One text is no list of terms, though it could be read letter by letter."""
    with pytest.raises(ArgumentError, match="terms is 'xy'; expected a list or set of strings"):
        matrix().keep_terms("xy")


def test_columns_of_lists_go_along() -> None:
    """A table of statements has places as lists: they are no hindrance to groups, and stay where they are constant."""
    table = pd.DataFrame({"text": ["a b", "b", "c"], "speaker": ["x", "x", "y"]}, index=["1", "2", "3"])
    table["spans"], table["fixed"] = [[(0, 3)], [(4, 5)], [(6, 7)]], [[1], [1], [2]]
    grouped = TermMatrix.from_texts(table).group("speaker")
    assert grouped.counts.toarray().tolist() == [[1, 2, 0], [0, 0, 1]]
    assert "spans" not in grouped.units
    assert grouped.units["fixed"].tolist() == [[1], [2]]
