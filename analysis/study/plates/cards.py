"""The plate of cards: what the articles of each era print on one topic, side by side."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.plate import Plate, compose
from analysis.figures.sheet import inch_axes
from analysis.figures.style import GREY, INK, PAIR, SMALL, WIDTH
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS
from analysis.study.tables.cards import cards_table, fragments_table

__all__ = ["CARDS", "PLATES", "plate_cards"]

CARDS = ("interests", "formula", "office", "offer", "differences", "harm")
"""The cards drawn: those whose two sides are shortest to compare; notebook 02 has all of them."""

_COLOUR = dict(zip(ERAS, PAIR, strict=True))
_LEFT = dict(zip(ERAS, (0.0, WIDTH / 2 + 0.08), strict=True))
_LARGE = 13.0
# Characters in a line of a column in large type and of the page in small type; inches a line.
_COLUMN, _PAGE = 24, 70
_LINE, _SMALL_LINE, _GAP = 0.22, 0.17, 0.06


@dataclass(frozen=True)
class _Line:
    text: str
    x: float
    y: float
    size: float
    colour: str
    weight: str = "normal"


def _set(card: dict[str, str], fragments: pd.DataFrame, top: float) -> tuple[list[_Line], float]:
    """Set one card in type from `top` downwards; return its lines and where it ends."""
    lines = [_Line(card["topic"].replace("'", "’"), 0, top + 0.12, 10.5, INK, "bold")]
    ends = []
    for era in ERAS:
        y = top + 0.38
        for row in fragments[fragments["era"].eq(era)].to_dict("records"):
            words = row["fragment"].replace("“", "‘").replace("”", "’").replace("'", "’")
            for text in textwrap.wrap(f"“{words}”", _COLUMN, break_on_hyphens=False):
                lines.append(_Line(text, _LEFT[era], y, _LARGE, _COLOUR[era]))
                y += _LINE
            lines.append(_Line(f"{row['label']}, {row['voice']}", _LEFT[era], y - 0.01, SMALL, INK))
            y += _LINE + _GAP
        ends.append(y)
    y = max(ends) - 0.05
    said = [line for text in card["official"].split("\n") for line in textwrap.wrap(text, _PAGE)]
    for text in said:
        lines.append(_Line(text, 0, y, SMALL, GREY))
        y += _SMALL_LINE
    return lines, y + 0.06


def plate_cards(study: Study) -> Plate:
    """Fragments of both eras on one topic, beside each other, with what official versions of the other era have."""
    table = cards_table(study).set_index("card", drop=False).loc[list(CARDS)]
    fragments = fragments_table(study)
    fragments = fragments[fragments["card"].isin(CARDS)].reset_index(drop=True)
    lines, rules, y = [], [], 0.28
    for card in table.to_dict("records"):
        rules.append(y)
        more, y = _set(
            {str(k): str(v) for k, v in card.items()}, fragments[fragments["card"].eq(card["card"])], y + 0.06
        )
        lines += more
    height = y
    also = int(table["official"].str.contains("also said by").sum())

    def draw_it(figure: Figure) -> None:
        axes = inch_axes(figure, height)
        for era, years in YEARS.items():
            axes.text(_LEFT[era], 0.1, f"Articles of {years}", fontweight="bold", color=_COLOUR[era], va="center")
        for rule in rules:
            axes.plot([0, WIDTH - 0.1], [rule, rule], color="#BBBBBB", linewidth=1)
        for line in lines:
            axes.text(
                line.x, line.y, line.text, fontsize=line.size, color=line.colour, fontweight=line.weight, va="center"
            )

    return compose(
        name="cards",
        title=f"{len(fragments)} phrases on {len(CARDS)} topics: on {also} topics, officials used the other era’s words as well",
        caption=(
            f"Phrases of Chinese officials in the five articles, {len(CARDS)} of the {len(cards_table(study))} cards of the study: "
            "on the left those of 2021, on the right those of 2025-26. Each has at most eight words."
        ),
        read=(
            "Below each phrase: who said it, when, and whether the words stand in quotation marks or are the reporter’s. The "
            "grey line says for each expression that only one era’s articles have who used it in the other era, according to "
            "official versions."
        ),
        limits=(
            "The cards were chosen because their two sides differ, so they cannot show how much stayed the same. A phrase may "
            "be a translator’s choice. A passage that was not obtained says nothing about what was said."
        ),
        alt=" ".join(
            f"{card['topic']}. "
            + "; ".join(f"{YEARS[era]}: {card[era]}".replace("\n", ", ").replace("  ", " ") for era in ERAS)
            + f". Official versions: {card['official']}.".replace("\n", "; ")
            for card in table.to_dict("records")
        ),
        data=fragments,
        height=height + 0.9,
        draw=draw_it,
    )


PLATES = {"cards": plate_cards}
