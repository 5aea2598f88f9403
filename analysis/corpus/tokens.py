"""Turn text into tokens, safely for typography and for names of entities.

One normalisation step first (one apostrophe, one quotation mark, one hyphen, plain spaces), which
keeps the length of the text so that every token has its place in it; then one pass that takes
entities (before lower-casing, so that *US* is never *us*), numbers and words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import instance
from analysis.corpus.entities import ENGLISH, NO_ENTITIES, Entities, canonical, checked
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.typography import IGNORED, TYPOGRAPHY, folded, has_any, normalise
from analysis.progress import Progress, following

__all__ = [
    "ENGLISH",
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
    r"|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf|al|approx)|\b(?:[A-Z]\.)*[A-Z]|\.\.)\.$"
)
# What ends a clause inside a sentence. Quotation marks and brackets do not; a dash does, between spaces or long.
_CLAUSE_MARK = re.compile(r"[,;:!?/\u2014\u2026]|\.\.\.|(?<!\S)[-\u2013]+(?!\S)")
# Blank lines, or a carriage return alone, part paragraphs; a single line break parts nothing.
_PARAGRAPH = r"\n\s*\n|\r(?!\n)"
_SENTENCE_END = re.compile(rf"""[.!?]+["')\]]*(?=\s+["'(\[]*[A-Z0-9])|{_PARAGRAPH}""")
# Where a sentence may end between two tokens: a word before it says nothing of the name after it.
_APART = re.compile(rf"[.!?]|{_PARAGRAPH}")


@dataclass(frozen=True, slots=True)
class Token:
    """A counted word: `term` as counted, `surface` as printed, and its place in the text."""

    term: str
    surface: str
    start: int
    end: int


def tokenise(text: str, *, entities: Entities = ENGLISH) -> list[Token]:
    """Return the tokens of a text in order.

    Words are lower-cased and NFKC-normalised. Hyphenated words stay whole, except around an entity; the possessive 's is
    split off and not counted, while contractions (*it's*, *let's*, *isn't*) are words; entities keep their table's
    spelling. Soft hyphens and characters without width belong to no term; a surface is as printed.

    >>> [t.term for t in tokenise("Both sides\u2019 win-win plan isn\u2019t Ruritania\u2019s 4.1%")]
    ['both', 'sides', 'win-win', 'plan', "isn't", 'ruritania', '4.1']
    >>> [t.term for t in tokenise("It\u2019s Ann\u2019s turn: let\u2019s go")]
    ["it's", 'ann', 'turn', "let's", 'go']
    >>> table = pd.DataFrame({"entity": ["US"] * 2, "variant": ["US", "United States"], "unless_after": [None] * 2})
    >>> [t.term for t in tokenise("The United States told us: a US-led plan", entities=Entities(table))]
    ['the', 'US', 'told', 'us', 'a', 'US', 'led', 'plan']
    """
    return [Token(*row) for row in scan(instance("text", text, str), checked(entities))]


def scan(text: str, entities: Entities, *, piece: bool = False) -> list[tuple[str, str, int, int]]:
    """Return (term, surface, start, end) of each token; plain tuples, because large corpora have millions.

    A piece of a text does not show whether its line is in capitals.
    """
    if has_any(text, IGNORED):
        # Without them a word is whole; places are then those of the text as it was.
        places = [at for at, letter in enumerate(text) if ord(letter) not in IGNORED]
        return [
            (term, text[places[start] : places[end - 1] + 1], places[start], places[end - 1] + 1)
            for term, _, start, end in scan(text.translate(IGNORED), entities, piece=piece)
        ]
    lookup, simple = entities.lookup, text.isascii()
    found: list[tuple[str, str, int, int]] = []
    plain = normalise(text)
    if not piece:
        plain = entities.without_shouted(plain)
    for match in entities.pattern.finditer(plain):
        kind = match.lastgroup
        if kind == "clitic":
            continue
        start, end = match.span()
        word = match[0]
        if kind == "entity":
            term, unless = lookup[word] if word in lookup else lookup[canonical(word)]
            if unless and found and found[-1][0] in unless and not _APART.search(plain, found[-1][3] - 1, start):
                term = canonical(word).lower()
        elif kind == "dotted":
            # Two letters could be another word without their stops, as I.T. and a.m.
            term = folded(word.replace(".", "") if word.rstrip(".").count(".") > 1 else word.rstrip(".") + ".")
        else:
            term = word.lower() if simple else folded(word)
        found.append((term, text[start:end], start, end))
    return found


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; a blank line ends a sentence, a single line break and an abbreviation do not.

    >>> text = "Mr. Oak left. \u201cWhy?\u201d he asked."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['Mr. Oak left.', '“Why?” he asked.']
    """
    plain = normalise(text)
    start = 0
    for match in _SENTENCE_END.finditer(plain):
        if match.group()[0] in ".!?" and _ABBREVIATION.search(plain, max(start, match.end() - 12), match.end()):
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


def tokens_table(texts: Texts, *, entities: Entities = ENGLISH, progress: Progress = False) -> pd.DataFrame:
    """Return one row a token for texts, each with the unit that it belongs to.

    Parameters
    ----------
    texts : Texts
        A table with a column `text`, a Series or mapping of texts by unit, or pairs of unit and text, of which a unit
        may have several: its parts.
    entities : Entities
        Names counted as one term.
    progress : bool or function
        True for a bar after two seconds, or a function of the share done, 0 to 1.

    Returns
    -------
    DataFrame
        `unit`; `part` and `sentence`, both numbered from 0 within a unit; `clause`, which rises with every clause of
        the table, from comma, semicolon, colon, slash or dash to the next; `start` and `end`, characters within the
        part; `surface`, as printed; `term`, as counted.

    Notes
    -----
    A single line break ends nothing, so hard-wrapped texts are read as they are; a blank line ends a sentence. Tokens
    are those of `tokenise`.

    >>> tokens_table([("a1", "Trade grew. Talks go on."), ("a1", "Fine.")])[["part", "sentence", "term"]].values.tolist()[3:]
    [[0, 1, 'go'], [0, 1, 'on'], [1, 2, 'fine']]
    """
    table = _TokenTable(checked(entities))
    for unit, text in following(text_pairs(texts, unique=False), progress, "reading tokens"):
        table.add(unit, text)
    return table.finished()


class Pieces(dict[str, int]):
    """Numbers of the distinct pieces of texts; `read` is called once for each, and returns its number."""

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> int:
        number = self[piece] = self._read(piece)
        return number


def token_numbers(texts: Iterable[str]) -> NDArray[np.int64]:
    """Return how many tokens each text has, none of them a name of several words; each distinct piece is scanned once.

    >>> token_numbers(["Trade grew.", "", "Talks go on."]).tolist()
    [2, 0, 3]
    """
    sizes = Pieces(lambda piece: len(scan(piece, NO_ENTITIES, piece=True)))
    return np.array([sum(map(sizes.__getitem__, text.split(" "))) for text in texts], dtype=np.int64)


class _TokenTable:
    """Tokens of many texts. Sentences are split at spaces, and each distinct piece is scanned once.

    A sentence is scanned as a whole where a token can reach over a space or depend on the word before: where it may
    hold a name of several words, or a name that certain words or a line in capitals cancel.
    """

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._heads = tuple({name.split(" ")[0] for name in entities.lookup if " " in name})
        self._bound = {entity for entity, unless in entities.lookup.values() if unless}
        # Of each distinct piece its number; of each number the length, the tokens, the marks between clauses
        # before each of them and in all; and the pieces for which the whole sentence must be scanned.
        self._pieces = Pieces(self._new)
        self._lengths: list[int] = []
        self._tokens: list[list[tuple[str, str, int, int]]] = []
        self._marks: list[int] = []
        self._marks_before: list[int] = []
        self._whole: set[int] = set()
        # Pieces with a name that is none in a line all in capitals.
        self._doubtful: set[int] = set()
        # Of each sentence: unit, part, number, where it begins, and how many pieces it has.
        self._heads_of: list[tuple[Hashable, int, int, int, int]] = []
        self._read: list[int] = []
        self._counters: dict[Hashable, tuple[int, int]] = {}

    def add(self, unit: Hashable, text: str) -> None:
        """Read one part of a unit."""
        part, sentence = self._counters.get(unit, (0, 0))
        for left, right in sentence_spans(text):
            inside = text[left:right]
            numbers = list(map(self._pieces.__getitem__, inside.split(" ")))
            if not self._whole.isdisjoint(numbers) or (not self._doubtful.isdisjoint(numbers) and self._shouts(inside)):
                numbers = [self._kept(inside, scan(inside, self._entities))]
            self._read += numbers
            self._heads_of.append((unit, part, sentence, left, len(numbers)))
            sentence += 1
        self._counters[unit] = (part + 1, sentence)

    def _new(self, piece: str) -> int:
        found = scan(piece, self._entities, piece=True)
        number = self._kept(piece, found)
        plain = normalise(piece).translate(IGNORED)
        if any(head in plain for head in self._heads) or any(row[0] in self._bound for row in found):
            self._whole.add(number)
        if any(name in plain for name in self._entities.doubtful):
            self._doubtful.add(number)
        return number

    def _shouts(self, sentence: str) -> bool:
        plain = normalise(sentence).translate(IGNORED)
        return self._entities.without_shouted(plain) != plain

    def _kept(self, text: str, found: list[tuple[str, str, int, int]]) -> int:
        self._lengths.append(len(text) + 1)
        self._tokens.append(found)
        marks = at = 0
        for _, _, start, end in (*found, ("", "", len(text), len(text))):
            # Nearly all tokens are separated by a single space.
            if start > at and text[at:start] != " ":
                marks += sum(1 for _ in _CLAUSE_MARK.finditer(text, at, start))
            self._marks_before.append(marks)
            at = end
        self._marks.append(self._marks_before.pop())
        return len(self._tokens) - 1

    def finished(self) -> pd.DataFrame:
        """Return the table; whatever recurs is repeated by whole arrays."""
        read = np.array(self._read, dtype=np.int64)
        sizes = np.array([len(found) for found in self._tokens], dtype=np.int64)
        lengths = np.array(self._lengths, dtype=np.int64)
        columns = ["unit", "part", "sentence", "left", "pieces"]
        sentences = pd.DataFrame(self._heads_of, columns=columns)
        pieces = sentences["pieces"].to_numpy(dtype=np.int64)
        # A piece begins where its sentence does, and the pieces before it in the sentence with their spaces on.
        reach = np.cumsum(lengths[read]) - lengths[read]
        first = np.cumsum(pieces) - pieces
        begins = reach - np.repeat(reach[first] if len(read) else first, pieces)
        begins += np.repeat(sentences["left"].to_numpy(dtype=np.int64), pieces)
        rows = [row for found in self._tokens for row in found]
        terms, surfaces, starts, ends = zip(*rows, strict=True) if rows else ((), (), (), ())
        count = sizes[read]
        at = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        at += np.repeat((np.cumsum(sizes) - sizes)[read], count)
        of_sentence = np.repeat(np.repeat(np.arange(len(sentences)), pieces), count)
        shift = np.repeat(begins, count)
        marks = np.array(self._marks, dtype=np.int64)[read]
        clause = np.array(self._marks_before, dtype=np.int64)[at] + np.repeat(np.cumsum(marks) - marks, count)
        table = sentences[["unit", "part", "sentence"]].take(of_sentence).reset_index(drop=True)
        return table.assign(
            clause=clause + of_sentence,
            start=np.array(starts, dtype=np.int64)[at] + shift,
            end=np.array(ends, dtype=np.int64)[at] + shift,
            surface=pd.Series(surfaces, dtype="str").take(at).array,
            term=pd.Series(terms, dtype="str").take(at).array,
        )
