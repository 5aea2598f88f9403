"""How evenly a term is spread over documents: each measure once, for all terms of a matrix or for one word."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analysis.checks import counts, instance
from analysis.corpus.termmatrix import TermMatrix, term_matrix
from analysis.errors import ArgumentError

__all__ = ["deviation_of_proportions", "dispersion", "dispersion_of", "document_range"]

Array = NDArray[np.float64]


def document_range(terms: TermMatrix) -> pd.Series:
    """Count the units that have each term; group the matrix by document first to count documents.

    >>> table = pd.DataFrame({"text": ["red line", "red tape"]})
    >>> document_range(TermMatrix.from_texts(table)).to_dict()
    {'line': 1, 'red': 2, 'tape': 1}
    """
    instance("terms", terms, TermMatrix)
    return pd.Series(np.diff(terms.counts.tocsc().indptr), index=terms.terms, name="documents")


def deviation_of_proportions(terms: TermMatrix) -> pd.Series:
    """DP of each term over the units of the matrix, by the formula in `dispersion`; NaN for a term that no unit has.

    Notes
    -----
    0 is spread as evenly as the sizes allow, towards 1 in one unit; Gries (2020) also prints 1 - DP. With very few
    documents DP has few possible values: read the number of documents first.

    References
    ----------
    Gries (2008), doi:10.1075/ijcl.13.4.02gri.

    >>> table = pd.DataFrame({"text": ["red red red line", "tape line tape line"]})
    >>> deviation_of_proportions(TermMatrix.from_texts(table)).round(3).to_dict()
    {'line': 0.167, 'red': 0.5, 'tape': 0.5}
    """
    sizes = instance("terms", terms, TermMatrix).totals.to_numpy(dtype=float)
    shares = sizes / sizes.sum() if sizes.sum() else sizes
    return pd.Series(_deviation(terms.counts.tocsc(), shares), index=terms.terms, name="dp")


def dispersion(terms: TermMatrix) -> pd.DataFrame:
    r"""All measures of dispersion of every term over the units of the matrix.

    With v_i occurrences in unit i of n, f their sum, s_i the share of the unit in all tokens, r_i its rate, and q_i
    its share in the sum of the rates:

    .. math::

        DP = \tfrac12\sum_i |v_i/f - s_i| \quad DPnorm = DP / (1 - \min s) \quad KLD = \sum_i (v_i/f) \log_2 (v_i/f s_i)

        DA = 1 - \frac{\sum_{i<j} |r_i - r_j|}{n(n-1)\bar r} \quad D = 1 - \frac{sd(r)}{\bar r\sqrt{n-1}} \quad
        D_2 = -\frac{\sum_i q_i \log q_i}{\log n} \quad S = \left(\sum_i \sqrt{s_i v_i}\right)^2 / f

    Parameters
    ----------
    terms : TermMatrix
        One unit a document: group by document first.

    Returns
    -------
    DataFrame
        Sorted by term; every name says which value means an even spread:

        ==================  =====================================================================
        term                the term
        count               occurrences
        documents           units that have it (range); likewise `documents_of`, all units
        dp_0_even           DP (Gries), 0 to 1
        dpnorm_0_even       DP over its largest value, 0 to 1
        kld_0_even          Kullback-Leibler divergence, bits, 0 or more
        da_1_even           by mean absolute differences (Burch), 0 to 1
        d_1_even            Juilland's D; d2_1_even Carroll's D2; s_1_even Rosengren's S; 0 to 1
        ==================  =====================================================================

        NaN for a term that no unit has; D, D2 and DA are NaN for a single unit.

    Raises
    ------
    ArgumentError
        For no unit, or a unit without a token, whose rates are undefined.

    References
    ----------
    Gries (2020), Analyzing dispersion, doi:10.1007/978-3-030-46216-1_5. Lijffijt & Gries (2012),
    doi:10.1075/ijcl.17.1.08lij. Burch, Egbert & Biber (2017), doi:10.1558/jrds.33066. Carroll (1970), An alternative
    to Juilland's usage coefficient.

    >>> units = pd.DataFrame(index=list("ab"))
    >>> long = pd.DataFrame({"unit": list("abab"), "term": list("xxyy"), "count": [1, 1, 2, 0]})
    >>> dispersion(TermMatrix.from_long(units, long))[["term", "documents", "d2_1_even"]].values.tolist()
    [['x', 2, 0.8112781244591328], ['y', 1, 0.0]]
    """
    sizes = term_matrix(terms).totals.to_numpy(dtype=float)
    if (sizes == 0).any():
        raise ArgumentError(
            f"unit {terms.units.index[sizes == 0][0]!r} has no token, so its rates are undefined; drop the unit"
        )
    table = _measured(terms.counts.tocsc(), sizes).drop(columns="vc_0_even")
    table.insert(0, "term", terms.terms)
    return table


def dispersion_of(v: ArrayLike, sizes: ArrayLike | None = None) -> pd.Series:
    """Measure one word from its occurrences in each part of a corpus.

    Parameters
    ----------
    v : list of int
        Occurrences in each part.
    sizes : list of int, optional
        Tokens of each part; parts of equal size without.

    Returns
    -------
    Series
        The columns of `dispersion` from `count` on, and `vc_0_even`, the coefficient of variation of the rates
        (population standard deviation over mean), 0 or more.

    Raises
    ------
    ArgumentError
        For lists of two lengths, an empty part, or more occurrences in a part than it has tokens.

    >>> dispersion_of([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])[["documents", "dp_0_even", "kld_0_even"]].round(3).tolist()
    [5.0, 0.18, 0.137]
    >>> dispersion_of([2, 1, 1, 1, 0])[["d2_1_even", "dpnorm_0_even"]].round(4).tolist()
    [0.8277, 0.25]
    """
    found = np.atleast_1d(counts("v", v))
    parts = np.ones(len(found)) if sizes is None else np.atleast_1d(counts("sizes", sizes))
    if found.shape != parts.shape or not found.size:
        raise ArgumentError(
            f"v has {found.size} parts and sizes {parts.size}; expected as many, at least one; pass both for the same parts"
        )
    if not parts.all():
        raise ArgumentError("sizes has 0; expected sizes above 0; drop the empty part from both lists")
    if sizes is not None and (found > parts).any():
        at = np.argmax(found > parts)
        raise ArgumentError(
            f"v has {found[at]:g} in a part of {parts[at]:g}; expected no more occurrences than tokens; pass sizes in tokens"
        )
    return _measured(sparse.csc_array(found[:, None]), parts).iloc[0]


@np.errstate(divide="ignore", invalid="ignore")
def _deviation(columns: sparse.csc_array, shares: Array) -> Array:
    """DP of each column; NaN for an empty one."""
    totals = np.asarray(columns.sum(axis=0), dtype=float).ravel()
    # |v/f - s| over the units that have the term, plus s over those that have not: never dense.
    here = shares[columns.indices]
    ends = np.append(0, np.cumsum(np.abs(columns.data / np.repeat(totals, np.diff(columns.indptr)) - here) - here))
    return np.where(totals > 0, (1 + ends[columns.indptr[1:]] - ends[columns.indptr[:-1]]) / 2, np.nan)


@np.errstate(divide="ignore", invalid="ignore")
def _measured(columns: sparse.csc_array, sizes: Array) -> pd.DataFrame:
    """Every measure of every column of counts over units of these sizes."""
    n, width = columns.shape
    documents = np.diff(columns.indptr)
    v, place = columns.data.astype(float), np.repeat(np.arange(width), documents)
    shares = sizes / sizes.sum()
    there = shares[columns.indices]

    def add(values: Array) -> Array:
        return np.bincount(place, weights=values, minlength=width).astype(float)

    total, rates = add(v), v / sizes[columns.indices]
    sums = add(rates)
    mean, portion, part = sums / n, v / total[place], rates / sums[place]
    dp = _deviation(columns, shares)
    variation = np.sqrt(add((rates - mean[place]) ** 2) / n + (1 - documents / n) * mean**2) / mean
    # Rates in rising order within each term; the units without the term come before them all.
    order = np.lexsort((rates, place))
    rank = n - (np.cumsum(documents)[place] - 1 - np.arange(len(v)))
    differences = add((2 * rank - n - 1) * rates[order])
    measures = {
        "dp_0_even": dp,
        "dpnorm_0_even": dp / (1 - shares.min()),
        "kld_0_even": add(portion * np.log2(portion / there)),
        "da_1_even": 1 - differences / ((n - 1) * sums) if n > 1 else np.nan,
        "d_1_even": 1 - variation / np.sqrt(n - 1) if n > 1 else np.nan,
        # Adding 0 turns a negative zero into zero.
        "d2_1_even": -add(part * np.log2(part)) / np.log2(n) + 0.0 if n > 1 else np.nan,
        "s_1_even": add(np.sqrt(there * v)) ** 2 / total,
        "vc_0_even": variation,
    }
    # Rounding may leave a trace beyond the bounds.
    most = {"kld_0_even": np.inf, "vc_0_even": np.inf}
    bounded = {
        name: np.clip(np.where(total > 0, values, np.nan), 0, most.get(name, 1)) for name, values in measures.items()
    }
    return pd.DataFrame({"count": total.astype(int), "documents": documents, "documents_of": n, **bounded})
