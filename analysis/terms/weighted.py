"""Weighted log-odds with a Dirichlet prior ("Fightin' Words")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, one_of

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

    .. math:: \delta = \ln\frac{a+\alpha}{n_1+\alpha_0-a-\alpha} - \ln\frac{b+\alpha}{n_2+\alpha_0-b-\alpha}

    Parameters
    ----------
    a, b : counts of all terms of the vocabulary in target and reference
    prior : pseudo-count of each term, above 0; one number for a flat prior
    n1, n2 : sizes of the groups; by default the sums of the counts
    prior_size : sum of the prior over the vocabulary; by default computed
    variance : "two-term", 1/(a+alpha) + 1/(b+alpha); "four-term" adds the terms of all other words
        (Monroe et al., eq. 19), which matters for very frequent terms only

    Returns
    -------
    (delta, z): natural logarithm, and delta over its standard error; above 0 favours the target.

    Raises
    ------
    ArgumentError for a prior that is not above 0, another variance, or a term that makes up a whole group.

    References
    ----------
    Monroe, Colaresi & Quinn (2008), doi:10.1093/pan/mpn018.

    >>> delta, z = log_odds_with_prior([10, 10], [10, 10], prior=0.01)
    >>> delta.tolist()
    [0.0, 0.0]
    """
    if variance not in {"two-term", "four-term"}:
        raise one_of("variance", variance, ["two-term", "four-term"])
    a, b, alpha = (np.asarray(v, dtype=float) for v in np.broadcast_arrays(a, b, prior))
    if not (alpha > 0).all():
        raise ArgumentError(
            f"prior holds {alpha[~(alpha > 0)][0]}; expected pseudo-counts above 0; add a small one to every term"
        )
    if (a < 0).any() or (b < 0).any() or not (np.isfinite(a).all() and np.isfinite(b).all()):
        raise ArgumentError(
            "a or b holds a value below 0 or none at all; expected counts of 0 or more; correct the row"
        )
    total = float(alpha.sum()) if prior_size is None else prior_size
    sums = []
    for counts, size in ((a, n1), (b, n2)):
        hits = counts + alpha
        others = (counts.sum() if size is None else size) + total - hits
        if (others <= 0).any():
            raise ArgumentError("a term makes up a whole group; its odds are unbounded; pass more than one term")
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
    counts : groups x terms
    prior : "empirical" adds each term's count in all groups to its count in every group, "flat" adds 1

    Returns
    -------
    (log odds, z), both groups x terms. Not the pairwise statistic of `log_odds_with_prior`.

    >>> delta, z = log_odds_against_all([[3, 1], [3, 1]])
    >>> delta.round(12).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    table = np.asarray(counts, dtype=float)
    added = table + (table.sum(axis=0) if prior == "empirical" else 1.0)
    group, term = added.sum(axis=1, keepdims=True), added.sum(axis=0)
    delta = np.log(added / (group - added)) - np.log(term / (added.sum() - term))
    return np.asarray(delta), np.asarray(delta / np.sqrt(1 / added + 1 / term))


def weighted_log_odds(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    background: Mapping[str, float] | None = None,
    prior_size: float | None = None,
    flat: float = 0.01,
    variance: Literal["two-term", "four-term"] = "two-term",
) -> pd.DataFrame:
    """Weighted log-odds of all terms between two groups of units.

    Parameters
    ----------
    terms, by, target, reference : as in `terms.keyness.keyness`
    background : counts of a larger corpus for an informative prior; None for a flat one. Terms that it
        lacks get `flat`.
    prior_size : weight of the background in tokens; by default the background's own size
    flat : pseudo-count of every term without a background
    variance : as in `log_odds_with_prior`

    Returns
    -------
    DataFrame sorted by `z` (falling absolute value), then term: `term`, `count_target`,
    `count_reference`, `prior` (pseudo-count), `log_odds` (natural logarithm), `z`.

    >>> units = pd.DataFrame({"era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [4, 6, 10]})
    >>> table = weighted_log_odds(TermMatrix.from_long(units, long), by="era", target="new", reference="old")
    >>> table[["term", "count_target"]].values.tolist()
    [['y', 6], ['x', 4]]
    """
    a, b = (np.asarray(terms.select(**{by: name}).counts.sum(axis=0)).ravel() for name in (target, reference))
    kept = a + b > 0
    names = np.asarray(terms.terms, dtype=object)[kept]
    alpha = np.full(len(names), flat)
    if background is not None:
        size = float(sum(background.values()))
        if size <= 0:
            raise ArgumentError("background holds no token; expected counts of a larger corpus; pass another")
        scale = 1.0 if prior_size is None else prior_size / size
        shares = np.array([background.get(name, 0.0) for name in names], dtype=float) * scale
        alpha = np.where(shares > 0, shares, flat)
    delta, z = log_odds_with_prior(a[kept], b[kept], prior=alpha, variance=variance)
    table = pd.DataFrame(
        {"term": names, "count_target": a[kept], "count_reference": b[kept], "prior": alpha, "log_odds": delta, "z": z}
    )
    return table.iloc[np.lexsort((names.astype(str), -np.abs(z)))].reset_index(drop=True)
