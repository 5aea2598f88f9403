"""The plate of a claim under every defensible choice."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from analysis.figures.plate import Plate, compose
from analysis.figures.specification import specification_curve, specification_height
from analysis.study.data.load import Study
from analysis.study.tables.claims import claim_multiverse

__all__ = ["PLATES", "plate_multiverse"]


def plate_multiverse(study: Study) -> Plate:
    """The difference in dialogue under every combination of choices, the default among them."""
    found = claim_multiverse(study, "dialogue")
    values = found.cells["value"]
    below, known = int((values < 0).sum()), int(values.notna().sum())
    default = float(values.iloc[0])

    def draw_it(figure: Figure) -> None:
        specification_curve(figure, found.cells, unit="difference in share", marked=0)

    return compose(
        name="multiverse",
        title=f"Less dialogue in 2025-26 under {below} of {known} combinations of choices",
        caption=(
            "The share of statements with dialogue in 2025-26 less that in 2021, for every combination of coder, statements, article "
            "left out, weakest statement and weighting, from the lowest to the highest."
        ),
        read="Below each value a mark shows the choices that made it. The circle is the choice of the study.",
        limits=(
            "Combinations share their data, so their share is no probability. That the articles carry less of it does not mean that "
            "officials said less."
        ),
        alt=(
            f"Values from {np.nanmin(values):.2f} to {np.nanmax(values):.2f}, median {np.nanmedian(values):.2f}, below zero in {below} "
            f"of {known}; the study's choice: {default:.2f}."
        ),
        data=found.cells,
        height=specification_height(found.cells),
        draw=draw_it,
    )


PLATES = {"multiverse": plate_multiverse}
"""The plates of this theme by name."""
