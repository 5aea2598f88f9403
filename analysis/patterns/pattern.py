"""A pattern over terms: words, wildcards, alternatives and gaps. Every pattern is matched in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from analysis.corpus.tokens import ENGLISH, Entities, normalise, tokenise
from analysis.errors import CodebookError

__all__ = ["Alternative", "Pattern", "Place"]

_GAP = re.compile(r"~(\d{1,2})")
# Signs of a regular expression: the language has none, so such a pattern was meant for another tool.
_FOREIGN = re.compile(r"[()\[\]{}\\^+?]")
# Signs with a meaning that no term keeps; other punctuation separates words and means nothing more.
_SIGN = re.compile(r"[#@%&$=<>\u00a2-\u00a5\u00a7\u00b0\u00b1\u2030\u20a0-\u20cf\uff03\uff05\uff06\uff20]")

Alternative = tuple[str, ...]
"""A run of terms; `*` inside one matches any letters."""


@dataclass(frozen=True)
class Place:
    """One place of a pattern: its alternatives, and how many terms may come before it."""

    gap: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Pattern:
    """A pattern over terms, such as `manage ~3 differences` or `co-operat*|cooperat*`.

    Words match whole terms; `*` matches any letters inside one term, `|` separates the alternatives of one place, `_`
    joins the words of one alternative, `~3` allows up to three terms in between. Words are tokenised as the texts are,
    so an entity may be written in any of its variants. A pattern that cannot be used is a CodebookError.

    >>> Pattern("red line|lines").places
    (Place(gap=0, alternatives=(('red',),)), Place(gap=0, alternatives=(('line',), ('lines',))))
    """

    source: str
    entities: Entities = field(default=ENGLISH, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.source, str):
            raise CodebookError(f"the pattern is {self.source!r:.60}; expected a string; put it in quotation marks")
        _ = self.places

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of the pattern in their order."""
        if sign := _FOREIGN.search(self.source):
            raise CodebookError(
                f"the pattern {self.source!r} has {sign.group()!r}; a pattern is not a regular expression: allowed are "
                "words, *, |, _ and ~N between words; rewrite it with these"
            )
        built: list[Place] = []
        gap = 0
        for word in self.source.split():
            match = _GAP.fullmatch(word)
            if "~" in word and not match:
                raise CodebookError(
                    f"the pattern {self.source!r} has {word!r}; expected ~ and a number from 0 to 99; write it with a space on "
                    "both sides, as in red ~3 line"
                )
            if match:
                if not built or gap:
                    raise CodebookError(
                        f"the pattern {self.source!r} has {word} without a word before it; ~N goes between two words; move it"
                    )
                gap = int(match.group(1))
                continue
            built.append(Place(gap, tuple(self._alternative(choice) for choice in word.split("|"))))
            gap = 0
        if not built or gap:
            raise CodebookError(
                f"the pattern {self.source!r} has no word{' after ~N' if gap else ''}; expected words, *, | or ~N between "
                "words; add a word"
            )
        return tuple(built)

    def _alternative(self, choice: str) -> Alternative:
        # A variant of an entity may have several words: they are written with _ between them.
        terms: list[str] = []
        if "*" in choice:
            for part in choice.split("_"):
                terms += [self._wild(part)] if "*" in part else self._terms(part)
        else:
            terms = self._terms(choice.replace("_", " "))
        if not terms or all(not term.strip("*") for term in terms):
            raise CodebookError(
                f"the pattern {self.source!r} has the empty part {choice!r}; expected a word; add one or delete the part"
            )
        return tuple(terms)

    def _wild(self, part: str) -> str:
        """Return a part with wildcards as terms are written; a sign that no term has could never match."""
        wild = normalise(part).lower()
        if sign := re.search(r"[^\w*'-]", wild):
            raise CodebookError(
                f"the pattern {self.source!r} has {sign.group()!r} beside *, which occurs in no term; expected letters, digits, "
                "' or -; delete the sign"
            )
        return wild

    def _terms(self, text: str) -> list[str]:
        tokens = tokenise(text, entities=self.entities)
        between = zip(
            [0, *(token.end for token in tokens)], [*(token.start for token in tokens), len(text)], strict=True
        )
        if sign := _SIGN.search(" ".join(text[a:b] for a, b in between) if tokens else ""):
            raise CodebookError(
                f"the pattern {self.source!r} has {sign.group()!r}, which no term has: words with it and without it count as "
                "one term; write the words alone"
            )
        return [token.term for token in tokens]
