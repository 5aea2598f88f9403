"""Frames of texts in any number: hits and sizes, load by load, so that memory holds the tokens of one load only."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.corpus.entities import ENGLISH, Entities
from analysis.corpus.texts import Texts, in_loads, text_pairs
from analysis.corpus.tokens import tokens_table
from analysis.engine import Engine, in_turn, workers
from analysis.framing.codebook import Codebook
from analysis.framing.coding import frame_hits
from analysis.progress import Progress, telling

__all__ = ["frames_of_texts"]

_LOAD = 1_000_000  # characters


def frames_of_texts(
    texts: Texts,
    codebook: Codebook,
    *,
    entities: Entities = ENGLISH,
    engine: Engine = None,
    progress: Progress = False,
) -> tuple[pd.DataFrame, pd.Series]:
    """Find the frames of texts, and count their words.

    Parameters
    ----------
    texts : Texts
        Texts by unit, in any form that `text_pairs` takes.
    codebook : Codebook
        Frames with their patterns.
    entities : Entities
        Names counted as one term.
    engine : None or str
        None to work in this process; "dask" for workers, as in `count_stream`, to which the texts are sent. The tables are the
        same.
    progress : bool or function
        True for a bar after two seconds, or a function of the share done, 0 to 1.

    Returns
    -------
    hits : DataFrame
        The table of `frame_hits`, in the order of the texts; `first` and `last` are numbered from 0 within each unit.
    sizes : Series
        Tokens of each unit, 0 or more, in the order of the texts.

    >>> from analysis.patterns.pattern import Pattern
    >>> from analysis.framing.codebook import Frame
    >>> book = Codebook((Frame("LIMIT", "A limit", indicators=(Pattern("line"),)),))
    >>> hits, sizes = frames_of_texts({"a": "Talks.", "b": "A line."}, book)
    >>> hits[["unit", "frame", "first"]].values.tolist(), sizes.to_dict()
    ([['b', 'LIMIT', 1]], {'a': 1, 'b': 2})
    """
    pairs = text_pairs(texts)
    found, sizes = [_frames({}, codebook, entities)[0]], dict.fromkeys((unit for unit, _ in pairs), 0)
    with telling(progress, "finding frames") as tell, workers(engine) as client:
        done = 0
        for load, (hits, counted) in in_turn(client, _frames, in_loads(pairs, _LOAD), codebook, entities):
            found.append(hits)
            sizes |= counted
            done += len(load)
            tell(done / len(pairs))
    table = pd.concat([part for part in found if len(part)] or found, ignore_index=True)
    index = pd.Index([unit for unit, _ in pairs], name="unit", tupleize_cols=False)
    return table, pd.Series(list(sizes.values()), index=index, name="tokens", dtype="int64")


def _frames(load: Any, codebook: Codebook, entities: Entities) -> tuple[pd.DataFrame, dict[Any, int]]:
    tokens = tokens_table(load, entities=entities)
    hits = frame_hits(tokens, codebook)
    sizes = tokens.groupby("unit", sort=False).size().to_dict()
    begins = dict(zip(sizes, [0, *pd.Series(list(sizes.values()), dtype="int64").cumsum()], strict=False))
    shift = hits["unit"].map(begins).astype("int64")
    return hits.assign(first=hits["first"] - shift, last=hits["last"] - shift), sizes
