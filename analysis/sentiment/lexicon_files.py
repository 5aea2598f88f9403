"""The lines of a lexicon's file, the numbers in them, and one value for each word."""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.errors import DataError
from analysis.sentiment.lexicon import entry

__all__ = ["Row", "collect", "decimal", "lines_of", "numbered_rows", "row_lines"]

# What `float` takes besides ("1_0", "nan", "infinity") is no number in a published list.
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


class Row(NamedTuple):
    """A word with its value, and the file and place where they stand."""

    word: str
    value: float
    file: str
    place: str


def lines_of(path: Path) -> list[str]:
    """Return the lines of a text file, unpacked where its name ends in .gz."""
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise DataError(f"{path.name} is missing from {path.parent}; expected a lexicon; name another file") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}; expected a lexicon; name another file") from None
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error):
            raise DataError(f"{path.name} is no whole gzip file; expected a packed lexicon; copy it again") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Hu & Liu's and AFINN's original files are in this encoding.
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").split("\n")


def numbered_rows(lines: list[str], file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV table that are not empty, each with the line on which it begins."""
    table = csv.reader(io.StringIO("\n".join(lines), newline=""))
    begin = 1
    try:
        for row in table:
            if row:
                yield begin, row
            # A quoted cell may hold line ends, so the next row begins after the last line read.
            begin = table.line_num + 1
    except csv.Error as error:
        raise DataError(f"{file}, line {begin}: {error}; expected a CSV table; name another file") from None


def row_lines(path: Path, *, rows: int) -> list[int]:
    """Return the line of each row below the header of a CSV file, of which so many rows were read."""
    found = [line for line, _ in numbered_rows(lines_of(path), path.name)][1:]
    # Where two readers do not agree on what a row is, rows are counted as lines.
    return found if len(found) == rows else list(range(2, rows + 2))


def decimal(text: object) -> float:
    """Return a finite number written in digits; NaN for anything else.

    >>> decimal(" -2.5 "), decimal("1_0"), decimal("inf")
    (-2.5, nan, nan)
    """
    written = str(text).strip()
    value = float(written) if _DECIMAL.fullmatch(written) else math.nan
    return value if math.isfinite(value) else math.nan


def collect(rows: Iterable[Row], *, both: str = "error") -> dict[str, float]:
    """Make a mapping; a word with two values is an error, or is left out where `both` is `drop`."""
    values: dict[str, float] = {}
    at: dict[str, Row] = {}
    dropped = set()
    for row in rows:
        key = entry(row.word, f"{row.file}, {row.place}")
        if key in values and values[key] != row.value:
            if both == "error":
                first = at[key]
                there = first.place if first.file == row.file else f"{first.file}, {first.place}"
                raise DataError(
                    f"{row.file}, {row.place}: {key!r} has the value {row.value:g}, and {values[key]:g} in {there}; a word "
                    "has one value; remove one of them"
                )
            dropped.add(key)
        values.setdefault(key, row.value)
        at.setdefault(key, row)
    return {key: value for key, value in values.items() if key not in dropped and value != 0}
