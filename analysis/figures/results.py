"""From a result of the package to a plate in one call: `plot(keyness(comparison))`.

Every function takes a table as the package returns it. What the table does not know, as the names of the two sides, is
taken from its `attrs` where the measure wrote them, or from `names`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError
from analysis.figures.bars import plot_divergence, plot_shift, plot_splits
from analysis.figures.dots import plot_keyness, plot_prevalence, plot_tone
from analysis.figures.plate import Plate

__all__ = ["plot"]

# The columns by which each kind of table is known.
_KINDS: list[tuple[set[str], Callable[..., Plate]]] = [
    ({"term", "log_ratio_low", "lrc"}, plot_keyness),
    ({"frame", "group", "lowest"}, plot_prevalence),
    ({"group", "mean", "no_hits"}, plot_tone),
    ({"split", "real"}, plot_splits),
    ({"word", "shift"}, plot_shift),
    ({"term", "favours"}, plot_divergence),
]


def plot(result: pd.DataFrame, **options: Any) -> Plate:
    """Draw a result of the package, whichever it is, as a plate.

    Parameters
    ----------
    result : DataFrame
        A table of `keyness`, `prevalence`, `frame_rates`, `tone_by_group`, `placebo_splits`, `split_values`, `tone_shift` or
        `divergence`.
    options
        Those of the function of its kind, such as `plot_keyness`: `names`, `most`, `title`, `name`.

    Returns
    -------
    Plate
        The figure with caption, alternative text and data; it shows itself in a notebook and `save(folder)` writes it.

    Raises
    ------
    ArgumentError
        For a table of another kind, without a row, or with more groups than can be told apart.

    >>> table = pd.DataFrame({"frame": "F", "group": ["x", "y"], "share": [0.5, 0.2], "statements": [1, 1], "statements_of": 5})
    >>> plot(table.assign(lowest=[0.4, 0.1], highest=[0.6, 0.3])).alt
    'Share of units with each frame, from 0 to 1. F: x 0.50, y 0.20.'
    """
    columns = set(checks.table("result", result).columns)
    for needed, draw in _KINDS:
        if needed <= columns:
            return draw(result, **options)
    raise ArgumentError(
        f"result has the columns {', '.join(map(str, result.columns))}; expected a table of keyness, prevalence, frame_rates, "
        "tone_by_group, placebo_splits, split_values, tone_shift or divergence; pass one of these, unchanged"
    )
