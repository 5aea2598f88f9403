"""The charts of plates. Each takes a table with fixed columns and draws into one axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.figures.style import BASE, GREY, INK, PAIR, SMALL, tint

__all__ = [
    "arrows",
    "distribution",
    "paired_dots",
    "ranges",
    "score_strip",
    "signed_ranges",
    "split_bars",
    "stacked_bars",
]


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
                    fontsize=SMALL,
                    color=colour,
                )
    axes.set_yticks(at, table["label"])
    axes.set_ylim(-0.7, len(table) - 0.3)
    longest = max((table[note].astype(str).str.len().max() for note in notes if note), default=0)
    axes.set_xlim(-(0.05 + 0.03 * longest) * top, (1.05 + 0.03 * longest) * top)
    # The space left of zero is for the notes; there are no values there.
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1.1 * top])
    axes.set_xlabel(unit)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    _name_above(axes, names)


def _name_above(axes: Axes, names: tuple[str, str]) -> None:
    """Write the names of the two groups in their colours above the axes: direct labels, no legend."""
    for name, colour, marker, x in zip(names, PAIR, ("●", "■"), (0.0, 0.5), strict=True):
        axes.text(x, 1.02, f"{marker} {name}", color=colour, fontsize=BASE, fontweight="bold", transform=axes.transAxes)


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
                    fontsize=SMALL,
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
        axes.text(value, y, f" {text}", va="center", fontsize=SMALL, color=PAIR[1] if real else GREY)
    axes.set_yticks(at, table["label"])
    axes.set_xlabel(unit)
    axes.set_xlim(0, 1.45 * (table[column].max() or 1))
    axes.tick_params(axis="y", length=0)


def arrows(axes: Axes, table: pd.DataFrame, *, names: tuple[str, str], unit: str, room: float = 1.35) -> None:
    """Draw a difference a row as an arrow from zero, in the colour of the group that is higher.

    `table` has `group` (a heading above the first of its rows, or empty), `label`, `value` and `note`, words beside the
    head of the arrow; rows are drawn from top to bottom. `room` is the reach of the axis as a multiple of the longest arrow.
    """
    heads = table["group"].ne(table["group"].shift()) & table["group"].ne("")
    at = np.arange(len(table)) + 1.1 * heads.cumsum().to_numpy()
    reach = room * float(table["value"].abs().max() or 1)
    for y, row, head in zip(at, table.to_dict("records"), heads, strict=True):
        up = row["value"] >= 0
        colour = PAIR[1] if up else PAIR[0]
        axes.annotate("", (row["value"], y), (0, y), arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2.2,
                      "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0})  # fmt: skip
        axes.annotate(f"{row['note']}", (row["value"], y), xytext=(5 if up else -5, 0), textcoords="offset points",
                      ha="left" if up else "right", va="center", fontsize=SMALL, color=colour)  # fmt: skip
        if head:
            axes.text(-reach, y - 0.98, row["group"], va="center", fontsize=BASE, fontweight="bold", color=INK)
    axes.axvline(0, color=GREY, linewidth=0.9)
    axes.set_yticks(at, table["label"])
    axes.set_ylim(at[-1] + 0.7, -0.6 if heads.any() else -0.8)
    axes.set_xlim(-reach, reach)
    axes.set_xlabel(unit)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    _sides_above(axes, names)


def signed_ranges(axes: Axes, table: pd.DataFrame, *, names: tuple[str, str], unit: str) -> None:
    """Draw a difference a row as a dot on the line of its range, grey where the range holds zero.

    `table` has `label`, `value`, `low` and `high`; rows are drawn from top to bottom.
    """
    at = np.arange(len(table))
    for y, row in zip(at, table.to_dict("records"), strict=True):
        colour = PAIR[1] if row["low"] > 0 else PAIR[0] if row["high"] < 0 else "#9A9A9A"
        axes.plot(
            [row["low"], row["high"]], [y, y], color=colour, linewidth=4, alpha=0.4, solid_capstyle="butt", zorder=2
        )
        axes.scatter([row["value"]], [y], color=colour, s=52, zorder=3)
    axes.axvline(0, color=GREY, linewidth=0.9)
    axes.set_yticks(at, table["label"])
    axes.set_ylim(len(table) - 0.4, -0.6)
    reach = 1.08 * float(table[["low", "high"]].abs().max().max() or 1)
    axes.set_xlim(-reach, reach)
    axes.set_xlabel(unit)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    _sides_above(axes, names)


def _sides_above(axes: Axes, names: tuple[str, str]) -> None:
    """Write above the axes which side means which group, in its colour."""
    for text, colour, x, side in (
        (f"◀ higher in {names[0]}", PAIR[0], 0.0, "left"),
        (f"higher in {names[1]} ▶", PAIR[1], 1.0, "right"),
    ):
        axes.text(x, 1.01, text, color=colour, fontsize=SMALL, fontweight="bold", ha=side, va="bottom",
                  transform=axes.transAxes)  # fmt: skip


def score_strip(
    axes: Axes,
    table: pd.DataFrame,
    *,
    rows: Sequence[str],
    names: tuple[str, str],
    unit: str,
    limits: tuple[float, float] | None = None,
) -> None:
    """Draw every score as a dot, one row a series, with a bar at the mean of each group in it.

    `table` has `row`, `group` (0 or 1, for the colour of the dot) and `score`. Equal scores are stacked, so no
    dot hides another and nothing is jittered at random. The axis reaches as far as the scores, or over `limits`.
    """
    reach = 1.08 * float(table["score"].abs().max()) or 1.0
    low, high = (-reach, reach) if limits is None else limits
    step = (high - low) / 50
    for y, row in enumerate(reversed(list(rows))):
        part = table[table["row"].eq(row)].sort_values("score", kind="stable")
        bins = (part["score"] / step).round()
        # High stacks are drawn closer, so that they stay in their row.
        near = min(0.13, 0.7 / max(1, int(part.groupby(bins).size().max())))
        rank = part.groupby(bins).cumcount() - (part.groupby(bins)["score"].transform("size") - 1) / 2
        for place, (group, own) in enumerate(part.groupby("group", sort=True)):
            colour, at = PAIR[int(str(group))], y + near * rank[own.index]
            dots = tint(colour, 0.75)
            axes.scatter(own["score"], at, s=26, color=dots, marker="os"[int(str(group))], linewidth=0, zorder=2)
            mean = float(own["score"].mean())
            axes.vlines(mean, y - 0.36, y + 0.36, color=colour, linewidth=2.4, zorder=3)
            # The means of two groups in a row are named above and below it.
            above = y + 0.38 if place == 0 else y - 0.38
            side = "bottom" if place == 0 else "top"
            axes.text(
                mean,
                above,
                f"mean {mean:+.{2 if high >= 0.1 else 3}f}",
                ha="center",
                va=side,
                fontsize=SMALL,
                color=colour,
            )
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    axes.set_yticks(np.arange(len(rows)), list(reversed(list(rows))))
    axes.set_ylim(-0.6, len(rows) - 0.25)
    axes.set_xlim(low, high)
    axes.set_xlabel(unit)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)
    _name_above(axes, names)


def ranges(axes: Axes, table: pd.DataFrame, *, unit: str) -> None:
    """Draw a dot with a line from `low` to `high` for each row, rows with one `label` close together.

    `table` has `label`, `value`, `low`, `high` (NaN for no line), `colour`, `marker`, `note` (a short string) and `open`
    (whether the dot is hollow); labels are drawn from top to bottom in the order of the rows.
    """
    labels = list(dict.fromkeys(table["label"]))
    most = int(table.groupby("label").size().max())
    step = 0.0 if most == 1 else min(0.24, 0.7 / most)
    lowest, highest = float(table[["low", "value"]].min().min()), float(table[["high", "value"]].max().max())
    for y, label in zip(range(len(labels))[::-1], labels, strict=True):
        part = table[table["label"].eq(label)]
        for rank, row in enumerate(part.to_dict("records")):
            at = y + step * ((len(part) - 1) / 2 - rank)
            if row["low"] < row["high"]:
                axes.hlines(at, row["low"], row["high"], color=tint(row["colour"], 0.5), linewidth=1.6, zorder=1)
            fill = "white" if row["open"] else row["colour"]
            axes.scatter(
                row["value"], at, s=42, facecolor=fill, edgecolor=row["colour"], marker=row["marker"], zorder=2
            )
            if row["note"]:
                axes.annotate(
                    str(row["note"]),
                    (1, at),
                    xycoords=("axes fraction", "data"),
                    ha="right",
                    va="center",
                    fontsize=SMALL,
                    color=row["colour"],
                )
    notes = table["note"].astype(str).str.len().max()
    width = (highest - lowest) or 1.0
    axes.set_yticks(np.arange(len(labels))[::-1], labels)
    axes.set_ylim(-0.7, len(labels) - 0.3)
    axes.set_xlim(lowest - 0.06 * width, highest + (0.06 + 0.03 * notes) * width)
    axes.set_xticks([tick for tick in axes.get_xticks() if lowest - 0.06 * width <= tick <= highest + 0.06 * width])
    axes.set_xlabel(unit)
    axes.grid(axis="x")
    axes.tick_params(axis="y", length=0)


def distribution(axes: Axes, values: pd.Series, *, real: float, unit: str) -> None:
    """Draw how often each value occurs, with a line at the real one: for more splits than bars can show."""
    axes.hist(values, bins=min(30, max(2, int(values.nunique()))), color="#BFBFBF", edgecolor="white")
    axes.axvline(real, color=PAIR[1], linewidth=2.4)
    right = real < (float(values.min()) + float(values.max())) / 2
    axes.annotate(
        f"real split: {real:.4g}",
        (real, 1),
        xycoords=("data", "axes fraction"),
        xytext=(5 if right else -5, -4),
        textcoords="offset points",
        ha="left" if right else "right",
        va="top",
        fontsize=SMALL,
        color=PAIR[1],
    )
    axes.set_xlabel(unit)
    axes.set_ylabel("splits")
    axes.grid(axis="y")
