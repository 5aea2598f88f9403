"""Read and write tables so that the same content always has the same bytes.

Numbers are rounded to six significant digits, line ends are LF, and a file is first written
beside its place and then moved, so an interrupted run never leaves half a file.
"""

from __future__ import annotations

import hashlib
import io
import math
import os
import tempfile
import warnings
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.errors import DataError, DiscourseError, OutputError, undecodable

__all__ = [
    "csv_bytes",
    "digest",
    "read_bytes_file",
    "read_csv",
    "read_text_file",
    "round_significant",
    "write_bytes",
]


def round_significant(value: float, digits: int = 6) -> float:
    """Round to a number of significant digits; NaN and infinities stay as they are.

    >>> round_significant(0.123456789), round_significant(123456789.0)
    (0.123457, 123457000.0)
    """
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV bytes: header, LF line ends, six significant digits, no index."""
    out = table.copy()
    for column in out.columns[[pd.api.types.is_float_dtype(dtype) for dtype in out.dtypes]]:
        out[column] = out[column].map(round_significant)
    text = io.StringIO()
    out.to_csv(text, index=False, lineterminator="\n")
    return text.getvalue().encode("utf-8")


def read_csv(path: Path, *, text: tuple[str, ...] = ()) -> pd.DataFrame:
    """Read a CSV file; the columns named in `text` stay strings, and empty cells become NaN.

    Parameters
    ----------
    path : Path
        The file.
    text : tuple of str
        Columns that are read as strings, even where they look like numbers.

    Returns
    -------
    DataFrame
        The words "NA", "null" and the like stay words: in a table of terms they are terms.

    Raises
    ------
    DataError
        For a file that is missing, unreadable, not UTF-8 or no CSV table, and for rows with more cells than the header.
    """
    try:
        with warnings.catch_warnings():
            # Of rows with more cells than the header pandas would make the first cells an index, or drop the last ones.
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                path,
                dtype=dict.fromkeys(text, "str"),
                index_col=False,
                keep_default_na=False,
                na_values=[""],
                encoding="utf-8",
            )
    except FileNotFoundError:
        raise DataError(f"{path.name} is missing from {path.parent}; restore it or name the right folder") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}; restore it or name the right folder") from None
    except UnicodeDecodeError as error:
        raise undecodable(path.name, error, DataError) from None
    except pd.errors.ParserWarning:
        raise DataError(
            f"{path.name} has rows with more cells than the header; put a cell with commas in quotation marks, or name the "
            "missing column"
        ) from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        reason = " ".join(str(error).split())
        raise DataError(f"{path.name} is not a readable CSV table: {reason}; restore the file") from None


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, and remove what an interrupted earlier write left behind."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for leftover in path.parent.glob(f".{path.name}.*.part"):
            leftover.unlink()
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as part:
            part.write(content)
        # mkstemp makes private files; what is published needs the usual permissions.
        Path(name).chmod(0o644)
        try:
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}; choose a folder that you may write to"
        ) from None


def read_bytes_file(path: Path | str, *, what: str, error: type[DiscourseError] = DataError) -> bytes:
    """Return the content of a file, or raise `error` with a sentence that says `what` was expected there."""
    path = checks.path("path", path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise error(f"{path.name} is missing from {path.parent}; expected {what}; name another file") from None
    except OSError as fault:
        raise error(f"{path} cannot be read: {fault.strerror}; expected {what}; name another file") from None


def read_text_file(path: Path | str, *, what: str, error: type[DiscourseError] = DataError) -> str:
    """Return the content of a UTF-8 file with LF line ends and without its byte order mark."""
    raw = read_bytes_file(path, what=what, error=error)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        name = Path(path).name
        raise error(f"{name} is not UTF-8 (byte {fault.start}); expected {what}; save it as UTF-8") from None
