"""Set phrases on a time line."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.errors import ArgumentError
from analysis.figures.plate import compose
from analysis.figures.timeline import phrase_timeline

PLACES = pd.DataFrame(
    [
        ("iron gate", "1901-02-03", "reference", "o1", "iron gate"),
        ("iron gate", "1901-02-03", "reference", "o1", "iron gate"),
        ("iron gate", "1921", "target", "n1", "gate iron"),
        ("calm sea", "1902-01-01", "reference", "o2", "calm sea"),
    ],
    columns=["phrase", "date", "side", "document", "wording"],
)


def test_each_document_has_a_mark_and_another_wording_is_open() -> None:
    """Counts add up; rows are those asked for, from the top."""
    drawn: list[pd.DataFrame] = []

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        drawn.append(phrase_timeline(axes, PLACES, phrases=["calm sea", "iron gate"], names=("new", "old")))
        assert [label.get_text() for label in axes.get_yticklabels()] == ["calm sea", "iron gate"]

    words = {"title": "t", "caption": "c", "alt": "a"}
    assert compose(name="times", **words, data=PLACES, height=2, draw=draw).png
    assert drawn[0].values.tolist() == [
        ["calm sea", "1902-01-01", "reference", "o2", True, 1],
        ["iron gate", "1901-02-03", "reference", "o1", True, 2],
        ["iron gate", "1921", "target", "n1", False, 1],
    ]


@pytest.mark.parametrize(
    ("phrases", "said"),
    [
        (["wooden gate"], "phrases has 'wooden gate', which has no place"),
        ([], "phrases is empty"),
        ("iron gate", "phrases is 'iron gate'; expected a list or set of strings"),
    ],
)
def test_what_cannot_be_drawn_is_refused(phrases: list[str], said: str) -> None:
    """One sentence each, also for places without a date."""
    axes = Figure().subplots()
    with pytest.raises(ArgumentError, match=said):
        phrase_timeline(axes, PLACES, phrases=phrases, names=("new", "old"))
    with pytest.raises(ArgumentError, match="has a place without a date"):
        phrase_timeline(axes, PLACES.assign(date=""), phrases=["iron gate"], names=("new", "old"))
