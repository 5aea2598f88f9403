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
    """Notes repeated and wordless texts as they are counted; of each long text only a hash is kept.

    With `named` the names are kept, too: texts that repeat those of another watch can then be named.
    """

    def __init__(self, *, named: bool = False) -> None:
        self._named = named
        self._seen: dict[int, object] = {}
        # With each name, the number of different texts before it.
        self._twice: list[tuple[int, object]] = []
        self._wordless: list[object] = []

    def note(self, texts: Iterable[tuple[object, int]], counts: sparse.csr_array) -> None:
        """Note texts, given by name and hash, with their rows of counts."""
        for (name, mark), size in zip(texts, counts.sum(axis=1).ravel().tolist(), strict=True):
            if size == 0:
                self._wordless.append(name)
            elif size >= LONG_TEXT:
                if mark in self._seen:
                    self._twice.append((len(self._seen), name))
                else:
                    self._seen[mark] = name if self._named else None

    def add(self, other: Watch) -> None:
        """Add what another watch noted of the texts that follow."""
        again = [(at, name) for at, (mark, name) in enumerate(other._seen.items()) if mark in self._seen]
        # A text that repeats one of its own watch comes before the new text with the same number before it.
        self._twice += sorted([*other._twice, *again], key=lambda pair: pair[0])
        self._seen |= {mark: name for mark, name in other._seen.items() if mark not in self._seen}
        self._wordless += other._wordless

    def warn(self, *, stacklevel: int) -> None:
        """Warn of what was noted, if anything was."""
        for kind, names, said in (
            (DuplicateTextWarning, [name for _, name in self._twice], f"of {LONG_TEXT} tokens or more occur twice"),
            (WordlessTextWarning, self._wordless, "have no word"),
        ):
            if names:
                harm = (
                    "duplicates inflate every statistic" if kind is DuplicateTextWarning else "they count as documents"
                )
                message = f"{len(names)} text(s) {said}, the first is {names[0]!r}: {harm}; leave them out"
                warnings.warn(message, kind, stacklevel=stacklevel + 1)
