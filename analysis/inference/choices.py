"""The multiverse: a claim computed under every combination of defensible choices, not under one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis import checks
from analysis.errors import ArgumentError
from analysis.inference.splits import Splits, splits_of
from analysis.progress import Progress, following
from analysis.terms.compare.comparison import Comparison

__all__ = ["Choice", "Multiverse", "multiverse", "specification_test"]

Flags = NDArray[np.bool_]
MOST_CELLS = 10_000
"""Cells up to which a grid is computed; a larger one is refused with its number."""
_SLACK = 1e-9


@dataclass(frozen=True)
class Choice:
    """A choice that could be made otherwise: its name, its options by their labels, and why each is defensible.

    >>> Choice("voice", {"all": None, "quoted": "direct"}, "paraphrase is the reporter's").options["quoted"]
    'direct'
    """

    name: str
    options: Mapping[str, Any]
    reason: str

    def __post_init__(self) -> None:
        for field in ("name", "reason"):
            if not isinstance(getattr(self, field), str) or not getattr(self, field).strip():
                raise ArgumentError(f"{field} of a choice is {getattr(self, field)!r}; expected words; write them")
        if not isinstance(self.options, Mapping) or not self.options:
            raise ArgumentError(
                f"options of {self.name!r} is {checks.shown(self.options)}; expected values by label; pass a mapping"
            )


@dataclass(frozen=True, eq=False)
class Multiverse:
    """A claim in every cell of a grid.

    Attributes
    ----------
    cells : DataFrame
        One row a cell, in the order of the grid: a column for each choice with the label of its option, and `value`.
    choices : tuple of Choice
        The grid.
    """

    cells: pd.DataFrame
    choices: tuple[Choice, ...]

    @property
    def summary(self) -> dict[str, float]:
        """Numbers of cells, and shares of their signs.

        `cells`, `undefined`; `median`, `lowest`, `highest`; `positive` and `negative`, shares of all cells; `agree`, the
        share of cells with the sign of the median.
        """
        values = self.cells["value"]
        known = values.dropna()
        median = float(known.median()) if len(known) else np.nan
        return {
            "cells": len(values),
            "undefined": int(values.isna().sum()),
            "median": median,
            "lowest": float(known.min()) if len(known) else np.nan,
            "highest": float(known.max()) if len(known) else np.nan,
            "positive": float((values > 0).mean()),
            "negative": float((values < 0).mean()),
            "agree": float((np.sign(values) == np.sign(median)).mean()) if median else 0.0,
        }

    def by_option(self) -> pd.DataFrame:
        """What each option does: `choice`, `option`, `cells`, `median`, `positive` (share), `reason`, in the order of the grid."""
        rows = []
        for choice in self.choices:
            for option in choice.options:
                here = self.cells.loc[self.cells[choice.name].eq(option), "value"]
                median = float(here.median()) if here.notna().any() else np.nan
                rows.append((choice.name, option, len(here), median, float((here > 0).mean()), choice.reason))
        return pd.DataFrame(rows, columns=["choice", "option", "cells", "median", "positive", "reason"])


def multiverse(
    claim: Callable[..., float],
    choices: Sequence[Choice],
    *,
    most: int = MOST_CELLS,
    known: dict[str, float] | None = None,
    progress: Progress = False,
) -> Multiverse:
    """Compute a claim under every combination of defensible choices.

    Parameters
    ----------
    claim : function
        Called with one keyword a choice, `claim(voice=..., leads=...)`; returns one number, whose sign is the claim's, or NaN
        where the combination leaves nothing to compare.
    choices : list of Choice
        The grid: every option of each is combined with those of all others.
    most : int
        Cells up to which the grid is computed.
    known : dict, optional
        Values by cell. What it has is not computed again, and each new value is put there as soon as it is known: after an
        interruption the same call goes on where it stopped.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    Multiverse
        The cells; `summary`, the share of them that agree in sign; `by_option`.

    Raises
    ------
    ArgumentError
        For two choices of one name, a grid of more cells than `most` (their number is named), or a claim that returns
        anything but a number.

    Notes
    -----
    Cells share their data, so a share of .9 is no probability; `specification_test` asks how often shuffled documents
    would agree as much.

    References
    ----------
    Steegen et al. (2016), doi:10.1177/1745691616658637. Simonsohn, Simmons & Nelson (2020), doi:10.1038/s41562-020-0912-z.

    >>> sign = Choice("sign", {"plus": 1, "minus": -1}, "an example")
    >>> size = Choice("size", {"small": 1, "large": 10}, "an example")
    >>> multiverse(lambda sign, size: sign * size + 2, [sign, size]).cells.values.tolist()
    [['plus', 'small', 3.0], ['plus', 'large', 12.0], ['minus', 'small', 1.0], ['minus', 'large', -8.0]]
    """
    checks.function("claim", claim, of="one keyword a choice")
    cells = _cells(choices, most)
    found: dict[str, float] = {} if known is None else known
    for cell in following(cells, progress, "computing the multiverse"):
        key = json.dumps(cell)
        if key not in found:
            found[key] = _value(claim, _options(choices, cell), cell)
    names = [choice.name for choice in choices]
    table = pd.DataFrame([(*cell, found[json.dumps(cell)]) for cell in cells], columns=[*names, "value"])
    return Multiverse(table, tuple(choices))


def _cells(choices: Sequence[Choice], most: int) -> list[tuple[str, ...]]:
    for choice in choices:
        checks.instance("choices", choice, Choice)
    names = [choice.name for choice in choices]
    twice = [name for name in names if names.count(name) > 1 or name == "value"]
    if twice or not names:
        raise ArgumentError(
            f"choices has {f'the name {twice[0]!r} twice, or it is taken' if twice else 'none'}; expected one or more of different "
            "names; rename or add one"
        )
    number = prod(len(choice.options) for choice in choices)
    if number > checks.whole_number("most", most, at_least=1):
        sizes = " x ".join(f"{len(choice.options)} {choice.name}" for choice in choices)
        raise ArgumentError(
            f"the grid has {number} cells ({sizes}); expected at most {most}; leave out options, or raise most="
        )
    return list(product(*(choice.options for choice in choices)))


def _options(choices: Sequence[Choice], cell: tuple[str, ...]) -> dict[str, Any]:
    return {choice.name: choice.options[label] for choice, label in zip(choices, cell, strict=True)}


def _value(claim: Callable[..., Any], options: Mapping[str, Any], cell: tuple[str, ...], **more: Any) -> float:
    given = claim(**options, **more)
    if type(given) is not float and (isinstance(given, bool) or not isinstance(given, Real | np.number)):
        at = ", ".join(f"{name}={label}" for name, label in zip(options, cell, strict=True))
        raise ArgumentError(f"claim returns {checks.shown(given)} for {at}; expected a number; return one, or NaN")
    return float(given)


def specification_test(
    claim: Callable[..., float],
    choices: Sequence[Choice],
    comparison: Comparison,
    *,
    draws: int = 499,
    seed: int = 1,
    most: int = MOST_CELLS,
    progress: Progress = False,
) -> pd.DataFrame:
    """The joint test of a specification curve: how often shuffled documents agree as much over all choices.

    Parameters
    ----------
    claim : function
        As in `multiverse`, called with `is_target=` besides: the rows of `comparison.documents`, a Series of bool by document,
        that are on the side of the target in a split.
    choices : list of Choice
        The grid.
    comparison : Comparison
        The two sides; in a paired design the sides are swapped within pairs.
    draws, seed : int
        As in `permutation`: all splits where they are at most 10,000, or no more than `draws`.
    most : int
        Cells up to which the grid is computed in each split.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    DataFrame
        Two rows, `statistic` "median" (its absolute value) and "agree" (the larger share of cells with one sign): `value` of
        the real split, `p`, `p_floor`, `splits`, `cells`.

    References
    ----------
    Simonsohn, Simmons & Nelson (2020), Specification curve analysis, doi:10.1038/s41562-020-0912-z.

    >>> units = pd.DataFrame({"document": list("abc"), "era": ["new", "old", "old"], "x": [5.0, 1.0, 2.0]}, index=list("abc"))
    >>> power = Choice("power", {"plain": 1, "squared": 2}, "an example")
    >>> def claim(power, is_target):
    ...     x = units["x"] ** power
    ...     return x[is_target].mean() - x[~is_target].mean()
    >>> specification_test(claim, [power], Comparison(units, by="era", target="new"))[["statistic", "p", "p_floor"]].round(3).values.tolist()
    [['median', 0.333, 0.333], ['agree', 1.0, 0.333]]
    """
    checks.function("claim", claim, of="one keyword a choice, and is_target")
    cells = _cells(choices, most)
    splits = _splits(comparison, draws, seed)
    names = comparison.documents.units.index
    found = []
    given = [(_options(choices, cell), cell) for cell in cells]
    for mask in following(splits.masks(), progress, "computing the multiverse of every split", of=splits.number):
        side = pd.Series(mask, index=names)
        values = np.array([_value(claim, options, cell, is_target=side) for options, cell in given])
        known = values[~np.isnan(values)]
        median = abs(float(np.median(known))) if len(known) else 0.0
        found.append((bool((mask == splits.is_target).all()), median, max((values > 0).mean(), (values < 0).mean())))
    table = pd.DataFrame(found, columns=["real", "median", "agree"])
    rows = []
    for statistic in ("median", "agree"):
        real = float(table.loc[table["real"], statistic].iloc[0])
        p = float((table[statistic] >= real - _SLACK).mean())
        rows.append((statistic, real, p, splits.smallest_p, splits.number, len(cells)))
    return pd.DataFrame(rows, columns=["statistic", "value", "p", "p_floor", "splits", "cells"])


def _splits(comparison: Comparison, draws: int, seed: int) -> Splits:
    if len(comparison.vocabulary):
        return splits_of(comparison, draws=draws, seed=seed)
    return Splits(comparison.is_target, comparison.pair_of, draws=draws, seed=seed)
