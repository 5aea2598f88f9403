"""The central noun: how often each term occurs in each unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import checks
from analysis.checks import column, shown, table
from analysis.corpus.cells import hashable, long_counts, sorted_terms, whole_counts
from analysis.corpus.entities import ENGLISH, Entities
from analysis.corpus.from_texts import Tokeniser, count_texts
from analysis.corpus.matrix_files import read_matrix, write_matrix
from analysis.corpus.texts import Texts, each_pair, text_pairs
from analysis.errors import ArgumentError, one_of
from analysis.progress import Progress, telling

__all__ = ["TermMatrix", "term_matrix"]


@dataclass(frozen=True)
class TermMatrix:
    """Counts of terms in units: a document-feature matrix with a table about its units.

    Parameters
    ----------
    counts : csr_array of int64
        Units x terms: whole numbers of 0 or more, with a total of at most 2^53. Stored zeros are removed.
    terms : Index of str
        The terms, sorted, each once, none empty.
    units : DataFrame
        One row a unit (a statement or a text), indexed by its id: document, speaker, era, voice ... `document` names
        the cluster that the unit belongs to.

    Raises
    ------
    ArgumentError
        For anything else. The check is linear in the stored cells.

    Notes
    -----
    What users of quanteda know: `dfm` is `from_texts` or `from_tokens`; `docvars` is `units`; `dfm_subset` is
    `select`; `dfm_group` is `group`; `dfm_select` is `keep_terms`; `ntoken` is `totals`; `rbind` is `merge` or `+`;
    `convert(x, to = "data.frame")` is `to_long`. Unlike there, entities are found before words are lower-cased,
    punctuation is never counted, and a matrix cannot be changed: every method returns a new one.
    """

    counts: sparse.csr_array
    terms: pd.Index
    units: pd.DataFrame

    def __post_init__(self) -> None:
        checks.unique("units", table("units", self.units).index, what="id")
        # This is the only way to set the fields of a frozen dataclass.
        object.__setattr__(self, "terms", sorted_terms(self.terms))
        object.__setattr__(self, "counts", whole_counts(self.counts))
        if self.counts.shape != (len(self.units), len(self.terms)):
            raise ArgumentError(
                f"counts has shape {self.counts.shape}; expected {(len(self.units), len(self.terms))} for "
                f"{len(self.units)} units and {len(self.terms)} terms; build it with TermMatrix.from_long"
            )

    def __repr__(self) -> str:
        units, terms = self.counts.shape
        return f"TermMatrix of {units} units x {terms} terms, {self.counts.sum()} tokens"

    @classmethod
    def from_long(cls, units: pd.DataFrame, long: pd.DataFrame, *, count: str = "count") -> TermMatrix:
        """Build from a units table and a long table `unit`, `term`, `count`.

        A row of `long` about another unit is an ArgumentError: without it, totals would change unnoticed.

        >>> units = pd.DataFrame({"era": ["old", "new"]}, index=["a", "b"])
        >>> long = pd.DataFrame({"unit": ["a", "b", "b"], "term": ["x", "x", "y"], "count": [2, 1, 3]})
        >>> TermMatrix.from_long(units, long).counts.toarray().tolist()
        [[2, 0], [1, 3]]
        """
        counts, terms = long_counts(units, long, count)
        return cls(counts, terms, units)

    @classmethod
    def from_texts(
        cls,
        texts: Texts,
        *,
        text: str = "text",
        tokeniser: Tokeniser | None = None,
        entities: Entities = ENGLISH,
        progress: Progress = False,
    ) -> TermMatrix:
        """Count texts, each of which is a unit.

        Parameters
        ----------
        texts : Texts
            A DataFrame indexed by unit, whose other columns become the units table; a Series or mapping of texts by
            unit; pairs of unit and text; or one string. Without a column `document`, every unit is a document.
        text : str
            Column of the texts in a DataFrame.
        tokeniser : function
            Takes a text and returns its terms; by default `tokenise` with `entities`, on a fast path.
        entities : Entities
            Names counted as one term.
        progress : bool or function
            True for a bar after two seconds, or a function of the share counted, 0 to 1.

        Returns
        -------
        TermMatrix
            A DuplicateTextWarning reports texts of twenty tokens or more that occur twice, a WordlessTextWarning
            texts without a word.

        >>> texts = pd.DataFrame({"text": ["Talks, talks.", "Trade!"], "group": ["a", "b"]}, index=["t1", "t2"])
        >>> TermMatrix.from_texts(texts).group("group").to_long().values.tolist()
        [['a', 'talks', 2], ['b', 'trade', 1]]
        >>> TermMatrix.from_texts({"t1": "Talks, talks."}).of("talks").to_dict()
        {'t1': 2}
        """
        known = texts if isinstance(texts, pd.DataFrame | pd.Series) else text_pairs(texts, text=text)
        pairs, number = each_pair(known, text=text), len(known)
        with telling(progress, f"counting {number} texts") as tell:
            found, counts, terms = count_texts(pairs, number, tokeniser=tokeniser, entities=entities, tell=tell)
        if isinstance(texts, pd.DataFrame):
            units = texts.drop(columns=text)
        else:
            units = pd.DataFrame(index=pd.Index(found, name="unit", tupleize_cols=False))
        return cls(counts, terms, units if "document" in units else units.assign(document=units.index))

    @classmethod
    def from_tokens(cls, tokens: pd.DataFrame, units: pd.DataFrame | None = None) -> TermMatrix:
        """Count a table of tokens (or of `ngram_tokens` or `multiword_tokens`), one row a token.

        `units` is the table about the units; without it, every unit is a document and nothing else is known of it.

        >>> tokens = pd.DataFrame({"unit": ["a", "a", "b"], "term": ["red line", "gap", "gap"]})
        >>> TermMatrix.from_tokens(tokens).to_long().values.tolist()
        [['a', 'gap', 1], ['a', 'red line', 1], ['b', 'gap', 1]]
        """
        table("tokens", tokens, "unit", "term")
        long = tokens.groupby(["unit", "term"], sort=False, dropna=False).size().rename("count").reset_index()
        if units is None:
            known = pd.Index(tokens["unit"].unique(), name="unit")
            units = pd.DataFrame({"document": known}, index=known)
        return cls.from_long(units, long)

    def merge(self, *others: TermMatrix) -> TermMatrix:
        """Append the units of other matrices, as if all had been counted together; `+` does so for two.

        The tables of units need the same columns, and no unit may be in two matrices; a document may.

        >>> one, other = TermMatrix.from_texts({"a": "x y"}), TermMatrix.from_texts({"b": "y"})
        >>> (one + other).to_long().values.tolist()
        [['a', 'x', 1], ['a', 'y', 1], ['b', 'y', 1]]
        """
        return reduce(_merged, others, self)

    def __add__(self, other: TermMatrix) -> TermMatrix:
        return self.merge(other)

    @property
    def totals(self) -> pd.Series:
        """Tokens in each unit: its size, the denominator of every rate."""
        return pd.Series(self.counts.sum(axis=1), index=self.units.index, name="tokens")

    def select(self, /, **conditions: object) -> TermMatrix:
        """Keep the units whose columns have the given values; a list, set, array or Series means any of its values.

        All terms stay, also those that no remaining unit has, so that selections can be compared.

        >>> units = pd.DataFrame({"voice": ["direct", "mixed"]}, index=["a", "b"])
        >>> long = pd.DataFrame({"unit": ["a", "b"], "term": ["x", "y"], "count": [1, 1]})
        >>> TermMatrix.from_long(units, long).select(voice="direct").units.index.tolist()
        ['a']
        """
        keep = np.ones(len(self.units), dtype=bool)
        for name, value in conditions.items():
            keep &= _condition(self.units, name, value)
        return TermMatrix(sparse.csr_array(self.counts[np.flatnonzero(keep)]), self.terms, self.units[keep])

    def group(self, by: str) -> TermMatrix:
        """Add up the counts of all units that share a value of the column `by`; totals stay the same.

        The new units are those values, sorted. Columns that are constant within every group stay.
        """
        labels = column("the units table", self.units, by)
        if labels.isna().any():
            unit = labels.index[labels.isna()][0]
            raise ArgumentError(
                f"by={by!r} is empty for unit {unit!r}; expected a group for every unit; fill or drop it"
            )
        if labels.nunique() != labels.astype(str).nunique():
            raise ArgumentError(
                f"by={by!r} has values that differ in type only, as 1 and '1'; expected one type; convert the column"
            )
        names, codes = np.unique(labels.astype(str), return_inverse=True)
        if len(names) == len(codes):
            # Each unit is a group: nothing is added up.
            counts = sparse.csr_array(self.counts[np.argsort(codes, kind="stable")])
        else:
            ones = np.ones(len(codes), dtype=np.int64)
            adder = sparse.csr_array((ones, (codes, np.arange(len(codes)))), shape=(len(names), len(codes)))
            counts = sparse.csr_array(adder @ self.counts)
        by_group = self.units.groupby(labels.astype(str), sort=True)
        plain = hashable(self.units).groupby(labels.astype(str), sort=True)
        same = [c for c in self.units.columns if c != by and (plain[c].nunique(dropna=False) <= 1).all()]
        units = by_group[[by, *same]].first()
        units.index = pd.Index(names, dtype="str", name=by)
        return TermMatrix(counts, self.terms, units)

    def keep_terms(self, terms: Collection[str]) -> TermMatrix:
        """Return the matrix with these terms only, sorted. Totals are then totals of these terms."""
        wanted = pd.Index(sorted(set(checks.strings("terms", terms))), dtype="str", name="term")
        at = self.terms.get_indexer(wanted)
        if (at < 0).any():
            raise ArgumentError(
                f"terms has {wanted[at < 0][0]!r}, which occurs in no unit; expected terms of the matrix; drop it"
            )
        return TermMatrix(sparse.csr_array(self.counts[:, at]), wanted, self.units)

    def of(self, term: str) -> pd.Series:
        """Count of one term in each unit; an unseen term counts 0 everywhere."""
        at = self.terms.get_indexer(pd.Index([checks.instance("term", term, str, step="pass a term as counted")]))[0]
        values = self.counts[:, [at]].toarray().ravel() if at >= 0 else np.zeros(len(self.units), dtype=np.int64)
        return pd.Series(values, index=self.units.index, name=term)

    def to_long(self) -> pd.DataFrame:
        """Return the counts above 0 as a table `unit`, `term`, `count`, sorted by unit order, then term."""
        coo = self.counts.tocoo()
        order = np.lexsort((coo.col, coo.row))
        units, terms = self.units.index[coo.row[order]], self.terms[coo.col[order]]
        return pd.DataFrame({"unit": units, "term": terms, "count": coo.data[order]})

    def write(self, folder: Path | str) -> None:
        """Write `units.csv`, `columns.csv` (their kinds) and `counts.csv`, which `TermMatrix.read` reads back."""
        write_matrix(folder, self.units, self.to_long())

    @classmethod
    def read(cls, folder: Path | str) -> TermMatrix:
        """Read a matrix that `write` wrote. Terms that no unit has are not stored."""
        return cls.from_long(*read_matrix(folder))


def _condition(units: pd.DataFrame, name: str, value: object) -> NDArray[np.bool_]:
    labels = column("the units table", units, name)
    wrong = ArgumentError(f"{name} is {shown(value)}; allowed: a value or a list of values; pass one of these")
    if isinstance(value, (Mapping, slice)) or callable(value):
        raise wrong
    values = list(value) if isinstance(value, Iterable) and not isinstance(value, (str, bytes)) else [value]
    present = set(labels.dropna())
    for item in values:
        try:
            known = item in present
        except TypeError:
            raise wrong from None
        if not known:
            raise one_of(name, item, present)
    return labels.isin(values).to_numpy(dtype=bool)


def _merged(one: TermMatrix, other: TermMatrix) -> TermMatrix:
    checks.instance("others", other, TermMatrix, step="make one with TermMatrix.from_texts")
    shared = one.units.index.intersection(other.units.index)
    if len(shared):
        raise ArgumentError(f"unit {shared[0]!r} is in both matrices; expected each unit once; rename or drop one")
    differing = sorted(map(str, one.units.columns.symmetric_difference(other.units.columns)))
    if differing:
        raise ArgumentError(
            f"the units table of one matrix alone has the column {differing[0]!r}; expected the same columns in all; add "
            "or drop it"
        )
    terms = one.terms.union(other.terms)
    parts = []
    for part in (one, other):
        places, counts = terms.get_indexer(part.terms), part.counts
        columns = places[counts.indices]
        parts.append(sparse.csr_array((counts.data, columns, counts.indptr), (counts.shape[0], len(terms))))
    units = pd.concat([one.units, other.units[one.units.columns]])
    return TermMatrix(sparse.csr_array(sparse.vstack(parts, format="csr")), terms, units)


def term_matrix(terms: Any, *, empty: bool = False) -> TermMatrix:
    """Return a matrix of one unit or more, or of any number where `empty` is allowed."""
    checks.instance("terms", terms, TermMatrix, step="count the texts with TermMatrix.from_texts")
    if not empty and not len(terms.units):
        raise ArgumentError("terms has no unit; expected one or more; pass a matrix or a selection with units")
    found: TermMatrix = terms
    return found
