"""Read texts one at a time from files, folders and tables; every fault is one sentence with its place."""

from __future__ import annotations

import datetime as dt
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analysis.checks import instance, path, shown
from analysis.corpus.formats import advice, disguised, is_sidecar, listed
from analysis.corpus.pages import HtmlWarning, is_html, plain_text
from analysis.corpus.rows import FORMATS, read_rows
from analysis.corpus.sources import TEXT_FILES, LeftOutWarning, files_below, is_text, prefixes, sources_of
from analysis.errors import ArgumentError, SourceError, undecodable
from analysis.files import listing, opened, readable
from analysis.progress import Progress, telling

__all__ = ["TEXT_FILES", "LeftOutWarning", "Text", "read_text", "read_texts", "texts_with_columns"]

_PAGES = TEXT_FILES[1:]
_WORD = re.compile(r"[^\W_]")


class Text(NamedTuple):
    """A text with the names of its document and group; `group` is empty where no groups are read."""

    document: str
    group: str
    text: str


def read_texts(
    paths: Path | str | Iterable[Path | str],
    *,
    text: str = "text",
    by: str | None = "group",
    document: str | None = None,
    numbered: bool = False,
    skip_blank: bool = False,
    megabytes: float | None = None,
    progress: Progress = False,
) -> Iterator[Text]:
    """Yield (document, group, text) from files and folders, one text at a time.

    Parameters
    ----------
    paths : path or list of paths
        Tables (CSV, JSON, JSON lines, Parquet) with one text in a row; folders of tables, or patterns as
        "parts/*.csv", which are one corpus in the order of their names; folders of text files (`.txt`, `.html`),
        whose subfolders are the groups; or, where no groups are read, text files themselves.
    text : str
        Column of the text.
    by : str or None
        Column of its group. None reads no groups: a folder is then read without its subfolders, every text is one
        document, and a text without a word is refused.
    document : str or None
        Column of the document's name. By default a text file keeps its own name, and rows are numbered from 1; where
        there are several files, the number follows the name of the file, as in "speeches-1".
    numbered : bool
        Number the rows that lack the column `document`, instead of refusing them.
    skip_blank : bool
        Leave out rows without a group, as statements without a speaker, with a LeftOutWarning that counts them.
    megabytes : float or None
        Refuse a larger text file, which is a collection rather than a document.
    progress : bool or function
        True for a bar after two seconds, a function of the share read, 0 to 1, or False.

    Yields
    ------
    Text
        Named tuple of `document`, `group` and `text`. Line ends are LF; HTML is stripped, with an HtmlWarning.

    Raises
    ------
    SourceError
        For what cannot be read or is not text; file and row are named.
    ArgumentError
        For an argument of the wrong type.

    Notes
    -----
    Memory holds one text (of a `.json` file, all) and, without groups, the names of the documents. Text files
    outside the places that are read are left out, with a LeftOutWarning.
    """
    found = texts_with_columns(
        paths, text=text, by=by, document=document, numbered=numbered, skip_blank=skip_blank, megabytes=megabytes,
        progress=progress, others=False,
    )  # fmt: skip
    return (item for item, _ in found)


def texts_with_columns(
    paths: Path | str | Iterable[Path | str],
    *,
    text: str = "text",
    by: str | None = "group",
    document: str | None = None,
    numbered: bool = False,
    skip_blank: bool = False,
    megabytes: float | None = None,
    progress: Progress = False,
    others: bool = True,
) -> Iterator[tuple[Text, dict[str, Any]]]:
    """Yield what `read_texts` yields, each text with the other columns of its row where it comes from a table.

    Parameters are those of `read_texts`, and `others`: without it the mappings are empty, and less of a Parquet file is read.
    """
    many = not isinstance(paths, str | os.PathLike) and isinstance(paths, Iterable)
    named = [path("paths", one) for one in (paths if many else [paths])]  # type: ignore[union-attr]
    if not named:
        raise ArgumentError("paths is empty; expected at least one file or folder; name one")
    for name, column in (("text", text), ("by", by), ("document", document)):
        if name == "text" or column is not None:
            instance(name, column, str, step="pass the name of a column")
    sources = [source for one in named for source in sources_of(one, grouped=by is not None)]
    alone = not many and sources == named
    pages: list[str] = []
    blank = 0
    homes: dict[str, str] = {}
    with telling(progress, "reading texts") as tell:
        for at, (source, prefix) in enumerate(zip(sources, prefixes(sources), strict=True)):

            def share(done: float, before: int = at) -> None:
                tell((before + done) / len(sources))

            with readable(source):
                folder = source.is_dir()
            if source.suffix.lower() in FORMATS and not folder:
                columns = {text: True} | ({by: True} if by else {}) | ({document: not numbered} if document else {})
                rows = read_rows(source, columns, share, every=others)
                found = _of_rows(rows, text, by, document, "" if alone else prefix, others=others)
            else:
                found = _of_files(source, share, grouped=by is not None, megabytes=megabytes)
            for place, item, beside in found:
                if by and not item.group:
                    if not skip_blank:
                        raise SourceError(f"{place}: {by} is empty; expected a name; fill the cell or drop the row")
                    blank += 1
                    continue
                if is_html(item.text) or place.lower().endswith(_PAGES):
                    pages.append(place)
                    item = item._replace(text=plain_text(item.text))  # noqa: PLW2901
                if by is None:
                    _refuse_alone(item, place, homes)
                yield item, beside
    if blank:
        warnings.warn(f"{blank} text(s) have no {by} and are left out", LeftOutWarning, stacklevel=2)
    if pages:
        more = f", and so are {len(pages) - 1} more text(s)" if len(pages) > 1 else ""
        warnings.warn(
            f"{pages[0]} is HTML{more}: tags were stripped, and offsets count the text without them",
            HtmlWarning,
            stacklevel=2,
        )


