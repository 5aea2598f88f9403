"""How far a coder can be trusted: against hand coding, frame by frame and pattern by pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.checks import strings
from analysis.corpus.tokens import NO_ENTITIES, Entities, tokens_table
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.framing.agreement import compare_coders
from analysis.framing.checks import checked_codes, checked_texts
from analysis.framing.codebook import Codebook
from analysis.framing.coders import Coder
from analysis.framing.coding import code_frames, counted_hits, frame_hits
from analysis.framing.entries import read_coded_texts
from analysis.progress import Progress

__all__ = ["Coder", "DictionaryCoder", "misses", "pattern_table", "read_coded_texts", "score_coder"]


@dataclass(frozen=True)
class DictionaryCoder:
    """The codebook as a coder; with `progress` it shows how far it is, or tells a function."""

    codebook: Codebook
    entities: Entities = NO_ENTITIES
    name: str = "dictionary"
    progress: Progress = False

    def __repr__(self) -> str:
        return f"DictionaryCoder {self.name!r} with a {self.codebook!r}; {self.entities!r}"

    def hits(self, texts: pd.Series) -> pd.DataFrame:
        """Return the evidence: the table of `frame_hits`, `unit` being the label of the text in `texts`."""
        found, units = self._hits(texts), texts.index
        return found.assign(unit=[units[int(number)] for number in found["unit"]])

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames, with the index of `texts`."""
        numbers = map(str, range(len(texts)))
        return code_frames(self._hits(texts), numbers, self.codebook).set_axis(texts.index, axis=0)

    def _hits(self, texts: pd.Series) -> pd.DataFrame:
        # Texts go by their number here, so that labels of any type come back as they were.
        parts = ((str(number), text) for number, text in enumerate(checked_texts(texts)))
        tokens = tokens_table(parts, entities=self.entities, progress=self.progress)
        return frame_hits(tokens, self.codebook, progress=self.progress)


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

    Raises
    ------
    ArgumentError : a column of `hits` is missing, a hit is of a frame or pattern that the codebook or
        `coded` has not, or a code is neither 0 nor 1
    """
    coded = checked_codes("coded", coded)
    every = [(frame.id, pattern.source) for frame in codebook.frames for pattern in frame.indicators]
    _known_hits(hits, set(every))
    hits = counted_hits(hits, codebook)
    judged = hits[hits["unit"].isin(coded.index)].drop_duplicates(["unit", "frame", "indicator"])
    for frame in judged["frame"].unique():
        if frame not in coded.columns:
            raise one_of("the frame in hits", frame, coded.columns)
    sharing = judged.groupby(["unit", "frame"])["indicator"].transform("size")
    cells = coded.index.get_indexer(pd.Index(judged["unit"])), coded.columns.get_indexer(pd.Index(judged["frame"]))
    right = pd.Series(coded.to_numpy()[cells].astype(bool), index=judged.index)
    judged = judged.assign(right=right, alone=sharing.eq(1) & right)
    sums = judged.groupby(["frame", "indicator"]).agg(
        units=("unit", "size"), right=("right", "sum"), alone=("alone", "sum")
    )
    table = sums.reindex(pd.MultiIndex.from_tuples(every, names=["frame", "pattern"]), fill_value=0).reset_index()
    table[["units", "right", "alone"]] = table[["units", "right", "alone"]].astype(int)
    return table.assign(precision=table["right"] / table["units"].where(table["units"] > 0))


def _known_hits(hits: pd.DataFrame, patterns: set[tuple[str, str]]) -> None:
    for column in ("unit", "frame", "indicator"):
        if column not in hits.columns:
            raise missing_column("the table of hits", column, hits.columns)
    for frame, pattern in set(zip(hits["frame"], hits["indicator"], strict=True)):
        if (frame, pattern) not in patterns:
            raise ArgumentError(
                f"hits has the pattern {pattern!r} of {frame}, which is not in the codebook; expected hits of this codebook; "
                "find them anew or pass the codebook that found them"
            )


def misses(codes: pd.DataFrame, coded: pd.DataFrame, *, frames: Sequence[str] | None = None) -> pd.DataFrame:
    """List every unit where a coder and a person differ.

    Parameters
    ----------
    codes : 0 or 1, the units of `coded` or more x frames; what the coder said
    coded : 0 or 1, units x frames; what the person said
    frames : the frames wanted; by default all of `coded`

    Returns
    -------
    DataFrame in the order of the frames, then of the units: `unit`, `frame`, `kind` (missed: the person
    alone gave the frame; extra: the coder alone).

    Raises
    ------
    ArgumentError : a code is neither 0 nor 1, or `codes` or `coded` lacks a unit or a frame
    """
    codes, coded = checked_codes("codes", codes), checked_codes("coded", coded)
    wanted = list(coded.columns if frames is None else strings("frames", frames))
    for name, table in (("codes", codes), ("coded", coded)):
        for frame in wanted:
            if frame not in table.columns:
                raise one_of(f"the frame for {name}", frame, table.columns)
    absent = coded.index.difference(codes.index, sort=False)
    if len(absent):
        raise ArgumentError(
            f"codes lacks {len(absent)} of the {len(coded)} units of coded (first: {absent[0]!r}); expected all; code them or "
            "leave them out"
        )
    codes = codes.loc[coded.index]
    rows = [
        (unit, frame, "missed" if person else "extra")
        for frame in wanted
        for unit, person, other in zip(coded.index, coded[frame], codes[frame], strict=True)
        if person != other
    ]
    return pd.DataFrame(rows, columns=["unit", "frame", "kind"])
