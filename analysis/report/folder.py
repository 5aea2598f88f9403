"""A folder of files that appears whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from analysis.errors import OutputError

__all__ = ["refuse_folder", "write_folder"]

_PAGE = "index.html"


def refuse_folder(folder: Path, *, force: bool = False, mark: str = "", argument: str = "--out") -> None:
    """Refuse a folder that exists; with `force`, one that was not written by the same command.

    `mark` is what `index.html` of a folder written before has in it.

    Raises
    ------
    OutputError
        If the folder exists and may not be replaced.
    """
    if not folder.name:
        raise OutputError(f"{argument} is {str(folder)!r}; expected the name of a new folder; add one")
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise OutputError(f"{folder} is no folder of its own; expected a new folder; choose another name")
    if not force:
        replace = ", or replace it with --force" if mark else ""
        raise OutputError(f"{folder} exists; expected a new folder; choose another name{replace}")
    page = folder / _PAGE
    if any(folder.iterdir()) and not (mark and page.is_file() and mark.encode() in page.read_bytes()[:4000]):
        raise OutputError(
            f"{folder} holds something else, which --force would delete; expected an earlier report; choose another name"
        )


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder beside and give it its name at the end; a folder of that name is replaced.

    Parameters
    ----------
    files : mapping
        Content by relative name, as "tables/terms.csv".
    folder : Path
        The folder; what an interrupted earlier run left beside it is removed.

    Raises
    ------
    OutputError
        If it cannot be written, as on a full disk; nothing is left then, and an earlier folder stays.
    """
    beside: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for leftover in folder.parent.glob(f".{folder.name}.*.part"):
            shutil.rmtree(leftover, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
        new = beside / "new"
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if folder.exists():
            folder.rename(beside / "old")
        try:
            new.rename(folder)
        except OSError:
            if (beside / "old").exists():
                (beside / "old").rename(folder)
            raise
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written: {error.strerror or error}; choose a folder that you may write to"
        ) from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)
