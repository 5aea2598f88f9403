"""Tone of texts in any number by one lexicon, load by load, so that memory holds the tokens of one load only."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.corpus.entities import NO_ENTITIES, Entities
from analysis.corpus.texts import Texts, in_loads, text_pairs
from analysis.corpus.tokens import tokens_table
from analysis.engine import Engine, in_turn, workers
from analysis.progress import Progress, telling
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader

__all__ = ["tone_of_texts"]

_LOAD = 1_000_000  # characters


def tone_of_texts(
    texts: Texts,
    lexicon: Lexicon | None = None,
    *,
    entities: Entities = NO_ENTITIES,
    engine: Engine = None,
    progress: Progress = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score texts by one lexicon, or by VADER, and list the words that made each score.

    Parameters
    ----------
    texts : Texts
        Texts by unit, in any form that `text_pairs` takes.
    lexicon : Lexicon or None
        Words with values, for `score_lexicon`; None for VADER, as `score_vader` applies it.
    entities : Entities
        Names that have no value, as "United" in "United States"; none by default.
    engine : None or str
        None to work in this process; "dask" for workers, as in `count_stream`, to which the texts are sent. The tables are the
        same.
    progress : bool or function
        True for a bar after two seconds, or a function of the share done, 0 to 1.

    Returns
    -------
    scores, hits : DataFrame
        As of those functions, with the units as strings; both in the order of the texts, the hits of a unit by word.

    >>> scores, hits = tone_of_texts({"a": "A good day.", "b": "Rain."})
    >>> scores["score"].round(4).tolist(), hits["word"].tolist()
    ([0.4404, 0.0], ['good'])
    """
    pairs = [(str(unit), text) for unit, text in text_pairs(texts)]
    found = [_tone([], lexicon, entities)]
    with telling(progress, "scoring tone") as tell, workers(engine) as client:
        done = 0
        for load, part in in_turn(client, _tone, in_loads(pairs, _LOAD), lexicon, entities):
            found.append(part)
            done += len(load)
            tell(done / len(pairs))
    scores, hits = (
        pd.concat([part for part in parts if len(part)] or list(parts[:1]), ignore_index=True)
        for parts in zip(*found, strict=True)
    )
    return scores, hits


def _tone(
    load: list[tuple[str, str]], lexicon: Lexicon | None, entities: Entities
) -> tuple[pd.DataFrame, pd.DataFrame]:
    units: list[Any] = [unit for unit, _ in load]
    if lexicon is None:
        scores, hits = score_vader(load, entities=entities)
    else:
        scores, hits = score_lexicon(tokens_table(load, entities=entities), lexicon, units=units)
    place = {unit: at for at, unit in enumerate(units)}
    order = hits.assign(at=hits["unit"].map(place)).sort_values(["at", "word"], kind="stable").index
    return scores, hits.loc[order].reset_index(drop=True)
