"""What a plate takes from the table of a measure before it draws."""

from __future__ import annotations

import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError

__all__ = ["LETTERS", "counted", "drawable", "sides_named"]

LETTERS = 24
"""Letters of a label; a longer one is cut."""


def sides_named(table: pd.DataFrame, names: tuple[str, str] | None) -> tuple[str, str]:
    """Return the names of target and reference: those given, or those that the measure wrote into `attrs`.

    >>> sides_named(pd.DataFrame(), ("new", "old")), sides_named(pd.DataFrame(), None)
    (('new', 'old'), ('target', 'reference'))
    """
    found = table.attrs.get("sides", ("target", "reference")) if names is None else names
    if not isinstance(found, tuple | list) or len(found) != 2:
        raise ArgumentError(f"names is {checks.shown(names)}; expected target and reference; pass two names")
    return str(found[0]), str(found[1])


def drawable(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Return a table that has these columns and at least one row."""
    if checks.table("table", table, *columns).empty:
        raise ArgumentError("table has no row; expected something to draw; lower min_count, or compare other groups")
    return table


def counted(number: float) -> str:
    """Return a whole number as a string; a dash where it is unknown, as for a frequency list.

    >>> counted(1200.0), counted(float("nan"))
    ('1,200', '-')
    """
    return "-" if pd.isna(number) else f"{int(number):,}"
