"""Checks that several functions of this folder share, one sentence each when they fail."""

from __future__ import annotations

import os
from collections.abc import Iterable
from numbers import Integral
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError, missing_column

__all__ = ["instance", "path_of", "scores_table", "table_with", "texts_of_units", "unique"]


def path_of(name: str, value: Any) -> Path:
    """Return a path given as a text or as a path."""
    if not isinstance(value, (str, os.PathLike)) or not str(value) or "\0" in str(value):
        raise ArgumentError(f"{name} is {value!r}; expected the path of a file; pass a text or a Path")
    return Path(value)


def instance(name: str, value: Any, kind: type) -> None:
    """Refuse what is no object of a class of the package."""
    if not isinstance(value, kind):
        raise ArgumentError(f"{name} is {value!r:.60}; expected one of {kind.__name__}(...); read or make one")


def texts_of_units(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs (unit, text) as a list, so that they can be gone through more than once."""
    if isinstance(parts, (str, dict)) or not isinstance(parts, Iterable):
        raise ArgumentError(f"parts is {parts!r:.60}; expected pairs of unit and text; pass a list of them")
    kept = list(parts)
    for at, part in enumerate(kept):
        if not isinstance(part, (tuple, list)) or len(part) != 2:
            raise ArgumentError(f"parts[{at}] is {part!r:.60}; expected a pair of unit and text; pass (unit, text)")
        unit, text = part
        if isinstance(unit, bool) or not isinstance(unit, (str, Integral)):
            raise ArgumentError(f"the unit of parts[{at}] is {unit!r}; expected a name; pass a text")
        if not isinstance(text, str):
            raise ArgumentError(
                f"the text of unit {unit!r} is {text!r}; expected a text; pass a string, empty if need be"
            )
    return kept


def table_with(name: str, value: Any, columns: Iterable[str]) -> pd.DataFrame:
    """Return a table that has the columns."""
    if not isinstance(value, pd.DataFrame):
        raise ArgumentError(f"{name} is a {type(value).__name__}; expected a table; pass a DataFrame")
    for column in columns:
        if column not in value.columns:
            raise missing_column(name, column, value.columns)
    return value


def unique(name: str, labels: pd.Index[Any]) -> None:
    """Refuse labels that stand twice, since rows could not be told apart."""
    if labels.has_duplicates:
        twice = labels[labels.duplicated()].tolist()[0]
        raise ArgumentError(f"{name} has {twice!r} twice; expected each once; remove or rename one")


def scores_table(wide: Any) -> pd.DataFrame:
    """Return scores, units x lexicons, as numbers; NaN where a unit has none."""
    table = table_with("wide", wide, ())
    unique("the index of wide", table.index)
    unique("the header of wide", table.columns)
    for column in table.columns:
        values = table[column]
        if not pd.api.types.is_numeric_dtype(values) and any(isinstance(value, str) for value in values):
            found = next(value for value in values if isinstance(value, str))
            raise ArgumentError(
                f"wide has the score {found!r} of {column!r}; expected numbers; turn texts into numbers"
            )
    try:
        return table.astype(np.float64)
    except (TypeError, ValueError):
        raise ArgumentError("wide has a score that is no number; expected numbers or NaN; correct it") from None
