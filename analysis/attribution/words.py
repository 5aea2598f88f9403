"""Closed classes of English words that the rules look at; the words stand in `words.csv`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

__all__ = [
    "ADVERBS",
    "AFTER_SUBJECT",
    "APPOSITION",
    "ASIDES",
    "AUXILIARIES",
    "BE",
    "BODIES",
    "BREAKS_OFF",
    "CLAUSE_ALLOWED",
    "CLAUSE_STARTS",
    "COMMENTARY",
    "DASHES",
    "DETERMINERS",
    "DIPLOMATS",
    "FINAL",
    "GOES_ON",
    "HUMAN",
    "LEADERS",
    "LISTENERS",
    "MEDIA",
    "MODALS",
    "NEGATIONS",
    "NOMINATIVE",
    "NOT_IN_NAMES",
    "NOUN_LIKE",
    "OFFICES",
    "OPENERS",
    "PLURALS",
    "PREPOSITIONS",
    "PRONOUNS",
    "ROLES",
    "TIME",
    "TITLES",
    "is_past_like",
]


def _read() -> dict[str, frozenset[str]]:
    text = resources.files("analysis.attribution").joinpath("words.csv").read_text("utf-8")
    return {row["class"]: frozenset(row["words"].split()) for row in csv.DictReader(text.splitlines())}


_CLASSES = _read()
ADVERBS = _CLASSES["adverbs"]
AFTER_SUBJECT = _CLASSES["after_subject"]
APPOSITION = _CLASSES["apposition"]
ASIDES = _CLASSES["asides"]
AUXILIARIES = _CLASSES["auxiliaries"]
BE = _CLASSES["be"]
BODIES = _CLASSES["bodies"]
BREAKS_OFF = _CLASSES["breaks_off"]
CLAUSE_ALLOWED = _CLASSES["clause_allowed"]
CLAUSE_STARTS = _CLASSES["clause_starts"]
COMMENTARY = _CLASSES["commentary"]
DETERMINERS = _CLASSES["determiners"]
DIPLOMATS = _CLASSES["diplomats"]
GOES_ON = _CLASSES["goes_on"]
HUMAN = _CLASSES["human"]
LEADERS = _CLASSES["leaders"]
LISTENERS = _CLASSES["listeners"]
MEDIA = _CLASSES["media"]
MODALS = _CLASSES["modals"]
NEGATIONS = _CLASSES["negations"]
NOMINATIVE = _CLASSES["nominative"]
NOT_IN_NAMES = _CLASSES["not_in_names"]
NOUN_LIKE = _CLASSES["noun_like"]
OFFICES = _CLASSES["offices"]
OPENERS = _CLASSES["openers"]
PLURALS = _CLASSES["plurals"]
PREPOSITIONS = _CLASSES["prepositions"]
PRONOUNS = _CLASSES["pronouns"]
ROLES = _CLASSES["roles"]
TIME = _CLASSES["time"]
TITLES = _CLASSES["titles"]
DASHES = frozenset({"-", "\u2013", "\u2014"})
FINAL = frozenset({".", "!", "?", "\u2026", ";"})


@cache
def is_past_like(word: str) -> bool:
    """Tell, by form alone, whether a word may be a finite verb in the past or a common one in the present.

    >>> is_past_like("closed"), is_past_like("harbour")
    (True, False)
    """
    return word in _CLASSES["finite"] or (word.endswith("ed") and len(word) > 4 and word not in _CLASSES["no_verbs"])
