"""Rows of tables (CSV, TSV, Excel, JSON, Parquet), one at a time and each with its place in the file."""

from __future__ import annotations

import csv
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from analysis.errors import SourceError, undecodable
from analysis.files import opened, parse_json
from analysis.progress import Tell

__all__ = ["FORMATS", "WHOLE", "Lines", "MissingColumnError", "Span", "csv_rows", "read_rows"]

Row = dict[str, Any]
FORMATS = (".csv", ".json", ".jsonl", ".ndjson", ".parquet", ".tsv", ".xlsx")
_MARKS = ",;\t|"


class Span(NamedTuple):
    """A part of a table: from byte to byte, after a header of so many bytes; of Parquet, from row group to row group."""

    start: int
    end: int
    head: int = 0
    rows: int = 0
    """Rows before it."""
    lines: int = 0
    """Lines between the header and its start."""
    share: float = 1.0
    """Share of the table up to its end."""


class MissingColumnError(SourceError):
    """A table lacks a column; `fault` says so without the next step, which differs on a command line."""

    def __init__(self, fault: str, step: str = "name the columns with text=, by= and document=") -> None:
        super().__init__(f"{fault}; {step}")
        self.fault = fault


def read_rows(
    source: Path, columns: Mapping[str, bool], tell: Tell, *, every: bool = False, span: Span | None = None
) -> Iterator[tuple[str, Row]]:
    """Yield the place of each row, as an error names it, and its cells by column.

    Parameters
    ----------
    source : Path
        A file whose name ends with one of `FORMATS`.
    columns : mapping of str to bool
        Columns that are read, and whether every row needs them.
    tell : function
        Called with the share of the file that has been read, 0 to 1.
    every : bool
        Read the other columns of a Parquet file, too; those of other files are read anyway.
    span : Span or None
        Read this part only, one of `spans_of`; places are those in the whole file.

    Raises
    ------
    SourceError
        For a file that cannot be read, is not of its format, lacks a column, has one twice, or has no rows.
    """
    ending, at = source.suffix.lower(), 0
    if ending == ".parquet":
        found = _parquet(source, columns, tell, every=every, span=span)
    elif ending in _BY_LINES:
        found = _BY_LINES[ending](Lines(source, tell, span), columns)
    else:
        found = WHOLE[ending](source, columns, tell)
    for at, (where, row) in enumerate(found, start=1):  # noqa: B007
        place = f"{source.name}, {where}"
        if not isinstance(row, dict):
            raise SourceError(f'{place}: got {type(row).__name__}; expected an object, as {{"text": ...}}; write it so')
        for column, needed in columns.items():
            if needed and column not in row:
                _refuse_header(place, columns, row)
        yield place, row
    if not at:
        raise SourceError(f"{source.name} has no rows; expected a text in each row; add them or name another file")


def _refuse_header(place: str, columns: Mapping[str, bool], present: Iterable[object]) -> None:
    """Refuse a header without a needed column, or with one twice: nobody could know which one is meant."""
    times = Counter(map(str, present))
    if not "".join(times).strip():
        raise SourceError(f"{place} is empty; expected a header and rows below it; add them or name another file")
    for column, needed in columns.items():
        if needed and not times[column]:
            raise MissingColumnError(f"{place}: there is no column {column!r}; it has: {', '.join(sorted(times))}")
        if times[column] > 1:
            raise SourceError(
                f"{place} has {times[column]} columns {column!r}; expected one; rename or drop the others"
            )


