"""Pieces of a corpus: each is read by itself, here or in another process, and together they are the whole in its order."""

from __future__ import annotations

import datetime as dt
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from analysis.checks import instance, path, shown
from analysis.corpus.pages import HtmlWarning, is_html, plain_text
from analysis.corpus.rows import FORMATS, Span, read_rows
from analysis.corpus.sources import TEXT_FILES, LeftOutWarning, prefixes, sources_of
from analysis.corpus.spans import spans_of
from analysis.corpus.text_files import files_of, line_feeds, read_text
from analysis.errors import ArgumentError, SourceError
from analysis.files import readable
from analysis.progress import Tell

__all__ = ["Piece", "Text", "Told", "Wanted", "loads_of", "pieces_of", "read_piece"]

_PAGES = TEXT_FILES[1:]
_WORD = re.compile(r"[^\W_]")


class Text(NamedTuple):
    """A text with the names of its document and group; `group` is empty where no groups are read."""

    document: str
    group: str
    text: str


@dataclass(frozen=True)
class Wanted:
    """What of a corpus is read, as `read_texts` describes it."""

    text: str = "text"
    by: str | None = "group"
    document: str | None = None
    numbered: bool = False
    skip_blank: bool = False
    megabytes: float | None = None
    others: bool = False

    def __post_init__(self) -> None:
        for name in ("text", "by", "document"):
            if name == "text" or getattr(self, name) is not None:
                instance(name, getattr(self, name), str, step="pass the name of a column")

    @property
    def columns(self) -> dict[str, bool]:
        """Columns that are read of tables, and whether every row needs them."""
        grouped = {self.by: True} if self.by else {}
        return {self.text: True} | grouped | ({self.document: not self.numbered} if self.document else {})


class Piece(NamedTuple):
    """A table or a part of it, or text files of one folder."""

    files: tuple[Path, ...]
    root: Path | None
    """Folder of the text files; None for a table."""
    span: Span | None
    prefix: str
    """What stands before the number of a row in the name of its document."""
    begins: float
    """Share of the corpus before its source."""
    ends: float
    """Share of the corpus up to its end."""
    size: int = 0
    """Bytes, where the corpus was cut by size."""


@dataclass
class Told:
    """What is to be said of texts when they have been read."""

    blank: int = 0
    pages: list[str] = field(default_factory=list)
    homes: dict[str, str] = field(default_factory=dict)
    """Places of documents by name, where no groups are read."""

    def add(self, other: Told) -> None:
        """Add what was noted of the next texts."""
        self.blank += other.blank
        self.pages += other.pages

    def warn(self, by: str | None, *, stacklevel: int) -> None:
        """Warn of texts left out and of pages."""
        if self.blank:
            said = f"{self.blank} text(s) have no {by} and are left out"
            warnings.warn(said, LeftOutWarning, stacklevel=stacklevel + 1)
        if self.pages:
            more = f", and so are {len(self.pages) - 1} more text(s)" if len(self.pages) > 1 else ""
            warnings.warn(
                f"{self.pages[0]} is HTML{more}: tags were stripped, and offsets count the text without them",
                HtmlWarning,
                stacklevel=stacklevel + 1,
            )


def pieces_of(paths: Path | str | Iterable[Path | str], wanted: Wanted, *, size: int | None = None) -> Iterator[Piece]:
    """Yield the pieces of a corpus in its order: one a source, or several of about `size` bytes each."""
    many = not isinstance(paths, str | os.PathLike) and isinstance(paths, Iterable)
    named = [path("paths", one) for one in (paths if many else [paths])]  # type: ignore[union-attr]
    if not named:
        raise ArgumentError("paths is empty; expected at least one file or folder; name one")
    grouped = wanted.by is not None
    sources = [source for one in named for source in sources_of(one, grouped=grouped)]
    alone = not many and sources == named
    for at, (source, prefix) in enumerate(zip(sources, prefixes(sources), strict=True)):
        with readable(source):
            folder = source.is_dir()
        if source.suffix.lower() in FORMATS and not folder:
            before = "" if alone else prefix
            if size is None:
                yield Piece((source,), None, None, before, at / len(sources), (at + 1) / len(sources))
                continue
            with readable(source):
                whole, begun = source.stat().st_size, 0.0
            for span in spans_of(source, wanted.columns, size):
                done = 1.0 if span is None else span.share
                shares = at / len(sources), (at + done) / len(sources)
                yield Piece((source,), None, span, before, *shares, int(whole * (done - begun)))
                begun = done
        else:
            files = files_of(source, grouped=grouped)
            root = source if folder else source.parent
            for first, last, held in _cuts(files, size):
                begins, ends = ((at + done / len(files)) / len(sources) for done in (first, last))
                yield Piece(tuple(files[first:last]), root, None, "", begins, ends, held)


