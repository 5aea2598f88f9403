"""Read labelled texts one at a time from a folder, a CSV, JSONL or Parquet file; a sentence for every fault."""

from __future__ import annotations

import csv
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.errors import ArgumentError, SourceError
from analysis.progress import Progress, telling

__all__ = ["FORMATS", "LeftOutWarning", "MissingColumnError", "Text", "read_texts"]

Text = tuple[str, str, str]
Row = dict[str, Any]
FORMATS = (".csv", ".jsonl", ".ndjson", ".parquet")


class LeftOutWarning(UserWarning):
    """A folder holds text files that belong to no group, so they are not read."""


class MissingColumnError(SourceError):
    """A row lacks a column that was named; `fault` says so without the next step, which is another on a command line."""

    def __init__(self, fault: str, step: str = "name the columns with text=, by= and document=") -> None:
        super().__init__(f"{fault}; {step}")
        self.fault = fault


def read_texts(
    path: Path | str,
    *,
    text: str = "text",
    by: str = "group",
    document: str | None = None,
    progress: Progress = False,
) -> Iterator[Text]:
    """Yield (document, group, text) from a folder, a CSV, JSONL or Parquet file, one at a time.

    Parameters
    ----------
    path : a file; or a folder whose subfolders are the groups and whose `.txt` files the documents
    text, by : columns (keys) of the text and of its group; not used for a folder
    document : column of the document's name; by default rows are numbered
    progress : True for a bar after two seconds, a function of the share that has been read, 0 to 1, or False

    Raises
    ------
    SourceError that names the file, the row and what is the matter with it; ArgumentError for what is no path.

    Notes
    -----
    Text files beside the subfolders of a folder have no group: they are left out, with a LeftOutWarning.
    """
    if not isinstance(path, (str, Path)) or path == "":
        raise ArgumentError(f"path is {path!r}; expected a file or a folder of texts; name one")
    for name, column in (("text", text), ("by", by), ("document", document)):
        if not isinstance(column, str) and not (name == "document" and column is None):
            raise ArgumentError(f"{name} is {column!r}; expected the name of a column; pass a text")
    with telling(progress, "reading texts") as tell:
        yield from _texts(Path(path), text=text, by=by, document=document, progress=tell)


def _texts(
    source: Path, *, text: str, by: str, document: str | None, progress: Callable[[float], object]
) -> Iterator[Text]:
    with _readable(source):
        if not source.exists():
            raise SourceError(f"{source} does not exist; expected a file or a folder of texts; correct the path")
    if source.is_dir():
        yield from _folder(source, progress)
        return
    if source.suffix.lower() not in FORMATS:
        raise SourceError(
            f"{source.name} has the ending {source.suffix!r}; allowed: {', '.join(FORMATS)}, or a folder of .txt files; "
            "convert it or name another"
        )
    if not source.is_file():
        raise SourceError(f"{source} is no file; expected a file or a folder of texts; correct the path")
    columns = [text, by] if document is None else [text, by, document]
    kind = source.suffix.lower()
    # A key that stands twice in one JSON object is left to JSON, which takes the last.
    rows = _jsonl(source, progress) if kind in {".jsonl", ".ndjson"} else _READERS[kind](source, columns, progress)
    for number, row in enumerate(rows, start=1):
        for column in columns:
            if column not in row:
                raise MissingColumnError(
                    f"{source.name}, row {number}: there is no column {column!r}; it has: {', '.join(sorted(map(str, row)))}"
                )
        body, group = row[text], row[by]
        if not isinstance(body, str):
            raise SourceError(
                f"{source.name}, row {number}: {text} is {body!r}; expected text; correct or remove the row"
            )
        if group is None or group == "" or group != group:  # noqa: PLR0124  (what is not itself is not a number)
            raise SourceError(
                f"{source.name}, row {number}: {by} is empty; every text needs a group; fill or remove it"
            )
        if isinstance(group, bool | list | dict):
            raise SourceError(
                f"{source.name}, row {number}: {by} is {group!r}; expected a text or a number; correct or remove the row"
            )
        if document is not None and (row[document] is None or row[document] == ""):
            raise SourceError(
                f"{source.name}, row {number}: {document} is empty; every text needs a document; fill it or leave the "
                "column unnamed, so that each row is a document"
            )
        yield str(number if document is None else row[document]), str(group), body


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say in one sentence that the system does not give a file or folder out."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        name = str(path) if len(str(path)) < 200 else f"{str(path)[:200]}..."
        raise SourceError(f"{name} cannot be read: {error.strerror}; name a file or folder that you may read") from None


def _undecodable(place: str, error: UnicodeDecodeError) -> SourceError:
    return SourceError(
        f"{place} is not UTF-8: byte {error.start} is 0x{error.object[error.start]:02x}; save it as UTF-8"
    )


