"""The mean tone of groups."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.sentiment.groups import tone_by_group

UNITS = pd.DataFrame({"era": [2021, 2021, 2021, 2025], "document": ["d", "d", "e", "f"]}, index=[1, 2, 3, 4])
SCORES = pd.DataFrame({"unit": ["1", "2", "3", "4"], "score": [0.6, 0.0, -0.3, 0.1], "hits": [2, 0, 1, 1]})


def test_means_by_hand() -> None:
    """Mean, shares and the mean without each document; units are matched as strings, and a text without words has no score."""
    table = tone_by_group(SCORES, UNITS, by="era").set_index("group")
    assert table.loc[2021, ["texts", "documents"]].tolist() == [3, 2]
    assert table.loc[2021, "mean"] == pytest.approx(0.1)
    assert table.loc[2021, ["positive", "negative", "no_hits"]].tolist() == pytest.approx([1 / 3] * 3)
    assert table.loc[2021, ["lowest", "highest"]].tolist() == pytest.approx([-0.3, 0.3])
    assert table.loc[2025, ["lowest", "highest"]].isna().all()
    wordless = SCORES.assign(score=[0.6, None, -0.3, 0.1])
    assert tone_by_group(wordless, UNITS, by="era")["texts"].tolist() == [2, 1]


@pytest.mark.parametrize(
    ("scores", "units", "said"),
    [
        (SCORES.assign(unit=["1", "2", "3", "9"]), UNITS, "the unit of a score is '9'"),
        (SCORES.assign(unit=["1", "1", "3", "4"]), UNITS, "scores has the unit '1' twice"),
        (SCORES.assign(score=[0.1, 0.1, 0.1, None]), UNITS, "no text of the group 2025 of era has a score"),
        (SCORES.drop(columns="hits"), UNITS, "no column 'hits'"),
        (SCORES, UNITS.drop(columns="era"), "no column 'era'"),
    ],
)
def test_what_has_no_mean_is_refused(scores: pd.DataFrame, units: pd.DataFrame, said: str) -> None:
    """Unknown units, units twice, a group without a score: one sentence."""
    with pytest.raises(ArgumentError, match=said):
        tone_by_group(scores, units, by="era")
