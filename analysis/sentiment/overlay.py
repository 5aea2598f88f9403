"""The diplomatic overlay: formulae whose tone no list of single words gets right. An option, off by default."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from numbers import Real
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, normalise, tokenise
from analysis.errors import CodebookError, DataError
from analysis.patterns.matching import TermIndex, resolve
from analysis.patterns.pattern import Alternative, Pattern
from analysis.sentiment.checks import path_of, table_with
from analysis.sentiment.lexicon_files import decimal, row_lines
from analysis.tables import read_csv

__all__ = ["Overlay", "read_overlay"]


@dataclass(frozen=True)
class Overlay:
    """Formulae with a tone each: -1 negative to 1 positive, 0 for boilerplate that is to be ignored.

    Parameters
    ----------
    table : `pattern` (as in the codebook), `value`; without rows nothing is a formula
    entities : names that patterns may write in any variant

    Raises
    ------
    ArgumentError : a column is missing
    DataError : a pattern is empty, stands twice or cannot be used, a value is no number from -1 to 1, or two
        patterns with different values have a wording in common
    """

    table: pd.DataFrame
    entities: Entities = NO_ENTITIES

    def __post_init__(self) -> None:
        table_with("the overlay", self.table, ["pattern", "value"])
        _check(self.table, self.entities, "the overlay", [f"row {row}" for row in range(1, len(self.table) + 1)])

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The formulae as patterns, in order."""
        return [Pattern(source, self.entities) for source in self.table["pattern"]]

    @cached_property
    def words(self) -> frozenset[str]:
        """The formulae as written."""
        return frozenset(self.table["pattern"])

    def spans(self, index: TermIndex) -> Iterator[tuple[int, int, str, float]]:
        """Yield (first token, token after the last, formula, value); of overlapping ones the longest."""
        if not self.patterns:
            return
        found = [index.find(pattern) for pattern in self.patterns]
        starts, ends = (np.concatenate(parts) for parts in zip(*found, strict=True))
        rank = np.repeat(np.arange(len(found)), [len(part) for part, _ in found])
        values = self.table["value"].to_numpy(dtype=float)
        for at in resolve(starts, ends, rank, np.zeros(len(index.codes), dtype=bool)):
            yield int(starts[at]), int(ends[at]), self.patterns[rank[at]].source, float(values[rank[at]])

    def take_out(self, sentence: str, *, mask: str) -> tuple[str, float, list[tuple[str, float]]]:
        """Return a sentence with its formulae replaced by a mask, the sum of their values, and the formulae."""
        return self.take_out_all([sentence], mask=mask)[0]

    def take_out_all(self, sentences: Sequence[str], *, mask: str) -> list[tuple[str, float, list[tuple[str, float]]]]:
        """Do the same for many sentences at once."""
        tokens = [tokenise(sentence, entities=self.entities) for sentence in sentences]
        begins = np.cumsum([0, *map(len, tokens)])
        terms = [token.term for row in tokens for token in row]
        number = np.repeat(np.arange(len(tokens)), np.diff(begins))
        # A formula never reaches over the end of a sentence, so one index serves all of them.
        spans = sorted(self.spans(TermIndex(pd.DataFrame({"unit": "s", "sentence": number, "term": terms}))))
        of: dict[int, list[tuple[int, int, str, float]]] = {}
        for first, end, formula, value in spans:
            home = int(number[first])
            begin = int(begins[home])
            of.setdefault(home, []).append((first - begin, end - begin, formula, value))
        found = []
        for home, sentence in enumerate(sentences):
            plain, at, out = normalise(sentence), 0, []
            for first, end, _, _ in of.get(home, ()):
                out += [plain[at : tokens[home][first].start], mask]
                at = tokens[home][end - 1].end
            listed = [(formula, value) for _, _, formula, value in of.get(home, ())]
            found.append(("".join([*out, plain[at:]]), sum((value for _, value in listed), 0.0), listed))
        return found