def _folder(folder: Path, progress: Callable[[float], object]) -> Iterator[Text]:
    files: list[Path] = []
    beside = 0
    with _readable(folder):
        for entry in sorted(folder.iterdir()):
            if entry.is_dir():
                files += _text_files(entry)
            else:
                beside += entry.suffix.lower() == ".txt"
    if not files:
        raise SourceError(
            f"{folder} has no .txt file in a subfolder; expected one subfolder a group; sort the texts so"
        )
    if beside:
        warnings.warn(
            f"{beside} .txt file(s) of {folder} stand beside its subfolders and are left out; move them into the "
            "subfolder of their group",
            LeftOutWarning,
            stacklevel=4,
        )
    for number, file in enumerate(sorted(files), start=1):
        place = file.relative_to(folder)
        try:
            with _readable(place):
                body = file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise _undecodable(str(place), error) from None
        yield str(place), place.parts[0], body
        progress(number / len(files))


def _text_files(group: Path) -> Iterator[Path]:
    """Yield the text files below a folder; one that cannot be listed is an error and not empty."""

    def refuse(error: OSError) -> None:
        raise error

    for place, _, names in os.walk(group, onerror=refuse):
        yield from (Path(place, name) for name in names if name.lower().endswith(".txt"))


def _lines(source: Path, progress: Callable[[float], object]) -> Iterator[str]:
    with _readable(source), source.open("rb") as stream:
        size, done, told = max(1, source.stat().st_size), 0, 0
        for number, line in enumerate(stream, start=1):
            try:
                decoded = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise _undecodable(f"{source.name}, line {number},", error) from None
            yield decoded
            done += len(line)
            if done - told > 1_000_000 or done == size:
                told = done
                progress(done / size)


def _jsonl(source: Path, progress: Callable[[float], object]) -> Iterator[Row]:
    for number, line in enumerate(_lines(source, progress), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{source.name}, line {number}: no JSON: {error}; correct or remove the line") from None
        except RecursionError:
            raise SourceError(
                f"{source.name}, line {number}: no JSON of rows: it is nested too deeply; correct or remove the line"
            ) from None
        if not isinstance(row, dict):
            raise SourceError(
                f"{source.name}, line {number}: expected an object in braces, got {type(row).__name__}; correct it"
            )
        yield row


def _next(reader: csv.DictReader[str]) -> dict[str, Any] | None:
    """Read one row, however long its cells; the limit is the whole process's, so it is raised for this row alone."""
    usual = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(usual)


def _csv(source: Path, columns: Sequence[str], progress: Callable[[float], object]) -> Iterator[Row]:
    reader = csv.DictReader(_lines(source, progress), strict=True)
    try:
        header = list(reader.fieldnames or ())
        _refuse_doubled(source, columns, header)
        for mark in (";", "\t", "|"):
            if len(header) == 1 and set(columns) <= set(header[0].split(mark)):
                raise SourceError(
                    f"{source.name} parts its cells by {mark!r}; expected commas; save it as comma-separated"
                )
        while (row := _next(reader)) is not None:
            if None in row or None in row.values():
                raise SourceError(
                    f"{source.name}, line {reader.reader.line_num}: the row has not as many cells as the header; correct it"
                )
            yield row
    except csv.Error as error:
        raise SourceError(
            f"{source.name}, line {max(1, reader.reader.line_num)}: no readable CSV: {error}; correct or restore the file"
        ) from None


def _parquet(source: Path, columns: Sequence[str], progress: Callable[[float], object]) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _readable(source):
        source.open("rb").close()
    try:
        with pq.ParquetFile(source) as file:
            _refuse_doubled(source, columns, file.schema_arrow.names)
            total, done = max(1, file.metadata.num_rows), 0
            for batch in file.iter_batches(batch_size=64):
                try:
                    rows = batch.to_pylist()
                except UnicodeDecodeError as error:
                    raise _undecodable(f"{source.name}, rows {done + 1} to {done + batch.num_rows},", error) from None
                yield from rows
                done += batch.num_rows
                progress(done / total)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).split("\n")[0]
        raise SourceError(
            f"{source.name} is not a whole Parquet file: {reason}; write it again or restore it"
        ) from None


def _refuse_doubled(source: Path, columns: Sequence[str], header: Iterable[str]) -> None:
    """Refuse a header that has a column wanted more than once: which one is meant cannot be known."""
    times = Counter(header)
    for column in columns:
        if times[column] > 1:
            raise SourceError(
                f"{source.name} has {times[column]} columns {column!r}; expected one; rename or remove the others"
            )


_READERS = {".csv": _csv, ".parquet": _parquet}
