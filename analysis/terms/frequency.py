"""How often each term occurs in each group of units."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.corpus.termmatrix import TermMatrix
from analysis.terms.dispersion import deviation_of_proportions, document_range

__all__ = ["frequency"]


def frequency(terms: TermMatrix, *, by: str, document: str = "document") -> pd.DataFrame:
    """Rates of every term in every group, with the number of documents that have it.

    Rate = 1000 x count / tokens of the group.

    Parameters
    ----------
    terms : counts of units (statements, texts)
    by : column of the units table that names the group
    document : column that names the document a unit belongs to

    Returns
    -------
    DataFrame, sorted by group, count (falling) and term; terms absent from a group stand with 0:

    ============  ======================================================
    term          the term
    group         value of `by`
    count         occurrences, tokens
    tokens        size of the group, tokens
    rate          occurrences in 1,000 tokens; NaN in a group of no token
    documents     documents of the group that have the term
    documents_of  documents of the group
    dp            deviation of proportions over them, 0 even to 1; NaN if absent
    ============  ======================================================

    Raises
    ------
    ArgumentError for an unknown column.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["a", "b"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [1, 3, 2]})
    >>> frequency(TermMatrix.from_long(units, long), by="era")[["term", "group", "count", "rate"]].values.tolist()
    [['y', 'a', 3, 750.0], ['x', 'a', 1, 250.0], ['y', 'b', 2, 1000.0], ['x', 'b', 0, 0.0]]
    """
    frames = []
    for name in terms.group(by).units.index:
        part = terms.select(**{by: _original(terms, by, name)}).group(document)
        count = np.asarray(part.counts.sum(axis=0)).ravel()
        tokens = int(part.totals.sum())
        frames.append(
            pd.DataFrame(
                {
                    "term": part.terms,
                    "group": name,
                    "count": count,
                    "tokens": tokens,
                    "rate": 1000 * count / tokens if tokens else np.nan,
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
