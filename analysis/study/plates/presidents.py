"""Plates of the second study: the frames of presidents' sentences on China."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.charts import paired_dots
from analysis.figures.plate import Plate, compose
from analysis.study.data.load import Study
from analysis.study.data.presidents import DESIGNS, FIRST
from analysis.study.tables.presidents import frame_shares

__all__ = ["PLATES", "plate_countries", "plate_years"]


def plate_countries(_: Study) -> Plate:
    """Within the same address: sentences that name China, and those that name another country."""
    table = frame_shares("countries").set_index("frame")
    trade, security = table.loc["trade"], table.loc["security"]
    title = (
        f"Where China is named, {trade['share_target']:.0%} of sentences speak of trade (other countries: "
        f"{trade['share_reference']:.0%}) and {security['share_target']:.0%} of security ({security['share_reference']:.0%})"
    )
    return _plate(
        "presidents-countries",
        "countries",
        title,
        "Sentences of the same addresses to Congress, those that name China and those that name another country.",
    )


def plate_years(_: Study) -> Plate:
    """Sentences that name China, in earlier and in later addresses."""
    row = frame_shares("years").set_index("frame").loc["competition"]
    rule = DESIGNS["years"]
    title = (
        f"Competition with China: in {row['documents_target']:.0f} of {row['documents_of_target']:.0f} addresses {rule['target']}, "
        f"in {row['documents_reference']:.0f} of {row['documents_of_reference']:.0f} {rule['reference']}"
    )
    return _plate(
        "presidents-years",
        "years",
        title,
        "Sentences that name China in addresses to Congress, by the years of the address.",
    )


def _plate(name: str, design: str, title: str, caption: str) -> Plate:
    table, rule = frame_shares(design), DESIGNS[design]
    numbers = table.iloc[0]
    sizes = " and ".join(
        f"{numbers[f'sentences_{side}']} sentences of {numbers[f'documents_of_{side}']} addresses ({rule[side]})"
        for side in ("target", "reference")
    )
    shown = table.assign(
        label=table["frame"],
        first=table["share_reference"],
        second=table["share_target"],
        note_first=_of(table, "reference"),
        note_second=_of(table, "target"),
    ).sort_values(["share_target", "frame"], ascending=[False, True], ignore_index=True)

    def draw_it(figure: Figure) -> None:
        paired_dots(figure.subplots(), shown, names=(rule["reference"], rule["target"]), unit="share of sentences",
                    notes=("note_first", "note_second"))  # fmt: skip

    said = "; ".join(f"{row.frame}: {row.share_reference:.2f} and {row.share_target:.2f}" for row in table.itertuples())
    return compose(
        name=name,
        title=title,
        caption=f"{caption} {sizes}, {FIRST} to 2026.",
        read="A dot is the share of sentences with a word of the frame. Beside it: in how many addresses such a sentence stands.",
        limits=(
            "Words are counted, not what is said with them: “trade” may be praised or deplored. Addresses are read before Congress; "
            "they are not all that presidents say."
        ),
        alt=f"Paired dots, share of sentences, {rule['reference']} and {rule['target']}: {said}.",
        data=table,
        height=1.4 + 0.42 * len(table),
        draw=draw_it,
    )


def _of(table: pd.DataFrame, side: str) -> pd.Series:
    return table[f"documents_{side}"].astype(str) + "/" + table[f"documents_of_{side}"].astype(str)


PLATES = {"presidents-countries": plate_countries, "presidents-years": plate_years}
"""The plates of this theme by name."""
