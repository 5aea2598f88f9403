"""Comparisons that count texts and not tokens: each text weighs the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse, special

from analysis.checks import whole_number
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.checks import MOST, column_name, numbers
from analysis.terms.compare.comparison import units_of_two
from analysis.terms.compare.measures import log_likelihood, log_likelihood_p, log_ratio
from analysis.terms.compare.statistics import adjust_p
from analysis.terms.describe.dispersion import document_range

__all__ = ["RankSum", "rank_sum", "rank_sums", "text_dispersion_keyness"]

Array = NDArray[np.float64]
# Texts a group up to which ranks without ties have an exact p.
_MOST_EXACT = 50


class RankSum(NamedTuple):
    """Result of a rank sum test: `rank_sum` of the first group, its `u` (R's W), and the two-sided `p`."""

    rank_sum: float
    u: float
    p: float


def rank_sum(x: Sequence[float], y: Sequence[float]) -> RankSum:
    """Wilcoxon's rank sum (Mann-Whitney) of per-text rates of two groups of texts.

    Parameters
    ----------
    x, y : one finite value a text; not empty

    Returns
    -------
    `RankSum`; p is exact without ties and with at most 50 texts a group, else the normal approximation with
    the correction for ties and for continuity, as in R.

    Notes
    -----
    With two against three texts p cannot be below 0.2, whatever the rates.

    References
    ----------
    Kilgarriff (2001), doi:10.1075/ijcl.6.1.05kil.

    >>> rank_sum([4, 5], [1, 2, 3])
    RankSum(rank_sum=9.0, u=6.0, p=0.2)
    """
    from scipy import stats

    first, second = _two_samples(x, y)
    both = np.concatenate([first, second])
    exact = len(np.unique(both)) == len(both) and max(len(first), len(second)) <= _MOST_EXACT
    if len(np.unique(both)) == 1:
        # All texts are alike: nothing can be told from ranks.
        u = len(first) * len(second) / 2
        return RankSum(u + len(first) * (len(first) + 1) / 2, u, 1.0)
    found = stats.mannwhitneyu(first, second, method="exact" if exact else "asymptotic")
    u = float(found.statistic)
    return RankSum(u + len(first) * (len(first) + 1) / 2, u, float(found.pvalue))


def _two_samples(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    first, second = (
        np.atleast_1d(numbers(name, values, least=-MOST, what="finite values")) for name, values in (("x", x), ("y", y))
    )
    if not first.size or not second.size:
        raise ArgumentError("x or y holds no text; expected one value a text; pass two groups")
    return first, second


def _sides(terms: TermMatrix, by: str, target: Any, reference: Any, document: str) -> tuple[TermMatrix, TermMatrix]:
    first, second = units_of_two(terms, by=by, target=target, reference=reference)
    column_name("document", document, terms.units)
    return first.group(document), second.group(document)


def text_dispersion_keyness(
    terms: TermMatrix, *, by: str, target: Any, reference: Any, document: str = "document"
) -> pd.DataFrame:
    """Keyness of the numbers of texts that have a term, so that no single text can make a term key.

    Four-cell G2 and log ratio of texts with the term in texts of each group.

    Parameters
    ----------
    terms, by, target, reference, document : as in `terms.compare.keyness.keyness`

    Returns
    -------
    DataFrame sorted by `log_likelihood` (falling absolute value), then term: `term`, `documents_target`,
    `documents_of_target`, `documents_reference`, `documents_of_reference`, `log_ratio` (doublings),
    `log_likelihood` (signed), `p`, `p_adjusted` (Holm).

    References
    ----------
    Egbert & Biber (2019), doi:10.3366/cor.2019.0162.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [4, 6, 10]})
    >>> table = text_dispersion_keyness(TermMatrix.from_long(units, long), by="era", target="new", reference="old")
    >>> table[["term", "documents_target", "documents_reference"]].values.tolist()
    [['x', 1, 0], ['y', 1, 1]]
    """
    first, second = _sides(terms, by, target, reference, document)
    k1, k2 = document_range(first).to_numpy(), document_range(second).to_numpy()
    kept = k1 + k2 > 0
    k1, k2, n1, n2 = k1[kept], k2[kept], len(first.units), len(second.units)
    g2 = log_likelihood(k1, k2, n1, n2)
    p = log_likelihood_p(g2)
    table = pd.DataFrame(
        {
            "term": np.asarray(terms.terms, dtype=object)[kept],
            "documents_target": k1,
            "documents_of_target": n1,
            "documents_reference": k2,
            "documents_of_reference": n2,
            "log_ratio": log_ratio(k1, k2, n1, n2),
            "log_likelihood": g2,
            "p": p,
            "p_adjusted": adjust_p(p),
        }
    )
    order = np.lexsort((table["term"].astype(str), -table["log_likelihood"].abs()))
    return table.iloc[order].reset_index(drop=True)


def rank_sums(
    terms: TermMatrix, *, by: str, target: Any, reference: Any, document: str = "document", min_documents: int = 2
) -> pd.DataFrame:
    """Wilcoxon's rank sum of the per-document rates of every term.

    Parameters
    ----------
    terms, by, target, reference, document : as in `terms.compare.keyness.keyness`
    min_documents : leave out terms of fewer documents in both groups together

    Returns
    -------
    DataFrame sorted by `p`, then term: `term`; `u`; `superiority`, the chance that a document of the target has
    the higher rate (0 to 1, ties half); `p` two-sided; `p_adjusted` (Holm).

    >>> units = pd.DataFrame({"document": list("abcd"), "era": ["new", "new", "old", "old"]}, index=list("abcd"))
    >>> long = pd.DataFrame({"unit": list("aabbcd"), "term": ["x", "y", "x", "y", "y", "y"], "count": 1})
    >>> table = rank_sums(TermMatrix.from_long(units, long), by="era", target="new", reference="old")
    >>> table[["term", "superiority"]].values.tolist()
    [['x', 1.0], ['y', 0.0]]
    """
    first, second = _sides(terms, by, target, reference, document)
    sides = []
    for side in (first, second):
        sizes = side.totals.to_numpy(dtype=float)
        if (sizes == 0).any():
            name = side.units.index[sizes == 0][0]
            raise ArgumentError(f"document {name!r} has no token; its rates are undefined; leave it out")
        rates = sparse.csc_array(side.counts.astype(float))
        rates.eliminate_zeros()
        rates.data = rates.data / sizes[rates.indices]
        sides.append(rates)
    min_documents = whole_number("min_documents", min_documents)
    kept = np.flatnonzero(document_range(first).to_numpy() + document_range(second).to_numpy() >= min_documents)
    x, y = (side[:, kept] for side in sides)
    u, p = _rank_sums(x, y)
    table = pd.DataFrame(
        {
            "term": terms.terms[kept].astype(str).to_numpy(dtype=object),
            "u": u,
            "superiority": u / (x.shape[0] * y.shape[0]),
            "p": p,
        }
    )
    return table.assign(p_adjusted=adjust_p(table["p"])).sort_values(["p", "term"], ignore_index=True)


def _rank_sums(x: sparse.csc_array, y: sparse.csc_array) -> tuple[Array, Array]:
    """Give what `rank_sum` does for each column; only rates above 0 are sorted, since those of 0 are one tie."""
    n1, n2, columns = x.shape[0], y.shape[0], x.shape[1]
    of = np.concatenate([np.repeat(np.arange(columns), np.diff(side.indptr)) for side in (x, y)])
    rates, is_first = np.concatenate([x.data, y.data]), np.repeat([True, False], [x.nnz, y.nnz])
    order = np.lexsort((rates, of))
    of, rates, is_first = of[order], rates[order], is_first[order]
    zeros = n1 + n2 - np.bincount(of, minlength=columns)
    # Equal rates of a term share the mean of their ranks, which begin behind the zeros.
    starts = np.flatnonzero(np.diff(of, prepend=-1) | np.diff(rates, prepend=np.nan).astype(bool))
    sizes = np.diff(np.append(starts, len(of)))
    of_tie = of[starts]
    before = starts - np.searchsorted(of, of_tie)
    rank = np.repeat(zeros[of_tie] + before + (sizes + 1) / 2, sizes)
    zeros_first = n1 - np.diff(x.indptr)
    ranks = np.bincount(of[is_first], rank[is_first], minlength=columns) + zeros_first * (zeros + 1) / 2
    u = ranks - n1 * (n1 + 1) / 2
    ties = zeros**3.0 - zeros + np.bincount(of_tie, sizes**3.0 - sizes, minlength=columns)
    n = n1 + n2
    spread = np.sqrt(n1 * n2 / 12 * np.maximum(n + 1 - ties / (n * max(n - 1, 1)), 0.0))
    distance = np.maximum(u, n1 * n2 - u) - n1 * n2 / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        # Where all rates are equal nothing can be told from ranks.
        p = np.where(spread > 0, np.minimum(2 * special.ndtr(-(distance - 0.5) / spread), 1.0), 1.0)
    if max(n1, n2) <= _MOST_EXACT:
        for column in np.flatnonzero(ties == 0):
            p[column] = rank_sum(*(side[:, [column]].toarray().ravel().tolist() for side in (x, y))).p
    return u, p
