"""Which texts stand twice: one rule for texts in memory and for texts that stream by."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

__all__ = ["LONG_TEXT", "DuplicateTextWarning", "WordlessTextWarning", "warn_of_duplicates", "warn_of_wordless"]

LONG_TEXT = 20
"""Tokens from which on a text that stands twice is told. Shorter ones recur by nature, as greetings do."""


class DuplicateTextWarning(UserWarning):
    """A text of twenty tokens or more stands twice in a corpus: duplicates inflate every statistic."""


def warn_of_duplicates(again: Sequence[object], *, stacklevel: int = 2) -> None:
    """Warn of the texts named, which stood in the corpus before; without any, say nothing."""
    if again:
        warnings.warn(
            f"{len(again)} text(s) of {LONG_TEXT} tokens or more stand twice, the first is {again[0]!r}: duplicates inflate "
            "every statistic; remove them",
            DuplicateTextWarning,
            stacklevel=stacklevel + 1,
        )


class WordlessTextWarning(UserWarning):
    """Texts without a word count as documents, which lowers the share of documents that have a term."""


def warn_of_wordless(names: Sequence[object], *, stacklevel: int = 2) -> None:
    """Warn of texts without a word, if there are any."""
    if names:
        warnings.warn(
            f"{len(names)} text(s) have no word, the first is {names[0]!r}: they count as documents of their group; leave them "
            "out if they are none",
            WordlessTextWarning,
            stacklevel=stacklevel + 1,
        )
