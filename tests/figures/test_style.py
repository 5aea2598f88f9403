"""Colours: tints, and a pair that differs in grey."""

from __future__ import annotations

import pytest

from analysis.figures.style import PAIR, tint


@pytest.mark.parametrize(("share", "mixed"), [(1, "#0072b2"), (0, "#ffffff"), (0.5, "#80b8d8")])
def test_a_tint_is_between_colour_and_white(share: float, mixed: str) -> None:
    """Share 1 is the colour, 0 white, a half halfway."""
    assert tint("#0072B2", share) == mixed


def test_the_pair_differs_in_grey() -> None:
    """Printed without colour the two have distinct lightness."""
    luminance = [sum(w * int(c[at : at + 2], 16) for w, at in ((0.3, 1), (0.59, 3), (0.11, 5))) for c in PAIR]
    assert abs(luminance[0] - luminance[1]) > 25
