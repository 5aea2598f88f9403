"""Read texts one at a time from files, folders and tables; every fault is one sentence with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analysis.corpus.pieces import Text, Told, Wanted, pieces_of, read_piece
from analysis.progress import Progress, telling

__all__ = ["read_texts", "texts_with_columns"]


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
    wanted = Wanted(text, by, document, numbered=numbered, skip_blank=skip_blank, megabytes=megabytes, others=others)
    told = Told()
    with telling(progress, "reading texts") as tell:
        for piece in pieces_of(paths, wanted):
            yield from read_piece(piece, wanted, told, tell)
    told.warn(by, stacklevel=2)
