"""How far a coder can be trusted: against hand coding, frame by frame and pattern by pattern."""

from __future__ import annotations

import pandas as pd

from analysis.checks import shown, table
from analysis.corpus.texts import Texts
from analysis.errors import ArgumentError, one_of
from analysis.framing.agreement import compare_coders
from analysis.framing.codebook import Codebook
from analysis.framing.coders import Coder, text_series
from analysis.framing.codes import checked_codes
from analysis.framing.coding import counted_hits

__all__ = ["misses", "pattern_table", "score_coder"]


def score_coder(coder: Coder, texts: Texts, coded: pd.DataFrame) -> pd.DataFrame:
    """Compare a coder with hand coding, which is the standard.

    Parameters
    ----------
    coder : Coder
        An object with a `name` and a method `code`, which takes a Series of texts and returns 0 or 1, texts x frames.
    texts : Texts
        A Series or mapping of texts by unit, a table with a column `text`, or pairs of unit and text.
    coded : DataFrame
        0 or 1, the same units x frames; the hand coding.

    Returns
    -------
    DataFrame
        The table of `compare_coders`, the coder being the first.

    >>> from analysis.framing.coders import DictionaryCoder
    >>> from analysis.framing.codebook import Frame
    >>> from analysis.patterns.pattern import Pattern
    >>> coder = DictionaryCoder(Codebook((Frame("TALKS", "Talks", indicators=(Pattern("talk*"),)),)))
    >>> texts = {"a": "They talk.", "b": "Talks failed.", "c": "They met."}
    >>> coded = pd.DataFrame({"TALKS": [1, 0, 0]}, index=["a", "b", "c"])
    >>> score_coder(coder, texts, coded)[["frame", "both", "only_first", "precision", "recall"]].values.tolist()[0]
    ['TALKS', 1, 1, 0.5, 1.0]
    """
    return compare_coders(coder.code(text_series(texts)), coded)


def pattern_table(hits: pd.DataFrame, coded: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Count for every pattern the units that it finds, and those in which a reader sees the frame too.

    Parameters
    ----------
    hits : DataFrame
        Table of `frame_hits`, or one with `unit`, `frame`, `indicator`.
    coded : DataFrame
        0 or 1, the units coded by a reader x frames; hits in other units are not judged.
    codebook : Codebook
        The codebook that found the hits.

    Returns
    -------
    DataFrame
        In the order of the codebook: `frame`, `pattern`, `units` (judged units with a hit), `right` (of these, units to
        which the reader gave the frame), `alone` (right units that no other pattern of the frame finds), `precision`
        (0 to 1; NaN without a hit).

    Raises
    ------
    ArgumentError
        If `hits` lacks a column, a hit has a frame or pattern that the codebook or `coded` lacks, or a code is neither 0
        nor 1.
    """
    coded = checked_codes("coded", coded)
    table("the table of hits", hits, "unit", "frame", "indicator")
    every = [(frame.id, pattern.source) for frame in codebook.frames for pattern in frame.indicators]
    for frame, pattern in set(zip(hits["frame"], hits["indicator"], strict=True)) - set(every):
        raise ArgumentError(
            f"hits has the pattern {pattern!r} of {frame}, which is not in the codebook; expected hits of this codebook; "
            "find them again or pass the codebook that found them"
        )
    hits = counted_hits(hits, codebook)
    judged = hits[hits["unit"].isin(coded.index)].drop_duplicates(["unit", "frame", "indicator"])
    for frame in judged["frame"].unique():
        if frame not in coded.columns:
            raise one_of("the frame in hits", frame, coded.columns)
    sharing = judged.groupby(["unit", "frame"])["indicator"].transform("size")
    cells = coded.index.get_indexer(pd.Index(judged["unit"])), coded.columns.get_indexer(pd.Index(judged["frame"]))
    right = pd.Series(coded.to_numpy()[cells].astype(bool), index=judged.index)
    judged = judged.assign(units=1, right=right, alone=sharing.eq(1) & right)
    counted = ["units", "right", "alone"]
    sums = judged.groupby(["frame", "indicator"])[counted].sum()
    found = sums.reindex(pd.MultiIndex.from_tuples(every, names=["frame", "pattern"]), fill_value=0).reset_index()
    found = found.astype(dict.fromkeys(counted, "int64"))
    return found.assign(precision=found["right"] / found["units"].where(found["units"] > 0))


def misses(codes: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """List every unit in which a coder and a reader differ.

    Parameters
    ----------
    codes : DataFrame
        0 or 1, units x frames, those of `coded` or more; the coder's codes.
    coded : DataFrame
        0 or 1, units x frames; the reader's codes.

    Returns
    -------
    DataFrame
        In the order of the frames, then of the units: `unit`, `frame`, `kind` (`missed`: only the reader gave the frame;
        `extra`: only the coder did).

    Raises
    ------
    ArgumentError
        If a code is neither 0 nor 1, or `codes` lacks a unit or a frame of `coded`.

    >>> coder, person = (pd.DataFrame({"F": codes}, index=["a", "b"]) for codes in ([1, 0], [1, 1]))
    >>> misses(coder, person).values.tolist()
    [['b', 'F', 'missed']]
    """
    codes, coded = checked_codes("codes", codes), checked_codes("coded", coded)
    for what, one, other in (("unit", coded.index, codes.index), ("frame", coded.columns, codes.columns)):
        absent = one.difference(other, sort=False)
        if len(absent):
            raise ArgumentError(
                f"codes lacks {len(absent)} of the {len(one)} {what}s of coded (first: {shown(absent[0])}); expected all; code "
                "them or drop them from coded"
            )
    differ = coded.sub(codes.loc[coded.index, coded.columns])
    rows = [
        (unit, frame, "missed" if difference > 0 else "extra")
        for frame in coded.columns
        for unit, difference in differ[frame].items()
        if difference
    ]
    return pd.DataFrame(rows, columns=["unit", "frame", "kind"])
