"""Count groups of texts that may be larger than memory: folders, CSV, JSON lines, Parquet.

Texts are read one after the other, counted in blocks and added up; what the dispersion needs of every document waits
in a temporary file. So time grows with the size of the corpus, and memory with its vocabulary only.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.checks import instance, shown
from analysis.checks import path as checked_path
from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.duplicates import Watch
from analysis.corpus.entities import ENGLISH, Entities
from analysis.corpus.groups import GroupCounts
from analysis.corpus.reading import Text, read_texts
from analysis.corpus.stacking import stacked
from analysis.errors import ArgumentError, DiscourseError, SourceError
from analysis.progress import Progress, telling

__all__ = ["GroupCounts", "count_groups", "count_stream", "read_texts"]

_SHOWN = 20  # groups that an error lists
Array = NDArray[np.int64]


def count_stream(
    path: Path | str,
    *,
    by: str = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[object] | None = None,
    entities: Entities = ENGLISH,
    skip_blank: bool = False,
    progress: Progress = False,
) -> GroupCounts:
    """Count the terms of a file or folder by group, in one pass and flat memory.

    Parameters
    ----------
    path : path
        A table, or a folder with one subfolder a group, as in `read_texts`.
    by, text : str
        Columns of the group and of the text.
    document : str or None
        Column of the document that a row belongs to, whose rows follow one another: they are one document for the
        numbers of documents and the dispersion. By default each row is a document, and in a folder each file.
    groups : collection or None
        Groups to count, by default all. Their names are strings: a number counts as it is written.
    entities : Entities
        Names counted as one term.
    skip_blank : bool
        Leave out rows without a group, as in `read_texts`.
    progress : bool or function
        True for a bar after two seconds, or a function of the share read, 0 to 1.

    Returns
    -------
    GroupCounts
        The counts of `TermMatrix.from_texts` on the same table, grouped. `keyness` and `Comparison` take them in the
        place of a term matrix. A DuplicateTextWarning reports texts of twenty tokens or more that occur twice, a
        WordlessTextWarning texts without a word.

    Raises
    ------
    SourceError
        For what cannot be read, a document whose rows do not follow one another, and a document of two groups.
    ArgumentError
        For a group that no text has.
    """
    source, by = checked_path("path", path), instance("by", by, str, step="pass the name of a column")
    with telling(progress, f"counting {source.name}") as tell:
        texts = read_texts(source, text=text, by=by, document=document, skip_blank=skip_blank, progress=tell)
        # Without names of documents each row or file is one, and no name need be remembered.
        labels = _Labels(groups, f"{source.name}, row", SourceError, named=document is not None)
        return _count(texts, labels, entities)


def count_groups(
    texts: Iterable[Text | tuple[str, str, str]],
    *,
    groups: Collection[object] | None = None,
    entities: Entities = ENGLISH,
) -> GroupCounts:
    """Count texts given as (document, group, text) by group; otherwise as `count_stream`.

    >>> counts = count_groups([("d1", "new", "Talks, talks."), ("d2", "old", "Trade talks.")])
    >>> counts.terms.tolist(), counts.counts.tolist(), counts.documents.tolist()
    (['talks', 'trade'], [[2, 0], [1, 1]], [[1, 0], [1, 1]])
    """
    if isinstance(texts, str | pd.DataFrame) or not isinstance(texts, Iterable):
        raise ArgumentError(
            f"texts is {shown(texts)}; expected (document, group, text) for each text; pass a list of them"
        )
    return _count(texts, _Labels(groups, "text", ArgumentError, named=True), entities)


class _Label(NamedTuple):
    """What is remembered of a text while it is counted."""

    row: int
    name: str
    group: int
    document: int
    mark: int


class _Labels:
    """Numbers the groups and documents of texts as they are met; of a document gone by only a hash is kept."""

    def __init__(self, groups: Any, what: str, failure: type[DiscourseError], *, named: bool) -> None:
        if groups is not None and (isinstance(groups, str) or not isinstance(groups, Collection) or None in groups):
            raise ArgumentError(f"groups is {shown(groups)}; expected a list of names; put a single one in brackets")
        self.codes: dict[str, int] = {}
        self._wanted = None if groups is None else set(map(str, groups))
        self._met: dict[str, None] = {}
        self._what, self._failure, self._named = what, failure, named

    def place(self, label: _Label) -> str:
        """Name a text in an error."""
        return f"{self._what} {label.row}"

    def of(self, texts: Iterable[Any]) -> Iterator[tuple[_Label, str]]:
        """Yield each text of the groups wanted, with its label."""
        homes: dict[int, str] = {}
        last: tuple[str, str] | None = None
        document = -1
        for row, item in enumerate(texts, start=1):
            name, group, body = self._parts(item, row)
            if len(self._met) <= _SHOWN:
                self._met[group] = None
            if self._wanted is not None and group not in self._wanted:
                continue
            if (name, group) != last:
                last, document = (name, group), document + 1
                home = homes.get(hash(name))
                if home is not None:
                    fault = (
                        "comes back after other documents; expected its rows together; sort the rows by document"
                        if home == group
                        else f"is in the groups {home!r} and {group!r}; expected one group; rename one of the documents"
                    )
                    raise self._failure(f"{self._what} {row}: document {name!r} {fault}")
                if self._named:
                    homes[hash(name)] = group
            code = self.codes.setdefault(group, len(self.codes))
            yield _Label(row, name, code, document, hash(body.strip())), body

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
        if not self._met:
            raise ArgumentError("there is no text to count; expected at least one; pass another corpus")
        missing = sorted((self._wanted or set()) - set(self.codes))
        if missing:
            more = " and more" if len(self._met) > _SHOWN else ""
            listed = ", ".join(sorted(list(self._met)[:_SHOWN]))
            raise ArgumentError(f"a group is {missing[0]!r}; allowed: {listed}{more}; pass one of these")
        if not self.codes:
            raise ArgumentError("groups is empty; expected at least one group; name the groups, or leave it out")


def _count(texts: Iterable[Any], labels: _Labels, entities: Entities) -> GroupCounts:
    counter, watch = WordCounter(entities), Watch()
    sums = np.zeros((2, 0, 0), dtype=np.int64)
    documents_of: Counter[int] = Counter()
    with tempfile.TemporaryFile() as spill:
        spilt = 0
        blocks = count_blocks(labels.of(texts), counter, said=labels.place)
        for group, counts in _documents(blocks, watch):
            presence = sparse.csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
            parts = [_summed(group, part, len(labels.codes)).toarray() for part in (counts, presence)]
            sums = _added(sums, np.stack(parts))
            documents_of.update(group.tolist())
            # The smallest type that holds the counts: most are below 256.
            data = counts.data.astype(np.min_scalar_type(int(counts.data.max(initial=0))))
            for array in (counts.indices, data, counts.indptr, np.asarray(counts.sum(axis=1))):
                np.save(spill, array)
            spilt += 1
        watch.warn(stacklevel=3)
        labels.refuse_missing()
        dp = _deviation(spill, spilt, sums[0].sum(axis=0))
    names, groups = np.array(list(counter.terms), dtype=object), sorted(labels.codes)
    order, rows = np.argsort(names, kind="stable"), [labels.codes[name] for name in groups]
    counted, documents = sums[:, rows][:, :, order]
    sizes, numbers = counted.sum(axis=1), np.array([documents_of[row] for row in rows])
    terms = pd.Index(names[order], dtype="str", name="term")
    return GroupCounts(terms, tuple(groups), counted, documents, sizes, numbers, dp[order])


def _documents(
    blocks: Iterable[tuple[list[_Label], sparse.csr_array]], watch: Watch
) -> Iterator[tuple[Array, sparse.csr_array]]:
    """Yield groups and counts of documents; the last of a block is held back, since it may go on in the next."""
    held: tuple[_Label, sparse.csr_array] | None = None
    for block, found in blocks:
        watch.note(((label.name, label.mark) for label in block), found)
        labels, counts = block, found
        if held is not None:
            # Either may know terms that the other does not: blocks are counted at the same time.
            labels, counts = [held[0], *block], stacked([held[1], found], max(held[1].shape[1], found.shape[1]))
        numbers = np.array([label.document for label in labels])
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        if len(starts) < len(numbers):
            counts = _summed(numbers - numbers[0], counts, len(starts))
        held = labels[-1], sparse.csr_array(counts[[-1]])
        yield np.array([labels[at].group for at in starts[:-1]], dtype=np.int64), sparse.csr_array(counts[:-1])
    if held is not None:
        yield np.array([held[0].group]), held[1]


def _summed(codes: Array, counts: sparse.csr_array, rows: int) -> sparse.csr_array:
    """Add up the rows that have one code."""
    ones = np.ones(len(codes), dtype=np.int64)
    return sparse.csr_array(sparse.csr_array((ones, (codes, np.arange(len(codes)))), (rows, len(codes))) @ counts)


def _added(sums: Array, found: Array) -> Array:
    """Add arrays of which either may lack groups or terms that were met first in another block."""
    total = np.zeros(np.maximum(sums.shape, found.shape), dtype=np.int64)
    for part in (sums, found):
        total[tuple(map(slice, part.shape))] += part
    return total


def _deviation(spill: IO[bytes], blocks: int, total: NDArray[np.int64]) -> NDArray[np.float64]:
    """DP over all documents, from the blocks in the temporary file."""
    spill.seek(0)
    size = total.sum()
    sums = np.zeros(len(total))
    for _ in range(blocks):
        columns, counts, ends, sizes = (np.load(spill) for _ in range(4))
        shares = np.repeat(sizes / size if size else sizes, np.diff(ends))
        # As in terms.dispersion: |v/f - s| where the term is, plus s where it is not.
        sums += np.bincount(columns, weights=np.abs(counts / total[columns] - shares) - shares, minlength=len(sums))
    return np.where(total > 0, (1 + sums) / 2, np.nan)
