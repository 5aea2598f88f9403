"""Plates on tone: what each lexicon says, which words carry it, and who is right."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.charts import score_strip
from analysis.figures.plate import Plate, compose
from analysis.figures.style import GREY, INK, PAIR
from analysis.study.data.load import Study
from analysis.study.design import NAMES, SELECTIONS, YEARS
from analysis.study.findings.tone import finding_lexicons, finding_tone
from analysis.study.tables.tone import (
    LEXICON_NAMES,
    always_positive,
    coded_tone,
    lexicon_differences,
    shift,
    tone_check,
    tone_differences,
)

__all__ = ["PLATES", "plate_lexicons", "plate_shift", "plate_tone_check"]

PERSON = "coder B"
WAYS = {"as printed": ("o", "#9A9A9A"), "names masked": ("D", INK), "masked, with overlay": ("s", "#7A4FA3")}


def plate_lexicons(study: Study) -> Plate:
    """The era difference by every lexicon and every way of reading."""
    values = finding_lexicons(study).values
    table = lexicon_differences(study)
    person = coded_tone(study).assign(lexicon="person", name=PERSON, way=PERSON)
    order = [*LEXICON_NAMES.values(), PERSON]

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        for number, (way, (marker, colour)) in enumerate(WAYS.items()):
            part = table[table["way"].eq(way)].set_index("name").loc[order[:-1]]
            at = [len(order) - 1 - k + (1 - number) * 0.2 for k in range(len(part))]
            axes.hlines(at, 0, part["in_sd"], color=colour, linewidth=1, alpha=0.5)
            axes.scatter(part["in_sd"], at, marker=marker, s=36, color=colour, zorder=3, label=way)
        axes.hlines(0, 0, person["in_sd"], color=INK, linewidth=1, alpha=0.5)
        axes.scatter(person["in_sd"], [0], marker="*", s=90, color=INK, zorder=3)
        axes.axvline(0, color=GREY, linewidth=0.9)
        axes.set_yticks(range(len(order)), order[::-1])
        axes.set_xlim(-0.8, 0.8)
        axes.set_xlabel("difference of mean tone, 2025-26 minus 2021, in standard deviations of the statements")
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.text(
            -0.78, len(order) - 0.45, f"◄ {YEARS['biden']} higher", color=PAIR[0], fontsize=8.5, fontweight="bold"
        )
        axes.text(
            0.78,
            len(order) - 0.45,
            f"{YEARS['trump2']} higher ►",
            color=PAIR[1],
            fontsize=8.5,
            fontweight="bold",
            ha="right",
        )
        axes.set_ylim(-0.5, len(order) - 0.2)
        axes.legend(loc="lower center", bbox_to_anchor=(0.4, 1.0), ncols=3, frameon=False, fontsize=8)

    return compose(
        name="lexicons",
        title=f"Word by word {values['up_masked']:.0f} of {len(LEXICON_NAMES)} lexicons put the later tone higher; formula by formula "
        f"{values['down_with_overlay']:.0f} of {len(LEXICON_NAMES)}, and coder B, put it lower",
        caption=(
            "Officials' statements about relations with the United States. VADER is the lexicon declared; the others check it. "
            "The overlay reads diplomatic formulae as wholes; it is off by default and was written knowing these statements. The "
            "star is coder B, a language model that knew the eras: positive counts 1, negative -1, neutral and mixed 0."
        ),
        alt=(
            "Dots by lexicon, difference of mean tone in standard deviations, as printed, masked, and masked with overlay: "
            + "; ".join(
                f"{name}: " + ", ".join(f"{value:+.2f}" for value in table.loc[table["name"].eq(name), "in_sd"])
                for name in LEXICON_NAMES.values()
            )
            + f"; {PERSON}: {person['in_sd'].iloc[0]:+.2f}."
        ),
        data=pd.concat(
            [table, person[["lexicon", "name", "way", *[c for c in table.columns if c in person][3:]]]],
            ignore_index=True,
        ),
        height=3.5,
        draw=draw_it,
    )


def plate_shift(study: Study) -> Plate:
    """Which words carry the era difference in two lexicons."""
    parts = [shift(study, lexicon).head(12).assign(lexicon=LEXICON_NAMES[lexicon]) for lexicon in ("vader", "huliu")]
    data = pd.concat(parts, ignore_index=True)
    top = data.iloc[0]
    often = "once" if top["count_target"] == 1 else f"{top['count_target']} times"

    def draw_it(figure: Figure) -> None:
        for axes, (name, part) in zip(figure.subplots(1, 2), data.groupby("lexicon", sort=False), strict=True):
            at = range(len(part))[::-1]
            axes.barh(
                at, part["shift"], color=[PAIR[1] if value > 0 else PAIR[0] for value in part["shift"]], height=0.7
            )
            for y, row in zip(at, part.to_dict("records"), strict=True):
                left = row["shift"] < 0
                axes.annotate(
                    f"{row['count_reference']} / {row['count_target']}", (row["shift"], y), xytext=(-4 if left else 4, 0),
                    textcoords="offset points", ha="right" if left else "left", va="center", fontsize=7.5, color=GREY,
                )  # fmt: skip
            axes.axvline(0, color=GREY, linewidth=0.9)
            axes.set_yticks(list(at), part["word"])
            room = 1.35 * part["shift"].abs().max()
            axes.set_xlim(-room, room)
            axes.set_title(str(name), loc="left")
            axes.set_xlabel("shift of the mean, lexicon units in 1,000 words", fontsize=8.5)
            axes.tick_params(axis="y", length=0)

    return compose(
        name="shift",
        title=f"The largest push to a higher later score in VADER comes from “{top['word']}”, which occurs {often}",
        caption=(
            "Words that carry the difference of eras, names masked, every statement counting alike: orange pushes the later "
            "tone up, blue down. Beside each bar: occurrences in 2021 / in 2025-26. For Hu & Liu all shifts add up to the "
            "difference of mean scores; VADER bends its sums, so its bars are values before that. A value turned by a negation "
            "counts as turned: “nothing but a dead end” counts for a word of praise in VADER."
        ),
        alt=(
            "Bars of shift by word, occurrences in 2021 and 2025-26 in brackets. "
            + " ".join(
                f"{name}: "
                + "; ".join(
                    f"{r.word} {r.shift:+.1f} ({r.count_reference}, {r.count_target})" for r in part.itertuples()
                )
                + "."
                for name, part in data.groupby("lexicon", sort=False)
            )
        ),
        data=data[["lexicon", "word", "count_reference", "count_target", "shift"]],
        height=4.2,
        draw=draw_it,
    )


def plate_tone_check(study: Study) -> Plate:
    """Whether each lexicon has the sign that coder B gave."""
    table = tone_check(study)
    table = table[table["way"].ne("as printed")].reset_index(drop=True)
    parts = {"right": "#3A3A3A", "silent": "#DDDDDD", "wrong": "#A56CC1"}
    of = int(table["of"].max())
    base = always_positive(study)

    def draw_it(figure: Figure) -> None:
        for axes, (way, part) in zip(figure.subplots(1, 2, sharex=True), table.groupby("way", sort=False), strict=True):
            at = list(range(len(part)))[::-1]
            left = part["right"] * 0
            for column, colour in parts.items():
                axes.barh(at, part[column], left=left, color=colour, edgecolor="white", height=0.66)
                for y, start, size in zip(at, left, part[column], strict=True):
                    axes.text(start + size / 2, y, f"{size}", ha="center", va="center", fontsize=8,
                              color=INK if column == "silent" else "white")  # fmt: skip
                left = left + part[column]
            axes.text(0, len(part) - 0.58, "right", fontsize=8, color=parts["right"], fontweight="bold")
            axes.text(of / 2, len(part) - 0.58, "silent", fontsize=8, color="#6B6B6B", fontweight="bold", ha="center")
            axes.text(of, len(part) - 0.58, "wrong", fontsize=8, color=parts["wrong"], fontweight="bold", ha="right")
            axes.axvline(base, color=INK, linewidth=1, zorder=0)
            axes.text(base, -0.62, f"always positive {base}", fontsize=7.5, color=INK, ha="center", va="center")
            axes.set_yticks(at, part["name"])
            axes.set_ylim(-0.8, len(part) - 0.25)
            axes.set_title("with the overlay (in sample)" if "overlay" in str(way) else "names masked", loc="left")
            axes.set_xlabel("statements coded positive or negative", fontsize=8.5)
            axes.tick_params(axis="y", length=0)

    return compose(
        name="tone-check",
        title=f"Without the overlay no lexicon has as many of {of} signs right as “always positive” would ({base})",
        caption=(
            "Signs of lexicon scores beside the tone that coder B, a language model, gave, for all Chinese statements coded, captions and headlines "
            "too; those coded neutral or mixed are left out. Right: the "
            "same sign; silent: no word of the lexicon or a sum of zero; wrong: the opposite sign. The overlay was written knowing "
            "these statements, so the right panel shows a fit and no test."
        ),
        alt=(
            f"Stacked bars of {of} statements by lexicon, right, silent and wrong. "
            + "; ".join(f"{r.name}, {r.way}: {r.right}, {r.silent}, {r.wrong}" for r in table.itertuples(index=False))
            + "."
        ),
        data=table,
        height=2.9,
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
        score_strip(
            axes, data, rows=order, names=NAMES, unit="VADER compound score, -1 negative to +1 positive", limits=(-1, 1)
        )

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


PLATES = {
    "tone": plate_tone,
    "choices": plate_choices,
    "lexicons": plate_lexicons,
    "shift": plate_shift,
    "tone-check": plate_tone_check,
}
