"""Sums over documents, from which a measure of two sides is computed for any choice and weight of the documents.

Every resampling here is a set of weights: a split puts each document on one side, a bootstrap counts it several times.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis import checks
from analysis.checks import shown
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import sizes_of_documents, with_documents
from analysis.terms.compare.labels import filled
from analysis.terms.compare.measures import log_ratio

__all__ = ["Measure", "Sums", "difference", "sums_of"]

Array = NDArray[np.float64]
Measure = Callable[[Any, Any, Any, Any], Array]


def difference(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    """Difference of two rates or means, a/n1 - b/n2; NaN where a side has nothing.

    >>> float(difference(3, 1, 4, 2))
    0.25
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.divide(a, n1) - np.divide(b, n2))


@dataclass(frozen=True)
class Sums:
    """Rows (documents, or the units of a cluster on one side) x columns (terms or measures): what is added up for a rate.

    Attributes
    ----------
    columns : list
        Names of the columns.
    parts : csr_array of float
        Rows x columns: the numerators, counts of a term or sums of a value.
    sizes : array of float
        Rows x 1, or rows x columns: the denominators, tokens or numbers of values.
    is_target : array of bool
        The side of each row.
    clusters : Index
        The document or cluster of each row.
    pairs : array of int or None
        The pair of each row in a paired design.
    measure : function
        Of (a, b, n1, n2), as `log_ratio`.
    whole : bool
        Whether numerators are whole numbers, as pooled counts are.
    """

    columns: list[Any]
    parts: sparse.csr_array
    sizes: Array
    is_target: NDArray[np.bool_]
    clusters: pd.Index
    pairs: NDArray[np.int64] | None
    measure: Measure
    whole: bool

    def side(self, weights: Array) -> tuple[Array, Array]:
        """Return numerators and denominators under weights, resamples x rows."""
        return np.asarray((self.parts.T @ weights.T).T), weights @ self.sizes

    def of(self, target: Array, reference: Array) -> Array:
        """Return the measure of all columns under the weights of either side, resamples x columns."""
        (a, n1), (b, n2) = self.side(target), self.side(reference)
        return self.measure(a, b, n1, n2)

    @property
    def real(self) -> Array:
        """The measure of the two sides as they are."""
        flags = self.is_target.astype(float)[None, :]
        return np.asarray(self.of(flags, 1 - flags)[0])


