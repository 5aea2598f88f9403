"""The rows of a CSV file, whatever a spreadsheet did to it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from analysis.errors import DataError
from analysis.framing.checks import file_bytes

__all__ = ["Row", "csv_rows", "header_of"]

Row = tuple[int, list[str]]
"""The number of the line on which a row begins, and its cells."""


def csv_rows(path: str | Path, *, what: str = "a coding sheet") -> list[Row]:
    """Read the rows of a CSV file.

    A byte order mark, semicolons or tabs between cells, a first line `sep=;`, CRLF and Windows' own
    encoding are undone.

    Raises
    ------
    DataError : the file cannot be read, is no text, or has a cell that no reader takes
    """
    raw = file_bytes(path, what=what, error=DataError)
    name = Path(path).name
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in raw and not wide:
        raise DataError(f"{name} is no text (it may be a workbook); expected {what} as CSV; save it as CSV UTF-8")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DataError(f"{name} is neither UTF-8 nor Windows-1252; expected one of them; save it as CSV UTF-8")
    first = text.splitlines()[0] if text else ""
    line = 1
    told = first.strip(' "')
    if told[:4].lower() == "sep=" and len(told) == 5:
        mark, line = told[4], 2
        text = text[len(first) :].removeprefix("\r").removeprefix("\n")
    else:
        mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    before, rows = line - 1, []
    try:
        for cells in reader:
            rows.append((line, cells))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{name}, line {line}: {error}; expected CSV; save it as CSV UTF-8") from None
    return rows


def header_of(rows: list[Row], name: str, *needed: str, form: str) -> dict[str, int]:
    """Return which column of the first row has which name, in small letters; unnamed columns are left out.

    Raises
    ------
    DataError : a column that is needed is missing, or a name stands twice
    """
    line, cells = rows[0] if rows else (1, [])
    names = [cell.strip().lower() for cell in cells]
    found: dict[str, int] = {}
    for at, column in enumerate(names):
        if column in found:
            raise DataError(
                f"{name}, line {line}: the header has {column} twice; expected each column once; remove or rename one"
            )
        if column:
            found[column] = at
    if not set(needed) <= set(found):
        raise DataError(
            f"{name}, line {line}: the header is {', '.join(names)[:60] or 'empty'}; expected {form}; restore it"
        )
    return found
