"""A draft of a statement, and the stretch of a sentence in which its content may lie."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.attribution import words
from analysis.attribution.cues import Cue
from analysis.attribution.hits import Hit
from analysis.attribution.sentences import Sentence

__all__ = ["Draft", "Scope"]

_NOTHING = frozenset({"nothing", "so", "no", "yes", "enough", "otherwise", "little", "as much", "much", "goodbye"})
_NOTHING |= {"nothing at all"}


@dataclass(slots=True)
class Draft:
    """A statement before its speaker is known: offsets only."""

    spans: list[tuple[int, int]]
    rule: str
    confidence: float
    cue: Cue | None = None
    cue_span: tuple[int, int] | None = None
    source: tuple[int, int] | None = None
    kind: str = "statement"
    carries: bool = False  # a quotation that follows may belong to it
    nested: bool = False  # inside the content of another statement


@dataclass(slots=True)
class Scope:
    """Where the content of one cue may be: from token `floor` to `end`, on the right no further than `cut`."""

    s: Sentence
    hit: Hit
    floor: int
    end: int
    cut: int
    source: tuple[int, int] | None = None
    start: int = 0  # first token after cue and inverted subject
    tail: int = 0  # first token after time, place and the person spoken to
    addressed: bool = False
    scale: float = 1.0

    @property
    def limit(self) -> int:
        """The token at which content on the right must end."""
        return min(self.end, self.cut)

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Return the offsets of tokens a to b."""
        return (self.s.start[a], self.s.end[b - 1])

    def quote_follows(self, t: int) -> bool:
        """Tell whether token t is a comma or colon before a quotation."""
        return t + 1 < self.end and self.s.low[t] in {",", ":"} and self.s.quote[t + 1] is not None

    def stop(self, a: int) -> int:
        """Return where content that begins at token a ends: before the next clause of the reporter."""
        low, stop = self.s.low, self.limit
        for i in range(a + 1, stop - 1):
            if low[i] == ",":
                comment = i + 2 < stop and low[i + 1] in {"a", "an"} and low[i + 2] in words.COMMENTARY
                if comment or low[i + 1] in words.ASIDES:
                    return i
        while stop > a and low[stop - 1] in words.TRAILING:
            stop -= 1
        return stop

    def rest(self, a: int, rule: str, confidence: float, *, carries: bool = False) -> Draft | None:
        """Return the draft whose content begins at token a and runs as far as it may."""
        return self.made([(a, self.stop(a))], rule, confidence, carries=carries)

    def made(
        self,
        parts: list[tuple[int, int]],
        rule: str,
        confidence: float,
        *,
        kind: str = "statement",
        carries: bool = False,
    ) -> Draft | None:
        """Return the draft with these parts; None where they are empty or say nothing."""
        spans = [self.span(a, b) for a, b in parts if b > a]
        if not spans or (len(parts) == 1 and " ".join(self.s.low[slice(*parts[0])]) in _NOTHING):
            return None
        cue_span = self.span(self.hit.left, self.hit.right)
        return Draft(spans, rule, confidence * self.scale, self.hit.form.cue, cue_span, self.source, kind, carries)
