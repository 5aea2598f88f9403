"""Which groups are on which side: labels, lists of labels, or the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import checks
from analysis.checks import shown
from analysis.errors import ArgumentError, one_of

__all__ = [
    "REST",
    "Labels",
    "as_strings",
    "cells_of_pairs",
    "cells_of_sides",
    "filled",
    "labels_of_sides",
    "name_of",
    "on_both_sides",
]

REST = "the rest"
"""What names all groups that the other side leaves."""
Labels = list[Any]


def labels_of_sides(
    values: Sequence[Any], target: Any, reference: Any, *, by: str, listed: bool = False
) -> tuple[Labels, Labels]:
    """Return the labels of both sides, each of which occurs among the values and on one side only.

    Where the reference is `listed`, a frequency list, it has no labels.

    >>> labels_of_sides(["a", "b", "c"], ["c", "a"], "the rest", by="era")
    (['a', 'c'], ['b'])
    """
    of = f"values of {by!r}" if by else "groups"
    first = _given("target", target, values)
    second = [] if listed else _given("reference", reference, values)
    if first is None and second is None:
        raise ArgumentError(f"target and reference are both {REST!r}; expected {of} on one side; name one")
    first, second = (
        labels if labels is not None else [value for value in values if value not in (other or [])]
        for labels, other in ((first, second), (second, first))
    )
    for side, labels in (("target", first), ("reference", second)):
        if not labels and not (listed and side == "reference"):
            raise ArgumentError(f"{side} has no group; expected one or more of {', '.join(map(str, values))}; name one")
    shared = [label for label in first if label in second]
    if shared:
        raise ArgumentError(
            f"target and reference both have {shown(shared[0])}; expected two groups; name different {of}"
        )
    return first, second


def name_of(value: Any, labels: Labels, values: Sequence[Any]) -> str:
    """Name a side in words.

    >>> name_of([1, 2], [1, 2], [1, 2, 3]), name_of("the rest", [3], [1, 2, 3])
    ('1 + 2', 'the rest')
    """
    return REST if _is_rest(value, values) else " + ".join(map(str, labels))


def _is_rest(value: Any, values: Sequence[Any]) -> bool:
    return isinstance(value, str) and value == REST and REST not in values


def _several(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | pd.DataFrame)


def _given(side: str, value: Any, values: Sequence[Any]) -> Labels | None:
    """Return the values named for a side, in order; None for the rest."""
    if _is_rest(value, values):
        return None
    labels = [checks.label(side, item) for item in (value if _several(value) else [value])]
    for label in labels:
        if label not in values:
            raise one_of(side, label, values)
    return [known for known in values if known in labels]


def as_strings(side: Any) -> Any:
    """Return labels as the strings that name streamed groups.

    >>> as_strings(2021), as_strings([2021, "x"])
    ('2021', ['2021', 'x'])
    """
    if _several(side):
        return [as_strings(item) for item in side]
    return str(side) if pd.api.types.is_scalar(side) and not pd.isna(side) else side


def filled(option: str, name: Any, units: pd.DataFrame) -> pd.Series:
    """Return a column of the units table in which every unit has a value."""
    column = checks.column("the units table", units, name, argument=option)
    if column.isna().any():
        empty = shown(column.index[column.isna()][0])
        raise ArgumentError(f"{option}={name!r} is empty for unit {empty}; expected a value; fill it or drop the unit")
    return column


def on_both_sides(documents: pd.Series, is_target: NDArray[np.bool_]) -> pd.Series:
    """Return whether each document has units on both sides, indexed by document."""
    return pd.Series(is_target).groupby(documents.to_numpy()).nunique().gt(1)


def cells_of_sides(documents: pd.Series, is_target: NDArray[np.bool_]) -> pd.Series:
    """Name the document and the side of each unit, so that the two cells of a document sort together, the target first."""
    sides = np.where(is_target, "a", "b")
    return pd.Series([f"{name}\x1f{side}" for name, side in zip(documents, sides, strict=True)], index=documents.index)


def cells_of_pairs(pair: pd.Series, is_target: NDArray[np.bool_], name: str) -> pd.Series:
    """Name the pair and the side of each unit; a pair has units on both sides."""
    single = ~on_both_sides(pair, is_target)
    if single.any():
        raise ArgumentError(
            f"pairs={name!r}: {shown(single.idxmax())} has units on one side only; expected both sides; drop it or compare "
            "without pairs"
        )
    return cells_of_sides(pair, is_target)