def read_text(file: Path, place: str = "", *, megabytes: float | None = None) -> str:
    """Read one UTF-8 text file; line ends become LF and a byte order mark is dropped.

    Raises
    ------
    SourceError
        For a file that is missing, larger than `megabytes`, binary or not UTF-8; it is named by `place`.
    """
    place = place or file.name
    with opened(file, what="one text", megabytes=megabytes) as stream:
        raw = stream.read()
    known = disguised(raw)
    if known or b"\0" in raw:
        # A Word document and a workbook are archives, too: the ending knows more.
        known = advice(file.suffix) or known
    if known:
        raise SourceError(f"{place} is {known}")
    if b"\0" in raw:
        raise SourceError(
            f"{place} has a null byte at position {raw.index(0)}, so it is not text; save it as UTF-8 text"
        )
    try:
        return _line_feeds(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise undecodable(place, error, SourceError) from None


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


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


def _of_files(
    source: Path, tell: Callable[[float], object], *, grouped: bool, megabytes: float | None
) -> Iterator[tuple[str, Text, dict[str, Any]]]:
    with readable(source):
        if not source.exists():
            raise SourceError(f"{source} does not exist; expected a file or a folder of texts; name one that exists")
        folder = source.is_dir()
        files = _inside(source, grouped=grouped) if folder else [source]
    if not folder and (known := advice(source.suffix)):
        raise SourceError(f"{source.name} is {known}")
    if grouped and not folder:
        raise SourceError(
            f"{source.name} has the ending {source.suffix!r}; allowed: {', '.join(FORMATS)}, or a folder with a subfolder of "
            "texts for each group; convert it or name another"
        )
    for number, file in enumerate(files, start=1):
        place = file.relative_to(source) if grouped else Path(file.name)
        body = read_text(file, str(place), megabytes=megabytes)
        yield str(place), Text(str(place), place.parts[0], body) if grouped else Text(file.stem, "", body), {}
        tell(number / len(files))


def _inside(folder: Path, *, grouped: bool) -> list[Path]:
    """Return the text files below the subfolders of a folder or, without groups, those directly in it."""
    entries = listing(folder)
    subfolders = [entry for entry in entries if entry.is_dir()]
    everything = [entry for entry in entries if entry not in subfolders]
    inside = sorted(file for subfolder in subfolders for file in files_below(subfolder))
    here, below = ([file for file in found if is_text(file)] for found in (everything, inside))
    files, others = (below, here) if grouped else (here, below)
    step = "put the texts of each group in a subfolder" if grouped else "put the texts there"
    if below and not grouped:
        step = f"name {subfolders[0].name!r} and other subfolders themselves"
    skipped = [file for file in (inside if grouped else everything) if not is_text(file)]
    if not files:
        seen = next((f"{file.name} is {advice(file.suffix)}" for file in skipped if advice(file.suffix)), step)
        place = "in a subfolder" if grouped else "directly in it"
        raise SourceError(f"{folder} has no .txt or .html file {place}; {seen}")
    if others:
        where = "outside its subfolders" if grouped else "in its subfolders"
        warnings.warn(
            f"{len(others)} text file(s) of {folder} are {where} and are left out; {step}", LeftOutWarning, stacklevel=4
        )
    if skipped:
        names = listed([str(file.relative_to(folder)) for file in skipped])
        kinds = "are no .txt or .html and are" if not all(map(is_sidecar, skipped)) else "belong to the system and are"
        warnings.warn(f"{len(skipped)} file(s) of {folder} {kinds} left out: {names}", LeftOutWarning, stacklevel=4)
    return files


def _of_rows(
    rows: Iterable[tuple[str, dict[str, Any]]],
    text: str,
    by: str | None,
    document: str | None,
    prefix: str,
    *,
    others: bool,
) -> Iterator[tuple[str, Text, dict[str, Any]]]:
    used = {text, by, document}
    for number, (place, row) in enumerate(rows, start=1):
        body = row[text]
        if not isinstance(body, str):
            raise SourceError(f"{place}: {text} is {shown(body)}; expected a text; fill the cell or drop the row")
        name = f"{prefix}{number}"
        if document is not None and document in row:
            name = _label(row[document], document, place)
        # What becomes of a row without a group, its caller decides.
        named = by is not None and row[by] is not None and row[by] != "" and row[by] == row[by]
        item = Text(name, _label(row[by], by, place, group=True) if by and named else "", _line_feeds(body))
        yield place, item, {str(key): cell for key, cell in row.items() if key not in used} if others else {}


def _label(value: Any, column: str, place: str, *, group: bool = False) -> str:
    """Return the name of a group or document as a CSV file has it; a number is a name, and a group may be a date or true."""
    if value is None or value == "" or value != value:  # noqa: PLR0124  (NaN is not itself)
        raise SourceError(f"{place}: {column} is empty; expected a name; fill the cell or drop the row")
    if isinstance(value, list | dict) or (isinstance(value, bool) and not group):
        raise SourceError(f"{place}: {column} is {shown(value)}; expected a string or a number; write one instead")
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)
