"""Effect sizes for comparability with other tools; the headline is the log ratio of `terms.compare.measures`.

Throughout, a and b are the counts of a term in the target and in the reference, n1 and n2 the sizes of the two in
tokens. A value that a zero leaves undefined is NaN, one that grows without bound is infinite: never a number in its place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.checks import number
from analysis.terms.compare.measures import checked_counts, where_known

__all__ = [
    "difference_coefficient",
    "log_ratio_hardie",
    "odds_ratio",
    "percent_difference",
    "relative_risk",
    "simple_maths",
]

Array = NDArray[np.float64]


def _rates(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> tuple[Array, Array]:
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    return _ratio(a, n1), _ratio(b, n2)


def _ratio(numerator: Array, denominator: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(numerator / denominator)


def relative_risk(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Ratio of the two rates.

    .. math:: \frac{a/n_1}{b/n_2}

    Returns
    -------
    array of float
        1 at equal rates; inf where the reference has none; NaN where neither has any.

    >>> float(relative_risk(10, 5, 100, 100))
    2.0
    """
    return _ratio(*_rates(a, b, n1, n2))


def odds_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Ratio of the two odds, of a sample: scipy's `fisher_exact` returns this, R's `fisher.test` the conditional estimate.

    .. math:: \frac{a/(n_1-a)}{b/(n_2-b)}

    Returns
    -------
    array of float
        1 at equal rates; inf where the reference has none; NaN where neither has any.

    >>> float(odds_ratio(50, 20, 100, 100))
    4.0
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    return _ratio(_ratio(a, n1 - a), _ratio(b, n2 - b))


def percent_difference(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, zero_rate: float | None = None
) -> Array:
    r"""%DIFF: the difference of the rates in percent of the reference's rate.

    .. math:: 100\,\frac{a/n_1 - b/n_2}{b/n_2}

    Parameters
    ----------
    a, b, n1, n2 : array_like
        As in `terms.compare.measures.log_ratio`.
    zero_rate : float, optional
        Replaces a rate of 0 in the reference; without, the result there is infinite.

    Returns
    -------
    array of float
        Percent, -100 or more; inf where the reference has none.

    Notes
    -----
    Gabrielatos replaces a rate of 0 by 1e-18, which leads to numbers of 17 digits: pass `zero_rate=1e-18` to reproduce
    them, and say "absent from the reference" instead.

    References
    ----------
    Gabrielatos & Marchi (2011), Keyness: matching metrics to definitions.

    >>> float(percent_difference(30, 10, 100, 100).round(6))
    200.0
    """
    first, second = _rates(a, b, n1, n2)
    if zero_rate is not None:
        second = np.where(second == 0, number("zero_rate", zero_rate, above=0), second)
    return _ratio(100 * (first - second), second)


def difference_coefficient(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Difference of the rates in relation to their sum: -1 only in the reference, 1 only in the target.

    .. math:: \frac{a/n_1 - b/n_2}{a/n_1 + b/n_2}

    References
    ----------
    Hofland & Johansson (1982), Word frequencies in British and American English, 471.

    >>> float(difference_coefficient(30, 10, 100, 100).round(6))
    0.5
    """
    first, second = _rates(a, b, n1, n2)
    return _ratio(first - second, first + second)


def simple_maths(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, k: float = 1.0, per: float = 1e6
) -> Array:
    r"""Ratio of the rates per million after adding `k` to both.

    .. math:: \frac{10^6 a/n_1 + k}{10^6 b/n_2 + k}

    Parameters
    ----------
    a, b, n1, n2 : array_like
        As in `terms.compare.measures.log_ratio`.
    k : float
        Added to both rates, above 0; larger values favour frequent terms.
    per : float
        Tokens in which the rates are counted; a million in Sketch Engine and R corpora.

    Returns
    -------
    array of float
        Above 0; 1 at equal rates; NaN where a corpus is empty.

    References
    ----------
    Kilgarriff (2009), Simple maths for keywords.

    >>> float(simple_maths(7, 2, 1000, 1000).round(4))  # 7001 / 2001
    3.4988
    """
    k, per = number("k", k, above=0), number("per", per, above=0)
    first, second = _rates(a, b, n1, n2)
    return np.asarray((per * first + k) / (per * second + k))


def log_ratio_hardie(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, zero: float = 0.5) -> Array:
    r"""Log ratio as CQPweb and AntConc compute it: a count of 0 is replaced by `zero`, others stay.

    .. math:: \log_2\frac{a/n_1}{b/n_2}

    Returns
    -------
    array of float
        Doublings; NaN where a corpus is empty or the term occurs in neither.

    Notes
    -----
    `terms.compare.measures.log_ratio` adds 0.5 everywhere, so that ranks do not jump between 0 and 1.

    References
    ----------
    Hardie (2014), Log Ratio: an informal introduction.

    >>> float(log_ratio_hardie(8, 0, 100, 100).round(6))
    4.0
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    zero = number("zero", zero, above=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2(np.where(a == 0, zero, a) / n1) - np.log2(np.where(b == 0, zero, b) / n2)
    return where_known(ratio, a, b, n1, n2)
