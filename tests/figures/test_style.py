"""Colours and settings: tints, contrast, a pair that differs in grey, nothing from a user's own settings."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from analysis.figures.style import GREY, INK, PAIR, RC, house_style, tint


@pytest.mark.parametrize(("share", "mixed"), [(1, "#0072b2"), (0, "#ffffff"), (0.5, "#80b8d8")])
def test_a_tint_is_between_colour_and_white(share: float, mixed: str) -> None:
    """Share 1 is the colour, 0 white, a half halfway."""
    assert tint("#0072B2", share) == mixed


def test_the_pair_differs_in_grey() -> None:
    """Printed without colour the two have distinct lightness."""
    luminance = [sum(w * int(c[at : at + 2], 16) for w, at in ((0.3, 1), (0.59, 3), (0.11, 5))) for c in PAIR]
    assert abs(luminance[0] - luminance[1]) > 25


@pytest.mark.parametrize("colour", [*PAIR, GREY, INK])
def test_print_in_every_colour_is_legible_on_white(colour: str) -> None:
    """WCAG 2 asks a contrast of 4.5 of small print: (1 + .05) / (relative luminance + .05)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_the_style_starts_from_the_defaults_and_leaves_settings_as_they_were() -> None:
    """A setting of the user's own is neither used nor lost."""
    with mpl.rc_context({"axes.grid": True, "savefig.facecolor": "black"}):
        with house_style():
            assert mpl.rcParams["axes.grid"] == mpl.rcParamsDefault["axes.grid"]
            assert mpl.rcParams["savefig.facecolor"] == "auto"
            assert all(mpl.rcParams[name] in (value, [value]) for name, value in RC.items())
        assert mpl.rcParams["axes.grid"] is True
        assert mpl.rcParams["savefig.facecolor"] == "black"
