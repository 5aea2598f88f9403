"""Tables of an unfinished run, kept beside its output so that the same command goes on where it stopped."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

import pandas as pd

from analysis.errors import OutputError
from analysis.files import write_bytes

__all__ = ["KeptTables"]


class KeptTables(MutableMapping[str, pd.DataFrame]):
    """Tables by name, each a Parquet file of a hidden folder beside the output.

    Parameters
    ----------
    output : Path
        Where the finished output will be.
    content : str
        Digest of all that the tables depend on, which the folder has in its name: another text or option finds no table.
    """

    def __init__(self, output: Path, content: str) -> None:
        self._beside = f".{output.name}."
        self.folder = output.parent / f"{self._beside}{content[:16]}.kept"

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"

    def __getitem__(self, name: str) -> pd.DataFrame:
        try:
            return pd.read_parquet(io.BytesIO(self._path(name).read_bytes()))
        except (OSError, ValueError):  # not there, or damaged: it is computed again
            raise KeyError(name) from None

    def __setitem__(self, name: str, table: pd.DataFrame) -> None:
        content = io.BytesIO()
        table.to_parquet(content)
        # Keeping is a convenience: where there is no room for it, the output itself will say so.
        with suppress(OutputError, OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self._path(name), content.getvalue())

    def __delitem__(self, name: str) -> None:
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(path.stem for path in self.folder.glob("*.parquet")))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def sweep(self) -> None:
        """Remove the tables, and those of other runs into the same output, which nobody can go on with."""
        for folder in self.folder.parent.glob(f"{self._beside}*.kept"):
            shutil.rmtree(folder, ignore_errors=True)
