"""Keyness measures, each one plain vectorised function of counts and corpus sizes.

Throughout, a and b are the counts of a term in the target and in the reference, n1 and n2 the
sizes of the two in tokens. Positive values mean: more frequent in the target.
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
    "checked_counts",
    "conservative_log_ratio",
    "log_likelihood",
    "log_likelihood_p",
    "log_ratio",
    "log_ratio_interval",
    "one_tail",
    "positive_log_ratio",
]

Array = NDArray[np.float64]
# Terms from which on a second core is worth the while.
_MANY = 10_000


def log_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Binary logarithm of the ratio of the two rates, with the Walter correction.

    .. math:: \log_2\frac{a+0.5}{n_1+0.5} - \log_2\frac{b+0.5}{n_2+0.5}

    Parameters
    ----------
    a, b : counts of the term in target and reference, arrays of one shape or scalars; Series are
        taken by position, so align their indexes first
    n1, n2 : sizes of target and reference in tokens

    Returns
    -------
    array of float, doublings: 1 means twice as frequent in the target, -1 half as frequent.
    NaN where a corpus is empty.

    Raises
    ------
    ArgumentError for counts that are negative, NaN or larger than their corpus.

    Notes
    -----
    Do not read it without counts: with few occurrences it is large by chance. Hardie's log ratio
    (CQPweb, AntConc) adds 0.5 to zero counts only; this one adds 0.5 everywhere, as Evert does.
    In very small corpora the correction outweighs the counts, and the sign may contradict the rates
    and G2: 30 of 3,000 tokens against 0 of 20 give -1.26. Read the rates and the interval there.

    References
    ----------
    Walter (1975), doi:10.1093/biomet/62.2.371. Evert (2022), Measuring keyness, doi:10.17605/OSF.IO/CY6MW.

    >>> float(log_ratio(7, 1, 7, 7).round(6))  # log2(7.5 / 1.5)
    2.321928
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2((a + 0.5) / (n1 + 0.5)) - np.log2((b + 0.5) / (n2 + 0.5))
    return np.where((n1 > 0) & (n2 > 0), ratio, np.nan)


def log_ratio_interval(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> tuple[Array, Array]:
    r"""Exact interval of the log ratio, conditional on the total count of the term.

    Given a + b, a is binomial with probability p = r n1 / (r n1 + n2), r the ratio of rates. The
    Clopper-Pearson bounds of p are turned into bounds of log2 r.

    Parameters
    ----------
    a, b, n1, n2 : as in `log_ratio`
    confidence : coverage, above 0 and below 1
    family : number of terms tested together (Bonferroni); 1 for the interval of a single term

    Returns
    -------
    (lower, upper), doublings; -inf where a = 0 and +inf where b = 0; NaN where both are 0 or a
    corpus is empty.

    Notes
    -----
    Assumes that tokens are independent, which words inside a text are not: the interval is a lower
    bound on the uncertainty. The point estimate carries the Walter correction and the interval
    does not, so in extreme cases of few counts the point may lie off the centre.

    References
    ----------
    Clopper & Pearson (1934), doi:10.1093/biomet/26.4.404. Evert (2022), doi:10.17605/OSF.IO/CY6MW.

    >>> low, high = log_ratio_interval(1, 1, 100, 100)
    >>> bool(np.isclose(low, -high))
    True
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    tail = _tail(confidence, family)
    lower = _bound(a, b, n1, n2, tail)
    upper = -_bound(b, a, n2, n1, tail)
    known = (a + b > 0) & (n1 > 0) & (n2 > 0)
    return np.where(known, lower, np.nan), np.where(known, upper, np.nan)


def _tail(confidence: float, family: int) -> float:
    """Return the chance that each end of a two-sided interval leaves out."""
    return one_tail(confidence, family) / 2


def one_tail(confidence: float, family: int) -> float:
    """Return the chance that a one-sided bound leaves out, for each of the terms tested together.

    >>> one_tail(0.75, 5)
    0.05
    """
    return (1 - number("confidence", confidence, above=0, below=1)) / whole_number("family", family, at_least=1)


def _bound(a: Array, b: Array, n1: Array, n2: Array, tail: float) -> Array:
    """Lower Clopper-Pearson bound of the log ratio."""
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.where(a > 0, _beta_quantile(np.maximum(a, 1e-300), b + 1, tail), 0.0)
        return np.asarray(np.log2(low / (1 - low)) + np.log2(n2 / n1), dtype=float)


def _beta_quantile(a: Array, b: Array, tail: float) -> Array:
    """Invert the beta function; it takes a microsecond and leaves Python alone meanwhile, so a half goes to a core."""
    if a.size < _MANY:
        return np.asarray(special.betaincinv(a, b, tail))
    first, second = (np.array_split(counts.ravel(), 2) for counts in (a, b))
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(special.betaincinv, first, second, (tail, tail))
        return np.concatenate(list(found)).reshape(a.shape)


