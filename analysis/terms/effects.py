"""Effect sizes for comparability with other tools; the headline is the log ratio of `terms.measures`.

Throughout, a and b are the counts of a term in the target and in the reference, n1 and n2 the
sizes of the two in tokens. A value that a zero leaves undefined is NaN, one that grows beyond all
bounds is infinite: never a number made up to stand for it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.checks import number
from analysis.terms.measures import checked_counts, one_tail

__all__ = [
    "difference_coefficient",
    "log_odds_ratio_interval",
    "log_ratio_hardie",
    "log_ratio_wald_interval",
    "odds_ratio",
    "percent_difference",
    "relative_risk",
    "simple_maths",
    "wald_conservative_log_ratio",
]

Array = NDArray[np.float64]


def _rates(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> tuple[Array, Array]:
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return a / n1, b / n2


def relative_risk(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Ratio of the two rates.

    .. math:: \frac{a/n_1}{b/n_2}

    Returns
    -------
    array of float: 1 at equal rates; inf where the reference has none; NaN where neither has any.

    >>> float(relative_risk(10, 5, 100, 100))
    2.0
    """
    first, second = _rates(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(first / second)


def odds_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Ratio of the two odds, of a sample: scipy's `fisher_exact` returns this, R's `fisher.test` the conditional estimate.

    .. math:: \frac{a/(n_1-a)}{b/(n_2-b)}

    Returns
    -------
    array of float: 1 at equal rates; inf where the reference has none; NaN where neither has any.

    >>> float(odds_ratio(50, 20, 100, 100))
    4.0
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a / (n1 - a)) / (b / (n2 - b)))


def percent_difference(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, zero_rate: float | None = None
) -> Array:
    r"""%DIFF: the difference of the rates in percent of the reference's rate.

    .. math:: 100\,\frac{a/n_1 - b/n_2}{b/n_2}

    Parameters
    ----------
    a, b, n1, n2 : as in `relative_risk`
    zero_rate : put in the place of a rate of 0 in the reference; None leaves the result infinite

    Returns
    -------
    array of float, percent: -100 or more; inf where the reference has none.

    Notes
    -----
    Gabrielatos replaces a rate of 0 by 1e-18, which makes numbers of 17 digits: pass
    `zero_rate=1e-18` to reproduce them, and say "absent from the reference" instead.

    References
    ----------
    Gabrielatos & Marchi (2011), Keyness: matching metrics to definitions.

    >>> float(percent_difference(30, 10, 100, 100).round(6))
    200.0
    """
    first, second = _rates(a, b, n1, n2)
    if zero_rate is not None:
        second = np.where(second == 0, number("zero_rate", zero_rate, above=0), second)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * (first - second) / second)


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
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((first - second) / (first + second))


def simple_maths(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, k: float = 1.0, per: float = 1e6
) -> Array:
    r"""Ratio of the rates per million after adding `k` to both.

    .. math:: \frac{10^6 a/n_1 + k}{10^6 b/n_2 + k}

    Parameters
    ----------
    a, b, n1, n2 : as in `relative_risk`
    k : added to both rates; larger values favour frequent terms
    per : tokens in which the rates are counted; Sketch Engine's and R corpora's is a million

    Returns
    -------
    array of float above 0; 1 at equal rates; NaN where a corpus is empty.

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
    r"""Log ratio as CQPweb and AntConc compute it: a count of 0 is replaced by 0.5, others stay.

    .. math:: \log_2\frac{a/n_1}{b/n_2}

    Returns
    -------
    array of float, doublings; NaN where a corpus is empty or the term occurs in neither.

    Notes
    -----
    `terms.measures.log_ratio` adds 0.5 everywhere, so that ranks do not jump between 0 and 1.

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
    return np.where((n1 > 0) & (n2 > 0) & (a + b > 0), ratio, np.nan)


def _two_sided(confidence: float, family: int) -> float:
    return float(-special.ndtri(one_tail(confidence, family) / 2))


def log_ratio_wald_interval(
    a: ArrayLike,
    b: ArrayLike,
    n1: ArrayLike,
    n2: ArrayLike,
    *,
    confidence: float = 0.95,
    family: int = 1,
    zero: float = 0.5,
) -> tuple[Array, Array]:
    r"""Approximate interval of Hardie's log ratio (Katz's method), as CQPweb and statsmodels compute it.

    .. math:: \log_2\frac{a/n_1}{b/n_2} \pm \frac{z}{\ln 2}\sqrt{\frac1a-\frac1{n_1}+\frac1b-\frac1{n_2}}

    Parameters
    ----------
    a, b, n1, n2, zero : as in `log_ratio_hardie`
    confidence, family : as in `terms.measures.log_ratio_interval`, which is exact and to be preferred

    Returns
    -------
    (lower, upper), doublings.

    References
    ----------
    Katz et al. (1978), doi:10.2307/2530610.

    >>> low, high = log_ratio_wald_interval(100, 20, 10000, 15000)
    >>> float(low.round(4)), float(high.round(4))
    (2.2152, 3.5986)
    """
    z = _two_sided(confidence, family)
    middle = log_ratio_hardie(a, b, n1, n2, zero=zero)
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        inverse = 1 / np.where(a == 0, zero, a) - 1 / n1 + 1 / np.where(b == 0, zero, b) - 1 / n2
        half = z * np.sqrt(np.maximum(inverse, 0)) / np.log(2)
    return np.asarray(middle - half), np.asarray(middle + half)


def wald_conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> Array:
    """Conservative log ratio from the approximate interval, as CQPweb lists it (there with confidence 0.99).

    >>> float(wald_conservative_log_ratio(100, 20, 10000, 15000).round(4))
    2.2152
    """
    lower, upper = log_ratio_wald_interval(a, b, n1, n2, confidence=confidence, family=family)
    return np.where(np.isnan(lower), np.nan, np.where(lower > 0, lower, np.where(upper < 0, upper, 0.0)))


def log_odds_ratio_interval(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95
) -> tuple[Array, Array, Array]:
    r"""Log odds ratio (natural logarithm) with Woolf's interval.

    .. math:: \ln\frac{a(n_2-b)}{b(n_1-a)} \pm z\sqrt{\tfrac1a+\tfrac1b+\tfrac1{n_1-a}+\tfrac1{n_2-b}}

    Returns
    -------
    (log odds ratio, lower, upper); infinite or NaN where a cell is empty.

    References
    ----------
    Woolf (1955), doi:10.1111/j.1469-1809.1955.tb01348.x.

    >>> [float(value.round(4)) for value in log_odds_ratio_interval(100, 20, 10000, 15000)]
    [2.0236, 1.5429, 2.5044]
    """
    z = _two_sided(confidence, 1)
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(odds_ratio(a, b, n1, n2))
        half = z * np.sqrt(1 / a + 1 / b + 1 / (n1 - a) + 1 / (n2 - b))
        return np.asarray(middle), np.asarray(middle - half), np.asarray(middle + half)
