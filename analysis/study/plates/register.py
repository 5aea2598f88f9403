"""Every plate of the study, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.errors import one_of
from analysis.figures.plate import Plate
from analysis.study.data.load import Study
from analysis.study.plates import (
    cards,
    claims,
    corpus,
    framing,
    presidents,
    recurring,
    speed,
    terms,
    tone,
    vocabulary,
    wording,
)

__all__ = ["PLATES", "draw"]

PLATES: Mapping[str, Callable[[Study], Plate]] = {
    **wording.PLATES,
    **cards.PLATES,
    **recurring.PLATES,
    **corpus.PLATES,
    **terms.PLATES,
    **vocabulary.PLATES,
    **framing.PLATES,
    **tone.PLATES,
    **claims.PLATES,
    **presidents.PLATES,
    **speed.PLATES,
}
"""The plates by name: the dict `PLATES` of each theme."""


def draw(study: Study, name: str) -> Plate:
    """Draw one plate of the study by its name.

    >>> from analysis.study.data.load import load_study
    >>> draw(load_study(), "corpus").name
    'corpus'
    """
    if name not in PLATES:
        raise one_of("name", name, PLATES)
    return PLATES[name](study)
