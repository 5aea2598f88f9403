"""How evenly a term is spread over documents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.corpus.termmatrix import TermMatrix

__all__ = ["deviation_of_proportions", "document_range"]


def document_range(terms: TermMatrix) -> pd.Series:
    """Number of units of the matrix in which each term occurs.

    Group the matrix by document first to count documents.
    """
    return pd.Series(np.diff(terms.counts.tocsc().indptr), index=terms.terms, name="documents")


def deviation_of_proportions(terms: TermMatrix) -> pd.Series:
    r"""DP of each term over the units of the matrix: 0 spread as evenly as the sizes allow, towards 1 in one unit.

    .. math:: DP = \tfrac12\sum_i \left|\frac{v_i}{\sum v} - s_i\right|

    with v the counts of the term and s the shares of the units in all tokens.

    Parameters
    ----------
    terms : counts, one unit a document (group by document first)

    Returns
    -------
    Series indexed by term, 0 to 1; NaN for a term that no unit has.

    Notes
    -----
    Gries (2020) also prints 1 - DP; here 0 is even. With very few documents DP has few possible
    values: read the number of documents first.

    References
    ----------
    Gries (2008), doi:10.1075/ijcl.13.4.02gri.

    >>> units = pd.DataFrame(index=list("abcde"))
    >>> rows = [(u, t, c) for u, v, s in zip("abcde", [1, 2, 3, 4, 5], [9, 10, 10, 10, 11])
    ...         for t, c in (("word", v), ("other", s - v))]
    >>> long = pd.DataFrame(rows, columns=["unit", "term", "count"])
    >>> float(deviation_of_proportions(TermMatrix.from_long(units, long))["word"].round(3))
    0.18
    """
    sizes = terms.totals.to_numpy(dtype=float)
    shares = sizes / sizes.sum() if sizes.sum() else sizes
    columns = terms.counts.tocsc()
    totals = np.asarray(columns.sum(axis=0)).ravel().astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        portions = columns.data / np.repeat(totals, np.diff(columns.indptr))
        # |v/f - s| over the units that have the term, plus s over those that have not: never dense.
        here = shares[columns.indices]
        ends = np.append(0, np.cumsum(np.abs(portions - here) - here))
        dp = (1 + ends[columns.indptr[1:]] - ends[columns.indptr[:-1]]) / 2
    return pd.Series(np.where(totals > 0, dp, np.nan), index=terms.terms, name="dp")
