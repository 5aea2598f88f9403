"""The central noun: how often each term occurs in each unit."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.corpus.tokens import NO_ENTITIES, Entities, Token
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.tables import csv_bytes, read_csv, write_bytes

__all__ = ["TermMatrix"]

# Beyond this, floating-point numbers no longer tell whole numbers apart.
_MOST = 2**53

_LONG_TEXT = 20


@dataclass(frozen=True)
class TermMatrix:
    """Counts of terms in units: a sparse matrix, its terms, and a table about its units.

    `counts` is a scipy CSR array of int64, units x terms; `terms` are sorted and unique; `units`
    has one row a unit, indexed by unit id, with whatever is known of it (document, speaker, era,
    voice ...). A unit is a statement or a text; `document` names the cluster that it belongs to.
    """

    counts: sparse.csr_array
    terms: pd.Index
    units: pd.DataFrame

    def __post_init__(self) -> None:
        if self.counts.shape != (len(self.units), len(self.terms)):
            raise ArgumentError(
                f"counts has shape {self.counts.shape}; expected {(len(self.units), len(self.terms))} for "
                f"{len(self.units)} units and {len(self.terms)} terms; build it with TermMatrix.from_long"
            )
        _refuse_duplicates(self.units)

    @classmethod
    def from_long(cls, units: pd.DataFrame, long: pd.DataFrame, *, count: str = "count") -> TermMatrix:
        """Build from a units table (indexed by id) and a long table `unit`, `term`, `count`.

        Rows of `long` about other units are an error: dropping them unsaid would change totals.

        >>> units = pd.DataFrame({"era": ["old", "new"]}, index=["a", "b"])
        >>> long = pd.DataFrame({"unit": ["a", "b", "b"], "term": ["x", "x", "y"], "count": [2, 1, 3]})
        >>> TermMatrix.from_long(units, long).counts.toarray().tolist()
        [[2, 0], [1, 3]]
        """
        for column in ("unit", "term", count):
            if column not in long.columns:
                raise missing_column("the long table", column, long.columns)
        _refuse_duplicates(units)
        rows = units.index.get_indexer(pd.Index(long["unit"]))
        if (rows < 0).any():
            stray = long["unit"].iloc[int(np.flatnonzero(rows < 0)[0])]
            raise ArgumentError(
                f"the long table counts terms of unit {stray!r}, which the units table does not have; add it"
            )
        if long["term"].isna().any():
            raise ArgumentError(
                f"the long table has an empty term in unit {long['unit'][long['term'].isna()].iloc[0]!r}; fill or drop it"
            )
        values = pd.to_numeric(long[count], errors="coerce").to_numpy(dtype=float)
        wrong = np.flatnonzero(~np.isfinite(values) | (values < 0) | (values % 1 != 0) | (values > _MOST))
        if wrong.size:
            row = int(wrong[0])
            raise ArgumentError(
                f"{count} of term {long['term'].iloc[row]!r} in unit {long['unit'].iloc[row]!r} is "
                f"{long[count].iloc[row]}; a count is a whole number of 0 or more, below 2^53; correct the row"
            )
        terms = pd.Index(np.sort(long["term"].astype(str).unique()), dtype="str", name="term")
        columns = terms.get_indexer(pd.Index(long["term"].astype(str)))
        counts = sparse.coo_array((values.astype(np.int64), (rows, columns)), shape=(len(units), len(terms)))
        return cls(counts.tocsr(), terms, units)

    @classmethod
    def from_texts(
        cls,
        table: pd.DataFrame,
        *,
        text: str = "text",
        tokeniser: Callable[[str], Iterable[str | Token]] | None = None,
        entities: Entities = NO_ENTITIES,
    ) -> TermMatrix:
        """Count a table of texts, one row a unit, indexed by unit id; any callable may tokenise.

        Without a `tokeniser` the terms are those of `tokenise` with `entities`, counted on a fast path.
        A DuplicateTextWarning is given where a text of twenty tokens or more stands twice.

        >>> table = pd.DataFrame({"text": ["Talks, talks.", "Trade!"], "group": ["a", "b"]}, index=["t1", "t2"])
        >>> TermMatrix.from_texts(table).group("group").to_long().values.tolist()
        [['a', 'talks', 2], ['b', 'trade', 1]]
        """
        if text not in table.columns:
            raise one_of("text", text, table.columns)
        for unit, body in zip(table.index, table[text], strict=True):
            if not isinstance(body, str):
                raise ArgumentError(
                    f"{text} of unit {unit!r} is {body!r}; expected a text; fill the cell or drop the row"
                )
        counts, names = _counted(table[text], entities) if tokeniser is None else _tokenised(table[text], tokeniser)
        _warn_of_duplicates(table[text], counts)
        terms = np.array(names, dtype=object)
        order = np.argsort(terms)
        return cls(
            _reordered(counts, order),
            pd.Index(terms[order], dtype="str", name="term"),
            table.drop(columns=text),
        )

    @property
    def totals(self) -> pd.Series:
        """Tokens in each unit (its size, the denominator of every rate)."""
        return pd.Series(self.counts.sum(axis=1), index=self.units.index, name="tokens")

    def select(self, **conditions: object) -> TermMatrix:
        """Keep the units whose columns have the given values; a list means any of its values.

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
        self._column(by)
        labels = self.units[by]
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
        adder = sparse.csr_array(
            (np.ones(len(codes), dtype=np.int64), (codes, np.arange(len(codes)))), shape=(len(names), len(codes))
        )
        by_group = self.units.groupby(labels.astype(str), sort=True)
        same = [c for c in self.units.columns if c != by and (by_group[c].nunique(dropna=False) <= 1).all()]
        units = by_group[[by, *same]].first()
        units.index = pd.Index(names, dtype="str", name=by)
        return TermMatrix(sparse.csr_array(adder @ self.counts), self.terms, units)

    def keep_terms(self, terms: Sequence[str]) -> TermMatrix:
        """Return the matrix with these terms only, sorted. Totals are then totals of these terms."""
        wanted = pd.Index(sorted(set(terms)), dtype="str", name="term")
        at = self.terms.get_indexer(wanted)
        if (at < 0).any():
            raise ArgumentError(f"terms has {wanted[at < 0][0]!r}, which occurs in no unit; remove it")
        return TermMatrix(sparse.csr_array(self.counts[:, at]), wanted, self.units)

    def of(self, term: str) -> pd.Series:
        """Count of one term in each unit; an unseen term counts 0 everywhere."""
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
        """Write `units.csv`, `columns.csv` (their kinds) and `counts.csv`; `TermMatrix.read` gives the matrix back."""
        folder = Path(folder)
        kinds = [(name, _kind(column)) for name, column in self.units.items()]
        write_bytes(folder / "columns.csv", csv_bytes(pd.DataFrame(kinds, columns=["column", "kind"])))
        write_bytes(folder / "units.csv", csv_bytes(self.units.rename_axis("unit").reset_index()))
        write_bytes(folder / "counts.csv", csv_bytes(self.to_long()))

    @classmethod
    def read(cls, folder: Path) -> TermMatrix:
        """Read a matrix that `write` wrote. Terms that no unit has are not stored."""
        folder = Path(folder)
        kinds = read_csv(folder / "columns.csv", text=("column", "kind")).set_index("column")["kind"]
        named = tuple(kinds.index[kinds.isin(["text", "text or missing", "boolean"])])
        units = read_csv(folder / "units.csv", text=("unit", *named))
        if "unit" not in units:
            raise missing_column("units.csv", "unit", units.columns)
        units = units.set_index("unit")
        for name, kind in kinds.items():
            # An empty cell is an empty text, unless the column was written with missing values.
            if kind == "text":
                units[name] = units[name].fillna("")
            elif kind == "boolean":
                units[name] = units[name].eq("True")
        return cls.from_long(units, read_csv(folder / "counts.csv", text=("unit", "term")))

    def _column(self, name: str) -> pd.Series:
        if name not in self.units.columns:
            raise missing_column("the units table", name, self.units.columns)
        return self.units[name]


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    return "text or missing" if column.isna().any() else "text"


