"""Plates on the corpus: how much of each article is compared, and in whose words."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.charts import stacked_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.style import PAIR
from analysis.study.data.load import Study
from analysis.study.design import ERAS, NAMES
from analysis.study.findings.corpus import finding_voices

__all__ = ["PLATES", "plate_corpus", "plate_voices"]

_COLOUR = dict(zip(ERAS, PAIR, strict=True))


def _labels(study: Study) -> pd.Series:
    documents = study.documents.sort_values("date")
    return documents["date"] + "  (article " + documents.index + ")"


def plate_corpus(study: Study) -> Plate:
    """How much of each article the comparison uses."""
    values = finding_voices(study).values
    units = study.units[~study.units["nested"]]
    chosen = units.index.isin(study.select().units.index)
    kind = units["type"].where(units["type"].ne("statement"), "other statements").mask(chosen, "officials")
    labels = _labels(study)
    parts = ["officials", "other statements", "narration", "furniture"]
    table = (
        units.groupby(["document", kind])["tokens"].sum().unstack(fill_value=0).reindex(columns=parts).loc[labels.index]
    )
    data = table.assign(
        label=labels, date=study.documents["date"], era=study.documents["era"].loc[labels.index]
    ).reset_index()
    data["colour"] = data["era"].map(_COLOUR)

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        stacked_bars(
            axes,
            data,
            parts=parts,
            colours=["1", "0.45", "#CFCFCF", "#EFEFEF"],
            unit="words counted (tokens)",
            smallest_label=22,
        )
        axes.set_title(
            f"blue: {NAMES[0]}, orange: {NAMES[1]}\nfull colour: officials on the relationship, pale: other statements\n"
            "grey: reporters' own words, light grey: page matter",
            loc="left",
            fontsize=8.5,
        )

    return compose(
        name="corpus",
        title=f"Of five pages, {values['share']:.0%} of the words are what the study compares",
        caption=(
            "Words of each article by whose they are, articles in order of time. Compared are statements in the body of an "
            "article by named Chinese officials about relations with the United States; headlines and captions that restate "
            "them are left out."
        ),
        alt=(
            "Five stacked bars, one an article, in words counted. Officials' statements on the relationship, other "
            "statements, reporters' words, page matter: "
            + "; ".join(
                f"{row.date}: {row.officials}, {row.other}, {row.narration}, {row.furniture}"
                for row in data.rename(columns={"other statements": "other"}).itertuples()
            )
            + "."
        ),
        data=data.drop(columns="colour"),
        height=3.7,
        draw=draw_it,
    )


def plate_voices(study: Study) -> Plate:
    """Whose words, and in which voice they reached the page."""
    units = study.select().units
    voices = ["direct", "mixed", "indirect"]
    table = units.groupby(["era", "document", "speaker", "voice"])["tokens"].sum().unstack(fill_value=0)
    table = table.reindex(columns=voices).reset_index()
    table["date"] = table["document"].map(study.documents["date"])
    table = table.sort_values(["date", "speaker"], ignore_index=True)
    table["label"] = table["speaker"] + ", " + table["date"].str[:4]
    table["colour"] = table["era"].map(_COLOUR)
    totals = table.groupby("era")[voices].sum()
    wholly = totals["direct"] / totals.sum(axis=1)
    quoted = units.groupby("era")["quoted_tokens"].sum() / units.groupby("era")["tokens"].sum()

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        stacked_bars(
            axes, table, parts=voices, colours=["1", "0.6", "0.25"], unit="words counted (tokens)", smallest_label=11
        )
        axes.set_title(
            f"full colour: wholly quoted, half: partly quoted, pale: reported\nblue: {NAMES[0]}, orange: {NAMES[1]}",
            loc="left",
            fontsize=8.5,
        )

    return compose(
        name="voices",
        title=f"Under half of the officials' words are quoted: {quoted['biden']:.0%} in 2021, {quoted['trump2']:.0%} in 2025-26",
        caption=(
            "Words of officials' statements about relations with the United States, by speaker and voice. Direct: all content "
            "in quotation marks; mixed: some; indirect: none, so that the wording is the reporter's. Quotations may "
            "be translations."
        ),
        alt=(
            "Stacked bars, one a speaker, in words counted (direct, mixed, indirect): "
            + "; ".join(f"{row.label}: {row.direct}, {row.mixed}, {row.indirect}" for row in table.itertuples())
            + f". Wholly quoted statements make {wholly['biden']:.0%} of the words of 2021 and {wholly['trump2']:.0%} of 2025-26."
        ),
        data=table.drop(columns=["colour"]),
        height=4.0,
        draw=draw_it,
    )


PLATES = {"corpus": plate_corpus, "voices": plate_voices}
