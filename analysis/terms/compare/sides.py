"""One side of a comparison, and the frequency list that may be one: counts by term from a mapping or a Series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import checks
from analysis.checks import MOST, shown
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError

__all__ = ["Side", "frequency_list", "placed", "status_of", "summed", "whole"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Side:
    """One side: its name, the counts of all terms, its size in tokens, documents with each term, and documents."""

    name: str
    counts: Array
    size: float
    documents: Array
    documents_of: float


def summed(counts: sparse.csr_array, rows: NDArray[np.bool_]) -> Array:
    """Add up some rows of a matrix of counts."""
    return np.asarray(counts[np.flatnonzero(rows)].sum(axis=0)).ravel().astype(float)


def placed(values: Array, terms: pd.Index, among: NDArray[np.object_], empty: float) -> Array:
    """Return values of some terms in the places that these have among other terms."""
    out = np.full(len(among), empty)
    out[pd.Index(among).get_indexer(terms)] = values
    return out


def status_of(a: Array, b: Array, target: str, reference: str) -> pd.Index:
    """Say of each term whether both sides have it, or which one lacks it."""
    words = pd.Index(["in both", f"absent from {reference}", f"absent from {target}"], dtype="str")
    return words.take(np.where(b == 0, 1, np.where(a == 0, 2, 0)))


def whole(values: Array) -> Array | NDArray[np.int64]:
    """Counts as integers; those with a fraction, and those that are unknown, stay as they are."""
    array = np.asarray(values, dtype=float)
    return array if np.isnan(array).any() or (array % 1).any() else array.astype(np.int64)


def frequency_list(name: str, given: Any) -> pd.Series:
    """Return counts by term from a mapping, a Series or a matrix, whose units are added up.

    >>> frequency_list("background", {"x": 3}).to_dict()
    {'x': 3.0}
    """
    if isinstance(given, TermMatrix):
        given = pd.Series(np.asarray(given.counts.sum(axis=0)).ravel(), index=given.terms)
    if not isinstance(given, Mapping | pd.Series):
        raise ArgumentError(
            f"{name} is {shown(given)}; expected counts by term; pass a mapping, a Series or a TermMatrix"
        )
    words, values = (list(given), list(given.values())) if isinstance(given, Mapping) else (given.index.tolist(), given)
    for word in words:
        if not isinstance(word, str):
            raise ArgumentError(
                f"{name} has the term {shown(word)}; expected a string; write the term in quotation marks"
            )
    try:
        numbers = checks.counts(name, np.asarray(values))
    except ArgumentError:
        word, wrong = next(pair for pair in zip(words, values, strict=True) if not _is_count(pair[1]))
        raise ArgumentError(
            f"{name} has {shown(wrong)} for {word!r}; expected counts of 0 or more, at most 2^53; change or drop the term"
        ) from None
    listed = pd.Series(numbers, index=pd.Index(words, dtype=object))
    checks.unique(name, listed.index, what="term")
    if not listed.sum():
        raise ArgumentError(f"{name} has no token; expected counts of a corpus; pass a list with a count above 0")
    return listed


def _is_count(value: Any) -> bool:
    return isinstance(value, Real) and 0 <= float(value) <= MOST
