"""The plate of set phrases that the program finds by itself: which article has them, and who else used them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure

from analysis.figures.plate import Plate, compose
from analysis.figures.sheet import inch_axes
from analysis.figures.style import GREY, INK, PAIR, SMALL, WIDTH, tint
from analysis.study.data.load import Study
from analysis.study.design import REFERENCE, TARGET
from analysis.study.tables.official import ARTICLES
from analysis.study.tables.recurring import recurring

__all__ = ["PLATES", "plate_set_phrases"]

_COLOUR = {REFERENCE: PAIR[0], TARGET: PAIR[1]}
_LEFT, _STEP, _GAP, _ROW, _HEAD = 1.92, 0.29, 0.08, 0.36, 0.78
_TITLES = {
    "persisting": "In articles of both eras",
    "changed in wording": "In both eras, in other words",
    "dropped": "In articles of 2021 only",
    "new": "In articles of 2025-26 only",
}


def plate_set_phrases(study: Study) -> Plate:
    """Each set phrase, the articles that have it, and the officials of the other era who used it."""
    table = recurring(study)
    places = study.set_phrases.occurrences
    places = places[places["phrase"].isin(table["phrase"])]
    counts = places.groupby(["phrase", "document"]).size()
    one = table[table["status"].isin(["dropped", "new"])]
    used = one.loc[one["used"].ne(""), "whole"]
    era_of = {str(name): str(era) for name, era in study.documents["era"].items()}
    at = {
        name: _LEFT + _STEP * (number + 0.5) + (_GAP if era_of[name] == TARGET else 0)
        for number, name in enumerate(ARTICLES)
    }
    right = max(at.values()) + _STEP / 2 + 0.1
    groups = [(str(status), part) for status, part in table.groupby("status", sort=False)]
    height = _HEAD + len(groups) * 0.4 + len(table) * _ROW + 0.1

    def draw_it(figure: Figure) -> None:
        axes = inch_axes(figure, height)
        for name, x in at.items():
            axes.text(x, _HEAD, ARTICLES[name], rotation=90, ha="center", va="bottom", fontsize=SMALL,
                      color=_COLOUR[era_of[name]])  # fmt: skip
        axes.text(right, _HEAD, "officials of the\nother era too", va="bottom", fontsize=SMALL, color=GREY)
        y = _HEAD + 0.05
        for status, part in groups:
            y += 0.22
            axes.text(0, y, _TITLES[status], fontweight="bold", va="center",
                      color={"dropped": PAIR[0], "new": PAIR[1]}.get(status, INK))  # fmt: skip
            y += 0.18
            for row in part.to_dict("records"):
                middle = y + _ROW / 2
                axes.plot([_LEFT, WIDTH], [middle, middle], color="#E6E6E6", linewidth=0.7, zorder=1)
                axes.text(0, middle, textwrap.fill(row["phrase"], 26), va="center", linespacing=1.05)
                for name, x in at.items():
                    if (row["phrase"], name) in counts.index:
                        axes.scatter([x], [middle], marker="s", s=80, color=_COLOUR[era_of[name]], zorder=3)
                if row["used"] and status in {"dropped", "new"}:
                    colour = PAIR[1] if status == "dropped" else PAIR[0]
                    axes.text(right, middle, textwrap.fill(_used(row).replace(" 20", "\u00a020"), 24), va="center", fontsize=SMALL - 0.5,
                              color=colour, linespacing=1.05, zorder=4,
                              bbox={"facecolor": tint(colour, 0.1), "edgecolor": "none", "pad": 1.5})  # fmt: skip
                y += _ROW

    return compose(
        name="set-phrases",
        title=f"Of {len(one)} set phrases that recur in one era only, officials of the other used {int(used.sum())}, and the key word "
        f"of {int((~used).sum())} more",
        caption=(
            f"The {len(table)} set phrases that recur in officials' statements of at least two of the {len(ARTICLES)} articles, "
            "found by the program and picked by nobody; those with the name of a country are left out."
        ),
        read=(
            "A square: officials' statements in this article have the phrase, inflected or in other order too. At the right, "
            "officials of the other era whose official version has the phrase, or the word of it named there."
        ),
        limits=(
            "An empty place at the right means that no use was found, or that the expression was not looked up. The longest "
            "formulas and the rarest are missing here: a phrase must recur to be found."
        ),
        alt=" ".join(
            f"{_TITLES[status]}: "
            + "; ".join(
                row["phrase"]
                + (f" (also used by {_used(row)})" if row["used"] and status in {"dropped", "new"} else "")
                for row in part.to_dict("records")
            )
            + "."
            for status, part in groups
        ),
        data=table,
        height=height + 0.75,
        draw=draw_it,
    )


def _used(row: Mapping[Any, Any]) -> str:
    return row["used"] if row["whole"] else f"“{row['expression']}”: {row['used']}"


PLATES = {"set-phrases": plate_set_phrases}
"""The plates of this theme by name."""
