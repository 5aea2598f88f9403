"""What the study compares: two eras, the named selections of units, and the words for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = [
    "CONFOUNDED",
    "CRITICAL",
    "ERAS",
    "NAMES",
    "OFTEN",
    "OTHER_SELECTIONS",
    "RED_LINES",
    "REFERENCE",
    "SELECTIONS",
    "TARGET",
    "YEARS",
    "in_articles",
    "joined",
    "listed",
]

ERAS: Mapping[str, str] = {"biden": "Biden era (2021)", "trump2": "Trump era (2025-26)"}
"""The eras compared, in order of time, with their names for readers."""

NAMES = (ERAS["biden"], ERAS["trump2"])
"""The names of the eras, as charts of two groups take them."""

YEARS: Mapping[str, str] = {"biden": "2021", "trump2": "2025-26"}
"""The eras by their years, for labels."""

TARGET, REFERENCE = "trump2", "biden"
CRITICAL = 3.841459
"""Chi-squared with one degree of freedom, p = .05: the usual threshold for a "key" term."""
OFTEN = 3
"""Terms with fewer occurrences are not called typical of anything."""

_OFFICIALS = {"type": "statement", "country": "CN", "kind": "statement", "location": "body", "original": True}
SELECTIONS: Mapping[str, Mapping[str, object]] = {
    "officials": {**_OFFICIALS, "speaker_group": "official", "scope": "us_china"},
    "officials, all topics": {**_OFFICIALS, "speaker_group": "official"},
    "officials and institutions": {**_OFFICIALS, "speaker_group": ["official", "collective"], "scope": "us_china"},
    "officials, some words quoted": {
        **_OFFICIALS,
        "speaker_group": "official",
        "scope": "us_china",
        "voice": ["direct", "mixed"],
    },
    "officials, leads left out": {**_OFFICIALS, "speaker_group": "official", "scope": "us_china", "restated": False},
    "all Chinese voices": {"type": "statement", "country": "CN", "kind": "statement", "original": True},
    "reporters' own words": {"type": "narration"},
    "whole pages": {"nested": False},
}
"""Named selections of units; the first is the default of the study, the others are contrasts."""

RED_LINES = ("red line", "red lines")
OTHER_SELECTIONS = (
    "officials, all topics",
    "officials, some words quoted",
    "officials, leads left out",
    "all Chinese voices",
)
"""Selections besides the default in which a finding is looked at again."""
CONFOUNDED = "Era goes along with speaker, occasion, outlet and length."


def joined(words: Sequence[str]) -> str:
    """List words as a sentence does.

    >>> joined(["Xie 2025", "Wang 2025", "Lou 2026"])
    'Xie 2025, Wang 2025 and Lou 2026'
    """
    if len(words) < 2:
        return words[0] if words else "none"
    return f"{', '.join(words[:-1])} and {words[-1]}"


def listed(words: Sequence[str]) -> str:
    """Put words in quotation marks and list them as a sentence does."""
    return joined([f"“{word}”" for word in words])


def in_articles(having: int, of: int) -> str:
    """Say in how many of an era's articles something is.

    >>> in_articles(2, 2), in_articles(3, 3), in_articles(1, 3)
    ('both articles', 'all 3 articles', '1 of 3 articles')
    """
    if having == of:
        return "both articles" if of == 2 else f"all {of} articles"
    return f"{having} of {of} articles"
