"""The charts of plates. Each takes a table with fixed columns and draws into one axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import GREY, INK, PAIR, tint

__all__ = ["paired_dots", "score_strip", "split_bars", "stacked_bars"]


def paired_dots(
    axes: Axes, table: pd.DataFrame, *, names: tuple[str, str], unit: str, notes: tuple[str, str] = ("", "")
) -> None:
    """Draw two values a row as dots joined by a line.

    `table` has `label`, `first`, `second`, and the columns named by `notes`, if any, with a short
    string for each value, as "2 of 3"; rows are drawn from top to bottom.
    """
    at = np.arange(len(table))[::-1]
    axes.hlines(at, table["first"], table["second"], color="#BBBBBB", linewidth=1.6, zorder=1)
    top = max(1e-9, float(table[["first", "second"]].max().max()))
    # The second marker is smaller and lies on the first, so that equal values show both.
    for column, colour, marker, size, note in zip(("first", "second"), PAIR, "os", (78, 30), notes, strict=True):
        axes.scatter(table[column], at, s=size, color=colour, marker=marker, zorder=2, clip_on=False)
        if note:
            other = "second" if column == "first" else "first"
            for value, against, y, text in zip(table[column], table[other], at, table[note], strict=True):
                left = value < against or (value == against and column == "first")
                axes.annotate(
                    str(text),
                    (value, y),
                    xytext=(-7 if left else 7, 0),
                    textcoords="offset points",
                    ha="right" if left else "left",
                    va="center",
                    fontsize=7.5,
                    color=colour,
                )
    axes.set_yticks(at, table["label"])
    axes.set_ylim(-0.7, len(table) - 0.3)
    longest = max((table[note].astype(str).str.len().max() for note in notes if note), default=0)
    axes.set_xlim(-(0.03 + 0.018 * longest) * top, (1.03 + 0.018 * longest) * top)
    # The space left of zero is for the notes; there are no values there.
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1.1 * top])
    axes.set_xlabel(unit)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    _name_above(axes, names)


def _name_above(axes: Axes, names: tuple[str, str]) -> None:
    """Write the names of the two groups in their colours above the axes: direct labels, no legend."""
    for name, colour, marker, x in zip(names, PAIR, ("●", "■"), (0.0, 0.5), strict=True):
        axes.text(x, 1.02, f"{marker} {name}", color=colour, fontsize=9, fontweight="bold", transform=axes.transAxes)


def stacked_bars(
    axes: Axes, table: pd.DataFrame, *, parts: Sequence[str], colours: Sequence[str], unit: str, smallest_label: float
) -> None:
    """Draw a horizontal bar a row, made of parts; each part carries its number where it fits.

    `table` has `label`, `colour` and one column a part; `colours` has the tint of each part ("0" to "1"),
    or a colour for all rows.
    """
    at = np.arange(len(table))[::-1]
    left = np.zeros(len(table))
    for part, shade in zip(parts, colours, strict=True):
        width = table[part].to_numpy(dtype=float)
        fill = [shade if shade.startswith("#") else tint(colour, float(shade)) for colour in table["colour"]]
        axes.barh(at, width, left=left, color=fill, edgecolor="white", linewidth=0.8, height=0.66)
        for y, start, size, colour in zip(at, left, width, fill, strict=True):
            if size >= smallest_label:
                dark = sum(int(colour[k : k + 2], 16) for k in (1, 3, 5)) < 380
                axes.text(
                    start + size / 2,
                    y,
                    f"{size:.0f}",
                    ha="center",
                    va="center",
                    fontsize=8,
                    color="white" if dark else INK,
                )
        left += width
    axes.set_yticks(at, table["label"])
    axes.set_xlabel(unit)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")


def split_bars(
    axes: Axes, table: pd.DataFrame, *, real_label: str, unit: str, column: str = "key_terms", decimals: int = 0
) -> None:
    """Draw one bar for each way to split the documents, the real one in colour.

    `table` has `label`, `real` and the column with the values, shown with so many decimals.
    """
    at = np.arange(len(table))[::-1]
    axes.barh(at, table[column], color=[PAIR[1] if real else "#BFBFBF" for real in table["real"]], height=0.7)
    for y, value, real in zip(at, table[column], table["real"], strict=True):
        text = f"{value:.{decimals}f}  {real_label}" if real else f"{value:.{decimals}f}"
        axes.text(value, y, f" {text}", va="center", fontsize=8.5, color=PAIR[1] if real else GREY)
    axes.set_yticks(at, table["label"])
    axes.set_xlabel(unit)
    axes.set_xlim(0, 1.45 * (table[column].max() or 1))
    axes.tick_params(axis="y", length=0)


def score_strip(axes: Axes, table: pd.DataFrame, *, rows: Sequence[str], names: tuple[str, str], unit: str) -> None:
    """Draw every score as a dot, one row a series, with a bar at the mean of each.

    `table` has `row`, `group` (0 or 1, for the colour) and `score`. Equal scores are stacked, so no
    dot hides another and nothing is jittered at random.
    """
    for y, row in enumerate(reversed(list(rows))):
        part = table[table["row"].eq(row)].sort_values("score")
        bins = (part["score"] / 0.04).round()
        rank = part.groupby(bins).cumcount() - (part.groupby(bins)["score"].transform("size") - 1) / 2
        colour = PAIR[int(part["group"].iloc[0])]
        marker = "os"[int(part["group"].iloc[0])]
        axes.scatter(
            part["score"], y + 0.13 * rank, s=26, color=tint(colour, 0.75), marker=marker, linewidth=0, zorder=2
        )
        mean = float(part["score"].mean())
        axes.vlines(mean, y - 0.36, y + 0.36, color=colour, linewidth=2.4, zorder=3)
        axes.text(mean, y + 0.38, f"mean {mean:+.2f}", ha="center", va="bottom", fontsize=8, color=colour)
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    axes.set_yticks(np.arange(len(rows)), list(reversed(list(rows))))
    axes.set_ylim(-0.6, len(rows) - 0.25)
    axes.set_xlim(-1, 1)
    axes.set_xlabel(unit)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    _name_above(axes, names)
