"""Axes on which words are set like type: inches from the top left."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.figures.sheet import inch_axes
from analysis.figures.style import WIDTH


def test_a_sheet_is_measured_in_inches_from_the_top() -> None:
    """As wide as the plate, y growing downwards, no frame."""
    axes = inch_axes(Figure(), 4.5)
    assert axes.get_xlim() == (0, WIDTH)
    assert axes.get_ylim() == (4.5, 0)
    assert not axes.axison
