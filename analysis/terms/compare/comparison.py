"""Two groups side by side, from a matrix, from streamed counts, or beside a frequency list.

Whatever compares two groups gets them here, so that the same labels are refused everywhere: a list of
labels, twice the same group, a group without a token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.stream import GroupCounts
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, one_of
from analysis.terms.checks import column_name, frequency_list, shown, term_matrix
from analysis.terms.describe.dispersion import deviation_of_proportions, document_range

__all__ = [
    "REFERENCE_LIST",
    "Side",
    "counts_of_two",
    "refuse_wordless",
    "sides",
    "status_of",
    "two_groups",
    "units_of_two",
    "whole",
]

Array = NDArray[np.float64]
Names = NDArray[np.object_]
REFERENCE_LIST = "the reference list"


@dataclass(frozen=True)
class Side:
    """One group: its label, the counts of all terms, its size, documents with each term, and documents."""

    name: Any
    counts: Array
    size: float
    documents: Array
    documents_of: float


def two_groups(target: Any, reference: Any, *, by: str = "") -> None:
    """Refuse what does not name two groups by one label each: a text, a number, a date.

    >>> two_groups(2021, 2025, by="year")
    """
    if _label("target", target) == _label("reference", reference):
        of = f"values of {by!r}" if by else "groups"
        raise ArgumentError(f"target and reference are both {target!r}; expected two groups; pass two different {of}")


def _label(name: str, value: Any) -> Any:
    if not pd.api.types.is_scalar(value) or pd.isna(value):
        raise ArgumentError(
            f"{name} is {shown(value)}; expected the label of one group, a text, a number or a date; pass one"
        )
    return value


def units_of_two(terms: TermMatrix, *, by: str, target: Any, reference: Any) -> tuple[TermMatrix, TermMatrix]:
    """Return the units of two different groups, each with a token or more."""
    column_name("by", by, term_matrix(terms).units)
    two_groups(target, reference, by=by)
    first, second = (terms.select(**{by: label}) for label in (target, reference))
    for label, side in ((target, first), (reference, second)):
        refuse_wordless(label, float(side.counts.sum()), by)
    return first, second


def counts_of_two(
    terms: TermMatrix | GroupCounts, *, by: str, target: Any, reference: Any
) -> tuple[Names, Array, Array]:
    """Return all terms with their counts in both groups; the reference may be a frequency list."""
    _known(terms, by)
    listed = _list_or_label(target, reference, by, as_texts=isinstance(terms, GroupCounts))
    labels = [target] if listed is not None else [target, reference]
    if isinstance(terms, GroupCounts):
        counts = [terms.counts[at].astype(float) for at in _rows(terms, labels)]
    else:
        counts = [_summed(terms.select(**{by: label})) for label in labels]
    for label, values in zip(labels, counts, strict=True):
        refuse_wordless(label, float(values.sum()), by)
    names = np.asarray(terms.terms, dtype=object)
    if listed is None:
        return names, counts[0], counts[1]
    union, places = _union(names, listed)
    return union, _spread(counts[0], places, len(union), 0.0), _of(listed, union)


def sides(
    terms: TermMatrix | GroupCounts, *, by: str, target: Any, reference: Any, document: str
) -> tuple[pd.Index, Side, Side, Array]:
    """Return all terms, both groups with their documents, and the dispersion over the documents of both.

    Of a frequency list the documents are unknown, and the dispersion is that of the target alone.
    """
    _known(terms, by)
    listed = _list_or_label(target, reference, by, as_texts=isinstance(terms, GroupCounts))
    labels = [target] if listed is not None else [target, reference]
    found, dp = _of_counts(terms, labels) if isinstance(terms, GroupCounts) else _of_units(terms, by, labels, document)
    for side in found:
        refuse_wordless(side.name, side.size, by)
    if listed is None:
        return terms.terms, found[0], found[1], dp
    target_side, (union, places) = found[0], _union(np.asarray(terms.terms, dtype=object), listed)

    def spread(values: Array, empty: float) -> Array:
        return _spread(values, places, len(union), empty)

    first = Side(
        target_side.name,
        spread(target_side.counts, 0.0),
        target_side.size,
        spread(target_side.documents, 0.0),
        target_side.documents_of,
    )
    counts, unknown = _of(listed, union), np.full(len(union), np.nan)
    names = pd.Index(union, dtype="str", name="term")
    return names, first, Side(REFERENCE_LIST, counts, float(counts.sum()), unknown, np.nan), spread(dp, np.nan)


def status_of(a: Array, b: Array, target: Any, reference: Any) -> pd.Index:
    """Say of each term whether both groups have it, or which one lacks it."""
    words = pd.Index(["in both", f"absent from {reference}", f"absent from {target}"], dtype="str")
    return words.take(np.where(b == 0, 1, np.where(a == 0, 2, 0)))


def whole(values: Array) -> Array | NDArray[np.int64]:
    """Counts as integers; those with a fraction, and those of a list without documents, stay as they are."""
    array = np.asarray(values, dtype=float)
    return array if np.isnan(array).any() or (array % 1).any() else array.astype(np.int64)


def _list_or_label(target: Any, reference: Any, by: str, *, as_texts: bool) -> pd.Series | None:
    """Return the reference as a frequency list, or None for the label of a group; what is neither is refused.

    Groups known by their names only (`as_texts`) are the same where the names are: 1 is "1".
    """
    if isinstance(reference, Mapping | pd.Series):
        _label("target", target)
        listed = frequency_list("reference", reference)
        if not listed.sum():
            raise ArgumentError("reference holds no token; expected counts of a corpus; pass a list with one above 0")
        return listed
    if not pd.api.types.is_scalar(reference) or pd.isna(reference):
        raise ArgumentError(
            f"reference is {shown(reference)}; expected the label of one group or a frequency list; pass a label, or a "
            "mapping or Series of counts by term"
        )
    two_groups(target, reference, by=by)
    if as_texts:
        two_groups(str(target), str(reference))
    return None


def _known(terms: TermMatrix | GroupCounts, by: str) -> None:
    """Refuse what is neither a matrix with the column of the groups nor counts by group."""
    if not isinstance(terms, GroupCounts):
        column_name("by", by, term_matrix(terms).units)


def refuse_wordless(label: Any, size: float, by: str) -> None:
    """Refuse a group of no size, whose rates are undefined."""
    if not size:
        of = f" of {by!r}" if by else ""
        raise ArgumentError(f"the group {label!r}{of} has no token; rates are undefined; pass a group with words")


def _rows(terms: GroupCounts, labels: list[Any]) -> list[int]:
    # Counts by group have texts for names, whatever the column held.
    names = [str(label) for label in labels]
    for name in names:
        if name not in terms.groups:
            raise one_of("a group", name, terms.groups)
    return [terms.groups.index(name) for name in names]


def _of_counts(terms: GroupCounts, labels: list[Any]) -> tuple[list[Side], Array]:
    rows = _rows(terms, labels)
    if len(terms.groups) > len(labels):
        raise ArgumentError(
            f"the counts are of the groups {', '.join(terms.groups)}, over all of which the dispersion runs; expected "
            f"{' and '.join(map(str, labels))} only; count with groups={labels}"
        )
    found = [
        Side(
            label,
            terms.counts[at].astype(float),
            float(terms.sizes[at]),
            terms.documents[at].astype(float),
            float(terms.documents_of[at]),
        )
        for label, at in zip(labels, rows, strict=True)
    ]
    return found, terms.dp


def _of_units(terms: TermMatrix, by: str, labels: list[Any], document: str) -> tuple[list[Side], Array]:
    column_name("document", document, terms.units)
    both = terms.select(**{by: labels})
    found = []
    for label in labels:
        side = both.select(**{by: label}).group(document)
        counts = _summed(side)
        documents = document_range(side).to_numpy().astype(float)
        found.append(Side(label, counts, float(counts.sum()), documents, len(side.units)))
    return found, deviation_of_proportions(both.group(document)).to_numpy()


def _summed(terms: TermMatrix) -> Array:
    return np.asarray(terms.counts.sum(axis=0)).ravel().astype(float)


def _union(names: Names, listed: pd.Series) -> tuple[Names, NDArray[np.intp]]:
    """Terms of either in order, and the places of the first."""
    union = np.array(sorted({*map(str, names), *listed.index}), dtype=object)
    return union, pd.Index(union).get_indexer(pd.Index(names))


def _spread(values: Array, places: NDArray[np.intp], width: int, empty: float) -> Array:
    out = np.full(width, empty)
    out[places] = values
    return out


def _of(listed: pd.Series, union: Names) -> Array:
    return listed.reindex(pd.Index(union), fill_value=0.0).to_numpy(dtype=float)
