"""Text files: which of a folder are read, and how one is read; every fault is one sentence with its place."""

from __future__ import annotations

import warnings
from pathlib import Path

from analysis.corpus.formats import advice, disguised, is_sidecar, listed
from analysis.corpus.rows import FORMATS
from analysis.corpus.sources import LeftOutWarning, files_below, is_text
from analysis.errors import SourceError, undecodable
from analysis.files import listing, opened, readable

__all__ = ["files_of", "line_feeds", "read_text"]


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
        return line_feeds(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise undecodable(place, error, SourceError) from None


def line_feeds(text: str) -> str:
    r"""Return a text with LF line ends.

    >>> line_feeds("a\r\nb\rc")
    'a\nb\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def files_of(source: Path, *, grouped: bool) -> list[Path]:
    """Return the text files that a file or folder stands for, in the order in which they are read."""
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
    return files


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
