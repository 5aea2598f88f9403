"""What a report measures: the same numbers as the functions."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.comparison import Comparison
from analysis.errors import ArgumentError
from analysis.report.measuring import measured
from tests.reports import BOOK, LEXICON, compared, found, speeches

CHANCE = {"draws": 999, "seed": 1}


def test_terms_are_those_of_keyness_and_permutation() -> None:
    """Every column of `terms` is that of the function of the comparison, term by term."""
    comparison, table = compared(), found().terms.set_index("term")
    known = comparison.keyness(min_count=2).set_index("term")
    pd.testing.assert_frame_equal(table[list(known.columns)], known)
    chance = comparison.permutation(**CHANCE).set_index("term").loc[table.index]
    assert table["p_documents"].tolist() == chance["p"].tolist()
    assert table[["p_family", "p_floor", "splits"]].equals(chance[["p_family", "p_floor", "splits"]])
    kept = comparison.leave_one_out().set_index("term").loc[table.index, "same_sign"]
    assert table["same_sign"].tolist() == kept.tolist()


def test_splits_phrases_frames_and_tone_are_those_of_the_functions() -> None:
    """Placebo, families of set phrases, means of frames and tone: what a user gets who calls the methods."""
    comparison, report = compared(), found()
    pd.testing.assert_frame_equal(report.splits, comparison.placebo(**CHANCE))
    phrases = comparison.set_phrases(min_documents=2, longest=5).families
    pd.testing.assert_frame_equal(report.phrases, phrases)
    tone = comparison.tone(LEXICON, scaled=True, **CHANCE)
    assert report.tone[["mean_target", "mean_reference", "p"]].values.tolist() == (
        tone[["mean_target", "mean_reference", "p"]].values.tolist()
    )
    row = report.frames.iloc[0]
    # Two mills in each speech of the north, none in the south.
    assert row[["hits_target", "hits_reference", "documents_target", "documents_reference"]].tolist() == [8, 0, 4, 0]
    assert row["mean_target"] == pytest.approx(row["rate_target"])
    assert row["p"] == row["p_floor"] == pytest.approx(2 / 70)


def test_documents_of_both_sides_leave_no_p() -> None:
    """A document with texts of both sides cannot be exchanged: no p, and a note that names --pairs; in pairs there is one."""
    texts = speeches().assign(document=[f"debate {at}" for at in (1, 2, 3, 4, 1, 2, 3, 4)])
    unpaired = measured(Comparison(texts, by="party", target="north"), codebook=BOOK, lexicons={"words": LEXICON})
    assert unpaired.terms["p_documents"].isna().all()
    assert unpaired.tone["p"].isna().all()
    assert "--pairs" in unpaired.notes[0]
    paired = measured(Comparison(texts, by="party", target="north", pairs="document"))
    assert paired.floor == pytest.approx(2 / 16)


def test_what_cannot_be_measured_is_one_error() -> None:
    """A comparison of counts has no texts; a high least count leaves no term."""
    comparison = compared()
    with pytest.raises(ArgumentError, match="texts"):
        measured(Comparison(comparison.matrix, by="party", target="north"))
    with pytest.raises(ArgumentError, match="min_count"):
        measured(comparison, min_count=1000)
