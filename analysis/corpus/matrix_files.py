"""The files of a term matrix: its units, the kinds of their columns, and its counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError, missing_column
from analysis.files import write_bytes
from analysis.tables import csv_bytes, read_csv

__all__ = ["read_matrix", "write_matrix"]


def write_matrix(folder: Path | str, units: pd.DataFrame, counts: pd.DataFrame) -> None:
    """Write `units.csv`, `columns.csv` and `counts.csv`."""
    folder = checks.path("folder", folder)
    checks.table("units", units, *units.columns)
    if "unit" in units.columns:
        raise ArgumentError("units has a column 'unit', which is the name of the ids in units.csv; rename the column")
    kinds = [(name, _kind(column)) for name, column in units.items()]
    write_bytes(folder / "columns.csv", csv_bytes(pd.DataFrame(kinds, columns=["column", "kind"])))
    write_bytes(folder / "units.csv", csv_bytes(units.rename_axis("unit").reset_index()))
    write_bytes(folder / "counts.csv", csv_bytes(counts))


def read_matrix(folder: Path | str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the units, indexed by their ids, and the long table of counts."""
    folder = checks.path("folder", folder)
    table = checks.table("columns.csv", read_csv(folder / "columns.csv", text=("column", "kind")), "column", "kind")
    kinds = table.set_index("column")["kind"]
    named = kinds.index[kinds.isin(["text", "text or missing", "boolean"])]
    units = read_csv(folder / "units.csv", text=("unit", *named))
    units = checks.table("units.csv", units, "unit").set_index("unit")
    for name, kind in kinds.items():
        if name not in units:
            raise missing_column("units.csv", str(name), units.columns)
        # An empty cell is an empty string, unless the column was written with missing values.
        if kind == "text":
            units[name] = units[name].fillna("")
        elif kind == "boolean":
            units[name] = units[name].eq("True")
    return units, read_csv(folder / "counts.csv", text=("unit", "term"))


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    return "text or missing" if column.isna().any() else "text"
