"""Coding by hand: a sheet out, blinded and shuffled, and back in, with every row checked."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pandas as pd

from analysis.checks import shown, table, unique, whole_number
from analysis.corpus.text_files import line_feeds
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import normalise
from analysis.errors import ArgumentError, DataError
from analysis.framing.cells import csv_rows
from analysis.framing.codebook import Codebook
from analysis.framing.schemes import Scheme, scheme_of
from analysis.tables import digest

__all__ = ["coding_sheet", "read_key", "read_sheet"]

_ITEM = re.compile(r"item-\d+")
_DIGEST = re.compile(r"[0-9a-f]{12}")
_KEY = ("item", "unit", "digest")


def coding_sheet(texts: Texts, scheme: Scheme | Codebook, *, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a sheet for a coder, shuffled, and the key that says which item is which unit.

    Parameters
    ----------
    texts : Texts
        What the coder sees of each unit: a Series or mapping of texts by unit, a table with a column `text`, or pairs.
    scheme : Codebook or Scheme
        What is coded: the frames of a codebook, or `TONE`.
    seed : int
        Seed of the shuffle; another number yields another order.

    Returns
    -------
    sheet : DataFrame
        `item`, `text`, `frames` (empty; `tone` where tone is coded), `note` (empty).
    key : DataFrame
        `item`, `unit`, `digest` (12 hexadecimal digits of the SHA-256 of the text); do not show it to the coder.

    Raises
    ------
    ArgumentError
        If a unit has no text, or two units have the same name once written.

    Notes
    -----
    Items are named item-1, item-2 ...: names that no spreadsheet takes for dates. The digest is of the text with
    straight quotation marks and single spaces, so that it survives what a spreadsheet changes; it shows that a sheet and
    a key belong together.

    >>> sheet, key = coding_sheet({"a": "One.", "b": "Two."}, Codebook(()), seed=3)
    >>> sorted(key["unit"]), list(sheet.columns), list(sheet["item"])
    (['a', 'b'], ['item', 'text', 'frames', 'note'], ['item-1', 'item-2'])
    """
    # A lone carriage return would end the row: the CSV writer quotes cells with line feeds only.
    pairs = [(str(unit), line_feeds(text)) for unit, text in text_pairs(texts)]
    unique("texts", pd.Index([unit for unit, _ in pairs]), what="unit")
    for unit, text in pairs:
        if not text.strip() or not unit.strip():
            raise ArgumentError(
                f"texts has {shown(text)} for the unit {shown(unit)}; expected a text and a name; fill it or drop the unit"
            )
    pairs.sort()
    random.Random(whole_number("seed", seed)).shuffle(pairs)  # noqa: S311  (an order to read in, no secret)
    key = pd.DataFrame(
        {"unit": [unit for unit, _ in pairs], "digest": [_digest(text) for _, text in pairs]}, dtype="str"
    )
    key.insert(0, "item", [f"item-{number}" for number in range(1, len(pairs) + 1)])
    empty = {scheme_of(scheme).column: "", "note": ""}
    return pd.DataFrame({"item": key["item"], "text": [text for _, text in pairs], **empty}), key


def read_key(path: str | Path) -> pd.DataFrame:
    """Read the key of a sheet, as `coding_sheet` returned it.

    Raises
    ------
    DataError
        With file and line: a short row, an item or a unit twice, a damaged digest, or a key without items.
    """
    lines: dict[tuple[str, str], str] = {}
    rows = []
    for where, cells in csv_rows(path, _KEY, what="the key of a coding sheet"):
        row = {column: cell.strip() for column, cell in cells.items()}
        for column in ("item", "unit"):
            if not row[column]:
                raise DataError(f"{where}: the {column} is empty; expected {', '.join(_KEY)}; restore the key")
            before = lines.setdefault((column, row[column].casefold() if column == "item" else row[column]), where)
            if before != where:
                raise DataError(
                    f"{where}: the {column} {row[column]} is in {before} too; expected each once; restore the key"
                )
        if not _DIGEST.fullmatch(row["digest"]):
            raise DataError(
                f"{where}: the digest is {row['digest'][:60]!r}, which a spreadsheet may have changed; expected 12 hexadecimal "
                "digits; restore the key"
            )
        rows.append(row)
    if not rows:
        raise DataError(f"{Path(path).name} has no items; expected {', '.join(_KEY)}, one row an item; restore the key")
    return pd.DataFrame(rows, columns=list(_KEY))


