"""Find patterns in running terms: an index of where each term occurs, and whole-array steps over it.

Wildcards are resolved once, against the vocabulary; then every place of a pattern is one look-up for all occurrences
at once. Time grows with the number of tokens and of matches, whatever the pattern.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.patterns.pattern import Alternative, Pattern
from analysis.patterns.wildcards import fits

__all__ = ["Spans", "TermIndex", "resolve"]

Integers = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Spans = tuple[Integers, Integers]
"""First token of each match, and the token after its last."""


class TermIndex:
    """Where each term of a tokens table occurs, and which tokens share a sentence."""

    def __init__(self, tokens: pd.DataFrame) -> None:
        """Index a table of `tokens_table`."""
        codes, vocabulary = pd.factorize(tokens["term"].to_numpy(dtype=object), sort=False)
        self.codes: Integers = codes.astype(np.int64)
        self.vocabulary: dict[str, int] = {str(term): at for at, term in enumerate(vocabulary)}
        units, names = pd.factorize(tokens["unit"].to_numpy(dtype=object), sort=False)
        self.unit: Integers = units.astype(np.int64)
        self.units: list[str] = [str(name) for name in names]
        sentence = tokens["sentence"].to_numpy(dtype=np.int64)
        change = np.ones(len(tokens), dtype=np.int64)
        change[1:] = (units[1:] != units[:-1]) | (sentence[1:] != sentence[:-1])
        self.sentence: Integers = np.cumsum(change)
        self.order: Integers = np.argsort(self.codes, kind="stable").astype(np.int64)
        self.bounds: Integers = np.searchsorted(self.codes[self.order], np.arange(len(self.vocabulary) + 1)).astype(
            np.int64
        )
        self._members: dict[str, Integers] = {}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.vocabulary)

    def members(self, matcher: str) -> Integers:
        """Return the codes of the terms that a word or wildcard matches."""
        if matcher not in self._members:
            if "*" in matcher:
                stem = matcher[: matcher.index("*")]
                low = bisect_left(self._sorted, stem)
                high = bisect_left(self._sorted, stem + "\U0010ffff") if stem else len(self._sorted)
                found = [self.vocabulary[term] for term in self._sorted[low:high] if fits(term, matcher)]
            else:
                found = [self.vocabulary[matcher]] if matcher in self.vocabulary else []
            self._members[matcher] = np.array(found, dtype=np.int64)
        return self._members[matcher]

    def find(self, pattern: Pattern) -> Spans:
        """Return every match of a pattern inside a sentence; of matches that begin at one token, the shortest.

        The places are filled from the last to the first: of what follows a token only the nearest end matters, so the
        work is at most tokens x places x words of the widest gap, whatever the text.
        """
        *before, last = pattern.places
        starts, ends = _shortest(*self._occurrences(last.alternatives))
        gap = last.gap
        for place in reversed(before):
            if not len(starts):
                break
            firsts, afters = self._occurrences(place.alternatives)
            starts, ends = _shortest(*self._joined(firsts, afters, starts, ends, gap))
            gap = place.gap
        return starts, ends

    def _joined(self, firsts: Integers, afters: Integers, starts: Integers, ends: Integers, gap: int) -> Spans:
        """Join matches of one place with the nearest end among what begins up to `gap` tokens after them."""
        far = np.iinfo(np.int64).max
        nearest = np.full(len(firsts), far)
        low = np.searchsorted(starts, afters)
        for step in range(gap + 1):
            at = np.minimum(low + step, len(starts) - 1)
            reached = (low + step < len(starts)) & (starts[at] <= afters + gap)
            reached &= self.sentence[starts[at]] == self.sentence[firsts]
            if not reached.any():
                break
            nearest = np.where(reached, np.minimum(nearest, ends[at]), nearest)
        found = nearest < far
        return firsts[found], nearest[found]

    def _occurrences(self, alternatives: tuple[Alternative, ...]) -> Spans:
        """Return where any of the alternatives of a place occurs."""
        found = []
        for alternative in alternatives:
            codes = self.members(alternative[0])
            pieces = [self.order[self.bounds[code] : self.bounds[code + 1]] for code in codes]
            starts = np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)
            found.append(self._follow(starts, starts + 1, alternative[1:]))
        return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])

    def _follow(self, starts: Integers, ends: Integers, matchers: Alternative) -> Spans:
        """Keep the matches that continue with these terms in the same sentence."""
        for matcher in matchers:
            codes = self.members(matcher)
            inside = ends < len(self.codes)
            starts, ends = starts[inside], ends[inside]
            here = self.codes[ends]
            right: Flags = here == codes[0] if len(codes) == 1 else np.isin(here, codes)
            right = right & (self.sentence[ends] == self.sentence[starts])
            starts, ends = starts[right], ends[right] + 1
        return starts, ends


def _shortest(starts: Integers, ends: Integers) -> Spans:
    """Sort matches by their start and keep the shortest of each."""
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    kept = np.ones(len(starts), dtype=bool)
    kept[1:] = starts[1:] != starts[:-1]
    return starts[kept], ends[kept]


def resolve(starts: Integers, ends: Integers, rank: Integers, barred: Flags) -> Integers:
    """Return the positions of the matches that are kept, sorted by start: none that touches a token marked in `barred`.

    Of overlapping matches the longest is kept, then the first, then that of the lower `rank`.

    >>> resolve(np.array([0, 1]), np.array([2, 4]), np.array([0, 0]), np.zeros(4, dtype=bool)).tolist()
    [1]
    """
    before = np.concatenate([[0], np.cumsum(barred)])
    free = np.flatnonzero(before[ends] == before[starts])
    free = free[np.lexsort((rank[free], -ends[free], starts[free]))]
    # Matches that overlap form a cluster; a cluster of one needs no decision.
    opens = np.ones(len(free), dtype=bool)
    opens[1:] = starts[free][1:] >= np.maximum.accumulate(ends[free])[:-1]
    alone = opens & np.append(opens, True)[1:]
    taken = np.zeros(len(barred), dtype=bool)
    kept = free[alone].tolist()
    rest = free[~alone]
    for at in rest[np.lexsort((rank[rest], starts[rest], starts[rest] - ends[rest]))].tolist():
        inside = taken[starts[at] : ends[at]]
        if not inside.any():
            inside[:] = True
            kept.append(at)
    found = np.array(kept, dtype=np.int64)
    return found[np.argsort(starts[found], kind="stable")]
