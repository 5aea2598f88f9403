"""Rows of tables (CSV, TSV, Excel, JSON, Parquet), one at a time and each with its place in the file."""

from __future__ import annotations

import csv
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.errors import SourceError, undecodable
from analysis.files import opened, parse_json

__all__ = ["FORMATS", "MissingColumnError", "read_rows"]

Row = dict[str, Any]
Tell = Callable[[float], object]
FORMATS = (".csv", ".json", ".jsonl", ".ndjson", ".parquet", ".tsv", ".xlsx")
_MARKS = ",;\t|"


class MissingColumnError(SourceError):
    """A table lacks a column; `fault` says so without the next step, which differs on a command line."""

    def __init__(self, fault: str, step: str = "name the columns with text=, by= and document=") -> None:
        super().__init__(f"{fault}; {step}")
        self.fault = fault


def read_rows(
    source: Path, columns: Mapping[str, bool], tell: Tell, *, every: bool = False
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

    Raises
    ------
    SourceError
        For a file that cannot be read, is not of its format, lacks a column, has one twice, or has no rows.
    """
    read = _READERS[source.suffix.lower()]
    if every and read is _parquet:
        read = partial(_parquet, every=True)
    at = 0
    for at, (where, row) in enumerate(read(source, columns, tell), start=1):  # noqa: B007
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


def _lines(source: Path, tell: Tell) -> Iterator[str]:
    with opened(source) as stream:
        size, done, told = max(1, source.stat().st_size), 0, 0
        for number, line in enumerate(stream, start=1):
            try:
                decoded = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise undecodable(f"{source.name}, line {number},", error, SourceError) from None
            yield decoded
            done += len(line)
            if done - told > 1_000_000 or done == size:
                told = done
                tell(done / size)


def _jsonl(source: Path, _: Mapping[str, bool], tell: Tell) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(_lines(source, tell), start=1):
        if line.strip():
            yield f"line {number}", parse_json(line, f"{source.name}, line {number}")


def _json(source: Path, _: Mapping[str, bool], tell: Tell) -> Iterator[tuple[str, Any]]:
    content = parse_json("".join(_lines(source, tell)), source.name)
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


def _csv(source: Path, columns: Mapping[str, bool], tell: Tell) -> Iterator[tuple[str, Row]]:
    lines = _lines(source, tell)
    first, line = next(lines, ""), 1
    # The mark between cells depends on the spreadsheet's country; some spreadsheets name it in a first line.
    named = re.fullmatch(r'"?sep=(.)"?\s*', first, re.IGNORECASE)
    if named:
        first, line = next(lines, ""), 2
    names = {mark: {cell.strip(' "\r\n').lower() for cell in first.split(mark)} for mark in _MARKS}
    wanted = {column.lower() for column, needed in columns.items() if needed}
    usual = "\t" if source.suffix.lower() == ".tsv" else ","
    mark = named[1] if named else next((mark for mark in usual + _MARKS if wanted <= names[mark]), usual)
    reader = csv.reader(chain([first], lines), delimiter=mark, strict=True)
    before = line
    try:
        header = _cells(reader) or []
        for column in set(columns) - set(header):
            header = [column if name.strip().lower() == column.lower() else name for name in header]
        _refuse_header(source.name, columns, header)
        line, row = before + reader.line_num, 0
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
            line = before + reader.line_num
    except csv.Error as error:
        raise SourceError(f"{source.name}, line {line}: no readable CSV: {error}; save the table anew as CSV") from None


def _parquet(
    source: Path, columns: Mapping[str, bool], tell: Tell, *, every: bool = False
) -> Iterator[tuple[str, Row]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with opened(source) as stream, pq.ParquetFile(stream) as file:
            names = file.schema_arrow.names
            _refuse_header(source.name, columns, names)
            done, total = 0, max(1, file.metadata.num_rows)
            for batch in file.iter_batches(batch_size=64, columns=[name for name in names if every or name in columns]):
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


_READERS: dict[str, Callable[[Path, Mapping[str, bool], Tell], Iterator[tuple[str, Any]]]] = {
    ".csv": _csv,
    ".json": _json,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".parquet": _parquet,
    ".tsv": _csv,
    ".xlsx": _xlsx,
}
