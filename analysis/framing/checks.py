"""Checks that the modules of this folder share: codes, units, texts, ratings, and files that can be read."""

from __future__ import annotations

from collections.abc import Hashable
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import ArgumentError, DiscourseError, missing_column

__all__ = [
    "checked_codes",
    "checked_pair",
    "checked_ratings",
    "checked_texts",
    "checked_units",
    "file_bytes",
    "file_text",
]


def checked_codes(name: str, codes: Any) -> pd.DataFrame:
    """Return codes as whole numbers, 0 or 1, units x frames, each unit and each frame once.

    >>> checked_codes("codes", pd.DataFrame({"F": [True, False]}, index=["a", "b"]))["F"].tolist()
    [1, 0]
    """
    if not isinstance(codes, pd.DataFrame):
        raise ArgumentError(
            f"{name} is of the type {type(codes).__name__}; expected a DataFrame of 0 and 1, units x frames; pass one"
        )
    _unique(name, "unit", codes.index)
    _unique(name, "frame", codes.columns)
    values = codes.to_numpy()
    if values.dtype.kind in "biuf":
        right = (values == 0) | (values == 1)
    else:
        # A text "1" equals no number, and a missing value of pandas answers neither yes nor no.
        flat = [isinstance(value, (Real, np.bool_)) and bool(value in (0, 1)) for value in values.ravel()]
        right = np.array(flat, dtype=bool).reshape(values.shape)
    if not right.all():
        row, column = np.argwhere(~right)[0]
        raise ArgumentError(
            f"{name} has {_shown(values[row, column])} at unit {_shown(codes.index[row])}, "
            f"frame {_shown(codes.columns[column])}; expected 0 or 1 in every cell; correct it or leave the unit out"
        )
    if all(dtype == np.int64 for dtype in codes.dtypes):
        return codes
    return pd.DataFrame(values.astype(np.int64), index=codes.index, columns=codes.columns)


def checked_pair(first: Any, second: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the codes of two coders, those of the second in the order of the first: units and frames go by their names.

    >>> a, b = pd.DataFrame({"F": [1, 0]}, index=["u", "v"]), pd.DataFrame({"F": [0, 1]}, index=["v", "u"])
    >>> checked_pair(a, b)[1]["F"].tolist()
    [1, 0]
    """
    first, second = checked_codes("first", first), checked_codes("second", second)
    for what, one, other in (("unit", first.index, second.index), ("frame", first.columns, second.columns)):
        for name, beside, labels in (
            ("second", "first", one[~one.isin(other)]),
            ("first", "second", other[~other.isin(one)]),
        ):
            if len(labels):
                raise ArgumentError(
                    f"{name} lacks the {what} {_shown(labels[0])}, which {beside} has ({len(labels)} such); expected the same "
                    f"{what}s of both coders, in any order; add it or leave it out of both"
                )
    if first.index.equals(second.index) and first.columns.equals(second.columns):
        return first, second
    return first, second.loc[first.index, first.columns]


def checked_units(codes: pd.DataFrame, units: Any, *columns: str) -> pd.DataFrame:
    """Return the rows of a units table for the units of some codes, in their order; no cell of `columns` is empty.

    >>> table = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])
    >>> checked_units(pd.DataFrame({"F": [1]}, index=["b"]), table, "era")["era"].tolist()
    ['old']
    """
    if not isinstance(units, pd.DataFrame):
        raise ArgumentError(f"units is of the type {type(units).__name__}; expected the units table; pass a DataFrame")
    for column in columns:
        if not isinstance(column, Hashable) or column not in units.columns:
            raise missing_column("the units table", column, units.columns)
    _unique("the units table", "unit", units.index)
    places = units.index.get_indexer(codes.index)
    absent = codes.index[places < 0]
    if len(absent):
        raise ArgumentError(
            f"the units table lacks {len(absent)} of the {len(codes)} units coded (first: {_shown(absent[0])}); expected a "
            "row for each; add them or leave the units out"
        )
    here = units.take(places)
    for column in columns:
        empty = here.index[here[column].isna().to_numpy()]
        if len(empty):
            raise ArgumentError(
                f"the units table has no {column} for {len(empty)} of the units coded (first: {_shown(empty[0])}); expected a "
                "value for each; fill the cell or leave the unit out"
            )
    return here


def checked_texts(texts: Any) -> pd.Series:
    """Return texts as they are: a Series of strings, each unit once.

    >>> checked_texts(pd.Series(["One."], index=["a"])).tolist()
    ['One.']
    """
    if not isinstance(texts, pd.Series):
        raise ArgumentError(
            f"texts is of the type {type(texts).__name__}; expected a Series of texts, indexed by unit; pass one"
        )
    # Two labels that print alike could not be told apart in a table on disk.
    _unique("texts", "unit", texts.index.astype(str))
    for unit, text in zip(texts.index, texts, strict=True):
        if not isinstance(text, str):
            raise ArgumentError(
                f"texts has {_shown(text)} at unit {_shown(unit)}; expected a text; write one or leave it out"
            )
    return texts


def checked_ratings(name: str, data: Any) -> NDArray[np.float64]:
    """Return ratings as an array of numbers; None and missing values of pandas become NaN.

    >>> checked_ratings("data", [[0, None], [1, True]]).tolist()
    [[0.0, nan], [1.0, 1.0]]
    """
    try:
        given = np.asarray(data)
    except ValueError:
        raise ArgumentError(
            f"{name} has rows of different lengths; expected one code a unit from every coder; write None for none"
        ) from None
    if given.dtype.kind not in "biuf":
        found = given if given.dtype.kind == "O" else given.astype(object)
        flat = [_rating(name, value) for value in found.ravel()]
        given = np.array(flat, dtype=np.float64).reshape(found.shape)
    values: NDArray[np.float64] = given.astype(np.float64)
    if np.isinf(values).any():
        raise ArgumentError(f"{name} has an infinite value; expected numbers; correct it or write None for no code")
    return values


def _rating(name: str, value: Any) -> float:
    if value is None or value is pd.NA:
        return float("nan")
    if not isinstance(value, (Real, np.bool_)):
        raise ArgumentError(f"{name} has {_shown(value)}; expected numbers, None for no code; give each code a number")
    return float(value)


def file_bytes(path: str | Path, *, what: str, error: type[DiscourseError]) -> bytes:
    """Return the content of a file; `what` is expected there, and `error` is raised where it cannot be read."""
    try:
        path = Path(path)
        return path.read_bytes()
    except FileNotFoundError:
        raise error(f"{path.name} is missing from {path.parent}; expected {what}; name another file") from None  # type: ignore[union-attr]
    except (OSError, TypeError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise error(f"{str(path)!r} cannot be read: {reason}; expected {what}; name a file") from None


def file_text(path: str | Path, *, what: str, error: type[DiscourseError]) -> str:
    """Return the text of a UTF-8 file with LF line ends, with or without a byte order mark."""
    raw = file_bytes(path, what=what, error=error)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        raise error(f"{Path(path).name} is not UTF-8 (byte {fault.start}); expected {what}; save it as UTF-8") from None


def _unique(name: str, what: str, labels: pd.Index) -> None:
    if not labels.is_unique:
        raise ArgumentError(
            f"{name} has the {what} {_shown(labels[labels.duplicated()][0])} twice; expected each {what} once; rename or "
            "remove one"
        )


def _shown(value: Any) -> str:
    """A value as an error shows it, without the name of its NumPy type and cut at 60 characters."""
    text = repr(value.item() if isinstance(value, np.generic) else value)
    return text if len(text) <= 60 else f"{text[:57]}..."
