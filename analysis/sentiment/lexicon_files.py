"""The rows of a lexicon's file, whatever its format: a word, a number, and the label that the number belongs to."""

from __future__ import annotations

import csv
import gzip
import io
import math
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from analysis.corpus.tokens import normalise
from analysis.errors import CodebookError, DataError
from analysis.files import read_bytes_file
from analysis.patterns.liwc import read_liwc
from analysis.patterns.quanteda import read_quanteda

__all__ = ["FORMATS", "Format", "Row", "column_rows", "csv_rows", "decimal"]

_MOST_BYTES = 64_000_000
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
    raw = read_bytes_file(path, what="a lexicon")
    if path.suffix == ".gz":
        try:
            # A small archive may hold a file without end.
            raw = gzip.GzipFile(fileobj=io.BytesIO(raw)).read(_MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise DataError(f"{path.name} is no whole gzip file; expected a packed lexicon; copy it again") from None
        if len(raw) > _MOST_BYTES:
            raise DataError(f"{path.name} has more than {_MOST_BYTES} bytes once unpacked; expected a lexicon; name it")
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


def _tab_rows(path: Path, *, emotions: bool = False) -> Iterator[Row]:
    """Yield the rows of a file with a word and a number in each line, or with a word, an emotion and 0 or 1.

    The first has comments after #, the second begins with terms of use, which have no tabs.
    """
    expected = "word, emotion and 0 or 1" if emotions else "word and number"
    first: dict[tuple[str, str], Row] = {}
    for line, text in enumerate(_lines(path), start=1):
        if not text.strip() or ("\t" not in text and not first if emotions else text.startswith("#")):
            continue
        where = f"{path.name}, line {line}"
        cells = text.split("\t")
        if len(cells) != 2 + emotions or (emotions and cells[2].strip() not in {"0", "1"}):
            raise DataError(f"{where}: {text[:60]!r} is no {expected} with a tab between; restore the line")
        word, *label, cell = cells
        row = Row(where, word, cell.strip(), "".join(label).strip().lower())
        known = first.setdefault((word.strip().lower(), row.label), row)
        if emotions and known.cell != row.cell:
            raise DataError(
                f"{where}: {word!r} has {row.cell} for {row.label}, and {known.cell} in {known.where}; delete one row"
            )
        yield row


def _word_rows(*paths: Path) -> Iterator[Row]:
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


def _sense_rows(path: Path) -> Iterator[Row]:
    """Yield the words of an XML file; a word has a row for each of its senses."""
    try:
        # The file is one that the user chose or that a package carries, not one from the network.
        root = ET.fromstring("\n".join(_lines(path)))  # noqa: S314
    except ET.ParseError as error:
        raise DataError(f"{path.name}, line {error.position[0]}: the XML is broken; restore the file") from None
    for number, node in enumerate(root.iter("word"), start=1):
        yield Row(f"{path.name}, word {number}", node.get("form"), node.get("polarity"))


def _entry_rows(path: Path, *, labels: tuple[str, ...]) -> Iterator[Row]:
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


class Format(NamedTuple):
    """How rows are read, the sign of each label, the range of numbers, and what the list is."""

    rows: Callable[..., Iterator[Row]]
    signs: Mapping[str, float]
    most: float
    name: str
    licence: str = "not given"
    reference: str = "not given"


_SIGNS = {"negative": -1.0, "positive": 1.0}
_LSD2015 = {**_SIGNS, "neg_positive": -1.0, "neg_negative": 1.0}
_COLUMNS = {"Positive": "positive", "Negative": "negative"}
FORMATS = {
    "afinn": Format(_tab_rows, {}, 999, "afinn", "ODbL 1.0", "Nielsen (2011), arXiv:1103.2903"),
    "hu_liu": Format(
        _word_rows, _SIGNS, 1,
        "huliu", "free to use with citation", "Hu & Liu (2004), doi:10.1145/1014052.1014073",
    ),
    "loughran_mcdonald": Format(
        partial(column_rows, word="Word", values=_COLUMNS), _SIGNS, 1e6,
        "loughran_mcdonald", "free for academic use", "Loughran & McDonald (2011), doi:10.1111/j.1540-6261.2010.01625.x",
    ),
    "lsd2015": Format(
        partial(_entry_rows, labels=tuple(_LSD2015)), _LSD2015, 1,
        "lsd2015", "academic use, to be cited", "Young & Soroka (2012), doi:10.1080/10584609.2012.671234",
    ),
    "nrc": Format(
        partial(_tab_rows, emotions=True), _SIGNS, 1,
        "nrc", "free for research, not for commercial use", "Mohammad & Turney (2013), doi:10.1111/j.1467-8640.2012.00460.x",
    ),
    "pattern": Format(_sense_rows, {}, 1, "pattern", "PDDL", "De Smedt & Daelemans (2012), JMLR 13"),
}  # fmt: skip
"""The published formats by name."""
