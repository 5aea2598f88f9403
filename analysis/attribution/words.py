"""Closed classes of English words that the rules look at: `words.PREPOSITIONS` is the row "prepositions" of `words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    def __getattr__(name: str) -> frozenset[str]: ...


CLASSES = {
    row["class"].upper(): frozenset(row["words"].split())
    for row in csv.DictReader(
        resources.files("analysis.attribution").joinpath("words.csv").read_text("utf-8").splitlines()
    )
}
globals().update(CLASSES)


@cache
def is_past_like(word: str) -> bool:
    """Tell, by form alone, whether a word may be a finite verb in the past or a common one in the present.

    >>> is_past_like("closed"), is_past_like("harbour")
    (True, False)
    """
    return word in CLASSES["FINITE"] or (word.endswith("ed") and len(word) > 4 and word not in CLASSES["NO_VERBS"])
