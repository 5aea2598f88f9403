"""Cut a paragraph into sentences of tokens; a quotation is one token, whatever it holds.

So a full stop inside a quotation ends no sentence, and a verb inside it is no cue of the reporter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.attribution.quotes import Quote

__all__ = ["Sentence", "sentences_of"]

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[\u2019'&\u2011-][^\W_]+)*[\u2019'](?=\s)|[^\W_]+(?:[\u2019'&\u2011.,-][^\W_]+)*|\.{3}|[^\w\s]")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen sen rep gov lt col capt st jr sr vs etc no co corp inc ltd jan feb mar apr jun jul aug sep "
    "sept oct nov dec rev hon supt sgt maj adm ambassador pres fig vol".split()
)
LONGEST = 400  # tokens; what is longer is no sentence, and is cut so that time stays linear
_END = frozenset(".!?\u2026")


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence with their offsets; `quote[i]` is the quotation that token i stands for, `tail[i]` its last character."""

    words: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    quote: list[Quote | None] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    cues: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str, start: int, end: int, quote: Quote | None, tail: str = " ") -> None:
        """Append one token."""
        self.tail.append(tail)
        self.words.append(word)
        self.low.append("\u201c" if quote else word.lower().replace("\u2019", "'"))
        self.start.append(start)
        self.end.append(end)
        self.quote.append(quote)


def _tokens(text: str, start: int, end: int, quotes: Sequence[Quote]) -> Sentence:
    out = Sentence()
    at = start
    for quote in [*quotes, None]:
        stop = quote.start if quote else end
        for match in _TOKEN.finditer(text, at, stop):
            out.add(match.group(), match.start(), match.end(), None)
        if quote:
            out.add("\u201c\u201d", quote.start, quote.end, quote, _inner_end(text, quote))
            at = quote.end
    return out


def _inner_end(text: str, quote: Quote) -> str:
    stop = quote.end - 1 if quote.closed else quote.end
    inner = text[max(quote.start + 1, stop - 3) : stop].rstrip("'\u2019\u201d\" ")
    return inner[-1:] or " "


def _begins(word: str, quote: Quote | None) -> bool:
    return bool(quote) or word[0].isupper() or word[0].isdigit() or word[0] in "$[("


def sentences_of(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[Sentence]:
    """Return the sentences of one paragraph, quotations kept whole."""
    tokens = _tokens(text, start, end, quotes)
    found: list[Sentence] = []
    current = Sentence()
    count = len(tokens)
    for at in range(count):
        word, quote = tokens.words[at], tokens.quote[at]
        current.add(word, tokens.start[at], tokens.end[at], quote, tokens.tail[at])
        if at + 1 == count:
            break
        following, its_quote = tokens.words[at + 1], tokens.quote[at + 1]
        spaced = tokens.start[at + 1] > tokens.end[at]
        if quote:
            ends = not quote.single and tokens.tail[at] in _END and _begins(following, its_quote)
            ends = ends or (not quote.closed and _begins(following, its_quote))
        elif word in _END or word == "...":
            ends = spaced and _begins(following, its_quote)
            if ends and word == "." and len(current) > 1:
                before = current.words[-2]
                ends = not (before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper()))
        elif len(word) > 2 and word[-1] == "." and spaced:
            ends = following[0].isupper() and following in {"The", "But", "He", "She", "It", "They", "In", "A", "And"}
        else:
            ends = word in {";", "\u2022", "|"} and False
        if ends or len(current) >= LONGEST:
            found.append(current)
            current = Sentence()
    if len(current):
        found.append(current)
    return found
