"""From counts of positive and negative words to one number: three scales in use."""

from __future__ import annotations

from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.errors import ArgumentError

__all__ = ["absolute_balance", "logit_balance", "net_of_negation", "relative_balance"]

Array = NDArray[np.float64]
# Beyond this a float no longer tells one count from the next.
_MOST = 2.0**53


def _counts(**values: ArrayLike) -> list[Array]:
    """Return counts as arrays of one shape; a whole number or a mean of counts, never below 0."""
    arrays = []
    for name, value in values.items():
        try:
            raw = np.asarray(value)
            # NumPy would read the text "5" as 5, so texts are kept out before.
            array = raw.astype(float) if raw.dtype.kind in "biufO" else None
        except (TypeError, ValueError, OverflowError):
            array = None
        if array is None:
            raise ArgumentError(f"{name} is {value!r:.60}; expected counts of 0 or more; pass numbers")
        wrong = ~((array >= 0) & (array <= _MOST))
        if wrong.any():
            raise ArgumentError(
                f"{name} has the count {array[wrong][0]:g}; expected counts from 0 to {_MOST:g}; correct it"
            )
        arrays.append(array)
    try:
        return list(np.broadcast_arrays(*arrays))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in zip(values, arrays, strict=True))
        raise ArgumentError(f"the shapes differ: {shapes}; expected one for all; pass a count for each text") from None


def logit_balance(positive: ArrayLike, negative: ArrayLike, *, smoothing: float = 0.5) -> Array:
    """ln((positive + smoothing) / (negative + smoothing)): 0 for as many of both, without bounds.

    Parameters
    ----------
    positive, negative : counts of words, 0 or more, of one shape
    smoothing : 0 or more; at 0 a text without positive or without negative words is NaN, for its logarithm has no value

    Raises
    ------
    ArgumentError : a count or the smoothing is below 0 or no number, or the shapes differ

    References
    ----------
    Lowe et al. (2011), doi:10.1111/j.1939-9162.2010.00006.x.

    >>> float(logit_balance(3, 2).round(6))
    0.336472
    """
    if isinstance(smoothing, bool) or not isinstance(smoothing, Real) or not 0 <= smoothing < np.inf:
        raise ArgumentError(f"smoothing is {smoothing!r}; expected a number of 0 or more; change it")
    plus, minus = (counts + smoothing for counts in _counts(positive=positive, negative=negative))
    defined = (plus > 0) & (minus > 0)
    with np.errstate(over="ignore"):
        return np.asarray(np.log(np.where(defined, plus, np.nan) / np.where(defined, minus, np.nan)))


def relative_balance(positive: ArrayLike, negative: ArrayLike) -> Array:
    """(positive - negative) / (positive + negative), -1 to 1; NaN for a text without either.

    Parameters
    ----------
    positive, negative : counts of words, 0 or more, of one shape

    Raises
    ------
    ArgumentError : a count is below 0 or no number, or the shapes differ

    >>> float(relative_balance(3, 2))
    0.2
    """
    plus, minus = _counts(positive=positive, negative=negative)
    either = plus + minus
    return np.asarray((plus - minus) / np.where(either > 0, either, np.nan))


def absolute_balance(positive: ArrayLike, negative: ArrayLike, tokens: ArrayLike) -> Array:
    """(positive - negative) / tokens, -1 to 1; NaN for an empty text.

    Parameters
    ----------
    positive, negative : counts of words, 0 or more; together no more than the tokens of a text
    tokens : size of each text

    Raises
    ------
    ArgumentError : a count is below 0 or no number, a text has more counted words than tokens, or the shapes differ

    >>> float(absolute_balance(3, 2, 10))
    0.1
    """
    plus, minus, size = _counts(positive=positive, negative=negative, tokens=tokens)
    over = (size > 0) & (plus + minus > size)
    if over.any():
        raise ArgumentError(
            f"tokens is {size[over][0]:g} where {plus[over][0] + minus[over][0]:g} words are counted; expected as many "
            "or more; pass the size of the text"
        )
    return np.asarray((plus - minus) / np.where(size > 0, size, np.nan))


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

    Raises
    ------
    ArgumentError : a count is below 0 or no number, the shapes differ, or nested counts hold fewer words than were negated

    References
    ----------
    Young & Soroka (2012), doi:10.1080/10584609.2012.671234. Proksch et al. (2019), doi:10.1111/lsq.12218.

    >>> [float(value) for value in net_of_negation(2, 1, 1, 0, nested=True)]
    [1.0, 2.0]
    """
    plus, minus, not_plus, not_minus = _counts(
        positive=positive, negative=negative, negated_positive=negated_positive, negated_negative=negated_negative
    )
    if nested:
        for name, whole, part in (("positive", plus, not_plus), ("negative", minus, not_minus)):
            if (over := part > whole).any():
                raise ArgumentError(
                    f"negated_{name} is {part[over][0]:g} and {name} {whole[over][0]:g}; nested counts hold the negated "
                    "words; pass nested=False or correct them"
                )
        plus, minus = plus - not_plus, minus - not_minus
    return plus + not_minus, minus + not_plus
