"""How far apart two frequency lists are as wholes, and how much each term contributes."""

from __future__ import annotations

from numbers import Real

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis import checks
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison

__all__ = ["divergence", "jensen_shannon", "rank_turbulence", "rank_turbulence_constant"]

Array = NDArray[np.float64]


def _counts(a: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    a, b = checks.counts("a", a), checks.counts("b", b)
    for name, values in (("a", a), ("b", b)):
        if not values.sum():
            raise ArgumentError(f"{name} has no token; expected counts with at least one; pass another group")
    if a.shape != b.shape:
        raise ArgumentError(f"a has {a.size} terms and b {b.size}; expected counts of the same terms; align them")
    return a, b


def jensen_shannon(a: ArrayLike, b: ArrayLike, *, weights: tuple[float, float] = (0.5, 0.5)) -> Array:
    r"""Contribution of each term to the Jensen-Shannon divergence, bits; the sum is the divergence.

    .. math:: \pi_1 p_1\log_2\frac{p_1}{m} + \pi_2 p_2\log_2\frac{p_2}{m},\quad m = \pi_1 p_1 + \pi_2 p_2

    Parameters
    ----------
    a, b : array_like
        Counts of the same terms in both lists.
    weights : pair of float
        Of the two lists; they add up to 1.

    Returns
    -------
    array of float
        0 or more; at equal weights the sum is 0 (equal) to 1 (no common term).

    Notes
    -----
    scipy's `jensenshannon` is the square root of this sum, with natural logarithms by default.

    References
    ----------
    Lin (1991), doi:10.1109/18.61115. Gallagher et al. (2021), doi:10.1140/epjds/s13688-021-00260-3.

    >>> float(jensen_shannon([1, 0], [0, 1]).sum())
    1.0
    """
    a, b = _counts(a, b)
    shares = checks.counts("weights", weights, what="two numbers above 0 that add up to 1")
    if shares.shape != (2,) or not shares.all() or not np.isclose(shares.sum(), 1):
        raise ArgumentError(
            f"weights is {weights}; expected two numbers above 0 that add up to 1; pass shares, as (0.5, 0.5)"
        )
    p, q = a / a.sum(), b / b.sum()
    middle = weights[0] * p + weights[1] * q
    bits = weights[0] * special.rel_entr(p, middle) + weights[1] * special.rel_entr(q, middle)
    return np.asarray(bits / np.log(2))


def _ranks(counts: Array) -> Array:
    from scipy import stats

    return np.asarray(stats.rankdata(-counts, method="average"), dtype=float)


def _turbulence(first: Array, second: Array, alpha: float) -> Array:
    if alpha == np.inf:
        return np.where(first == second, 0.0, np.maximum(1 / first, 1 / second))
    if alpha == 0:
        return np.abs(np.log(first / second))
    return np.asarray((alpha + 1) / alpha * np.abs(first**-alpha - second**-alpha) ** (1 / (alpha + 1)))


def rank_turbulence_constant(a: ArrayLike, b: ArrayLike, *, alpha: float = 1 / 3) -> float:
    """Raw rank turbulence of two lists of these lengths without a common term.

    >>> rank_turbulence_constant([1, 0], [0, 1], alpha=np.inf)
    2.0
    """
    a, b = _counts(a, b)
    if not isinstance(alpha, Real) or not alpha >= 0:
        raise ArgumentError(f"alpha is {alpha!r}; expected 0 or more; pass a number as 1/3, or infinity")
    first, second = _ranks(a), _ranks(b)
    types = int((a > 0).sum()), int((b > 0).sum())
    total = _turbulence(first[a > 0], np.full(types[0], types[0] + types[1] / 2), alpha).sum()
    return float(total + _turbulence(np.full(types[1], types[1] + types[0] / 2), second[b > 0], alpha).sum())


def rank_turbulence(a: ArrayLike, b: ArrayLike, *, alpha: float = 1 / 3) -> Array:
    r"""Contribution of each term to the rank-turbulence divergence; the sum is 0 (same ranks) to 1 (no common term).

    .. math:: \frac1N\frac{\alpha+1}{\alpha}\left|r_1^{-\alpha} - r_2^{-\alpha}\right|^{1/(\alpha+1)}

    Parameters
    ----------
    a, b : array_like
        Counts of the same terms in both lists; ranks are averaged over ties, zeros included.
    alpha : float
        0 weighs all ranks equally, infinity looks at the most frequent only; 1/3 suits words.

    Notes
    -----
    For lists of a handful of types without a common one the sum exceeds 1: the published constant N assigns an absent
    type the rank N1 + N2/2, and tied ranks are half a rank higher.

    References
    ----------
    Dodds et al. (2023), doi:10.1140/epjds/s13688-023-00400-x.

    >>> float(rank_turbulence([1, 0], [0, 1], alpha=np.inf).sum().round(6))
    1.0
    """
    a, b = _counts(a, b)
    constant = rank_turbulence_constant(a, b, alpha=alpha)
    return np.asarray(_turbulence(_ranks(a), _ranks(b), alpha) / constant)


def divergence(comparison: Comparison, *, alpha: float = 1 / 3) -> pd.DataFrame:
    """Jensen-Shannon and rank-turbulence divergence of two sides, term by term.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    alpha : float
        Of the rank turbulence.

    Returns
    -------
    DataFrame
        Sorted by `jensen_shannon` (falling), then term:

        ====================  ===================================================================
        term                  the term
        count_target          occurrences; also `count_reference`
        favours               +1 higher share in the target, -1 in the reference, 0 equal
        jensen_shannon        contribution in bits; the column adds up to the divergence
        share                 the same as a share of the whole, 0 to 1; NaN between equal sides
        rank_turbulence       contribution; the column adds up to the divergence
        ====================  ===================================================================

    >>> table = divergence(Comparison({"x": 1, "y": 1}, reference={"y": 2}))
    >>> table[["term", "favours"]].values.tolist()
    [['x', 1.0], ['y', -1.0]]
    """
    a, b = checks.instance("comparison", comparison, Comparison).counts
    kept = a + b > 0
    a, b = a[kept], b[kept]
    bits = jensen_shannon(a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = bits / bits.sum()
    table = pd.DataFrame(
        {
            "term": comparison.vocabulary[kept],
            "count_target": a,
            "count_reference": b,
            "favours": np.sign(a / a.sum() - b / b.sum()),
            "jensen_shannon": bits,
            "share": share,
            "rank_turbulence": rank_turbulence(a, b, alpha=alpha),
        }
    )
    table.attrs["sides"] = comparison.target_name, comparison.reference_name
    return table.sort_values(["jensen_shannon", "term"], ascending=[False, True], ignore_index=True)
