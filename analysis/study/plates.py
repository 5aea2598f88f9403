"""The plates of the study: what is drawn, with titles that state the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.errors import one_of
from analysis.figures.charts import paired_dots, score_strip, split_bars, stacked_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.style import PAIR
from analysis.study.comparisons import (
    OFTEN,
    compare_terms,
    frame_differences,
    phrase_table,
    split_table,
    tone_differences,
)
from analysis.study.findings import finding_keyness, finding_tone, finding_voices
from analysis.study.load import ERAS, SELECTIONS, YEARS, Study
from analysis.study.plates_framing import FRAMING_PLATES
from analysis.study.plates_tone import TONE_PLATES

__all__ = ["PLATES", "draw"]

NAMES = (ERAS["biden"], ERAS["trump2"])
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


def plate_terms(study: Study) -> Plate:
    """Rates of the content terms that occur often enough to be looked at."""
    table = compare_terms(study)
    table = table[table["count_target"] + table["count_reference"] >= OFTEN]
    table = table.sort_values(["log_ratio", "term"], ignore_index=True)
    table = table.assign(
        label=table["term"],
        first=table["rate_reference"],
        second=table["rate_target"],
        note_first=table["documents_reference"].astype(str) + "/" + table["documents_of_reference"].astype(str),
        note_second=table["documents_target"].astype(str) + "/" + table["documents_of_target"].astype(str),
    )
    only = table[table["count_target"].eq(0)]["term"]

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        paired_dots(
            axes,
            table,
            names=NAMES,
            unit="occurrences in 1,000 words of officials' statements",
            notes=("note_first", "note_second"),
        )

    columns = [
        *("term", "count_reference", "count_target", "rate_reference", "rate_target", "documents_reference"),
        *("documents_target", "log_ratio", "log_ratio_low", "log_ratio_high", "lrc", "p_documents", "same_sign"),
    ]
    return compose(
        name="terms",
        title=f"{len(only)} words of officials' statements of 2021 are in none of 2025-26",
        caption=(
            f"Content words with {OFTEN} or more occurrences in officials' statements, from those of 2021 (top) to those of "
            "2025-26. Beside each dot: in how many of the era's articles. No difference is reliable word by word (all conservative "
            "log ratios are 0), and the statements of 2021 have more than twice as many words. Era goes along with speaker, "
            "occasion and outlet."
        ),
        alt=(
            "Paired dots, rate in 1,000 words of officials' statements in 2021 and 2025-26: "
            + "; ".join(f"{row.term}: {row.rate_reference:.1f} and {row.rate_target:.1f}" for row in table.itertuples())
            + f". Absent later: {', '.join(only)}."
        ),
        data=table[columns],
        height=0.9 + 0.27 * len(table) + 0.5,
        draw=draw_it,
    )


def plate_splits(study: Study) -> Plate:
    """The real split of articles beside the nine others."""
    values = finding_keyness(study).values
    officials, pages = split_table(study), split_table(study, selection="whole pages")
    data = officials.merge(pages, on=["split", "real"], suffixes=("_officials", "_pages"))
    shown = {"key_terms_officials": "officials' statements", "key_terms_pages": "whole pages, naive"}

    def draw_it(figure: Figure) -> None:
        for axes, (column, name) in zip(figure.subplots(1, 2), shown.items(), strict=True):
            ordered = data.sort_values([column, "split"], ascending=[False, True], ignore_index=True)
            table = ordered.assign(label=ordered["split"].str.replace("+", " + "), key_terms=ordered[column])
            split_bars(axes, table, real_label="real split", unit="“key” terms (G2 of 3.84 or more)")
            axes.set_title(name, loc="left")

    return compose(
        name="splits",
        title=f"{values['g2_as_many']:.0f} of {values['g2_others']:.0f} splits that mix the eras give as many “key” terms or more",
        caption=(
            "Number of terms that pass the customary threshold when three of the five articles are set against the other two, "
            "for all ten ways to do so; a label names the three. Only the coloured split is by era. The usual test takes "
            "words as independent, which words of one text are not."
        ),
        alt=(
            f"Two bar charts of ten bars each. Officials' statements: the real split has {values['g2_real']:.0f} key terms, the "
            f"nine others {values['g2_lowest']:.0f} to {values['g2_highest']:.0f}. Whole pages: the real split has "
            f"{data.loc[data['real'], 'key_terms_pages'].iloc[0]}, the others "
            f"{data.loc[~data['real'], 'key_terms_pages'].min()} to {data.loc[~data['real'], 'key_terms_pages'].max()}."
        ),
        data=data,
        height=3.9,
        draw=draw_it,
    )


def plate_phrases(study: Study) -> Plate:
    """Set phrases in both eras and in one."""
    table = phrase_table(study)
    table = table.assign(
        label=table["phrase"],
        first=table["count_biden"],
        second=table["count_trump2"],
        note_first=table["documents_biden"].astype(str) + "/2",
        note_second=table["documents_trump2"].astype(str) + "/3",
    )
    shared = table["count_biden"].gt(0) & table["count_trump2"].gt(0)

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        paired_dots(
            axes, table, names=NAMES, unit="occurrences in officials' statements", notes=("note_first", "note_second")
        )

    return compose(
        name="phrases",
        title=f"{shared.sum()} of {len(table)} recurring phrases are in officials' statements of both eras",
        caption=(
            "Phrases of two to six words that recur in officials' statements of at least two articles, function words at the "
            "edges left out, a phrase inside a longer one with the same counts left out. Beside each dot: in how many of the "
            "era's articles. Counts, not rates: the statements of 2021 have more than twice as many words. Other ways to split "
            "the five articles share as many phrases."
        ),
        alt=(
            "Paired dots, occurrences in 2021 and 2025-26: "
            + "; ".join(f"{row.phrase}: {row.first} and {row.second}" for row in table.itertuples())
            + "."
        ),
        data=table[["phrase", "words", "count_biden", "count_trump2", "documents_biden", "documents_trump2"]],
        height=0.9 + 0.27 * len(table) + 0.6,
        draw=draw_it,
    )


def plate_frames(study: Study) -> Plate:
    """Share of officials' statements with each frame."""
    table = frame_differences(study)
    table = table.assign(label=table["name"], first=100 * table["mean_reference"], second=100 * table["mean_target"])
    for column, era in (("note_first", "biden"), ("note_second", "trump2")):
        number, articles = table[f"statements_{era}"].astype(str), table[f"documents_{era}"].astype(str)
        table[column] = (number + " in " + articles + " art.").where(table[f"statements_{era}"].gt(0), "0")

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        paired_dots(
            axes,
            table,
            names=NAMES,
            unit="share of officials' statements with the frame, in %",
            notes=("note_first", "note_second"),
        )

    of = table.iloc[0]
    return compose(
        name="frames",
        title="Dialogue, cooperation and the world in 2021, limits and principles in 2025-26, as reported",
        caption=(
            f"Share of officials' statements ({of['statements_of_biden']} of 2021, {of['statements_of_trump2']} of 2025-26) in "
            "which the dictionary finds each frame; a statement may have several. Beside each dot: statements, and in how many "
            "articles. The patterns were written knowing these statements."
        ),
        alt=(
            "Paired dots, per cent of statements in 2021 and 2025-26: "
            + "; ".join(f"{row.name}: {row.first:.0f} and {row.second:.0f}" for row in table.itertuples(index=False))
            + "."
        ),
        data=table.drop(columns=["label", "first", "second", "note_first", "note_second"]),
        height=0.9 + 0.3 * len(table) + 0.6,
        draw=draw_it,
    )


