"""Colours, sizes and fonts that all plates share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl

__all__ = ["DOTS_PER_INCH", "GREY", "INK", "PAIR", "RC", "WIDTH", "house_style", "tint"]

# Okabe & Ito's blue and vermilion, darkened until small print in them has a contrast of 4.5 on white: distinct for
# readers with any common colour deficiency, and in grey.
PAIR = ("#005F9E", "#C44F00")
INK = "#222222"
GREY = "#6B6B6B"
WIDTH = 7.2
DOTS_PER_INCH = 200

RC: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.labelsize": 9,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 9.5,
    "figure.dpi": DOTS_PER_INCH,
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.8,
    "savefig.dpi": DOTS_PER_INCH,
    "svg.fonttype": "path",
    "svg.hashsalt": "comparative-discourse",
    "text.color": INK,
    # Names and titles are anybody's words: "US$5 bn, not US$7 bn" is no formula.
    "text.parse_math": False,
    "xtick.color": GREY,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.color": GREY,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 8.5,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Draw with these settings on Matplotlib's own defaults, whatever a `matplotlibrc` says.

    >>> with house_style():
    ...     mpl.rcParams["text.parse_math"]
    False
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(RC)
        yield


def tint(colour: str, share: float) -> str:
    """Mix a colour with white: share 1 leaves it, 0 is white.

    >>> tint("#000000", 0.5)
    '#808080'
    """
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)
