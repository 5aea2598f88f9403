"""Charts: as many marks as the table has values, each where its value is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from analysis.figures.charts import (
    arrows,
    distribution,
    paired_dots,
    ranges,
    score_strip,
    signed_ranges,
    split_bars,
    stacked_bars,
)
from analysis.figures.style import PAIR


def _texts(axes: Axes) -> list[str]:
    return [text.get_text().strip() for text in axes.texts]


def test_dots_are_at_their_values() -> None:
    """Two dots a row, the first row on top, notes beside them and both names above."""
    axes = Figure().subplots()
    table = pd.DataFrame({"label": ["a", "b"], "first": [1.0, 3.0], "second": [2.0, 3.0], "n": ["1 of 2", "2 of 2"]})
    paired_dots(axes, table, names=("old", "new"), unit="marks", notes=("n", "n"))
    _, first, second = axes.collections
    assert np.asarray(first.get_offsets()).tolist() == [[1, 1], [3, 0]]
    assert np.asarray(second.get_offsets()).tolist() == [[2, 1], [3, 0]]
    assert _texts(axes).count("1 of 2") == 2
    assert {"● old", "■ new"} <= set(_texts(axes))
    assert axes.get_xlim()[0] < 0
    assert min(axes.get_xticks()) >= 0


def test_bars_have_parts_with_numbers_where_they_fit() -> None:
    """One rectangle a part; small parts have no number; parts lie side by side."""
    axes = Figure().subplots()
    table = pd.DataFrame({"label": ["a", "b"], "colour": PAIR, "x": [10, 1], "y": [2, 30]})
    stacked_bars(axes, table, parts=["x", "y"], colours=["1", "#EEEEEE"], unit="words", smallest_label=5)
    assert [bar.get_width() for bar in axes.patches] == [10, 1, 2, 30]
    assert [bar.get_x() for bar in axes.patches] == [0, 0, 10, 1]
    assert _texts(axes) == ["10", "30"]


def test_the_real_split_is_marked() -> None:
    """Its bar has the colour and its label the name; values have the decimals asked for."""
    axes = Figure().subplots()
    table = pd.DataFrame({"label": ["a", "b"], "real": [True, False], "key_terms": [2, 3]})
    split_bars(axes, table, real_label="real", unit="n")
    assert _texts(axes) == ["2  real", "3"]
    assert axes.patches[0].get_facecolor() != axes.patches[1].get_facecolor()
    other = Figure().subplots()
    split_bars(other, table.rename(columns={"key_terms": "v"}), real_label="real", unit="n", column="v", decimals=1)
    assert _texts(other) == ["2.0  real", "3.0"]


def test_arrows_run_from_zero_to_their_values() -> None:
    """An arrow a row, in the colour of the higher side; a heading above the first row of a group; notes at the heads."""
    axes = Figure().subplots()
    table = pd.DataFrame(
        {"group": ["g", "g", "h"], "label": list("abc"), "value": [-1.0, 2.0, 0.5], "note": ["x", "y", "z"]}
    )
    arrows(axes, table, names=("old", "new"), unit="marks", room=1.5)
    drawn = [text for text in axes.texts if isinstance(text, Annotation) and text.arrow_patch is not None]
    assert [float(text.xy[0]) for text in drawn] == [-1, 2, 0.5]
    assert [to_hex(text.arrow_patch.get_edgecolor()).upper() for text in drawn] == [PAIR[0], PAIR[1], PAIR[1]]
    assert {"g", "h", "x", "y", "z", "◀ higher in old", "higher in new ▶"} <= set(_texts(axes))
    assert axes.get_xlim() == (-3, 3)
    rows = axes.get_yticks()
    assert rows[1] - rows[0] < rows[2] - rows[1]


def test_ranges_tell_by_colour_whether_they_hold_zero() -> None:
    """A line from low to high with a dot at the value; grey only where zero is inside."""
    axes = Figure().subplots()
    table = pd.DataFrame(
        {"label": list("abc"), "value": [-2.0, 0.5, 2.0], "low": [-3.0, -1.0, 1.0], "high": [-1.0, 2.0, 4.0]}
    )
    signed_ranges(axes, table, names=("old", "new"), unit="marks")
    assert [np.asarray(line.get_xdata()).tolist() for line in axes.lines[:3]] == [[-3, -1], [-1, 2], [1, 4]]
    colours = [str(line.get_color()).upper() for line in axes.lines[:3]]
    assert colours[0] == PAIR[0]
    assert colours[2] == PAIR[1]
    assert colours[1] not in PAIR
    assert [dot.get_offsets().tolist()[0] for dot in axes.collections] == [[-2, 0], [0.5, 1], [2, 2]]


def test_equal_scores_are_stacked() -> None:
    """Every score has its own dot, with the mean of the row beside them."""
    axes = Figure().subplots()
    scores = pd.DataFrame({"row": ["r"] * 3, "group": 0, "score": [0.1, 0.1, 0.4]})
    score_strip(axes, scores, rows=["r"], names=("old", "new"), unit="score")
    dots = np.asarray(axes.collections[0].get_offsets()).tolist()
    assert len({tuple(dot) for dot in dots}) == 3
    assert "mean +0.20" in _texts(axes)


def test_dots_of_a_row_have_their_own_colours_and_the_axis_fits() -> None:
    """Two groups in one row are told apart dot by dot, with a mean each; the axis reaches as far as the scores."""
    axes = Figure().subplots()
    scores = pd.DataFrame({"row": ["r"] * 4, "group": [0, 1, 0, 1], "score": [1.0, 4.0, 2.0, 4.0]})
    score_strip(axes, scores, rows=["r"], names=("old", "new"), unit="score")
    dots = [found for found in axes.collections if isinstance(found, PathCollection)]
    assert [len(found.get_offsets()) for found in dots] == [2, 2]
    assert not np.array_equal(dots[0].get_facecolor(), dots[1].get_facecolor())
    assert {"mean +1.50", "mean +4.00"} <= set(_texts(axes))
    assert axes.get_xlim() == (-4.32, 4.32)
    fixed = Figure().subplots()
    score_strip(fixed, scores, rows=["r"], names=("old", "new"), unit="score", limits=(-5, 5))
    assert fixed.get_xlim() == (-5, 5)


def test_ranges_and_distributions() -> None:
    """A line for each range that there is, a dot for each value; the real value is written at its place."""
    axes = Figure().subplots()
    table = pd.DataFrame({"label": ["a", "a", "b"], "value": [1.0, 2.0, 3.0], "low": [0.5, np.nan, 2.0]})
    table = table.assign(
        high=[1.5, np.nan, 4.0], colour=PAIR[0], marker="o", note=["n", "", "m"], open=[True, False, False]
    )
    ranges(axes, table, unit="marks")
    assert _texts(axes) == ["n", "m"]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["a", "b"]
    assert sum(isinstance(found, LineCollection) for found in axes.collections) == 2
    other = Figure().subplots()
    distribution(other, pd.Series([1, 2, 2, 5]), real=5, unit="n")
    assert _texts(other) == ["real split: 5"]
    assert sum(bar.get_height() for bar in other.patches) == 4
