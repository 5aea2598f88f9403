"""Charts of words: the terms behind a divergence, and the collocates of several nodes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.checks import choice, number, table, whole_number
from analysis.errors import ArgumentError
from analysis.figures.style import BASE, GREY, INK, PAIR, SMALL

__all__ = ["collocate_circle", "divergence_bars", "signed_bars"]

_UNITS = {
    "jensen_shannon": "bits of the Jensen-Shannon divergence",
    "rank_turbulence": "share of the rank-turbulence divergence",
}


def divergence_bars(
    axes: Axes, terms: pd.DataFrame, *, names: tuple[str, str], most: int = 20, value: str = "jensen_shannon"
) -> pd.DataFrame:
    """Draw the terms that contribute most to a divergence, to the side of the group that they favour.

    Parameters
    ----------
    axes : Axes
        The axes to draw into.
    terms : DataFrame
        Table of `terms.compare.divergences.divergence`.
    names : (str, str)
        Names of the target and the reference.
    most : int
        Terms drawn.
    value : {"jensen_shannon", "rank_turbulence"}
        Column of contributions.

    Returns
    -------
    DataFrame
        The rows drawn, in order.
    """
    unit = _UNITS[choice("value", value, _UNITS)]
    table("terms", terms, "term", "favours", value)
    whole_number("most", most, at_least=1)
    shown = terms.sort_values([value, "term"], ascending=[False, True]).head(most).reset_index(drop=True)
    signed_bars(
        axes,
        shown["term"],
        shown[value] * shown["favours"],
        ends=(f"more in {names[1]}", f"more in {names[0]}"),
        unit=f"contribution of the term, {unit}",
    )
    return shown


def signed_bars(axes: Axes, words: pd.Series, values: pd.Series, *, ends: tuple[str, str], unit: str) -> None:
    """Draw a bar for each word: to the right and in the second colour where its value is above 0; `ends` are left and right."""
    at = np.arange(len(words))[::-1]
    # The target, second in time, is on the right and has the second colour.
    colours = [PAIR[1] if value > 0 else PAIR[0] for value in values]
    axes.barh(at, values, color=colours, height=0.72)
    widest = float(values.abs().max()) if len(words) else 1.0
    for y, length, word, colour in zip(at, values, words, colours, strict=True):
        right = length >= 0
        axes.annotate(
            str(word),
            (length, y),
            xytext=(4 if right else -4, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="center",
            fontsize=SMALL,
            color=colour,
            parse_math=False,
        )
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.set_yticks([])
    axes.set_ylim(-0.7, len(words) - 0.3)
    axes.set_xlim(-1.45 * (widest or 1), 1.45 * (widest or 1))
    axes.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_xlabel(unit)
    axes.grid(axis="x")
    for text, colour, x, side in ((f"◀ {ends[0]}", PAIR[0], 0.0, "left"), (f"{ends[1]} ▶", PAIR[1], 1.0, "right")):
        axes.text(x, 1.02, text, color=colour, fontsize=SMALL, fontweight="bold", ha=side, transform=axes.transAxes)


def collocate_circle(
    axes: Axes, edges: pd.DataFrame, *, colour: str = PAIR[0], weight: str = "log_dice", steps: float = 3
) -> pd.DataFrame:
    """Draw nodes on an inner circle and their collocates around it; a collocate of several nodes lies between them.

    Parameters
    ----------
    axes : Axes
        The axes to draw into.
    edges : DataFrame
        Table of `terms.context.collocation.collocation_network`: `node`, `collocate`, `log_dice`, `count`.
    colour : str
        Colour of the nodes.
    weight : str
        Column that sets the width of a line.
    steps : float
        How far below the strongest pair the line is thinnest, in units of `weight`; one step of logDice is a factor
        of two.

    Returns
    -------
    DataFrame
        The place of every word: `word`, `kind` (node, collocate), `x`, `y`, sorted by word.
    """
    table("edges", edges, "node", "collocate", weight)
    number("steps", steps, above=0)
    if edges.empty:
        raise ArgumentError("edges has no row; expected pairs of node and collocate; lower min_count")
    nodes = sorted(edges["node"].unique())
    angle = {node: np.pi / 2 - 2 * np.pi * rank / len(nodes) for rank, node in enumerate(nodes)}
    inner = 0.0 if len(nodes) == 1 else 0.72
    place = {node: (inner * np.cos(turn), inner * np.sin(turn)) for node, turn in angle.items()}
    homes = edges[~edges["collocate"].isin(nodes)].groupby("collocate")["node"].agg(lambda column: sorted(set(column)))
    for node in nodes:
        own = sorted(str(word) for word, of in homes.items() if of == [node])
        spread = 2 * np.pi / len(nodes)
        for rank, word in enumerate(own):
            turn = angle[node] + spread * 0.86 * ((rank + 0.5) / len(own) - 0.5)
            place[str(word)] = (1.2 * np.cos(turn), 1.2 * np.sin(turn))
    shared = {str(word): np.mean([place[node] for node in of], axis=0) for word, of in homes.items() if len(of) > 1}
    # Words between nodes are stacked in the middle, each near its nodes, so that none hides another.
    stack = sorted(shared, key=lambda word: (-float(shared[word][1]), word))
    step = min(0.3, 0.9 / max(1, len(stack) - 1))
    for rank, word in enumerate(stack):
        side = float(shared[word][0])
        place[word] = (0.16 * np.sign(round(side, 6)), step * ((len(stack) - 1) / 2 - rank))
    strongest = float(edges[weight].max())
    for node, word, strength in edges[["node", "collocate", weight]].itertuples(index=False):
        (x1, y1), (x2, y2) = place[node], place[word]
        width = 0.6 + 2.6 * max(0.0, 1 - (strongest - strength) / steps)
        axes.plot([x1, x2], [y1, y2], color="#BBBBBB", linewidth=width, zorder=1)
    rows = []
    for word, (x, y) in sorted(place.items()):
        is_node = word in angle
        axes.text(
            x,
            y,
            word,
            ha="center",
            va="center",
            fontsize=BASE if is_node else SMALL,
            fontweight="bold" if is_node else "normal",
            color="white" if is_node else INK,
            bbox={"boxstyle": "round,pad=0.3", "facecolor": colour if is_node else "white", "edgecolor": "#DDDDDD"},
            zorder=3,
            parse_math=False,
        )
        rows.append((word, "node" if is_node else "collocate", x, y))
    axes.set_xlim(-1.4, 1.4)
    axes.set_ylim(-1.3, 1.3)
    axes.set_axis_off()
    return pd.DataFrame(rows, columns=["word", "kind", "x", "y"])
