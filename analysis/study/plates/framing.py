"""Plates on framing: shares of the frames by coder, what each article carries of them, the dictionary, and the network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.charts import signed_ranges, stacked_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.sheet import inch_axes
from analysis.figures.style import GREY, INK, PAIR, SMALL, tint
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS, in_articles
from analysis.study.tables.coders import dictionary_validity, frames_by_coder
from analysis.study.tables.framing import frame_differences, network

__all__ = ["PLATES", "plate_coder", "plate_frames", "plate_leave_one_out", "plate_network"]

SHORT = {
    "SOV_CORE": "core interests",
    "RED_LINE": "red lines",
    "TAIWAN": "Taiwan",
    "NON_INTERF": "non-interference",
    "REL_PRINCIPLES": "principles",
    "WINWIN": "win-win",
    "DIALOGUE": "dialogue",
    "LEADERS": "leaders",
    "STABILITY": "stability",
    "ANTI_HEGEMONY": "criticism",
    "MUTUAL_LOSS": "mutual loss",
    "GLOBAL": "the world",
    "PEACE_DEF": "defensive",
    "ECON": "economy",
}
"""Short names for labels; a frame without one has its name in the codebook."""

_COLOUR = dict(zip(ERAS, PAIR, strict=True))
_CODERS = ("A", "C", "D")


def _short(study: Study) -> Mapping[str, str]:
    return {**study.codebook.names, **SHORT}


def _told(counts: Mapping[Any, int], documents: int, of: int, documents_of: int, *, first: bool) -> str:
    """Say a count of coder A, and those of other coders where they differ."""
    own = counts["A"]
    said = f"{own} of {of}" + (" statements" if first else "")
    if own:
        said += f", {in_articles(documents, documents_of)}"
    others = {coder: count for coder, count in counts.items() if count != own}
    if others:
        same = len(set(others.values())) == 1
        parts = [" and ".join(others)] if same else list(others)
        said += f" ({', '.join(f'{name}: {others[name[0]]}' for name in parts)})"
    return said


def plate_frames(study: Study) -> Plate:
    """Share of officials' statements with each frame, era by era, as three coders coded it."""
    table = frames_by_coder(study)
    table = table[table["coder"].isin(_CODERS)].reset_index(drop=True)
    for era in ERAS:
        table[f"share_{era}"] = table[f"statements_{era}"] / table[f"of_{era}"]
    first = table[table["coder"].eq("A")].assign(change=lambda rows: rows["share_trump2"] - rows["share_biden"])
    first = first.sort_values(["change", "frame"], ignore_index=True)
    fall, rise = first.iloc[0], first.iloc[-1]
    short = _short(study)
    block, line, longest = 0.66, 0.2, 2.05
    scale = longest / float(table[["share_biden", "share_trump2"]].max().max())
    height = block * len(first) + 0.5

    def draw_it(figure: Figure) -> None:
        axes = inch_axes(figure, height)
        for number, row in enumerate(first.to_dict("records")):
            y = 0.12 + block * number
            axes.text(0, y, row["name"], va="center", fontweight="bold")
            coded = table[table["frame"].eq(row["frame"])].set_index("coder")
            for at, era in enumerate(ERAS):
                middle = y + 0.22 + line * at
                share = scale * row[f"share_{era}"]
                axes.fill_between([0.05, 0.05 + share], middle - 0.075, middle + 0.075, color=tint(_COLOUR[era], 0.3),
                                  linewidth=0)  # fmt: skip
                marks = 0.05 + scale * coded.loc[list(_CODERS), f"share_{era}"]
                axes.scatter(marks, [middle - 0.05, middle, middle + 0.05], s=11, color=_COLOUR[era], zorder=3)
                counts = coded[f"statements_{era}"].to_dict()
                said = _told(counts, row[f"documents_{era}"], row[f"of_{era}"], row[f"documents_of_{era}"],
                             first=number == 0)  # fmt: skip
                axes.text(marks.max() + 0.1, middle, said, va="center", fontsize=SMALL, color=_COLOUR[era])
        axes.text(0, height - 0.28, f"Blue: {YEARS['biden']}, orange: {YEARS['trump2']}. A dot is a coder (A, C, D);\n"
                  "a number is coder A’s, those of C and D in brackets where they differ.", va="center", fontsize=SMALL,
                  color=GREY)  # fmt: skip

    return compose(
        name="frames",
        title=f"{short[fall['frame']].capitalize()} in {fall['statements_biden']} of {fall['of_biden']} statements of 2021 and "
        f"{fall['statements_trump2']} of {fall['of_trump2']} of 2025-26; {short[rise['frame']]} in {rise['statements_biden']} "
        f"and {rise['statements_trump2']}",
        caption=(
            "Officials’ statements on relations with the United States with each frame, as three coders coded them, from frames "
            "of 2021 (top) to frames of 2025-26. A statement may have several frames. The coders are language models that "
            "worked from the written codebook; no person has checked them."
        ),
        read=(
            "A bar is the share of the era’s statements by coder A, and each of the three dots at its end one coder: dots in a "
            "column agree. Beside it: statements, and in how many of the era’s articles."
        ),
        limits=(
            "Coders who share a codebook may share its mistakes. With two articles against three no difference can be put down "
            "to the era: speaker, office, occasion, translation and newsroom differ too."
        ),
        alt=(
            "Bars by frame, statements by coders A, C and D, of "
            f"{fall['of_biden']} in 2021 and of {fall['of_trump2']} in 2025-26: "
            + "; ".join(
                f"{name}: {', '.join(map(str, part['statements_biden']))} and {', '.join(map(str, part['statements_trump2']))}"
                for name, part in (
                    (row["name"], table[table["frame"].eq(row["frame"])]) for row in first.to_dict("records")
                )
            )
            + "."
        ),
        data=table,
        height=height + 0.75,
        draw=draw_it,
    )


