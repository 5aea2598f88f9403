"""Coding by hand: a sheet out, blinded and shuffled, and back in, whatever a spreadsheet did to it."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.framing.codebook import Codebook
from analysis.tables import csv_bytes, write_bytes

__all__ = ["NONE", "codebook_sheet", "coding_sheet", "read_key", "read_sheet", "store_codes"]

NONE = "NONE"
"""Written where a coder found no frame: an empty cell means that nobody has looked yet."""

_COLUMNS = ("item", "text", "frames", "note")
_ITEM = re.compile(r"item-\d+")
_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


def coding_sheet(texts: Mapping[str, str], *, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a sheet for a coder, shuffled, and the key that says which item is which unit.

    Parameters
    ----------
    texts : what the coder sees of each unit
    seed : of the shuffling; another number gives another order

    Returns
    -------
    sheet : DataFrame `item`, `text`, `frames` (empty), `note` (empty)
    key : DataFrame `item`, `unit`; keep it from the coder

    Notes
    -----
    Items are named item-1, item-2 ...: names that no spreadsheet takes for dates.

    >>> sheet, key = coding_sheet({"a": "One.", "b": "Two."}, seed=3)
    >>> sorted(key["unit"]), list(sheet.columns), list(sheet["item"])
    (['a', 'b'], ['item', 'text', 'frames', 'note'], ['item-1', 'item-2'])
    """
    units = sorted(texts)
    random.Random(seed).shuffle(units)  # noqa: S311  (an order to read in, no secret)
    items = [f"item-{number}" for number in range(1, len(units) + 1)]
    sheet = pd.DataFrame({"item": items, "text": [texts[unit] for unit in units], "frames": "", "note": ""})
    return sheet, pd.DataFrame({"item": items, "unit": units})


def codebook_sheet(codebook: Codebook) -> pd.DataFrame:
    """Return what a coder needs of the codebook: `frame`, `name`, `function`, `definition`, `notes`; no patterns."""
    rows = [(f.id, f.name, f.entman, f.definition, f.notes) for f in codebook.frames]
    rows.append((NONE, "no frame", "", "None of the frames; an empty cell would mean: not coded yet.", ""))
    return pd.DataFrame(rows, columns=["frame", "name", "function", "definition", "notes"])


def read_key(path: Path) -> dict[str, str]:
    """Read the key of a sheet: item to unit."""
    rows = _rows(path)
    if not rows or list(rows[0][1]) != ["item", "unit"]:
        raise DataError(
            f"{path.name}, line 1: the header is {rows[0][1] if rows else []}; expected item, unit; restore it"
        )
    return {cells[0]: cells[1] for _, cells in rows[1:] if len(cells) == 2}


def read_sheet(path: Path, codebook: Codebook, key: Mapping[str, str]) -> pd.DataFrame:
    """Read a coded sheet, as saved by any spreadsheet, and check every row.

    A byte order mark, semicolons or tabs between cells, CRLF, curly quotation marks and Windows'
    own encoding are undone. Frames in a cell may be parted by spaces, commas, semicolons or +.

    Parameters
    ----------
    path : the sheet
    codebook : the frames that may stand in it
    key : item to unit, as `coding_sheet` gave it

    Returns
    -------
    DataFrame sorted by unit and rank: `statement`, `frame` (`NONE` for no frame), `rank` (1 for the
    frame written first).

    Raises
    ------
    DataError with file, line, value and remedy: an unknown frame, a mangled item, an item twice,
    an empty cell, missing rows. Nothing is stored before all rows are right.
    """
    rows = _rows(path)
    header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if "item" not in header or "frames" not in header:
        raise DataError(
            f"{path.name}, line 1: the header is {', '.join(header) or 'empty'}; expected {', '.join(_COLUMNS)}; restore it"
        )
    at_item, at_frames = header.index("item"), header.index("frames")
    found: dict[str, tuple[int, list[str]]] = {}
    for line, cells in rows[1:]:
        where = f"{path.name}, line {line}"
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) <= max(at_item, at_frames):
            raise DataError(f"{where}: the row has {len(cells)} cells; expected {len(header)}; restore the row")
        item = cells[at_item].strip()
        if item not in key:
            mangled = "" if _ITEM.fullmatch(item) else ", which a spreadsheet may have made of it"
            raise DataError(
                f"{where}: the item is {item!r}{mangled}; expected one of {len(key)} items such as {next(iter(key))}; "
                "copy the name from the original sheet"
            )
        if item in found:
            raise DataError(f"{where}: {item} stands in line {found[item][0]} too; an item has one row; remove one")
        found[item] = (line, _frames(cells[at_frames], where, item, codebook))
    missing = [item for item in key if item not in found]
    if missing:
        raise DataError(
            f"{path.name} lacks {len(missing)} of {len(key)} rows: {', '.join(missing[:6])}"
            f"{' ...' if len(missing) > 6 else ''}; copy them from the original sheet and code them"
        )
    table = pd.DataFrame(
        [(key[item], frame, rank) for item, (_, frames) in found.items() for rank, frame in enumerate(frames, start=1)],
        columns=["statement", "frame", "rank"],
    )
    return table.sort_values(["statement", "rank"], ignore_index=True)