def loads_of(paths: Path | str | Iterable[Path | str], wanted: Wanted, *, size: int) -> Iterator[list[Piece]]:
    """Yield the pieces of a corpus in loads of about `size` bytes, of which each is work for one process."""
    load: list[Piece] = []
    for piece in pieces_of(paths, wanted, size=size):
        load.append(piece)
        if sum(each.size for each in load) >= size:
            yield load
            load = []
    if load:
        yield load


def read_piece(
    piece: Piece, wanted: Wanted, told: Told, tell: Tell = lambda _: None
) -> Iterator[tuple[Text, dict[str, Any]]]:
    """Yield the texts of a piece, each with the other columns of its row; what is to be said of them is added to `told`."""

    def share(done: float) -> None:
        tell(piece.begins + done * (piece.ends - piece.begins))

    by = wanted.by
    found = _of_rows(piece, wanted, share) if piece.root is None else _of_files(piece, wanted, share)
    for place, item, beside in found:
        if by and not item.group:
            if not wanted.skip_blank:
                raise SourceError(f"{place}: {by} is empty; expected a name; fill the cell or drop the row")
            told.blank += 1
            continue
        if is_html(item.text) or place.lower().endswith(_PAGES):
            told.pages.append(place)
            item = item._replace(text=plain_text(item.text))  # noqa: PLW2901
        if by is None:
            _refuse_alone(item, place, told.homes)
        yield item, beside


def _refuse_alone(item: Text, place: str, homes: dict[str, str]) -> None:
    """Refuse a text that cannot be a document: without a word, with a null character, or with the name of another."""
    if not _WORD.search(item.text):
        raise SourceError(f"{place} is empty: it has no words; fill it or leave it out")
    if "\0" in item.text:
        raise SourceError(f"{place} has a null character; expected a text; delete the character")
    if item.document in homes:
        raise SourceError(
            f"{place}: the document is {item.document!r}, as in {homes[item.document]}; expected each name once; rename one, "
            "or name a column of unique names"
        )
    homes[item.document] = place


def _cuts(files: list[Path], size: int | None) -> Iterator[tuple[int, int, int]]:
    """Cut a list of files into runs of about so many bytes; yield begin, end and size of each."""
    first, held = 0, 0
    for last, file in enumerate(files, start=1):
        if size is not None:
            with readable(file):
                # Opening a file costs as much as reading some thousand bytes.
                held += file.stat().st_size + 10_000
        if last == len(files) or (size is not None and held >= size):
            yield first, last, held
            first, held = last, 0


def _of_files(piece: Piece, wanted: Wanted, tell: Tell) -> Iterator[tuple[str, Text, dict[str, Any]]]:
    grouped = wanted.by is not None
    for number, file in enumerate(piece.files, start=1):
        place = file.relative_to(piece.root or file.parent) if grouped else Path(file.name)
        body = read_text(file, str(place), megabytes=wanted.megabytes)
        yield str(place), Text(str(place), place.parts[0], body) if grouped else Text(file.stem, "", body), {}
        tell(number / len(piece.files))


def _of_rows(piece: Piece, wanted: Wanted, tell: Tell) -> Iterator[tuple[str, Text, dict[str, Any]]]:
    text, by, document = wanted.text, wanted.by, wanted.document
    used = {text, by, document}
    rows = read_rows(piece.files[0], wanted.columns, tell, every=wanted.others, span=piece.span)
    for number, (place, row) in enumerate(rows, start=1 + (piece.span.rows if piece.span else 0)):
        body = row[text]
        if not isinstance(body, str):
            raise SourceError(f"{place}: {text} is {shown(body)}; expected a text; fill the cell or drop the row")
        name = f"{piece.prefix}{number}"
        if document is not None and document in row:
            name = _label(row[document], document, place)
        # What becomes of a row without a group, its caller decides.
        named = by is not None and row[by] is not None and row[by] != "" and row[by] == row[by]
        item = Text(name, _label(row[by], by, place, group=True) if by and named else "", line_feeds(body))
        yield place, item, {str(key): cell for key, cell in row.items() if key not in used} if wanted.others else {}


def _label(value: Any, column: str, place: str, *, group: bool = False) -> str:
    """Return the name of a group or document as a CSV file has it; a number is a name, and a group may be a date or true."""
    if value is None or value == "" or value != value:  # noqa: PLR0124  (NaN is not itself)
        raise SourceError(f"{place}: {column} is empty; expected a name; fill the cell or drop the row")
    if isinstance(value, list | dict) or (isinstance(value, bool) and not group):
        raise SourceError(f"{place}: {column} is {shown(value)}; expected a string or a number; write one instead")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
