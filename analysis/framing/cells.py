"""The rows of a CSV file, with everything undone that a spreadsheet does to one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from analysis.errors import DataError
from analysis.files import read_bytes_file
from analysis.tables import as_written

__all__ = ["Row", "csv_rows"]

Row = tuple[str, dict[str, str]]
"""Where a row is, as `sheet.csv, line 3`, and its cells by the name of their column in small letters."""


def csv_rows(
    path: str | Path, *forms: Sequence[str], what: str, optional: Sequence[str] = (), others: bool = False
) -> list[Row]:
    """Read the rows of a CSV file that are not empty, or raise a DataError with file and line.

    The file has the columns of one of `forms`, and may have those of `optional`; `others` says whether further columns may
    have content, which is not returned. A byte order mark, semicolons or tabs between cells, a first line `sep=;`, CRLF and
    Windows' own encoding are undone.
    """
    rows = _rows(path, what)
    name, (line, cells) = Path(path).name, rows[0] if rows else (1, [])
    header = [cell.strip().lower() for cell in cells]
    for column in set(header) - {""}:
        if header.count(column) > 1:
            raise DataError(
                f"{name}, line {line}: the header has {column} twice; expected each once; rename or delete one"
            )
    needed = next((form for form in forms if set(form) <= set(header)), None)
    if needed is None:
        form = " or ".join(", ".join([*form, *optional]) for form in forms)
        shown = ", ".join(header)[:60] or "empty"
        raise DataError(
            f"{name}, line {line}: the header is {shown}; expected {form}; rename the columns or name another file"
        )
    at = {column: header.index(column) for column in (*needed, *optional) if column in header}
    found = []
    for line, cells in rows[1:]:
        where = f"{name}, line {line}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= max(at[column] for column in needed):
            raise DataError(
                f"{where}: the row has {len(cells)} cells; expected {len(header)}; restore the missing cells"
            )
        if len(cells) > len(header):
            raise DataError(
                f"{where}: the row has {len(cells)} cells, the header {len(header)}; a comma may have split a cell; put a "
                "cell with commas in quotation marks, and separate codes by spaces"
            )
        unread = [cell.strip() for place, cell in enumerate(cells) if cell.strip() and place not in at.values()]
        if unread and not others:
            raise DataError(
                f"{where}: {unread[0][:60]!r} is in a column that is not read; expected {', '.join(at)} only; move it to one "
                "of these columns"
            )
        found.append(
            (where, {column: as_written(cells[place]) if place < len(cells) else "" for column, place in at.items()})
        )
    return found


def _rows(path: str | Path, what: str) -> list[tuple[int, list[str]]]:
    """Return the number of the line on which each row begins, and its cells."""
    raw, name = read_bytes_file(path, what=what), Path(path).name
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in raw and not wide:
        raise DataError(
            f"{name} is not plain text (it may be a workbook); expected {what} as CSV; save it as CSV UTF-8"
        )
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DataError(f"{name} is neither UTF-8 nor Windows-1252; expected one of them; save it as CSV UTF-8")
    first, line = text.splitlines()[0] if text else "", 1
    mark = max(",;\t", key=first.count)
    plain = first.strip(' "')
    if plain[:4].lower() == "sep=" and len(plain) == 5:
        mark, line = plain[4], 2
        text = text[len(first) :].removeprefix("\r").removeprefix("\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    before, rows = line - 1, []
    try:
        for cells in reader:
            rows.append((line, cells))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{name}, line {line}: {error}; expected CSV; save it as CSV UTF-8") from None
    return rows