def _frames(cell: str, where: str, item: str, codebook: Codebook) -> list[str]:
    names = [name.upper() for name in re.split(r"[\s,;+|/\"']+", cell.translate(_STRAIGHT)) if name]
    if not names:
        raise DataError(f"{where}: {item} has no code; expected frames or {NONE}; write one")
    for name in names:
        if name not in {*codebook.ids, NONE}:
            raise DataError(
                f"{where}: the frame is {name!r}; allowed: {', '.join(sorted([*codebook.ids, NONE]))}; correct it"
            )
    if NONE in names and len(names) > 1:
        raise DataError(f"{where}: {item} has {NONE} beside frames; expected one or the other; remove one")
    return list(dict.fromkeys(names))


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Read the rows of a CSV file with the number of the line on which each begins."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DataError(
            f"{path.name} is missing from {path.parent}; expected a coding sheet; name another file"
        ) from None
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{path.name} is no text (it may be a workbook); expected CSV; save it as CSV UTF-8")
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise DataError(f"{path.name} is neither UTF-8 nor Windows-1252; expected one of them; save it as CSV UTF-8")
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{path.name}, line {line}: {error}; expected CSV; save it as CSV UTF-8") from None
    return rows


def store_codes(path: Path, codes: pd.DataFrame, *, coder: str) -> pd.DataFrame:
    """Add a coder's codes to a file of codes and return the whole; what stands there is kept.

    Columns: `statement`, `frame`, `rank`, `coder`; sorted by coder, statement, rank. A coder who has
    coded one of these statements already is an error, so nothing is overwritten.
    """
    if not re.fullmatch(r"[\w.-]+", coder):
        raise DataError(f"coder is {coder!r}; expected a short name without spaces; pass one")
    columns = ["statement", "frame", "rank", "coder"]
    old = pd.DataFrame(columns=columns)
    if path.is_file():
        old = pd.read_csv(path, dtype={"statement": "str", "frame": "str", "coder": "str"}, keep_default_na=False)
        if list(old.columns) != columns:
            raise DataError(
                f"{path.name}, line 1: the header is {', '.join(old.columns)}; expected {', '.join(columns)}; name another file"
            )
    twice = sorted(set(old.loc[old["coder"].eq(coder), "statement"]) & set(codes["statement"]))
    if twice:
        raise DataError(
            f"{path.name} has codes of {len(twice)} of these statements by {coder} already (first: {twice[0]}); "
            "nothing was changed; name another coder or another file"
        )
    new = codes.assign(coder=coder)[columns]
    out = new if old.empty else pd.concat([old, new], ignore_index=True)
    out = out.sort_values(["coder", "statement", "rank"], ignore_index=True)
    write_bytes(path, csv_bytes(out))
    return out
