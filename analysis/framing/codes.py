"""Tables of codes: 0 or 1, units x frames; what every function that takes one checks first."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from analysis.checks import column, shown, strings, table, unique
from analysis.errors import ArgumentError

__all__ = ["checked_codes", "checked_pair", "checked_units"]


def checked_codes(name: str, given: Any) -> pd.DataFrame:
    """Return codes as whole numbers, 0 or 1, each unit and each frame once.

    >>> checked_codes("codes", pd.DataFrame({"F": [True, False]}, index=["a", "b"]))["F"].tolist()
    [1, 0]
    """
    codes = table(name, given)
    unique(name, codes.index, what="unit")
    unique(name, codes.columns, what="frame")
    values = codes.to_numpy()
    if values.dtype.kind in "biuf":
        right = (values == 0) | (values == 1)
    else:
        # The string "1" equals no number, and a missing value of pandas is neither equal nor unequal to one.
        flat = [isinstance(value, (Real, np.bool_)) and bool(value in (0, 1)) for value in values.ravel()]
        right = np.array(flat, dtype=bool).reshape(values.shape)
    if not right.all():
        row, at = np.argwhere(~right)[0]
        raise ArgumentError(
            f"{name} has {shown(values[row, at])} at unit {shown(codes.index[row])}, frame {shown(codes.columns[at])}; "
            "expected 0 or 1 in every cell; fill the cell or drop the unit"
        )
    if all(dtype == np.int64 for dtype in codes.dtypes):
        return codes
    return pd.DataFrame(values.astype(np.int64), index=codes.index, columns=codes.columns)


def checked_pair(first: Any, second: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the codes of two coders, those of the second in the order of the first: units and frames are matched by name.

    >>> a, b = pd.DataFrame({"F": [1, 0]}, index=["u", "v"]), pd.DataFrame({"F": [0, 1]}, index=["v", "u"])
    >>> checked_pair(a, b)[1]["F"].tolist()
    [1, 0]
    """
    first, second = checked_codes("first", first), checked_codes("second", second)
    for what, one, other in (("unit", first.index, second.index), ("frame", first.columns, second.columns)):
        for name, beside, labels in (
            ("second", "first", one[~one.isin(other)]),
            ("first", "second", other[~other.isin(one)]),
        ):
            if len(labels):
                raise ArgumentError(
                    f"{name} lacks the {what} {shown(labels[0])}, which {beside} has ({len(labels)} such); expected the same "
                    f"{what}s from both coders, in any order; add it or drop it from {beside}"
                )
    if first.index.equals(second.index) and first.columns.equals(second.columns):
        return first, second
    return first, second.loc[first.index, first.columns]


def checked_units(
    codes: pd.DataFrame, units: Any, *, by: str | Sequence[str], document: str | None = None
) -> pd.DataFrame:
    """Return the rows of a units table for the units of some codes, in their order; no cell of the columns named is empty.

    >>> units = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])
    >>> checked_units(pd.DataFrame({"F": [1]}, index=["b"]), units, by="era")["era"].tolist()
    ['old']
    """
    about = table("the units table", units)
    named = dict.fromkeys([by] if isinstance(by, str) else strings("by", by), "by")
    if document is not None:
        named[document] = "document"
    for name, argument in named.items():
        column("the units table", about, name, argument=argument)
    unique("the units table", about.index, what="unit")
    places = about.index.get_indexer(codes.index)
    _refuse(codes.index[places < 0], len(codes), "row", "add them or drop these units from the codes")
    here = about.take(places)
    for name in named:
        empty = here.index[here[name].isna().to_numpy()]
        _refuse(empty, len(codes), name, "fill the cell or drop these units from the codes")
    return here


def _refuse(labels: pd.Index, many: int, what: str, step: str) -> None:
    if len(labels):
        raise ArgumentError(
            f"the units table has no {what} for {len(labels)} of the {many} units coded (first: {shown(labels[0])}); expected "
            f"one for each; {step}"
        )
