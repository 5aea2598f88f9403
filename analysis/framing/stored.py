"""Files of codes: what coders have given to statements, one row a code, to which a coder's codes are added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.checks import shown, table
from analysis.errors import ArgumentError, DataError
from analysis.files import write_bytes
from analysis.framing.cells import csv_rows
from analysis.framing.codebook import Codebook
from analysis.framing.schemes import NONE, TONE, Scheme, scheme_of
from analysis.tables import sheet_bytes

__all__ = ["read_codes", "store_codes"]

_COLUMNS = {"frame": ["statement", "frame", "rank", "coder"], "tone": ["statement", "tone", "coder"]}


def read_codes(path: str | Path, scheme: Scheme | Codebook | None = None) -> pd.DataFrame:
    """Read a file of codes, as `store_codes` writes it, and check every row.

    Parameters
    ----------
    path : str or Path
        The file.
    scheme : Codebook or Scheme, optional
        What may have been coded; by default any frame, or any tone of `TONE`.

    Returns
    -------
    DataFrame
        `statement`, `frame`, `rank`, `coder`, or `statement`, `tone`, `coder`; and `note` where the file has notes.

    Raises
    ------
    DataError
        With file and line: other columns, an empty cell, an unknown code, a code twice, `NONE` beside frames, two tones,
        or a rank that is not a whole number.
    """
    rows = csv_rows(path, *_COLUMNS.values(), optional=("note",), what="a file of codes")
    cells = [(where, {column: cell.strip() for column, cell in row.items()}) for where, row in rows]
    kind = "tone" if cells and "tone" in cells[0][1] else "frame"
    return _checked(cells, kind, scheme)


def store_codes(
    path: str | Path, codes: pd.DataFrame, *, coder: str, scheme: Scheme | Codebook | None = None
) -> pd.DataFrame:
    """Add a coder's codes to a file of codes and return the whole; earlier codes are kept.

    Parameters
    ----------
    path : str or Path
        The file; it is created if it does not exist.
    codes : DataFrame
        The table of `read_sheet`.
    coder : str
        A short name without spaces.
    scheme : Codebook or Scheme, optional
        What may have been coded; by default any frame, or any tone of `TONE`.

    Returns
    -------
    DataFrame
        `statement`, `frame`, `rank`, `coder` (`statement`, `tone`, `coder` for codes of tone), and `note` where a coder
        wrote one; sorted by coder, statement, rank.

    Raises
    ------
    ArgumentError
        If `coder` is not such a name, or `codes` lacks a column.
    DataError
        If the file is not a file of codes (see `read_codes`), holds codes of these statements by this coder, or the new
        codes could not be read back. The file then stays as it was.
    """
    if not isinstance(coder, str) or not re.fullmatch(r"[\w.-]+", coder):
        raise ArgumentError(f"coder is {shown(coder)}; expected a short name without spaces; pass such a name")
    path, kind = Path(path), "tone" if isinstance(codes, pd.DataFrame) and "tone" in codes.columns else "frame"
    columns = _COLUMNS[kind]
    table("the table of codes", codes, *columns[:-1])
    old = read_codes(path, scheme) if path.exists() else pd.DataFrame(columns=columns)
    if len(old) and kind not in old.columns:
        raise DataError(f"{path.name} has the columns {', '.join(old.columns)}; expected {kind}; name another file")
    # A file without notes, such as one of a data package, gets the column only when there is a note to keep.
    noted = "note" in codes.columns and (old.empty or bool(codes["note"].ne("").any()))
    columns = [*columns, "note"] if noted or "note" in old.columns else columns
    given = codes.assign(coder=coder).reindex(columns=columns, fill_value="").astype("str").fillna("")
    twice = sorted(set(old.loc[old["coder"].eq(coder), "statement"]) & set(given["statement"]))
    if twice:
        raise DataError(
            f"{path.name} has codes of {len(twice)} of these statements by {coder} already (first: {twice[0]}); "
            "nothing was changed; name another coder or another file"
        )
    rows = ((f"row {at + 1} of codes", dict(zip(columns, row, strict=True))) for at, row in enumerate(given.to_numpy()))
    new = _checked(rows, kind, scheme)
    out = new if old.empty else pd.concat([old.reindex(columns=columns, fill_value=""), new], ignore_index=True)
    out = out.sort_values(["coder", "statement", *(["rank"] if kind == "frame" else [])], ignore_index=True)
    write_bytes(path, sheet_bytes(out))
    return out


def _checked(
    rows: Iterable[tuple[str, Mapping[str, str]]], kind: str, scheme: Scheme | Codebook | None
) -> pd.DataFrame:
    """Return rows of codes as a table, or raise the DataError that says where a row is wrong."""
    if kind == "tone":
        scheme = TONE
    allowed = scheme_of(scheme).allowed if scheme is not None else ()
    found: list[dict[str, object]] = []
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for where, row in rows:
        for column in _COLUMNS[kind]:
            if not row[column]:
                raise DataError(f"{where}: {column} is empty; expected a value; restore the cell")
        code, unit = row[kind], (row["coder"], row["statement"])
        if allowed and code not in allowed:
            raise DataError(
                f"{where}: {kind} is {code[:60]!r}; allowed: {', '.join(sorted(allowed))}; write one of these, or name another "
                "file or codebook"
            )
        given = seen.setdefault(unit, {})
        alone = kind == "tone" or NONE in {code, *given}
        clash = code if code in given else next(iter(given), "") if alone else ""
        if clash:
            raise DataError(
                f"{where}: {unit[0]} gave {code} to {unit[1]}, and {clash} in {given[clash]}; expected each code once, and "
                f"{NONE} or a tone alone; delete one"
            )
        given[code] = where
        if kind == "frame" and not re.fullmatch(r"[1-9][0-9]{0,5}", row["rank"]):
            raise DataError(
                f"{where}: rank is {row['rank'][:60]!r}; expected a whole number of at least 1; restore the cell"
            )
        found.append({**row, "rank": int(row["rank"])} if kind == "frame" else dict(row))
    columns = [*_COLUMNS[kind], *(["note"] if found and "note" in found[0] else [])]
    return pd.DataFrame(found, columns=columns).astype({name: "int64" if name == "rank" else "str" for name in columns})
