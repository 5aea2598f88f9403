"""How often each term occurs in each group of units."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.checks import number
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.checks import column_name, numbers, term_matrix
from analysis.terms.describe.dispersion import deviation_of_proportions, document_range

__all__ = ["frequency", "rate_interval"]


def rate_interval(
    count: ArrayLike, tokens: float, *, confidence: float = 0.95, per: float = 1000
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's interval of a rate; NaN for a corpus of no token.

    Parameters
    ----------
    count : occurrences, tokens
    tokens : size of the corpus
    confidence : coverage, above 0 and below 1
    per : tokens in which the rate is counted

    Returns
    -------
    (lower, upper), occurrences in `per` tokens.

    Raises
    ------
    ArgumentError for counts or sizes that are none, or a count above the size.

    Notes
    -----
    Assumes independent tokens, which words inside a text are not: a lower bound on the uncertainty.

    References
    ----------
    Wilson (1927), doi:10.1080/01621459.1927.10502953.

    >>> low, high = rate_interval(0, 1000)
    >>> float(low), float(high.round(3))
    (0.0, 3.827)
    """
    confidence, per = number("confidence", confidence, above=0, below=1), number("per", per, above=0)
    counts, tokens = numbers("count", count), number("tokens", tokens)
    if tokens < 0 or (counts > tokens).any():
        raise ArgumentError(f"count holds a value above tokens = {tokens:g}; expected a share of them; correct it")
    if not tokens:
        return np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    z = float(-special.ndtri((1 - confidence) / 2))
    share = counts / tokens
    middle = (share + z**2 / (2 * tokens)) / (1 + z**2 / tokens)
    half = z / (1 + z**2 / tokens) * np.sqrt(share * (1 - share) / tokens + z**2 / (4 * tokens**2))
    # No occurrence gives exactly 0, and nothing but the term exactly 1, which rounding may miss.
    low = np.where(counts == 0, 0.0, np.maximum(middle - half, 0))
    high = np.where(counts == tokens, 1.0, np.minimum(middle + half, 1))
    return per * low, per * high


def frequency(terms: TermMatrix, *, by: str, document: str = "document", confidence: float = 0.95) -> pd.DataFrame:
    """Rates of every term in every group, with the number of documents that have it.

    Rate = 1000 x count / tokens of the group.

    Parameters
    ----------
    terms : counts of units (statements, texts)
    by : column of the units table that names the group
    document : column that names the document a unit belongs to
    confidence : coverage of the intervals

    Returns
    -------
    DataFrame, sorted by group, count (falling) and term; terms absent from a group stand with 0:

    ============  ======================================================
    term          the term
    group         value of `by`
    count         occurrences, tokens
    tokens        size of the group, tokens
    rate          occurrences in 1,000 tokens; NaN in a group of no token
    rate_low      lower end of its Wilson interval; likewise `rate_high`
    documents     documents of the group that have the term
    documents_of  documents of the group
    dp            deviation of proportions over them, 0 even to 1; NaN if absent
    ============  ======================================================

    Raises
    ------
    ArgumentError for a matrix without a unit, or an unknown column.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["a", "b"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [1, 3, 2]})
    >>> frequency(TermMatrix.from_long(units, long), by="era")[["term", "group", "count", "rate"]].values.tolist()
    [['y', 'a', 3, 750.0], ['x', 'a', 1, 250.0], ['y', 'b', 2, 1000.0], ['x', 'b', 0, 0.0]]
    """
    column_name("by", by, term_matrix(terms).units)
    column_name("document", document, terms.units)
    frames = []
    for name in terms.group(by).units.index:
        part = terms.select(**{by: _original(terms, by, name)}).group(document)
        count = np.asarray(part.counts.sum(axis=0)).ravel()
        tokens = int(part.totals.sum())
        low, high = rate_interval(count, tokens, confidence=confidence)
        frames.append(
            pd.DataFrame(
                {
                    "term": part.terms,
                    "group": name,
                    "count": count,
                    "tokens": tokens,
                    "rate": 1000 * count / tokens if tokens else np.nan,
                    "rate_low": low,
                    "rate_high": high,
                    "documents": document_range(part).to_numpy(),
                    "documents_of": len(part.units),
                    "dp": deviation_of_proportions(part).to_numpy(),
                }
            )
        )
    table = pd.concat(frames, ignore_index=True)
    return table.sort_values(["group", "count", "term"], ascending=[True, False, True], ignore_index=True)


def _original(terms: TermMatrix, by: str, name: str) -> object:
    values = terms.units[by]
    return values[values.astype(str).eq(name)].iloc[0]
