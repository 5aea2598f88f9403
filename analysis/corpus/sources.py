"""The files that a path stands for: itself, the tables of a folder, or what a pattern as parts/*.csv matches."""

from __future__ import annotations

import glob
import os
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.corpus.formats import is_sidecar, listed
from analysis.corpus.rows import FORMATS
from analysis.errors import SourceError
from analysis.files import listing, readable

__all__ = [
    "TEXT_FILES",
    "LeftOutWarning",
    "contents_of",
    "files_below",
    "is_text",
    "prefixes",
    "sources_of",
    "tables_of",
]

TEXT_FILES = (".txt", ".htm", ".html", ".xhtml")


class LeftOutWarning(UserWarning):
    """A folder has text files in places that are not read."""


def tables_of(folder: Path, *, grouped: bool) -> list[Path]:
    """Return the tables directly in a folder, sorted; none where it is a folder of texts, which are then what is read.

    Grouped texts are in subfolders, others directly in the folder. Names that begin with a dot or an underscore are
    those of other programs, as `_SUCCESS`.
    """
    with readable(folder):
        if not folder.is_dir():
            return []
        entries = listing(folder)
        tables = [entry for entry in entries if _is_table(entry)]
        if not tables:
            return []
        inside = (name for entry in entries if entry.is_dir() for name in files_below(entry))
        return [] if any(map(is_text, inside if grouped else entries)) else tables


def contents_of(path: Path) -> str:
    """Say what a path holds: "tables", "groups" (texts in subfolders) or "texts" (one text, or texts side by side)."""
    with readable(path):
        if not path.is_dir():
            return "tables" if path.suffix.lower() in FORMATS or _is_pattern(path) else "texts"
        if tables_of(path, grouped=True):
            return "tables"
        return "groups" if any(entry.is_dir() for entry in listing(path)) else "texts"


def sources_of(path: Path, *, grouped: bool) -> list[Path]:
    """Return the files and folders that one path stands for, in the order in which they are read.

    Raises
    ------
    SourceError
        For a pattern that matches no table and no text file.
    """
    if _is_pattern(path):
        found = [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207  (any root)
        files = [file for file in found if _is_table(file)] or [file for file in found if is_text(file)]
        if not files:
            raise SourceError(
                f"{path} matches {len(found)} file(s), none of them a table or a text; allowed: "
                f"{', '.join((*FORMATS, *TEXT_FILES))}; change the pattern"
            )
    elif files := tables_of(path, grouped=grouped):
        found = listing(path)
    else:
        return [path]
    skipped = [file.name for file in found if file not in files]
    if skipped:
        kinds = "is no table" if len(skipped) == 1 else "are no tables"
        warnings.warn(
            f"{len(skipped)} of {len(found)} in {path} {kinds} and left out: {listed(skipped)}",
            LeftOutWarning,
            stacklevel=4,
        )
    return files


def prefixes(files: Iterable[Path]) -> list[str]:
    """Return what stands before the number of a row: the stem of its file, or its name or path where stems recur.

    >>> prefixes([Path("a.csv"), Path("b.csv")]), prefixes([Path("a.csv"), Path("a.json")])
    (['a-', 'b-'], ['a.csv-', 'a.json-'])
    """
    paths = list(files)
    ways = ([file.stem for file in paths], [file.name for file in paths], list(map(str, paths)))
    names = next((names for names in ways if len(set(names)) == len(names)), ways[-1])
    return [f"{name}-" for name in names]


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; one that cannot be listed is an error and not empty."""

    def refuse(error: OSError) -> None:
        raise error

    with readable(folder):
        for place, _, names in os.walk(folder, onerror=refuse):
            yield from (Path(place, name) for name in names)


def is_text(file: Path) -> bool:
    """Whether a file is a text by its name."""
    return file.suffix.lower() in TEXT_FILES and not is_sidecar(file)


def _is_table(file: Path) -> bool:
    return file.suffix.lower() in FORMATS and not file.name.startswith(("_", ".")) and file.is_file()


def _is_pattern(path: Path) -> bool:
    """Whether a path is a pattern: a file that has such a name is meant itself."""
    return glob.has_magic(str(path)) and not os.path.lexists(path)
