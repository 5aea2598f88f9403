"""Closed classes of English words that the rules look at: `words.PREPOSITIONS` is the row "prepositions" of `words.csv`.

A word in capitals there is another class, whose words belong to this one as well.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def __getattr__(name: str) -> frozenset[str]: ...


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of this package."""
    text = resources.files("analysis.attribution").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _words(name: str) -> Iterator[str]:
    for word in _ROWS[name].split():
        yield from _words(word) if word in _ROWS else [word]


_ROWS = {row["class"].upper(): row["words"] for row in read("words.csv")}
CLASSES = {name: frozenset(_words(name)) for name in _ROWS}
globals().update(CLASSES)


@cache
def is_past_like(word: str) -> bool:
    """Tell, by form alone, whether a word may be a finite verb in the past or a common one in the present.

    >>> is_past_like("closed"), is_past_like("harbour")
    (True, False)
    """
    return word in CLASSES["FINITE"] or (word.endswith("ed") and len(word) > 4 and word not in CLASSES["NO_VERBS"])
