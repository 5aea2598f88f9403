"""Plates of dots with ranges: key terms, frames, tone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.checks import whole_number
from analysis.errors import ArgumentError
from analysis.figures.charts import ranges
from analysis.figures.inputs import LETTERS, counted, drawable, sides_named
from analysis.figures.plate import Plate, compose
from analysis.figures.style import GREY, PAIR

__all__ = ["plot_keyness", "plot_prevalence", "plot_tone"]

# One look for each group, by colour and by form; the first two are those of all plates.
_LOOKS = list(zip((*PAIR, "#00705A", "#7B4397", GREY, "#222222"), "osD^vP", strict=True))


def plot_keyness(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] | None = None,
    most: int = 10,
    title: str | None = None,
    name: str = "keyness",
) -> Plate:
    """Draw the key terms of both sides: log ratio with its interval, hollow where `lrc` is 0, and documents with the term.

    `table` is that of `keyness`; `most` terms a side by absolute `log_likelihood`.
    """
    target, reference = sides_named(table, names)
    drawable(table, "term", "log_ratio", "log_ratio_low", "log_ratio_high", "lrc", "log_likelihood", "documents_target")
    sign = np.sign(table["rate_target"] - table["rate_reference"])
    strong = table.assign(side=sign).sort_values("log_likelihood", key=abs, ascending=False, kind="stable")
    shown = pd.concat(
        [strong[strong["side"].eq(side)].head(whole_number("most", most, at_least=1)) for side in (1, -1)],
        ignore_index=True,
    )
    of = [shown[f"documents_of_{side}"].iloc[0] for side in ("target", "reference")]
    data = pd.DataFrame(
        {
            "label": shown["term"].astype(str).str.slice(0, LETTERS),
            "value": shown["log_ratio"],
            "low": shown["log_ratio_low"].replace(-np.inf, np.nan).fillna(shown["log_ratio"]),
            "high": shown["log_ratio_high"].replace(np.inf, np.nan).fillna(shown["log_ratio"]),
            "colour": [PAIR[1] if side > 0 else PAIR[0] for side in shown["side"]],
            "marker": ["s" if side > 0 else "o" for side in shown["side"]],
            "note": [
                f"{counted(a)} | {counted(b)}"
                for a, b in zip(shown["documents_target"], shown["documents_reference"], strict=True)
            ],
            "open": shown["lrc"].eq(0),
        }
    )
    sides = [", ".join(shown.loc[shown["side"].eq(side), "term"].astype(str)) or "none" for side in (1, -1)]
    return _plate(
        data,
        shown,
        unit="log ratio, doublings",
        looks={reference: (PAIR[0], "o"), target: (PAIR[1], "s")},
        name=name,
        title=title or f"Terms more frequent in {target}, and in {reference}",
        caption=f"Log ratios of the {len(shown)} terms with the largest G2. Right: documents with the term, of {counted(of[0])} of "
        f"{target} | of {counted(of[1])} of {reference}.",
        alt=f"More in {target}: {sides[0]}. More in {reference}: {sides[1]}.",
        read="A line is the 95% interval. A hollow mark is undecided: its interval, corrected for many terms, includes 0.",
        limits="Intervals treat words as independent: a term that few documents use often can lead. See p by documents.",
    )


def plot_prevalence(
    table: pd.DataFrame, *, title: str | None = None, name: str = "frames", unit: str | None = None
) -> Plate:
    """Draw the frames of each group: shares of a table of `prevalence`, or rates of one of `frame_rates`."""
    drawable(table, "frame", "group", "lowest", "highest")
    rates = "rate" in table.columns
    value, decimals = ("rate", 2) if rates else ("share", 2)
    looks = _looks(table["group"])
    what = "Hits of each frame per 1,000 words" if rates else "Share of units with each frame, from 0 to 1"
    data = pd.DataFrame(
        {
            "label": table["frame"].astype(str).str.slice(0, LETTERS),
            "value": table[value],
            "low": table["lowest"],
            "high": table["highest"],
            "colour": [looks[group][0] for group in table["group"]],
            "marker": [looks[group][1] for group in table["group"]],
            "note": table["hits"].map(counted)
            if rates
            else [
                f"{counted(k)} of {counted(n)}"
                for k, n in zip(table["statements"], table["statements_of"], strict=True)
            ],
            "open": False,
        }
    )
    said = [
        f"{frame}: " + ", ".join(f"{row.group} {getattr(row, value):.{decimals}f}" for row in part.itertuples())
        for frame, part in table.groupby("frame", sort=False)
    ]
    return _plate(
        data,
        table,
        looks=looks,
        unit=unit or what.lower(),
        name=name,
        title=title or what,
        caption=f"{what}; right: {'hits' if rates else 'units with the frame'}.",
        alt=f"{what}. {'; '.join(said)}.",
        read="A line reaches from the lowest to the highest value when any one document is left out.",
    )


def plot_tone(table: pd.DataFrame, *, title: str | None = None, name: str = "tone") -> Plate:
    """Draw the mean tone of each group, from a table of `tone_by_group`."""
    drawable(table, "group", "texts", "mean", "lowest", "highest")
    data = pd.DataFrame(
        {
            "label": table["group"].astype(str).str.slice(0, LETTERS),
            "value": table["mean"],
            "low": table["lowest"],
            "high": table["highest"],
            "colour": PAIR[0],
            "marker": "o",
            "note": [f"{counted(number)} texts" for number in table["texts"]],
            "open": False,
        }
    )
    said = "; ".join(f"{row.group} {row.mean:+.3f}" for row in table.itertuples())
    return _plate(
        data,
        table,
        unit="mean score, -1 negative to +1 positive",
        name=name,
        title=title or "Mean tone of each group",
        caption="Mean score of the texts of each group by the lexicon.",
        alt=f"Mean tone, -1 to 1: {said}.",
        read="A line reaches from the lowest to the highest mean when any one document is left out.",
        limits="A text without a word of the lexicon scores 0, which is no evidence.",
    )


def _looks(groups: pd.Series) -> dict[Any, tuple[str, str]]:
    """Return colour and marker of each group."""
    names = list(dict.fromkeys(groups))
    if len(names) > len(_LOOKS):
        raise ArgumentError(
            f"table has {len(names)} groups; expected at most {len(_LOOKS)}, which can be told apart; select some"
        )
    return dict(zip(names, _LOOKS, strict=False))


def _plate(
    marks: pd.DataFrame, data: pd.DataFrame, *, unit: str, looks: dict[Any, tuple[str, str]] | None = None, **words: str
) -> Plate:
    """Draw marks with their ranges; the names of groups are written above in their looks."""
    signs = {"o": "●", "s": "■", "D": "◆", "^": "▲", "v": "▼", "P": "✚"}

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        ranges(axes, marks, unit=unit)
        for at, (group, (colour, marker)) in enumerate((looks or {}).items()):
            place, up = (at % 3) / 3, 1.02 + 0.4 * ((len(looks or {}) - 1) // 3 - at // 3) / height
            label = f"{signs[marker]} {str(group)[:LETTERS]}"
            axes.text(place, up, label, color=colour, fontsize=9, fontweight="bold", transform=axes.transAxes)

    rows = marks.groupby("label", sort=False).size()
    height = 1.5 + float((0.18 + 0.14 * rows).sum())
    return compose(**words, data=data, height=height, draw=draw)