def read_sheet(path: str | Path, scheme: Scheme | Codebook, key: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Read a coded sheet, as saved by any spreadsheet, and check every row.

    A byte order mark, semicolons or tabs between cells, a line `sep=;`, CRLF, curly quotation marks and Windows' own
    encoding are undone. Codes in a cell may be separated by spaces, commas, semicolons or +, and written in any case.

    Parameters
    ----------
    path : str or Path
        The sheet.
    scheme : Codebook or Scheme
        What was coded: the frames of a codebook, or `TONE`.
    key : DataFrame, str or Path
        The key that `coding_sheet` returned with the sheet, or its file; the sheet must have the texts of the key.

    Returns
    -------
    DataFrame
        Sorted by unit: `statement` (the unit); `frame` (`NONE` for no frame) and `rank` (1 for the frame written first),
        or `tone`; `note` (the coder's note on the item, on each of its rows).

    Raises
    ------
    DataError
        With file and line: an unknown code, a changed item, an item twice, an empty cell, a row longer than the header,
        a note that is a code, a text of another sheet, missing rows. No code is returned before all rows are right.
    """
    scheme = scheme_of(scheme)
    key = key if isinstance(key, pd.DataFrame) else read_key(key)
    table("key", key, *_KEY)
    unique("key", pd.Index(key["unit"]), what="unit")
    units, digests = (dict(zip(key["item"], key[column], strict=True)) for column in ("unit", "digest"))
    items = {item.casefold(): item for item in units}
    seen: dict[str, str] = {}
    found: list[tuple[str, str, int, str]] = []
    needed = ("item", "text", scheme.column)
    for where, row in csv_rows(path, needed, optional=("note",), what="a coding sheet"):
        item = items.get(row["item"].strip().casefold(), "")
        if not item:
            raise _unknown(where, row["item"].strip(), list(units))
        if item in seen:
            raise DataError(f"{where}: {item} is in {seen[item]} too; an item has one row; delete one")
        if _digest(row["text"]) != digests[item]:
            raise DataError(
                f"{where}: the text of {item} is not the one written for it; expected sheet and key of one call, no column "
                "sorted alone; take the key that was written with this sheet, or copy the texts from the original sheet"
            )
        codes = scheme.read(row[scheme.column], where, item)
        note = line_feeds(row.get("note", "")).strip()
        if note and not isinstance(scheme.written(note), str):
            raise DataError(
                f"{where}: the note of {item} is {note[:60]!r}, which is a code: a comma between two codes may have split the "
                f"cell; expected codes in the column {scheme.column} only; move them there, separated by spaces"
            )
        seen[item] = where
        found += [(units[item], code, rank, note) for rank, code in enumerate(codes, start=1)]
    missing = [item for item in units if item not in seen]
    if missing:
        raise DataError(
            f"{Path(path).name} lacks {len(missing)} of {len(units)} rows: {', '.join(missing[:6])}"
            f"{' ...' if len(missing) > 6 else ''}; copy them from the original sheet and code them"
        )
    coded = pd.DataFrame(found, columns=["statement", scheme.kind, "rank", "note"])
    coded = coded.sort_values(["statement", "rank"], ignore_index=True)
    return coded.drop(columns="rank") if scheme.single else coded


def _unknown(where: str, item: str, items: list[str]) -> DataError:
    changed = "" if _ITEM.fullmatch(item) else ", which a spreadsheet may have changed"
    return DataError(
        f"{where}: the item is {item[:60]!r}{changed}; expected one of {len(items)} items such as {items[0]}; copy the name "
        "from the original sheet"
    )


def _digest(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", normalise(text)).split())
    return digest(plain.encode("utf-8", "replace"))[:12]
