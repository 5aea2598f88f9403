"""Texts in a file, with or without the frames that a person gave them; every entry is checked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.framing.cells import csv_rows, header_of
from analysis.framing.checks import file_text
from analysis.framing.codebook import Codebook

__all__ = ["read_coded_texts", "read_texts"]

_TEXTS = '[{"text": ...}, ...]'
_LINE = '{"text": ...}'
_CODED = '[{"text": ..., "frames": [...]}, ...]'


def read_texts(path: str | Path) -> dict[str, str]:
    """Read texts to be coded, each with an `id` if wanted; other keys and columns are left alone.

    Parameters
    ----------
    path : `.csv` with the columns `text` and, if wanted, `id`; `.jsonl` or `.ndjson` with an object
        `{"text": ...}` a line; of any other ending: a JSON list of such objects

    Returns
    -------
    id to text; an entry without an id is named by its number, from 1

    Raises
    ------
    DataError that names the file and its row, line or entry: no text, an id that is no text or whole number, two entries of one name
    """
    file = Path(path).name
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    read = _READERS.get(Path(path).suffix.lower(), _listed)
    for number, (place, entry) in enumerate(read(path), start=1):
        where = f"{file}, {place}"
        text = _text(entry, where, _TEXTS)
        given = entry.get("id", number)
        if isinstance(given, bool) or not isinstance(given, (str, int)) or not str(given).strip():
            raise DataError(f"{where}: the id is {given!r}; expected a text or a whole number; write one or remove it")
        name = str(given).strip()
        if name in found:
            kind = "id" if "id" in entry else "number, which names an entry without an id,"
            raise DataError(
                f"{where}: the {kind} is {name!r}, the name of {taken[name]} too; expected one name an entry; "
                "give every entry an id of its own"
            )
        found[name], taken[name] = text, place
    return found


def read_coded_texts(path: str | Path, codebook: Codebook) -> tuple[pd.Series, pd.DataFrame]:
    """Read texts with hand-coded frames: a JSON list of `{"text": ..., "frames": [...]}`; other keys are left alone.

    Returns
    -------
    texts : Series, indexed by the number of the entry from 1
    codes : 0 or 1, the same index x the frames of the codebook

    Raises
    ------
    DataError that names the entry and its value: no text, frames that are no list, a frame that the
    codebook has not, or one text in two entries with other frames
    """
    ids = codebook.ids
    known, file = set(ids), Path(path).name
    texts: list[str] = []
    rows: list[list[int]] = []
    seen: dict[str, int] = {}
    for number, entry in enumerate(_entries(path, _CODED), start=1):
        where = f"{file}, entry {number}"
        text = _text(entry, where, _CODED)
        frames = entry.get("frames")
        if not isinstance(frames, list):
            raise DataError(f"{where}: frames is {_short(frames)}; expected a list, empty for no frame; write one")
        for frame in frames:
            if not isinstance(frame, str) or frame not in known:
                raise DataError(f"{where}: the frame is {_short(frame)}; allowed: {', '.join(sorted(ids))}; correct it")
        row = [int(frame in frames) for frame in ids]
        before = seen.setdefault(" ".join(text.split()), number)
        if before != number and rows[before - 1] != row:
            raise DataError(
                f"{where}: the text is that of entry {before}, which has other frames; expected one decision a text; remove one"
            )
        texts.append(text)
        rows.append(row)
    index = pd.Index([str(number) for number in range(1, len(texts) + 1)])
    return pd.Series(texts, index=index, dtype="str"), pd.DataFrame(rows, index=index, columns=ids)


def _entries(path: str | Path, form: str) -> list[Any]:
    text = file_text(path, what=f"a JSON list {form}", error=DataError)
    name = Path(path).name
    content = _parsed(text, name, f"a JSON list {form}")
    if not isinstance(content, list):
        raise DataError(f"{name} is no JSON list; expected {form}; correct it")
    if not content:
        raise DataError(f"{name} has no entries; expected {form}; add them")
    return content


def _parsed(text: str, name: str, wanted: str, line: int | None = None) -> Any:
    """Return the value that a JSON text holds; `line` is where it stands in a file of many."""
    where = name if line is None else f"{name}, line {line}"

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for at, key in enumerate(keys) if key in keys[:at])
            raise DataError(f"{where}: an entry has the key {_short(twice)} twice; expected each once; remove one")
        return found

    try:
        return json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        at = error.lineno if line is None else line
        raise DataError(f"{name}, line {at}: {error.msg}; expected {wanted}; correct it") from None
    except RecursionError:
        raise DataError(f"{where} is nested too deep; expected {wanted}; correct it") from None
    except DataError:
        raise
    except ValueError as error:
        raise DataError(f"{where}: {_short(str(error))}; expected {wanted}; correct it") from None


_Entries = Iterator[tuple[str, Any]]
"""Where an entry stands in its file, and the entry."""


def _listed(path: str | Path) -> _Entries:
    for number, entry in enumerate(_entries(path, _TEXTS), start=1):
        yield f"entry {number}", entry


def _lines(path: str | Path) -> _Entries:
    name, empty = Path(path).name, True
    # A line of JSON ends with a line feed; other line ends of Unicode may stand in a text.
    for number, line in enumerate(file_text(path, what=f"lines of {_LINE}", error=DataError).split("\n"), start=1):
        if line.strip():
            empty = False
            yield f"line {number}", _parsed(line, name, f"{_LINE} in each line", number)
    if empty:
        raise DataError(f"{name} has no entries; expected {_LINE} in each line; add them")


def _rows(path: str | Path) -> _Entries:
    name, form = Path(path).name, "the columns text and, if wanted, id"
    rows = csv_rows(path, what="a table of texts")
    at = header_of(rows, name, "text", form=form)
    wanted = {column: at[column] for column in ("id", "text") if column in at}
    full = [(line, cells) for line, cells in rows[1:] if any(cell.strip() for cell in cells)]
    if not full:
        raise DataError(f"{name} has no rows; expected one row a text; add them")
    for number, (line, cells) in enumerate(full, start=1):
        place = f"row {number} (line {line})"
        if len(cells) != len(rows[0][1]):
            raise DataError(
                f"{name}, {place}: the row has {len(cells)} cells and the header {len(rows[0][1])}; expected as many; put a "
                "text with commas in quotation marks"
            )
        yield place, {column: cells[cell] for column, cell in wanted.items()}


_READERS = {".csv": _rows, ".jsonl": _lines, ".ndjson": _lines}


def _text(entry: Any, where: str, form: str) -> str:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise DataError(f"{where}: there is no text; expected {form}; add it")
    text: str = entry["text"]
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DataError(
            f"{where}: character {error.start + 1} of the text is half of a pair (a lone surrogate); expected Unicode; "
            "write the character whole"
        ) from None
    return text


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
