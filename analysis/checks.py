"""Checks of arguments, for all rooms: each returns its argument, ready for use, or raises one sentence.

The sentence names the argument, the value, what is allowed and the next step. The same fault has the same words
everywhere, so a check that a second module needs moves here.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from numbers import Integral, Real
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.errors import ArgumentError, missing_column, one_of

__all__ = [
    "MOST",
    "choice",
    "column",
    "counts",
    "function",
    "instance",
    "label",
    "number",
    "path",
    "same_kind",
    "shown",
    "string_list",
    "strings",
    "table",
    "unique",
    "whole_number",
]

MOST = 2.0**53
"""Beyond this, floating-point numbers cannot tell whole numbers apart."""

T = TypeVar("T")


def shown(value: Any) -> str:
    """Show a value in a sentence, in at most 60 characters; a table or another long value by its type.

    >>> shown("loud"), shown([0] * 99)
    ("'loud'", 'a list')
    """
    try:
        text = repr(value.item() if isinstance(value, np.generic) else value)
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of digits
        text = "\n"
    if len(text) <= 60 and "\n" not in text and " at 0x" not in text:
        return text
    kind = type(value).__name__
    return f"{text[:57]}..." if isinstance(value, str) else f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"


def whole_number(name: str, value: Any, *, at_least: int = 0) -> int:
    """Return a whole number; a bool, a fraction or a string is refused.

    >>> whole_number("window", 5, at_least=1)
    5
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or not at_least <= int(value) <= MOST:
        most = " and at most 2^53" if isinstance(value, Integral) and int(value) > MOST else ""
        raise ArgumentError(
            f"{name} is {shown(value)}; expected a whole number of at least {at_least}{most}; pass such a number"
        )
    return int(value)


