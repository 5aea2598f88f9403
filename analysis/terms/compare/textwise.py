"""Comparisons that count texts and not tokens: each text weighs the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis import checks
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import sizes_of_documents, with_documents
from analysis.terms.compare.measures import log_likelihood, log_likelihood_p, log_ratio
from analysis.terms.compare.sides import whole
from analysis.terms.compare.statistics import adjust_p

__all__ = ["rank_sum", "rank_sums", "text_dispersion_keyness"]

Array = NDArray[np.float64]
# Texts a side up to which ranks without ties have an exact p.
_MOST_EXACT = 50
# Terms whose rates are written out at a time, so that memory does not grow with the vocabulary.
_AT_A_TIME = 2_000


def rank_sum(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Wilcoxon's rank sum (Mann-Whitney) of per-text rates of two groups of texts, by SciPy.

    Parameters
    ----------
    x, y : array_like
        One finite value a text; or texts x terms, tested column by column.

    Returns
    -------
    tuple of arrays
        (U of the first group, R's W; two-sided p). p is exact without ties and with at most 50 texts a group, else the
        normal approximation with the corrections for ties and continuity, as in R; 1 where all values are equal.

    Raises
    ------
    ArgumentError
        For a group without a text, a value that is not finite, or texts of different terms.

    Notes
    -----
    With two against three texts p cannot be below 0.2, whatever the rates.

    References
    ----------
    Kilgarriff (2001), doi:10.1075/ijcl.6.1.05kil.

    >>> [float(value) for value in rank_sum([4, 5], [1, 2, 3])]
    [6.0, 0.2]
    """
    from scipy import stats

    least = -checks.MOST
    first, second = (checks.counts(name, v, least=least, what="finite values") for name, v in (("x", x), ("y", y)))
    if not first.size or not second.size:
        raise ArgumentError("x or y has no text; expected one value a text; pass two groups with texts")
    if first.shape[1:] != second.shape[1:] or first.ndim > 2:
        raise ArgumentError(
            f"x and y have the shapes {first.shape} and {second.shape}; expected texts x the same terms; align the terms"
        )
    x, y = (values.reshape(len(values), -1) for values in (first, second))
    both = np.concatenate([x, y])
    exact = np.zeros(both.shape[1], dtype=bool)
    if max(len(x), len(y)) <= _MOST_EXACT:
        exact |= (np.diff(np.sort(both, axis=0), axis=0) > 0).all(axis=0)
    u, p = np.empty(len(exact)), np.empty(len(exact))
    for chosen, method in ((exact, "exact"), (~exact, "asymptotic")):
        if chosen.any():
            with np.errstate(divide="ignore", invalid="ignore"):
                found: Any = stats.mannwhitneyu(x[:, chosen], y[:, chosen], axis=0, method=method)  # type: ignore[call-overload]
            u[chosen], p[chosen] = found.statistic, found.pvalue
    # Where all values are equal ranks say nothing.
    p = np.where(both.max(axis=0) > both.min(axis=0), p, 1.0)
    return (u, p) if first.ndim > 1 else (u[0], p[0])


def text_dispersion_keyness(comparison: Comparison) -> pd.DataFrame:
    """Keyness of the numbers of documents that have a term, so that no single document can make a term key.

    Four-cell G2 and log ratio of documents with the term among the documents of each side.

    Parameters
    ----------
    comparison : Comparison
        The two sides; documents must be known.

    Returns
    -------
    DataFrame
        Sorted by `log_likelihood` (falling absolute value), then term: `term`, `documents_target`, `documents_of_target`,
        `documents_reference`, `documents_of_reference`, `log_ratio` (doublings), `log_likelihood` (signed), `p`,
        `p_adjusted` (Holm).

    References
    ----------
    Egbert & Biber (2019), doi:10.3366/cor.2019.0162.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x x x x y", "y y"], "era": ["new", "old"]})
    >>> comparison = Comparison(TermMatrix.from_texts(texts), by="era", target="new")
    >>> text_dispersion_keyness(comparison)[["term", "documents_target", "documents_reference"]].values.tolist()
    [['x', 1, 0], ['y', 1, 1]]
    """
    first, second = with_documents(comparison).sides
    kept = first.documents + second.documents > 0
    (k1, n1), (k2, n2) = ((whole(side.documents[kept]), int(side.documents_of)) for side in (first, second))
    g2 = log_likelihood(k1, k2, n1, n2)
    p = log_likelihood_p(g2)
    table = pd.DataFrame(
        {
            "term": comparison.vocabulary[kept],
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
    return table.iloc[np.argsort(-np.abs(g2), kind="stable")].reset_index(drop=True)


def rank_sums(comparison: Comparison, *, min_documents: int = 2) -> pd.DataFrame:
    """Wilcoxon's rank sum of the per-document rates of every term.

    Parameters
    ----------
    comparison : Comparison
        The two sides; documents must be known.
    min_documents : int
        Leave out terms of fewer documents on both sides together.

    Returns
    -------
    DataFrame
        Sorted by `p`, then term: `term`; `u`; `superiority`, the chance that a document of the target has the higher
        rate (0 to 1, ties half); `p` two-sided; `p_adjusted` (Holm).

    Raises
    ------
    ArgumentError
        For a document without a token, whose rates are undefined.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x y", "x y", "y", "y"], "era": ["new", "new", "old", "old"]})
    >>> table = rank_sums(Comparison(TermMatrix.from_texts(texts), by="era", target="new"))
    >>> table[["term", "superiority"]].values.tolist()
    [['x', 1.0], ['y', 0.0]]
    """
    sizes, is_target = sizes_of_documents(comparison), comparison.is_target
    min_documents = checks.whole_number("min_documents", min_documents)
    rates = sparse.csc_array(comparison.documents.counts.astype(float))
    rates.data = rates.data / sizes[rates.indices]
    kept = np.flatnonzero(np.diff(rates.indptr) >= min_documents)
    u, p = np.empty(len(kept)), np.empty(len(kept))
    for start in range(0, len(kept), _AT_A_TIME):
        block = slice(start, start + _AT_A_TIME)
        dense = rates[:, kept[block]].toarray()
        u[block], p[block] = rank_sum(dense[is_target], dense[~is_target])
    pairs = int(is_target.sum()) * int((~is_target).sum())
    table = pd.DataFrame({"term": comparison.vocabulary[kept], "u": u, "superiority": u / pairs, "p": p})
    return table.assign(p_adjusted=adjust_p(p)).sort_values(["p", "term"], ignore_index=True)
