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

from analysis import checks
from analysis.corpus.tokens import ENGLISH, Entities, normalise, tokenise
from analysis.errors import CodebookError, DataError
from analysis.patterns.matching import TermIndex, resolve
from analysis.patterns.pattern import Alternative, Pattern
from analysis.sentiment.lexicon_files import csv_rows, decimal

__all__ = ["Overlay", "read_overlay"]

_COLUMNS = ("pattern", "value", "source")
Taken = tuple[str, float, list[tuple[str, float]]]
"""A sentence without its formulae, the sum of their values, and the formulae with their values."""


@dataclass(frozen=True, repr=False)
class Overlay:
    """Formulae, each with a tone: -1 negative to 1 positive, 0 for boilerplate that is to be ignored.

    Parameters
    ----------
    table : DataFrame
        `pattern` (as in the codebook), `value`; without rows nothing is a formula.
    entities : Entities
        Names that patterns may write in any variant.

    Raises
    ------
    ArgumentError
        A column is missing.
    DataError
        A pattern is empty, occurs twice or cannot be used, a value is no number from -1 to 1, or two patterns with
        different values have a wording in common.

    >>> Overlay(pd.DataFrame({"pattern": ["dead end"], "value": [-0.5]}))
    Overlay of 1 formulae
    """

    table: pd.DataFrame
    entities: Entities = ENGLISH

    def __post_init__(self) -> None:
        checks.table("the overlay", self.table, "pattern", "value")
        _check(self.table, self.entities, [f"the overlay, row {row}" for row in range(1, len(self.table) + 1)])

    def __repr__(self) -> str:
        return f"Overlay of {len(self.table)} formulae"

    @cached_property
    def patterns(self) -> list[Pattern]:
        """The formulae as patterns, in order."""
        return [Pattern(source, self.entities) for source in self.table["pattern"]]

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

    def take_out(self, sentences: Sequence[str], *, mask: str) -> list[Taken]:
        """Return sentences with their formulae replaced by a mask, the sum of the values, and the formulae."""
        tokens = [tokenise(sentence, entities=self.entities) for sentence in sentences]
        every = [token for row in tokens for token in row]
        number = np.repeat(np.arange(len(tokens)), [len(row) for row in tokens])
        # A formula never crosses the end of a sentence, so one index serves all of them.
        terms = pd.DataFrame({"unit": "s", "sentence": number, "term": [token.term for token in every]})
        of: dict[int, list[tuple[int, int, str, float]]] = {}
        for first, end, formula, value in sorted(self.spans(TermIndex(terms))):
            of.setdefault(int(number[first]), []).append((every[first].start, every[end - 1].end, formula, value))
        taken = []
        for home, sentence in enumerate(sentences):
            plain, at, out = normalise(sentence), 0, []
            for start, end, _, _ in of.get(home, ()):
                out += [plain[at:start], mask]
                at = end
            found = [(formula, value) for _, _, formula, value in of.get(home, ())]
            taken.append(("".join([*out, plain[at:]]), sum((value for _, value in found), 0.0), found))
        return taken


def read_overlay(path: Path | str, *, entities: Entities = ENGLISH) -> Overlay:
    r"""Read an overlay: CSV with `pattern` (as in the codebook), `value` (-1 to 1), `source`, and any other columns.

    Parameters
    ----------
    path : Path or str
        The file.
    entities : Entities
        Names that patterns may write in any variant.

    Raises
    ------
    DataError
        The file is missing or a row cannot be used; the sentence names the file, the line and the value.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "overlay.csv"
    ...     _ = path.write_text("pattern,value,source\ndead end|ends,-0.5,ours\n")
    ...     read_overlay(path).table["value"].tolist()
    [-0.5]
    """
    rows = list(csv_rows(checks.path("path", path), *_COLUMNS, short=True))
    for where, cells in rows:
        if np.isnan(decimal(cells["value"])):
            raise DataError(f"{where}: the value is {cells['value']!r}; expected -1 to 1; write such a number")
        if not cells["source"].strip():
            raise DataError(f"{where}: the source is empty; expected the origin of the value; name it in the cell")
    table = pd.DataFrame([cells for _, cells in rows] or {name: [] for name in _COLUMNS})
    table = table.assign(value=[decimal(value) for value in table["value"]])
    _check(table, entities, [where for where, _ in rows])
    return Overlay(table, entities)


def _check(table: pd.DataFrame, entities: Entities, places: list[str]) -> None:
    """Refuse rows that cannot be used, and wordings to which two rows give different values."""
    # Two patterns can share a wording only where they share a first term.
    by_first: dict[str, list[int]] = {}
    patterns: list[Pattern] = []
    values = list(table["value"])
    for row, (where, pattern, value) in enumerate(zip(places, table["pattern"], values, strict=True)):
        if not isinstance(pattern, str) or not pattern.strip():
            raise DataError(f"{where}: the pattern is {pattern!r}; expected words; write them or delete the row")
        if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real) or not -1 <= float(value) <= 1:
            raise DataError(f"{where}: the value is {checks.shown(value)}; expected -1 to 1; write such a number")
        try:
            made = Pattern(pattern, entities)
            firsts = {alternative[0] for alternative in made.places[0].alternatives}
        except CodebookError as error:
            raise DataError(f"{where}: {error}") from None
        for other in sorted({at for first in firsts for at in by_first.get(first, ())}):
            if patterns[other].source == pattern:
                raise DataError(
                    f"{where}: {pattern!r} is in {places[other]} too; expected it once; delete one of the rows"
                )
            if values[other] != value and (shared := _shared(patterns[other], made)):
                raise DataError(
                    f"{where}: {shared!r} has the value {value:g}, and {values[other]:g} in {places[other]}; expected one value; "
                    "take the wording out of one of the rows"
                )
        for first in firsts:
            by_first.setdefault(first, []).append(row)
        patterns.append(made)


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
