"""Checks of what measures are given: counts, pairs of words, tokens, a matrix, a frequency list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, missing_column

__all__ = [
    "MOST",
    "column_name",
    "frequency_list",
    "numbers",
    "pair_counts",
    "shown",
    "term_matrix",
    "token_list",
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


def pair_counts(*values: ArrayLike, span: ArrayLike = 1) -> list[NDArray[np.float64]]:
    """Return f, f1, f2 and, where given, n as arrays of one shape that can stand in one table.

    With a window (a span other than 1) f is bounded by neither f1 nor f2: see `terms.context.association`.

    >>> [array.tolist() for array in pair_counts([1, 2], 3, 4)]
    [[1.0, 2.0], [3.0, 3.0], [4.0, 4.0]]
    """
    names = ("f", "f1", "f2", "n")
    arrays = [numbers(name, value) for name, value in zip(names, values, strict=False)]
    places = numbers("span", span, what="places around a word, 0 or more")
    try:
        *arrays, places = np.broadcast_arrays(*arrays, places)
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in arrays)
        raise ArgumentError(
            f"the counts have the shapes {shapes}; expected one shape or single numbers; align them"
        ) from None
    f, f1, f2, *whole = arrays
    bounds = [("f", f, "f1", f1, places == 1), ("f", f, "f2", f2, places == 1)]
    for n in whole:
        bounds += [
            ("f1", f1, "n", n, True),
            ("f2", f2, "n", n, True),
            ("f1 + f2 - f", f1 + f2 - f, "n", n, places == 1),
        ]
    for name, value, most_name, most, holds in bounds:
        wrong = (value > most) & holds
        if wrong.any():
            at = np.argmax(wrong)
            raise ArgumentError(
                f"{name} is {value.flat[at]:g}, more than {most_name} = {most.flat[at]:g}; expected counts of one table; "
                "correct the row, or pass the span of the windows"
            )
    return arrays


def token_list(name: str, tokens: Iterable[str]) -> list[str]:
    """Return the tokens of a text as a list; a text itself would be read letter by letter.

    >>> token_list("tokens", ("red", "line"))
    ['red', 'line']
    """
    wrong: Any = tokens
    if isinstance(tokens, Iterable) and not isinstance(tokens, str | bytes | Mapping | AbstractSet):
        found = list(tokens)
        strays = [token for token in found if not isinstance(token, str)]
        if not strays:
            return found
        wrong = strays[0]
        name = f"a token of {name}"
    raise ArgumentError(
        f"{name} is {shown(wrong)}; expected the list of a text's words; split the text into words first"
    )


def column_name(name: str, value: Any, units: pd.DataFrame) -> str:
    """Return the name of a column that a units table has."""
    if not isinstance(value, str):
        raise ArgumentError(
            f"{name} is {shown(value)}; expected the name of a column of the units table; pass its name"
        )
    if value not in units.columns:
        raise missing_column("the units table", value, units.columns)
    return value


def named_texts(texts: Mapping[Any, Any] | pd.Series) -> list[tuple[Any, Any]]:
    """Return the names and what they name, sorted by name; a name that stands twice is refused.

    >>> named_texts({"b": 1, "a": 2})
    [('a', 2), ('b', 1)]
    """
    if isinstance(texts, pd.Series) and not texts.index.is_unique:
        twice = texts.index[texts.index.duplicated()].tolist()[0]
        raise ArgumentError(f"texts has the name {twice!r} twice; expected each once; rename or join them")
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