class Lines:
    """The lines of a file, or of its header and a part of it.

    `number` and `fed` count lines and bytes so far, `heading` and `head` those of the header.
    """

    def __init__(self, source: Path, tell: Tell, span: Span | None = None) -> None:
        self.source, self.span = source, span or Span(0, sys.maxsize)
        self.number = self.fed = self.head = self.heading = 0
        self._tell = tell

    def __iter__(self) -> Iterator[str]:
        with opened(self.source) as stream:
            size, told = max(1, self.source.stat().st_size), 0
            for line in self._of(stream):
                try:
                    yield line.decode("utf-8-sig" if self.number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise undecodable(f"{self.source.name}, line {self.number},", error, SourceError) from None
                if self.fed - told > 1_000_000 or self.fed == size:
                    told = self.fed
                    self._tell(self.fed / size)

    def _of(self, stream: BinaryIO) -> Iterator[bytes]:
        span = self.span
        for start, end, skipped in ((0, span.head, 0), (span.start, span.end, span.lines)):
            self.fed = start
            stream.seek(start)
            self.number += skipped
            while self.fed < end and (line := stream.readline()):
                self.fed += len(line)
                self.number += 1
                yield line


def _jsonl(lines: Lines, _: Mapping[str, bool]) -> Iterator[tuple[str, Any]]:
    for line in lines:
        if line.strip():
            place = f"line {lines.number}"
            yield place, parse_json(line, f"{lines.source.name}, {place}")


def _json(source: Path, _: Mapping[str, bool], tell: Tell) -> Iterator[tuple[str, Any]]:
    content = parse_json("".join(Lines(source, tell)), source.name)
    if not isinstance(content, list):
        raise SourceError(f'{source.name} is no JSON list; expected [{{"text": ...}}, ...]; add the square brackets')
    yield from ((f"entry {at}", entry) for at, entry in enumerate(content, start=1))


def _cells(reader: Any) -> list[str] | None:
    """Read one row, however long its cells; the limit is the whole process's, so it is raised for this row alone."""
    usual = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(usual)


def csv_rows(lines: Lines, columns: Mapping[str, bool]) -> Iterator[tuple[str, Row]]:
    """Yield the place and the cells of each row of a CSV file."""
    source, rest = lines.source, iter(lines)
    first, line = next(rest, ""), 1
    # The mark between cells depends on the spreadsheet's country; some spreadsheets name it in a first line.
    named = re.fullmatch(r'"?sep=(.)"?\s*', first, re.IGNORECASE)
    if named:
        first = next(rest, "")
    names = {mark: {cell.strip(' "\r\n').lower() for cell in first.split(mark)} for mark in _MARKS}
    wanted = {column.lower() for column, needed in columns.items() if needed}
    usual = "\t" if source.suffix.lower() == ".tsv" else ","
    mark = named[1] if named else next((mark for mark in usual + _MARKS if wanted <= names[mark]), usual)
    reader = csv.reader(chain([first], rest), delimiter=mark, strict=True)
    try:
        header = _cells(reader) or []
        for column in set(columns) - set(header):
            header = [column if name.strip().lower() == column.lower() else name for name in header]
        _refuse_header(source.name, columns, header)
        lines.head, lines.heading = lines.fed, lines.number
        row, skipped = lines.span.rows, lines.span.lines
        line = lines.number + skipped + 1
        while (cells := _cells(reader)) is not None:
            if any(cells):
                row += 1
                place = f"row {row} (line {line})"
                if len(cells) != len(header):
                    raise SourceError(
                        f"{source.name}, {place}: the row has {len(cells)} cells and the header {len(header)}; put a text with "
                        "commas in quotation marks"
                    )
                yield place, dict(zip(header, cells, strict=True))
            line = lines.number + 1
    except csv.Error as error:
        raise SourceError(f"{source.name}, line {line}: no readable CSV: {error}; save the table anew as CSV") from None


def _parquet(
    source: Path, columns: Mapping[str, bool], tell: Tell, *, every: bool, span: Span | None
) -> Iterator[tuple[str, Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with opened(source) as stream, pq.ParquetFile(stream) as file:
            names = file.schema_arrow.names
            _refuse_header(source.name, columns, names)
            done, total = 0 if span is None else span.rows, max(1, file.metadata.num_rows)
            groups = None if span is None else range(span.start, span.end)
            kept = [name for name in names if every or name in columns]
            for batch in file.iter_batches(batch_size=64, row_groups=groups, columns=kept):
                try:
                    rows = batch.to_pylist()
                except UnicodeDecodeError as error:
                    place = f"{source.name}, rows {done + 1} to {done + batch.num_rows},"
                    raise undecodable(place, error, SourceError) from None
                yield from ((f"row {number}", row) for number, row in enumerate(rows, start=done + 1))
                done += batch.num_rows
                tell(done / total)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).split("\n")[0]
        raise SourceError(f"{source.name} is not a whole Parquet file: {reason}; write the file again") from None


def _xlsx(source: Path, columns: Mapping[str, bool], tell: Tell) -> Iterator[tuple[str, Row]]:
    """Read the first sheet of a workbook; a formula has the value that was last saved."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with opened(source) as stream:
            sheet = load_workbook(stream, read_only=True, data_only=True).worksheets[0]
            header, *rows = [list(row) for row in sheet.iter_rows(values_only=True)] or [[]]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        reason = str(error).split("\n")[0]
        raise SourceError(f"{source.name} is not a whole Excel workbook: {reason}; save it anew as .xlsx") from None
    while header and header[-1] is None:
        header.pop()
    _refuse_header(source.name, columns, header)
    for number, cells in enumerate(rows, start=2):
        if any(cell is not None for cell in cells):
            beyond = next((cell for cell in cells[len(header) :] if cell is not None), None)
            if beyond is not None:
                raise SourceError(
                    f"{source.name}, row {number}: the cell {str(beyond)[:40]!r} has no header; name its column or empty it"
                )
            yield f"row {number}", dict(zip(map(str, header), [*cells, *[None] * len(header)], strict=False))
        tell((number - 1) / len(rows))


_BY_LINES: dict[str, Callable[[Lines, Mapping[str, bool]], Iterator[tuple[str, Any]]]] = {
    ".csv": csv_rows,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".tsv": csv_rows,
}
WHOLE: dict[str, Callable[[Path, Mapping[str, bool], Tell], Iterator[tuple[str, Any]]]] = {
    ".json": _json,
    ".xlsx": _xlsx,
}
