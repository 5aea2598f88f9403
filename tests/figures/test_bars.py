"""Plates of bars and of scores."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.figures.bars import plot_divergence, plot_scores, plot_shift, plot_splits
from analysis.inference.placebo import key_by, placebo_splits, split_values
from analysis.sentiment.shifts import tone_shift
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.divergences import divergence
from analysis.terms.compare.measures import log_likelihood


def compared(documents: int) -> Comparison:
    """Return two eras of so many invented texts each."""
    texts = pd.DataFrame({"text": ["mill mill weir"] * documents + ["barn weir weir"] * documents})
    texts["era"] = ["new"] * documents + ["old"] * documents
    texts["text"] += " " + texts.index.astype(str)
    return Comparison(TermMatrix.from_texts(texts), by="era", target="new", reference="old")


@pytest.mark.parametrize(("documents", "bars"), [(2, True), (4, False)], ids=["bars", "distribution"])
def test_the_real_split_among_all(documents: int, bars: bool) -> None:
    """Few splits are a bar each, many a distribution; the alternative text counts those that reach the real one."""
    table = placebo_splits(compared(documents), key=key_by(log_likelihood, at_least=3))
    plate = plot_splits(table)
    reach = int(table["key_terms"].ge(table["key_terms"].iloc[0]).sum())
    assert (
        plate.alt == f"{reach} of {len(table)} splits have {table['key_terms'].iloc[0]} or more, the real one included."
    )
    said = [text.get_text() for text in plate.figure.axes[0].texts]
    assert any("real split:" in text for text in said) is not bars
    assert any(text.endswith("  real split") for text in said) is bars
    values = split_values(compared(2), value=lambda a, b: float(a[0] - b[0]))
    assert "reach the real one" in plot_splits(values, unit="difference").title
    with pytest.raises(ArgumentError, match="table has 0 real splits"):
        plot_splits(table[~table["real"]])


def test_words_behind_tone_and_divergence() -> None:
    """A bar a word, to the side that it favours; the names are those of the comparison."""
    units = pd.DataFrame({"g": ["x", "y"], "tokens": [10, 10]}, index=["a", "b"])
    hits = pd.DataFrame({"unit": ["a", "b"], "word": ["good", "fine"], "adjusted": [2.0, 1.0], "count": 1})
    shift = plot_shift(tone_shift(hits, units, by="g", target="x", reference="y"))
    assert shift.alt == "Raise the tone of x: good. Lower it: fine."
    assert [bar.get_width() for bar in shift.figure.axes[0].patches] == [200.0, -100.0]
    assert "raises tone of x ▶" in {text.get_text() for text in shift.figure.axes[0].texts}
    plate = plot_divergence(divergence(compared(2)), most=2)
    assert plate.title == "Terms that separate new from old"
    assert plate.data["term"].tolist() == ["mill", "barn"]


def test_scores_of_two_groups() -> None:
    """Every unit with a score is a dot; a group without one is refused."""
    scores = pd.DataFrame({"unit": ["1", "2", "3", "4"], "score": [0.5, 0.1, -0.2, None], "hits": 1})
    units = pd.DataFrame({"era": [2021, 2021, 2025, 2026]}, index=[1, 2, 3, 4])
    plate = plot_scores(scores, units, by="era", names=(2021, 2025))
    assert plate.alt == "One dot a unit. Mean score: +0.300 in 2021 and -0.200 in 2025."
    assert len(plate.data) == 3
    with pytest.raises(ArgumentError, match="no unit of era 2026 has a score"):
        plot_scores(scores, units, by="era", names=(2021, 2026))
