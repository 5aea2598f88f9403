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

__all__ = ["REST", "Labels", "as_strings", "cells_of_pairs", "labels_of_sides", "name_of"]

REST = "the rest"
"""What names all groups that the other side leaves."""
Labels = list[Any]


def labels_of_sides(values: Sequence[Any], target: Any, reference: Any, *, by: str) -> tuple[Labels, Labels]:
    """Return the labels of both sides, each of which occurs among the values and on one side only.

    >>> labels_of_sides(["a", "b", "c"], ["a", "c"], "the rest", by="era")
    (['a', 'c'], ['b'])
    """
    of = f"values of {by!r}" if by else "groups"
    given = [_given(side, value, values) for side, value in (("target", target), ("reference", reference))]
    if given[0] is None and given[1] is None:
        raise ArgumentError(f"target and reference are both {REST!r}; expected {of} on one side; name one")
    first, second = (
        labels if labels is not None else [value for value in values if value not in (other or [])]
        for labels, other in (given, given[::-1])
    )
    shared = [label for label in first if label in second]
    if shared:
        raise ArgumentError(
            f"target and reference both have {shown(shared[0])}; expected two groups; name different {of}"
        )
    for side, labels in (("target", first), ("reference", second)):
        if not labels:
            raise ArgumentError(f"{side} has no group; expected one or more of {', '.join(map(str, values))}; name one")
    return first, second


def name_of(value: Any, labels: Labels, values: Sequence[Any]) -> str:
    """Name a side in words.

    >>> name_of([1, 2], [1, 2], [1, 2, 3]), name_of("the rest", [3], [1, 2, 3])
    ('1 + 2', 'the rest')
    """
    return REST if _is_rest(value, values) else " + ".join(map(str, labels))


def _is_rest(value: Any, values: Sequence[Any]) -> bool:
    return isinstance(value, str) and value == REST and REST not in values


def _given(side: str, value: Any, values: Sequence[Any]) -> Labels | None:
    """Return the labels named for a side, None for the rest."""
    if _is_rest(value, values):
        return None
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | pd.DataFrame)
    labels = [checks.label(side, item) for item in (value if several else [value])]
    for label in labels:
        if label not in values:
            raise one_of(side, label, values)
    return list(dict.fromkeys(labels))


def as_strings(side: Any) -> Any:
    """Return labels as the strings that name streamed groups.

    >>> as_strings(2021), as_strings([2021, "x"])
    ('2021', ['2021', 'x'])
    """
    if isinstance(side, list | tuple | set | np.ndarray | pd.Series):
        return [as_strings(item) for item in side]
    return str(side) if pd.api.types.is_scalar(side) and not pd.isna(side) else side


def cells_of_pairs(pair: pd.Series, is_target: NDArray[np.bool_], name: str) -> pd.Series:
    """Name the pair and the side of each unit, so that the two cells of a pair sort together, the target first."""
    if pair.isna().any():
        empty = pair.index[pair.isna()][0]
        raise ArgumentError(
            f"pairs={name!r} is empty for unit {shown(empty)}; expected a pair; fill it or drop the unit"
        )
    sides = pd.Series(np.where(is_target, "a", "b"), index=pair.index)
    single = sides.groupby(pair.to_numpy()).nunique() < 2
    if single.any():
        raise ArgumentError(
            f"pairs={name!r}: {shown(single.idxmax())} has units on one side only; expected both sides; drop it or compare "
            "without pairs"
        )
    cells = [f"{name}\x1f{side}" for name, side in zip(pair, sides, strict=True)]
    return pd.Series(cells, index=pair.index)
