"""Small inputs on which our measures are compared with those of other implementations.

Standard library only: the command that asks packages in an environment of their own reads them too.
"""

from __future__ import annotations

__all__ = ["EXAMPLE", "LISTS", "PAIR", "PARTS", "P_VALUES", "RATINGS", "SIZES", "TEXT", "TEXTS"]

EXAMPLE = {"target": {"river": 100, "rest": 9900}, "reference": {"river": 20, "rest": 14980}}
"""One word and the rest of two corpora: the table on which all measures of keyness are compared."""

PAIR = (20, 42, 60, 10_000)
"""Occurrences together, of the first word, of the second, and the size of the corpus."""

PARTS, SIZES = [1, 2, 3, 4, 5], [9, 10, 10, 10, 11]
"""A word in five parts of a corpus, and the sizes of the parts."""

LISTS = {
    "target": {"toll": 9, "bridge": 6, "river": 4, "mill": 1, "weir": 0},
    "reference": {"toll": 2, "bridge": 5, "river": 8, "mill": 3, "weir": 4},
}
"""Two frequency lists of five words."""

P_VALUES = [0.001, 0.021, 0.022, 0.024, 0.3]
"""Five p values, of which the third has another value under every correction compared."""

RATINGS = ([1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], [1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0])
"""Codes that two coders gave to twelve units."""

TEXT = [
    "over",
    "and",
    "over",
    "the",
    "mill",
    "by",
    "the",
    "river",
    "hums",
    "and",
    "the",
    "weir",
    "sings",
    "while",
    "a",
    "heron",
    "waits",
    "on",
    "the",
    "bank",
    "for",
    "the",
    "small",
    "fish",
    "that",
    "the",
    "mill",
    "race",
    "brings",
    "down",
    "and",
    "when",
    "the",
    "miller",
    "stops",
    "the",
    "wheel",
    "the",
    "fish",
    "stay",
    "away",
    "and",
    "the",
    "heron",
    "flies",
    "up",
    "the",
    "river",
    "to",
    "the",
    "old",
    "weir",
    "where",
    "another",
    "mill",
    "once",
    "stood",
    "by",
    "the",
    "bank",
    "of",
    "a",
    "river",
    "that",
    "ran",
    "quicker",
    "than",
    "this",
    "one",
    "ever",
    "will",
    "again",
]

TEXTS = {
    "mill": "the mill by the river and the weir and the bank of the river",
    "road": "a road by the bridge and the toll of the bridge and the road",
    "fair": "the fair on the road with a stall by the bank and a song",
}
"""Three texts of the same length, for distances."""