def plate_leave_one_out(study: Study) -> Plate:
    """How the difference in each frame moves when any one article is left out."""
    table = frame_differences(study)
    table = table.assign(label=table["frame"].map(_short(study)), value=table["difference"], low=table["lowest"],
                         high=table["highest"])  # fmt: skip
    kept = int(table["same_sign"].sum())

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        signed_ranges(
            axes, table, names=(YEARS["biden"], YEARS["trump2"]), unit="difference in the share of statements"
        )

    return compose(
        name="leave-one-out",
        title=f"{kept} of {len(table)} differences in frames keep their direction whichever article is left out",
        caption=(
            f"Difference of the shares of officials’ statements with each frame ({table['statements_of_biden'].iloc[0]} statements of 2021, "
            f"{table['statements_of_trump2'].iloc[0]} of 2025-26) by coder A: the dot with all five articles, the line from "
            "the smallest to the largest difference with one of them left out."
        ),
        read=(
            "Left of zero the frame is more frequent in 2021, right of it in 2025-26. A line that crosses zero depends on a "
            "single article; such frames are grey."
        ),
        limits=(
            "A direction that five articles agree on is not a trend among officials: without one article, an era is down to one "
            "or two. The lines are no confidence intervals."
        ),
        alt="Dots with lines, difference of shares and its range without one article: "
        + "; ".join(f"{row.label} {row.value:+.2f} ({row.low:+.2f} to {row.high:+.2f})" for row in table.itertuples())
        + ".",
        data=table.drop(columns=["label", "value", "low", "high"]),
        height=5.6,
        draw=draw_it,
    )


def plate_coder(study: Study) -> Plate:
    """What the dictionary finds of each frame on real prose, against a coder; F1 there and on invented sentences."""
    table = dictionary_validity(study)
    pooled = table[table["frame"].eq("(all)")]
    found = pooled[pooled["first"].eq("dictionary")]
    real, invented = (found[found["texts"].eq(texts)] for texts in ("real official prose", "invented sentences"))
    coders = pooled[pooled["texts"].eq("real official prose") & pooled["first"].eq("C")].iloc[0]
    frames = table[table["texts"].eq("real official prose") & table["first"].eq("dictionary") & table["second"].eq("C")]
    frames = frames[frames["frame"].ne("(all)")]
    frames = frames.assign(
        label=frames["frame"].map(_short(study)), colour=INK, size=frames["both"] + frames["only_second"]
    ).sort_values(["size", "both", "frame"], ascending=[False, False, True], ignore_index=True)

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        stacked_bars(axes, frames, parts=["both", "only_second", "only_first"], colours=[INK, "#B9B9B9", "#A56CC1"],
                     unit=f"sentences of real official prose, of {int(real['of'].iloc[0])}", smallest_label=2)  # fmt: skip
        for number, (text, colour) in enumerate(
            [("found by both", INK), ("missed by the dictionary", GREY), ("found by the dictionary alone", "#8B4FB0")]
        ):
            axes.text(0.98, 0.55 - 0.06 * number, text, color=colour, fontweight="bold", ha="right", fontsize=SMALL,
                      transform=axes.transAxes)  # fmt: skip
        axes.text(0.98, 0.33, f"F1 on real prose: {_span(real['f1'])}\n"
                  f"F1 on invented sentences: {_span(invented['f1'])}\n"
                  f"two coders on real prose: {coders['f1']:.2f}", ha="right", va="top", fontsize=SMALL, color=INK,
                  linespacing=1.5, transform=axes.transAxes)  # fmt: skip

    return compose(
        name="coder",
        title=f"On {int(real['of'].iloc[0])} sentences of real official prose the dictionary reaches F1 {_span(real['f1'])}, on "
        f"{int(invented['of'].iloc[0])} invented ones {_span(invented['f1'])}",
        caption=(
            "Frames that the dictionary finds in sentences drawn at random from China’s statements at the UN General Debate, "
            "beside those that coder C, a language model that did not see its patterns, gave. The invented sentences were "
            "written by the author of the patterns."
        ),
        read=(
            "Black: both have the frame; grey: only the coder has it; purple: only the dictionary. F1 is the harmonic mean of "
            "precision and recall, 1 for full agreement."
        ),
        limits=(
            "Frames that are rare in these speeches are hardly tested. The speeches address the world and not the United "
            "States, so the figures need not hold for the study’s statements."
        ),
        alt=(
            "Stacked bars by frame, sentences with the frame by both, by coder C alone, by the dictionary alone: "
            + "; ".join(f"{r.label} {r.both}, {r.only_second}, {r.only_first}" for r in frames.itertuples())
            + ". F1 over all frames: "
            + "; ".join(f"{r.texts}, {r.first} and {r.second} {r.f1:.2f}" for r in pooled.itertuples())
            + "."
        ),
        data=pd.concat([frames.drop(columns=["label", "colour", "size"]), pooled], ignore_index=True),
        height=5.6,
        draw=draw_it,
    )