def conservative_log_ratio(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> Array:
    """LRC: the bound of the log ratio's interval that lies nearest to zero, 0 where it holds zero.

    Parameters
    ----------
    a, b, n1, n2, confidence, family : as in `log_ratio_interval`; `family` is the number of terms compared

    Returns
    -------
    array of float, doublings; positive in the target's favour; 0 where the data allow equality;
    NaN where a term occurs in neither or a corpus is empty.

    References
    ----------
    Evert (2022), Measuring keyness, doi:10.17605/OSF.IO/CY6MW. Agrees with R corpora `keyness(measure="LRC")`.

    >>> float(conservative_log_ratio(100, 20, 10000, 15000).round(4))
    2.204
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    tail = _tail(confidence, family)
    # The bound nearest to zero is the lower one, seen from the group with the higher rate.
    more = a * n2 >= b * n1
    bound = _bound(np.where(more, a, b), np.where(more, b, a), np.where(more, n1, n2), np.where(more, n2, n1), tail)
    known = (a + b > 0) & (n1 > 0) & (n2 > 0)
    return np.where(known, np.where(more, 1.0, -1.0) * np.maximum(bound, 0.0), np.nan) + 0.0


def positive_log_ratio(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, confidence: float = 0.95, family: int = 1
) -> Array:
    """Lower one-sided bound of the log ratio (PositiveLRC): how much more frequent in the target at the least.

    Parameters
    ----------
    a, b, n1, n2, family : as in `log_ratio_interval`
    confidence : one-sided coverage, above 0 and below 1

    Returns
    -------
    array of float, doublings; -inf where the target has none; NaN where a term occurs in neither.

    References
    ----------
    Evert (2022), doi:10.17605/OSF.IO/CY6MW. Agrees with R corpora `keyness(measure="PositiveLRC")`.

    >>> float(positive_log_ratio(7, 2, 1000, 1000).round(4))
    -0.2874
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    bound = _bound(a, b, n1, n2, one_tail(confidence, family))
    return np.where((a + b > 0) & (n1 > 0) & (n2 > 0), bound, np.nan)


def log_likelihood(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Array:
    r"""Signed log-likelihood ratio statistic G2 of the four-cell table.

    .. math:: 2\sum_{ij} O_{ij}\ln\frac{O_{ij}}{E_{ij}},\quad O = (a, b, n_1-a, n_2-b)

    Parameters
    ----------
    a, b, n1, n2 : as in `log_ratio`

    Returns
    -------
    array of float; 0 at equal rates; negative where the term is rarer in the target; NaN where a
    corpus is empty or the term occurs in neither.

    Notes
    -----
    Uncorrected. The two-cell variant of Rayson & Garside (2000), used by WMatrix and AntConc, leaves
    out the cells of the other words and is smaller for frequent terms. As a test it assumes
    independent tokens; with few documents its p values are far too small.

    References
    ----------
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence, CL 19(1), 61-74.

    >>> float(log_likelihood(110, 111, 2552, 29225).round(2))
    270.72
    """
    a, b, n1, n2 = checked_counts(a, b, n1, n2)
    n = n1 + n2
    with np.errstate(divide="ignore", invalid="ignore"):
        total = a + b
        g2 = 2 * (
            special.rel_entr(a, n1 * total / n)
            + special.rel_entr(b, n2 * total / n)
            + special.rel_entr(n1 - a, n1 * (n - total) / n)
            + special.rel_entr(n2 - b, n2 * (n - total) / n)
        )
        sign = np.sign(a * n2 - b * n1)
    # Rounding may leave a trace below zero where the rates are equal.
    return np.where((n1 > 0) & (n2 > 0) & (total > 0), sign * np.maximum(g2, 0.0), np.nan)


def log_likelihood_p(g2: ArrayLike) -> Array:
    """Two-sided p of a signed G2: the survival function of chi-squared with one degree of freedom.

    Never computed as 1 - cdf, which is 0 for all large values.

    >>> bool(log_likelihood_p(-400) > 0)
    True
    """
    # With one degree of freedom chi-squared is a squared normal, so that erfc is its survival function: thirty times
    # as fast as the general one, and as exact.
    return np.asarray(special.erfc(np.sqrt(np.abs(np.asarray(g2, dtype=float)) / 2)), dtype=float)


def checked_counts(*counts: ArrayLike) -> tuple[Array, Array, Array, Array]:
    """Return a, b, n1, n2 as float arrays of one shape; an ArgumentError names the first that is no count.

    >>> checked_counts([1, 2], 0, 5, 5)[1].tolist()
    [0.0, 0.0]
    """
    checked = [checks.counts(name, values) for name, values in zip(("a", "b", "n1", "n2"), counts, strict=True)]
    try:
        a, b, n1, n2 = np.broadcast_arrays(*checked)
    except ValueError:
        shapes = ", ".join(str(values.shape) for values in checked)
        raise ArgumentError(
            f"a, b, n1, n2 have the shapes {shapes}; expected one shape or single numbers; align them"
        ) from None
    for name, values, size_name, sizes in (("a", a, "n1", n1), ("b", b, "n2", n2)):
        if (values > sizes).any():
            at = np.argmax(values > sizes)
            raise ArgumentError(
                f"{name} holds {values.flat[at]:g}, more than {size_name} = {sizes.flat[at]:g}; "
                "a term cannot occur more often than there are tokens; pass the size of the whole corpus"
            )
    return a, b, n1, n2
