"""Whoever gives frames to texts, behind one interface: what a coder is, and a person as a coder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError, missing_column, one_of
from analysis.framing.codebook import Codebook
from analysis.framing.schemes import NONE

__all__ = ["Coder", "SheetCoder", "codes_of_sheet"]


class Coder(Protocol):
    """Anything that gives frames to texts: a dictionary, a person's sheet, a model."""

    @property
    def name(self) -> str:
        """What the coder is called in tables."""
        ...

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames, with the index of `texts`."""
        ...


def codes_of_sheet(table: pd.DataFrame, codebook: Codebook, *, units: Iterable[object] | None = None) -> pd.DataFrame:
    """Turn the long table of a coded sheet into codes that can be compared with those of any coder.

    Parameters
    ----------
    table : `statement`, `frame` (`NONE` for no frame), as `read_sheet` gives it; with a column `coder`,
        as `store_codes` gives it, of one coder
    codebook : the frames, in the order wanted
    units : the units wanted, in order; by default all of the table, sorted

    Returns
    -------
    DataFrame 0 or 1, units x the frames of the codebook.

    Raises
    ------
    ArgumentError : a column is missing, a frame is not of the codebook, there are several coders, a
        unit has `NONE` beside frames, or a unit wanted was not coded

    >>> book = Codebook(())
    >>> codes_of_sheet(pd.DataFrame({"statement": ["b", "a"], "frame": [NONE, NONE]}), book).index.tolist()
    ['a', 'b']
    """
    if not isinstance(table, pd.DataFrame):
        raise ArgumentError(f"table is of the type {type(table).__name__}; expected the table of a sheet; pass it")
    for column in ("statement", "frame"):
        if column not in table.columns:
            raise missing_column("the table of codes", column, table.columns)
    if "coder" in table.columns and table["coder"].nunique() > 1:
        raise ArgumentError(
            f"the table of codes has the coders {', '.join(sorted(map(str, table['coder'].unique())))}; expected one; "
            "select the rows of one coder"
        )
    columns = {frame: at for at, frame in enumerate(codebook.ids)}
    for frame in table["frame"].unique():
        if frame != NONE and frame not in columns:
            raise one_of("the frame in the table of codes", frame, [*columns, NONE])
    none = table["frame"].eq(NONE)
    both = set(table.loc[none, "statement"]) & set(table.loc[~none, "statement"])
    if both:
        raise ArgumentError(
            f"the table of codes has {NONE} beside frames for {min(both, key=str)!r}; expected one or the other; remove one"
        )
    coded = table["statement"].unique()
    wanted = sorted(coded, key=str) if units is None else list(units)
    absent = [unit for unit in wanted if unit not in set(coded)]
    if absent:
        raise ArgumentError(
            f"units has {len(absent)} of {len(wanted)} units that were not coded (first: {absent[0]!r}); expected units "
            "of the table of codes; leave them out or have them coded"
        )
    place = {unit: at for at, unit in enumerate(wanted)}
    values = np.zeros((len(wanted), len(columns)), dtype=np.int64)
    for unit, frame in zip(table.loc[~none, "statement"], table.loc[~none, "frame"], strict=True):
        if unit in place:
            values[place[unit], columns[frame]] = 1
    index = pd.Index(wanted, dtype="str" if all(isinstance(unit, str) for unit in wanted) else None)
    return pd.DataFrame(values, index=index, columns=codebook.ids)


@dataclass(frozen=True)
class SheetCoder:
    """A person as a coder: the codes of a sheet, given back for the units that are asked for.

    `table` is that of `read_sheet` (or the rows of one coder of `store_codes`).

    >>> table = pd.DataFrame({"statement": ["a"], "frame": [NONE]})
    >>> SheetCoder(Codebook(()), table, name="B").code(pd.Series(["One."], index=["a"])).shape
    (1, 0)
    """

    codebook: Codebook
    table: pd.DataFrame = field(repr=False)
    name: str = "sheet"

    def __post_init__(self) -> None:
        codes_of_sheet(self.table, self.codebook)

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Return 0 or 1, texts x frames: the index of `texts` names the units; their words were read by the person."""
        if not isinstance(texts, pd.Series):
            raise ArgumentError(
                f"texts is of the type {type(texts).__name__}; expected a Series indexed by unit; pass one"
            )
        return codes_of_sheet(self.table, self.codebook, units=texts.index).set_axis(texts.index, axis=0)
