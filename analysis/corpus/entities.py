"""Names that are counted as one term whatever their variant: the table, and the scanner made from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.corpus.typography import IGNORED, MARKS, normalise
from analysis.errors import DataError
from analysis.tables import read_csv

__all__ = ["ENGLISH", "NO_ENTITIES", "Entities", "checked"]

_IGNORED = "".join(map(chr, IGNORED))
# What belongs to the letter before it: combining marks, and characters without width where a text still has them.
_AFTER = MARKS + _IGNORED
_LETTER = rf"(?:[^\W_][{_AFTER}]*)"
# An amount goes on with its unit (3.5bn, 1,200km, 1.5°C, 90km/h, 10.30am) and with what a hyphen joins (20-year-old).
_NUMBER = (
    rf"\d[{_IGNORED}]*(?:[.,]?\d[{_IGNORED}]*|:\d\d(?!\d))*"
    rf"(?:°?(?!\d){_LETTER}+(?:/[hs](?!\w))?)?(?:-(?!{{entity}}|\d){_LETTER}+)*"
)
# Letters with full stops (F.B.I., e.g.) are one word, also where the last stop is lacking.
_DOTTED = r"(?<![\w.])[^\W\d_](?:\.[^\W\d_])+(?!\w)\.?"
# 's also after U.S., a closing bracket, a quotation mark, a currency: but always close to a letter. The pattern begins
# with the apostrophe, because almost every place has none.
_CLITIC = rf"'(?:(?<=[^\W_]')|(?<=[^\W_][{_AFTER}]')|(?<=[^\W_][._)\]\"$]'))s(?![\w{_IGNORED}])"
# After these words 's is *is*, *has* or *us* and no possessive: the contraction is a word, as *isn't* is.
_CONTRACTION = r"(?<!\w)(?i:he|here|how|it|let|she|that|there|what|when|where|who|why)'s(?!\w)"
# Common words that an abbreviation may look like in a line all in capitals, as in "WHO TOLD US": no name there.
_COMMON = frozenset(
    "am an and are as at be but by can do for go had has he her him his how if in is it its may me my no nor not of off on or"
    " our out own per she so than that the them they this to too up us was we were what when who why will with you".split()
)
# A line ends with the line, and where a sentence or a label may end.
_LINE_END = re.compile(r"[\n\r\u2028\u2029]|[.!?:][^\w\s]*(?=\s)")
_LONGEST = 500  # characters of a line before a name that are looked at
_LETTERS = re.compile(r"[^\W\d_]+")
# Between the words of a name: spaces, or one line break, so that hard-wrapped texts are read; never a paragraph's end.
_GAP = r"(?: +(?:\r?\n *)?|\r?\n *)"


@dataclass(frozen=True)
class Entities:
    """Names that are counted as one term whatever their variant.

    Parameters
    ----------
    table : DataFrame
        One row a variant: `entity`, the term; `variant`, matched with its case, where a space also matches several
        spaces or one line break; if wanted, `kind` (country, institution, person, currency) and `unless_after`, words
        separated by | after which the variant does not mean the entity: *in Beijing* is a place, not a government.

    >>> from analysis.corpus.tokens import tokenise
    >>> names = Entities(pd.DataFrame({"entity": ["US", "US"], "variant": ["US", "United States"]}))
    >>> [token.term for token in tokenise("The United States told us", entities=names)]
    ['the', 'US', 'told', 'us']
    """

    table: pd.DataFrame

    def __post_init__(self) -> None:
        checks.table("table", self.table)

    def __repr__(self) -> str:
        if self.table.empty or self is ENGLISH:
            return "no entities" if self.table.empty else "the usual English names"
        if not {"entity", "variant"} <= set(self.table.columns):
            return f"Entities of {len(self.table)} rows without the columns entity and variant"
        return f"Entities of {self.table['variant'].nunique()} variants of {self.table['entity'].nunique()} names"

    def over(self, general: Entities) -> Entities:
        """Return these names on top of more general ones, whose variants join the entity that these give to one of them.

        >>> own = Entities(pd.DataFrame({"entity": ["America"], "variant": ["US"]}))
        >>> own.over(ENGLISH).lookup["U.S."][0], own.over(ENGLISH).lookup["UK"][0]
        ('America', 'UK')
        """
        mine = self.lookup
        renamed = {
            entity: mine[variant][0] for variant, (entity, _) in checked(general).lookup.items() if variant in mine
        }
        rows = [
            {
                "entity": renamed.get(entity, entity),
                "variant": variant,
                "unless_after": "|".join(sorted(unless)) or None,
            }
            for variant, (entity, unless) in general.lookup.items()
            if variant not in mine
        ]
        return Entities(pd.concat([self.table, pd.DataFrame(rows)], ignore_index=True)) if rows else self

    @cached_property
    def lookup(self) -> Mapping[str, tuple[str, frozenset[str]]]:
        """Map each normalised variant to its entity and to the words that cancel it."""
        for column in ("entity", "variant"):
            if column not in self.table.columns:
                raise DataError(
                    f"the entity table has no column {column!r}; expected entity, variant and, if wanted, kind and "
                    "unless_after; add the column"
                )
        cancels = self.table.get("unless_after", [None] * len(self.table))
        found: dict[str, tuple[str, frozenset[str]]] = {}
        rows = zip(self.table["entity"], self.table["variant"], cancels, strict=True)
        for row, (entity, variant, unless) in enumerate(rows, start=2):
            place = f"the entity table, row {row}:"
            if any(pd.isna(cell) or not str(cell).strip() for cell in (entity, variant)):
                raise DataError(
                    f"{place} entity is {entity!r} and variant {variant!r}; expected a name in both; fill them"
                )
            key, after = canonical(normalise(str(variant))), _words(unless)
            other, words = found.get(key, (str(entity), after))
            if other != str(entity):
                raise DataError(
                    f"{place} variant {variant!r} belongs to {other!r} and to {entity!r}; expected one entity a variant; drop "
                    "one of the rows"
                )
            if words != after:
                raise DataError(
                    f"{place} variant {variant!r} occurs twice, with unless_after {_said(words)} and {_said(after)}; expected "
                    "one row a variant; put the words in one row, separated by |"
                )
            found[key] = other, words
        return found

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Variants that are a common word where all is in capitals: US, WHO."""
        return frozenset(name for name in self.lookup if name.isupper() and name.lower() in _COMMON)

    def without_shouted(self, text: str) -> str:
        """Return a text with doubtful names in lower case where the rest of the line is in capitals; its length stays.

        >>> ENGLISH.without_shouted("WHO TOLD US? The US did."), ENGLISH.without_shouted("US GDP")
        ('who TOLD us? The US did.', 'US GDP')
        """
        lowered = text
        for name in self.doubtful:
            at = text.find(name)
            while at >= 0:
                end = at + len(name)
                if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum() and self._shouted(text, at):
                    lowered = lowered[:at] + name.lower() + lowered[end:]
                at = text.find(name, end)
        return lowered

    def _shouted(self, text: str, at: int) -> bool:
        """Tell whether the line around a place is in capitals, and a word of it is no abbreviation itself."""
        after = _LINE_END.search(text, at)
        end = after.start() if after else len(text)
        if not text[at:end].isupper():
            return False
        before = max(0, at - _LONGEST)
        start = max((match.end() for match in _LINE_END.finditer(text, before, at)), default=before)
        words = _LETTERS.findall(text, start, end)
        others = [word for word in words if word not in self.doubtful]
        return text[start:end].isupper() and any(len(word) > 3 or word.lower() in _COMMON for word in others)

    @cached_property
    def spotter(self) -> re.Pattern[str]:
        """A quick test: where it finds nothing, the text names no entity."""
        names = "|".join(_with_gaps(name, between=f"[{_IGNORED}]*") for name in sorted(self.lookup))
        return re.compile(rf"(?<![\w$])(?=[{_first(self.lookup)}])(?:{names})" if names else r"(?!)")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The scanner: entity, clitic 's, number, letters with full stops, contraction or word, in this order."""
        names = "|".join(map(_with_gaps, sorted(self.lookup, key=lambda name: (-len(name), name))))
        # Looking at the first letter spares the long list of names at almost every place. What follows a name is looked at
        # once for all of them, which a pattern is made for in a fifth of the time.
        after = rf"(?:(?<=\$)|(?![\w{MARKS}]))"
        entity = f"(?=[{_first(self.lookup)}])(?:{names}){after}" if names else r"(?!)"
        return re.compile(
            rf"(?P<entity>(?<![\w$]){entity})|(?P<clitic>{_CLITIC})"
            rf"|(?P<number>(?<!\w){_NUMBER.format(entity=entity)})|(?P<dotted>{_DOTTED})"
            rf"|(?P<word>{_CONTRACTION}|{_LETTER}+(?:'(?!s(?!\w)){_LETTER}+|-(?!{entity}){_LETTER}+)*)"
        )


