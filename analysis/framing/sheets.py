"""Coding by hand: a sheet out, blinded and shuffled, and back in, whatever a spreadsheet did to it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.checks import whole_number
from analysis.corpus.tokens import normalise
from analysis.errors import ArgumentError, DataError
from analysis.framing.cells import csv_rows, header_of
from analysis.framing.codebook import Codebook
from analysis.framing.coders import codes_of_sheet
from analysis.framing.schemes import NONE, TONE, TONES, Scheme, frame_scheme
from analysis.framing.stored import store_codes
from analysis.tables import digest

__all__ = [
    "NONE",
    "Key",
    "codebook_sheet",
    "codes_of_sheet",
    "coding_sheet",
    "read_key",
    "read_sheet",
    "read_tone_sheet",
    "store_codes",
    "tone_sheet",
]

_ITEM = re.compile(r"item-\d+")
_DIGEST = re.compile(r"[0-9a-f]{12}")


class Key(dict[str, str]):
    """Which item of a sheet is which unit; `digests` says by item which text the coder was shown."""

    def __init__(self, units: Mapping[str, str], digests: Mapping[str, str]) -> None:
        """Take both by item."""
        super().__init__(units)
        self.digests = dict(digests)


def coding_sheet(texts: Mapping[str, str], *, seed: int = 1, tone: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a sheet for a coder, shuffled, and the key that says which item is which unit.

    Parameters
    ----------
    texts : what the coder sees of each unit
    seed : of the shuffling; another number gives another order
    tone : whether tone is coded on it, not frames

    Returns
    -------
    sheet : DataFrame `item`, `text`, `frames` (empty; `tone` on a sheet for tone), `note` (empty)
    key : DataFrame `item`, `unit`, `digest` (12 hexadecimal digits of the SHA-256 of the text); keep it
        from the coder

    Raises
    ------
    ArgumentError : `texts` is no mapping from unit to text, or a unit has no text

    Notes
    -----
    Items are named item-1, item-2 ...: names that no spreadsheet takes for dates. The digest is of the
    text with straight quotation marks and single spaces, so what a spreadsheet changes of its own
    accord does not change it; by it a sheet is told from one that was written with another key.

    >>> sheet, key = coding_sheet({"a": "One.", "b": "Two."}, seed=3)
    >>> sorted(key["unit"]), list(sheet.columns), list(sheet["item"])
    (['a', 'b'], ['item', 'text', 'frames', 'note'], ['item-1', 'item-2'])
    """
    if not isinstance(texts, Mapping):
        raise ArgumentError(
            f"texts is of the type {type(texts).__name__}; expected a mapping from unit to text; pass a dict"
        )
    for unit, text in texts.items():
        if not isinstance(unit, str) or not isinstance(text, str) or not text.strip():
            raise ArgumentError(
                f"texts has {text!r:.60} for the unit {unit!r:.60}; expected a text for each unit, and its name as a text; "
                "correct it or leave it out"
            )
    units = sorted(texts)
    random.Random(whole_number("seed", seed)).shuffle(units)  # noqa: S311  (an order to read in, no secret)
    items = [f"item-{number}" for number in range(1, len(units) + 1)]
    shown = [_line_feeds(texts[unit]) for unit in units]
    column = "tone" if tone else "frames"
    sheet = pd.DataFrame({"item": items, "text": shown, column: "", "note": ""})
    return sheet, pd.DataFrame({"item": items, "unit": units, "digest": [_digest(text) for text in shown]})


def codebook_sheet(codebook: Codebook) -> pd.DataFrame:
    """Return what a coder needs of the codebook: `frame`, `name`, `function`, `definition`, `notes`; no patterns."""
    rows = [(f.id, f.name, f.entman, f.definition, f.notes) for f in codebook.frames]
    rows.append((NONE, "no frame", "", "None of the frames; an empty cell would mean: not coded yet.", ""))
    return pd.DataFrame(rows, columns=["frame", "name", "function", "definition", "notes"])


def tone_sheet() -> pd.DataFrame:
    """Return what a coder of tone needs: `tone`, `definition`."""
    return pd.DataFrame(list(TONES.items()), columns=["tone", "definition"])


