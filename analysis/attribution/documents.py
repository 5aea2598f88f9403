"""The documents to be read: their texts, their language, and the other columns of the table that they come from."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.attribution import words
from analysis.attribution.dates import Day
from analysis.corpus.reading import texts_with_columns
from analysis.corpus.sources import sources_of
from analysis.corpus.texts import Texts, beside_name, text_pairs

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

    A pattern or a folder of tables is all that it stands for. `column` and `name` are the columns of a table with the
    texts and the names of the documents. What cannot be read is refused as `read_texts` does.
    """
    read = [
        (item.document, item.text, beside)
        for path in [source for one in paths for source in sources_of(one, grouped=False)]
        for item, beside in texts_with_columns([path], text=column, by=None, document=name, megabytes=_MOST_MEGABYTES)
    ]
    pairs = text_pairs([(document, text) for document, text, _ in read])
    table = pd.DataFrame([more for *_, more in read], index=pd.Index([unit for unit, _ in pairs]), dtype="object")
    return table.where(table.notna(), "").assign(text=[text for _, text in pairs])


def carried(table: pd.DataFrame, texts: Texts, *, own: Collection[str]) -> pd.DataFrame:
    """Join the other columns of a table of texts to a result; one with a name of the result's gets "document_" before it."""
    if not isinstance(texts, pd.DataFrame):
        return table
    units = [str(unit) for unit, _ in text_pairs(texts)]
    row_of = {unit: row for row, unit in enumerate(units)}
    rows = [row_of[unit] for unit in table["document"]]
    new: dict[str, Any] = {}
    for name in texts.columns:
        if name != "text":
            new[beside_name(str(name), own, texts.columns)] = texts[name].iloc[rows].set_axis(table.index)
    return table.assign(**new)