def plate_tone(study: Study) -> Plate:
    """Tone of every statement, and what masking names does to it."""
    values = finding_tone(study).values
    rows = []
    for masked in (True, False):
        scores = study.scores(masked=masked)
        word = "names masked" if masked else "as printed"
        for number, (era, years) in enumerate(YEARS.items()):
            part = scores[scores["era"].eq(era)]
            rows.append(part.assign(row=f"{years}, {word}", group=number, masked=masked))
    data = pd.concat(rows).rename_axis("unit").reset_index()
    order = list(dict.fromkeys(data["row"]))
    means = data.groupby("row")["score"].mean()

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        score_strip(axes, data, rows=order, names=NAMES, unit="VADER compound score, -1 negative to +1 positive")

    return compose(
        name="tone",
        title=f"The gap in tone shrinks from {values['difference']:.2f} to "
        f"{means[order[3]] - means[order[2]]:.2f} when names are left in: no basis for a claim",
        caption=(
            "Each dot is a statement by an official about relations with the United States, each bar a mean. VADER takes the "
            "word “United” for a positive one, so names of countries and institutions are masked by default."
        ),
        alt=(
            "Four rows of dots, one dot a statement, on a scale from -1 to 1. Means: "
            + "; ".join(f"{row}: {means[row]:.2f}" for row in order)
            + "."
        ),
        data=data[["unit", "era", "speaker", "voice", "masked", "score", "hits", "tokens"]],
        height=3.9,
        draw=draw_it,
    )


