"""Read news texts from files, folders and columns of tables; strip HTML; refuse what is no text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import read_article
from analysis.errors import ArgumentError, SourceError, one_of

__all__ = ["HtmlWarning", "read_texts"]

# Far above any article; a larger file is a collection, whose speakers must not be resolved as one text.
_MOST_MEGABYTES = 10
_TABLES = (".csv", ".jsonl", ".parquet")
_PAGES = (".htm", ".html", ".xhtml")
_HTML = re.compile(r"<(?:!doctype html|html|body|head|article|div|p)\b[^>]*>", re.IGNORECASE)
_BLOCKS = (
    "p",
    "div",
    "br",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "figcaption",
    "article",
    "section",
    "blockquote",
)


class HtmlWarning(UserWarning):
    """A file is HTML: its tags were stripped, and offsets count the text without them."""


def read_texts(paths: Iterable[Path], *, column: str = "text", name: str | None = None) -> list[tuple[str, str]]:
    """Return (document, text) of text files, of the text files of folders, or of the rows of tables.

    `column` names the column with the texts in a CSV, JSONL or Parquet file, `name` the one with the
    names of the documents (by default file name and row). HTML is stripped, with an HtmlWarning.
    Subfolders of a folder are not looked into.
    Raises SourceError for a file that is missing, empty or no text, naming file and row, and
    ArgumentError where two documents would have one name.
    """
    found: list[tuple[str, str]] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in {".txt", *_PAGES})
            if not inside:
                raise SourceError(
                    f"the folder {path} holds no .txt or .html file; expected the articles in it, since subfolders are not "
                    f"looked into{_subfolder(path)}"
                )
            found += [(p.stem, _text_of(p)) for p in inside]
        elif path.suffix.lower() in _TABLES:
            found += _rows_of(path, column, name)
        else:
            found.append((path.stem, _text_of(path)))
    seen: set[str] = set()
    for document, _ in found:
        if document in seen:
            raise ArgumentError(
                f"two documents are named {document!r}; rename one, or choose a column of names that are unique"
            )
        seen.add(document)
    return found


def _subfolder(folder: Path) -> str:
    """Return the next step: to name the subfolders, if there are any."""
    inside = sorted(p.name for p in folder.iterdir() if p.is_dir())
    return f"; name {inside[0]!r} and other subfolders themselves" if inside else "; put them there"


def _text_of(path: Path) -> str:
    megabytes = path.stat().st_size / 1_000_000 if path.is_file() else 0
    if megabytes > _MOST_MEGABYTES:
        raise SourceError(
            f"{path.name} has {megabytes:.0f} MB; expected one article of at most {_MOST_MEGABYTES} MB; split it into articles, "
            "or use a table with one article a row"
        )
    text = read_article(path).text
    return _plain(path.name, text) if path.suffix.lower() in _PAGES or len(_HTML.findall(text[:5000])) >= 2 else text


def _plain(name: str, text: str) -> str:
    """Strip the tags of a page, each block on a line of its own."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(text, "html.parser")
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    plain = "\n\n".join(line for line in lines if line)
    if not plain:
        raise SourceError(f"{name} is HTML without words; give the page with the article's text in it")
    warnings.warn(
        HtmlWarning(f"{name} is HTML: its tags were stripped, and offsets count the text without them"), stacklevel=4
    )
    return plain


def _rows_of(path: Path, column: str, name: str | None) -> list[tuple[str, str]]:
    table = _read_table(path)
    for wanted in (column, name):
        if wanted is not None and wanted not in table.columns:
            raise one_of(f"the column of {path.name}", wanted, table.columns)
    out = []
    names = table[name].tolist() if name else []
    for row, text in enumerate(table[column].tolist(), start=2):
        if not isinstance(text, str) or not text.strip():
            raise SourceError(f"{path.name}, row {row}: column {column!r} holds no text; fill or remove the row")
        if "\0" in text:
            raise SourceError(f"{path.name}, row {row}: column {column!r} has a null character; remove it")
        clean = text.replace("\r\n", "\n").replace("\r", "\n")
        document = str(names[row - 2]) if names else f"{path.stem}-{row - 1}"
        html = len(_HTML.findall(clean[:5000])) >= 2
        out.append((document, _plain(f"{path.name}, row {row}", clean) if html else clean))
    if not out:
        raise SourceError(f"{path.name} has no rows; give a table with one article in a row")
    return out


def _read_table(path: Path) -> pd.DataFrame:
    try:
        if path.suffix.lower() == ".csv":
            return pd.read_csv(path, encoding="utf-8-sig", dtype="str", keep_default_na=False)
        if path.suffix.lower() == ".jsonl":
            return pd.read_json(path, lines=True, encoding="utf-8", dtype=False)
        return pd.read_parquet(path)
    except ImportError:
        raise ArgumentError(
            f"{path.name} is Parquet, which needs pyarrow; install it with `pip install pyarrow`, or save a CSV file"
        ) from None
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or error}; give the path of a table") from None
    except (ValueError, pd.errors.ParserError) as error:
        reason = " ".join(str(error).split())
        raise SourceError(
            f"{path.name} is not a readable {path.suffix[1:].upper()} table: {reason}; correct the file"
        ) from None
