"""What frames do together: co-occurrence as a network, profiles of speakers, Entman's functions, stability."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.checks import whole_number
from analysis.errors import one_of
from analysis.framing.checks import checked_codes, checked_units
from analysis.framing.codebook import NOT_GIVEN, Codebook

__all__ = ["entman_functions", "frame_network", "speaker_profiles"]


def frame_network(codes: pd.DataFrame, *, at_least: int = 1) -> pd.DataFrame:
    """Return which frames stand together in a unit, as the edges of a network.

    Parameters
    ----------
    codes : 0 or 1, units x frames
    at_least : units in which a pair must stand together; 0 keeps every pair

    Returns
    -------
    DataFrame sorted by `together` (falling), then the frames: `first`, `second`; `together` (units
        with both); `either` (units with one or both); `jaccard` (together / either, 0 to 1; NaN for two
        frames that never occur); `expected` (units with both if the frames fell independently; NaN
        without units).

    Raises
    ------
    ArgumentError : a code is neither 0 nor 1, a unit or a frame stands twice, or `at_least` is no whole number

    >>> frame_network(pd.DataFrame({"A": [1, 1, 0, 0], "B": [1, 0, 1, 0]})).values.tolist()
    [['A', 'B', 1, 3, 0.3333333333333333, 1.0]]
    """
    codes = checked_codes("codes", codes)
    at_least = whole_number("at_least", at_least)
    has = {frame: codes[frame].eq(1) for frame in codes.columns}
    sizes = {frame: int(column.sum()) for frame, column in has.items()}
    undefined = float("nan")
    rows = []
    for first, second in combinations(codes.columns, 2):
        together = int((has[first] & has[second]).sum())
        if together >= at_least:
            either = sizes[first] + sizes[second] - together
            jaccard = together / either if either else undefined
            expected = sizes[first] * sizes[second] / len(codes) if len(codes) else undefined
            rows.append((first, second, together, either, jaccard, expected))
    table = pd.DataFrame(rows, columns=["first", "second", "together", "either", "jaccard", "expected"])
    return table.sort_values(["together", "first", "second"], ascending=[False, True, True], ignore_index=True)


def speaker_profiles(codes: pd.DataFrame, units: pd.DataFrame, *, by: str = "speaker") -> pd.DataFrame:
    """Return how many statements of each speaker have each frame.

    Returns
    -------
    DataFrame sorted by speaker, then the order of the frames: `by`, `statements_of`, `frame`,
    `statements`, `share` (0 to 1); frames without a statement are left out.

    Raises
    ------
    ArgumentError : a code is neither 0 nor 1, or the units table lacks the column, a unit or a speaker
    """
    codes = checked_codes("codes", codes)
    groups = checked_units(codes, units, by)[by]
    rows = [
        (name, len(part), frame, count, count / len(part))
        for name, part in codes.groupby(groups, sort=True)
        for frame, count in zip(codes.columns, part.to_numpy().sum(axis=0).tolist(), strict=True)
        if count
    ]
    return pd.DataFrame(rows, columns=[by, "statements_of", "frame", "statements", "share"])


def entman_functions(codes: pd.DataFrame, codebook: Codebook, units: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Return what the frames of each group do, after Entman (1993): define, blame, judge, recommend.

    A statement counts once for a function, however many frames of that function it has. Frames whose function
    the codebook does not give are left out.

    Returns
    -------
    DataFrame sorted by function, then group: `function`, `group`, `statements`, `statements_of`, `share`.

    Raises
    ------
    ArgumentError : a code is neither 0 nor 1, a frame is not of the codebook, or the units table lacks the
        column, a unit or a group

    References
    ----------
    Entman (1993), doi:10.1111/j.1460-2466.1993.tb01304.x.
    """
    codes = checked_codes("codes", codes)
    groups = checked_units(codes, units, by)[by]
    kinds = {frame.id: frame.entman for frame in codebook.frames}
    for frame in codes.columns:
        if frame not in kinds:
            raise one_of("the frame in codes", frame, kinds)
    rows = []
    for function in sorted(set(kinds.values()) - {NOT_GIVEN}):
        has = codes[[frame for frame in codes.columns if kinds[frame] == function]].any(axis=1)
        for group, part in has.groupby(groups, sort=True):
            rows.append((function, group, int(part.sum()), len(part), float(part.mean())))
    return pd.DataFrame(rows, columns=["function", "group", "statements", "statements_of", "share"])
