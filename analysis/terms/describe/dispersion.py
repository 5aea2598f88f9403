"""How evenly a term is spread over documents."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.checks import term_matrix

__all__ = ["deviation_of_proportions", "dispersion", "document_range"]


def document_range(terms: TermMatrix) -> pd.Series:
    """Number of units of the matrix in which each term occurs.

    Group the matrix by document first to count documents.
    """
    term_matrix(terms, empty=True)
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
    sizes = term_matrix(terms, empty=True).totals.to_numpy(dtype=float)
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


def dispersion(terms: TermMatrix) -> pd.DataFrame:
    """All measures of dispersion of every term over the units of the matrix (group by document first).

    The formulas stand in `terms.describe.dispersion_measures`, one function each.

    Returns
    -------
    DataFrame sorted by term; every name says which value means an even spread:

    ==================  =====================================================================
    term                the term
    count               occurrences
    documents           units that have it (range); likewise `documents_of`, all units
    dp_0_even           DP (Gries), 0 to 1
    dpnorm_0_even       DP over its largest value, 0 to 1
    kld_0_even          Kullback-Leibler divergence, bits, 0 or more
    da_1_even           by mean absolute differences (Burch), 0 to 1
    d_1_even            Juilland's D; d2_1_even Carroll's D2; s_1_even Rosengren's S
    ==================  =====================================================================

    NaN for a term that no unit has; D, D2 and DA are NaN for a single unit.

    Raises
    ------
    ArgumentError for no unit, or a unit without a token: its rates are undefined.

    References
    ----------
    Gries (2020), Analyzing dispersion, doi:10.1007/978-3-030-46216-1_5.

    >>> units = pd.DataFrame(index=list("ab"))
    >>> long = pd.DataFrame({"unit": list("abab"), "term": list("xxyy"), "count": [1, 1, 2, 0]})
    >>> dispersion(TermMatrix.from_long(units, long))[["term", "documents", "d2_1_even"]].values.tolist()
    [['x', 2, 0.8112781244591328], ['y', 1, 0.0]]
    """
    sizes = term_matrix(terms).totals.to_numpy(dtype=float)
    if (sizes == 0).any():
        raise ArgumentError(
            f"unit {terms.units.index[sizes == 0][0]!r} has no token; its rates are undefined; leave it out"
        )
    columns = terms.counts.tocsc()
    columns.eliminate_zeros()
    n, width = columns.shape
    v, place = columns.data.astype(float), np.repeat(np.arange(width), np.diff(columns.indptr))
    shares = sizes / sizes.sum()
    there = shares[columns.indices]

    def add(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(place, weights=values, minlength=width).astype(float)

    total = add(v)
    rates = v / sizes[columns.indices]
    sums = add(rates)
    with np.errstate(divide="ignore", invalid="ignore"):
        portion, part = v / total[place], rates / sums[place]
        dp = deviation_of_proportions(terms).to_numpy()
        variance = np.maximum(add(rates**2) / n - (sums / n) ** 2, 0)
        # Rates in rising order within each term; the units without the term come before them all.
        order = np.lexsort((rates, place))
        last = np.cumsum(np.diff(columns.indptr))
        rank = n - (last[place] - 1 - np.arange(len(v)))
        differences = add((2 * rank - n - 1) * rates[order])
        table = pd.DataFrame(
            {
                "term": terms.terms,
                "count": total.astype(int),
                "documents": np.diff(columns.indptr),
                "documents_of": n,
                "dp_0_even": dp,
                "dpnorm_0_even": dp / (1 - shares.min()),
                "kld_0_even": add(portion * np.log2(portion / there)),
                "da_1_even": 1 - differences / (n * (n - 1) / 2) / (2 * sums / n) if n > 1 else np.nan,
                "d_1_even": 1 - np.sqrt(variance) / (sums / n) / np.sqrt(n - 1) if n > 1 else np.nan,
                "d2_1_even": -add(part * np.log2(part)) / np.log2(n) + 0.0 if n > 1 else np.nan,
                "s_1_even": add(np.sqrt(there * v)) ** 2 / total,
            }
        )
    measured = [column for column in table.columns if column.endswith("_even")]
    # Rounding may leave a trace beyond the bounds.
    most = {column: None if column.startswith("kld") else 1.0 for column in measured}
    return table.assign(**{name: table[name].where(table["count"] > 0).clip(0.0, most[name]) for name in measured})
