"""From counts of positive and negative words to one number: three scales in use."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.errors import ArgumentError

__all__ = ["absolute_balance", "logit_balance", "net_of_negation", "relative_balance"]

Array = NDArray[np.float64]


def _counts(*values: ArrayLike) -> list[Array]:
    arrays = [np.asarray(value, dtype=float) for value in values]
    for array in arrays:
        if not (np.isfinite(array).all() and (array >= 0).all()):
            raise ArgumentError("a count of words is below 0 or none; expected counts of 0 or more; correct it")
    return arrays


def logit_balance(positive: ArrayLike, negative: ArrayLike, *, smoothing: float = 0.5) -> Array:
    """ln((positive + smoothing) / (negative + smoothing)): 0 for as many of both, without bounds.

    References
    ----------
    Lowe et al. (2011), doi:10.1111/j.1939-9162.2010.00006.x.

    >>> float(logit_balance(3, 2).round(6))
    0.336472
    """
    plus, minus = _counts(positive, negative)
    return np.asarray(np.log((plus + smoothing) / (minus + smoothing)))


def relative_balance(positive: ArrayLike, negative: ArrayLike) -> Array:
    """(positive - negative) / (positive + negative), -1 to 1; NaN for a text without either.

    >>> float(relative_balance(3, 2))
    0.2
    """
    plus, minus = _counts(positive, negative)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((plus - minus) / (plus + minus))


def absolute_balance(positive: ArrayLike, negative: ArrayLike, tokens: ArrayLike) -> Array:
    """(positive - negative) / tokens, -1 to 1; NaN for an empty text.

    >>> float(absolute_balance(3, 2, 10))
    0.1
    """
    plus, minus, size = _counts(positive, negative, tokens)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((plus - minus) / size)


def net_of_negation(
    positive: ArrayLike, negative: ArrayLike, negated_positive: ArrayLike, negated_negative: ArrayLike, *, nested: bool
) -> tuple[Array, Array]:
    """Turn negated words round: "not good" counts as negative and "not bad" as positive.

    Parameters
    ----------
    positive, negative : counts of words
    negated_positive, negated_negative : counts of those after a negation
    nested : whether the first two counts hold the negated words as well

    Returns
    -------
    (positive, negative).

    References
    ----------
    Young & Soroka (2012), doi:10.1080/10584609.2012.671234. Proksch et al. (2019), doi:10.1111/lsq.12218.

    >>> [float(value) for value in net_of_negation(2, 1, 1, 0, nested=True)]
    [1.0, 2.0]
    """
    plus, minus, not_plus, not_minus = _counts(positive, negative, negated_positive, negated_negative)
    if nested:
        plus, minus = plus - not_plus, minus - not_minus
    return plus + not_minus, minus + not_plus
