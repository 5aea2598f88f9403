"""Countries, their people and capitals: the names by which news speak of a state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.tables import read_csv

__all__ = ["Countries", "read_countries"]

_APOSTROPHE = str.maketrans("\u2019", "'")


@dataclass(frozen=True, slots=True)
class Countries:
    """Names of countries: `names` and `demonyms` map a word or phrase to (code, name)."""

    names: dict[str, tuple[str, str]]
    demonyms: dict[str, tuple[str, str]]
    capitals: dict[str, tuple[str, str]]

    def find(self, words: str) -> tuple[str, str]:
        """Return the code and name of the first country, demonym or capital in some words; else two empty strings."""
        tokens = [
            w.removesuffix("'s").strip(".,()") if w.count(".") < 2 else w.removesuffix("'s")
            for w in words.translate(_APOSTROPHE).split()
        ]
        for at in range(len(tokens)):
            for size in (3, 2, 1):
                phrase = " ".join(tokens[at : at + size])
                for table in (self.demonyms, self.names, self.capitals):
                    if phrase in table:
                        return table[phrase]
        return "", ""


def read_countries(extra: Path | pd.DataFrame | None = None) -> Countries:
    """Read the table of countries, with rows of one's own after it (columns code, name, demonym, aliases, capital)."""
    tables = [_countries()]
    if extra is not None:
        columns = ("code", "name", "demonym", "aliases", "capital")
        table = extra if isinstance(extra, pd.DataFrame) else read_csv(extra, text=columns)
        missing = [column for column in columns if column not in table.columns]
        if missing:
            raise DataError(
                f"the table of countries has no column {missing[0]!r}; expected: {', '.join(columns)}; add it"
            )
        tables.append(table)
    names, demonyms, capitals = {}, {}, {}
    for row in pd.concat(tables, ignore_index=True).fillna("").itertuples(index=False):
        key = (str(row.code), str(row.name))
        names[str(row.name)] = key
        names.update(dict.fromkeys([a for a in str(row.aliases).split("|") if a], key))
        demonyms.update(dict.fromkeys([a for a in str(row.demonym).split("|") if a], key))
        capitals.update(dict.fromkeys([a for a in str(row.capital).split("|") if a], key))
    return Countries(names, demonyms, capitals)


@cache
def _countries() -> pd.DataFrame:
    with resources.as_file(resources.files("analysis.attribution").joinpath("countries.csv")) as path:
        return read_csv(path, text=("code", "name", "demonym", "aliases", "capital"))