def sums_of(
    comparison: Comparison,
    values: pd.DataFrame | None = None,
    *,
    measure: Measure | None = None,
    weighting: str = "pooled",
    rows: str = "document",
    option: str = "leave",
) -> Sums:
    """Return the sums of a comparison: of the counts of all terms or of values of units.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    values : DataFrame, optional
        Units x measures: 0 or 1 for a frame, a score for tone; NaN is left out. Without, the counts of the terms.
    measure : function, optional
        Of (a, b, n1, n2), element by element; by default `log_ratio` of counts and `difference` of values.
    weighting : {"pooled", "documents"}
        "pooled": every token (every value) weighs the same, so long documents weigh more. "documents": every document weighs
        the same, as in a mean of the rates of documents; counts are scaled to the mean size of the documents.
    rows : str
        "document", or a column of the units table by which units are added up on either side.
    option : str
        The argument of the caller that names this column, for errors.

    Raises
    ------
    ArgumentError
        For a document without a token or a value, for values that are not finite numbers, or of unknown units.

    >>> units = pd.DataFrame({"document": ["d1", "d1", "d2"], "era": ["new", "new", "old"]}, index=list("abc"))
    >>> sums = sums_of(Comparison(units, by="era", target="new"), pd.DataFrame({"x": [1, 0, 1]}, index=list("abc")))
    >>> sums.parts.toarray().tolist(), sums.sizes.tolist(), sums.real.tolist()
    ([[1.0], [1.0]], [[2.0], [1.0]], [-0.5])
    """
    equal = checks.choice("weighting", weighting, ("pooled", "documents")) == "documents"
    given = measure or (log_ratio if values is None else difference)
    checks.function("measure", given, of="(a, b, n1, n2), as log_ratio")
    columns: list[Any]
    if values is None:
        _ = sizes_of_documents(comparison) if equal else with_documents(comparison).counts
        # Of a term that neither side has nothing is known; a correction alone would yield a ratio.
        kept = np.flatnonzero(sum(comparison.counts))
        columns = comparison.units.terms[kept].tolist()
        at = np.arange(len(comparison.units.units))
        parts = sparse.csr_array(comparison.units.counts[:, kept].astype(float))
        sizes = comparison.units.totals.to_numpy(dtype=float)[:, None]
    else:
        at, parts, sizes = _of_values(comparison, values)
        columns = list(values.columns)
    home, names = comparison.row_of_unit[at], comparison.documents.units.index
    of_document = _added(home, len(names)) @ sizes
    used = np.isin(np.arange(len(names)), home)
    if values is not None and (of_document[used] == 0).any():
        bare = str(names[used][(of_document[used] == 0).any(axis=1)][0]).partition("\x1f")[0]
        raise ArgumentError(
            f"document {bare!r} has no value of a measure, so splits cannot be compared; expected one or more; leave the "
            "document out"
        )
    if equal:
        weight = of_document[used].mean(axis=0) / of_document[home]
        parts, sizes = sparse.csr_array(parts * weight), sizes * weight
    cells, targets, pairs = names, comparison.is_target, comparison.pair_of
    if rows != "document":
        cluster = filled(option, rows, comparison.units.units).astype(str).to_numpy()[at]
        side = comparison.unit_is_target[at]
        home, cells = pd.factorize(pd.Index(cluster + np.where(side, "\x1fa", "\x1fb")), sort=True)
        targets, pairs = cells.str.endswith("a"), None
        used = np.ones(len(cells), dtype=bool)
    for name, flags in ((comparison.target_name, targets[used]), (comparison.reference_name, ~targets[used])):
        if not flags.any():
            raise ArgumentError(f"values has no unit of {name!r}; expected units of both sides; add some")
    adding = _added(home, len(cells))[np.flatnonzero(used)]
    clusters = cells[used].str.partition("\x1f").get_level_values(0) if len(cells) else cells
    numbers = None if pairs is None else np.arange(used.sum()) // 2
    added = sparse.csr_array(adding @ parts)
    return Sums(columns, added, adding @ sizes, targets[used], clusters, numbers, given, values is None and not equal)


def _added(home: NDArray[np.intp], number: int) -> sparse.csr_array:
    """Return the matrix that adds units up to rows."""
    return sparse.csr_array((np.ones(len(home)), (home, np.arange(len(home)))), shape=(number, len(home)))


def _of_values(comparison: Comparison, values: Any) -> tuple[NDArray[np.intp], sparse.csr_array, Array]:
    """Return the places of the units that have values, the values, and which of them are known."""
    with_documents(comparison)
    checks.unique("values", checks.table("values", values).index, what="unit")
    for measure, kind in values.dtypes.items():
        _finite(measure, kind, values[measure])
    known = comparison.units.units.index
    strangers = values.index.difference(comparison.matrix.units.index)
    if len(strangers):
        raise ArgumentError(
            f"values has the unit {shown(strangers[0])}, which the units table lacks; expected its units; add it there"
        )
    at = np.flatnonzero(known.isin(values.index))
    if comparison.pair_of is not None:
        # A pair is used where both of its sides have a value.
        pair = comparison.pair_of[comparison.row_of_unit]
        sides = [set(pair[at][comparison.unit_is_target[at] == side]) for side in (True, False)]
        at = at[np.isin(pair[at], list(sides[0] & sides[1]))]
    here = values.loc[known[at]].to_numpy(dtype=float)
    return at, sparse.csr_array(np.nan_to_num(here)), (~np.isnan(here)).astype(float)


def _finite(measure: Hashable, kind: Any, column: pd.Series) -> None:
    if not pd.api.types.is_numeric_dtype(kind) or np.isinf(column.to_numpy(dtype=float)).any():
        raise ArgumentError(f"values has {kind} in {measure!r}; expected finite numbers; convert the column")
