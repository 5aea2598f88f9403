"""Frames of many texts: the hits and sizes of one table of tokens, however they are cut and whoever finds them."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.tokens import tokens_table
from analysis.framing import texts
from analysis.framing.coding import frame_hits
from analysis.framing.texts import frames_of_texts
from analysis.study.data.load import Study

TEXTS = {f"t{at}": f"The dispute over trade cooperation {'grew, not peacefully, ' * at}." for at in range(5)} | {
    "e": ""
}


@pytest.mark.parametrize("engine", [None, "dask"])
@pytest.mark.usefixtures("dask_client")
def test_hits_are_those_of_the_whole(engine: str | None, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load by load, here or by workers, hits are the same, counted within each unit; a text without words has the size 0."""
    monkeypatch.setattr(texts, "_LOAD", 30)
    hits, sizes = frames_of_texts(TEXTS, study.codebook, entities=study.entities, engine=engine)
    tokens = tokens_table(TEXTS, entities=study.entities)
    whole = frame_hits(tokens, study.codebook)
    begins = whole["unit"].map(tokens.groupby("unit")["term"].apply(lambda part: part.index[0]))
    expected = whole.assign(first=whole["first"] - begins, last=whole["last"] - begins)
    assert len(whole) > 4
    pd.testing.assert_frame_equal(hits, expected, check_dtype=False)
    assert sizes.to_dict() == {**tokens.groupby("unit").size().to_dict(), "e": 0}


def test_texts_without_frames_have_an_empty_table(study: Study) -> None:
    """Nothing found is a table with all columns and no row."""
    hits, sizes = frames_of_texts({"a": "Rain."}, study.codebook)
    assert hits.empty
    assert list(hits) == list(frame_hits(tokens_table({"a": "Rain."}), study.codebook))
    assert sizes.to_dict() == {"a": 1}
