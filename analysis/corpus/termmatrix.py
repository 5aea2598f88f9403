"""The central noun: how often each term occurs in each unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import strings
from analysis.corpus.checks import MOST, column_of, frame, numbers_of, sorted_terms, summable, unique_ids, whole_counts
from analysis.corpus.entities import NO_ENTITIES, Entities, checked
from analysis.corpus.from_texts import Tokeniser, count_texts
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.progress import Progress, telling
from analysis.tables import csv_bytes, read_csv, write_bytes

__all__ = ["TermMatrix"]


@dataclass(frozen=True)
class TermMatrix:
    """Counts of terms in units: a sparse matrix, its terms, and a table about its units.

    `counts` is a scipy CSR array of int64, units x terms; `terms` are sorted and unique; `units`
    has one row a unit, indexed by unit id, with whatever is known of it (document, speaker, era,
    voice ...). A unit is a statement or a text; `document` names the cluster that it belongs to.

    Counts are whole numbers of 0 or more, of which no 0 is stored, with a total of at most 2^53; terms are
    not empty. What is otherwise is an ArgumentError, found in a time linear in the stored cells.
    """

    counts: sparse.csr_array
    terms: pd.Index
    units: pd.DataFrame

    def __post_init__(self) -> None:
        frame("units", self.units)
        # A frozen dataclass takes what was put right in this way only.
        object.__setattr__(self, "terms", sorted_terms(self.terms))
        object.__setattr__(self, "counts", whole_counts(self.counts))
        if self.counts.shape != (len(self.units), len(self.terms)):
            raise ArgumentError(
                f"counts has shape {self.counts.shape}; expected {(len(self.units), len(self.terms))} for "
                f"{len(self.units)} units and {len(self.terms)} terms; build it with TermMatrix.from_long"
            )
        unique_ids(self.units)

    def __repr__(self) -> str:
        units, terms = self.counts.shape
        return f"TermMatrix of {units} units x {terms} terms, {self.counts.sum()} tokens"

    @classmethod
    def from_long(cls, units: pd.DataFrame, long: pd.DataFrame, *, count: str = "count") -> TermMatrix:
        """Build from a units table (indexed by id) and a long table `unit`, `term`, `count`.

        Rows of `long` about other units are an error: dropping them unsaid would change totals.

        >>> units = pd.DataFrame({"era": ["old", "new"]}, index=["a", "b"])
        >>> long = pd.DataFrame({"unit": ["a", "b", "b"], "term": ["x", "x", "y"], "count": [2, 1, 3]})
        >>> TermMatrix.from_long(units, long).counts.toarray().tolist()
        [[2, 0], [1, 3]]
        """
        frame("units", units)
        for column in ("unit", "term", count):
            column_of("the long table", frame("long", long), column)
        unique_ids(units)
        rows = units.index.get_indexer(pd.Index(long["unit"]))
        if (rows < 0).any():
            stray = long["unit"].iloc[int(np.flatnonzero(rows < 0)[0])]
            raise ArgumentError(
                f"the long table counts terms of unit {stray!r}, which the units table does not have; add it"
            )
        written = long["term"].astype(str)
        empty = np.flatnonzero(long["term"].isna() | written.eq(""))
        if empty.size:
            raise ArgumentError(
                f"the long table has an empty term in unit {long['unit'].iloc[empty[0]]!r}; fill or drop it"
            )
        values = numbers_of(long[count])
        wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0) & (values == np.floor(values)) & (values <= MOST)))
        if wrong.size:
            row = int(wrong[0])
            raise ArgumentError(
                f"{count} of term {long['term'].iloc[row]!r} in unit {long['unit'].iloc[row]!r} is "
                f"{long[count].iloc[row]}; a count is a whole number of 0 or more, below 2^53; correct the row"
            )
        summable(count, values)
        terms = pd.Index(np.sort(written.unique()), dtype="str", name="term")
        columns = terms.get_indexer(pd.Index(written))
        counts = sparse.coo_array((values.astype(np.int64), (rows, columns)), shape=(len(units), len(terms)))
        return cls(counts.tocsr(), terms, units)

    @classmethod
    def from_texts(
        cls,
        table: pd.DataFrame,
        *,
        text: str = "text",
        tokeniser: Tokeniser | None = None,
        entities: Entities = NO_ENTITIES,
        progress: Progress = False,
    ) -> TermMatrix:
        """Count a table of texts, one row a unit, indexed by unit id; any callable may tokenise.

        Without a `tokeniser` the terms are those of `tokenise` with `entities`, counted on a fast path. Where the
        table has no column `document`, every row is a document of its own, named by its unit id. A
        DuplicateTextWarning is given where a text of twenty tokens or more stands twice, a WordlessTextWarning where
        a text has no word. `progress` is True for a bar, shown after two seconds, or a function of the share
        counted, 0 to 1.

        >>> table = pd.DataFrame({"text": ["Talks, talks.", "Trade!"], "group": ["a", "b"]}, index=["t1", "t2"])
        >>> TermMatrix.from_texts(table).group("group").to_long().values.tolist()
        [['a', 'talks', 2], ['b', 'trade', 1]]
        """
        if text not in frame("table", table).columns:
            raise one_of("text", text, table.columns)
        bodies = column_of("the table", table, text)
        with telling(progress, f"counting {len(table)} texts") as tell:
            counts, terms = count_texts(bodies, tokeniser=tokeniser, entities=checked(entities), tell=tell)
        units = table.drop(columns=text)
        return cls(counts, terms, units if "document" in units else units.assign(document=units.index))

    @classmethod
    def from_tokens(cls, tokens: pd.DataFrame, units: pd.DataFrame | None = None) -> TermMatrix:
        """Count a table of tokens (or of `ngram_tokens` or `multiword_tokens`), one row a token.

        `units` is the table about the units; without it every unit is a document, and nothing else is known of it.

        >>> tokens = pd.DataFrame({"unit": ["a", "a", "b"], "term": ["red line", "gap", "gap"]})
        >>> TermMatrix.from_tokens(tokens).to_long().values.tolist()
        [['a', 'gap', 1], ['a', 'red line', 1], ['b', 'gap', 1]]
        """
        for column in ("unit", "term"):
            column_of("the tokens table", frame("tokens", tokens), column)
        long = tokens.groupby(["unit", "term"], sort=False, dropna=False).size().rename("count").reset_index()
        if units is None:
            known = pd.Index(tokens["unit"].unique(), name="unit")
            units = pd.DataFrame({"document": known}, index=known)
        return cls.from_long(units, long)

    def merge(self, *others: TermMatrix) -> TermMatrix:
        """Put the units of other matrices after those of this one; `+` does so for two.

        Terms are those of any of them, sorted, so that the counts are those of counting all together. The
        tables of units have the same columns, and no unit is in two; a document may be.

        Raises
        ------
        ArgumentError for what is no matrix, for a unit of two matrices, and for other columns.

        >>> one, other = (TermMatrix.from_texts(pd.DataFrame({"text": [t]}, index=[u])) for u, t in (("a", "x y"), ("b", "y")))
        >>> (one + other).to_long().values.tolist()
        [['a', 'x', 1], ['a', 'y', 1], ['b', 'y', 1]]
        """
        return reduce(_merged, others, self)

    def __add__(self, other: TermMatrix) -> TermMatrix:
        return self.merge(other)

    @property
    def totals(self) -> pd.Series:
        """Tokens in each unit (its size, the denominator of every rate)."""
        return pd.Series(self.counts.sum(axis=1), index=self.units.index, name="tokens")

    def select(self, /, **conditions: object) -> TermMatrix:
        """Keep the units whose columns have the given values; a list, set, array or Series means any of its values.

        Terms are kept, also those that no remaining unit has, so that selections stay comparable.

        >>> units = pd.DataFrame({"voice": ["direct", "mixed"]}, index=["a", "b"])
        >>> long = pd.DataFrame({"unit": ["a", "b"], "term": ["x", "y"], "count": [1, 1]})
        >>> TermMatrix.from_long(units, long).select(voice="direct").units.index.tolist()
        ['a']
        """
        keep = np.ones(len(self.units), dtype=bool)
        for column, value in conditions.items():
            keep &= _condition(self.units, column, value)
        return TermMatrix(sparse.csr_array(self.counts[np.flatnonzero(keep)]), self.terms, self.units[keep])

    def group(self, by: str) -> TermMatrix:
        """Add the counts of all units that share a value of the column `by`; totals are preserved.

        The new units are those values, sorted. Columns that are constant within every group stay.
        """
        labels = column_of("the units table", self.units, by)
        if labels.isna().any():
            unit = labels.index[labels.isna()][0]
            raise ArgumentError(
                f"by={by!r} is empty for unit {unit!r}; every unit needs a group; select or fill it first"
            )
        if labels.nunique() != labels.astype(str).nunique():
            raise ArgumentError(
                f"by={by!r} has values that differ in type only, as 1 and '1'; make them one type first"
            )
        names, codes = np.unique(labels.astype(str), return_inverse=True)
        if len(names) == len(codes):
            # Each unit is a group: nothing is added up.
            counts = sparse.csr_array(self.counts[np.argsort(codes)])
        else:
            adder = sparse.csr_array(
                (np.ones(len(codes), dtype=np.int64), (codes, np.arange(len(codes)))), shape=(len(names), len(codes))
            )
            counts = sparse.csr_array(adder @ self.counts)
        by_group = self.units.groupby(labels.astype(str), sort=True)
        same = [c for c in self.units.columns if c != by and (by_group[c].nunique(dropna=False) <= 1).all()]
        units = by_group[[by, *same]].first()
        units.index = pd.Index(names, dtype="str", name=by)
        return TermMatrix(counts, self.terms, units)

    def keep_terms(self, terms: Collection[str]) -> TermMatrix:
        """Return the matrix with these terms only, sorted. Totals are then totals of these terms."""
        wanted = pd.Index(sorted(set(strings("terms", terms))), dtype="str", name="term")
        at = self.terms.get_indexer(wanted)
        if (at < 0).any():
            raise ArgumentError(f"terms has {wanted[at < 0][0]!r}, which occurs in no unit; remove it")
        return TermMatrix(sparse.csr_array(self.counts[:, at]), wanted, self.units)

    def of(self, term: str) -> pd.Series:
        """Count of one term in each unit; an unseen term counts 0 everywhere."""
        if not isinstance(term, str):
            raise ArgumentError(f"term is {term!r}; expected a term as counted; pass a text")
        at = self.terms.get_indexer(pd.Index([term]))[0]
        values = self.counts[:, [at]].toarray().ravel() if at >= 0 else np.zeros(len(self.units), dtype=np.int64)
        return pd.Series(values, index=self.units.index, name=term)

    def to_long(self) -> pd.DataFrame:
        """Return the non-zero counts as a table `unit`, `term`, `count`, sorted by unit order, then term."""
        coo = self.counts.tocoo()
        kept = coo.data != 0
        rows, columns, data = coo.row[kept], coo.col[kept], coo.data[kept]
        order = np.lexsort((columns, rows))
        return pd.DataFrame(
            {"unit": self.units.index[rows[order]], "term": self.terms[columns[order]], "count": data[order]}
        )

    def write(self, folder: Path) -> None:
        """Write `units.csv`, `columns.csv` (their kinds) and `counts.csv`; `TermMatrix.read` gives the matrix back.

        Raises ArgumentError for a table of units with a column `unit`, which is the ids' name in the file, or with
        two columns of one name.
        """
        folder = _folder(folder)
        if "unit" in self.units.columns:
            raise ArgumentError(
                "units has a column 'unit', which is the name of the ids in units.csv; rename the column"
            )
        for name in self.units.columns:
            column_of("the units table", self.units, name)
        kinds = [(name, _kind(column)) for name, column in self.units.items()]
        write_bytes(folder / "columns.csv", csv_bytes(pd.DataFrame(kinds, columns=["column", "kind"])))
        write_bytes(folder / "units.csv", csv_bytes(self.units.rename_axis("unit").reset_index()))
        write_bytes(folder / "counts.csv", csv_bytes(self.to_long()))

    @classmethod
    def read(cls, folder: Path) -> TermMatrix:
        """Read a matrix that `write` wrote. Terms that no unit has are not stored."""
        folder = _folder(folder)
        table = read_csv(folder / "columns.csv", text=("column", "kind"))
        for column in ("column", "kind"):
            if column not in table:
                raise missing_column("columns.csv", column, table.columns)
        kinds = table.set_index("column")["kind"]
        named = tuple(kinds.index[kinds.isin(["text", "text or missing", "boolean"])])
        units = read_csv(folder / "units.csv", text=("unit", *named))
        if "unit" not in units:
            raise missing_column("units.csv", "unit", units.columns)
        units = units.set_index("unit")
        for name, kind in kinds.items():
            if name not in units:
                raise missing_column("units.csv", str(name), units.columns)
            # An empty cell is an empty text, unless the column was written with missing values.
            if kind == "text":
                units[name] = units[name].fillna("")
            elif kind == "boolean":
                units[name] = units[name].eq("True")
        return cls.from_long(units, read_csv(folder / "counts.csv", text=("unit", "term")))


def _folder(folder: object) -> Path:
    if not isinstance(folder, str | Path) or not str(folder):
        raise ArgumentError(f"folder is {folder!r}; expected the path of a folder; name one")
    return Path(folder)


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    return "text or missing" if column.isna().any() else "text"


def _condition(units: pd.DataFrame, column: str, value: object) -> NDArray[np.bool_]:
    labels = column_of("the units table", units, column)
    if isinstance(value, (Mapping, slice)) or callable(value):
        raise ArgumentError(f"{column} is {value!r}; allowed: a value or a list of values; pass one of these")
    values = list(value) if isinstance(value, Iterable) and not isinstance(value, (str, bytes)) else [value]
    present = set(labels.dropna())
    for item in values:
        try:
            known = item in present
        except TypeError:
            raise ArgumentError(
                f"{column} holds {item!r}; allowed: a value or a list of values; pass one of these"
            ) from None
        if not known:
            raise one_of(column, item, present)
    return labels.isin(values).to_numpy(dtype=bool)


def _merged(one: TermMatrix, other: TermMatrix) -> TermMatrix:
    if not isinstance(other, TermMatrix):
        raise ArgumentError(f"others holds a {type(other).__name__}; expected term matrices; make one with from_texts")
    shared = one.units.index.intersection(other.units.index)
    if len(shared):
        raise ArgumentError(f"unit {shared[0]!r} is in both matrices; expected each unit once; rename or drop one")
    differing = sorted(map(str, one.units.columns.symmetric_difference(other.units.columns)))
    if differing:
        raise ArgumentError(
            f"the units table of one matrix alone has the column {differing[0]!r}; expected the same columns in all; add or drop it"
        )
    names = np.union1d(np.asarray(one.terms, dtype=object), np.asarray(other.terms, dtype=object))
    terms = pd.Index(names, dtype="str", name="term")
    parts = []
    for part in (one, other):
        places, counts = terms.get_indexer(part.terms), part.counts
        parts.append(
            sparse.csr_array((counts.data, places[counts.indices], counts.indptr), (counts.shape[0], len(terms)))
        )
    units = pd.concat([one.units, other.units[one.units.columns]])
    return TermMatrix(sparse.csr_array(sparse.vstack(parts, format="csr")), terms, units)
