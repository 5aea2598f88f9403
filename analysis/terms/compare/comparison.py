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
from analysis.terms.compare import labels
from analysis.terms.compare.labels import REST
from analysis.terms.compare.sides import Side, frequency_list, placed, summed
from analysis.terms.describe.spread import deviation_of_proportions

__all__ = ["Comparison"]

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


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
        Value or values of `by`, of any type (strings for streamed counts: 1 is "1"); "the rest" for all units with a
        value but those of the reference. Positive measures favour the target. Of a list its name, by default "the list".
    reference : label, list of labels, mapping or Series
        The same; or a frequency list, counts by term of another corpus, whose sum is its size. By default the rest.
    document : str
        Column that names the document (cluster) of each unit. Where the table has no column `document`, every unit is
        a document.
    pairs : str, optional
        Column whose every value has units on both sides, as `document` for debates and hearings. Each side of a pair is
        then one document, and inference swaps the sides within pairs, never between them.

    Raises
    ------
    ArgumentError
        For a label that no unit has (the error lists those there are), sides that overlap or have no token, a unit without
        a document, a pair with one side, or a frequency list with a count below 0.

    Notes
    -----
    A document may be on both sides, as an article that quotes both speakers: terms are then counted, and the document
    counts once for each side. What exchanges or omits documents refuses it and asks for `pairs`.

    >>> units = pd.DataFrame({"document": ["d1", "d2", "d3"], "era": [2021, 2025, 2026]}, index=["a", "b", "c"])
    >>> long = pd.DataFrame({"unit": ["a", "b", "c"], "term": ["x", "y", "y"], "count": [4, 6, 1]})
    >>> comparison = Comparison(TermMatrix.from_long(units, long), by="era", target=[2025, 2026], reference=2021)
    >>> comparison
    Comparison of 2025 + 2026 (2 documents) with 2021 (1 document) by era
    >>> [side.counts.tolist() for side in comparison.sides]
    [[0.0, 7.0], [4.0, 0.0]]
    """

    terms: TermMatrix | GroupCounts | pd.DataFrame | Mapping[str, float] | pd.Series
    by: str = ""
    target: Any = None
    reference: Any = REST
    document: str = "document"
    pairs: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.terms, pd.DataFrame):
            nothing = sparse.csr_array((len(self.terms), 0), dtype=np.int64)
            object.__setattr__(self, "terms", TermMatrix(nothing, pd.Index([], dtype="str"), self.terms))
        elif isinstance(self.terms, Mapping | pd.Series):
            object.__setattr__(self, "terms", frequency_list("terms", self.terms))
            _ = self.target is None or checks.label("target", self.target)
        elif not isinstance(self.terms, TermMatrix | GroupCounts):
            raise ArgumentError(
                f"terms is {shown(self.terms)}; expected a TermMatrix, GroupCounts or a frequency list; count the texts with "
                "TermMatrix.from_texts"
            )
        if isinstance(self.reference, Mapping | pd.Series):
            object.__setattr__(self, "reference", frequency_list("reference", self.reference))
        elif isinstance(self.terms, pd.Series):
            raise ArgumentError(
                f"reference is {shown(self.reference)} beside a list; expected counts by term; pass another list"
            )
        if isinstance(self.terms, TermMatrix) and self.listed is None:
            _ = self._rows
        elif self.pairs is not None:
            raise ArgumentError(
                f"pairs is {shown(self.pairs)} without units on both sides; expected a TermMatrix and two groups; leave it out"
            )
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

    @property
    def listed(self) -> pd.Series | None:
        """The reference as a frequency list; None where it is a group."""
        return self.reference if isinstance(self.reference, pd.Series) else None

    @cached_property
    def _values(self) -> list[Any]:
        """Return the labels that there are, in order."""
        if isinstance(self.terms, GroupCounts):
            return list(self.terms.groups)
        column = checks.column("the units table", self.matrix.units, self.by, argument="by")
        return sorted(column.dropna().unique(), key=lambda value: (type(value).__name__, value))

    @cached_property
    def _labels(self) -> tuple[labels.Labels, labels.Labels]:
        # Counts by group have strings for names, whatever the column held.
        prepare = labels.as_strings if isinstance(self.terms, GroupCounts) else lambda side: side
        sides = prepare(self.target), REST if self.listed is not None else prepare(self.reference)
        return labels.labels_of_sides(self._values, *sides, by=self.by, listed=self.listed is not None)

    @cached_property
    def target_name(self) -> str:
        """The target in words."""
        if isinstance(self.terms, pd.Series):
            return "the list" if self.target is None else str(self.target)
        return labels.name_of(self.target, self._labels[0], self._values)

    @cached_property
    def reference_name(self) -> str:
        """The reference in words."""
        if self.listed is not None:
            return "the reference list"
        return labels.name_of(self.reference, self._labels[1], self._values)

    @property
    def matrix(self) -> TermMatrix:
        """The counts of all units; counts by group and lists have none."""
        return checks.instance("terms", self.terms, TermMatrix, step="count the texts with TermMatrix.from_texts")

    @cached_property
    def units(self) -> TermMatrix:
        """The units of both sides."""
        return self.matrix.select(**{self.by: [*self._labels[0], *self._labels[1]]})

    @cached_property
    def unit_is_target(self) -> Flags:
        """Whether each unit is on the side of the target."""
        return self.units.units[self.by].isin(self._labels[0]).to_numpy(dtype=bool)

    @cached_property
    def unit_documents(self) -> pd.Series:
        """The document of each unit; in a paired design its pair, of which each side is one document."""
        units = self.units.units
        if self.pairs is not None:
            return labels.filled("pairs", self.pairs, units)
        if self.document == "document" and "document" not in units.columns:
            return pd.Series(units.index, index=units.index, name="document")
        return labels.filled("document", self.document, units)

    @cached_property
    def shared(self) -> Any:
        """The first document with units on both sides, which no inference may split; None where there is none."""
        if self.listed is not None:
            return None
        both = labels.on_both_sides(self.unit_documents, self.unit_is_target)
        return both.idxmax() if both.any() else None

    @cached_property
    def _rows(self) -> pd.Series:
        """Return the name of the row of `documents` that each unit is added to."""
        if self.pairs is not None:
            return labels.cells_of_pairs(self.unit_documents, self.unit_is_target, self.pairs)
        if self.listed is not None:
            return self.unit_documents
        documents = self.unit_documents
        return documents if self.shared is None else labels.cells_of_sides(documents, self.unit_is_target)

    @cached_property
    def documents(self) -> TermMatrix:
        """Counts of each document; of each side apart in a paired design, or where a document is on both sides."""
        table = pd.DataFrame({"document": self._rows, "target": self.unit_is_target}, index=self.units.units.index)
        return TermMatrix(self.units.counts, self.units.terms, table).group("document")

    @cached_property
    def row_of_unit(self) -> NDArray[np.intp]:
        """The row of `documents` that each unit is added to."""
        return self.documents.units.index.get_indexer(pd.Index(self._rows.astype(str)))

    @cached_property
    def is_target(self) -> Flags:
        """Whether each row of `documents` is on the side of the target."""
        return self.documents.units["target"].to_numpy(dtype=bool)

    @cached_property
    def pair_of(self) -> NDArray[np.int64] | None:
        """The pair of each row of `documents`, as a number; None where the design is not paired."""
        # The names sort by pair, and the target's comes first in each.
        return None if self.pairs is None else np.arange(len(self.is_target)) // 2

    @cached_property
    def _own(self) -> pd.Index:
        """Return the terms that `terms` has."""
        given: Any = self.terms
        return given.index if isinstance(given, pd.Series) else given.terms

    @cached_property
    def vocabulary(self) -> NDArray[np.object_]:
        """All terms of either side, sorted."""
        every = self._own if self.listed is None else sorted({*self._own, *self.listed.index})
        return np.asarray(every, dtype=object)

    @cached_property
    def counts(self) -> tuple[Array, Array]:
        """Counts of all terms on both sides."""
        if not len(self.vocabulary):
            raise ArgumentError(
                "terms has units without counts; expected words; count texts with TermMatrix.from_texts"
            )
        if isinstance(self.terms, pd.Series):
            first = self.terms.to_numpy(dtype=float)
        elif isinstance(self.terms, GroupCounts):
            first, *second = self._of_groups(self.terms.counts)
        else:
            first, *second = self._of_rows(self.units.counts, self.unit_is_target)
        if self.listed is None:
            return first, second[0]
        return self._spread(first, 0.0), placed(self.listed.to_numpy(), self.listed.index, self.vocabulary, 0.0)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Both sides with their documents; of a frequency list the documents are unknown (NaN)."""
        known: list[tuple[Array, float]] = []
        if isinstance(self.terms, GroupCounts):
            tables = self.terms.documents, self.terms.documents_of
            known = list(zip(*map(self._of_groups, tables), strict=True))
        elif isinstance(self.terms, TermMatrix):
            present = self._of_rows(self.documents.counts.astype(bool).astype(np.int64), self.is_target)
            known = list(zip(present, (self.is_target.sum(), (~self.is_target).sum()), strict=False))
        about = [(self._spread(having, 0.0), float(number)) for having, number in known]
        about += [(np.full(len(self.vocabulary), np.nan), np.nan)] * (2 - len(about))
        first, second = (
            Side(name, counts, float(counts.sum()), *documents)
            for name, counts, documents in zip((self.target_name, self.reference_name), self.counts, about, strict=True)
        )
        return first, second

    @cached_property
    def dp(self) -> Array:
        """Deviation of proportions of each term over the documents of both sides; over the target's beside a list."""
        if isinstance(self.terms, pd.Series):
            return np.full(len(self.vocabulary), np.nan)
        if isinstance(self.terms, TermMatrix):
            parts = self.documents
            if self.pairs or self.shared is not None:
                # The parts are whole documents, also where their two sides are compared.
                whole = pd.DataFrame({"document": self.unit_documents})
                parts = TermMatrix(self.units.counts, self.units.terms, whole).group("document")
            return self._spread(deviation_of_proportions(parts).to_numpy(), np.nan)
        counts: Any = self.terms
        used = [name for names in self._labels for name in names]
        if len(used) < len(counts.groups):
            raise ArgumentError(
                f"the counts are of the groups {', '.join(counts.groups)}, over all of which the dispersion runs; expected "
                f"{' and '.join(used)} only; count with groups={used}"
            )
        return self._spread(counts.dp, np.nan)

    def _of_rows(self, counts: sparse.csr_array, is_target: Flags) -> list[Array]:
        """Add up the rows of each side; beside a list there is the target only."""
        return [summed(counts, side) for side in ([is_target] if self.listed is not None else [is_target, ~is_target])]

    def _of_groups(self, table: NDArray[np.int64]) -> list[Any]:
        """Add up the rows of a table of groups for each side."""
        rows = [[self._values.index(name) for name in names] for names in self._labels if names]
        return [table[at].sum(axis=0) * 1.0 for at in rows]

    def _spread(self, values: Array, empty: float) -> Array:
        """Place values of `terms` among all terms of both sides."""
        return values if self.listed is None else placed(values, self._own, self.vocabulary, empty)
