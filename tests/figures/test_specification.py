"""The specification curve: every cell in order, every choice as a dot."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.figures.plate import compose
from analysis.figures.specification import specification_curve, specification_height
from analysis.inference.choices import Choice, multiverse

CHOICES = [
    Choice("voice", {"all": 0, "quoted": 1}, "paraphrase is the reporter's"),
    Choice("scope", {"relations": 0, "any": 2, "none": 9}, "an invented grid"),
]
CELLS = multiverse(lambda voice, scope: np.nan if scope == 9 else 1.0 * voice - scope, CHOICES).cells


def test_cells_are_drawn_from_the_lowest_and_each_with_its_choices() -> None:
    """Four defined cells in order; two dots a cell below; the number of undefined ones is said."""
    drawn: list[pd.DataFrame] = []
    words = {"title": "t", "caption": "c", "alt": "a"}
    plate = compose(
        name="curve",
        **words,
        data=CELLS,
        height=specification_height(CELLS),
        draw=lambda figure: drawn.append(specification_curve(figure, CELLS, unit="difference", marked=1)),
    )
    table = drawn[0]
    assert table["value"].tolist() == [-2, -1, 0, 1]
    assert table["cell"].tolist() == [1, 4, 0, 3]
    above, below = plate.figure.axes
    dots = sum(len(found.get_offsets()) for found in below.collections)
    assert dots == len(table) * len(CHOICES)
    assert len(above.collections[-1].get_offsets()) == 1
    assert "4 combinations, from the lowest value up" in below.get_xlabel()
    assert "2 more are undefined" in below.get_xlabel()
    assert [label.get_text() for label in below.get_yticklabels()] == ["all", "quoted", "relations", "any", "none"]
    assert plate.png == plate.png


def test_what_cannot_be_drawn_is_refused() -> None:
    """No defined value, an unknown row, a table without values."""
    from matplotlib.figure import Figure

    with pytest.raises(ArgumentError, match="cells has no defined value"):
        specification_curve(Figure(), CELLS.assign(value=np.nan), unit="")
    with pytest.raises(ArgumentError, match="marked is 99; expected a row of cells, 0 to 5"):
        specification_curve(Figure(), CELLS, unit="", marked=99)
    with pytest.raises(ArgumentError, match="cells has no column 'value'"):
        specification_curve(Figure(), CELLS.drop(columns="value"), unit="")
