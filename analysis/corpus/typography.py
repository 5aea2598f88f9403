"""One form for every character that print writes in several: apostrophes, quotation marks, hyphens, spaces, wide letters."""

from __future__ import annotations

import unicodedata

from analysis.checks import instance

__all__ = ["IGNORED", "LETTERS", "MARKS", "SPACES", "TYPOGRAPHY", "folded", "has_any", "normalise"]

_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\uff07\uff40`\u00b4"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02"
_HYPHEN = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u000b\u000c"
_MARKS = (
    dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_HYPHEN, "-") | dict.fromkeys(SPACES, " ")
)
# Full-width and mathematical letters, digits and marks: each has one character as its compatibility form, so the
# length stays. Superscripts and ligatures are left to the terms, since in a text they have a meaning.
_WIDE = [chr(code) for start, end in ((0xFF01, 0xFF5E), (0x1D400, 0x1D7FF)) for code in range(start, end + 1)]
_PLAIN = {letter: unicodedata.normalize("NFKC", letter) for letter in _WIDE if letter not in _MARKS}
LETTERS = {ord(wide): plain for wide, plain in _PLAIN.items() if plain != wide}
TYPOGRAPHY = str.maketrans(_MARKS)
_ALL = TYPOGRAPHY | LETTERS
_FORMS = _MARKS | {chr(wide): plain for wide, plain in LETTERS.items()}
IGNORED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphen and the characters without width: they show where a line may break, and belong to no word."""


# Beyond these two planes there are only selectors of variants.
_MARK_CODES = frozenset(
    code for code in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)) if unicodedata.category(chr(code))[0] == "M"
)
MARKS = "".join(
    f"{chr(start)}-{chr(end)}"
    for start, end in zip(
        sorted(code for code in _MARK_CODES if code - 1 not in _MARK_CODES),
        sorted(code for code in _MARK_CODES if code + 1 not in _MARK_CODES),
        strict=True,
    )
)
"""Accents, vowel signs and points of every script, as the inside of a class: they belong to the letter before them."""


def folded(word: str) -> str:
    r"""Return a word, or a text of words, in normalised typography as it is counted: composed and in lower case.

    >>> folded("\u0130stanbul"), folded("Cafe\u0301")
    ('istanbul', 'caf\xe9')
    """
    # The capital dotted I would become two characters, an i and a dot of its own.
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).lower().replace("i\u0307", "i")


def normalise(text: str) -> str:
    r"""Map typographic variants to one form each; the length of the text does not change.

    Apostrophes and single quotation marks become ', double ones and guillemets ", hyphens, en
    dashes and minus signs -, spaces of any width a plain space, full-width and mathematical letters,
    digits and marks plain ones. An em dash stays: it separates words.

    >>> normalise("\u201cwin\u2011win\u201d, the aim of the \uff35\uff33")
    '"win-win", the aim of the US'
    """
    if instance("text", text, str).isascii():
        return text.translate(_ALL)
    # Beyond ASCII a table is looked up for each character; few are ever there, and no form is a variant itself.
    for variant in _FORMS.keys() & set(text):
        text = text.replace(variant, _FORMS[variant])
    return text


def has_any(text: str, characters: dict[int, None]) -> bool:
    r"""Return whether a text has any of some characters beyond ASCII.

    >>> has_any("co\u00adoperation", IGNORED)
    True
    """
    return not text.isascii() and any(chr(code) in text for code in characters)