def _refuse_duplicates(units: pd.DataFrame) -> None:
    if not units.index.is_unique:
        twice = units.index[units.index.duplicated()][0]
        raise ArgumentError(f"units has the id {twice!r} twice; ids are unique; rename or remove one")


def _condition(units: pd.DataFrame, column: str, value: object) -> np.ndarray[Any, np.dtype[np.bool_]]:
    if column not in units.columns:
        raise missing_column("the units table", column, units.columns)
    if isinstance(value, Mapping) or callable(value):
        raise ArgumentError(f"{column} is {value!r}; allowed: a value or a list of values; pass one of these")
    values = list(value) if isinstance(value, (list, tuple, set, frozenset, pd.Index)) else [value]
    present = set(units[column].dropna())
    for item in values:
        if item not in present:
            raise one_of(column, item, present)
    return units[column].isin(values).to_numpy(dtype=bool)


def _counted(texts: pd.Series, entities: Entities) -> tuple[sparse.csr_array, list[str]]:
    from analysis.corpus.counting import WordCounter, count_blocks

    counter = WordCounter(entities)
    parts = [counts for _, counts in count_blocks(zip(texts.index, texts, strict=True), counter)]
    # A block knows the terms that had been met by then: all get the width of the whole.
    width = len(counter.terms)
    wide = [sparse.csr_array((part.data, part.indices, part.indptr), (part.shape[0], width)) for part in parts]
    counts: Any = sparse.vstack(wide, format="csr") if wide else sparse.csr_array((0, width), dtype=np.int32)
    return counts, list(counter.terms)


def _tokenised(
    texts: pd.Series, tokeniser: Callable[[str], Iterable[str | Token]]
) -> tuple[sparse.csr_array, list[str]]:
    found: dict[str, int] = {}
    columns: list[int] = []
    lengths = [0]
    for body in texts:
        for token in tokeniser(body):
            term = token.term if isinstance(token, Token) else token
            columns.append(found.setdefault(term, len(found)))
        lengths.append(len(columns))
    counts = sparse.csr_array((np.ones(len(columns), dtype=np.int64), columns, lengths), shape=(len(texts), len(found)))
    counts.sum_duplicates()
    return counts, list(found)


def _reordered(counts: sparse.csr_array, order: np.ndarray[Any, np.dtype[np.intp]]) -> sparse.csr_array:
    """Put the columns in order by renaming their numbers: cheaper than indexing."""
    places = np.empty(len(order), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    out = sparse.csr_array((counts.data, places[counts.indices], counts.indptr), shape=counts.shape)
    # Turned over and back, columns are sorted in linear time.
    return sparse.csr_array(out.tocsc().tocsr().astype(np.int64))


def _warn_of_duplicates(texts: pd.Series, counts: sparse.csr_array) -> None:
    """Short texts recur by nature, as greetings do; a longer one that stands twice inflates every statistic."""
    from analysis.corpus.counting import DuplicateTextWarning

    long = texts[np.asarray(counts.sum(axis=1)).ravel() >= _LONG_TEXT]
    twice = long.index[long.duplicated()]
    if len(twice):
        warnings.warn(
            f"{len(twice)} text(s) stand twice, the first is {twice[0]!r}: duplicates inflate every statistic; remove them",
            DuplicateTextWarning,
            stacklevel=3,
        )
