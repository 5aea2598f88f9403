"""Rows of texts as documents: their groups, and which rows are one document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import shown
from analysis.corpus.duplicates import Watch
from analysis.corpus.stacking import stacked
from analysis.corpus.tallies import summed
from analysis.errors import ArgumentError, DiscourseError

__all__ = ["Label", "Labels", "whole_documents"]

_SHOWN = 20  # groups that an error lists


class Label(NamedTuple):
    """What is remembered of a text while it is counted."""

    row: int
    name: str
    group: int
    document: int
    mark: int


class Labels:
    """Numbers the groups and documents of texts as they are met; of a document gone by only a hash is kept.

    `mark` is the hash; another than Python's own is needed where those of several processes are compared.
    """

    def __init__(
        self, groups: Any, what: str, failure: type[DiscourseError], *, named: bool, mark: Callable[[str], int] = hash
    ) -> None:
        if groups is not None and (isinstance(groups, str) or not isinstance(groups, Collection) or None in groups):
            raise ArgumentError(f"groups is {shown(groups)}; expected a list of names; put a single one in brackets")
        self.codes: dict[str, int] = {}
        self.homes: dict[int, str] = {}
        self.met: dict[str, None] = {}
        self._wanted = None if groups is None else set(map(str, groups))
        self._what, self._failure, self._named, self._mark = what, failure, named, mark

    def place(self, label: Label) -> str:
        """Name a text in an error."""
        return f"{self._what} {label.row}"

    def of(self, texts: Iterable[Any]) -> Iterator[tuple[Label, str]]:
        """Yield each text of the groups wanted, with its label."""
        last: tuple[str, str] | None = None
        document = -1
        for row, item in enumerate(texts, start=1):
            name, group, body = self._parts(item, row)
            if len(self.met) <= _SHOWN:
                self.met[group] = None
            if self._wanted is not None and group not in self._wanted:
                continue
            if (name, group) != last:
                last, document = (name, group), document + 1
                home = self.homes.get(self._mark(name)) if self._named else None
                if home is not None:
                    fault = (
                        "comes back after other documents; expected its rows together; sort the rows by document"
                        if home == group
                        else f"is in the groups {home!r} and {group!r}; expected one group; rename one of the documents"
                    )
                    raise self._failure(f"{self._what} {row}: document {name!r} {fault}")
                if self._named:
                    self.homes[self._mark(name)] = group
            code = self.codes.setdefault(group, len(self.codes))
            yield Label(row, name, code, document, self._mark(body.strip())), body

    def _parts(self, item: Any, row: int) -> tuple[str, str, str]:
        if isinstance(item, tuple | list) and len(item) == 3:
            name, group, body = item
            if isinstance(body, str) and pd.api.types.is_scalar(group) and not pd.isna(group) and group != "":
                return str(name), str(group), body
        raise self._failure(
            f"{self._what} {row} is {shown(item)}; expected (document, group, text); fill it or leave it out"
        )

    def refuse_missing(self) -> None:
        """Refuse a group wanted that no text has."""
        if not self.met:
            raise ArgumentError("there is no text to count; expected at least one; pass another corpus")
        missing = sorted((self._wanted or set()) - set(self.codes))
        if missing:
            more = " and more" if len(self.met) > _SHOWN else ""
            listed = ", ".join(sorted(list(self.met)[:_SHOWN]))
            raise ArgumentError(f"a group is {missing[0]!r}; allowed: {listed}{more}; pass one of these")
        if not self.codes:
            raise ArgumentError("groups is empty; expected at least one group; name the groups, or leave it out")


def whole_documents(
    blocks: Iterable[tuple[list[Label], sparse.csr_array]], watch: Watch
) -> Iterator[tuple[list[Label], sparse.csr_array]]:
    """Yield a label and the counts of each document; the last of a block is held back, since it may go on in the next."""
    held: tuple[Label, sparse.csr_array] | None = None
    for block, found in blocks:
        watch.note(((label.name, label.mark) for label in block), found)
        labels, counts = block, found
        if held is not None:
            # Either may know terms that the other does not: blocks are counted at the same time.
            labels, counts = [held[0], *block], stacked([held[1], found], max(held[1].shape[1], found.shape[1]))
        numbers = np.array([label.document for label in labels])
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        if len(starts) < len(numbers):
            counts = summed(numbers - numbers[0], counts, len(starts))
        held = labels[-1], sparse.csr_array(counts[[-1]])
        yield [labels[at] for at in starts[:-1]], sparse.csr_array(counts[:-1])
    if held is not None:
        yield [held[0]], held[1]