def number(name: str, value: Any, *, above: float = -math.inf, below: float = math.inf) -> float:
    """Return a finite number strictly between two bounds.

    >>> number("confidence", 0.95, above=0, below=1)
    0.95
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not above < float(value) < below:
        bounds = [f"above {above:g}"] * math.isfinite(above) + [f"below {below:g}"] * math.isfinite(below)
        expected = " ".join(["a number", " and ".join(bounds)]) if bounds else "a finite number"
        raise ArgumentError(f"{name} is {shown(value)}; expected {expected}; pass such a number")
    return float(value)


def strings(name: str, value: Any) -> Collection[str]:
    """Return a collection of strings; a single string is refused, since it would be read letter by letter.

    >>> sorted(strings("without", {"the", "a"}))
    ['a', 'the']
    """
    if isinstance(value, str) or not isinstance(value, Collection) or not all(isinstance(item, str) for item in value):
        raise ArgumentError(
            f"{name} is {shown(value)}; expected a list or set of strings; put a single one in brackets"
        )
    return value


def string_list(name: str, value: Iterable[str]) -> list[str]:
    """Return the words of a text in their order; a string that is not yet split into words is refused.

    >>> string_list("tokens", ("red", "line"))
    ['red', 'line']
    """
    wrong: Any = value
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping | AbstractSet):
        found = list(value)
        wrong = next((token for token in found if not isinstance(token, str)), None)
        if wrong is None and None not in found:
            return found
    raise ArgumentError(f"{name} has {shown(wrong)}; expected a list of words; split the text into words first")


def choice(name: str, value: Any, allowed: Iterable[T]) -> T:
    """Return a value of a closed list.

    >>> choice("level", "nominal", ("nominal", "ordinal"))
    'nominal'
    """
    listed = list(allowed)
    for item in listed:
        if type(item) is type(value) and item == value:
            return item
    raise one_of(name, value, listed)


def instance(name: str, value: Any, kind: type[T], *, step: str = "") -> T:
    """Return an object of a class; `step` says how to get one.

    >>> instance("text", "Trade grew.", str)
    'Trade grew.'
    """
    if not isinstance(value, kind):
        expected = "a string" if kind is str else kind.__name__
        raise ArgumentError(f"{name} is {shown(value)}; expected {expected}; {step or f'pass {expected}'}")
    return value


def function(name: str, value: Any, *, of: str) -> Callable[..., Any]:
    """Return a function; `of` says what it is called with."""
    if not callable(value):
        raise ArgumentError(f"{name} is {shown(value)}; expected a function of {of}; pass a function")
    found: Callable[..., Any] = value
    return found


def label(name: str, value: Any) -> Any:
    """Return the label of a group: a string, a number, a date."""
    if not pd.api.types.is_scalar(value) or pd.isna(value):
        raise ArgumentError(
            f"{name} is {shown(value)}; expected the label of a group; pass a string, a number or a date"
        )
    return value


def path(name: str, value: Any) -> Path:
    """Return the path of a file or folder, given as a string or a path."""
    if not isinstance(value, (str, os.PathLike)) or not str(value) or "\0" in str(value):
        given = shown(str(value) if isinstance(value, os.PathLike) else value)
        raise ArgumentError(f"{name} is {given}; expected the path of a file or folder; pass a string or a Path")
    return Path(value)


def table(name: str, value: Any, *columns: Hashable) -> pd.DataFrame:
    """Return a DataFrame that has each of some columns once.

    >>> table("units", pd.DataFrame({"era": ["old"]}), "era").shape
    (1, 1)
    """
    if not isinstance(value, pd.DataFrame):
        raise ArgumentError(f"{name} is {shown(value)}; expected a table; pass a DataFrame")
    for wanted in columns:
        column(name, value, wanted)
    return value


def column(name: str, value: pd.DataFrame, wanted: Any, *, argument: str = "") -> pd.Series:
    """Return a column of a table; `argument` is the option that names the column, where there is one."""
    if argument and not isinstance(wanted, str):
        raise ArgumentError(f"{argument} is {shown(wanted)}; expected the name of a column of {name}; pass a string")
    times = int((value.columns == wanted).sum())
    if not times:
        raise missing_column(name, wanted, value.columns)
    if times > 1:
        raise ArgumentError(f"{name} has {times} columns {wanted!r}; expected one; rename or drop the others")
    found: pd.Series = value[wanted]
    return found


def unique(name: str, labels: pd.Index[Any], *, what: str = "row") -> None:
    """Refuse labels that occur twice, since rows could not be told apart."""
    if not labels.is_unique:
        twice = labels[labels.duplicated()].tolist()[0]
        raise ArgumentError(
            f"{name} has the {what} {shown(twice)} twice; expected each {what} once; rename or drop one of them"
        )


def same_kind(name: str, labels: Iterable[Hashable], known: Iterable[Hashable]) -> None:
    """Refuse labels of another type than those known, as 1 and "1": none would be found, and all would be left out unsaid.

    >>> same_kind("units", ["a"], ["b", "c"])
    """
    given, expected = ({type(label) for label in pd.Index(list(some)).tolist()} for some in (labels, known))
    if given and expected and given.isdisjoint(expected):
        raise ArgumentError(
            f"{name} has labels of the type {min(kind.__name__ for kind in given)}; expected {min(kind.__name__ for kind in expected)}, "
            "as in the other table; convert one of them"
        )


def counts(
    name: str, values: ArrayLike, *, least: float = 0.0, what: str = "counts of 0 or more"
) -> NDArray[np.float64]:
    """Return finite numbers from `least` to 2^53 as an array of floats; by default they are counts.

    >>> counts("a", [1, 2]).tolist()
    [1.0, 2.0]
    """
    try:
        found = np.asarray(values)
        if found.dtype.kind == "O" and found.size and all(isinstance(value, Real) for value in found.flat):
            found = found.astype(float)
    except (TypeError, ValueError, OverflowError):
        found = np.asarray(None)
    if found.dtype.kind not in "biuf":
        raise ArgumentError(f"{name} is {shown(values)}; expected {what}; pass a number, a list or an array of them")
    found = found.astype(float, copy=False)
    # One pass each for the smallest and the largest; NaN passes neither comparison.
    if found.size and not (found.min() >= least and found.max() <= MOST):
        wrong = found[~((found >= least) & (found <= MOST))][0]
        raise ArgumentError(f"{name} has {wrong}; expected {what}, at most 2^53; replace this value")
    return found
