"""How far a coder can be trusted: against hand coding, frame by frame and pattern by pattern."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, tokens_table
from analysis.errors import DataError
from analysis.framing.agreement import compare_coders
from analysis.framing.codebook import Codebook
from analysis.framing.coding import code_frames, frame_hits

__all__ = ["Coder", "DictionaryCoder", "misses", "pattern_table", "read_coded_texts", "score_coder"]


class Coder(Protocol):
    """Anything that gives frames to texts: a dictionary, a person's sheet, a model."""

    @property
    def name(self) -> str:
        """What the coder is called in tables."""
        ...

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames, with the index of `texts`."""
        ...


@dataclass(frozen=True)
class DictionaryCoder:
    """The codebook as a coder."""

    codebook: Codebook
    entities: Entities = NO_ENTITIES
    name: str = "dictionary"

    def hits(self, texts: pd.Series) -> pd.DataFrame:
        """Return the evidence: the table of `frame_hits`."""
        parts = zip(texts.index.astype(str), texts, strict=True)
        return frame_hits(tokens_table(parts, entities=self.entities), self.codebook)

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames."""
        return code_frames(self.hits(texts), texts.index.astype(str), self.codebook)


def read_coded_texts(path: Path, codebook: Codebook) -> tuple[pd.Series, pd.DataFrame]:
    """Read texts with hand-coded frames: a JSON list of `{"text": ..., "frames": [...]}`; other keys are left alone.

    Returns
    -------
    texts : Series, indexed by the number of the entry from 1
    codes : 0 or 1, the same index x the frames of the codebook

    Raises
    ------
    DataError that names the entry and its value
    """
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DataError(f"{path.name} is missing from {path.parent}; expected a JSON list; name another file") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise DataError(f"{path.name}, line {error.lineno}: {error.msg}; expected a JSON list; correct it") from None
    form = '[{"text": ..., "frames": [...]}, ...]'
    if not isinstance(content, list) or not content:
        raise DataError(f"{path.name} has no entries; expected {form}; add them")
    rows = []
    for number, entry in enumerate(content, start=1):
        where = f"{path.name}, entry {number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
            raise DataError(f"{where}: there is no text; expected {form}; add it")
        frames = entry.get("frames")
        if not isinstance(frames, list):
            raise DataError(f"{where}: frames is {frames!r}; expected a list, empty for no frame; write one")
        for frame in frames:
            if frame not in codebook.ids:
                raise DataError(
                    f"{where}: the frame is {frame!r}; allowed: {', '.join(sorted(codebook.ids))}; correct it"
                )
        rows.append([int(frame in frames) for frame in codebook.ids])
    index = pd.Index([str(number) for number in range(1, len(content) + 1)])
    texts = pd.Series([entry["text"] for entry in content], index=index, dtype="str")
    return texts, pd.DataFrame(rows, index=index, columns=codebook.ids)


def score_coder(coder: Coder, texts: pd.Series, coded: pd.DataFrame) -> pd.DataFrame:
    """Compare a coder with hand coding: the table of `compare_coders`, `(all)` being micro-averaged."""
    return compare_coders(coder.code(texts), coded)


def pattern_table(hits: pd.DataFrame, coded: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Every pattern with its hits and how many of them a person agrees with.

    Parameters
    ----------
    hits : table of `frame_hits`, or one with `unit`, `frame`, `indicator`
    coded : 0 or 1, the units coded by a person x the frames; hits elsewhere are not judged

    Returns
    -------
    DataFrame in the order of the codebook: `frame`, `pattern`, `units` (judged units with a hit),
    `right` (of these, units to which the person gave the frame), `alone` (right units that no other
    pattern of the frame finds), `precision` (0 to 1, NaN without a hit).
    """
    judged = hits[hits["unit"].isin(coded.index)].drop_duplicates(["unit", "frame", "indicator"])
    sharing = judged.groupby(["unit", "frame"])["indicator"].transform("size")
    found = [bool(coded.loc[unit, frame]) for unit, frame in zip(judged["unit"], judged["frame"], strict=True)]
    right = pd.Series(found, index=judged.index, dtype=bool)
    judged = judged.assign(right=right, alone=sharing.eq(1) & right)
    sums = judged.groupby(["frame", "indicator"]).agg(
        units=("unit", "size"), right=("right", "sum"), alone=("alone", "sum")
    )
    every = [(frame.id, pattern.source) for frame in codebook.frames for pattern in frame.indicators]
    table = sums.reindex(pd.MultiIndex.from_tuples(every, names=["frame", "pattern"]), fill_value=0).reset_index()
    table[["units", "right", "alone"]] = table[["units", "right", "alone"]].astype(int)
    return table.assign(precision=table["right"] / table["units"].where(table["units"] > 0))


def misses(codes: pd.DataFrame, coded: pd.DataFrame, *, frames: Sequence[str] | None = None) -> pd.DataFrame:
    """List every unit where a coder and a person differ: `unit`, `frame`, `kind` (missed or extra); sorted by frame, unit."""
    rows = [
        (unit, frame, "missed" if person else "extra")
        for frame in (frames or coded.columns)
        for unit, person, other in zip(coded.index, coded[frame], codes.loc[coded.index, frame], strict=True)
        if int(person) != int(other)
    ]
    return pd.DataFrame(rows, columns=["unit", "frame", "kind"])
