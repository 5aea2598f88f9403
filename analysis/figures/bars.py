"""Plates of bars and of scores: splits of documents, words behind tone and divergence, scores of units."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis import checks
from analysis.checks import whole_number
from analysis.errors import ArgumentError
from analysis.figures.charts import distribution, score_strip, split_bars
from analysis.figures.inputs import LETTERS, drawable, sides_named
from analysis.figures.lexical import divergence_bars, signed_bars
from analysis.figures.plate import Plate, compose

__all__ = ["plot_divergence", "plot_scores", "plot_shift", "plot_splits"]

_BARS = 20


def plot_scores(
    scores: pd.DataFrame,
    units: pd.DataFrame,
    *,
    by: str,
    names: tuple[str, str],
    title: str | None = None,
    name: str = "scores",
) -> Plate:
    """Draw the score of every unit of two groups as a dot, from a table of `score_lexicon` or `score_vader`.

    `names` are the two groups, values of the column `by` of `units`, whose index names the units.
    """
    drawable(scores, "unit", "score")
    group = checks.column("the units table", units, by, argument="by")
    found = scores.assign(row=group.set_axis(units.index.map(str)).reindex(scores["unit"].map(str)).to_numpy())
    found = found[found["row"].isin(names)].dropna(subset=["score"])
    for label in names:
        if not found["row"].eq(label).any():
            raise ArgumentError(f"no unit of {by} {checks.shown(label)} has a score; expected some; name another group")
    data = found.assign(group=[names.index(row) for row in found["row"]])
    means = found.groupby("row")["score"].mean()
    said = " and ".join(f"{means[label]:+.3f} in {label}" for label in names)
    drawn = data.assign(row=data["row"].astype(str))
    labels = [str(label) for label in names]

    def draw(figure: Figure) -> None:
        score_strip(figure.subplots(), drawn, rows=labels, names=(labels[0], labels[1]), unit="score")

    return compose(
        name=name,
        title=title or f"Mean score {said}",
        caption=f"Scores of {len(found)} units; the bar is the mean.",
        alt=f"One dot a unit. Mean score: {said}.",
        data=data[["unit", "row", "score"]],
        height=3.6,
        draw=draw,
    )


def plot_splits(
    table: pd.DataFrame, *, title: str | None = None, name: str = "splits", unit: str | None = None
) -> Plate:
    """Draw the real split among all others, from a table of `placebo_splits` or `split_values`."""
    drawable(table, "split", "real")
    column = "key_terms" if "key_terms" in table.columns else "value"
    values = checks.column("table", table, column)
    if table["real"].sum() != 1:
        raise ArgumentError(f"table has {table['real'].sum()} real splits; expected one; pass the whole table")
    real, what = float(values[table["real"]].iloc[0]), unit or {"key_terms": "key terms"}.get(column, column)
    reach = int(values.ge(real).sum())
    said = f"{reach} of {len(table)} splits have {real:.4g} or more, the real one included"
    decimals = 0 if column == "key_terms" else 3

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        if len(table) > _BARS:
            distribution(axes, values, real=real, unit=what)
            return
        labels = table["split"].astype(str)
        short = labels.where(labels.str.len().le(LETTERS), labels.str.slice(0, LETTERS - 1) + "…")
        split_bars(
            axes, table.assign(label=short), real_label="real split", unit=what, column=column, decimals=decimals
        )

    return compose(
        name=name,
        title=title or f"{reach - 1} of the {len(table) - 1} other splits of the documents reach the real one",
        caption=f"{what[0].upper()}{what[1:]} in the real split of the documents and in the others.",
        alt=f"{said}.",
        data=table,
        height=3.4 if len(table) > _BARS else 1.3 + 0.3 * len(table),
        draw=draw,
    )


def plot_shift(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] | None = None,
    most: int = 15,
    title: str | None = None,
    name: str = "shift",
) -> Plate:
    """Draw the words that carry the difference of tone between two groups, from a table of `tone_shift`."""
    target, reference = sides_named(table, names)
    drawable(table, "word", "shift")
    shown = table.head(whole_number("most", most, at_least=1))
    up, down = (", ".join(shown.loc[shown["shift"].mul(sign).gt(0), "word"].astype(str)) or "none" for sign in (1, -1))
    return compose(
        name=name,
        title=title or f"Words that make {target} sound better, or worse, than {reference}",
        caption=f"The {len(shown)} words with the largest share in the difference of tone.",
        alt=f"Raise the tone of {target}: {up}. Lower it: {down}.",
        data=shown,
        height=1.3 + 0.25 * len(shown),
        draw=lambda figure: signed_bars(
            figure.subplots(), shown["word"], shown["shift"], ends=(f"lowers tone of {target}", f"raises tone of {target}"),
            unit="shift of the tone by the word",
        ),
        limits="A word is counted with its value in the lexicon, whatever it means in its sentence.",
    )  # fmt: skip


def plot_divergence(
    table: pd.DataFrame,
    *,
    names: tuple[str, str] | None = None,
    most: int = 20,
    title: str | None = None,
    name: str = "divergence",
) -> Plate:
    """Draw the terms that contribute most to the divergence of two sides, from a table of `divergence`."""
    sides = sides_named(table, names)

    def draw(figure: Figure) -> None:
        divergence_bars(figure.subplots(), table, names=sides, most=most)

    shown = drawable(table, "term", "favours", "jensen_shannon").head(whole_number("most", most, at_least=1))
    return compose(
        name=name,
        title=title or f"Terms that separate {sides[0]} from {sides[1]}",
        caption=f"The {len(shown)} terms with the largest share of the Jensen-Shannon divergence.",
        alt=f"Terms by contribution: {', '.join(shown['term'].astype(str))}.",
        data=shown,
        height=1.3 + 0.25 * len(shown),
        draw=draw,
    )
