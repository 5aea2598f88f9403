"""The specification curve: the values of all cells of a multiverse in order, and below each the choices that made it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis import checks
from analysis.errors import ArgumentError
from analysis.figures.style import GREY, INK, PAIR

__all__ = ["specification_curve", "specification_height"]


def specification_height(cells: pd.DataFrame) -> float:
    """Return the height in inches that the curve of these cells needs.

    >>> specification_height(pd.DataFrame({"voice": ["all", "quoted"], "value": [1.0, 2.0]}))
    3.36
    """
    rows = sum(cells[name].nunique() + 1 for name in cells.columns if name != "value")
    return round(2.7 + 0.22 * rows, 2)


def specification_curve(figure: Figure, cells: pd.DataFrame, *, unit: str, marked: int | None = None) -> pd.DataFrame:
    """Draw the values of a multiverse from the lowest to the highest, and below them a dot for each choice made.

    Parameters
    ----------
    figure : Figure
        The figure to draw into, as `compose` passes it; `specification_height` says how high it should be.
    cells : DataFrame
        Table of `inference.choices.multiverse`: a column a choice with labels of options, and `value`. Undefined values are
        left out, and their number is written below.
    unit : str
        What the values are.
    marked : int, optional
        Row of `cells` that is the main analysis, drawn larger.

    Returns
    -------
    DataFrame
        The cells drawn, in order, with their place `at`, and `cell`, their row in `cells`.

    Raises
    ------
    ArgumentError
        For cells without a defined value, or a marked row that is not there.
    """
    checks.table("cells", cells, "value")
    if marked is not None and marked not in cells.index:
        raise ArgumentError(f"marked is {marked!r}; expected a row of cells, 0 to {len(cells) - 1}; name one")
    names = [name for name in cells.columns if name != "value"]
    drawn = cells.reset_index(names="cell").dropna(subset="value")
    if drawn.empty:
        raise ArgumentError("cells has no defined value; expected one or more; look at the claim")
    drawn = drawn.sort_values(["value", "cell"], ignore_index=True)
    drawn.insert(0, "at", np.arange(len(drawn)))
    options = [(name, option) for name in names for option in cells[name].unique()]
    heights = [2.2, 0.22 * (len(options) + len(names))]
    above, below = figure.subplots(2, 1, sharex=True, gridspec_kw={"height_ratios": heights})
    size = float(np.clip(600 / len(drawn), 2, 26))
    colours = np.where(drawn["value"] > 0, PAIR[1], np.where(drawn["value"] < 0, PAIR[0], GREY))
    above.axhline(0, color=GREY, linewidth=0.8)
    above.scatter(drawn["at"], drawn["value"], s=size, c=colours, linewidth=0)
    is_marked = drawn["cell"].eq(marked) if marked is not None else np.zeros(len(drawn), dtype=bool)
    main = drawn[is_marked]
    above.scatter(main["at"], main["value"], s=70, facecolor="none", edgecolor=INK, linewidth=1.4)
    above.set_ylabel(unit)
    above.grid(axis="y")
    above.tick_params(axis="x", length=0)
    y, ticks, labels = 0.0, [], []
    for name in names:
        below.text(
            -0.01,
            -y,
            name,
            ha="right",
            va="center",
            fontsize=8,
            fontweight="bold",
            transform=below.get_yaxis_transform(),
        )
        for option in cells[name].unique():
            y += 1
            here = drawn[name].eq(option)
            below.scatter(
                drawn["at"][here], np.full(int(here.sum()), -y), s=size / 2, c=colours[here], marker="s", linewidth=0
            )
            ticks.append(-y)
            labels.append(str(option))
        y += 1
    below.set_yticks(ticks, labels, fontsize=7.5)
    below.set_ylim(-y + 0.3, 0.7)
    below.set_xlim(-0.02 * len(drawn) - 0.5, 1.02 * len(drawn) - 0.5)
    below.set_xticks([])
    below.tick_params(axis="y", length=0)
    below.spines["bottom"].set_visible(False)
    undefined = len(cells) - len(drawn)
    left = f"; {undefined} more are undefined" if undefined else ""
    below.set_xlabel(f"{len(drawn)} combinations, from the lowest value up{left}")
    return drawn
