"""Read news texts from files, folders and columns of tables; strip HTML; refuse files that are not text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.corpus.articles import read_article
from analysis.corpus.texts import text_pairs
from analysis.errors import SourceError

__all__ = ["HtmlWarning", "plain", "read_texts"]

# Far above any article; a larger file is a collection, whose speakers must not be resolved as one text.
_MOST_MEGABYTES = 10
_TABLES = (".csv", ".jsonl", ".parquet")
_PAGES = (".htm", ".html", ".xhtml")
_HTML = re.compile(r"<(?:!doctype html|html|body|head|article|div|p)\b[^>]*>", re.IGNORECASE)
_BLOCKS = re.compile(r"p|div|br|li|h[1-6]|tr|figcaption|article|section|blockquote")


class HtmlWarning(UserWarning):
    """A file is HTML: its tags were stripped, and offsets count the text without them."""


def read_texts(paths: Iterable[Path], *, column: str = "text", name: str | None = None) -> list[tuple[str, str]]:
    """Return (document, text) of text files and HTML pages, of those in folders, or of the rows of tables.

    `column` and `name` are the columns of a CSV, JSONL or Parquet file with the texts and the names of the documents; by
    default a name is file and row. Subfolders are not read. HTML is stripped, with an HtmlWarning.

    Raises
    ------
    SourceError
        A file is missing, empty or not text; the message names file and row.
    ArgumentError
        Two documents have the same name, or a table lacks a column.
    """
    return text_pairs([pair for path in paths for pair in _read(path, column, name)])


def _read(path: Path, column: str, name: str | None) -> Iterator[tuple[str, str]]:
    if path.suffix.lower() in _TABLES and not path.is_dir():
        yield from _rows_of(path, column, name)
        return
    inside = sorted(p for p in path.iterdir() if p.suffix.lower() in {".txt", *_PAGES}) if path.is_dir() else [path]
    if not inside:
        folders = sorted(p.name for p in path.iterdir() if p.is_dir())
        step = f"name {folders[0]!r} and other subfolders themselves" if folders else "put them there"
        raise SourceError(
            f"the folder {path} has no .txt or .html file; expected the articles in it, since subfolders are not read; {step}"
        )
    for file in inside:
        megabytes = file.stat().st_size / 1_000_000 if file.is_file() else 0
        if megabytes > _MOST_MEGABYTES:
            raise SourceError(
                f"{file.name} has {megabytes:.0f} MB; expected one article of at most {_MOST_MEGABYTES} MB; split it into "
                "articles, or use a table with one article a row"
            )
        yield file.stem, plain(file.name, read_article(file).text, page=file.suffix.lower() in _PAGES)


def plain(name: str, text: str, *, page: bool = False) -> str:
    """Return a text without the tags of a page, each block on a line; a text that is not HTML is returned as it is."""
    if not page and len(_HTML.findall(text[:5000])) < 2:
        return text
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    for tag in soup.find_all(lambda tag: _BLOCKS.fullmatch(tag.name) is not None):
        tag.insert_before("\n")
        tag.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    found = "\n\n".join(line for line in lines if line)
    if not found:
        raise SourceError(f"{name} is HTML without words; save the page with the text of the article")
    warning = f"{name} is HTML: its tags were stripped, and offsets count the text without them"
    warnings.warn(HtmlWarning(warning), stacklevel=4)
    return found


def _rows_of(path: Path, column: str, name: str | None) -> Iterator[tuple[str, str]]:
    table = _read_table(path)
    if table.empty:
        raise SourceError(f"{path.name} has no rows; expected one article in each row; add them")
    texts = checks.column(path.name, table, column)
    names = (
        checks.column(path.name, table, name) if name else [f"{path.stem}-{row}" for row in range(1, len(table) + 1)]
    )
    for row, (document, text) in enumerate(zip(names, texts, strict=True), start=2):
        where = f"{path.name}, row {row}"
        if not isinstance(text, str) or not text.strip() or "\0" in text:
            raise SourceError(f"{where}: {column} is {checks.shown(text)}; expected a text; fill or remove the row")
        yield str(document), plain(where, text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_table(path: Path) -> pd.DataFrame:
    kind = path.suffix[1:].upper()
    try:
        if kind == "CSV":
            return pd.read_csv(path, encoding="utf-8-sig", dtype="str", keep_default_na=False)
        return pd.read_json(path, lines=True, dtype=False) if kind == "JSONL" else pd.read_parquet(path)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}; name a table that you may read") from None
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SourceError(f"{path.name} is not a readable {kind} table: {reason}; save it as a CSV file") from None
