"""Plates on wording: who used an expression and who carried it, and the uses of "red line"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.plate import Plate, compose
from analysis.figures.sheet import inch_axes
from analysis.figures.style import GREY, INK, PAIR, SMALL, WIDTH, tint
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS
from analysis.study.tables.carried import MARKS, carried, used_by_others
from analysis.study.tables.official import VERDICTS, one_sided, red_line_uses

__all__ = ["PLATES", "plate_red_line", "plate_versions"]

_COLOUR = dict(zip(ERAS, PAIR, strict=True))
_YEAR = {"2021": PAIR[0], "2025": PAIR[1], "2026": PAIR[1]}
_OTHERS = "others"
_SHORT = {
    "no conflict, no confrontation": "no conflict formula",
    "interference in internal affairs": "interference",
    "model of positive interaction": "positive interaction",
    "international community": "world community",
    "objective and rational": "objective, rational",
}
_SAID = ("official", "official, article in part")
_LEFT, _ROW, _HEAD = 1.82, 0.262, 0.7


def _cells(study: Study) -> pd.DataFrame:
    """Return the marks to draw: expressions of one era, a column an occasion; context occasions share one, if they have it."""
    table = carried(study)
    table = table[table["verdict"].ne("")]
    known = list(MARKS)
    table = table.assign(
        column=table["label"].where(table["role"].eq("occasion"), _OTHERS),
        strength=table["mark"].map(known.index),
    )
    return table.sort_values(["expression", "era", "column", "strength", "date", "occasion"]).drop_duplicates(
        ["expression", "era", "column"]
    )


def _rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the expressions in the order drawn: by era, verdict, and how many of the other era have it."""
    other = cells["era"].map(YEARS).ne(cells["only_in"])
    having = (other & cells["mark"].isin(_SAID)).groupby(cells["expression"]).sum()
    rows = cells[["expression", "only_in", "verdict"]].drop_duplicates()
    rows = rows.assign(rank=rows["verdict"].map(list(VERDICTS).index), having=-rows["expression"].map(having))
    return rows.sort_values(["only_in", "rank", "having", "expression"], ignore_index=True)


def _mark(axes: Axes, x: float, y: float, mark: str, colour: str) -> None:
    """Draw one mark; the stronger what is known, the heavier."""
    if mark == _SAID[1]:
        _mark(axes, x, y, "official", colour)
        axes.scatter([x], [y], zorder=4, marker="s", s=9, color=colour, linewidth=0)
        return
    if mark in {"absent", "unknown"}:
        text = "–" if mark == "absent" else "?"
        axes.text(x, y, text, ha="center", va="center", fontsize=SMALL, color=GREY)
        return
    style: dict[str, Any] = {
        "article": {"marker": "s", "s": 92, "color": colour},
        "article, other form": {"marker": "s", "s": 22, "color": colour},
        "official": {"marker": "o", "s": 82, "facecolor": "white", "edgecolor": colour, "linewidth": 2},
        "official, other form": {"marker": "o", "s": 18, "facecolor": "white", "edgecolor": colour, "linewidth": 1.1},
    }[mark]
    axes.scatter([x], [y], zorder=3, **style)