ENGLISH = Entities(read_csv(Path(__file__).parent / "english.csv", text=("entity", "variant", "kind")))
"""Names of countries and institutions, and abbreviations, which lower-casing would spoil: the default everywhere."""
NO_ENTITIES = Entities(pd.DataFrame({"entity": [], "variant": [], "kind": [], "unless_after": []}, dtype="str"))


def checked(entities: Entities) -> Entities:
    """Return the entities; a table or a list in their place is refused."""
    return checks.instance("entities", entities, Entities, step="wrap the table in it, as Entities(table)")


def canonical(name: str) -> str:
    r"""Write a name in normalised typography as the lookup has it: without invisible characters, one space a gap.

    >>> canonical("United \n States")
    'United States'
    """
    return " ".join(name.translate(IGNORED).split())


def _words(unless: object) -> frozenset[str]:
    """Words as written and in lower case, since terms are in lower case and names of entities are not."""
    if pd.isna(unless):  # type: ignore[call-overload]
        return frozenset()
    words = [canonical(normalise(word)) for word in str(unless).split("|")]
    return frozenset(form for word in words if word for form in (word, word.lower()))


def _said(words: frozenset[str]) -> str:
    return repr("|".join(sorted(words))) if words else "nothing"


def _with_gaps(name: str, *, between: str = "") -> str:
    if between:
        return between.join(_GAP if letter == " " else re.escape(letter) for letter in name)
    return _GAP.join(map(re.escape, name.split(" ")))


def _first(names: Mapping[str, object]) -> str:
    return "".join(sorted({re.escape(name[0]) for name in names}))
