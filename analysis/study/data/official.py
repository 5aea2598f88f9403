"""What the schema cannot say of the table of official versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

__all__ = ["MOST_WORDS", "official_problems"]

MOST_WORDS = 8
"""Words of a source that a cell may quote."""
_FILE = "official_versions.csv"
_OF_PRESENT = ("wording", "source", "about", "match")


def official_problems(tables: Mapping[str, pd.DataFrame], expressions: Collection[str]) -> Iterator[str]:
    """Yield a sentence for every row of the official versions that contradicts itself or its sources.

    Parameters
    ----------
    tables : mapping
        `official_versions`, `official_sources` and `official_occasions`.
    expressions : collection of str
        The expressions of the codebook.
    """
    home = tables["official_sources"].set_index("id")["occasion"]
    for row, cells in enumerate(tables["official_versions"].to_dict("records"), start=2):
        where = f"{_FILE}, row {row}"
        if cells["expression"] not in expressions:
            yield (
                f"{where}: expression is {cells['expression']!r}; expected one of codebook/expressions.csv; write it as there, "
                "or add its patterns there"
            )
        words = len(cells["wording"].split())
        if words > MOST_WORDS:
            yield f"{where}: wording has {words} words; at most {MOST_WORDS} may be quoted; shorten it"
        for column in _OF_PRESENT:
            if cells["status"] == "present" and not cells[column]:
                yield f"{where}: {column} is empty, and status is 'present'; expected a value; fill the cell or change the status"
            elif cells["status"] != "present" and cells[column]:
                yield f"{where}: {column} is {cells[column]!r}, and status is {cells['status']!r}; expected nothing; empty the cell"
        source = cells["source"]
        if source and home[source] != cells["occasion"]:
            yield (
                f"{where}: source is {source!r}, of the occasion {home[source]!r}; expected a source of {cells['occasion']!r}; name "
                "another source"
            )
        foreign = any(letter > "\u2fff" for letter in cells["wording"])
        if foreign and not cells["note"].startswith("= "):
            yield f"{where}: the wording is not English; expected a note that begins with '= ' and a gloss; write the gloss"
    yield from _gaps(tables, expressions)


def _gaps(tables: Mapping[str, pd.DataFrame], expressions: Collection[str]) -> Iterator[str]:
    """An occasion without a row for an expression would silently count as neither absent nor unknown."""
    occasions, found = (
        tables["official_occasions"],
        tables["official_versions"].groupby("occasion")["expression"].agg(set),
    )
    for occasion in occasions.loc[occasions["role"].eq("occasion"), "occasion"]:
        lacking = sorted(set(expressions) - found.get(occasion, set()))
        if lacking:
            yield f"{_FILE}: {occasion} has no row for {', '.join(map(repr, lacking))}; add a row, with status unknown if need be"
