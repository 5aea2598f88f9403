"""Keyness measures, each one plain vectorised function of counts and corpus sizes.

Throughout, a and b are the counts of a term in the target and in the reference, n1 and n2 the sizes of the two in
tokens: numbers, or arrays of one shape. Series are taken by position, so align their indexes first. Positive values mean:
more frequent in the target. Counts that are below 0, NaN or larger than their corpus are an ArgumentError.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis import checks
from analysis.checks import number, whole_number
from analysis.errors import ArgumentError

__all__ = [
    "broadcast",
    "checked_counts",
    "conservative_log_ratio",
    "log_likelihood",
    "log_likelihood_p",
    "log_ratio",
    "log_ratio_interval",
    "positive_log_ratio",
    "where_known",
]

Array = NDArray[np.float64]
# Terms from which on a second core is worth starting.
_MANY = 10_000


def log_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Binary logarithm of the ratio of the two rates, with the Walter correction.

    .. math:: \log_2\frac{a+0.5}{n_1+0.5} - \log_2\frac{b+0.5}{n_2+0.5}

    Parameters
    ----------
    a, b : array_like
        Counts of the term in target and reference; Series are taken by position.
    n1, n2 : array_like
        Sizes of target and reference, tokens.

    Returns
    -------
    array of float
        Doublings: 1 is twice as frequent in the target, -1 half as frequent; NaN where a corpus is empty.

    Raises
    ------
    ArgumentError
        For counts that are below 0, NaN or larger than their corpus.

    Notes
    -----
    Do not read it without counts: with few occurrences it is large by chance. Hardie's log ratio (CQPweb, AntConc) adds
    0.5 to zero counts only; this one adds 0.5 everywhere, as Evert does. In very small corpora the correction outweighs
    the counts, and the sign may contradict the rates and G2: 30 of 3,000 tokens against 0 of 20 yield -1.26.

    References
    ----------
    Walter (1975), doi:10.1093/biomet/62.2.371. Evert (2022), Measuring keyness, doi:10.17605/OSF.IO/CY6MW.

    >>> float(log_ratio(7, 1, 7, 7).round(6))  # log2(7.5 / 1.5)
    2.321928
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    ratio = np.log2((a + 0.5) * (n2 + 0.5) / ((b + 0.5) * (n1 + 0.5)))
    return np.where((n1 > 0) & (n2 > 0), ratio, np.nan)


def log_ratio_interval(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> tuple[Array, Array]:
    r"""Exact interval of the log ratio, conditional on the total count of the term.

    Given a + b, a is binomial with probability p = r n1 / (r n1 + n2), r the ratio of rates. The Clopper-Pearson bounds
    of p are turned into bounds of log2 r.

    Parameters
    ----------
    a, b, n1, n2 : array_like
        As in `log_ratio`.
    confidence : float
        Coverage, above 0 and below 1.
    family : int
        Number of terms tested together (Bonferroni); 1 for the interval of a single term.

    Returns
    -------
    tuple of arrays
        (lower, upper), doublings; -inf where a = 0 and +inf where b = 0; NaN where both are 0 or a corpus is empty.

    Notes
    -----
    Assumes that tokens are independent, which the words of a text are not: the interval is the least uncertainty that
    there is. It has no Walter correction, so with few counts `log_ratio` may be off its centre.

    References
    ----------
    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404. Evert (2022), doi:10.17605/OSF.IO/CY6MW.

    >>> low, high = log_ratio_interval(1, 1, 100, 100)
    >>> bool(np.isclose(low, -high))
    True
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    tail = _one_tail(confidence, family) / 2
    lower, upper = _bound(a, b, n1, n2, tail), -_bound(b, a, n2, n1, tail)
    return where_known(lower, a, b, n1, n2), where_known(upper, a, b, n1, n2)


def _one_tail(confidence: float, family: int) -> float:
    """Return the chance that a one-sided bound leaves out, for each of the terms tested together."""
    return (1 - number("confidence", confidence, above=0, below=1)) / whole_number("family", family, at_least=1)


def _bound(a: Array, b: Array, n1: Array, n2: Array, tail: float) -> Array:
    """Lower Clopper-Pearson bound of the log ratio."""
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(a > 0, _beta_quantile(np.maximum(a, 1e-300), b + 1, tail), 0.0)
        return np.asarray(np.log2(low / (1 - low)) + np.log2(n2 / n1), dtype=float)


def _beta_quantile(a: Array, b: Array, tail: float) -> Array:
    """Invert the beta function; SciPy leaves Python free meanwhile, so each half of many terms goes to a core."""
    if a.size < _MANY:
        return np.asarray(special.betaincinv(a, b, tail))
    first, second = (np.array_split(counts.ravel(), 2) for counts in (a, b))
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(special.betaincinv, first, second, (tail, tail))
        return np.concatenate(list(found)).reshape(a.shape)


def conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> Array:
    """LRC: the bound of the log ratio's interval that is nearest to zero, 0 where the interval has zero in it.

    Parameters
    ----------
    a, b, n1, n2, confidence, family
        As in `log_ratio_interval`; `family` is the number of terms compared.

    Returns
    -------
    array of float
        Doublings; above 0 more frequent in the target; 0 where the data allow equality; NaN where a term occurs in neither
        or a corpus is empty.

    References
    ----------
    Evert (2022), Measuring keyness, doi:10.17605/OSF.IO/CY6MW. Agrees with R corpora `keyness(measure="LRC")`.

    >>> float(conservative_log_ratio(100, 20, 10000, 15000).round(4))
    2.204
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    # The bound nearest to zero is the lower one, seen from the group with the higher rate.
    more = a * n2 >= b * n1
    (high, low), (size, other) = ((np.where(more, x, y), np.where(more, y, x)) for x, y in ((a, b), (n1, n2)))
    bound = np.maximum(_bound(high, low, size, other, _one_tail(confidence, family) / 2), 0.0)
    return where_known(np.where(more, 1.0, -1.0) * bound, a, b, n1, n2) + 0.0


def positive_log_ratio(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> Array:
    """Lower one-sided bound of the log ratio (PositiveLRC): how much more frequent in the target at the least.

    Parameters
    ----------
    a, b, n1, n2, family
        As in `log_ratio_interval`.
    confidence : float
        One-sided coverage, above 0 and below 1.

    Returns
    -------
    array of float
        Doublings; -inf where the target has none; NaN where a term occurs in neither.

    References
    ----------
    Evert (2022), doi:10.17605/OSF.IO/CY6MW. Agrees with R corpora `keyness(measure="PositiveLRC")`.

    >>> float(positive_log_ratio(7, 2, 1000, 1000).round(4))
    -0.2874
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    return where_known(_bound(a, b, n1, n2, _one_tail(confidence, family)), a, b, n1, n2)


def log_likelihood(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Signed log-likelihood ratio statistic G2 of the four-cell table.

    .. math:: 2\sum_{ij} O_{ij}\ln\frac{O_{ij}}{E_{ij}},\quad O = (a, b, n_1-a, n_2-b)

    Returns
    -------
    array of float
        0 at equal rates; below 0 where the term is rarer in the target; NaN where a corpus is empty or the term occurs in
        neither.

    Notes
    -----
    Uncorrected. The two-cell variant of Rayson & Garside (2000), used by WMatrix and AntConc, leaves out the cells of the
    other words and is smaller for frequent terms. As a test it assumes independent tokens; with few documents its p values
    are far too small.

    References
    ----------
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence, CL 19(1), 61-74.

    >>> float(log_likelihood(110, 111, 2552, 29225).round(2))
    270.72
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    n, total = n1 + n2, a + b
    with np.errstate(divide="ignore", invalid="ignore"):
        # Added one by one: as one expression it would take types a while to check.
        g2 = special.rel_entr(a, n1 * total / n)
        g2 = g2 + special.rel_entr(b, n2 * total / n)
        g2 = g2 + special.rel_entr(n1 - a, n1 * (n - total) / n)
        g2 = 2 * (g2 + special.rel_entr(n2 - b, n2 * (n - total) / n))
    # Rounding may leave a trace below zero where the rates are equal.
    return where_known(np.sign(a * n2 - b * n1) * np.maximum(g2, 0.0), a, b, n1, n2)


def log_likelihood_p(g2: ArrayLike) -> Array:
    """Two-sided p of a signed G2: the survival function of chi-squared with one degree of freedom.

    Never computed as 1 - cdf, which is 0 for all large values.

    >>> bool(log_likelihood_p(-400) > 0)
    True
    """
    # With one degree of freedom chi-squared is a squared normal, so erfc is its survival function: as exact as the
    # general one, and thirty times as fast.
    return np.asarray(special.erfc(np.sqrt(np.abs(np.asarray(g2, dtype=float)) / 2)), dtype=float)


def where_known(values: Array, a: Array, b: Array, n1: Array, n2: Array) -> Array:
    """Return values with NaN where a corpus is empty or the term occurs in neither."""
    return np.where((n1 > 0) & (n2 > 0) & (a + b > 0), values, np.nan)


def broadcast(names: str, *values: Array) -> tuple[Array, ...]:
    """Return arrays of one shape; `names` says in an error which they are."""
    try:
        return np.broadcast_arrays(*values)
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in values)
        raise ArgumentError(
            f"{names} have the shapes {shapes}; expected one shape or single numbers; align the terms"
        ) from None


def checked_counts(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> tuple[Array, Array, Array, Array]:
    """Return a, b, n1, n2 as float arrays of one shape; an ArgumentError names the first that is no count.

    >>> checked_counts([1, 2], 0, 5, 5)[1].tolist()
    [0.0, 0.0]
    """
    given = {"a": a, "b": b, "n1": n1, "n2": n2}
    a, b, n1, n2 = broadcast("a, b, n1, n2", *(checks.counts(name, values) for name, values in given.items()))
    for name, values, size_name, sizes in (("a", a, "n1", n1), ("b", b, "n2", n2)):
        if (values > sizes).any():
            at = np.argmax(values > sizes)
            raise ArgumentError(
                f"{name} has {values.flat[at]:g}, above {size_name} = {sizes.flat[at]:g}; expected at most the tokens of the "
                f"corpus; pass as {size_name} the size of the whole corpus"
            )
    return a, b, n1, n2
