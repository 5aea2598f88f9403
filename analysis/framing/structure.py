"""Frames in combination: which occur together, and which of Entman's functions they have."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.checks import whole_number
from analysis.errors import one_of
from analysis.framing.codebook import NOT_GIVEN, Codebook
from analysis.framing.codes import checked_codes

__all__ = ["frame_cooccurrence", "function_codes"]


def frame_cooccurrence(codes: pd.DataFrame, *, at_least: int = 1) -> pd.DataFrame:
    """Return which frames occur together in a unit.

    Parameters
    ----------
    codes : DataFrame
        0 or 1, units x frames.
    at_least : int
        Units that must have both frames of a pair; 0 keeps every pair.

    Returns
    -------
    DataFrame
        Sorted by `together` (falling), then by the frames: `first`, `second`; `together` (units with both); `either`
        (units with one or both); `jaccard` (together / either, 0 to 1; NaN for two frames that never occur); `expected`
        (units with both if the frames were independent; NaN without units).

    Raises
    ------
    ArgumentError
        If a code is neither 0 nor 1, a unit or a frame occurs twice, or `at_least` is not a whole number.

    >>> frame_cooccurrence(pd.DataFrame({"A": [1, 1, 0, 0], "B": [1, 0, 1, 0]})).values.tolist()
    [['A', 'B', 1, 3, 0.3333333333333333, 1.0]]
    """
    codes = checked_codes("codes", codes)
    whole_number("at_least", at_least)
    values, nan = codes.to_numpy(), float("nan")
    together = values.T @ values
    rows = []
    for (a, first), (b, second) in combinations(enumerate(codes.columns), 2):
        one, two, both = (int(together[pair]) for pair in ((a, a), (b, b), (a, b)))
        if both >= at_least:
            either = one + two - both
            expected = one * two / len(codes) if len(codes) else nan
            rows.append((first, second, both, either, both / either if either else nan, expected))
    table = pd.DataFrame(rows, columns=["first", "second", "together", "either", "jaccard", "expected"])
    return table.sort_values(["together", "first", "second"], ascending=[False, True, True], ignore_index=True)


def function_codes(codes: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Turn codes of frames into codes of their functions (Entman 1993): define, blame, judge, recommend.

    Parameters
    ----------
    codes : DataFrame
        0 or 1, units x frames.
    codebook : Codebook
        The frames with their functions (`Frame.entman`).

    Returns
    -------
    DataFrame
        1 for a unit that has any frame of a function, else 0: the same units x the functions, sorted. `prevalence` takes
        it as it takes codes of frames. Frames without a function are left out.

    Raises
    ------
    ArgumentError
        If a code is neither 0 nor 1, or a frame is not in the codebook.

    References
    ----------
    Entman (1993), doi:10.1111/j.1460-2466.1993.tb01304.x.

    >>> from analysis.framing.codebook import Frame
    >>> book = Codebook((Frame("A", "A", entman="cause"), Frame("B", "B", entman="cause"), Frame("C", "C")))
    >>> function_codes(pd.DataFrame({"A": [1, 0], "B": [1, 0], "C": [1, 1]}), book).to_dict("list")
    {'cause': [1, 0]}
    """
    codes = checked_codes("codes", codes)
    functions = {frame.id: frame.entman for frame in codebook.frames}
    for frame in codes.columns:
        if frame not in functions:
            raise one_of("the frame in codes", frame, functions)
    grouped = codes.T.groupby(codes.columns.map(functions), sort=True).max().T.astype("int64")
    return grouped.drop(columns=NOT_GIVEN, errors="ignore").rename_axis(columns=None)
