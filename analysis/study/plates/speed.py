"""The plate of the appendix on speed: what a corpus costs as it grows."""

from __future__ import annotations

from matplotlib.figure import Figure

from analysis.figures.plate import Plate, compose
from analysis.figures.style import PAIR, SMALL
from analysis.study.data.load import Study

__all__ = ["PLATES", "plate_scale"]

_TASK = "groups and keyness at scale"


def plate_scale(study: Study) -> Plate:
    """Seconds and memory of counting and keyness, by one process and by two workers, from 1 to 10 GB."""
    runs = study.tables["benchmarks"]
    table = runs.loc[runs["task"].eq(_TASK), ["tool", "size", "seconds", "peak_mb"]]
    table = table.assign(seconds_a_gigabyte=1000 * table["seconds"] / table["size"]).reset_index(drop=True)
    tools = list(dict.fromkeys(table["tool"]))
    least, most = int(table["size"].min()), int(table["size"].max())
    growth = {}
    for tool in tools:
        part = table[table["tool"].eq(tool)].set_index("size")["seconds"]
        growth[tool] = float(part[most] / part[least])
    said = " and ".join(f"{ratio:.1f} times as long by {tool}" for tool, ratio in growth.items())

    words = [
        f"{tool}, {size / 1000:g} GB: {cost:.0f} seconds a gigabyte, {memory:.0f} MiB"
        for tool, size, cost, memory in table[["tool", "size", "seconds_a_gigabyte", "peak_mb"]].to_numpy().tolist()
    ]

    def draw_it(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        for axes, column, unit in (
            (left, "seconds_a_gigabyte", "seconds a gigabyte"),
            (right, "peak_mb", "largest memory of a process, MiB"),
        ):
            top = float(table[column].max())
            for tool, colour, marker in zip(tools, PAIR, "os", strict=False):
                part = table[table["tool"].eq(tool)].sort_values("size", kind="stable")
                axes.plot(part["size"] / 1000, part[column], color=colour, marker=marker, linewidth=1.6)
                end = part.iloc[-1]
                above = end[column] >= table.loc[table["size"].eq(most), column].max()
                axes.annotate(
                    f"{tool}: {end[column]:.0f}",
                    (end["size"] / 1000, end[column]),
                    xytext=(0, 7 if above else -7),
                    textcoords="offset points",
                    ha="right",
                    va="bottom" if above else "top",
                    fontsize=SMALL,
                    color=colour,
                )
            axes.set_xscale("log")
            axes.set_xticks([least / 1000, most / 1000], [f"{least / 1000:g} GB", f"{most / 1000:g} GB"])
            axes.minorticks_off()
            axes.set_ylim(0, 1.3 * top)
            axes.set_ylabel(unit)
            axes.grid(axis="y")

    return compose(
        name="scale",
        title=f"Ten times the corpus takes {said}",
        caption=(
            "Counting two groups and the whole keyness table, from a file of JSON lines: by one process, and by two workers of Dask on "
            "the same two cores. Sentences of presidential addresses, drawn with return."
        ),
        read="A line that stays level means cost in proportion to size, and memory that does not grow.",
        limits="One run of each, on one machine. One process works on both cores already, so that two workers gain nothing here.",
        alt=f"{'; '.join(words)}.",
        data=table,
        height=3.4,
        draw=draw_it,
    )


PLATES = {"scale": plate_scale}
"""The plates of this theme by name."""
