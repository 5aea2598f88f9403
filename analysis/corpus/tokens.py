"""Turn text into tokens, safely for typography and for names of entities.

One normalisation step first (one apostrophe, one quotation mark, one hyphen, plain spaces), which
keeps the length of the text so that every token knows where it stands; then one pass that takes
entities (before lower-casing, so that *US* is never *us*), numbers and words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.errors import ArgumentError, DataError

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

_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\uff07`\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_HYPHEN = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_SPACE = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u000b\u000c"
TYPOGRAPHY = str.maketrans(
    dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_HYPHEN, "-") | dict.fromkeys(_SPACE, " ")
)
_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"
_NUMBER = r"\d+(?:[.,]\d+)*(?![^\W_])"
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Capt|St|Jr|Sr|vs|etc|No|Co|Corp|Inc|Ltd|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec)|\b(?:[A-Z]\.)*[A-Z]|\.\.)\.$"
)
_SENTENCE_END = re.compile(r"""[.!?]+["')\]]*(?=\s+["'(\[]*[A-Z0-9])|\n+""")


def normalise(text: str) -> str:
    r"""Map typographic variants to one form each; the length of the text does not change.

    Apostrophes and single quotation marks become ', double ones and guillemets ", hyphens, en
    dashes and minus signs -, and spaces of any width a plain space. An em dash stays: it parts words.

    >>> normalise("\u201cwin\u2011win\u201d, the aim")
    '"win-win", the aim'
    """
    return text.translate(TYPOGRAPHY)


@dataclass(frozen=True, slots=True)
class Token:
    """A counted word: `term` as counted, `surface` as printed, and where it stands in the text."""

    term: str
    surface: str
    start: int
    end: int


@dataclass(frozen=True)
class Entities:
    """Names that are counted as one term whatever their variant.

    `table` has the columns `entity` (the term), `variant` (matched with its case), `kind`
    (country, institution, person, currency) and `unless_after` (words, parted by |, after which
    the variant is no mention of the entity: *in Beijing* is a place and not a government).
    """

    table: pd.DataFrame

    @cached_property
    def lookup(self) -> Mapping[str, tuple[str, frozenset[str]]]:
        """Map each normalised variant to its entity and to the words that cancel it."""
        columns = ["entity", "variant", "unless_after"]
        missing = [column for column in columns if column not in self.table.columns]
        if missing:
            raise DataError(
                f"the entity table has no column {missing[0]!r}; expected: entity, kind, unless_after, variant; add it"
            )
        found: dict[str, tuple[str, frozenset[str]]] = {}
        for row, (entity, variant, unless) in enumerate(self.table[columns].itertuples(index=False), start=2):
            if pd.isna(entity) or pd.isna(variant):
                raise DataError(
                    f"the entity table, row {row}: entity is {entity!r} and variant {variant!r}; both are needed; fill them"
                )
            key = normalise(str(variant))
            if key in found and found[key][0] != entity:
                raise DataError(
                    f"the entity table, row {row}: variant {variant!r} stands for {found[key][0]!r} and for {entity!r}; "
                    "a variant has one entity; remove one of the rows"
                )
            found[key] = (str(entity), frozenset() if pd.isna(unless) else frozenset(str(unless).split("|")))
        return found

    @cached_property
    def spotter(self) -> re.Pattern[str]:
        """A quick test: where it finds nothing, the text names no entity."""
        first = "".join(sorted({re.escape(name[0]) for name in self.lookup}))
        names = "|".join(re.escape(name) for name in sorted(self.lookup))
        return re.compile(rf"(?<![\w$])(?=[{first}])(?:{names})" if names else r"(?!)")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The scanner: entity, clitic 's, number or word, in this order."""
        names = "|".join(
            re.escape(name) + ("" if name.endswith("$") else r"(?!\w)")
            for name in sorted(self.lookup, key=lambda name: (-len(name), name))
        )
        # Looking at the first letter spares the long list of names at almost every place.
        first = "".join(sorted({re.escape(name[0]) for name in self.lookup}))
        entity = f"(?=[{first}])(?:{names})" if names else r"(?!)"
        return re.compile(
            rf"(?P<entity>(?<![\w$]){entity})|(?P<clitic>(?<=\w)'s(?!\w))|(?P<number>(?<!\w){_NUMBER})"
            rf"|(?P<word>{_LETTER}+(?:'(?!s(?!\w)){_LETTER}+|-(?!{entity}){_LETTER}+)*)"
        )


NO_ENTITIES = Entities(pd.DataFrame({"entity": [], "variant": [], "kind": [], "unless_after": []}, dtype="str"))


def tokenise(text: str, *, entities: Entities = NO_ENTITIES) -> list[Token]:
    """Return the tokens of a text in order.

    Words are lower-cased and NFKC-normalised; hyphenated words stay whole, except around an
    entity; the possessive 's is split off and not counted; entities keep their table's spelling.

    >>> [t.term for t in tokenise("Both sides\u2019 win-win plan isn\u2019t Ruritania\u2019s 4.1%")]
    ['both', 'sides', 'win-win', 'plan', "isn't", 'ruritania', '4.1']
    >>> table = pd.DataFrame({"entity": ["US"] * 2, "variant": ["US", "United States"], "unless_after": [None] * 2})
    >>> [t.term for t in tokenise("The United States told us: a US-led plan", entities=Entities(table))]
    ['the', 'US', 'told', 'us', 'a', 'US', 'led', 'plan']
    """
    if not isinstance(text, str):
        raise ArgumentError(f"text is {text!r}; expected a text; pass a string")
    return [Token(*row) for row in _scan(text, entities)]


def _scan(text: str, entities: Entities) -> list[tuple[str, str, int, int]]:
    """Return (term, surface, start, end) of each token; plain tuples, because large corpora have millions."""
    lookup, simple = entities.lookup, text.isascii()
    found: list[tuple[str, str, int, int]] = []
    for match in entities.pattern.finditer(normalise(text)):
        kind = match.lastgroup
        if kind == "clitic":
            continue
        start, end = match.span()
        word = match[0]
        if kind == "entity":
            term, unless = lookup[word]
            if unless and found and found[-1][0] in unless:
                term = word.lower()
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

    >>> tokens_table([("a1", "Trade grew. Talks go on."), ("a1", "Fine.")])[["part", "sentence", "term"]].values.tolist()[3:]
    [[0, 1, 'go'], [0, 1, 'on'], [1, 2, 'fine']]
    """
    # One entry a sentence here, one a token in `rows`: repeating is left to whole-array steps.
    heads: list[tuple[str, int, int, int]] = []
    rows: list[tuple[str, str, int, int]] = []
    counters: dict[str, tuple[int, int]] = {}
    for unit, text in parts:
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