def read_overlay(path: Path | str, *, entities: Entities = NO_ENTITIES) -> Overlay:
    """Read an overlay: CSV with `pattern` (as in the codebook), `value` (-1 to 1), `source`, and if wanted `note`.

    Raises
    ------
    DataError that names file, line, value and remedy
    """
    path = path_of("path", path)
    table = read_csv(path, text=("pattern", "value", "source", "note"))
    for column in ("pattern", "value", "source"):
        if column not in table.columns:
            raise DataError(
                f"{path.name}, line 1: there is no column {column}; expected pattern, value, source, note; add it"
            )
    places = [f"line {line}" for line in row_lines(path, rows=len(table))]
    values = []
    for place, text, source in zip(places, table["value"], table["source"], strict=True):
        values.append(decimal(text))
        if np.isnan(values[-1]):
            raise DataError(f"{path.name}, {place}: the value is {text!r}; expected -1 to 1; correct it")
        if not isinstance(source, str) or not source.strip():
            raise DataError(f"{path.name}, {place}: the source is empty; expected where the value is from; write one")
    table = table.assign(value=np.array(values, dtype=float))
    _check(table, entities, path.name, places)
    return Overlay(table, entities)


def _check(table: pd.DataFrame, entities: Entities, file: str, places: list[str]) -> None:
    """Refuse rows that cannot be used, and wordings to which two rows give different values."""
    # Two patterns can share a wording only where they share a first term.
    by_first: dict[str, list[int]] = {}
    patterns: list[Pattern] = []
    values: list[float] = []
    for row, (pattern, value) in enumerate(zip(table["pattern"], table["value"], strict=True)):
        where = f"{file}, {places[row]}"
        if not isinstance(pattern, str) or not pattern.strip():
            raise DataError(f"{where}: the pattern is {pattern!r}; expected words; write them")
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real) or not -1 <= float(value) <= 1:
            shown = f"{float(value):g}" if isinstance(value, Real) and not isinstance(value, bool) else repr(value)
            raise DataError(f"{where}: the value is {shown}; expected -1 to 1; correct it")
        try:
            made = Pattern(pattern, entities)
            firsts = {alternative[0] for alternative in made.places[0].alternatives}
        except CodebookError as error:
            raise DataError(f"{where}: {error}") from None
        for other in sorted({at for first in firsts for at in by_first.get(first, ())}):
            if patterns[other].source == pattern:
                raise DataError(f"{where}: {pattern!r} stands in {places[other]} too; remove one")
            if values[other] != value and (shared := _shared(patterns[other], made)):
                raise DataError(
                    f"{where}: {shared!r} has the value {value:g}, and {values[other]:g} in {places[other]}; a wording has "
                    "one value; remove it from one"
                )
        for first in firsts:
            by_first.setdefault(first, []).append(row)
        patterns.append(made)
        values.append(float(value))


def _shared(one: Pattern, other: Pattern) -> str:
    """Return a wording that two patterns have in common, wildcards as written; empty where there is none."""
    # A walk through both at once: the next place of each, what is left of the alternatives taken, the words so far.
    todo: list[tuple[int, Alternative, int, Alternative, tuple[str, ...]]] = [(0, (), 0, (), ())]
    seen: set[Any] = set()
    while todo:
        a, rest, b, remainder, said = todo.pop()
        if (a, rest, b, remainder) in seen:
            continue
        seen.add((a, rest, b, remainder))
        if rest and remainder:
            if rest[0] == remainder[0]:
                todo.append((a, rest[1:], b, remainder[1:], (*said, rest[0])))
        elif rest:
            # Inside an alternative of one pattern, the other can go on only with a place right after its last.
            if b < len(other.places) and not other.places[b].gap:
                todo += [(a, rest, b + 1, words, said) for words in other.places[b].alternatives]
        elif remainder:
            if a < len(one.places) and not one.places[a].gap:
                todo += [(a + 1, words, b, remainder, said) for words in one.places[a].alternatives]
        elif a == len(one.places) and b == len(other.places):
            return " ".join(said)
        elif a < len(one.places) and b < len(other.places) and one.places[a].gap == other.places[b].gap:
            pairs = itertools.product(one.places[a].alternatives, other.places[b].alternatives)
            todo += [(a + 1, first, b + 1, second, said) for first, second in pairs]
    return ""
