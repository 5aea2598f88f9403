"""A sheet: axes without frame, measured in inches from the top left, on which words and marks are set like type."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.style import WIDTH

__all__ = ["inch_axes"]


def inch_axes(figure: Figure, height: float) -> Axes:
    """Return axes as wide as the figure and so many inches high, y growing downwards.

    >>> [float(end) for end in inch_axes(Figure(), 3).get_ylim()]
    [3.0, 0.0]
    """
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    return axes