def read_key(path: str | Path) -> Key:
    """Read the key of a sheet: item to unit, with the digest of each text.

    Raises
    ------
    DataError with file and line: a short row, an item or a unit twice, a key without items, or one
    written before keys held digests
    """
    name, form = Path(path).name, "item, unit, digest"
    rows = csv_rows(path, what="the key of a coding sheet")
    at = header_of(rows, name, "item", "unit", form=form)
    if set(at) - {"item", "unit", "digest"}:
        raise DataError(f"{name}, line {rows[0][0]}: the header is {', '.join(at)[:60]}; expected {form}; restore it")
    if "digest" not in at:
        raise DataError(
            f"{name} has no column digest, by which sheet and key are matched; expected {form}; write the sheet anew from the "
            "same texts with the same seed and take the key written with it"
        )
    units: dict[str, str] = {}
    digests: dict[str, str] = {}
    lines: dict[tuple[str, str], int] = {}
    for line, cells in rows[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{name}, line {line}"
        if len(cells) <= max(at.values()):
            raise DataError(f"{where}: the row has {len(cells)} cells; expected {form}; restore the row")
        row = {column: cells[place].strip() for column, place in at.items()}
        for column in ("item", "unit"):
            if not row[column]:
                raise DataError(f"{where}: the {column} is empty; expected {form}; restore the row")
            before = lines.setdefault((column, row[column].casefold() if column == "item" else row[column]), line)
            if before != line:
                raise DataError(
                    f"{where}: the {column} {row[column]} stands in line {before} too; expected each once; restore the key"
                )
        if not _DIGEST.fullmatch(row["digest"]):
            raise DataError(
                f"{where}: the digest is {row['digest'][:60]!r}, which a spreadsheet may have made of it; expected 12 "
                "hexadecimal digits; restore the key"
            )
        units[row["item"]], digests[row["item"]] = row["unit"], row["digest"]
    if not units:
        raise DataError(f"{name} has no items; expected one row an item: {form}; restore the key")
    return Key(units, digests)


def read_sheet(path: str | Path, codebook: Codebook, key: Mapping[str, str] | pd.DataFrame) -> pd.DataFrame:
    """Read a coded sheet, as saved by any spreadsheet, and check every row.

    A byte order mark, semicolons or tabs between cells, a line `sep=;`, CRLF, curly quotation marks and
    Windows' own encoding are undone. Frames in a cell may be parted by spaces, commas, semicolons or +,
    and written in any case.

    Parameters
    ----------
    path : the sheet
    codebook : the frames that may stand in it
    key : item to unit; from `read_key`, or as `coding_sheet` gave it, it also says which text each item
        had, and the sheet must have these texts

    Returns
    -------
    DataFrame sorted by unit and rank: `statement`, `frame` (`NONE` for no frame), `rank` (1 for the
    frame written first), `note` (what the coder noted of the item, on each of its rows).

    Raises
    ------
    DataError with file, line, value and remedy: an unknown frame, a mangled item, an item twice, an
    empty cell, a row longer than the header, a note that is a frame, a text of another sheet, missing
    rows. Nothing is stored before all rows are right.
    """
    found = _read(path, frame_scheme(codebook), key)
    rows = [(unit, frame, rank, note) for unit, frames, note in found for rank, frame in enumerate(frames, start=1)]
    table = pd.DataFrame(rows, columns=["statement", "frame", "rank", "note"])
    return table.sort_values(["statement", "rank"], ignore_index=True)


def read_tone_sheet(path: str | Path, key: Mapping[str, str] | pd.DataFrame) -> pd.DataFrame:
    """Read a coded sheet for tone as `read_sheet` reads one for frames; every item has exactly one tone.

    Returns
    -------
    DataFrame sorted by unit: `statement`, `tone` (positive, negative, neutral or mixed), `note`.
    """
    rows = [(unit, tones[0], note) for unit, tones, note in _read(path, TONE, key)]
    table = pd.DataFrame(rows, columns=["statement", "tone", "note"])
    return table.sort_values("statement", ignore_index=True)


def _read(path: str | Path, scheme: Scheme, key: Mapping[str, str] | pd.DataFrame) -> list[tuple[str, list[str], str]]:
    """Return unit, codes and note of every row of a sheet."""
    key = _key(key)
    name, form = Path(path).name, f"item, text, {scheme.column}, note"
    rows = csv_rows(path)
    digests = key.digests if isinstance(key, Key) else {}
    needed = ["item", "text", scheme.column] if digests else ["item", scheme.column]
    at = header_of(rows, name, *needed, form=form)
    items = {item.casefold(): item for item in key}
    found: dict[str, tuple[int, str, list[str], str]] = {}
    for line, cells in rows[1:]:
        where = f"{name}, line {line}"
        if not any(cell.strip() for cell in cells):
            continue
        _check_width(cells, where, at, needed, width=len(rows[0][1]))
        written = cells[at["item"]].strip()
        item = written if written in key else items.get(written.casefold(), "")
        if not item:
            mangled = "" if _ITEM.fullmatch(written) else ", which a spreadsheet may have made of it"
            raise DataError(
                f"{where}: the item is {written[:60]!r}{mangled}; expected one of {len(key)} items such as {next(iter(key))}; "
                "copy the name from the original sheet"
            )
        if item in found:
            raise DataError(f"{where}: {item} stands in line {found[item][0]} too; an item has one row; remove one")
        if item in digests and _digest(cells[at["text"]]) != digests[item]:
            raise DataError(
                f"{where}: the text of {item} is not the one written for it; expected sheet and key of one call, no column "
                "sorted alone; take the key that was written with this sheet, or copy the texts from the original sheet"
            )
        codes = scheme.read(cells[at[scheme.column]], where, item)
        note = _line_feeds(cells[at["note"]]).strip() if len(cells) > at.get("note", len(cells)) else ""
        if note and not isinstance(scheme.written(note), str):
            raise DataError(
                f"{where}: the note of {item} is {note[:60]!r}, which is a code: a comma between two codes may have parted the "
                f"cell; expected codes in the column {scheme.column} alone; put them there, parted by spaces"
            )
        found[item] = (line, key[item], codes, note)
    missing = [item for item in key if item not in found]
    if missing:
        raise DataError(
            f"{name} lacks {len(missing)} of {len(key)} rows: {', '.join(missing[:6])}"
            f"{' ...' if len(missing) > 6 else ''}; copy them from the original sheet and code them"
        )
    return [row[1:] for row in found.values()]


def _key(key: Mapping[str, str] | pd.DataFrame) -> Mapping[str, str]:
    if isinstance(key, pd.DataFrame) and {"item", "unit", "digest"} <= set(key.columns):
        key = Key(*(dict(zip(key["item"], key[column], strict=True)) for column in ("unit", "digest")))
    if not isinstance(key, Mapping) or not key:
        raise ArgumentError(
            f"key is an empty or other {type(key).__name__}; expected item to unit; pass what `read_key` returns"
        )
    units = list(key.values())
    if len(set(units)) < len(units):
        twice = next(unit for at, unit in enumerate(units) if unit in units[:at])
        raise ArgumentError(f"key has the unit {twice!r:.60} for two items; expected each unit once; restore the key")
    return key


def _check_width(cells: list[str], where: str, at: dict[str, int], needed: list[str], *, width: int) -> None:
    """Refuse a row that has not the cells of the header, and one that says something in a column that is not read."""
    if len(cells) <= max(at[column] for column in needed):
        raise DataError(f"{where}: the row has {len(cells)} cells; expected {width}; restore the row")
    if len(cells) > width:
        raise DataError(
            f"{where}: the row has {len(cells)} cells, the header {width}; a comma between two codes may have parted the cell; "
            "put the codes in one cell, parted by spaces"
        )
    read = {at[column] for column in (*needed, "text", "note") if column in at}
    for place, cell in enumerate(cells):
        if place not in read and cell.strip():
            raise DataError(
                f"{where}: {cell.strip()[:60]!r} stands in a column that is not read; expected words of the coder in the "
                "column note; move them there"
            )


def _line_feeds(text: str) -> str:
    # A lone carriage return would end the row: the CSV writer sets marks around line feeds only.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _digest(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", normalise(text)).split())
    return digest(plain.encode("utf-8", "replace"))[:12]
