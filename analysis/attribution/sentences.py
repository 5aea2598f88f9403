"""Cut a paragraph into sentences of tokens; a quotation is one token, whatever its content.

So a full stop inside a quotation does not end a sentence, and a verb inside it is not a cue of the reporter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.attribution import words
from analysis.attribution.quotes import Quote

__all__ = ["SPEECH_ENDS", "Sentence", "sentences_of"]

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[\u2019'&\u2011-][^\W_]+)*[\u2019'](?=\s)|[^\W_]+(?:[\u2019'&\u2011.,-][^\W_]+)*|\.{3}|[^\w\s]"
)
_LONGEST = 400  # tokens; a longer sequence is not a sentence, and is cut so that time stays linear
_END = frozenset(".!?\u2026")
SPEECH_ENDS = ",.?!\u2026-\u2014"
"""Punctuation inside the marks of a quotation that shows it to be speech."""


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence with their offsets; `quote[i]` is the quotation that is token i, `tail[i]` its last character."""

    words: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    quote: list[Quote | None]
    tail: list[str]
    cues: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        """Return token i in lower case; an empty string outside the sentence."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def part(self, a: int, b: int) -> Sentence:
        """Return the sentence of tokens a to b."""
        return Sentence(self.words[a:b], self.low[a:b], self.start[a:b], self.end[a:b], self.quote[a:b], self.tail[a:b])


def _tokens(text: str, start: int, end: int, quotes: Sequence[Quote]) -> Sentence:
    rows: list[tuple[str, int, int, Quote | None, str]] = []
    for quote in [*quotes, None]:
        rows += [(m[0], *m.span(), None, " ") for m in _TOKEN.finditer(text, start, quote.start if quote else end)]
        if quote:
            rows.append(("\u201c", quote.start, quote.end, quote, _inner_end(text, quote)))
            start = quote.end
    tokens, starts, ends, of, tails = map(list, zip(*rows, strict=True)) if rows else ([], [], [], [], [])
    return Sentence(tokens, [token.lower().replace("\u2019", "'") for token in tokens], starts, ends, of, tails)


def _inner_end(text: str, quote: Quote) -> str:
    """Return the last character of a quotation before its closing marks."""
    stop = quote.end - 1 if quote.closed else quote.end
    inner = text[max(quote.start + 1, stop - 3) : stop].rstrip("'\u2019\u201d\" ")
    return inner[-1:] or " "


def _ends(tokens: Sentence, at: int, first: int) -> bool:
    """Tell whether a sentence that began at token `first` ends with token `at`."""
    word, quote, following = tokens.words[at], tokens.quote[at], tokens.words[at + 1]
    if quote is None and (word[-1] not in _END or tokens.start[at + 1] == tokens.end[at]):
        return False
    begins = (
        tokens.quote[at + 1] is not None or following[0].isupper() or following[0].isdigit() or following[0] in "$[("
    )
    if quote is not None:
        return begins and (not quote.closed or tokens.tail[at] in (_END if not quote.single else "."))
    if word in _END or word == "...":
        before = tokens.words[at - 1] if at > first else ""
        initial = len(before) == 1 and before.isupper()
        return begins and not (word == "." and (initial or before.lower() in words.ABBREVIATIONS))
    return len(word) > 2 and word[-1] == "." and following in words.STARTERS


def sentences_of(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[Sentence]:
    """Return the sentences of one paragraph, quotations kept whole."""
    tokens = _tokens(text, start, end, quotes)
    found: list[Sentence] = []
    first, count = 0, len(tokens)
    for at, word in enumerate(tokens.words[: count - 1]):
        may_end = word[-1] in _END or tokens.quote[at] is not None
        if (may_end and _ends(tokens, at, first)) or at + 1 - first >= _LONGEST:
            found.append(tokens.part(first, at + 1))
            first = at + 1
    if first < count:
        found.append(tokens.part(first, count))
    return found