def _span(values: pd.Series) -> str:
    low, high = f"{values.min():.2f}", f"{values.max():.2f}"
    return low if low == high else f"{low} to {high}"


def plate_network(study: Study) -> Plate:
    """Which frames stand together in a statement, era by era."""
    edges = network(study, at_least=1)
    units = study.select("officials, all topics").units
    codes = study.frames.loc[units.index]
    sizes = {era: codes[units["era"].eq(era)].sum() for era in YEARS}
    frames = list(codes.columns)
    short = _short(study)
    angle = {frame: math.pi / 2 - 2 * math.pi * number / len(frames) for number, frame in enumerate(frames)}
    kept = {era: edges[edges[f"together_{era}"].gt(0)] for era in YEARS}
    counts = units["era"].value_counts()
    top = edges.iloc[0]

    def draw_it(figure: Figure) -> None:
        for axes, (era, years) in zip(figure.subplots(2, 1), YEARS.items(), strict=True):
            for row in kept[era].to_dict("records"):
                ends = [(math.cos(angle[row[side]]), math.sin(angle[row[side]])) for side in ("first", "second")]
                axes.plot(*zip(*ends, strict=True), color=_COLOUR[era], linewidth=1.1 * row[f"together_{era}"], alpha=0.5,
                          zorder=1, solid_capstyle="round")  # fmt: skip
            for frame in frames:
                x, y = math.cos(angle[frame]), math.sin(angle[frame])
                size = int(sizes[era][frame])
                axes.scatter(x, y, s=20 + 26 * size, color=_COLOUR[era] if size else "#DDDDDD", zorder=2)
                side = "left" if x > 0.15 else "right" if x < -0.15 else "center"
                axes.text(1.22 * x, 1.22 * y, f"{short[frame]} {size}", ha=side, va="center", fontsize=SMALL,
                          color=INK if size else GREY)  # fmt: skip
            axes.set_xlim(-2.3, 2.3)
            axes.set_ylim(-1.4, 1.45)
            axes.set_aspect("equal")
            axes.axis("off")
            axes.text(-2.3, 1.42, f"{years}\n{counts[era]} statements", color=_COLOUR[era], fontweight="bold", va="top")

    return compose(
        name="network",
        title=f"{len(kept['biden'])} pairs of frames share a statement in 2021 ({counts['biden']} statements), "
        f"{len(kept['trump2'])} in 2025-26 ({counts['trump2']})",
        caption="Frames that the dictionary finds in officials’ statements on all topics.",
        read=(
            "A line joins two frames found in one statement; it is as wide as the number of statements. A dot is as large as "
            "the number of statements with the frame, which is given beside its name."
        ),
        limits="Longer statements have more frames, and those of 2021 are longer, so the number of lines shows length first.",
        alt=(
            "Two circles of fourteen frames with lines between frames of one statement. Most often together: "
            f"{short[str(top['first'])]} and {short[str(top['second'])]} ({top['together']} statements). "
            + " ".join(f"{years}: {_pairs(kept[era], short, era)}." for era, years in YEARS.items())
        ),
        data=edges,
        height=7.6,
        draw=draw_it,
    )


def _pairs(edges: pd.DataFrame, short: Mapping[str, str], era: str) -> str:
    rows: list[dict[Any, Any]] = edges.to_dict("records")
    return "; ".join(f"{short[row['first']]} and {short[row['second']]} {row[f'together_{era}']}" for row in rows)


PLATES = {
    "frames": plate_frames,
    "leave-one-out": plate_leave_one_out,
    "coder": plate_coder,
    "network": plate_network,
}
