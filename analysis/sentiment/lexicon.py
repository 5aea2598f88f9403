"""What a sentiment lexicon is: words as tokens write them, each with one finite value."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Real

from analysis.corpus.tokens import normalise
from analysis.errors import CodebookError, DataError
from analysis.patterns.pattern import Pattern

__all__ = ["Lexicon", "entry"]

# Sums of values stay finite, and whole numbers without end are no values.
_MOST = 1e6


def entry(word: object, where: str) -> str:
    """Return a word of a lexicon as the tokens of a text are written, so that it can match them.

    Raises
    ------
    DataError that begins with `where`: the word is empty, no text, or an entry of several words that is no pattern

    >>> entry("Can\u2019t  Stand", "words.txt, line 1")
    "can't stand"
    """
    if not isinstance(word, str) or not word.strip():
        raise DataError(f"{where}: a word is {word!r}; expected a text with letters; correct or remove it")
    plain = " ".join(unicodedata.normalize("NFKC", normalise(word)).lower().split())
    if " " in plain:
        try:
            _ = Pattern(plain.replace(" ", "_")).places
        except CodebookError as error:
            raise DataError(f"{where}: {error}") from None
    return plain


@dataclass(frozen=True)
class Lexicon:
    """Words with values: above 0 positive, below 0 negative. A word may end in * and have several parts.

    Words are kept as tokens are written: lower case, one kind of apostrophe and hyphen. A word of value
    0 counts as no hit, and is kept from a wildcard that would reach it.

    Raises
    ------
    DataError : no words; a word that is empty or cannot be matched, or that stands twice with two values; a
        value that is no number up to a million; no value above or below 0
    """

    name: str
    values: Mapping[str, float]
    licence: str
    reference: str

    def __post_init__(self) -> None:
        where = f"the lexicon {self.name!r}"
        if not isinstance(self.values, Mapping):
            raise DataError(f"{where} has the values {self.values!r:.60}; expected words with values; pass a mapping")
        if not self.values:
            raise DataError(f"{where} has no words; expected words with values; check its file")
        kept: dict[str, float] = {}
        for word, value in self.values.items():
            if isinstance(value, bool) or not isinstance(value, Real) or not abs(value) <= _MOST:
                raise DataError(
                    f"{where}: {word!r} has the value {value!r}; expected a number up to {_MOST:g}; correct it"
                )
            key = entry(word, where)
            if kept.setdefault(key, float(value)) != value:
                raise DataError(
                    f"{where}: {key!r} has the values {kept[key]:g} and {value:g}; a word has one value; remove one"
                )
        if not any(kept.values()):
            raise DataError(
                f"{where} has no value above or below 0; expected one at least, since scores are shares of the largest; "
                "correct it"
            )
        object.__setattr__(self, "values", kept)

    @property
    def largest(self) -> float:
        """The largest value without its sign: scores are given in shares of it."""
        return max(abs(value) for value in self.values.values())
