"""Tone of many texts: the scores and hits of one call, however they are cut and whoever scores."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.tokens import tokens_table
from analysis.sentiment import texts
from analysis.sentiment.lexicons import bundled_lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.texts import tone_of_texts
from analysis.sentiment.vader import score_vader

TEXTS = {"b": "A good day, not bad.", "a": "A sad, sad loss! Rain.", "c": "Bricks.", "d": "", "z": "It was good."}


@pytest.mark.parametrize("engine", [None, "dask"])
@pytest.mark.parametrize("name", [None, "afinn"])
@pytest.mark.usefixtures("dask_client")
def test_scores_are_those_of_the_whole(engine: str | None, name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load by load, here or by workers, scores and hits are the same, in the order of the texts."""
    monkeypatch.setattr(texts, "_LOAD", 15)
    lexicon = None if name is None else bundled_lexicon(name)
    scores, hits = tone_of_texts(TEXTS, lexicon, engine=engine)
    if lexicon is None:
        known, words = score_vader(TEXTS)
    else:
        known, words = score_lexicon(tokens_table(TEXTS), lexicon, units=list(TEXTS))
    pd.testing.assert_frame_equal(scores, known, check_dtype=False)
    place = {unit: at for at, unit in enumerate(TEXTS)}
    ordered = words.assign(at=words["unit"].map(place)).sort_values(["at", "word"]).drop(columns="at")
    pd.testing.assert_frame_equal(hits, ordered.reset_index(drop=True), check_dtype=False)