def plate_versions(study: Study) -> Plate:
    """Who used the expressions that the articles of one era only carry, and whose use an article carries."""
    cells = _cells(study)
    rows = _rows(cells)
    shared = int(used_by_others(rows).sum())
    labels = cells.sort_values(["date", "occasion"]).drop_duplicates(["era", "column"])
    columns = [
        (era, name)
        for era in ERAS
        for name in sorted(
            labels.loc[labels["era"].eq(era), "column"],
            key=lambda column: (column == _OTHERS, list(labels["column"]).index(column)),
        )
    ]
    step = (WIDTH - _LEFT - 0.25) / len(columns)
    at = {
        key: _LEFT + step * (number + 0.5) + (0.12 if key[0] == "trump2" else 0) for number, key in enumerate(columns)
    }
    height = _HEAD + len(rows) * _ROW + 2 * 0.34 + 2 * 0.26 + 1.62 + 0.215

    def draw_it(figure: Figure) -> None:
        axes = inch_axes(figure, height)
        for era in ERAS:
            here = [at[key] for key in columns if key[0] == era]
            axes.text(here[0] - step / 2, 0.1, YEARS[era], fontsize=SMALL, fontweight="bold", color=_COLOUR[era])
        for (era, name), x in at.items():
            axes.text(x, _HEAD, name.split()[0], rotation=90, ha="center", va="bottom", fontsize=SMALL,
                      color=GREY if name == _OTHERS else _COLOUR[era])  # fmt: skip
        y = _HEAD + 0.1
        for era, years in YEARS.items():
            part = rows[rows["only_in"].eq(years)]
            other = next(key for key in ERAS if key != era)
            y += 0.2
            axes.text(0, y, f"In articles of {years} only", fontweight="bold", color=_COLOUR[era], va="center")
            y += 0.17
            there = [at[key] for key in columns if key[0] == other]
            used = used_by_others(part)
            axes.fill_between([there[0] - step / 2, there[-1] + step / 2], y, y + _ROW * used.sum(),
                              color=tint(_COLOUR[other], 0.13), linewidth=0)  # fmt: skip
            for row, known in zip(part.to_dict("records"), used, strict=True):
                if not known and row["expression"] == part.loc[~used, "expression"].iloc[0]:
                    y += 0.13
                    axes.text(
                        0, y, f"not found in this form in {YEARS[other]}:", fontsize=SMALL, color=GREY, va="center"
                    )
                    y += 0.13
                middle = y + _ROW / 2
                name = _SHORT.get(row["expression"], row["expression"])
                axes.text(0, middle, name, va="center", color=INK if known else GREY)
                axes.plot([_LEFT, WIDTH - 0.1], [middle, middle], color="#E6E6E6", linewidth=0.7, zorder=1)
                for cell in cells[cells["expression"].eq(row["expression"])].to_dict("records"):
                    key = (cell["era"], cell["column"])
                    if cell["mark"] in {"absent", "unknown"} and key[1] == _OTHERS:
                        continue
                    _mark(axes, at[key], middle, cell["mark"], _COLOUR[key[0]])
                y += _ROW
        y += 0.22
        for mark, meaning in MARKS.items():
            _mark(axes, 0.1, y, mark, INK)
            axes.text(0.3, y, meaning.replace("or on another topic", "or topic"), va="center", fontsize=SMALL)
            y += 0.215

    return compose(
        name="versions",
        title=f"{shared} of {len(rows)} expressions that the articles of only one era carry were used by officials of the "
        "other era too",
        caption=(
            f"Of {study.tables['official_versions']['expression'].nunique()} expressions looked up in both eras, the {len(rows)} "
            "that statements of Chinese officials in the five articles have in one era only. A column is an official on one "
            "occasion, in order of time; “others” are officials who spoke on other occasions of these years. "
            f"{int(one_sided(study)['reported'].ne('').sum())} of the {shared} were used on occasions that the articles of that era "
            "report."
        ),
        read=(
            "A filled square: an article carries the expression from this speaker. A ring: the official version of what this "
            "person said has it, the article does not, or only another form of it (a square in the ring). Rings on the tinted "
            "ground are uses by officials of the other era."
        ),
        limits=(
            "A dash is no proof that somebody never used the expression: it is absent from the passage obtained, which is often "
            "an agency report or a readout. A question mark is never counted as absence. Officials chose what to say, newsrooms "
            "what to print; the picture does not say why."
        ),
        alt=(
            f"A grid of {len(rows)} expressions by {len(columns)} columns of speakers. "
            + " ".join(
                f"In articles of {years} only: "
                + "; ".join(_told(cells, row, years) for row in rows[rows["only_in"].eq(years)].to_dict("records"))
                + "."
                for years in YEARS.values()
            )
        ),
        data=rows[["expression", "only_in", "verdict"]].merge(
            cells[["expression", "era", "column", "label", "date", "role", "mark", "wording"]], on="expression"
        ),
        height=height + 0.75,
        draw=draw_it,
    )


def _told(cells: pd.DataFrame, row: Mapping[Any, Any], years: str) -> str:
    here = cells[cells["expression"].eq(row["expression"])].sort_values(["date", "occasion"])
    carrying = ", ".join(here.loc[here["mark"].eq("article"), "label"])
    other = here[here["era"].map(YEARS).ne(years) & here["mark"].isin(_SAID)]
    said = f"also used by {', '.join(other['label'])}" if len(other) else "no use found in the other era"
    return f"{row['expression']} ({carrying}; {said})"


