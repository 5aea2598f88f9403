"""Which terms set two groups of texts apart, and which do not."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.dispersion import deviation_of_proportions, document_range
from analysis.terms.measures import (
    conservative_log_ratio,
    log_likelihood,
    log_likelihood_p,
    log_ratio,
    log_ratio_interval,
)

__all__ = ["keyness"]


def keyness(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    document: str = "document",
    confidence: float = 0.95,
    min_count: int = 1,
) -> pd.DataFrame:
    """Compare the rates of all terms between two groups of units.

    Parameters
    ----------
    terms : counts of units (statements, texts)
    by : column of the units table that names the groups
    target, reference : the two values of `by`; positive measures favour the target
    document : column that names the document a unit belongs to
    confidence : coverage of the intervals
    min_count : leave out terms with fewer occurrences in both groups together; corpus sizes are
        those of all terms, whatever is left out

    Returns
    -------
    DataFrame sorted by `log_likelihood` (falling absolute value), then term:

    ==================  =========================================================================
    term                the term
    count_target        occurrences in the target, tokens; likewise `count_reference`
    rate_target         occurrences in 1,000 tokens; likewise `rate_reference`
    documents_target    documents of the target that have it; likewise `documents_reference`
    documents_of_target documents of the target; likewise `documents_of_reference`
    dp                  deviation of proportions over all documents, 0 even to 1
    log_ratio           doublings, Walter correction; above 0: more frequent in the target
    log_ratio_low       lower end of its exact interval; likewise `log_ratio_high`
    lrc                 conservative log ratio, Bonferroni over the terms of the table; 0: undecided
    log_likelihood      signed four-cell G2
    p                   its p under independent tokens, an assumption that texts break
    status              "in both", "absent from REFERENCE" or "absent from TARGET"
    ==================  =========================================================================

    Raises
    ------
    ArgumentError for an unknown group, twice the same group, or a group without a token.

    Notes
    -----
    Words inside a text are not independent, so `p` and `lrc` describe these texts and no population.
    Use `inference.resampling` for comparisons at document level.

    References
    ----------
    Dunning (1993); Evert (2022), doi:10.17605/OSF.IO/CY6MW; Gabrielatos (2018).

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [4, 6, 10]})
    >>> table = keyness(TermMatrix.from_long(units, long), by="era", target="new", reference="old")
    >>> table[["term", "rate_target", "rate_reference", "status"]].values.tolist()
    [['x', 400.0, 0.0, 'absent from old'], ['y', 600.0, 1000.0, 'in both']]
    """
    if target == reference:
        raise ArgumentError(f"target and reference are both {target!r}; pass two different values of {by!r}")
    both = terms.select(**{by: [target, reference]})
    sides = {name: both.select(**{by: name}).group(document) for name in (target, reference)}
    counts = {name: np.asarray(side.counts.sum(axis=0)).ravel() for name, side in sides.items()}
    sizes = {name: int(side.totals.sum()) for name, side in sides.items()}
    for name, size in sizes.items():
        if size == 0:
            raise ArgumentError(
                f"the group {name!r} of {by!r} has no token; rates are undefined; pass a group with words"
            )
    kept = counts[target] + counts[reference] >= max(1, min_count)
    a, b = counts[target][kept], counts[reference][kept]
    n1, n2 = sizes[target], sizes[reference]
    family = max(1, int(kept.sum()))
    low, high = log_ratio_interval(a, b, n1, n2, confidence=confidence)
    g2 = log_likelihood(a, b, n1, n2)
    table = pd.DataFrame(
        {
            "term": both.terms[kept],
            "count_target": a,
            "count_reference": b,
            "rate_target": 1000 * a / n1,
            "rate_reference": 1000 * b / n2,
            "documents_target": document_range(sides[target]).to_numpy()[kept],
            "documents_of_target": len(sides[target].units),
            "documents_reference": document_range(sides[reference]).to_numpy()[kept],
            "documents_of_reference": len(sides[reference].units),
            "dp": deviation_of_proportions(both.group(document)).to_numpy()[kept],
            "log_ratio": log_ratio(a, b, n1, n2),
            "log_ratio_low": low,
            "log_ratio_high": high,
            "lrc": conservative_log_ratio(a, b, n1, n2, confidence=confidence, family=family),
            "log_likelihood": g2,
            "p": log_likelihood_p(g2),
            "status": _status(a, b, target, reference),
        }
    )
    order = np.lexsort((table["term"].astype(object), -table["log_likelihood"].abs()))
    return table.iloc[order].reset_index(drop=True)


def _status(a: NDArray[np.int64], b: NDArray[np.int64], target: str, reference: str) -> NDArray[np.object_]:
    words = np.where(b == 0, f"absent from {reference}", np.where(a == 0, f"absent from {target}", "in both"))
    return words.astype(object)
