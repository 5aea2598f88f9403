"""Test statistics for comparability with other tools; the headline is the four-cell G2 of `terms.compare.measures`.

Throughout, a and b are the counts of a term in the target and in the reference, n1 and n2 the sizes of the two in
tokens. Signed statistics are negative where the term is rarer in the target. All assume independent tokens, which the
words of a text are not.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.checks import choice, whole_number
from analysis.errors import ArgumentError
from analysis.terms.compare.measures import checked_counts, log_likelihood, where_known

__all__ = [
    "adjust_p",
    "association_divergence",
    "bayes_factor_bic",
    "chi_squared",
    "effect_of_log_likelihood",
    "log_likelihood_two_cell",
    "log_likelihood_williams",
    "log_likelihood_yates",
]

Array = NDArray[np.float64]


def log_likelihood_two_cell(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Signed G2 of the two cells of the term alone: the Poisson likelihood ratio.

    .. math:: 2\left(a\ln\frac{a}{E_1} + b\ln\frac{b}{E_2}\right),\quad E_i = n_i\frac{a+b}{n_1+n_2}

    Notes
    -----
    WMatrix, AntConc and LancsBox compute this one. It is smaller than the four-cell statistic of
    `terms.compare.measures.log_likelihood`: by little for rare terms and by much for frequent ones.

    References
    ----------
    Rayson & Garside (2000), doi:10.3115/1117729.1117730.

    >>> float(log_likelihood_two_cell(1154, 1864, 160952, 563674).round(4))
    393.6683
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (a + b) / (n1 + n2)
        g2 = 2 * (special.rel_entr(a, n1 * share) + special.rel_entr(b, n2 * share))
    return where_known(np.sign(a * n2 - b * n1) * np.maximum(g2, 0.0), a, b, n1, n2)


def _williams(a: Array, b: Array, n1: Array, n2: Array) -> Array:
    n = n1 + n2
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = n / (a + b) + n / (n - a - b) - 1
        columns = n / n1 + n / n2 - 1
        return np.asarray(1 + rows * columns / (6 * n))


def log_likelihood_williams(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    """Signed four-cell G2 divided by Williams' q, which brings it closer to chi-squared in small tables.

    References
    ----------
    Williams (1976), doi:10.1093/biomet/63.1.33.

    >>> float(log_likelihood_williams(7, 2, 10, 9).round(4))
    4.2008
    """
    return np.asarray(log_likelihood(a, b, n1, n2) / _williams(*checked_counts(a, b, n1, n2)))


def log_likelihood_yates(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    """Signed four-cell G2 of cells shifted by 0.5 towards their expectation (quanteda's default in small tables).

    Where a cell is within 0.5 of its expectation the statistic is 0: the shift never passes the expectation.

    >>> float(log_likelihood_yates(7, 2, 10, 9).round(4))
    2.7028
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    # Two empty corpora expect nothing; their statistic is NaN, whatever the shift.
    expected = np.divide(n1 * (a + b), n1 + n2, out=np.zeros(a.shape), where=n1 + n2 > 0)
    toward = np.sign(expected - a) * np.minimum(0.5, np.abs(a - expected))
    return log_likelihood(np.maximum(a + toward, 0), np.maximum(b - toward, 0), n1, n2)


def chi_squared(
    a: ArrayLike,
    b: ArrayLike,
    n1: ArrayLike,
    n2: ArrayLike,
    *,
    correction: Literal["none", "yates", "yates if small", "williams"] = "none",
) -> Array:
    r"""Signed Pearson chi-squared of the four-cell table.

    .. math:: \sum_{ij} \frac{(O_{ij}-E_{ij})^2}{E_{ij}}

    Parameters
    ----------
    a, b, n1, n2 : array_like
        As in `terms.compare.measures.log_ratio`.
    correction : str
        "none"; "yates" (distances less 0.5, never below 0); "yates if small" (quanteda's rule: only where an expectation
        is below 5 and the distance is not smaller than the correction); "williams" (divided by q: quanteda's released
        code multiplies).

    Returns
    -------
    array of float
        0 at equal rates, also where the term makes up both corpora; NaN where a corpus is empty or the term occurs in
        neither.

    References
    ----------
    Yates (1934), doi:10.2307/2983604. Williams (1976), doi:10.1093/biomet/63.1.33.

    >>> float(chi_squared(7, 2, 10, 9).round(4)), float(chi_squared(7, 2, 10, 9, correction="yates").round(4))
    (4.3372, 2.6324)
    """
    choice("correction", correction, ("none", "yates", "yates if small", "williams"))
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    n, cross = n1 + n2, a * n2 - b * n1
    distance = np.abs(cross)
    with np.errstate(divide="ignore", invalid="ignore"):
        if correction == "yates":
            distance = np.maximum(0.0, distance - n / 2)
        elif correction == "yates if small":
            # The smallest expectation is that of the smaller corpus and the rarer row.
            expected = np.minimum(n1, n2) * np.minimum(a + b, n - a - b) / n
            distance = np.where((expected < 5) & (distance >= n / 2), distance - n / 2, distance)
        value = distance**2 * n / (n1 * n2 * (a + b) * (n - a - b))
        if correction == "williams":
            value = value / _williams(a, b, n1, n2)
    # Where the term makes up both corpora the margin of all other words is 0, and so is the distance.
    return where_known(np.where(cross == 0, 0.0, np.sign(cross) * value), a, b, n1, n2)


def bayes_factor_bic(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Approximate Bayes factor of a difference: two-cell G2 less the logarithm of both sizes.

    .. math:: G^2 - \ln(n_1+n_2)

    Returns
    -------
    array of float
        On the scale of 2 ln BF: above 2 positive, 6 strong, 10 very strong evidence; below 0 for equality.

    Notes
    -----
    The cut-offs apply to 2 ln BF; some tools apply them to BF itself, where they mean something else.

    References
    ----------
    Wilson (2013), Embracing Bayes factors for key item analysis. Kass & Raftery (1995), doi:10.1080/01621459.1995.10476572.

    >>> float(bayes_factor_bic(786, 1, 160952, 563674).round(4))
    2336.8255
    """
    g2 = np.abs(log_likelihood_two_cell(a, b, n1, n2))
    _, _, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore"):
        return np.asarray(g2 - np.log(n1 + n2))


def effect_of_log_likelihood(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""ELL: two-cell G2 as a share of its largest possible value.

    .. math:: \frac{G^2}{N\ln \min(E_1, E_2)}

    Returns
    -------
    array of float
        0 to 1; NaN where the smaller expectation is at most 1 and the logarithm loses its meaning.

    References
    ----------
    Johnston, Berry & Mielke (2006), doi:10.2466/pms.103.2.412-414.

    >>> float(effect_of_log_likelihood(389, 0, 160952, 563674).round(7))
    0.0003623
    """
    g2 = np.abs(log_likelihood_two_cell(a, b, n1, n2))
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        smallest = (a + b) * np.minimum(n1, n2) / (n1 + n2)
        return np.where(smallest > 1, g2 / ((n1 + n2) * np.log(smallest)), np.nan)


def association_divergence(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Divergence, in bits, of the term's distribution over the two corpora from that of all tokens.

    .. math:: \sum_i p_i\log_2\frac{p_i}{q_i} = \frac{G^2_{\text{two-cell}}}{2(a+b)\ln 2}

    References
    ----------
    Gries (2021), A new approach to (key) keywords analysis, doi:10.32714/ricl.09.02.02.

    >>> float(association_divergence(100, 20, 10000, 15000).round(6))
    0.574412
    """
    g2 = np.abs(log_likelihood_two_cell(a, b, n1, n2))
    a, b, _, _ = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(g2 / (2 * (a + b) * np.log(2)))


def adjust_p(
    p: ArrayLike, *, method: Literal["bonferroni", "holm", "hochberg", "BH", "BY"] = "holm", family: int | None = None
) -> Array:
    """Adjust p values for the number of tests; BH and BY by SciPy.

    Parameters
    ----------
    p : array_like
        p values, 0 to 1; NaN stays NaN and is not counted.
    method : str
        "bonferroni", "holm" and "hochberg" bound the chance of any false positive; "BH" and "BY" (under any dependence)
        bound the expected share of false positives among the terms called.
    family : int, optional
        Number of tests of the first three methods, where more were made than are given.

    Returns
    -------
    array of float
        0 to 1, in the order given.

    Raises
    ------
    ArgumentError
        For values outside 0 to 1, another method, a family smaller than the values, or a family with BH or BY.

    References
    ----------
    Holm (1979). Hochberg (1988), doi:10.1093/biomet/75.4.800. Benjamini & Hochberg (1995),
    doi:10.1111/j.2517-6161.1995.tb02031.x. Benjamini & Yekutieli (2001), doi:10.1214/aos/1013699998.

    >>> adjust_p([0.01, 0.02, 0.5]).tolist()
    [0.03, 0.04, 0.5]
    """
    choice("method", method, ("bonferroni", "holm", "hochberg", "BH", "BY"))
    values = np.asarray(p, dtype=float)
    known = values[~np.isnan(values)]
    if ((known < 0) | (known > 1)).any():
        raise ArgumentError(
            f"p has {known[(known < 0) | (known > 1)][0]}; expected values from 0 to 1; drop this value"
        )
    m = len(known) if family is None else whole_number("family", family)
    if m < len(known) or (m > len(known) and method in {"BH", "BY"}):
        raise ArgumentError(
            f"family is {family} with {len(known)} p values; expected at least as many tests, and for BH and BY all their p "
            "values; pass the p values of all tests"
        )
    out = np.full(values.shape, np.nan)
    out[~np.isnan(values)] = _adjusted(known, method, m)
    return out


def _adjusted(p: Array, method: str, m: int) -> Array:
    if method in {"BH", "BY"}:
        from scipy import stats

        return np.asarray(stats.false_discovery_control(p, method="bh" if method == "BH" else "by")) if p.size else p
    order = np.argsort(p, kind="stable")
    # Each step of Holm and Hochberg is adjusted for the tests that are left.
    left = m if method == "bonferroni" else m - np.arange(len(p))
    found = left * p[order]
    if method == "holm":
        found = np.maximum.accumulate(found)
    elif method == "hochberg":
        found = np.minimum.accumulate(found[::-1])[::-1]
    out = np.empty(len(p))
    out[order] = np.minimum(found, 1.0)
    return out
