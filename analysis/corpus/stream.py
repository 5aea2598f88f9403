"""Count two or more groups of texts that may be larger than memory: folders, CSV, JSONL, Parquet.

Texts are read one after the other, counted in blocks and added up; what has to be known of every
document for the dispersion waits in a temporary file. So time grows with the size of the corpus,
and memory with its vocabulary only.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.duplicates import LONG_TEXT, DuplicateTextWarning, warn_of_duplicates, warn_of_wordless
from analysis.corpus.entities import NO_ENTITIES, Entities
from analysis.corpus.groups import GroupCounts
from analysis.corpus.reading import Text, read_texts
from analysis.errors import ArgumentError, DiscourseError, SourceError
from analysis.progress import Progress, telling

__all__ = ["DuplicateTextWarning", "GroupCounts", "count_groups", "count_stream", "read_texts"]

_SHOWN = 20  # groups that an error lists
Counted = tuple[NDArray[np.int64], sparse.csr_array]


class _Label(NamedTuple):
    """What is remembered of a text while it is counted."""

    row: int
    name: str
    group: int
    document: int
    mark: int


def count_stream(
    path: Path | str,
    *,
    by: str = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[object] | None = None,
    entities: Entities = NO_ENTITIES,
    progress: Progress = False,
) -> GroupCounts:
    """Count the terms of a file or folder by group, in one pass and flat memory.

    Parameters
    ----------
    path, text, by : as in `read_texts`
    document : column of the document that a row belongs to. The rows of a document stand together, and are
        one document for the numbers of documents and the dispersion; by default each row is a document,
        and in a folder each file
    groups : read these groups only; by default all. Names of groups are texts: a number is read as it is written
    entities : names counted as one term
    progress : True for a bar, shown after two seconds, or a function of the share read, 0 to 1

    Returns
    -------
    `GroupCounts`, which `terms.compare.keyness.keyness` takes in the place of a term matrix.

    Raises
    ------
    SourceError for whatever cannot be read, for a document that comes back after another one and for a
    document of two groups; ArgumentError for a group that no text has.

    Notes
    -----
    The counts are those of `TermMatrix.from_texts` on the same table, grouped by document. A DuplicateTextWarning
    is given where a text of twenty tokens or more stands twice, a WordlessTextWarning where a text has no word.
    """
    with telling(progress, f"counting {Path(path).name if isinstance(path, str | Path) else path}") as tell:
        texts = read_texts(path, text=text, by=by, document=document, progress=tell)
        # Without names of documents each row or file is one, and no name need be remembered.
        named = document is not None
        return _count(
            texts,
            groups,
            entities,
            named=named,
            place=lambda row: f"{Path(path).name}, row {row}",
            failure=SourceError,
        )


def count_groups(
    texts: Iterable[Text], *, groups: Collection[object] | None = None, entities: Entities = NO_ENTITIES
) -> GroupCounts:
    """Count texts given as (document, group, text) by group.

    The texts of a document stand together and are one document; one that comes back after another, or is in
    two groups, is an ArgumentError. Names of documents and groups are texts: a number counts as it is written.
    A DuplicateTextWarning is given where a text of twenty tokens or more stands twice: duplicates inflate
    every statistic.

    >>> counts = count_groups([("d1", "new", "Talks, talks."), ("d2", "old", "Trade talks.")])
    >>> counts.terms.tolist(), counts.counts.tolist(), counts.documents.tolist()
    (['talks', 'trade'], [[2, 0], [1, 1]], [[1, 0], [1, 1]])
    """
    return _count(texts, groups, entities, named=True, place=lambda row: f"text {row}", failure=ArgumentError)


def _count(
    texts: Iterable[Text],
    groups: Collection[object] | None,
    entities: Entities,
    *,
    named: bool,
    place: Callable[[int], str],
    failure: type[DiscourseError],
) -> GroupCounts:
    wanted = _wanted(groups)
    codes: dict[str, int] = {}
    met: dict[str, None] = {}
    twice: list[str] = []
    wordless: list[str] = []
    counter = WordCounter(entities)
    labelled = _labelled(texts, wanted, codes, met, named=named, place=place, failure=failure)
    blocks = count_blocks(labelled, counter, said=lambda label: place(label.row))
    watched = _watched(blocks, twice, wordless)
    sums: dict[str, NDArray[np.int64]] = {}
    with tempfile.TemporaryFile() as spill:
        spilt = 0
        for group, counts in _documents(watched) if named else _texts(watched):
            _add(sums, group, counts, len(codes))
            # The smallest type that holds the counts: most are below 256.
            data = counts.data.astype(np.min_scalar_type(int(counts.data.max(initial=0))))
            for array in (counts.indices, data, counts.indptr, np.asarray(counts.sum(axis=1)).ravel()):
                np.save(spill, array)
            spilt += 1
        warn_of_duplicates(twice, stacklevel=3)
        warn_of_wordless(wordless, stacklevel=3)
        _refuse_missing(wanted, codes, met)
        names = np.array(list(counter.terms), dtype=object)
        dp = _deviation(spill, spilt, sums["counts"].sum(axis=0))
    order, groups_in_order = np.argsort(names), sorted(codes)
    rows = [codes[name] for name in groups_in_order]
    return GroupCounts(
        pd.Index(names[order], dtype="str", name="term"),
        tuple(groups_in_order),
        sums["counts"][rows][:, order],
        sums["documents"][rows][:, order],
        sums["sizes"][rows, 0],
        sums["documents_of"][rows, 0],
        dp[order],
    )


def _wanted(groups: Collection[object] | None) -> set[str] | None:
    if groups is None:
        return None
    if isinstance(groups, str) or not isinstance(groups, Collection) or any(group is None for group in groups):
        raise ArgumentError(f"groups is {groups!r}; expected a list of names of groups; put them in brackets")
    return set(map(str, groups))


def _refuse_missing(wanted: set[str] | None, codes: dict[str, int], met: dict[str, None]) -> None:
    if not met:
        raise ArgumentError("there is no text to count; expected one text or more; pass another corpus")
    missing = sorted((wanted or set()) - set(codes))
    if missing or not codes:
        more = " and more" if len(met) > _SHOWN else ""
        raise ArgumentError(
            f"a group is {missing[0]!r}; allowed: {', '.join(sorted(list(met)[:_SHOWN]))}{more}; pass one of these"
            if missing
            else "groups is empty; expected one group or more; name them"
        )


def _labelled(
    texts: Iterable[Text],
    wanted: set[str] | None,
    codes: dict[str, int],
    met: dict[str, None],
    *,
    named: bool,
    place: Callable[[int], str],
    failure: type[DiscourseError],
) -> Iterator[tuple[_Label, str]]:
    """Number groups and documents as they are met; of documents gone by only a hash of the name is kept."""
    homes: dict[int, int] = {}
    last: tuple[str, int] | None = None
    document = -1
    if isinstance(texts, str | pd.DataFrame) or not isinstance(texts, Iterable):
        raise failure(
            f"texts is {type(texts).__name__}; expected (document, group, text) for each text; pass a list of them"
        )
    for row, item in enumerate(texts, start=1):
        if not isinstance(item, tuple | list) or len(item) != 3:
            raise failure(f"{place(row)} is {item!r:.60}; expected (document, group, text); write it so")
        name, group, body = item
        if not isinstance(body, str) or not pd.api.types.is_scalar(group) or pd.isna(group) or group == "":
            raise failure(
                f"{place(row)}: the group is {group!r:.60} and the text {body!r:.60}; expected texts; fill or leave the row out"
            )
        group_name = str(group)
        if len(met) <= _SHOWN:
            met[group_name] = None
        if wanted is not None and group_name not in wanted:
            continue
        code = codes.setdefault(group_name, len(codes))
        if (str(name), code) != last:
            last, document = (str(name), code), document + 1
            if named:
                mark = hash(str(name))
                home = list(codes)[homes[mark]] if mark in homes else None
                if home == group_name:
                    raise failure(
                        f"{place(row)}: document {name!r} comes back after other documents; expected its rows together; "
                        "sort the rows by document"
                    )
                if home is not None:
                    raise failure(
                        f"{place(row)}: document {name!r} is in the groups {home!r} and {group_name!r}; expected one group "
                        "a document; name the documents apart"
                    )
                homes[mark] = code
        yield _Label(row, str(name), code, document, hash(body.strip())), body


def _watched(
    blocks: Iterable[tuple[list[_Label], sparse.csr_array]], twice: list[str], wordless: list[str]
) -> Iterator[tuple[list[_Label], sparse.csr_array]]:
    """Pass blocks on and note the long texts that stood before, and the texts without a word."""
    seen: set[int] = set()
    for labels, counts in blocks:
        sizes = np.asarray(counts.sum(axis=1)).ravel()
        wordless += [labels[at].name for at in np.flatnonzero(sizes == 0).tolist()]
        for at in np.flatnonzero(sizes >= LONG_TEXT).tolist():
            if labels[at].mark in seen:
                twice.append(labels[at].name)
            seen.add(labels[at].mark)
        yield labels, counts


def _texts(blocks: Iterable[tuple[list[_Label], sparse.csr_array]]) -> Iterator[Counted]:
    """Give the groups and counts of texts that are a document each."""
    for labels, counts in blocks:
        yield np.array([label.group for label in labels]), counts


def _documents(blocks: Iterable[tuple[list[_Label], sparse.csr_array]]) -> Iterator[Counted]:
    """Add up the texts of each document; the last of a block is held back, since it may go on in the next."""
    held: tuple[int, int, sparse.csr_array] | None = None
    for labels, found in blocks:
        numbers = np.array([label.document for label in labels])
        group = np.array([label.group for label in labels])
        counts = found
        if held is not None:
            # Either may know terms that the other does not: blocks are counted at the same time.
            width = max(held[2].shape[1], counts.shape[1])
            parts = [sparse.csr_array((p.data, p.indices, p.indptr), (p.shape[0], width)) for p in (held[2], counts)]
            counts = sparse.csr_array(sparse.vstack(parts, format="csr"))
            numbers, group = np.append(held[0], numbers), np.append(held[1], group)
        starts = np.flatnonzero(np.diff(numbers, prepend=numbers[0] - 1))
        if len(starts) < len(numbers):
            counts = _summed(numbers - numbers[0], counts)
            numbers, group = numbers[starts], group[starts]
        held = int(numbers[-1]), int(group[-1]), sparse.csr_array(counts[[-1]])
        if len(numbers) > 1:
            yield group[:-1], sparse.csr_array(counts[:-1])
    if held is not None:
        yield np.array([held[1]]), held[2]


def _summed(codes: NDArray[np.int64], counts: sparse.csr_array, rows: int = 0) -> sparse.csr_array:
    """Add up the rows that have one code."""
    shape = (max(rows, int(codes.max(initial=-1)) + 1), len(codes))
    member = sparse.csr_array((np.ones(len(codes), dtype=np.int64), (codes, np.arange(len(codes)))), shape)
    return sparse.csr_array(member @ counts)


def _add(sums: dict[str, NDArray[np.int64]], group: NDArray[np.int64], counts: sparse.csr_array, groups: int) -> None:
    presence = sparse.csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
    of_group = _summed(group, counts, groups).toarray()
    for name, found in (
        ("counts", of_group),
        ("documents", _summed(group, presence, groups).toarray()),
        ("sizes", of_group.sum(axis=1)[:, None]),
        ("documents_of", np.bincount(group, minlength=groups)[:, None]),
    ):
        sums[name] = _added(sums[name], found) if name in sums else found


def _added(sums: NDArray[np.int64], found: NDArray[np.int64]) -> NDArray[np.int64]:
    """Add arrays of which either may lack groups or terms that were met first in another block."""
    shape = [max(pair) for pair in zip(sums.shape, found.shape, strict=True)]
    total = np.zeros(shape, dtype=np.int64)
    for part in (sums, found):
        total[: part.shape[0], : part.shape[1]] += part
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
