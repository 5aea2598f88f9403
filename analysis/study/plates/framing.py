"""Plates on framing: how well the dictionary finds frames, and which frames stand together."""

from __future__ import annotations

import math

from matplotlib.figure import Figure

from analysis.figures.charts import paired_dots
from analysis.figures.plate import Plate, compose
from analysis.figures.style import GREY, INK, PAIR
from analysis.study.data.load import Study
from analysis.study.design import NAMES, YEARS
from analysis.study.findings.framing import finding_coder
from analysis.study.tables.framing import frame_differences, network, validity

__all__ = ["PLATES", "plate_coder", "plate_network"]

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
"""Short names for labels in the network; a frame without one has its name in the codebook."""


def plate_coder(study: Study) -> Plate:
    """F1 of the dictionary by frame, on the statements and on held-out sentences before and after tuning."""
    values = finding_coder(study).values
    table = validity(study)
    table = table[table["frame"].ne("(all)")]
    series = {
        "held_out_before": ("held out", "before", "unseen, before tuning", "o", "#A8A8A8"),
        "held_out": ("held out", "now", "unseen, now", "D", INK),
        "statements": ("statements", "now", "own statements", "|", GREY),
    }
    data = table.pivot_table(index="frame", columns=["sample", "codebook"], values="f1", dropna=False)
    out = data[[("held out", "before"), ("held out", "now"), ("statements", "now")]]
    out.columns = list(series)
    counts = table[table["sample"].eq("held out") & table["codebook"].eq("now")].set_index("frame")
    out = out.assign(held_out_positives=(counts["both"] + counts["only_second"]).astype(int))
    out = out.sort_values(["held_out", "held_out_before"], kind="stable").rename_axis("frame").reset_index()
    names = study.codebook.names

    def draw_it(figure: Figure) -> None:
        axes = figure.subplots()
        at = list(range(len(out)))
        axes.hlines(at, out["held_out_before"], out["held_out"], color="#CCCCCC", linewidth=1.6, zorder=1)
        for column, (_, _, label, marker, colour) in series.items():
            size = 130 if marker == "|" else 38
            axes.scatter(out[column], at, marker=marker, s=size, color=colour, label=label, zorder=3, clip_on=False)
        axes.set_yticks(
            at, [f"{names[str(f)]} ({n})" for f, n in zip(out["frame"], out["held_out_positives"], strict=True)]
        )
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("F1 against hand coding (positives held out in brackets)")
        axes.grid(axis="x")
        axes.tick_params(axis="y", length=0)
        axes.legend(loc="lower center", bbox_to_anchor=(0.35, 1.0), ncols=3, frameon=False, fontsize=8,
                    handletextpad=0.3, columnspacing=1.0)  # fmt: skip

    return compose(
        name="coder",
        title=f"On sentences kept apart the dictionary reaches F1 {values['f1_held_out']:.2f}, from {values['f1_before']:.2f} "
        "before its patterns were widened",
        caption=(
            "F1 of the dictionary by frame. The sentences kept apart were written and coded before the patterns were touched, by "
            "the same person; patterns were changed again after their score was first seen. The study's statements were known. "
            "One coder: the reliability of the coding itself is not measured."
        ),
        alt=(
            "Dots by frame, F1 on held-out sentences before and after tuning, and on the study's statements: "
            + "; ".join(
                f"{names[str(row.frame)]}: {row.held_out_before:.2f}, {row.held_out:.2f}, {row.statements:.2f}"
                for row in out.itertuples()
            )
            + "."
        ),
        data=out,
        height=5.0,
        draw=draw_it,
    )


def plate_network(study: Study) -> Plate:
    """Which frames stand together in a statement, era by era."""
    edges = network(study, at_least=1)
    units = study.select("officials, all topics").units
    codes = study.frames.loc[units.index]
    sizes = {era: codes[units["era"].eq(era)].sum() for era in YEARS}
    frames = list(codes.columns)
    short = {**study.codebook.names, **SHORT}
    angle = {frame: math.pi / 2 - 2 * math.pi * number / len(frames) for number, frame in enumerate(frames)}
    kept = {era: edges[edges[f"together_{era}"].gt(0)] for era in YEARS}
    top = edges.iloc[0]

    def draw_it(figure: Figure) -> None:
        for axes, (era, years), colour in zip(figure.subplots(1, 2), YEARS.items(), PAIR, strict=True):
            for row in kept[era].itertuples():
                ends = [(math.cos(angle[str(f)]), math.sin(angle[str(f)])) for f in (row.first, row.second)]
                weight = getattr(row, f"together_{era}")
                axes.plot(*zip(*ends, strict=True), color=colour, linewidth=0.9 * weight, alpha=0.55, zorder=1,
                          solid_capstyle="round")  # fmt: skip
            for frame in frames:
                x, y = math.cos(angle[frame]), math.sin(angle[frame])
                size = int(sizes[era][frame])
                axes.scatter(x, y, s=14 + 20 * size, color=colour if size else "#DDDDDD", zorder=2)
                side = "left" if x > 0.15 else "right" if x < -0.15 else "center"
                text = f"{short[frame]} {size}"
                axes.text(1.2 * x, 1.2 * y, text, ha=side, va="center", fontsize=7.5, color=INK if size else GREY)
            axes.set_xlim(-2.05, 2.05)
            axes.set_ylim(-1.4, 1.4)
            axes.set_aspect("equal")
            axes.axis("off")
            count = int(units["era"].eq(era).sum())
            axes.set_title(f"{years}: {count} statements", color=colour, fontsize=9.5, fontweight="bold")

    return compose(
        name="network",
        title=f"{len(kept['biden'])} pairs of frames share a statement in 2021, {len(kept['trump2'])} in the fewer and shorter ones of 2025-26",
        caption=(
            "Frames of officials' statements on all topics. A line joins two frames found in one statement, as wide as the "
            "number of statements; a dot is as large as the number of statements with the frame, which stands beside its "
            "name. Longer statements have more frames, and those of 2021 are longer."
        ),
        alt=(
            "Two circles of fourteen frames with lines between frames of one statement. Most often together: "
            f"{short[str(top['first'])]} and {short[str(top['second'])]} ({top['together']} statements). "
            + " ".join(
                f"{years}: "
                + "; ".join(
                    f"{short[r['first']]} and {short[r['second']]} {r[f'together_{era}']}"
                    for r in kept[era].to_dict("records")
                )
                + "."
                for era, years in YEARS.items()
            )
        ),
        data=edges,
        height=3.1,
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


PLATES = {"frames": plate_frames, "coder": plate_coder, "network": plate_network}
