"""The rows of a lexicon's file, whatever its format: a word, a number, and the label that the number belongs to."""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from analysis.corpus.tokens import normalise
from analysis.errors import CodebookError, DataError
from analysis.patterns.liwc import read_liwc
from analysis.patterns.quanteda import read_quanteda

__all__ = [
    "Row",
    "column_rows",
    "csv_rows",
    "decimal",
    "emotion_rows",
    "entry_rows",
    "sense_rows",
    "tab_rows",
    "word_rows",
]

# One word of a plain list: letters and digits, with the marks that words contain ("a+" and "f**k" are in lists).
_WORD = re.compile(r"[^\W_][\w'*+.&-]*")
# What `float` takes besides ("1_0", "nan", "infinity") is no number in a published list.
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


class Row(NamedTuple):
    """A word with a number as printed, its label if there is one, and the place of the row."""

    where: str
    word: str | None
    cell: str | None
    label: str = ""


def decimal(cell: object) -> float:
    """Return a finite number written in digits; NaN for anything else.

    >>> decimal(" -2.5 "), decimal("1_0"), decimal("inf")
    (-2.5, nan, nan)
    """
    written = str(cell).strip()
    value = float(written) if _DECIMAL.fullmatch(written) else math.nan
    return value if math.isfinite(value) else math.nan


def _lines(path: Path) -> list[str]:
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise DataError(f"{path.name} is missing from {path.parent}; expected a file; name another one") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}; expected a file; name another one") from None
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


def csv_rows(path: Path, *wanted: str, short: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the place and the cells of each row of a table with a header; `short` rows end in empty cells."""
    lines = _lines(path)
    mark = max(",\t;", key=lines[0].count)
    table = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=mark)
    header: list[str] = []
    begin = 1
    try:
        for cells in table:
            where = f"{path.name}, line {begin}"
            # A quoted cell may hold line ends, so the next row begins after the last line read.
            begin = table.line_num + 1
            if not header:
                header = [cell.strip() for cell in cells]
                for name in wanted:
                    if (times := header.count(name)) != 1:
                        raise DataError(f"{where}: there are {times} columns {name}; expected one; rename the columns")
            elif cells:
                empty = [""] * (len(header) - len(cells))
                if len(cells) > len(header) or (empty and not short):
                    raise DataError(f"{where}: there are {len(cells)} cells; expected {len(header)}; complete the row")
                yield where, dict(zip(header, [*cells, *empty], strict=True))
    except csv.Error as error:
        raise DataError(f"{path.name}, line {begin}: {error}; expected a CSV table; name another file") from None


def column_rows(path: Path, *, word: str, values: Mapping[str, str]) -> Iterator[Row]:
    """Yield a row for each of some columns of a table with a header; `values` has the label of each column."""
    for where, cells in csv_rows(path, word, *values):
        for column, label in values.items():
            yield Row(where, cells[word], cells[column] or ("0" if label else ""), label)


def tab_rows(path: Path, *, comment: str = "#") -> Iterator[Row]:
    """Yield the rows of a file with a word, a tab and a number in each line."""
    for line, text in enumerate(_lines(path), start=1):
        if text.strip() and not text.startswith(comment):
            cells = text.split("\t")
            if len(cells) != 2:
                raise DataError(
                    f"{path.name}, line {line}: {text[:60]!r} is no word, tab and number; separate them by one tab"
                )
            yield Row(f"{path.name}, line {line}", *cells)


def emotion_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file with a word, an emotion and 0 or 1 in each line, below terms of use without tabs."""
    first: dict[tuple[str, str], Row] = {}
    for line, text in enumerate(_lines(path), start=1):
        if not text.strip() or (not first and "\t" not in text):
            continue
        cells = [cell.strip() for cell in text.split("\t")]
        if len(cells) != 3 or cells[2] not in {"0", "1"}:
            raise DataError(
                f"{path.name}, line {line}: {text[:60]!r} is no word, emotion and 0 or 1 with tabs between; restore the line"
            )
        row = Row(f"{path.name}, line {line}", cells[0], cells[2], cells[1].lower())
        known = first.setdefault((cells[0].lower(), row.label), row)
        if known.cell != row.cell:
            raise DataError(
                f"{row.where}: {row.word!r} has {row.cell} for {row.label}, and {known.cell} in {known.where}; delete one row"
            )
        yield row


def word_rows(*paths: Path) -> Iterator[Row]:
    """Yield the words of a list of positive and of one of negative words, with comments after a semicolon."""
    for path, label in zip(paths, ("positive", "negative"), strict=True):
        words = [(line, text.strip()) for line, text in enumerate(_lines(path), start=1)]
        words = [(line, word) for line, word in words if word and not word.startswith(";")]
        if not words:
            raise DataError(f"{path.name} has no words; expected one word a line; name another file")
        for line, word in words:
            if not _WORD.fullmatch(normalise(word)) or len(word) > 40:
                raise DataError(f"{path.name}, line {line}: {word[:60]!r} is no single word; put one word on a line")
            yield Row(f"{path.name}, line {line}", word, "1", label)


def sense_rows(path: Path) -> Iterator[Row]:
    """Yield the words of an XML file; a word has a row for each of its senses."""
    try:
        # The file is one that the user chose or that a package carries, not one from the network.
        root = ET.fromstring("\n".join(_lines(path)))  # noqa: S314
    except ET.ParseError as error:
        raise DataError(f"{path.name}, line {error.position[0]}: the XML is broken; restore the file") from None
    for number, node in enumerate(root.iter("word"), start=1):
        yield Row(f"{path.name}, word {number}", node.get("form"), node.get("polarity"))


def entry_rows(path: Path, *, labels: tuple[str, ...]) -> Iterator[Row]:
    """Yield the entries of a dictionary; its readers report no lines, so the place is the name above an entry."""
    try:
        entries = read_liwc(path) if path.suffix == ".dic" else read_quanteda(path)
    except CodebookError as error:
        raise DataError(str(error)) from None
    named = {name.lower().rsplit(".", 1)[-1]: words for name, words in entries.items()}
    if not {"negative", "positive"} <= set(named):
        raise DataError(f"{path.name} has the names {', '.join(entries)}; expected {', '.join(labels)}; rename them")
    for label, words in named.items():
        yield from (Row(f"{path.name}, {label}", word, "1", label) for word in words)