def plate_red_line(study: Study) -> Plate:
    """The uses of "red line" from 2021 to 2026: by whom, about what, which word is behind it, and which an article carries."""
    uses = red_line_uses(study)
    earlier = uses[uses["date"].lt("2025")]
    block, top = 1.04, 0.12
    height = top + block * len(uses)
    first, last = (pd.Timestamp(day) for day in ("2021-01-01", "2026-07-01"))

    def at(day: str) -> float:
        return top + (height - top - 0.1) * ((pd.Timestamp(day) - first) / (last - first))

    def draw_it(figure: Figure) -> None:
        axes = inch_axes(figure, height)
        axes.plot([0.62, 0.62], [top, height - 0.1], color="#BBBBBB", linewidth=2, zorder=1)
        for year in range(2021, 2027):
            y = at(f"{year}-01-01")
            axes.plot([0.55, 0.62], [y, y], color="#BBBBBB", linewidth=1.2)
            axes.text(0.5, y, str(year), ha="right", va="center", fontsize=SMALL, color=GREY)
        for number, row in enumerate(uses.to_dict("records")):
            y, start = at(row["date"]), top + block * number
            colour = _YEAR.get(row["date"][:4], GREY)
            axes.plot([0.62, 1.05, 1.2], [y, start + 0.12, start + 0.12], color=colour, linewidth=1, zorder=1)
            _mark(axes, 0.62, y, "article" if row["in_article"] == "yes" else "official", colour)
            axes.text(1.26, start + 0.12, f"{row['label']}", va="center", fontweight="bold", color=colour)
            axes.text(WIDTH - 0.1, start + 0.12, _day(row["date"]), va="center", ha="right", fontsize=SMALL, color=GREY)
            axes.text(1.26, start + 0.35, f"“{row['wording']}”".replace("'", "’"), va="center", fontsize=11.5)
            word = f"Chinese word: {row['chinese']}"
            where = "carried by an article" if row["in_article"] == "yes" else "in none of the five articles"
            axes.text(1.26, start + 0.56, row["about"], va="center", fontsize=SMALL)
            axes.text(1.26, start + 0.74, f"{word} · {where}", va="center", fontsize=SMALL, color=GREY)

    return compose(
        name="red-line",
        title=f"“Red line” was not new in {YEARS['trump2']}: {len(earlier)} of {len(uses)} uses found are earlier, and the articles "
        f"carry {int(earlier['in_article'].eq('yes').sum()) or 'none'} of these",
        caption=(
            "Every use of “red line” by a Chinese official that was found in an official version or a report of it, from 2021 "
            "to 2026, with what it is about and the Chinese word behind it, where known. The four topics are Taiwan, democracy and "
            "human rights, the political system, and development."
        ),
        read=(
            "A filled square is a use that an article of the study carries, a ring one that it does not. Blue: 2021; orange: "
            "2025-26; grey: between the eras. English has one rendering for two Chinese words, one for a red line and one for a "
            "bottom line."
        ),
        limits=(
            "This is no count of how often the expression was used: uses between the eras were found by chance. "
            + _looked_up(study)
        ),
        alt="Time line, 2021 to 2026: "
        + "; ".join(
            f"{row['label']} ({row['date']}): “{row['wording']}”, {row['about']}, "
            f"Chinese word {row['chinese']}, "
            f"{'carried by an article' if row['in_article'] == 'yes' else 'in no article'}"
            for row in uses.to_dict("records")
        )
        + ".",
        data=uses,
        height=height + 0.75,
        draw=draw_it,
    )


def _day(date: str) -> str:
    day = pd.Timestamp(date)
    return f"{day.day} {day:%B %Y}"


def _looked_up(study: Study) -> str:
    """Say on which occasions the expression was looked up in vain."""
    table = carried(study)
    table = table[table["expression"].eq("red line") & table["role"].eq("occasion")]
    absent, unknown = (", ".join(table.loc[table["mark"].eq(mark), "label"]) for mark in ("absent", "unknown"))
    return f"Absent from the passages obtained: {absent}. No passage obtained: {unknown}."


PLATES = {"versions": plate_versions, "red-line": plate_red_line}
