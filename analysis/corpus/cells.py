"""The cells of a term matrix: terms and counts in the form that it needs; anything else is refused."""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import checks
from analysis.checks import MOST, shown
from analysis.errors import ArgumentError

__all__ = ["hashable", "long_counts", "sorted_terms", "whole_counts"]

_HELD = (list, tuple, dict, set, np.ndarray)


def long_counts(units: pd.DataFrame, long: pd.DataFrame, count: str) -> tuple[sparse.csr_array, pd.Index]:
    """Return counts, units x terms, and the terms of a long table `unit`, `term` and `count`."""
    checks.unique("units", checks.table("units", units).index, what="id")
    checks.table("long", long)
    unit, term, given = (checks.column("the long table", long, name) for name in ("unit", "term", count))
    rows = units.index.get_indexer(pd.Index(unit))
    if (rows < 0).any():
        raise ArgumentError(
            f"the long table counts terms of unit {unit[rows < 0].iloc[0]!r}, which the units table does not have; add it there"
        )
    written = term.astype(str)
    empty = (term.isna() | written.eq("")).to_numpy()
    if empty.any():
        raise ArgumentError(
            f"the long table has an empty term in unit {unit[empty].iloc[0]!r}; expected a term; fill or drop the row"
        )
    values = _numbers(given)
    wrong = np.flatnonzero(~((values >= 0) & (values == np.floor(values)) & (values <= MOST)))
    if wrong.size:
        row = int(wrong[0])
        raise ArgumentError(
            f"{count} of term {term.iloc[row]!r} in unit {unit.iloc[row]!r} is {given.iloc[row]}; a count is a whole "
            "number of 0 or more, at most 2^53; fix or drop the row"
        )
    _refuse_inexact(count, values)
    terms = pd.Index(np.sort(written.unique()), dtype="str", name="term")
    columns = terms.get_indexer(pd.Index(written))
    counts = sparse.coo_array((values.astype(np.int64), (rows, columns)), shape=(len(units), len(terms)))
    return counts.tocsr(), terms


def sorted_terms(terms: Any) -> pd.Index:
    """Return terms as an index of strings, all different, in order, none empty.

    >>> sorted_terms(["a", "b"]).tolist()
    ['a', 'b']
    """
    if isinstance(terms, str) or not isinstance(terms, Iterable):
        raise ArgumentError(f"terms is {shown(terms)}; expected a list of strings; put a single one in brackets")
    found = terms if isinstance(terms, pd.Index) else pd.Index(list(terms), dtype="object")
    # The usual kind of index holds strings and missing values only; any other is looked through.
    if found.dtype != "str" or found.hasnans:
        wrong = [term for term in found if not isinstance(term, str)]
        if wrong:
            raise ArgumentError(f"terms has {shown(wrong[0])}; expected strings; convert the terms")
        found = pd.Index(found, dtype="str", name="term")
    # The index remembers both answers, so selections of one matrix do not check again.
    if not found.is_unique or not found.is_monotonic_increasing:
        at = next(at for at in range(1, len(found)) if found[at] <= found[at - 1])
        raise ArgumentError(
            f"terms has {found[at]!r} after {found[at - 1]!r}; expected each term once, in sorted order; build the matrix "
            "with TermMatrix.from_long"
        )
    if len(found) and found[0] == "":
        raise ArgumentError("terms has an empty string; expected a term; drop it with its counts")
    return found


def hashable(units: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose lists, as the places of statements, are strings, so that its values can be compared.

    >>> hashable(pd.DataFrame({"spans": [[1, 2], [3]]}))["spans"].tolist()
    ['[1, 2]', '[3]']
    """
    found = units.copy()
    for name, column in units.items():
        if column.dtype == object:
            found[name] = column.map(lambda value: repr(value) if isinstance(value, _HELD) else value)
    return found


def whole_counts(counts: Any) -> sparse.csr_array:
    """Return counts as int64 without stored zeros; an array that is right already is returned as it is."""
    found = counts if isinstance(counts, sparse.csr_array) else sparse.csr_array(counts)
    data: NDArray[Any] = found.data
    if data.dtype.kind not in "iuf":
        raise ArgumentError(f"counts has the type {data.dtype}; expected whole numbers of 0 or more; convert them")
    wrong = data < 0
    if data.dtype.kind == "f":
        wrong |= ~np.isfinite(data) | (data != np.floor(data))
    if wrong.any():
        raise ArgumentError(f"counts has {data[wrong][0].item()}; a count is a whole number of 0 or more; replace it")
    _refuse_inexact("counts", data)
    if data.dtype != np.int64:
        found = found.astype(np.int64)
    if not found.has_canonical_format or not found.data.all():
        found = found.copy()
        found.sum_duplicates()
        found.eliminate_zeros()
    return found


def _refuse_inexact(name: str, values: NDArray[Any]) -> None:
    total = float(values.sum(dtype=float))
    if total > MOST:
        raise ArgumentError(
            f"{name} adds up to {total:.4g}; expected a total of at most 2^53, beyond which numbers are not exact; use "
            "smaller counts"
        )


def _numbers(values: pd.Series) -> NDArray[np.float64]:
    """Numbers of a column; NaN where there is none, as for a date."""
    if values.dtype.kind not in "biuf":
        plain = values.map(lambda value: isinstance(value, Real | str)).astype(bool)
        values = pd.to_numeric(values.astype(object).where(plain), errors="coerce")
    return values.to_numpy(dtype=float, na_value=np.nan)
