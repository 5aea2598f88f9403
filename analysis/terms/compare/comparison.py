"""The noun of the package: two sides of a corpus, checked and grouped once, which every comparing function takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import checks
from analysis.checks import shown
from analysis.corpus.groups import GroupCounts
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.labels import REST, Labels, as_strings, cells_of_pairs, labels_of_sides, name_of
from analysis.terms.compare.sides import Side, frequency_list, summed
from analysis.terms.describe.dispersion import deviation_of_proportions

__all__ = ["Comparison"]

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
_NOBODY = object()


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """Two sides of a corpus, checked and grouped once.

    Parameters
    ----------
    terms : TermMatrix, GroupCounts, mapping or Series
        Counts of units; streamed counts by group; or a frequency list, which is then the whole target. A DataFrame is a
        table of units without counts: enough to compare other values of units.
    by : str
        Column of the units table that names the groups; not used for streamed counts and lists.
    target : label, or list of labels
        Value or values of `by`, of any type; "the rest" for all units but those of the reference. Positive measures
        favour the target.
    reference : label, list of labels, mapping or Series
        The same; or a frequency list, counts by term of another corpus, whose sum is its size. By default the rest.
    document : str
        Column that names the document (cluster) of each unit. Where the table has no column `document`, every unit is
        a document.
    pairs : str, optional
        Column whose every value has units on both sides, as `document` for debates and hearings: inference then swaps
        the sides within each of these, and not between them.

    Raises
    ------
    ArgumentError
        For a label that no unit has (the error lists those there are), sides that overlap or have no token, a document
        on both sides without `pairs`, a pair with one side, or a frequency list with a count below 0.

    Notes
    -----
    Frozen. Labels of streamed counts are strings: 1 is "1". Units without a label are on neither side.

    >>> units = pd.DataFrame({"document": ["d1", "d2", "d3"], "era": [2021, 2025, 2026]}, index=["a", "b", "c"])
    >>> long = pd.DataFrame({"unit": ["a", "b", "c"], "term": ["x", "y", "y"], "count": [4, 6, 1]})
    >>> comparison = Comparison(TermMatrix.from_long(units, long), by="era", target=[2025, 2026], reference=2021)
    >>> comparison
    Comparison of 2025 + 2026 (2 documents) with 2021 (1 document) by era
    >>> comparison.sides[0].counts.tolist(), comparison.sides[1].size
    ([0.0, 7.0], 4.0)
    """

    terms: TermMatrix | GroupCounts | pd.DataFrame | Mapping[str, float] | pd.Series
    by: str = ""
    target: Any = "the list"
    reference: Any = REST
    document: str = "document"
    pairs: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.terms, pd.DataFrame):
            nothing = sparse.csr_array((len(self.terms), 0), dtype=np.int64)
            object.__setattr__(self, "terms", TermMatrix(nothing, pd.Index([], dtype="str"), self.terms))
        if not isinstance(self.terms, TermMatrix | GroupCounts | Mapping | pd.Series):
            raise ArgumentError(
                f"terms is {shown(self.terms)}; expected a TermMatrix, GroupCounts or a frequency list; count the texts with "
                "TermMatrix.from_texts"
            )
        if self.pairs is not None and (not isinstance(self.terms, TermMatrix) or self.listed is not None):
            raise ArgumentError(
                f"pairs is {shown(self.pairs)} without units on both sides; expected a TermMatrix and two groups; leave it out"
            )
        if isinstance(self.terms, TermMatrix) and self.listed is None:
            self._refuse_shared_documents()
        if len(self.vocabulary):
            for name, values in zip((self.target_name, self.reference_name), self.counts, strict=True):
                if not values.sum():
                    of = f" of {self.by!r}" if self.by else ""
                    raise ArgumentError(
                        f"the group {name!r}{of} has no token, so its rates are undefined; expected words; drop it"
                    )

    def __repr__(self) -> str:
        said = ["", ""]
        if isinstance(self.terms, TermMatrix) and self.listed is None:
            numbers = [int(side.sum()) for side in (self.is_target, ~self.is_target)]
            said = [f" ({number} document{'s' * (number != 1)})" for number in numbers]
        by = f" by {self.by}" if self.by else ""
        within = f", within each {self.pairs}" if self.pairs else ""
        return f"Comparison of {self.target_name}{said[0]} with {self.reference_name}{said[1]}{by}{within}"

    @cached_property
    def listed(self) -> pd.Series | None:
        """The reference as a frequency list; None where it is a group."""
        given = self.reference
        return frequency_list("reference", given) if isinstance(given, Mapping | pd.Series) else None

    @cached_property
    def _values(self) -> list[Any]:
        """Return the labels that there are, in order."""
        if isinstance(self.terms, GroupCounts):
            return list(self.terms.groups)
        column = checks.column("the units table", self._matrix.units, self.by, argument="by")
        return sorted(column.dropna().unique(), key=lambda value: (type(value).__name__, value))

    @cached_property
    def _labels(self) -> tuple[Labels, Labels]:
        if isinstance(self.terms, Mapping | pd.Series):
            return [checks.label("target", self.target)], []
        # Counts by group have strings for names, whatever the column held.
        texts = isinstance(self.terms, GroupCounts)
        sides = [self.target, REST if self.listed is not None else self.reference]
        target, reference = (as_strings(side) if texts else side for side in sides)
        if self.listed is not None:
            # Beside a list the rest is nobody's, and may be empty.
            return labels_of_sides([*self._values, _NOBODY], target, [_NOBODY], by=self.by)[0], []
        return labels_of_sides(self._values, target, reference, by=self.by)

    @cached_property
    def target_name(self) -> str:
        """The target in words."""
        known = [] if isinstance(self.terms, Mapping | pd.Series) else self._values
        return name_of(self.target, self._labels[0], known)

    @cached_property
    def reference_name(self) -> str:
        """The reference in words."""
        return (
            "the reference list" if self.listed is not None else name_of(self.reference, self._labels[1], self._values)
        )

    @property
    def _matrix(self) -> TermMatrix:
        return checks.instance("terms", self.terms, TermMatrix, step="count the texts with TermMatrix.from_texts")

    @cached_property
    def units(self) -> TermMatrix:
        """The units of both sides."""
        return self._matrix.select(**{self.by: [*self._labels[0], *self._labels[1]]})

    @cached_property
    def unit_is_target(self) -> Flags:
        """Whether each unit is on the side of the target."""
        return self.units.units[self.by].isin(self._labels[0]).to_numpy(dtype=bool)

    @cached_property
    def unit_documents(self) -> pd.Series:
        """The document of each unit."""
        units = self.units.units
        if self.document == "document" and "document" not in units.columns:
            return pd.Series(units.index, index=units.index, name="document")
        return checks.column("the units table", units, self.document, argument="document")

    @cached_property
    def _rows(self) -> NDArray[np.object_]:
        """Return the row of `documents` that each unit is added to, by name."""
        return np.asarray(self.unit_documents if self.pairs is None else self._cells, dtype=object)

    @cached_property
    def documents(self) -> TermMatrix:
        """Counts of each document; in a paired design of each side of each pair."""
        table = pd.DataFrame({"document": self._rows, "target": self.unit_is_target}, index=self.units.units.index)
        return TermMatrix(self.units.counts, self.units.terms, table).group("document")

    @cached_property
    def row_of_unit(self) -> NDArray[np.intp]:
        """The row of `documents` that each unit is added to."""
        return self.documents.units.index.get_indexer(pd.Index(self._rows).astype(str))

    @cached_property
    def is_target(self) -> Flags:
        """Whether each row of `documents` is on the side of the target."""
        return self.documents.units["target"].to_numpy(dtype=bool)

    @cached_property
    def pair_of(self) -> NDArray[np.int64] | None:
        """The pair of each row of `documents`, as a number; None where the design is not paired."""
        if self.pairs is None:
            return None
        # The names sort by pair, and the target's comes first in each.
        return np.arange(len(self.is_target)) // 2

    @cached_property
    def _cells(self) -> pd.Series:
        """Name the pair and the side of each unit, the target first."""
        pair = checks.column("the units table", self.units.units, self.pairs, argument="pairs")
        return cells_of_pairs(pair, self.unit_is_target, str(self.pairs))

    def _refuse_shared_documents(self) -> None:
        if self.pairs is not None:
            _ = self._cells
            return
        both = pd.Series(self.unit_is_target).groupby(self.unit_documents.to_numpy()).nunique() > 1
        if both.any():
            raise ArgumentError(
                f"document {shown(both.idxmax())} is on both sides, {self.target_name} and {self.reference_name}; expected "
                f"documents of one side; pass pairs={self.document!r} to compare within documents, or another document="
            )

    @cached_property
    def _own(self) -> NDArray[np.object_]:
        """Return the terms that `terms` has."""
        given = (
            frequency_list("terms", self.terms).index
            if isinstance(self.terms, Mapping | pd.Series)
            else self.terms.terms
        )
        return np.asarray(given, dtype=object)

    @cached_property
    def vocabulary(self) -> NDArray[np.object_]:
        """All terms of either side, sorted."""
        return self._own if self.listed is None else np.array(sorted({*self._own, *self.listed.index}), dtype=object)

    @cached_property
    def counts(self) -> tuple[Array, Array]:
        """Counts of all terms on both sides."""
        if isinstance(self.terms, GroupCounts):
            found = [values for values, _ in self._of_groups(self.terms.counts, self.terms.sizes)]
        elif isinstance(self.terms, TermMatrix):
            found = [summed(self.units.counts, side) for side in (self.unit_is_target, ~self.unit_is_target)]
        else:
            found = [frequency_list("terms", self.terms).to_numpy(dtype=float)]
        if self.listed is None and len(found) == 2:
            return found[0], found[1]
        if self.listed is None:
            raise ArgumentError(
                f"reference is {shown(self.reference)} beside a list; expected counts by term; pass another list"
            )
        of_list = self.listed.reindex(pd.Index(self.vocabulary), fill_value=0.0).to_numpy(dtype=float)
        return self._spread(found[0], 0.0), of_list

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Both sides with their documents; of a frequency list the documents are unknown (NaN)."""
        unknown = (np.full(len(self._own), np.nan), np.nan)
        if isinstance(self.terms, GroupCounts):
            about = self._of_groups(self.terms.documents, self.terms.documents_of)
        elif isinstance(self.terms, TermMatrix):
            present = self.documents.counts.astype(bool).astype(np.int64)
            about = [(summed(present, side), float(side.sum())) for side in (self.is_target, ~self.is_target)]
        else:
            about = [unknown]
        if self.listed is not None:
            about = [(self._spread(about[0][0], 0.0), about[0][1]), (np.full(len(self.vocabulary), np.nan), np.nan)]
        names = (self.target_name, self.reference_name)
        first, second = (
            Side(name, counts, float(counts.sum()), documents, of)
            for name, counts, (documents, of) in zip(names, self.counts, about, strict=True)
        )
        return first, second

    @cached_property
    def dp(self) -> Array:
        """Deviation of proportions of each term over the documents of both sides; over the target's beside a list."""
        if isinstance(self.terms, GroupCounts):
            used = [name for labels in self._labels for name in labels]
            if len(used) < len(self.terms.groups):
                raise ArgumentError(
                    f"the counts are of the groups {', '.join(self.terms.groups)}, over all of which the dispersion runs; "
                    f"expected {' and '.join(used)} only; count with groups={used}"
                )
            found = self.terms.dp
        elif isinstance(self.terms, TermMatrix):
            # The parts are whole documents, also where their two sides are compared.
            labels = pd.DataFrame({"document": self.unit_documents})
            parts = (
                TermMatrix(self.units.counts, self.units.terms, labels).group("document")
                if self.pairs
                else self.documents
            )
            found = deviation_of_proportions(parts).to_numpy()
        else:
            found = np.full(len(self._own), np.nan)
        return self._spread(found, np.nan)

    def _of_groups(self, table: NDArray[np.int64], sizes: NDArray[np.int64]) -> list[tuple[Array, float]]:
        """Add up the rows of a table of groups for each side."""
        rows = [[self._values.index(name) for name in labels] for labels in self._labels if labels]
        return [(table[at].sum(axis=0).astype(float), float(sizes[at].sum())) for at in rows]

    def _spread(self, values: Array, empty: float) -> Array:
        """Place values of `terms` among all terms of both sides."""
        if self.listed is None:
            return values
        out = np.full(len(self.vocabulary), empty)
        out[pd.Index(self.vocabulary).get_indexer(pd.Index(self._own))] = values
        return out
