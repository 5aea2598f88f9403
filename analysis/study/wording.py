"""Words and lists that several findings share."""

from __future__ import annotations

__all__ = ["CONFOUNDED", "OTHER_SELECTIONS", "RED_LINES", "listed"]

RED_LINES = ("red line", "red lines")
OTHER_SELECTIONS = (
    "officials, all topics",
    "officials, some words quoted",
    "officials, leads left out",
    "all Chinese voices",
)
"""Selections besides the default in which a finding is looked at again."""
CONFOUNDED = "Era goes along with speaker, occasion, outlet and length."


def listed(words: list[str]) -> str:
    """Put words in quotation marks and list them as a sentence does."""
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
