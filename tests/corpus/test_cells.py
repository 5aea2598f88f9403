"""Cells of a matrix: every wrong count and term is refused where it comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.corpus.cells import sorted_terms
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.describe.spread import document_range

UNITS = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])


COUNTS = np.array([[1, 2], [0, 3]])


def matrix(counts: object = COUNTS, terms: object = ("x", "y"), units: object = UNITS) -> TermMatrix:
    """Return a matrix of two units and two terms, by the constructor itself."""
    return TermMatrix(
        sparse.csr_array(counts) if isinstance(counts, np.ndarray) else counts,  # type: ignore[arg-type]
        terms,  # type: ignore[arg-type]
        units,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: matrix(-COUNTS), "counts has -1; a count is a whole number"),
        (lambda: matrix(COUNTS * np.nan), "counts has nan"),
        (lambda: matrix(COUNTS + np.inf), "counts has inf"),
        (lambda: matrix(COUNTS / 2), "counts has 0.5"),
        (lambda: matrix(COUNTS * 1j), "counts has the type complex128"),
        (lambda: matrix(COUNTS * 2**52), "counts adds up to 2.702e.16; expected a total of at most"),
        (lambda: matrix(terms=["y", "x"]), "terms has 'x' after 'y'; expected each term once, in sorted order"),
        (lambda: matrix(terms=["x", "x"]), "terms has 'x' after 'x'"),
        (lambda: matrix(terms=["", "x"]), "terms has an empty string"),
        (lambda: matrix(terms=[1, 2]), "terms has 1; expected strings"),
        (lambda: matrix(terms=pd.Index(["x", None], dtype="str")), "terms has nan; expected strings"),
        (lambda: matrix(terms="xy"), "terms is 'xy'; expected a list"),
        (lambda: matrix(units=["a", "b"]), "units is \\[.*; expected a table"),
    ],
)
def test_the_constructor_refuses_what_would_count_wrongly(make: Callable[[], object], said: str) -> None:
    """No negative, fractional or boundless count and no unsorted or doubled term gets into a matrix."""
    with pytest.raises(ArgumentError, match=said):
        make()


def test_the_constructor_puts_right_what_means_the_same() -> None:
    """Whole floats, lists of terms, stored zeros and doubled cells become the same matrix; the input stays as it was."""
    cells = sparse.csr_array(
        (np.array([1.0, 0.0, 2.0, 1.0, 2.0]), np.array([0, 1, 1, 1, 1]), np.array([0, 3, 5])), shape=(2, 2)
    )
    built = matrix(cells, ["x", "y"])
    assert built.counts.toarray().tolist() == COUNTS.tolist()
    assert built.counts.dtype == np.int64
    assert (built.counts.nnz, cells.nnz) == (3, 5)
    assert built.of("x").tolist() == [1, 0]
    assert built.terms.equals(sorted_terms(pd.Index(["x", "y"], dtype="str")))


def test_stored_zeros_are_no_occurrences() -> None:
    """The number of documents is that of the units that have the term, however the matrix was made."""
    long = pd.DataFrame({"unit": ["a", "b"], "term": ["x", "x"], "count": [0, 2]})
    assert document_range(TermMatrix.from_long(UNITS, long)).tolist() == [1]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.integers(0, 3)), max_size=12))
def test_no_zero_is_stored(rows: list[tuple[str, str, int]]) -> None:
    """Whatever is counted, selected or grouped, each stored cell is an occurrence."""
    whole = TermMatrix.from_long(UNITS, pd.DataFrame(rows, columns=["unit", "term", "count"]))
    for made in (whole, whole.select(era="new"), whole.group("era"), whole.keep_terms(list(whole.terms[:1]))):
        assert (made.counts.data > 0).all()
        assert made.counts.has_canonical_format


def _long(counts: object) -> pd.DataFrame:
    return pd.DataFrame({"unit": ["a", "b"], "term": ["x", "x"], "count": counts})


@pytest.mark.parametrize(
    ("long", "said"),
    [
        (_long(pd.to_datetime(["2021-03-18", "2025-03-09"])), "is 2021-03-18 00:00:00; a count is a whole number"),
        (_long([dt.date(2021, 3, 18), 2]), "is 2021-03-18; a count is"),
        (_long(pd.to_timedelta([1, 2], unit="s")), "is 0 days 00:00:01; a count is"),
        (_long([1j, 2]), "a count is a whole number"),
        (_long([np.inf, 1]), "is inf; a count is a whole number"),
        (_long([2.0**53, 2.0**53]), "count adds up to 1.801e.16; expected a total of at most 2.53"),
        (_long(pd.array([1, None], dtype="Int64")), "is <NA>; a count is"),
        (_long([1, 2]).assign(term=["", "x"]), "the long table has an empty term in unit 'a'"),
        ([("a", "x", 1)], "long is \\[.*; expected a table"),
    ],
)
def test_a_long_table_of_anything_else_is_refused(long: pd.DataFrame, said: str) -> None:
    """Dates, infinities, totals beyond exact numbers and empty terms are named in one sentence."""
    # Warnings are errors in the tests.
    with pytest.raises(ArgumentError, match=said):
        TermMatrix.from_long(UNITS, long)
    with pytest.raises(ArgumentError, match=r"units is .*; expected a table"):
        TermMatrix.from_long([], _long([1, 2]))  # type: ignore[arg-type]
