"""The documents to be read: their texts, their language, and the other columns of the table that they come from."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable
from contextlib import suppress
from itertools import repeat
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution import words
from analysis.attribution.dates import Day
from analysis.corpus.reading import read_texts
from analysis.corpus.rows import FORMATS, read_rows
from analysis.corpus.sources import sources_of
from analysis.corpus.texts import Texts, text_pairs
from analysis.files import opened

__all__ = ["LanguageWarning", "carried", "days_of", "read_documents", "seems_english", "warn_of_language"]

# Far above any article; a larger file is a collection, whose speakers must not be resolved as one text.
_MOST_MEGABYTES = 10
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SCRIPT = re.compile("[\u0370-\u1fff\u2e80-\uffff]{4}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


class LanguageWarning(UserWarning):
    """A text seems not to be English, so that few statements or none can be found."""


def seems_english(text: str) -> bool:
    """Tell whether a text has the letters and the share of function words that English has.

    >>> seems_english("Der Kanal wird im Juni geöffnet, sagte die Ministerin."), seems_english("Harbour opens in June")
    (False, True)
    """
    some = text[:20000]
    letters = 0 if some.isascii() else sum(map(str.isalpha, some))
    if letters >= 8 and len(_LATIN.findall(some)) < 0.5 * letters:
        return False
    plain = some.lower().split()
    if len(plain) >= 40 and sum(map(words.COMMON.__contains__, plain)) > 0.2 * len(plain):
        return True
    found = _WORD.findall(some.lower())
    common = sum(word in words.COMMON for word in found)
    if len(found) >= 40:
        return common > 0.12 * len(found)
    other = sum(word in words.FOREIGN for word in found)
    return other < 2 or other <= common


def warn_of_language(document: str, text: str) -> None:
    """Warn of a text that is not English, or has paragraphs that are not."""
    if not seems_english(text):
        warning = f"{document} seems not to be English; its statements are unreliable: leave it out"
        warnings.warn(LanguageWarning(warning), stacklevel=4)
        return
    foreign = sum(_may_be_foreign(line) and not seems_english(line) for line in text.split("\n"))
    if foreign:
        warning = f"{document} has {foreign} paragraph(s) that seem not to be English; statements there are missed: take them out"
        warnings.warn(LanguageWarning(warning), stacklevel=4)


def _may_be_foreign(paragraph: str) -> bool:
    return len(words.FOREIGN.intersection(paragraph.lower().split())) > 1 or _SCRIPT.search(paragraph) is not None


def days_of(texts: Texts) -> dict[str, Day]:
    """Return the day of each document where the texts are a table with a column `date` of ISO dates."""
    if not isinstance(texts, pd.DataFrame) or "date" not in texts.columns:
        return {}
    shown = {str(unit): str(date)[:10] for unit, date in zip(texts.index, texts["date"], strict=True)}
    return {unit: Day(date, "column 'date' of the table") for unit, date in shown.items() if _ISO.fullmatch(date)}


def read_documents(paths: Iterable[Path], *, column: str = "text", name: str | None = None) -> pd.DataFrame:
    """Return the texts of files, folders and tables by document: the column `text`, then the other columns of the tables.

    A pattern or a folder of tables is all that it stands for. `column` and `name` are the columns of a table with the texts and the names of the documents. What cannot be read is refused
    as `read_texts` does.
    """
    read: list[tuple[str, str, dict[str, Any]]] = []
    for path in [source for one in paths for source in sources_of(one, grouped=False)]:
        texts = read_texts([path], text=column, by=None, document=name, megabytes=_MOST_MEGABYTES)
        rows = _rows_of(path, column) if path.suffix.lower() in FORMATS and not path.is_dir() else repeat({})
        for item, row in zip(texts, rows, strict=False):
            more = {str(key): cell for key, cell in row.items() if key not in {column, name}}
            read.append((item.document, item.text, more))
    pairs = text_pairs([(document, text) for document, text, _ in read])
    table = pd.DataFrame([more for *_, more in read], index=pd.Index([unit for unit, _ in pairs]), dtype="object")
    return table.where(table.notna(), "").assign(text=[text for _, text in pairs])


def _rows_of(path: Path, column: str) -> Iterable[dict[str, Any]]:
    """Return the rows of a table with all its columns."""
    names: list[str] = []
    if path.suffix.lower() == ".parquet":
        from pyarrow import ArrowException
        from pyarrow.parquet import read_schema

        with opened(path) as stream, suppress(ArrowException):  # which the reader of the rows tells
            names = read_schema(stream).names
    return (row for _, row in read_rows(path, {**dict.fromkeys(names, False), column: True}, lambda _: None))


def carried(table: pd.DataFrame, texts: Texts, *, own: Collection[str]) -> pd.DataFrame:
    """Join the other columns of a table of texts to a result; one with a name of the result's gets "document_" before it."""
    if not isinstance(texts, pd.DataFrame):
        return table
    units = [str(unit) for unit, _ in text_pairs(texts)]
    row_of = {unit: row for row, unit in enumerate(units)}
    rows = [row_of[unit] for unit in table["document"]]
    taken = {*own, *map(str, texts.columns)}
    new: dict[str, Any] = {}
    for name in texts.columns:
        if name != "text":
            column = str(name)
            while column in own or (column != str(name) and column in taken):
                column = f"document_{column}"
            new[column] = texts[name].iloc[rows].set_axis(table.index)
    return table.assign(**new)
