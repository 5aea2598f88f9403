"""Checks of single arguments, one sentence each when they fail."""

from __future__ import annotations

import math
from collections.abc import Collection
from numbers import Integral, Real
from typing import Any

from analysis.errors import ArgumentError

__all__ = ["number", "texts", "whole_number"]


def whole_number(name: str, value: Any, *, at_least: int = 0) -> int:
    """Return a whole number; a bool, a fraction or a text is none.

    >>> whole_number("window", 5, at_least=1)
    5
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < at_least:
        raise ArgumentError(f"{name} is {value!r}; expected a whole number of {at_least} or more; change it")
    return int(value)


def number(name: str, value: Any, *, above: float = -math.inf, below: float = math.inf) -> float:
    """Return a finite number between two bounds that it may not reach.

    >>> number("confidence", 0.95, above=0, below=1)
    0.95
    """
    if isinstance(value, bool) or not isinstance(value, Real) or not above < float(value) < below:
        bounds = [f"above {above:g}"] * math.isfinite(above) + [f"below {below:g}"] * math.isfinite(below)
        raise ArgumentError(
            f"{name} is {value!r}; expected a number {' and '.join(bounds) or 'that is finite'}; change it"
        )
    return float(value)


def texts(name: str, value: Any) -> Collection[str]:
    """Return a collection of texts; one text alone is none, since it would be read letter by letter.

    >>> sorted(texts("without", {"the", "a"}))
    ['a', 'the']
    """
    if isinstance(value, str) or not isinstance(value, Collection) or not all(isinstance(item, str) for item in value):
        raise ArgumentError(f"{name} is {value!r}; expected a list or set of texts; put it in brackets")
    return value
