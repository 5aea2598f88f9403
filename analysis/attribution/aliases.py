"""One name for each speaker over many documents: a table of names and aliases made by the user."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError
from analysis.tables import read_csv

__all__ = ["Aliases", "read_aliases", "with_aliases"]

_COLUMNS = ("name", "alias")
Aliases = dict[str, str]
"""The one name of a speaker by the plain form of each alias."""


def _plain(name: str) -> str:
    """Return a name without case, typography and outer space, so that two spellings of it are one."""
    return " ".join(re.sub(r"[.,\u2019']", " ", name).casefold().split())


def read_aliases(speakers: Path | pd.DataFrame | None) -> Aliases:
    """Return the one name for each alias of a table with the columns `name` and `alias`.

    >>> table = pd.DataFrame({"name": ["Ruth Alder", "Ruth Alder"], "alias": ["R. Alder", "Mayor Alder"]})
    >>> read_aliases(table)
    {'r alder': 'Ruth Alder', 'mayor alder': 'Ruth Alder'}
    """
    if speakers is None:
        return {}
    source = "the table of speakers" if isinstance(speakers, pd.DataFrame) else Path(speakers).name
    table = (
        speakers if isinstance(speakers, pd.DataFrame) else read_csv(checks.path("speakers", speakers), text=_COLUMNS)
    )
    table = table.rename(columns=lambda column: str(column).removeprefix("\ufeff"))
    table = checks.table(source, table, *_COLUMNS)[list(_COLUMNS)].fillna("").astype(str)
    found: Aliases = {}
    for row, cells in enumerate(table.itertuples(index=False), start=2):
        name, alias = (" ".join(cell.split()) for cell in cells)
        if not name or not alias:
            raise ArgumentError(
                f"{source}, row {row}: {'name' if not name else 'alias'} is empty; expected a name and an alias; fill the cell or remove the row"
            )
        if found.setdefault(_plain(alias), name) != name:
            raise ArgumentError(
                f"{source}, row {row}: alias {alias!r} has two names, {found[_plain(alias)]!r} and {name!r}; expected one; remove one row"
            )
    return {alias: _last_name(alias, found, source) for alias in found}


def _last_name(alias: str, found: Aliases, source: str) -> str:
    """Follow names that are aliases themselves; refuse a circle."""
    seen, name = [alias], found[alias]
    while _plain(name) in found and _plain(name) != seen[-1]:
        if _plain(name) in seen:
            raise ArgumentError(
                f"{source}: the aliases of {name!r} lead back to it; expected one name at the end; remove one of its rows"
            )
        seen.append(_plain(name))
        name = found[_plain(name)]
    return name


def with_aliases(table: pd.DataFrame, aliases: Aliases, *, mention: str | None = None) -> pd.DataFrame:
    """Return a table whose speakers have their one name, found by the speaker or by the words of the mention."""
    if not aliases:
        return table
    mentions = table[mention] if mention else table["speaker"]
    names = [
        aliases.get(_plain(speaker)) or aliases.get(_plain(said)) or speaker
        for speaker, said in zip(table["speaker"], mentions, strict=True)
    ]
    return table.assign(speaker=pd.Series(names, index=table.index, dtype=table["speaker"].dtype))
