"""Texts in a file, with or without the frames that a person gave them; every entry is checked."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import shown
from analysis.errors import DataError
from analysis.framing.cells import csv_rows
from analysis.framing.codebook import Codebook
from analysis.tables import read_text_file

__all__ = ["read_coded_texts", "read_texts"]

_TEXTS = '{"text": ...}'
_CODED = '{"text": ..., "frames": [...]}'


def read_texts(path: str | Path) -> dict[str, str]:
    """Read texts to be coded; an entry without an `id` is named by its number, from 1.

    Parameters
    ----------
    path : str or Path
        `.csv` with the columns `text` and, optionally, `id`; `.jsonl` or `.ndjson` with one object `{"text": ...}` a
        line; else a JSON list of such objects. Other keys and columns are ignored.

    Returns
    -------
    dict of str to str
        The texts by their ids.

    Raises
    ------
    DataError
        With file and line or entry: no text, an id that is neither a string nor a whole number, or two entries of one
        name.
    """
    found: dict[str, str] = {}
    places: dict[str, str] = {}
    for number, (where, entry) in enumerate(_entries(path), start=1):
        text, given = _text(entry, where, _TEXTS), entry.get("id", number)
        if isinstance(given, bool) or not isinstance(given, (str, int)) or not str(given).strip():
            raise DataError(
                f"{where}: the id is {shown(given)}; expected a string or a whole number; fill or delete it"
            )
        name = str(given).strip()
        if name in found:
            raise DataError(
                f"{where}: the id or number is {name!r}, the name of {places[name]} too; expected each name once; give every "
                "entry its own id"
            )
        found[name], places[name] = text, where
    return found


def read_coded_texts(path: str | Path, codebook: Codebook) -> tuple[pd.Series, pd.DataFrame]:
    """Read texts with hand-coded frames: a JSON list of `{"text": ..., "frames": [...]}`; other keys are ignored.

    Parameters
    ----------
    path : str or Path
        The file.
    codebook : Codebook
        The frames that may be given.

    Returns
    -------
    texts : Series
        Indexed by the number of the entry, from "1".
    codes : DataFrame
        0 or 1, the same index x the frames of the codebook.

    Raises
    ------
    DataError
        With file and entry: no text, frames that are not a list, a frame that the codebook lacks, or one text in two
        entries with different frames.
    """
    ids = codebook.ids
    texts: list[str] = []
    rows: list[list[int]] = []
    seen: dict[str, int] = {}
    for number, (where, entry) in enumerate(_list(path, _CODED), start=1):
        text = _text(entry, where, _CODED)
        frames = entry.get("frames")
        if not isinstance(frames, list):
            raise DataError(f"{where}: frames is {shown(frames)}; expected a list, empty for no frame; add it")
        for frame in frames:
            if frame not in ids:
                raise DataError(
                    f"{where}: the frame is {shown(frame)}; allowed: {', '.join(sorted(ids))}; write one of these"
                )
        row = [int(frame in frames) for frame in ids]
        before = seen.setdefault(" ".join(text.split()), number)
        if before != number and rows[before - 1] != row:
            raise DataError(
                f"{where}: the text is that of entry {before}, which has other frames; expected one decision a text; delete one"
            )
        texts.append(text)
        rows.append(row)
    index = pd.Index([str(number) for number in range(1, len(texts) + 1)])
    return pd.Series(texts, index=index, dtype="str"), pd.DataFrame(rows, index=index, columns=ids)


def _entries(path: str | Path) -> list[tuple[str, Any]]:
    """Return where each entry is, and the entry."""
    kind, name = Path(path).suffix.lower(), Path(path).name
    if kind not in {".csv", ".jsonl", ".ndjson"}:
        return _list(path, _TEXTS)
    if kind == ".csv":
        found: list[tuple[str, Any]] = [
            *csv_rows(path, ("text",), optional=("id",), what="a table of texts", others=True)
        ]
    else:
        # A line of JSON ends with a line feed; other line ends of Unicode may occur in a text.
        lines = enumerate(read_text_file(path, what=f"lines of {_TEXTS}").split("\n"), start=1)
        places = [(f"{name}, line {at}", line) for at, line in lines if line.strip()]
        found = [(where, _parsed(line, where, _TEXTS)) for where, line in places]
    if not found:
        raise DataError(f"{name} has no entries; expected texts; add one a row or line")
    return found


def _list(path: str | Path, form: str) -> list[tuple[str, Any]]:
    name, form = Path(path).name, f"a JSON list [{form}, ...]"
    content = _parsed(read_text_file(path, what=form), name, form)
    if not isinstance(content, list) or not content:
        raise DataError(f"{name} has no list of entries; expected {form}; put the entries in square brackets")
    return [(f"{name}, entry {number}", entry) for number, entry in enumerate(content, start=1)]


def _parsed(text: str, where: str, form: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            raise DataError(f"{where}: an entry has the key {shown(twice)} twice; expected each once; delete one")
        return found

    try:
        return json.loads(text, object_pairs_hook=once)
    except DataError:
        raise
    except json.JSONDecodeError as error:
        line = "" if ", line" in where else f", line {error.lineno}"
        raise DataError(f"{where}{line}: {error.msg}; expected {form}; mend the JSON there") from None
    except (RecursionError, ValueError) as error:
        fault = "it is nested too deep" if isinstance(error, RecursionError) else str(error)[:60]
        raise DataError(f"{where}: {fault}; expected {form}; simplify the entry") from None


def _text(entry: Any, where: str, form: str) -> str:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise DataError(f"{where}: there is no text; expected {form}; add it or delete the entry")
    text: str = entry["text"]
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DataError(
            f"{where}: character {error.start + 1} of the text is half of a pair (a lone surrogate); expected Unicode; "
            "write the character whole"
        ) from None
    return text