def plate_choices(study: Study) -> Plate:
    """The era difference in tone under every choice of statements and masking."""
    table = tone_differences(study)
    masked, plain = (table[table["masked"].eq(flag)].set_index("selection") for flag in (True, False))
    order = [name for name in SELECTIONS if name in masked.index]
    data = pd.DataFrame(
        {"selection": order, "masked": masked.loc[order, "difference"], "unmasked": plain.loc[order, "difference"]}
    )

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        at = range(len(order))[::-1]
        for column, colour, marker in (("masked", "#444444", "D"), ("unmasked", "#8A8A8A", "o")):
            axes.scatter(data[column], list(at), color=colour, marker=marker, s=42, zorder=3)
            axes.annotate(
                "names masked" if column == "masked" else "as printed",
                (data[column].iloc[0], len(order) - 1),
                xytext=(0, 9),
                textcoords="offset points",
                ha="center",
                fontsize=8,
                color=colour,
            )
        axes.axvline(0, color="#444444", linewidth=0.9)
        axes.set_yticks(list(at), order)
        axes.set_ylim(-0.6, len(order) - 0.3)
        axes.set_xlim(-0.16, 0.16)
        axes.set_xlabel("difference of mean VADER scores, 2025-26 minus 2021")
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)

    above = int((table["difference"] > 0).sum())
    return compose(
        name="choices",
        title=f"The sign of the difference in tone depends on the analyst: above zero in {above} of {len(table)} choices",
        caption=(
            "Difference of the eras' mean scores for five selections of statements, with and without masking of names. Right of "
            "zero: the later statements score higher."
        ),
        alt=(
            "Dots around zero, difference of means masked and as printed: "
            + "; ".join(f"{row.selection}: {row.masked:+.2f} and {row.unmasked:+.2f}" for row in data.itertuples())
            + "."
        ),
        data=data,
        height=2.9,
        draw=draw_it,
    )


PLATES: Mapping[str, Callable[[Study], Plate]] = {
    "corpus": plate_corpus,
    "voices": plate_voices,
    "terms": plate_terms,
    "splits": plate_splits,
    "phrases": plate_phrases,
    "frames": plate_frames,
    "tone": plate_tone,
    "choices": plate_choices,
    **FRAMING_PLATES,
    **TONE_PLATES,
}


def draw(study: Study, name: str) -> Plate:
    """Draw one plate of the study by its name.

    >>> from analysis.study.load import load_study
    >>> draw(load_study(), "corpus").name
    'corpus'
    """
    if name not in PLATES:
        raise one_of("name", name, PLATES)
    return PLATES[name](study)
