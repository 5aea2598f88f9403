"""How often each term occurs in each group of units."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from analysis.checks import column, counts, number
from analysis.corpus.termmatrix import TermMatrix, term_matrix
from analysis.errors import ArgumentError
from analysis.terms.describe.spread import deviation_of_proportions, document_range

__all__ = ["frequency", "rate_interval"]


def rate_interval(
    count: ArrayLike, tokens: float, *, confidence: float = 0.95, per: float = 1000
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's interval of a rate; NaN for a corpus without a token.

    Parameters
    ----------
    count : array_like
        Occurrences.
    tokens : float
        Size of the corpus.
    confidence : float
        Coverage, above 0 and below 1.
    per : float
        Tokens to which the rate refers.

    Returns
    -------
    (array, array)
        Lower and upper bound, occurrences in `per` tokens.

    Raises
    ------
    ArgumentError
        For a negative count or size, or a count above the size.

    Notes
    -----
    Assumes independent tokens, which words inside a text are not: the true uncertainty is larger.

    References
    ----------
    Wilson (1927), doi:10.1080/01621459.1927.10502953.

    >>> low, high = rate_interval(0, 1000)
    >>> float(low), float(high.round(3))
    (0.0, 3.827)
    """
    confidence, per = number("confidence", confidence, above=0, below=1), number("per", per, above=0)
    found, size = counts("count", count), float(counts("tokens", number("tokens", tokens)))
    if (found > size).any():
        raise ArgumentError(
            f"count has {found.max():g}, more than tokens = {size:g}; expected occurrences among them; pass the size in tokens"
        )
    if not size:
        return np.full(found.shape, np.nan), np.full(found.shape, np.nan)
    z = float(-special.ndtri((1 - confidence) / 2))
    share = found / size
    middle = (share + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    # The bound is exactly 0 without an occurrence, and exactly 1 for nothing but the term; rounding may miss both.
    low = np.where(found == 0, 0.0, np.maximum(middle - half, 0))
    high = np.where(found == size, 1.0, np.minimum(middle + half, 1))
    return per * low, per * high


def frequency(terms: TermMatrix, *, by: str, document: str = "document", confidence: float = 0.95) -> pd.DataFrame:
    """Rates of every term in every group, with the number of documents that have it.

    Rate = 1000 x count / tokens of the group.

    Parameters
    ----------
    terms : TermMatrix
        Counts of units (statements, texts).
    by, document : str
        Columns of the units table with the group and the document of a unit.
    confidence : float
        Coverage of the intervals.

    Returns
    -------
    DataFrame
        Sorted by group, count (falling) and term; terms absent from a group have a row with 0:

        ============  ======================================================
        term          the term
        group         value of `by`
        count         occurrences, tokens
        tokens        size of the group, tokens
        rate          occurrences in 1,000 tokens; NaN in a group without a token
        rate_low      lower bound of its Wilson interval; likewise `rate_high`
        documents     documents of the group that have the term
        documents_of  documents of the group
        dp            deviation of proportions over them, 0 even to 1; NaN if absent
        ============  ======================================================

    Raises
    ------
    ArgumentError
        For a matrix without a unit, or an unknown column.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["a", "b"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [1, 3, 2]})
    >>> frequency(TermMatrix.from_long(units, long), by="era")[["term", "group", "count", "rate"]].values.tolist()
    [['y', 'a', 3, 750.0], ['x', 'a', 1, 250.0], ['y', 'b', 2, 1000.0], ['x', 'b', 0, 0.0]]
    """
    labels = column("the units table", term_matrix(terms).units, by, argument="by")
    column("the units table", terms.units, document, argument="document")
    frames = []
    for name in terms.group(by).units.index:
        part = terms.select(**{by: labels[labels.astype(str).eq(name)].iloc[0]}).group(document)
        count, tokens = np.asarray(part.counts.sum(axis=0)).ravel(), int(part.totals.sum())
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
