"""Turn text into tokens, safely for typography and for names of entities.

One normalisation step first (one apostrophe, one quotation mark, one hyphen, plain spaces), which
keeps the length of the text so that every token knows where it stands; then one pass that takes
entities (before lower-casing, so that *US* is never *us*), numbers and words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.corpus.entities import NO_ENTITIES, Entities, canonical, checked
from analysis.corpus.typography import IGNORED, TYPOGRAPHY, has_any, normalise
from analysis.errors import ArgumentError

__all__ = [
    "NO_ENTITIES",
    "TYPOGRAPHY",
    "Entities",
    "Token",
    "normalise",
    "sentence_spans",
    "tokenise",
    "tokens_table",
]

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|St|Jr|Sr|vs|etc|No|Co|Corp|Inc|Ltd|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)|\b(?:[A-Z]\.)*[A-Z]|\.\.)\.$"
)
_SENTENCE_END = re.compile(r"""[.!?]+["')\]]*(?=\s+["'(\[]*[A-Z0-9])|\n+""")


@dataclass(frozen=True, slots=True)
class Token:
    """A counted word: `term` as counted, `surface` as printed, and where it stands in the text."""

    term: str
    surface: str
    start: int
    end: int


def tokenise(text: str, *, entities: Entities = NO_ENTITIES) -> list[Token]:
    """Return the tokens of a text in order.

    Words are lower-cased and NFKC-normalised; hyphenated words stay whole, except around an
    entity; the possessive 's is split off and not counted; entities keep their table's spelling.
    Soft hyphens and characters without width are no part of a term; a surface is as printed.

    Raises
    ------
    ArgumentError for what is no text or no `Entities`.

    >>> [t.term for t in tokenise("Both sides\u2019 win-win plan isn\u2019t Ruritania\u2019s 4.1%")]
    ['both', 'sides', 'win-win', 'plan', "isn't", 'ruritania', '4.1']
    >>> table = pd.DataFrame({"entity": ["US"] * 2, "variant": ["US", "United States"], "unless_after": [None] * 2})
    >>> [t.term for t in tokenise("The United States told us: a US-led plan", entities=Entities(table))]
    ['the', 'US', 'told', 'us', 'a', 'US', 'led', 'plan']
    """
    if not isinstance(text, str):
        raise ArgumentError(f"text is {text!r}; expected a text; pass a string")
    return [Token(*row) for row in _scan(text, checked(entities))]


def _scan(text: str, entities: Entities) -> list[tuple[str, str, int, int]]:
    """Return (term, surface, start, end) of each token; plain tuples, because large corpora have millions."""
    if has_any(text, IGNORED):
        # Without them a word is whole; each place is then told in the text as it was.
        places = [at for at, letter in enumerate(text) if ord(letter) not in IGNORED]
        return [
            (term, text[places[start] : places[end - 1] + 1], places[start], places[end - 1] + 1)
            for term, _, start, end in _scan(text.translate(IGNORED), entities)
        ]
    lookup, simple = entities.lookup, text.isascii()
    found: list[tuple[str, str, int, int]] = []
    for match in entities.pattern.finditer(normalise(text)):
        kind = match.lastgroup
        if kind == "clitic":
            continue
        start, end = match.span()
        word = match[0]
        if kind == "entity":
            term, unless = lookup[word] if word in lookup else lookup[canonical(word)]
            if unless and found and found[-1][0] in unless:
                term = canonical(word).lower()
        else:
            # ASCII has no compatibility forms.
            term = word.lower() if simple else unicodedata.normalize("NFKC", word).lower()
        found.append((term, text[start:end], start, end))
    return found


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; a line break ends a sentence, an abbreviation does not.

    >>> text = "Mr. Oak left. \u201cWhy?\u201d he asked."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['Mr. Oak left.', '“Why?” he asked.']
    """
    plain = normalise(text)
    start = 0
    for match in _SENTENCE_END.finditer(plain):
        if match.group()[0] != "\n" and _ABBREVIATION.search(plain, max(start, match.end() - 12), match.end()):
            continue
        yield from _stripped(plain, start, match.end())
        start = match.end()
    yield from _stripped(plain, start, len(plain))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inside = text[start:end]
    left = start + len(inside) - len(inside.lstrip())
    right = end - (len(inside) - len(inside.rstrip()))
    if left < right:
        yield left, right


def tokens_table(parts: Iterable[tuple[str, str]], *, entities: Entities = NO_ENTITIES) -> pd.DataFrame:
    """Return one row a token for pieces of text, each with the unit that it belongs to.

    `parts` are pairs (unit, text); a unit may have several parts. Columns: `unit`; `part` and
    `sentence`, both numbered from 0 within a unit; `start` and `end`, characters within the part;
    `surface`; `term`.

    Raises
    ------
    ArgumentError for a part that is no text, and for what is no `Entities`.

    Notes
    -----
    A line break ends a sentence, and no token reaches over it: a name broken by one is two words here, and
    one term in `tokenise`. Join the lines of hard-wrapped texts first.

    >>> tokens_table([("a1", "Trade grew. Talks go on."), ("a1", "Fine.")])[["part", "sentence", "term"]].values.tolist()[3:]
    [[0, 1, 'go'], [0, 1, 'on'], [1, 2, 'fine']]
    """
    # One entry a sentence here, one a token in `rows`: repeating is left to whole-array steps.
    heads: list[tuple[str, int, int, int]] = []
    rows: list[tuple[str, str, int, int]] = []
    counters: dict[str, tuple[int, int]] = {}
    checked(entities)
    for unit, text in parts:
        if not isinstance(text, str):
            raise ArgumentError(f"the text of unit {unit!r} is {text!r}; expected a text; fill it or leave it out")
        part, sentence = counters.get(unit, (0, 0))
        for left, right in sentence_spans(text):
            found = _scan(text[left:right], entities)
            rows += found if left == 0 else [(term, word, left + a, left + b) for term, word, a, b in found]
            heads.append((unit, part, sentence, len(found)))
            sentence += 1
        counters[unit] = (part + 1, sentence)
    sentences = pd.DataFrame(heads, columns=["unit", "part", "sentence", "size"])
    table = sentences.loc[sentences.index.repeat(sentences["size"]), ["unit", "part", "sentence"]].reset_index(
        drop=True
    )
    terms, surfaces, starts, ends = zip(*rows, strict=True) if rows else ((), (), (), ())
    columns = {"start": (starts, "int64"), "end": (ends, "int64"), "surface": (surfaces, "str"), "term": (terms, "str")}
    return table.assign(**{name: pd.Series(values, dtype=kind) for name, (values, kind) in columns.items()})
