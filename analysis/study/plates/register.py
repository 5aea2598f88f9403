"""The plates of the study: what is drawn, with titles that state the findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.errors import one_of
from analysis.figures.charts import paired_dots, score_strip
from analysis.figures.plate import Plate, compose
from analysis.study.data.load import Study
from analysis.study.design import NAMES, SELECTIONS, YEARS
from analysis.study.findings.terms import finding_tone
from analysis.study.plates.corpus import CORPUS_PLATES
from analysis.study.plates.framing import FRAMING_PLATES
from analysis.study.plates.terms import TERM_PLATES
from analysis.study.plates.tone import TONE_PLATES
from analysis.study.plates.vocabulary import VOCABULARY_PLATES
from analysis.study.tables.terms import frame_differences, tone_differences

__all__ = ["PLATES", "draw"]


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
        title="Dialogue and cooperation more in 2021, limits and principles more in 2025-26, as these articles report",
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

    alone = table[table["selection"].str.startswith("officials") & table["selection"].ne("officials and institutions")]
    low, high = alone["difference"].min(), alone["difference"].max()
    return compose(
        name="choices",
        title=f"For officials alone VADER's difference is {low:+.3f} to {high:+.2f}; counting other Chinese voices in turns its sign",
        caption=(
            f"Difference of the eras' mean scores for {len(order)} selections of statements, with and without masking of names. Right of "
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
    **CORPUS_PLATES,
    **TERM_PLATES,
    **VOCABULARY_PLATES,
    "frames": plate_frames,
    "tone": plate_tone,
    "choices": plate_choices,
    **FRAMING_PLATES,
    **TONE_PLATES,
}


def draw(study: Study, name: str) -> Plate:
    """Draw one plate of the study by its name.

    >>> from analysis.study.data.load import load_study
    >>> draw(load_study(), "corpus").name
    'corpus'
    """
    if name not in PLATES:
        raise one_of("name", name, PLATES)
    return PLATES[name](study)
