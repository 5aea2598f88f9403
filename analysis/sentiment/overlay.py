"""The diplomatic overlay: formulae whose tone no list of single words gets right. An option, off by default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, normalise, tokenise
from analysis.errors import DataError
from analysis.framing.codebook import Pattern
from analysis.framing.matching import TermIndex, resolve
from analysis.tables import read_csv

__all__ = ["Overlay", "read_overlay"]


@dataclass(frozen=True)
class Overlay:
    """Formulae with a tone each: -1 negative to 1 positive, 0 for boilerplate that is to be ignored."""

    table: pd.DataFrame
    entities: Entities = NO_ENTITIES

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
        found = [index.find(pattern) for pattern in self.patterns]
        starts, ends = (np.concatenate(parts) for parts in zip(*found, strict=True))
        rank = np.repeat(np.arange(len(found)), [len(part) for part, _ in found])
        values = self.table["value"].to_numpy(dtype=float)
        for at in resolve(starts, ends, rank, np.zeros(len(index.codes), dtype=bool)):
            yield int(starts[at]), int(ends[at]), self.patterns[rank[at]].source, float(values[rank[at]])

    def take_out(self, sentence: str, *, mask: str) -> tuple[str, float, list[tuple[str, float]]]:
        """Return a sentence with its formulae replaced by a mask, the sum of their values, and the formulae."""
        tokens = tokenise(sentence, entities=self.entities)
        table = pd.DataFrame({"unit": "s", "sentence": 0, "term": [token.term for token in tokens]})
        out, at, total, listed = [], 0, 0.0, []
        plain = normalise(sentence)
        for first, end, formula, value in sorted(self.spans(TermIndex(table))):
            out += [plain[at : tokens[first].start], mask]
            at = tokens[end - 1].end
            total += value
            listed.append((formula, value))
        return "".join([*out, plain[at:]]), total, listed


def read_overlay(path: Path, *, entities: Entities = NO_ENTITIES) -> Overlay:
    """Read an overlay: CSV with `pattern` (as in the codebook), `value` (-1 to 1), `source`, `note`."""
    table = read_csv(path, text=("pattern", "source", "note"))
    for column in ("pattern", "value", "source"):
        if column not in table.columns:
            raise DataError(
                f"{path.name}, line 1: there is no column {column}; expected pattern, value, source, note; add it"
            )
    seen: dict[str, int] = {}
    for line, (pattern, value) in enumerate(zip(table["pattern"], table["value"], strict=True), start=2):
        if not isinstance(value, (int, float)) or not -1 <= value <= 1:
            raise DataError(f"{path.name}, line {line}: the value is {value!r}; expected -1 to 1; correct it")
        if pattern in seen:
            raise DataError(f"{path.name}, line {line}: {pattern!r} stands in line {seen[pattern]} too; remove one")
        seen[pattern] = line
        try:
            _ = Pattern(str(pattern), entities).places
        except ValueError as error:
            raise DataError(f"{path.name}, line {line}: {error}") from None
    return Overlay(table, entities)
