"""Weighted log-odds with a Dirichlet prior ("Fightin' Words")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis import checks
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import broadcast
from analysis.terms.compare.sides import frequency_list, whole

__all__ = ["log_odds_against_all", "log_odds_with_prior", "weighted_log_odds"]

Array = NDArray[np.float64]


def log_odds_with_prior(
    a: ArrayLike,
    b: ArrayLike,
    *,
    prior: ArrayLike,
    n1: float | None = None,
    n2: float | None = None,
    prior_size: float | None = None,
    variance: Literal["two-term", "four-term"] = "two-term",
) -> tuple[Array, Array]:
    r"""Log odds ratio of each term after adding a prior to both counts, and its z.

    .. math:: \delta = \ln\frac{a+\alpha}{n_1+\alpha_0-a-\alpha} - \ln\frac{b+\alpha}{n_2+\alpha_0-b-\alpha},
        \quad z = \delta \Big/ \sqrt{\frac{1}{a+\alpha} + \frac{1}{b+\alpha}}

    with a and b the counts, n1 and n2 the sizes, alpha the pseudo-count of the term and alpha0 the sum of all; the root
    is that of the two-term variance.

    Parameters
    ----------
    a, b : array_like
        Counts of all terms of the vocabulary in target and reference.
    prior : array_like
        Finite pseudo-count of each term, above 0; one number for a flat prior.
    n1, n2 : float, optional
        Sizes of the groups, tokens; by default the sums of the counts.
    prior_size : float, optional
        Sum of the prior over the vocabulary; by default computed.
    variance : str
        "two-term", 1/(a+alpha) + 1/(b+alpha); "four-term" adds the terms of all other words (Monroe et al., eq. 19),
        which matters for very frequent terms only.

    Returns
    -------
    tuple of arrays
        (delta, z): natural logarithm, and delta over its standard error; above 0 favours the target.

    Raises
    ------
    ArgumentError
        For a prior that is not above 0, another variance, a size below the counts, or a term that is a whole group.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), doi:10.1093/pan/mpn018.

    >>> delta, z = log_odds_with_prior([10, 10], [10, 10], prior=0.01)
    >>> delta.tolist()
    [0.0, 0.0]
    """
    checks.choice("variance", variance, ("two-term", "four-term"))
    pseudo = checks.counts("prior", prior, what="pseudo-counts above 0")
    a, b, alpha = broadcast("a, b and prior", checks.counts("a", a), checks.counts("b", b), pseudo)
    if not alpha.all():
        raise ArgumentError("prior has 0; expected pseudo-counts above 0; add a small one to every term")
    n1, n2 = (None if size is None else checks.number(name, size, above=0) for name, size in (("n1", n1), ("n2", n2)))
    total = float(alpha.sum()) if prior_size is None else checks.number("prior_size", prior_size, above=0)
    sums = []
    for name, counts, size in (("1", a, n1), ("2", b, n2)):
        if size is not None and size < counts.sum():
            raise ArgumentError(
                f"n{name} is {size:g}, below the {counts.sum():g} tokens that are counted; expected the size of the whole "
                "group; raise it or leave it out"
            )
        hits = counts + alpha
        others = (counts.sum() if size is None else size) + total - hits
        if (others <= 0).any():
            raise ArgumentError(
                "a term is a whole group, so its odds are unbounded; expected two terms or more; add the other terms"
            )
        sums.append((hits, others))
    (hits1, others1), (hits2, others2) = sums
    delta = np.log(hits1 / others1) - np.log(hits2 / others2)
    spread = 1 / hits1 + 1 / hits2
    if variance == "four-term":
        spread = spread + 1 / others1 + 1 / others2
    return np.asarray(delta), np.asarray(delta / np.sqrt(spread))


def log_odds_against_all(
    counts: ArrayLike, *, prior: Literal["empirical", "flat"] = "empirical"
) -> tuple[Array, Array]:
    """Weighted log odds of every group against all groups together, itself included, as R tidylo computes it.

    Parameters
    ----------
    counts : array_like
        Groups x terms.
    prior : str
        "empirical" adds each term's count in all groups to its count in every group, "flat" adds 1.

    Returns
    -------
    tuple of arrays
        (log odds, z), both groups x terms. Not the pairwise statistic of `log_odds_with_prior`. With the empirical prior
        NaN for a term that no group has.

    Raises
    ------
    ArgumentError
        For counts below 0, another prior, or a term that is a whole group.

    >>> delta, z = log_odds_against_all([[3, 1], [3, 1]])
    >>> delta.round(12).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    checks.choice("prior", prior, ("empirical", "flat"))
    table = checks.counts("counts", counts)
    if table.ndim != 2 or not table.size:
        raise ArgumentError(f"counts has the shape {table.shape}; expected groups x terms; pass one row a group")
    if not table.any():
        raise ArgumentError("counts has no token; expected one or more; pass groups with words")
    added = table + (table.sum(axis=0) if prior == "empirical" else 1.0)
    group, term = added.sum(axis=1, keepdims=True), added.sum(axis=0)
    if (group <= added).any():
        raise ArgumentError(
            "a term is a whole group, so its odds are unbounded; expected two terms or more; add the other terms"
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(added / (group - added)) - np.log(term / (added.sum() - term))
        return np.asarray(delta), np.asarray(delta / np.sqrt(1 / added + 1 / term))


def weighted_log_odds(
    comparison: Comparison,
    *,
    background: Mapping[str, float] | pd.Series | TermMatrix | None = None,
    prior_size: float | None = None,
    flat: float = 0.01,
    variance: Literal["two-term", "four-term"] = "two-term",
) -> pd.DataFrame:
    """Weighted log-odds of all terms between two sides, by the formula of `log_odds_with_prior`.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    background : mapping, Series or TermMatrix, optional
        Counts of a larger corpus for an informative prior; without, the prior is flat. Terms that it lacks get `flat`.
    prior_size : float, optional
        Weight of the background in tokens, above 0; by default the background's own size.
    flat : float
        Pseudo-count of every term without a background, above 0.
    variance : str
        As in `log_odds_with_prior`.

    Returns
    -------
    DataFrame
        Sorted by `z` (falling absolute value), then term: `term`, `count_target`, `count_reference`, `prior`
        (pseudo-count), `log_odds` (natural logarithm), `z`.

    Raises
    ------
    ArgumentError
        For a background that is no frequency list, or `prior_size` without one.

    Notes
    -----
    Under the flat prior of .01 a term absent from one side has a variance of about 1/.01 = 100, and so a standard error
    of about 10: exclusive terms rank low, however frequent they are on the other side. Pass `background` for an informative
    prior, which increases the pseudo-count of its terms and so lowers their variance. The vocabulary is that of the two
    sides: other terms of the background count in `prior_size`, and not in alpha0.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), doi:10.1093/pan/mpn018.

    >>> comparison = Comparison({"x": 4, "y": 6}, reference={"y": 10})
    >>> weighted_log_odds(comparison)[["term", "count_target"]].values.tolist()
    [['y', 6], ['x', 4]]
    """
    first, second = checks.instance("comparison", comparison, Comparison).counts
    kept = first + second > 0
    names, a, b = comparison.vocabulary[kept], whole(first[kept]), whole(second[kept])
    flat = checks.number("flat", flat, above=0)
    alpha = np.full(len(names), flat)
    if background is not None:
        listed = frequency_list("background", background)
        scale = 1.0 if prior_size is None else checks.number("prior_size", prior_size, above=0) / float(listed.sum())
        shares = listed.reindex(pd.Index(names), fill_value=0.0).to_numpy(dtype=float) * scale
        alpha = np.where(shares > 0, shares, flat)
    elif prior_size is not None:
        raise ArgumentError(f"prior_size is {prior_size!r} without a background; expected both; pass background=")
    delta, z = log_odds_with_prior(a, b, prior=alpha, variance=variance)
    table = pd.DataFrame(
        {"term": names, "count_target": a, "count_reference": b, "prior": alpha, "log_odds": delta, "z": z}
    )
    return table.iloc[np.argsort(-np.abs(z), kind="stable")].reset_index(drop=True)
