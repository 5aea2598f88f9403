"""Count two or more groups of texts that may be larger than memory: folders, CSV, JSONL, Parquet.

Texts are read one after the other, counted in blocks and added up; what has to be known of every
document for the dispersion waits in a temporary file. So time grows with the size of the corpus,
and memory with its vocabulary only.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.counting import DuplicateTextWarning, WordCounter, count_blocks
from analysis.corpus.tokens import NO_ENTITIES, Entities
from analysis.errors import ArgumentError, SourceError, one_of

__all__ = ["DuplicateTextWarning", "GroupCounts", "count_groups", "count_stream", "read_texts"]

Text = tuple[str, str, str]
FORMATS = (".csv", ".jsonl", ".ndjson", ".parquet")


@dataclass(frozen=True)
class GroupCounts:
    """What keyness needs to know of groups of texts: no text, and no document-by-term matrix.

    `counts` and `documents` are arrays, groups x terms: occurrences, and documents that have the
    term. `sizes` and `documents_of` are the tokens and documents of each group. `dp` is the deviation
    of proportions of each term over the documents of all groups, 0 even to 1.
    """

    terms: pd.Index
    groups: tuple[str, ...]
    counts: NDArray[np.int64]
    documents: NDArray[np.int64]
    sizes: NDArray[np.int64]
    documents_of: NDArray[np.int64]
    dp: NDArray[np.float64]


def read_texts(
    path: Path | str,
    *,
    text: str = "text",
    by: str = "group",
    document: str | None = None,
    progress: Callable[[float], object] = lambda _: None,
) -> Iterator[Text]:
    """Yield (document, group, text) from a folder, a CSV, JSONL or Parquet file, one at a time.

    Parameters
    ----------
    path : a file; or a folder whose subfolders are the groups and whose `.txt` files the documents
    text, by : columns (keys) of the text and of its group; not used for a folder
    document : column of the document's name; by default rows are numbered
    progress : called with the share that has been read, 0 to 1

    Raises
    ------
    SourceError that names the file, the row and what is the matter with it.
    """
    source = Path(path)
    if source.is_dir():
        yield from _folder(source, progress)
        return
    if source.suffix.lower() not in FORMATS:
        raise SourceError(
            f"{source.name} has the ending {source.suffix!r}; allowed: {', '.join(FORMATS)}, or a folder of .txt files; "
            "convert it or name another"
        )
    if not source.is_file():
        raise SourceError(f"{source} does not exist; expected a file or a folder of texts; correct the path")
    rows = {".csv": _csv, ".parquet": _parquet}.get(source.suffix.lower(), _jsonl)(source, progress)
    for number, row in enumerate(rows, start=1):
        for column in (text, by) if document is None else (text, by, document):
            if column not in row:
                raise SourceError(
                    f"{source.name}, row {number}: there is no column {column!r}; it has: {', '.join(sorted(map(str, row)))}; "
                    "name the columns with text=, by= and document="
                )
        body, group = row[text], row[by]
        if not isinstance(body, str):
            raise SourceError(
                f"{source.name}, row {number}: {text} is {body!r}; expected text; correct or remove the row"
            )
        if group is None or group == "":
            raise SourceError(
                f"{source.name}, row {number}: {by} is empty; every text needs a group; fill or remove it"
            )
        yield str(number if document is None else row[document]), str(group), body


def _undecodable(source: Path, error: UnicodeDecodeError, where: str = "") -> SourceError:
    return SourceError(
        f"{source.name}{where} is not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}; save it as UTF-8"
    )


def _folder(folder: Path, progress: Callable[[float], object]) -> Iterator[Text]:
    files = sorted(folder.glob("*/**/*.txt"))
    if not files:
        raise SourceError(
            f"{folder} has no .txt file in a subfolder; expected one subfolder a group; sort the texts so"
        )
    for number, file in enumerate(files, start=1):
        place = file.relative_to(folder)
        try:
            yield str(place), place.parts[0], file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise _undecodable(place, error) from None
        progress(number / len(files))


def _lines(source: Path, progress: Callable[[float], object]) -> Iterator[str]:
    size, done, told = max(1, source.stat().st_size), 0, 0
    with source.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise _undecodable(source, error, f", line {number},") from None
            done += len(line)
            if done - told > 1_000_000 or done == size:
                told = done
                progress(done / size)


def _jsonl(source: Path, progress: Callable[[float], object]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(source, progress), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{source.name}, line {number}: no JSON: {error}; correct or remove the line") from None
        if not isinstance(row, dict):
            raise SourceError(
                f"{source.name}, line {number}: expected an object in braces, got {type(row).__name__}; correct it"
            )
        yield row


def _csv(source: Path, progress: Callable[[float], object]) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.DictReader(_lines(source, progress), strict=True)
    try:
        for row in reader:
            if None in row or None in row.values():
                raise SourceError(
                    f"{source.name}, line {reader.line_num}: the row has not as many cells as the header; correct it"
                )
            yield row
    except csv.Error as error:
        raise SourceError(
            f"{source.name}, line {reader.line_num}: no readable CSV: {error}; correct or restore the file"
        ) from None


def _parquet(source: Path, progress: Callable[[float], object]) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(source) as file:
            total, done = max(1, file.metadata.num_rows), 0
            for batch in file.iter_batches(batch_size=64):
                yield from batch.to_pylist()
                done += batch.num_rows
                progress(done / total)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).split("\n")[0]
        raise SourceError(
            f"{source.name} is not a whole Parquet file: {reason}; write it again or restore it"
        ) from None


def count_stream(
    path: Path | str,
    *,
    by: str = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[str] | None = None,
    entities: Entities = NO_ENTITIES,
    progress: Callable[[float], object] = lambda _: None,
) -> GroupCounts:
    """Count the terms of a file or folder by group, in one pass and flat memory.

    Parameters
    ----------
    path, text, by, document, progress : as in `read_texts`
    groups : read these groups only; by default all
    entities : names counted as one term

    Returns
    -------
    `GroupCounts`, which `terms.keyness.keyness` takes in the place of a term matrix.

    Raises
    ------
    SourceError for whatever cannot be read; ArgumentError for a group that no text has.
    """
    texts = read_texts(path, text=text, by=by, document=document, progress=progress)
    return count_groups(texts, groups=groups, entities=entities)


def count_groups(
    texts: Iterable[Text], *, groups: Collection[str] | None = None, entities: Entities = NO_ENTITIES
) -> GroupCounts:
    """Count texts given as (document, group, text) by group; one text is one document.

    A DuplicateTextWarning is given where a text stands twice: duplicates inflate every statistic.

    >>> counts = count_groups([("d1", "new", "Talks, talks."), ("d2", "old", "Trade talks.")])
    >>> counts.terms.tolist(), counts.counts.tolist(), counts.documents.tolist()
    (['talks', 'trade'], [[2, 0], [1, 1]], [[1, 0], [1, 1]])
    """
    wanted = None if groups is None else set(groups)
    seen: set[int] = set()
    twice: list[str] = []

    def labelled() -> Iterator[tuple[str, str]]:
        for name, group, body in texts:
            if wanted is None or group in wanted:
                mark = hash(body)
                if mark in seen:
                    twice.append(name)
                seen.add(mark)
                yield group, body

    counter = WordCounter(entities)
    codes: dict[str, int] = {}
    sums: dict[str, NDArray[np.int64]] = {}
    with tempfile.TemporaryFile() as spill:
        blocks = 0
        for labels, counts in count_blocks(labelled(), counter):
            group = np.array([codes.setdefault(label, len(codes)) for label in labels])
            texts_of = np.arange(len(labels))
            member = sparse.csr_array(
                (np.ones(len(labels), dtype=np.int64), (group, texts_of)), (len(codes), len(labels))
            )
            presence = sparse.csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), counts.shape)
            sizes = np.asarray(counts.sum(axis=1)).ravel()
            for name, found in (
                ("counts", (member @ counts).toarray()),
                ("documents", (member @ presence).toarray()),
                ("sizes", np.bincount(group, weights=sizes, minlength=len(codes)).astype(np.int64)[:, None]),
                ("documents_of", np.bincount(group, minlength=len(codes))[:, None]),
            ):
                sums[name] = _added(sums[name], found) if name in sums else found
            # The smallest type that holds the counts: most are below 256.
            data = counts.data.astype(np.min_scalar_type(int(counts.data.max(initial=0))))
            for array in (counts.indices, data, counts.indptr, sizes):
                np.save(spill, array)
            blocks += 1
        if twice:
            warnings.warn(
                f"{len(twice)} text(s) stand twice in the corpus, the first is {twice[0]!r}: duplicates inflate every "
                "statistic; remove them",
                DuplicateTextWarning,
                stacklevel=2,
            )
        if wanted is not None and wanted - set(codes):
            raise one_of("a group", min(wanted - set(codes)), codes or ["(no group has a text)"])
        if not codes:
            raise ArgumentError("there is no text to count; expected one text or more; pass another corpus")
        names = np.array(list(counter.terms), dtype=object)
        dp = _deviation(spill, blocks, sums["counts"].sum(axis=0))
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
