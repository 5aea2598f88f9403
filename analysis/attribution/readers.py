"""Read news texts from files, folders and columns of tables; strip HTML; refuse files that are not text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import checks
from analysis.corpus.articles import read_article
from analysis.corpus.reading import LeftOutWarning
from analysis.corpus.rows import FORMATS, read_rows
from analysis.corpus.texts import text_pairs
from analysis.errors import SourceError

__all__ = ["HtmlWarning", "plain", "read_documents", "read_texts"]

# Far above any article; a larger file is a collection, whose speakers must not be resolved as one text.
_MOST_MEGABYTES = 10
_PAGES = (".htm", ".html", ".xhtml")
_HTML = re.compile(r"<(?:!doctype html|html|body|head|article|div|p)\b[^>]*>", re.IGNORECASE)
_WORDS = "save it as plain text (.txt, UTF-8)"
_OTHERS = {
    ".pdf": f"a PDF file; copy its text, or run pdftotext, and {_WORDS}",
    ".rtf": f"an RTF file; open it in a word processor and {_WORDS}",
    ".doc": f"a Word file; open it in a word processor and {_WORDS}",
    ".docx": f"a Word file; open it in a word processor and {_WORDS}",
    ".odt": f"an OpenDocument file; open it in a word processor and {_WORDS}",
    ".vtt": f"a file of subtitles (WebVTT); take the times out, write NAME: before each turn, and {_WORDS}",
    ".srt": f"a file of subtitles (SubRip); take the times out, write NAME: before each turn, and {_WORDS}",
    ".xml": f"an XML file (TEI or another); write the text of each <sp> as a line NAME: words, and {_WORDS}",
    ".tei": f"a TEI file; write the text of each <sp> as a line NAME: words, and {_WORDS}",
    ".zip": "an archive; unpack it and name the folder",
    ".gz": "an archive; unpack it and name what is in it",
    ".7z": "an archive; unpack it and name the folder",
    ".tar": "an archive; unpack it and name the folder",
    ".xlsx": "an Excel file; save the sheet as CSV UTF-8",
    ".xls": "an Excel file; save the sheet as CSV UTF-8",
    ".epub": f"an e-book; convert it and {_WORDS}",
}
# How files of another kind begin, under whatever name they were saved.
_BEGINNINGS = {"%PDF-": ".pdf", "{\\rtf": ".rtf", "WEBVTT": ".vtt", "<?xml": ".xml", "<TEI": ".tei"}
_BLOCKS = re.compile(r"p|div|br|li|h[1-6]|tr|figcaption|article|section|blockquote")


class HtmlWarning(UserWarning):
    """A file is HTML: its tags were stripped, and offsets count the text without them."""


def read_texts(paths: Iterable[Path], *, column: str = "text", name: str | None = None) -> list[tuple[str, str]]:
    """Return (document, text) of text files and HTML pages, of those in folders, or of the rows of tables.

    `column` and `name` are the columns of a CSV, JSON, JSONL or Parquet file with the texts and the names of the documents;
    by default a name is file and row. Subfolders are not read. HTML is stripped, with an HtmlWarning.

    Raises
    ------
    SourceError
        A file is missing, empty, of another kind or not text; the message names file and row.
    ArgumentError
        Two documents have the same name, or a table lacks a column.
    """
    return text_pairs([(document, text) for path in paths for document, text, _ in _read(path, column, name)])


def read_documents(paths: Iterable[Path], *, column: str = "text", name: str | None = None) -> pd.DataFrame:
    """Return the same texts as a table by document: the column `text`, then the other columns of the tables."""
    read = [entry for path in paths for entry in _read(path, column, name)]
    pairs = text_pairs([(document, text) for document, text, _ in read])
    more = pd.DataFrame([row for *_, row in read], index=pd.Index([document for document, _ in pairs]), dtype="object")
    return more.where(more.notna(), "").assign(text=[text for _, text in pairs])


def _read(path: Path, column: str, name: str | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    ending = path.suffix.lower()
    if ending in FORMATS and not path.is_dir():
        yield from _rows_of(path, column, name)
        return
    if ending in _OTHERS and not path.is_dir():
        raise SourceError(f"{path.name} is {_OTHERS[ending]}; allowed: .txt, .html, {', '.join(FORMATS)}")
    for file in _inside(path) if path.is_dir() else [path]:
        megabytes = file.stat().st_size / 1_000_000 if file.is_file() else 0
        if megabytes > _MOST_MEGABYTES:
            raise SourceError(
                f"{file.name} has {megabytes:.0f} MB; expected one article of at most {_MOST_MEGABYTES} MB; split it into "
                "articles, or use a table with one article a row"
            )
        text = read_article(file).text
        for start, kind in _BEGINNINGS.items():
            if file.suffix.lower() not in _PAGES and text.lstrip("\ufeff \n").startswith(start):
                raise SourceError(f"{file.name} is {_OTHERS[kind]}; allowed: .txt, .html, {', '.join(FORMATS)}")
        yield file.stem, plain(file.name, text, page=file.suffix.lower() in _PAGES), {}


def _inside(folder: Path) -> list[Path]:
    """Return the text files of a folder, and warn of what is left out: other kinds, subfolders, hidden files."""
    entries = sorted(folder.iterdir())
    files = [
        p for p in entries if p.suffix.lower() in {".txt", *_PAGES} and not p.name.startswith(".") and not p.is_dir()
    ]
    others = [f"{p.name}/" if p.is_dir() else p.name for p in entries if p not in files and p.name != ".DS_Store"]
    if not files:
        folders = [name[:-1] for name in others if name.endswith("/")]
        step = f"name {folders[0]!r} and other subfolders themselves" if folders else "put them there"
        kinds = sorted({p.suffix.lower() for p in entries if p.suffix.lower() in _OTHERS})
        step = f"{kinds[0]}: {_OTHERS[kinds[0]]}" if kinds and not folders else step
        raise SourceError(
            f"the folder {folder} has no .txt or .html file; expected the articles in it, since subfolders are not read; {step}"
        )
    if others:
        shown = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
        warnings.warn(
            LeftOutWarning(f"the folder {folder}: {shown} not read, since only .txt and .html files are"), stacklevel=4
        )
    return files


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


def _rows_of(path: Path, column: str, name: str | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    columns = {column: True} | ({name: True} if name else {})
    for number, entry in enumerate(_entries(path, columns), start=1):
        where, text = f"{path.name}, row {number + 1}", entry[column]
        if not isinstance(text, str) or not text.strip() or "\0" in text:
            raise SourceError(f"{where}: {column} is {checks.shown(text)}; expected a text; fill or remove the row")
        document = str(entry[name]) if name else f"{path.stem}-{number}"
        others = {str(key): cell for key, cell in entry.items() if key not in {column, name}}
        yield document, plain(where, text.replace("\r\n", "\n").replace("\r", "\n")), others


def _entries(path: Path, columns: dict[str, bool]) -> Iterator[dict[Any, Any]]:
    if path.suffix.lower() != ".parquet":
        yield from (row for _, row in read_rows(path, columns, lambda _: None))
        return
    try:
        table = pd.read_parquet(path)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}; name a table that you may read") from None
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise SourceError(f"{path.name} is not a readable PARQUET table: {reason}; save it as a CSV file") from None
    if table.empty:
        raise SourceError(f"{path.name} has no rows; expected one article in each row; add them")
    for needed in columns:
        checks.column(path.name, table, needed)
    yield from table.to_dict("records")
