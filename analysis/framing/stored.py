"""Files of codes: what coders have given to statements, one row a code, to which a coder's codes are added."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.errors import ArgumentError, DataError, missing_column
from analysis.framing.cells import csv_rows, header_of
from analysis.framing.codebook import Codebook
from analysis.framing.schemes import NONE, TONES
from analysis.tables import csv_bytes, write_bytes

__all__ = ["read_codes", "store_codes"]

_COLUMNS = {"frame": ["statement", "frame", "rank", "coder"], "tone": ["statement", "tone", "coder"]}


def read_codes(path: str | Path, codebook: Codebook | None = None) -> pd.DataFrame:
    """Read a file of codes, as `store_codes` writes it, and check every row.

    Parameters
    ----------
    path : the file
    codebook : the frames that may stand in it; by default any, tones being a closed list in any case

    Returns
    -------
    DataFrame `statement`, `frame`, `rank`, `coder`, or `statement`, `tone`, `coder`; and `note` where the
    file has it.

    Raises
    ------
    DataError with file, line, value and remedy: another header, an empty cell, an unknown frame, a code
    twice, `NONE` beside frames, two tones, a rank that is no whole number
    """
    name = Path(path).name
    rows = csv_rows(path, what="a file of codes")
    form = " or ".join(", ".join(columns) for columns in _COLUMNS.values())
    at = header_of(rows, name, "statement", "coder", form=form)
    kind = next((kind for kind, columns in _COLUMNS.items() if set(columns) <= set(at) <= {*columns, "note"}), None)
    if kind is None:
        raise DataError(
            f"{name}, line {rows[0][0]}: the header is {', '.join(at)[:60]}; expected {form}; name another file"
        )
    allowed = set(TONES) if kind == "tone" else {*codebook.ids, NONE} if codebook else set()
    found: list[dict[str, object]] = []
    seen: dict[tuple[str, str], dict[str, int]] = {}
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{name}, line {line}"
        if len(cells) != len(rows[0][1]):
            raise DataError(f"{where}: the row has {len(cells)} cells; expected {len(rows[0][1])}; restore the row")
        row: dict[str, object] = {column: cells[place].strip() for column, place in at.items()}
        for column in _COLUMNS[kind]:
            if not row[column]:
                raise DataError(f"{where}: {column} is empty; expected a value; restore the cell")
        code, unit = str(row[kind]), (str(row["coder"]), str(row["statement"]))
        if allowed and code not in allowed:
            raise DataError(
                f"{where}: {kind} is {code[:60]!r}; allowed: {', '.join(sorted(allowed))}; correct the cell or name another "
                "file or codebook"
            )
        given = seen.setdefault(unit, {})
        alone = kind == "tone" or NONE in {code, *given}
        clash = code if code in given else next(iter(given), "") if alone else ""
        if clash:
            raise DataError(
                f"{where}: {unit[0]} gave {code} to {unit[1]}, and {clash} in line {given[clash]}; expected each code once, and "
                f"{NONE} or a tone alone; remove one"
            )
        given[code] = line
        if kind == "frame":
            if not re.fullmatch(r"[1-9][0-9]{0,5}", str(row["rank"])):
                raise DataError(
                    f"{where}: rank is {row['rank']!r:.60}; expected a whole number of 1 or more; correct it"
                )
            row["rank"] = int(str(row["rank"]))
        found.append(row)
    ordered = [*_COLUMNS[kind], *(["note"] if "note" in at else [])]
    table = pd.DataFrame(found, columns=ordered)
    return table.astype({column: "int64" if column == "rank" else "str" for column in ordered})


def store_codes(path: str | Path, codes: pd.DataFrame, *, coder: str, codebook: Codebook | None = None) -> pd.DataFrame:
    """Add a coder's codes to a file of codes and return the whole; what stands there is kept.

    Columns: `statement`, `frame`, `rank`, `coder` (`statement`, `tone`, `coder` for codes of tone), and
    `note` where a coder noted something; sorted by coder, statement, rank. A coder who has coded one of
    these statements already is an error, so nothing is overwritten.

    Parameters
    ----------
    path : the file; it is made where there is none
    codes : the table of `read_sheet` or `read_tone_sheet`
    coder : a short name without spaces
    codebook : the frames that may stand in the file; by default any

    Raises
    ------
    ArgumentError : the name of the coder is none, or `codes` lacks a column
    DataError : the file is no file of codes (see `read_codes`) or holds these statements by this coder
    """
    if not isinstance(coder, str) or not re.fullmatch(r"[\w.-]+", coder):
        raise DataError(f"coder is {coder!r:.60}; expected a short name without spaces; pass one")
    if not isinstance(codes, pd.DataFrame):
        raise ArgumentError(f"codes is of the type {type(codes).__name__}; expected the table of a sheet; pass it")
    path, kind = Path(path), "tone" if "tone" in codes.columns else "frame"
    columns = list(_COLUMNS[kind])
    for column in columns:
        if column != "coder" and column not in codes.columns:
            raise missing_column("the table of codes", column, codes.columns)
    old = read_codes(path, codebook) if path.exists() else pd.DataFrame(columns=columns)
    if kind not in old.columns:
        raise DataError(
            f"{path.name} has the columns {', '.join(old.columns)}; expected codes of the kind {kind}; name another file"
        )
    twice = sorted(set(old.loc[old["coder"].eq(coder), "statement"]) & set(codes["statement"]))
    if twice:
        raise DataError(
            f"{path.name} has codes of {len(twice)} of these statements by {coder} already (first: {twice[0]}); "
            "nothing was changed; name another coder or another file"
        )
    # A file without notes, such as one of a data package, gets the column only when there is a note to keep.
    noted = "note" in codes.columns and (old.empty or bool(codes["note"].ne("").any()))
    if noted or "note" in old.columns:
        columns.append("note")
    new = codes.assign(coder=coder).reindex(columns=columns, fill_value="")
    kept = old.reindex(columns=columns, fill_value="")
    out = new if old.empty else pd.concat([kept, new], ignore_index=True)
    order = ["coder", "statement", "rank"] if kind == "frame" else ["coder", "statement"]
    out = out.sort_values(order, ignore_index=True)
    content = csv_bytes(out)
    # What could not be read back is not written: the new rows are checked as those of a file.
    with TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(content)
        read_codes(trial, codebook)
    write_bytes(path, content)
    return out
