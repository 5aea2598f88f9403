"""Texts that occur twice, and texts without a word: one rule for texts in memory and texts that stream by."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from scipy import sparse

__all__ = ["LONG_TEXT", "DuplicateTextWarning", "Watch", "WordlessTextWarning"]

LONG_TEXT = 20
"""Tokens from which on a repeated text is reported. Shorter texts, such as greetings, recur by nature."""


class DuplicateTextWarning(UserWarning):
    """A text of twenty tokens or more occurs twice in a corpus: duplicates inflate every statistic."""


class WordlessTextWarning(UserWarning):
    """Texts without a word count as documents, which lowers the share of documents that have a term."""


class Watch:
    """Notes repeated and wordless texts as they are counted; of each long text only a hash is kept."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._twice: list[object] = []
        self._wordless: list[object] = []

    def note(self, texts: Iterable[tuple[object, int]], counts: sparse.csr_array) -> None:
        """Note texts, given by name and hash, with their rows of counts."""
        for (name, mark), size in zip(texts, counts.sum(axis=1).ravel().tolist(), strict=True):
            if size == 0:
                self._wordless.append(name)
            elif size >= LONG_TEXT:
                if mark in self._seen:
                    self._twice.append(name)
                self._seen.add(mark)

    def warn(self, *, stacklevel: int) -> None:
        """Warn of what was noted, if anything was."""
        for kind, names, said in (
            (DuplicateTextWarning, self._twice, f"of {LONG_TEXT} tokens or more occur twice"),
            (WordlessTextWarning, self._wordless, "have no word"),
        ):
            if names:
                harm = (
                    "duplicates inflate every statistic" if kind is DuplicateTextWarning else "they count as documents"
                )
                message = f"{len(names)} text(s) {said}, the first is {names[0]!r}: {harm}; leave them out"
                warnings.warn(message, kind, stacklevel=stacklevel + 1)
