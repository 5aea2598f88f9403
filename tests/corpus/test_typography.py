"""One form for every character that print writes in several."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import typography
from analysis.corpus.typography import normalise


@given(st.text(max_size=200))
def test_normalisation_keeps_the_length(text: str) -> None:
    """Offsets stay valid because normalisation never changes the length; twice is the same as once."""
    assert len(normalise(text)) == len(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.sampled_from("aU \u00e9\u2019\u201c\u2013`\t\uff35\uff40\U0001d400\u00a0\u2014"), max_size=40))
def test_every_variant_is_replaced_in_its_place(text: str) -> None:
    """Replacing one variant at a time equals translating letter by letter."""
    assert normalise(text) == text.translate(typography.TYPOGRAPHY | typography.LETTERS)


def test_wide_letters_become_plain_ones() -> None:
    """Full-width and mathematical letters and marks are normalised, each in its place; superscripts are not."""
    assert normalise("\uff35\uff0e\uff33\uff0e\uff11\uff07 \U0001d400 m\u00b2") == "U.S.1' A m\u00b2"
