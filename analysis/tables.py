"""Tables as CSV files: the same content always has the same bytes.

Numbers are rounded to six significant digits, and line ends are LF.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import warnings
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError, undecodable
from analysis.files import opened

__all__ = ["as_text", "as_written", "csv_bytes", "digest", "read_csv", "round_significant", "sheet_bytes"]

# Far above any list of names and any matrix of counts; texts are read by `read_texts`, row by row.
_MOST_MEGABYTES = 2000
# What spreadsheets take for the beginning of a formula, also in the wide letters of an Asian keyboard.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


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


def as_text(cell: Any) -> Any:
    """Mark a cell that a spreadsheet would run as a formula by an apostrophe; a number and any other cell stays.

    >>> as_text("=1+1"), as_text("-0.5"), as_text("Trade grew.")
    ("'=1+1", '-0.5', 'Trade grew.')
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def as_written(cell: str) -> str:
    """Undo `as_text`.

    >>> [as_written(as_text(cell)) for cell in ("@all", "'@all", "'tis", "-1")]
    ['@all', "'@all", "'tis", '-1']
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def sheet_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as `csv_bytes` does, for a person who opens it in a spreadsheet: no cell is run as a formula."""
    out = table.rename(columns=as_text)
    for at, dtype in enumerate(out.dtypes):
        if not pd.api.types.is_numeric_dtype(dtype):
            out.isetitem(at, list(out.iloc[:, at].map(as_text)))
    return csv_bytes(out)


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
            with opened(path, what="a CSV table", error=DataError, megabytes=_MOST_MEGABYTES) as stream:
                return pd.read_csv(
                    stream,
                    dtype=dict.fromkeys(text, "str"),
                    index_col=False,
                    keep_default_na=False,
                    na_values=[""],
                    encoding="utf-8",
                )
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
