"""Bars of a divergence and circles of collocates: what is drawn is what the table says."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.errors import ArgumentError
from analysis.figures.lexical import collocate_circle, divergence_bars
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.divergences import divergence

TABLE = divergence(Comparison({"mill": 9, "weir": 1, "river": 5}, reference={"mill": 1, "weir": 7, "river": 5}))


def test_bars_are_drawn_to_the_side_favoured() -> None:
    """Bars of the target run right, those of the reference left, strongest on top."""
    axes = Figure().subplots()
    shown = divergence_bars(axes, TABLE, names=("new", "old"), most=2)
    assert shown["term"].tolist() == TABLE["term"].head(2).tolist()
    assert [bar.get_width() > 0 for bar in axes.patches] == [favours > 0 for favours in shown["favours"]]
    assert {"mill", "weir", "◀ more in old", "more in new ▶"} <= {text.get_text() for text in axes.texts}
    divergence_bars(Figure().subplots(), TABLE, names=("new", "old"), value="rank_turbulence")
    with pytest.raises(ArgumentError, match=r"value is .luck.; allowed: jensen_shannon"):
        divergence_bars(axes, TABLE, names=("new", "old"), value="luck")


def test_a_network_has_a_place_for_every_word() -> None:
    """Each word once, shared collocates between their nodes, no two in one place."""
    edges = pd.DataFrame(
        [("mill", "old", 3, 12.0), ("mill", "river", 4, 11.0), ("weir", "river", 2, 10.0), ("weir", "mill", 2, 8.0)],
        columns=["node", "collocate", "count", "log_dice"],
    )
    axes = Figure().subplots()
    places = collocate_circle(axes, edges)
    assert places["word"].tolist() == ["mill", "old", "river", "weir"]
    assert places["kind"].eq("node").sum() == 2
    assert not places.duplicated(["x", "y"]).any()
    assert len(axes.lines) == len(edges)
    with pytest.raises(ArgumentError, match="no row"):
        collocate_circle(axes, edges.head(0))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"value": "share"}, "value is 'share'; allowed: jensen_shannon, rank_turbulence"),
        ({"value": "rank_turbulence"}, "no column 'rank_turbulence'"),
        ({"most": -1}, "most is -1; expected a whole number"),
    ],
)
def test_faulty_options_of_bars_are_refused(options: dict[str, object], said: str) -> None:
    """One sentence instead of a wrong axis or a lost row."""
    table = pd.DataFrame({"term": ["a"], "favours": [1.0], "jensen_shannon": [0.1], "share": [1.0]})
    with pytest.raises(ArgumentError, match=said):
        divergence_bars(Figure().subplots(), table, names=("x", "y"), **options)  # type: ignore[arg-type]


def test_currency_and_equal_groups_are_drawn() -> None:
    """A dollar sign starts no formula, and a divergence of 0 has axes from left to right."""
    table = pd.DataFrame({"term": ["$b_$", "US$"], "favours": [1.0, -1.0], "jensen_shannon": [0.0, 0.0]})
    figure = Figure()
    axes = figure.subplots()
    divergence_bars(axes, table, names=("x", "y"))
    labels = [text for text in axes.texts if "$" in text.get_text()]
    assert [text.get_text() for text in labels] == ["$b_$", "US$"]
    assert not any(text.get_parse_math() for text in labels)
    figure.canvas.draw()
    left, right = axes.get_xlim()
    assert left == -right < 0


def test_a_network_without_its_weight_is_refused() -> None:
    """A column that is missing and steps of no size are named."""
    edges = pd.DataFrame({"node": ["a"], "collocate": ["b"], "count": [2]})
    with pytest.raises(ArgumentError, match="edges has no column 'log_dice'"):
        collocate_circle(Figure().subplots(), edges)
    with pytest.raises(ArgumentError, match="steps is 0; expected a number above 0"):
        collocate_circle(Figure().subplots(), edges, weight="count", steps=0)
