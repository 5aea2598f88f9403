"""Texts with the frames that a coder assigned, in a JSON file; every entry is checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.checks import shown
from analysis.corpus.rows import read_rows
from analysis.errors import SourceError
from analysis.framing.codebook import Codebook

__all__ = ["read_coded_texts"]


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
    SourceError
        With file and entry: broken JSON, no text, frames that are not a list, a frame that the codebook lacks, or one text in two
        entries with different frames.
    """
    ids = codebook.ids
    texts: list[str] = []
    rows: list[list[int]] = []
    seen: dict[str, int] = {}
    for number, (where, entry) in enumerate(_entries(path), start=1):
        text, frames = entry["text"], entry["frames"]
        if not isinstance(text, str) or not text.strip():
            raise SourceError(
                f"{where}: text is {shown(text)}; expected a string with words; add it or delete the entry"
            )
        if not isinstance(frames, list):
            raise SourceError(f"{where}: frames is {shown(frames)}; expected a list, empty for no frame; add it")
        for frame in frames:
            if frame not in ids:
                raise SourceError(
                    f"{where}: the frame is {shown(frame)}; allowed: {', '.join(sorted(ids))}; write one of these"
                )
        row = [int(frame in frames) for frame in ids]
        before = seen.setdefault(" ".join(text.split()), number)
        if before != number and rows[before - 1] != row:
            raise SourceError(
                f"{where}: the text is that of entry {before}, which has other frames; expected one decision a text; delete one"
            )
        texts.append(text)
        rows.append(row)
    index = pd.Index([str(number) for number in range(1, len(texts) + 1)])
    return pd.Series(texts, index=index, dtype="str"), pd.DataFrame(rows, index=index, columns=ids)


def _entries(path: str | Path) -> Iterator[tuple[str, dict[str, Any]]]:
    source = Path(path)
    if source.suffix.lower() != ".json":
        raise SourceError(
            f"{source.name} is not a .json file; expected a JSON list of texts with frames; rename or convert it"
        )
    yield from read_rows(source, {"text": True, "frames": True}, lambda _: None)
