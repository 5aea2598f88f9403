"""Countries, their people and capitals: the names by which news speak of a state."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.attribution import words
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
    rows = words.read("countries.csv")
    if extra is not None:
        table = extra if isinstance(extra, pd.DataFrame) else read_csv(checks.path("countries", extra), text=_COLUMNS)
        table = checks.table("the table of countries", table, *_COLUMNS)[list(_COLUMNS)].fillna("").astype(str)
        rows += [{str(key): str(cell) for key, cell in row.items()} for row in table.to_dict("records")]
    names, demonyms, capitals = Named(), Named(), Named()
    for row in rows:
        for column, found in (("name", names), ("aliases", names), ("demonym", demonyms), ("capital", capitals)):
            found.update(dict.fromkeys(filter(None, row[column].split("|")), (row["code"], row["name"])))
    return Countries(names, demonyms, capitals, frozenset(names | demonyms | capitals))
