"""Checks of the arguments of measures: a matrix, a frequency list, texts by name."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis.checks import unique
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, missing_column

__all__ = [
    "MOST",
    "column_name",
    "frequency_list",
    "named_texts",
    "numbers",
    "shown",
    "term_matrix",
]

# Beyond this, floating-point numbers no longer tell whole numbers apart.
MOST = 2.0**53


def numbers(
    name: str, values: ArrayLike, *, least: float = 0.0, what: str = "counts of 0 or more"
) -> NDArray[np.float64]:
    """Return finite numbers from `least` to 2^53 as a float array; by default they are counts.

    >>> numbers("a", [1, 2]).tolist()
    [1.0, 2.0]
    """
    try:
        found = np.asarray(values)
        if found.dtype.kind == "O" and found.size and all(isinstance(value, Real) for value in found.flat):
            found = found.astype(float)
    except (TypeError, ValueError, OverflowError):
        found = np.asarray(None)
    if found.dtype.kind not in "biuf":
        raise ArgumentError(f"{name} is {shown(values)}; expected a number or a list or array of {what}; change it")
    found = found.astype(float, copy=False)
    # One pass each for the smallest and the largest; NaN passes neither comparison.
    if found.size and not (found.min() >= least and found.max() <= MOST):
        wrong = found[~((found >= least) & (found <= MOST))][0]
        raise ArgumentError(f"{name} holds {wrong}; expected {what}, 2^53 at most; correct it")
    return found


def column_name(name: str, value: Any, units: pd.DataFrame) -> str:
    """Return the name of a column that a units table has."""
    if not isinstance(value, str):
        raise ArgumentError(
            f"{name} is {shown(value)}; expected the name of a column of the units table; pass its name"
        )
    if value not in units.columns:
        raise missing_column("the units table", value, units.columns)
    return value


def named_texts(texts: Any) -> list[tuple[Any, Any]]:
    """Return the names of texts and what they name, sorted by name; numbers come before strings.

    >>> named_texts({"b": 1, "a": 2})
    [('a', 2), ('b', 1)]
    """
    if not isinstance(texts, Mapping | pd.Series):
        raise ArgumentError(f"texts is {shown(texts)}; expected the words of each text by its name; pass a mapping")
    if isinstance(texts, pd.Series):
        unique("texts", texts.index, what="name")
    return sorted(texts.items(), key=lambda item: (type(item[0]).__name__, item[0]))


def term_matrix(terms: Any, *, empty: bool = False) -> TermMatrix:
    """Return a matrix of one unit or more, or of any number where `empty` is allowed."""
    if not isinstance(terms, TermMatrix):
        raise ArgumentError(
            f"terms is {shown(terms)}; expected a TermMatrix, which knows the units; count the texts with it"
        )
    if not empty and not len(terms.units):
        raise ArgumentError("terms has no unit; expected one or more; pass a matrix or a selection with units")
    return terms


def frequency_list(name: str, given: Any) -> pd.Series:
    """Return counts by term from a mapping, a Series or a matrix, whose units are added up.

    >>> frequency_list("background", {"x": 3}).to_dict()
    {'x': 3.0}
    """
    if isinstance(given, TermMatrix):
        given = pd.Series(np.asarray(sparse.csr_array(given.counts).sum(axis=0)).ravel(), index=given.terms)
    if not isinstance(given, Mapping | pd.Series):
        raise ArgumentError(f"{name} is {shown(given)}; expected a mapping or Series of counts by term; pass one")
    words, values = (list(given), list(given.values())) if isinstance(given, Mapping) else (given.index.tolist(), given)
    strays = [word for word in words if not isinstance(word, str)]
    if strays:
        raise ArgumentError(f"{name} has the term {strays[0]!r}; expected texts as terms; write it as a text")
    try:
        counts = numbers(name, np.asarray(values))
    except ArgumentError:
        word, wrong = next(pair for pair in zip(words, values, strict=True) if not _is_count(pair[1]))
        raise ArgumentError(
            f"{name} holds {wrong!r} for {word!r}; expected counts of 0 or more, 2^53 at most; correct the list"
        ) from None
    listed = pd.Series(counts, index=pd.Index(words, dtype=object))
    if not listed.index.is_unique:
        twice = listed.index[listed.index.duplicated()][0]
        raise ArgumentError(f"{name} has the term {twice!r} twice; expected each term once; add its counts up")
    return listed


def _is_count(value: Any) -> bool:
    return isinstance(value, Real) and 0 <= float(value) <= MOST


def shown(value: Any) -> str:
    """Show a value in a sentence: a table or a long list by its kind."""
    text = repr(value)
    return (
        text if len(text) <= 60 and "\n" not in text and " at 0x" not in text else f"of the kind {type(value).__name__}"
    )
