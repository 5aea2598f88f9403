"""Plates on tone: what coders and lexicons say, which words carry it, and which signs are right."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.charts import arrows, stacked_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.style import GREY, INK, PAIR, SMALL
from analysis.study.data.load import Study
from analysis.study.design import ERAS, SELECTIONS, YEARS
from analysis.study.tables.coders import NET, tone_by_coder, tone_of_coders
from analysis.study.tables.tone import (
    LEXICON_NAMES,
    WAYS,
    always_positive,
    lexicon_differences,
    shift,
    tone_check,
    tone_differences,
)

__all__ = ["PLATES", "plate_choices", "plate_lexicons", "plate_shift", "plate_tone", "plate_tone_check"]

_SIDES = (YEARS["biden"], YEARS["trump2"])
_READABLE = dict(zip(WAYS.values(), ("as printed", "names masked", "set phrases"), strict=True))
_UNIT = "difference of the eras’ means, in standard deviations"


def _statements(study: Study) -> dict[str, int]:
    eras = study.select().units["era"]
    return {era: int(eras.eq(era).sum()) for era in ERAS}


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def plate_tone(study: Study) -> Plate:
    """The change in tone by three coders and by four lexicons that count single words, in one direction."""
    coders, units = tone_by_coder(study), study.select().units.index
    spread = tone_of_coders(study).reindex(units).apply(lambda codes: codes.map(NET).std())
    coders = coders.assign(group="Three coders", label="coder " + coders["coder"],
                           value=coders["difference"] / coders["coder"].map(spread))  # fmt: skip
    lexicons = lexicon_differences(study)
    lexicons = lexicons[lexicons["way"].eq("names masked")].rename(
        columns={"mean_reference": "mean_biden", "mean_target": "mean_trump2"}
    )
    lexicons = lexicons.assign(group="Four lexicons, word by word", label=lexicons["name"], value=lexicons["in_sd"])
    columns = ["group", "label", "mean_biden", "mean_trump2", "difference", "value"]
    data = pd.concat([coders[columns], lexicons[columns]], ignore_index=True)
    data["note"] = [
        f"{_signed(a)} to {_signed(b)}" for a, b in zip(data["mean_biden"], data["mean_trump2"], strict=True)
    ]
    down, up = int(coders["value"].lt(0).sum()), int(lexicons["value"].gt(0).sum())
    of = _statements(study)

    def draw_it(figure: Figure) -> None:
        arrows(figure.subplots(), data, names=_SIDES, unit=_UNIT, room=2.7)

    return compose(
        name="tone",
        title=f"{down} of {len(coders)} coders see a fall in tone, {up} of {len(lexicons)} lexicons a rise "
        f"({of['biden']} and {of['trump2']} statements)",
        caption=(
            f"Tone of officials’ statements on relations with the United States, {of['biden']} of 2021 and {of['trump2']} of "
            "2025-26. Coders are language models that read whole statements; coder B knew the eras, C and D saw neither era, "
            "file nor speaker. Lexicons add up the values of single words, names masked."
        ),
        read=(
            "An arrow to the left means that 2021 is more positive, to the right that 2025-26 is. Beside it: the mean of 2021 "
            "and that of 2025-26, from -1 to 1, where the scales of the lexicons differ; its length is in standard deviations, "
            "so that they can be compared."
        ),
        limits=(
            "Coders who agree may share a mistake, and names in a text may give the era away. Five articles cannot show that "
            "officials’ tone changed: speakers, occasions and newsrooms differ too."
        ),
        alt=(
            "Arrows from zero, difference of mean tone in standard deviations, with the means of 2021 and 2025-26: "
            + "; ".join(
                f"{r.label}: {r.value:+.2f} ({r.mean_biden:+.2f}, {r.mean_trump2:+.2f})" for r in data.itertuples()
            )
            + "."
        ),
        data=data.drop(columns="note").rename(columns={"value": "in_sd"}),
        height=4.3,
        draw=draw_it,
    )


def plate_lexicons(study: Study) -> Plate:
    """The change in tone by every lexicon and every way of reading."""
    table = lexicon_differences(study)
    data = table.assign(group=table["name"], label=table["way"].map(_READABLE), value=table["in_sd"])
    data["note"] = data["value"].map(_signed)
    words, phrases = (table[table["way"].eq(way)] for way in ("names masked", "masked, with overlay"))
    up, down = int(words["difference"].gt(0).sum()), int(phrases["difference"].lt(0).sum())

    def draw_it(figure: Figure) -> None:
        arrows(figure.subplots(), data, names=_SIDES, unit=_UNIT)

    return compose(
        name="lexicons",
        title=f"Word by word {up} of {len(words)} lexicons see tone rise; once set phrases are read whole, {down} see it fall "
        f"({sum(_statements(study).values())} statements)",
        caption=(
            "The same officials’ statements scored with four lexicons in three ways: as printed; with names of countries and "
            "institutions masked, because “United” counts as praise; and with set phrases of diplomacy read as wholes. VADER "
            "is the lexicon declared before the comparison."
        ),
        read="An arrow to the left means that 2021 is more positive, to the right that 2025-26 is.",
        limits="The list of set phrases was written knowing these statements: it explains the difference and proves nothing.",
        alt=(
            "Arrows by lexicon, difference of mean tone in standard deviations, as printed, names masked, set phrases: "
            + "; ".join(
                f"{name}: " + ", ".join(f"{value:+.2f}" for value in table.loc[table["name"].eq(name), "in_sd"])
                for name in LEXICON_NAMES.values()
            )
            + "."
        ),
        data=table,
        height=5.6,
        draw=draw_it,
    )


def plate_choices(study: Study) -> Plate:
    """The change in tone by VADER under every choice of statements and masking."""
    table = tone_differences(study)
    order = list(SELECTIONS)
    data = table.assign(at=table["selection"].map(order.index)).sort_values(["at", "masked"], ignore_index=True)
    data = data.assign(group=data["selection"], value=data["difference"], note=data["difference"].map(_signed),
                       label=data["masked"].map({True: "names masked", False: "as printed"}))  # fmt: skip
    signs = data["difference"].gt(0)

    def draw_it(figure: Figure) -> None:
        arrows(figure.subplots(), data, names=_SIDES, unit="difference of mean VADER scores, -1 to 1")

    return compose(
        name="choices",
        title=f"VADER sees tone rise in {int(signs.sum())} of {len(data)} choices of statements and masking and fall in "
        f"{int((~signs).sum())}",
        caption=(
            f"Difference of the eras’ mean scores for {data['selection'].nunique()} selections of statements, with names as "
            "printed and masked."
        ),
        read="An arrow to the left means that 2021 is more positive, to the right that 2025-26 is.",
        limits="The choices share most statements, so they are not so many independent results.",
        alt="Arrows, difference of mean scores: "
        + "; ".join(f"{row.selection}, {row.label}: {row.difference:+.2f}" for row in data.itertuples())
        + ".",
        data=data.drop(columns=["at", "group", "label", "value", "note"]),
        height=5.6,
        draw=draw_it,
    )


def plate_shift(study: Study) -> Plate:
    """Which words carry the change in two lexicons."""
    parts = [shift(study, lexicon).head(12).assign(lexicon=LEXICON_NAMES[lexicon]) for lexicon in ("vader", "huliu")]
    data = pd.concat(parts, ignore_index=True)
    top = data.iloc[0]
    often = "once" if top["count_target"] == 1 else f"{top['count_target']} times"

    def draw_it(figure: Figure) -> None:
        for axes, (name, part) in zip(figure.subplots(2, 1), data.groupby("lexicon", sort=False), strict=True):
            at = range(len(part))[::-1]
            axes.barh(
                at, part["shift"], color=[PAIR[1] if value > 0 else PAIR[0] for value in part["shift"]], height=0.7
            )
            for y, row in zip(at, part.to_dict("records"), strict=True):
                left = row["shift"] < 0
                axes.annotate(
                    f"{row['count_reference']} / {row['count_target']}", (row["shift"], y), xytext=(-4 if left else 4, 0),
                    textcoords="offset points", ha="right" if left else "left", va="center", fontsize=SMALL, color=GREY,
                )  # fmt: skip
            axes.axvline(0, color=GREY, linewidth=0.9)
            axes.set_yticks(list(at), part["word"])
            room = 1.35 * part["shift"].abs().max()
            axes.set_xlim(-room, room)
            axes.set_title(str(name), loc="left", fontweight="bold")
            axes.set_xlabel("push on the mean, lexicon units in 1,000 words")
            axes.tick_params(axis="y", length=0)

    return compose(
        name="shift",
        title=f"One word, “{top['word']}”, gives VADER’s tone of 2025-26 its largest push, and occurs {often}",
        caption=(
            f"The {len(parts[0])} words that move the difference between the eras most, in two lexicons, names masked, every "
            "statement counting the same."
        ),
        read=(
            "Orange bars push the tone of 2025-26 up, blue ones down. Beside each bar: occurrences in 2021 / in 2025-26. A word "
            "turned by a negation counts as turned: “nothing but a dead end” counts as praise in VADER."
        ),
        limits=(
            "For Hu & Liu all pushes add up to the difference of mean scores; VADER bends its sums, so its bars are values "
            "before that. Few words occur more than once or twice."
        ),
        alt=(
            "Bars of push by word, occurrences in 2021 and 2025-26 in brackets. "
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
        height=7.6,
        draw=draw_it,
    )


def plate_tone_check(study: Study) -> Plate:
    """Whether each lexicon has the sign that coder B gave."""
    table = tone_check(study)
    table = table[table["way"].ne("as printed")].reset_index(drop=True)
    of, base = int(table["of"].max()), always_positive(study)
    words = table[table["way"].eq("names masked")]
    parts = {"right": INK, "silent": "#DDDDDD", "wrong": "#A56CC1"}

    def draw_it(figure: Figure) -> None:
        for axes, (way, part) in zip(figure.subplots(2, 1, sharex=True), table.groupby("way", sort=False), strict=True):
            bars = part.assign(label=part["name"], colour=INK)
            stacked_bars(axes, bars, parts=list(parts), colours=list(parts.values()), unit="", smallest_label=1)
            axes.axvline(base, color=INK, linewidth=1.2, linestyle="--", zorder=0)
            axes.set_title("Word by word" if way == "names masked" else "Set phrases read whole", loc="left",
                           fontweight="bold", pad=20)  # fmt: skip
            for text, x, colour, side in (
                ("right", 0, INK, "left"), ("always positive", base, INK, "center"), ("wrong", of, "#8B4FB0", "right")
            ):  # fmt: skip
                axes.text(x, -0.62 + len(part), text, color=colour, fontsize=SMALL, ha=side, va="bottom")
            axes.set_xlim(0, of)
        axes.set_xlabel(f"of {of} statements; grey: no word scored")

    return compose(
        name="tone-check",
        title=f"Word by word no lexicon has more than {int(words['right'].max())} of {of} signs right; always saying “positive” "
        f"has {base}",
        caption=(
            "Signs of lexicon scores beside the tone that coder B gave, for all Chinese statements coded, captions and headlines "
            "too; those coded neutral or mixed are left out."
        ),
        read=(
            "Black: the same sign; grey: no word of the lexicon, or a sum of zero; purple: the opposite sign. The broken line is "
            "the score of always answering “positive”."
        ),
        limits=(
            "The set phrases were written knowing these statements, so the lower panel shows a fit and no test. Coder B is a "
            "language model that knew the eras."
        ),
        alt=(
            f"Stacked bars of {of} statements by lexicon, right, silent and wrong. "
            + "; ".join(
                f"{r.name}, {_READABLE[str(r.way)]}: {r.right}, {r.silent}, {r.wrong}"
                for r in table.itertuples(index=False)
            )
            + "."
        ),
        data=table,
        height=4.6,
        draw=draw_it,
    )


PLATES = {
    "tone": plate_tone,
    "lexicons": plate_lexicons,
    "choices": plate_choices,
    "shift": plate_shift,
    "tone-check": plate_tone_check,
}
