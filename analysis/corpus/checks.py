"""Checks of what a term matrix is made of: tables, columns, terms and counts; one sentence each when they fail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.errors import ArgumentError, missing_column

__all__ = ["MOST", "column_of", "frame", "numbers_of", "sorted_terms", "summable", "unique_ids", "whole_counts"]

MOST = 2**53
"""Beyond this, floating-point numbers no longer tell whole numbers apart."""


def frame(name: str, value: Any) -> pd.DataFrame:
    """Return a table; anything else is an error.

    >>> frame("units", pd.DataFrame({"era": ["old"]})).shape
    (1, 1)
    """
    if not isinstance(value, pd.DataFrame):
        raise ArgumentError(f"{name} is a {type(value).__name__}; expected a DataFrame; make one of it")
    return value


def column_of(said: str, table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column; one that is missing, or of whose name there are two, is an error."""
    times = int((table.columns == name).sum())
    if not times:
        raise missing_column(said, name, table.columns)
    if times > 1:
        raise ArgumentError(f"{said} has {times} columns {name!r}; expected one; rename or remove the others")
    return table[name]


def unique_ids(units: pd.DataFrame) -> None:
    """Refuse a units table that has an id twice."""
    if not units.index.is_unique:
        twice = units.index[units.index.duplicated()][0]
        raise ArgumentError(f"units has the id {twice!r} twice; ids are unique; rename or remove one")


def numbers_of(column: pd.Series) -> NDArray[np.float64]:
    """Numbers of a column; what is none, as a date, is NaN."""
    if not (pd.api.types.is_object_dtype(column) or pd.api.types.is_string_dtype(column)):
        plain = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_complex_dtype(column)
        return column.to_numpy(dtype=float, na_value=np.nan) if plain else np.full(len(column), np.nan)
    dates = column.map(lambda value: isinstance(value, (dt.date, dt.timedelta, np.datetime64, np.timedelta64, complex)))
    return pd.to_numeric(column.mask(dates.astype(bool)), errors="coerce").to_numpy(dtype=float, na_value=np.nan)


def sorted_terms(terms: Any) -> pd.Index:
    """Return terms as an index of texts, all different, in order, none empty.

    >>> sorted_terms(["a", "b"]).tolist()
    ['a', 'b']
    """
    if isinstance(terms, str) or not isinstance(terms, Iterable):
        raise ArgumentError(f"terms is {terms!r}; expected an index of texts; put them in brackets")
    found = terms if isinstance(terms, pd.Index) else pd.Index(list(terms), dtype="object")
    # The usual kind of index holds texts and missing values only; any other is looked through.
    if found.dtype != "str" or found.hasnans:
        wrong = next((term for term in found if not isinstance(term, str)), None)
        if wrong is not None or found.hasnans:
            raise ArgumentError(f"terms holds {wrong!r}; expected texts; write the terms as texts")
        found = pd.Index(found, dtype="str", name="term")
    # The index remembers both answers, so that selections of one matrix do not ask again.
    if not found.is_unique or not found.is_monotonic_increasing:
        at = next(at for at in range(1, len(found)) if found[at] <= found[at - 1])
        raise ArgumentError(
            f"terms has {found[at]!r} after {found[at - 1]!r}; expected each term once, in sorted order; build the matrix "
            "with TermMatrix.from_long"
        )
    if len(found) and found[0] == "":
        raise ArgumentError("terms has an empty text; expected a term; drop it with its counts")
    return found


def whole_counts(counts: Any) -> sparse.csr_array:
    """Return counts as a sparse array of whole numbers from 0, of which no 0 is stored, and that can be added up.

    Work is linear in the stored cells; an array that is right already is given back as it is.
    """
    found = counts if isinstance(counts, sparse.csr_array) else sparse.csr_array(counts)
    data: NDArray[Any] = found.data
    if data.dtype.kind not in "iuf":
        raise ArgumentError(f"counts has the type {data.dtype}; expected whole numbers of 0 or more; convert them")
    wrong = data < 0
    if data.dtype.kind == "f":
        wrong |= ~np.isfinite(data) | (data != np.floor(data))
    if wrong.any():
        raise ArgumentError(
            f"counts holds {data[np.flatnonzero(wrong)[0]].item()}; a count is a whole number of 0 or more; correct it"
        )
    summable("counts", data)
    if data.dtype != np.int64:
        found = found.astype(np.int64)
    if not found.has_canonical_format or not found.data.all():
        found = found.copy()
        found.sum_duplicates()
        found.eliminate_zeros()
    return found


def summable(name: str, values: NDArray[Any]) -> None:
    """Refuse counts whose sum is beyond exact numbers: every total and every group would be wrong."""
    total = float(values.sum(dtype=float))
    if total > MOST:
        raise ArgumentError(
            f"{name} adds up to {total:.4g}; expected a total of at most 2^53, beyond which numbers are not exact; correct the "
            "counts"
        )
