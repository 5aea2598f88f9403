"""Plates on the corpus: how much of each article is compared, and in whose words."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.charts import stacked_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.style import GREY, PAIR, SMALL
from analysis.study.data.load import Study
from analysis.study.design import ERAS
from analysis.study.findings.corpus import finding_voices
from analysis.study.tables.official import ARTICLES

__all__ = ["PLATES", "plate_corpus", "plate_voices"]

_COLOUR = dict(zip(ERAS, PAIR, strict=True))


def plate_corpus(study: Study) -> Plate:
    """How much of each article the comparison uses."""
    values = finding_voices(study).values
    units = study.units[~study.units["nested"]]
    chosen = units.index.isin(study.select().units.index)
    kind = units["type"].where(units["type"].ne("statement"), "other statements").mask(chosen, "officials")
    parts = ["officials", "other statements", "narration", "furniture"]
    table = units.groupby(["document", kind])["tokens"].sum().unstack(fill_value=0)
    table = table.reindex(columns=parts).loc[list(ARTICLES)]
    data = table.assign(date=study.documents["date"], era=study.documents["era"]).reset_index()
    data["label"] = data["document"].map(ARTICLES)
    data["colour"] = data["era"].map(_COLOUR)

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        stacked_bars(
            axes, data, parts=parts, colours=["1", "0.45", "#CFCFCF", "#EFEFEF"], unit="words", smallest_label=28
        )
        _key(axes, "full colour: officials on relations with the US\npale colour: other statements\n"
             "grey: the reporter’s words; light grey: page matter")  # fmt: skip

    return compose(
        name="corpus",
        title=f"The study compares {values['share']:.0%} of the {values['pages']:,.0f} words on {len(data)} pages",
        caption=(
            "Words of each article by whose they are, articles in order of time and named by their main speaker. Compared are "
            "statements in the body of an article by named Chinese officials about relations with the United States; headlines "
            "and captions that restate them are left out."
        ),
        read="A bar is an article; the part in full colour is compared. Blue: 2021; orange: 2025-26.",
        limits=(
            "Five articles that were given, not drawn, are a sample of nothing. The page of Zhang 2021 is no press article but "
            "an unsigned page of a company’s web log, and has most of the words of 2021."
        ),
        alt=(
            "Five stacked bars, one an article, in words: officials on relations with the US, other statements, reporters’ words, "
            "page matter. "
            + "; ".join(
                f"{row.label}: {row.officials}, {row.other}, {row.narration}, {row.furniture}"
                for row in data.rename(columns={"other statements": "other"}).itertuples()
            )
            + "."
        ),
        data=data.drop(columns="colour"),
        height=3.9,
        draw=draw_it,
    )


def plate_voices(study: Study) -> Plate:
    """Whose words, and in which voice they reached the page."""
    units = study.select().units
    voices = ["direct", "mixed", "indirect"]
    table = units.groupby(["era", "document", "speaker", "voice"])["tokens"].sum().unstack(fill_value=0)
    table = table.reindex(columns=voices).reset_index()
    table["date"] = table["document"].map(study.documents["date"])
    table = table.sort_values(["date", "document", "speaker"], ignore_index=True)
    table["label"] = table["speaker"].str.split().str[0] + " " + table["date"].str[:4]
    table["colour"] = table["era"].map(_COLOUR)
    totals = table.groupby("era")[voices].sum()
    wholly = totals["direct"] / totals.sum(axis=1)
    sizes = units.groupby("era")["tokens"].sum()
    quoted = units.groupby("era")["quoted_tokens"].sum() / sizes

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        stacked_bars(axes, table, parts=voices, colours=["1", "0.6", "0.25"], unit="words", smallest_label=14)
        _key(axes, "full colour: all in quotation marks\nhalf: partly in quotation marks\npale: the reporter’s wording")

    return compose(
        name="voices",
        title=f"Under half of officials’ words are quoted: {quoted['biden']:.0%} of {sizes['biden']} in 2021, "
        f"{quoted['trump2']:.0%} of {sizes['trump2']} in 2025-26",
        caption=(
            "Words of officials’ statements about relations with the United States, by speaker and voice. Xi and Wang of 2021 "
            "are reported in the articles Zhang 2021 and Li 2021."
        ),
        read=(
            "A bar is a speaker, in full colour the words of statements that are all in quotation marks, in half colour of those "
            "that are partly, pale those whose wording is the reporter’s. Blue: 2021; orange: 2025-26."
        ),
        limits="Quotations may be translations: quotation marks do not make the English an official’s own.",
        alt=(
            "Stacked bars, one a speaker, in words (direct, mixed, indirect): "
            + "; ".join(f"{row.label}: {row.direct}, {row.mixed}, {row.indirect}" for row in table.itertuples())
            + f". Statements all in quotation marks have {wholly['biden']:.0%} of the words of 2021 and {wholly['trump2']:.0%} of "
            "2025-26."
        ),
        data=table.drop(columns=["colour"]),
        height=4.4,
        draw=draw_it,
    )


def _key(axes: Axes, text: str) -> None:
    """Write above the bars what their tints mean."""
    axes.set_title(text, loc="left", fontsize=SMALL, color=GREY, x=-0.02, linespacing=1.4)


PLATES = {"corpus": plate_corpus, "voices": plate_voices}
