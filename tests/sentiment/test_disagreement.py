"""Lexicons against one another, against a person, and word by word."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DiscourseError
from analysis.sentiment.disagreement import contradictions, lexicon_agreement, tone_validity, wide_scores, word_shift

WIDE = pd.DataFrame({"a": [1.0, -1.0, 0.0], "b": [-0.5, -0.1, 0.0], "c": [0.0, 0.0, 0.0]}, index=["u1", "u2", "u3"])


def test_pairs_of_lexicons() -> None:
    """Signs are compared where both have one; a constant lexicon has no rank correlation."""
    table = lexicon_agreement(WIDE).set_index(["first", "second"])
    assert table.loc[("a", "b"), ["both", "same_sign", "opposed"]].tolist() == [2, 0.5, 1]
    assert np.isnan(table.loc[("a", "c"), "rho"])
    assert np.isnan(table.loc[("a", "c"), "same_sign"])


def test_contradictions_need_opposite_signs() -> None:
    """Only the unit that is good to one and bad to another is listed."""
    assert list(contradictions(WIDE).index) == ["u1"]


def test_tone_validity_by_hand() -> None:
    """One right, one wrong; neutral and mixed units have no sign to be right about."""
    tone = pd.Series({"u1": "positive", "u2": "positive", "u3": "mixed"})
    found = tone_validity(WIDE, tone).set_index("lexicon")
    assert found.loc["a", ["right", "wrong", "silent", "of"]].tolist() == [1, 1, 0, 2]
    assert np.isnan(found.loc["a", "auc"])
    with pytest.raises(DiscourseError, match="tone is 'glad'"):
        tone_validity(WIDE, pd.Series({"u1": "glad"}))


def test_shifts_add_up_to_the_difference() -> None:
    """The parts of all words are the difference of the two groups."""
    units = pd.DataFrame({"g": ["x", "y"], "tokens": [10, 20]}, index=["a", "b"])
    hits = pd.DataFrame(
        {"unit": ["a", "b", "b"], "word": ["good", "good", "war"], "adjusted": [2.0, 2.0, -3.0], "count": [1, 1, 2]}
    )
    table = word_shift(hits, units, by="g", target="x", reference="y")
    assert table["shift"].sum() == pytest.approx(1000 * (2 / 10 - (2 - 6) / 20))
    assert table["word"].tolist() == ["war", "good"]
    with pytest.raises(DiscourseError, match="g is 'z'"):
        word_shift(hits, units, by="g", target="z", reference="y")
    with pytest.raises(DiscourseError, match="no tokens"):
        word_shift(hits, units.assign(tokens=0), by="g", target="x", reference="y")


def test_wide_takes_one_way_of_scoring() -> None:
    """Masked and unmasked scores are never mixed."""
    rows = [("u", "a", True, False, 1.0), ("u", "a", False, False, 2.0), ("u", "a", True, True, 3.0)]
    table = pd.DataFrame(rows, columns=["unit", "lexicon", "masked", "overlay", "score"])
    assert wide_scores(table).loc["u", "a"] == 1
    assert wide_scores(table, masked=False).loc["u", "a"] == 2
    assert wide_scores(table, overlay=True).loc["u", "a"] == 3
