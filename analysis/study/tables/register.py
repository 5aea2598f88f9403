"""Every table that the notebooks show, by its name."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.errors import one_of
from analysis.figures.table import Readable
from analysis.study.data.load import Study
from analysis.study.tables import (
    annotators,
    cards,
    claims,
    coders,
    corpus,
    framing,
    official,
    presidents,
    recurring,
    terms,
    tone,
    vocabulary,
    voices,
)
from analysis.study.tables.shown import Shown

__all__ = ["TABLES", "show"]

TABLES: Mapping[str, Shown] = {
    **corpus.TABLES,
    **cards.TABLES,
    **official.TABLES,
    **recurring.TABLES,
    **annotators.TABLES,
    **coders.TABLES,
    **voices.TABLES,
    **framing.TABLES,
    **tone.TABLES,
    **terms.TABLES,
    **vocabulary.TABLES,
    **claims.TABLES,
    **presidents.TABLES,
}
"""The tables by name: the dict `TABLES` of each theme."""


def show(study: Study, name: str) -> Readable:
    """Show one table of the study by its name.

    >>> from analysis.study.data.load import load_study
    >>> show(load_study(), "official").caption
    'Expressions that only one era’s articles carry, and who of the other era used them'
    """
    if name not in TABLES:
        raise one_of("name", name, TABLES)
    shown = TABLES[name]
    return Readable(shown.make(study), shown.columns, shown.caption, shown.digits)
