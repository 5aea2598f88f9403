"""Which terms set two groups of texts apart, and which do not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import choice, instance, number, strings, whole_number
from analysis.checks import table as checked_table
from analysis.progress import Progress
from analysis.terms.compare import effects
from analysis.terms.compare import statistics as difference
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.exact_tests import fisher_exact
from analysis.terms.compare.measures import (
    conservative_log_ratio,
    log_likelihood,
    log_likelihood_p,
    log_ratio,
    log_ratio_interval,
    positive_log_ratio,
)
from analysis.terms.compare.sides import status_of, whole
from analysis.terms.compare.statistics import adjust_p

__all__ = ["MEASURES", "keyness", "lockwords"]

Array = NDArray[np.float64]
# Further measures that `keyness` adds as columns on request, functions of (a, b, n1, n2).
MEASURES: dict[str, Callable[..., Array]] = {
    "log_likelihood_two_cell": difference.log_likelihood_two_cell,
    "log_likelihood_williams": difference.log_likelihood_williams,
    "chi_squared": difference.chi_squared,
    "chi_squared_yates": partial(difference.chi_squared, correction="yates"),
    "odds_ratio": effects.odds_ratio,
    "relative_risk": effects.relative_risk,
    "percent_difference": effects.percent_difference,
    "difference_coefficient": effects.difference_coefficient,
    "simple_maths": effects.simple_maths,
    "log_ratio_hardie": effects.log_ratio_hardie,
    "positive_log_ratio": positive_log_ratio,
    "bayes_factor_bic": difference.bayes_factor_bic,
    "effect_of_log_likelihood": difference.effect_of_log_likelihood,
    "association_divergence": difference.association_divergence,
    "fisher_exact": fisher_exact,
}
# Bounds depend on the coverage and on the number of terms compared, as `lrc` does.
_BOUNDS = frozenset({"positive_log_ratio"})
_LONG = frozenset({"fisher_exact"})


def keyness(
    comparison: Comparison,
    *,
    confidence: float = 0.95,
    min_count: int = 1,
    measures: Collection[str] = (),
    progress: Progress = False,
) -> pd.DataFrame:
    """Compare the rates of all terms between two sides.

    Parameters
    ----------
    comparison : Comparison
        The two sides; of a frequency list the documents are unknown (NaN), and `dp` is that of the target alone.
    confidence : float
        Coverage of the intervals, above 0 and below 1.
    min_count : int
        Leave out terms with fewer occurrences on both sides together. Sizes are those of all terms.
    measures : list of str
        Names of further measures (`MEASURES`), one more column each; `positive_log_ratio` takes `confidence` and the
        Bonferroni correction of `lrc`.
    progress : bool or callable
        Of `fisher_exact`, the one measure that takes seconds: True for a bar, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by `log_likelihood` (falling absolute value), then term:

        ===================  ========================================================================
        term                 the term
        count_target         occurrences on the side of the target, tokens; also `count_reference`
        rate_target          occurrences per 1,000 tokens; also `rate_reference`
        documents_target     documents of the target that have it; also `documents_reference`
        documents_of_target  documents of the target; also `documents_of_reference`
        dp                   deviation of proportions over all documents, 0 even to 1
        log_ratio            doublings, Walter correction; above 0: more frequent in the target
        log_ratio_low        lower end of its exact interval; also `log_ratio_high`
        lrc                  conservative log ratio, Bonferroni over the terms of the table; 0: undecided
        log_likelihood       signed four-cell G2
        p                    its p under independent tokens, which the words of a text are not
        p_adjusted           p adjusted for the number of terms (Holm)
        status               "in both", "absent from REFERENCE" or "absent from TARGET"
        ===================  ========================================================================

    Raises
    ------
    ArgumentError
        For an unknown measure, or an option out of range.

    Notes
    -----
    In very small groups the correction of `log_ratio` outweighs the counts, and its sign may contradict the rates and
    `log_likelihood`: read the rates and the interval there. `p` and `lrc` describe these texts and no population: the words
    of a text are not independent. Use `inference.permutations` for comparisons at document level.

    References
    ----------
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence, CL 19(1), 61-74.
    Evert (2022), doi:10.17605/OSF.IO/CY6MW.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s1", "s2"], "term": ["x", "y", "y"], "count": [4, 6, 10]})
    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> table = keyness(Comparison(TermMatrix.from_long(units, long), by="era", target="new", reference="old"))
    >>> table[["term", "rate_target", "rate_reference", "status"]].values.tolist()
    [['x', 400.0, 0.0, 'absent from old'], ['y', 600.0, 1000.0, 'in both']]
    """
    first, second = instance("comparison", comparison, Comparison).sides
    least = max(1, whole_number("min_count", min_count))
    kept = np.flatnonzero(first.counts + second.counts >= least)
    a, b, n1, n2 = first.counts[kept], second.counts[kept], first.size, second.size
    family = max(1, len(kept))
    # Many terms share a pair of counts (most occur once or twice): each pair is computed once.
    pairs, same = np.unique(a + 1j * b, return_inverse=True)
    counts = (pairs.real, pairs.imag, n1, n2)
    low, high = log_ratio_interval(*counts, confidence=confidence)
    g2 = log_likelihood(*counts)
    # Corrected for many terms the interval is wider: where this one holds 0, that one does.
    decided = ~((low <= 0) & (high >= 0))
    lrc = np.zeros(len(pairs))
    lrc[decided] = conservative_log_ratio(
        pairs.real[decided], pairs.imag[decided], n1, n2, confidence=confidence, family=family
    )
    of_pairs = {
        "log_ratio": log_ratio(*counts),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "lrc": lrc,
        "log_likelihood": g2,
        "p": log_likelihood_p(g2),
    }
    more = {name: _measure(name, confidence, family, progress)(*counts) for name in strings("measures", measures)}
    # The vocabulary is sorted already, so a stable sort breaks ties by term.
    order = np.argsort(-np.abs(g2[same]), kind="stable")
    kept, a, b, same = kept[order], a[order], b[order], same[order]
    p = of_pairs["p"][same]
    table = pd.DataFrame(
        {
            "term": pd.Index(comparison.vocabulary[kept], dtype="str"),
            "count_target": whole(a),
            "count_reference": whole(b),
            "rate_target": 1000 * a / n1,
            "rate_reference": 1000 * b / n2,
            "documents_target": whole(first.documents[kept]),
            "documents_of_target": whole(np.array(first.documents_of)).item(),
            "documents_reference": whole(second.documents[kept]),
            "documents_of_reference": whole(np.array(second.documents_of)).item(),
            "dp": comparison.dp[kept],
            **{name: values[same] for name, values in of_pairs.items()},
            "p_adjusted": adjust_p(p),
            "status": status_of(a, b, first.name, second.name),
            **{name: values[same] for name, values in more.items()},
        }
    )
    table.attrs["sides"] = first.name, second.name
    return table


def _measure(name: str, confidence: float, family: int, progress: Progress) -> Callable[..., Array]:
    choice("measures", name, MEASURES)
    if name in _LONG:
        return partial(MEASURES[name], progress=progress)
    return partial(MEASURES[name], confidence=confidence, family=family) if name in _BOUNDS else MEASURES[name]


def lockwords(table: pd.DataFrame, *, within: float = 0.25, min_count: int = 10) -> pd.DataFrame:
    """Terms of a keyness table that are about as frequent on one side as on the other.

    A term is a lockword if the whole interval of its log ratio lies within so many doublings of 0, since a few
    occurrences are no sign of stability; and if its conservative log ratio is 0, since a small difference that is
    certain is a difference.

    Parameters
    ----------
    table : DataFrame
        Of `keyness`.
    within : float
        Largest change that counts as none, doublings, above 0; 0.25 is a rate up to 19% higher or 16% lower.
    min_count : int
        Occurrences on both sides together.

    Returns
    -------
    DataFrame
        The rows of `table` that are lockwords, most frequent first, then by term.

    Raises
    ------
    ArgumentError
        For a table without the columns of `keyness`.

    References
    ----------
    Baker (2011), doi:10.1177/0075424210392692.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s2"] * 2, "term": list("xxyy"), "count": [900, 900, 20, 10]})
    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> comparison = Comparison(TermMatrix.from_long(units, long), by="era", target="new", reference="old")
    >>> lockwords(keyness(comparison))["term"].tolist()
    ['x']
    """
    within, min_count = number("within", within, above=0), whole_number("min_count", min_count)
    needed = ("term", "count_target", "count_reference", "log_ratio_low", "log_ratio_high", "lrc")
    table = checked_table("the table of keyness", table, *needed)
    total = table["count_target"] + table["count_reference"]
    stable = (table["log_ratio_low"] >= -within) & (table["log_ratio_high"] <= within) & (total >= min_count)
    stable &= table["lrc"].eq(0)
    found = table[stable].assign(_total=total[stable])
    return found.sort_values(["_total", "term"], ascending=[False, True], ignore_index=True).drop(columns="_total")
