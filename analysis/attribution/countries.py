"""Countries, their people and capitals: the names by which news speak of a state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.tables import read_csv

__all__ = ["APOSTROPHE", "Countries", "read_countries"]

APOSTROPHE = str.maketrans("\u2019", "'")
_COLUMNS = ("code", "name", "demonym", "aliases", "capital")
Named = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Countries:
    """Names, demonyms and capitals, each mapped to the code and name of its country; `places` has all of them."""

    names: Named
    demonyms: Named
    capitals: Named
    places: frozenset[str]

    def find(self, words: str) -> tuple[str, str]:
        """Return the code and name of the first country, demonym or capital in some words; else two empty strings."""
        plain = [word.removesuffix("'s") for word in words.translate(APOSTROPHE).split()]
        tokens = [word if word.count(".") > 1 else word.strip(".,()") for word in plain]
        for at in range(len(tokens)):
            for size in (3, 2, 1):
                phrase = " ".join(tokens[at : at + size])
                for table in (self.demonyms, self.names, self.capitals):
                    if phrase in table:
                        return table[phrase]
        return "", ""


def read_countries(extra: Path | pd.DataFrame | None = None) -> Countries:
    """Return the countries of the package, and those of a user's table (code, name, demonym, aliases, capital)."""
    tables = [_countries()]
    if extra is not None:
        table = extra if isinstance(extra, pd.DataFrame) else read_csv(checks.path("countries", extra), text=_COLUMNS)
        tables.append(checks.table("the table of countries", table, *_COLUMNS))
    names, demonyms, capitals = Named(), Named(), Named()
    rows = pd.concat(tables, ignore_index=True)[list(_COLUMNS)].fillna("").astype(str).to_numpy().tolist()
    for code, name, demonym, aliases, capital in rows:
        for found, cell in ((names, name), (names, aliases), (demonyms, demonym), (capitals, capital)):
            found.update(dict.fromkeys(filter(None, cell.split("|")), (code, name)))
    return Countries(names, demonyms, capitals, frozenset(names | demonyms | capitals))


@cache
def _countries() -> pd.DataFrame:
    with resources.as_file(resources.files("analysis.attribution").joinpath("countries.csv")) as path:
        return read_csv(path, text=_COLUMNS)
