"""Frames per 1,000 words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.rates import frame_rates
from analysis.terms.describe.rates import rate_interval

BOOK = Codebook((Frame("Z", "Z", negation="exclude"), Frame("A", "A")))
UNITS = pd.DataFrame(
    {"tokens": [400, 100, 500, 250], "era": ["new", "new", "new", "old"], "document": ["d", "d", "e", "f"]},
    index=["a", "b", "c", "x"],
)
HITS = pd.DataFrame(
    {
        "unit": ["a", "a", "b", "c", "x", "stranger"],
        "frame": ["Z", "Z", "Z", "A", "A", "A"],
        "negated": [False, False, True, True, False, False],
    }
)


def test_rates_by_hand() -> None:
    """Hits per 1,000 words of the group; negated ones as the frame says; intervals, and the rate without a document."""
    table = frame_rates(HITS, UNITS, BOOK, by="era")
    assert table[["frame", "group"]].values.tolist() == [["Z", "new"], ["Z", "old"], ["A", "new"], ["A", "old"]]
    assert table["hits"].tolist() == [2, 0, 1, 1]
    assert table["tokens"].tolist() == [1000, 250, 1000, 250]
    assert table["rate"].tolist() == [2.0, 0.0, 1.0, 4.0]
    assert table["documents"].tolist() == [1, 0, 1, 1]
    assert table["documents_of"].tolist() == [2, 1, 2, 1]
    # Without document d there are 500 words and no Z; without e there are 500 words with two.
    assert table.loc[0, ["lowest", "highest"]].tolist() == [0.0, 4.0]
    assert table.loc[[1, 3], ["lowest", "highest"]].isna().all(axis=None)
    low, high = rate_interval(2, 1000)
    assert table.loc[0, ["rate_low", "rate_high"]].tolist() == [low, high]


def test_the_order_of_hits_and_units_changes_nothing() -> None:
    """Rows are an unordered set."""
    again = frame_rates(HITS.iloc[::-1], UNITS.iloc[::-1], BOOK, by="era")
    pd.testing.assert_frame_equal(again, frame_rates(HITS, UNITS, BOOK, by="era"))


@pytest.mark.parametrize(
    ("hits", "units", "said"),
    [
        (HITS, UNITS.drop(columns="tokens"), "no column 'tokens'"),
        (HITS, UNITS.drop(columns="era"), "no column 'era'"),
        (HITS.drop(columns="frame"), UNITS, "no column 'frame'"),
        (HITS, UNITS.assign(tokens=[0, 0, 0, 5]), "the group 'new' of era has no words"),
        (HITS, UNITS.assign(tokens=np.nan), "column tokens"),
        (HITS, UNITS.set_axis(["a", "a", "c", "x"], axis=0), "has the unit 'a' twice"),
    ],
)
def test_what_has_no_rate_is_refused(hits: pd.DataFrame, units: pd.DataFrame, said: str) -> None:
    """A missing column, a group without words, a unit twice: one sentence."""
    with pytest.raises(ArgumentError, match=said):
        frame_rates(hits, units, BOOK, by="era")
