"""Which terms set two groups of texts apart, and which do not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.stream import GroupCounts
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.terms import effects
from analysis.terms import tests_of_difference as difference
from analysis.terms.dispersion import deviation_of_proportions, document_range
from analysis.terms.measures import (
    conservative_log_ratio,
    log_likelihood,
    log_likelihood_p,
    log_ratio,
    log_ratio_interval,
    positive_log_ratio,
)
from analysis.terms.tests_of_difference import adjust_p

__all__ = ["MEASURES", "explain_term", "keyness", "lockwords"]

Array = NDArray[np.float64]
# Further measures that `keyness` adds as columns on request; all but the last are functions of (a, b, n1, n2).
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
    "fisher_exact": difference.fisher_exact,
}


@dataclass(frozen=True)
class _Side:
    """One group: its name, the counts of all terms, its size, documents with each term, and documents."""

    name: str
    counts: Array
    size: float
    documents: Array
    documents_of: float


def keyness(
    terms: TermMatrix | GroupCounts,
    *,
    by: str = "",
    target: str,
    reference: str | Mapping[str, float] | pd.Series,
    document: str = "document",
    confidence: float = 0.95,
    min_count: int = 1,
    measures: Collection[str] = (),
) -> pd.DataFrame:
    """Compare the rates of all terms between two groups of units.

    Parameters
    ----------
    terms : counts of units (statements, texts), or the `GroupCounts` of `corpus.stream.count_stream`
    by : column of the units table that names the groups; not used for `GroupCounts`
    target, reference : the two values of `by`; positive measures favour the target. The reference may
        also be a plain frequency list: a mapping or Series of counts by term, whose sum is its size
    document : column that names the document a unit belongs to
    confidence : coverage of the intervals
    min_count : leave out terms with fewer occurrences in both groups together; corpus sizes are
        those of all terms, whatever is left out
    measures : names of further measures (`MEASURES`), one more column each

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
    p_adjusted          p adjusted for the number of terms (Holm)
    status              "in both", "absent from REFERENCE" or "absent from TARGET"
    ==================  =========================================================================

    Of a frequency list the documents are unknown (NaN), and `dp` is that of the target's documents alone.

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
    names, first, second, dp = _sides(terms, by, target, reference, document)
    for side in (first, second):
        if side.size == 0:
            raise ArgumentError(
                f"the group {side.name!r} of {by!r} has no token; rates are undefined; pass a group with words"
            )
    if not isinstance(min_count, int | np.integer):
        raise ArgumentError(f"min_count is {min_count!r}; expected a whole number; change it")
    kept = np.flatnonzero(first.counts + second.counts >= max(1, min_count))
    a, b, n1, n2 = first.counts[kept], second.counts[kept], first.size, second.size
    family = max(1, len(kept))
    # Many terms share a pair of counts (most occur once or twice): each pair is worked out once.
    pairs, same = np.unique(a + 1j * b, return_inverse=True)
    counts = (pairs.real, pairs.imag, n1, n2)
    low, high = log_ratio_interval(*counts, confidence=confidence)
    g2 = log_likelihood(*counts)
    of_pairs = {
        "log_ratio": log_ratio(*counts),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "lrc": conservative_log_ratio(*counts, confidence=confidence, family=family),
        "log_likelihood": g2,
        "p": log_likelihood_p(g2),
    }
    more = {name: _measure(name)(*counts) for name in measures}
    columns = {name: values[same] for name, values in of_pairs.items()}
    table = pd.DataFrame(
        {
            "term": names[kept],
            "count_target": _whole(a),
            "count_reference": _whole(b),
            "rate_target": 1000 * a / n1,
            "rate_reference": 1000 * b / n2,
            "documents_target": _whole(first.documents[kept]),
            "documents_of_target": _whole(np.array(first.documents_of)).item(),
            "documents_reference": _whole(second.documents[kept]),
            "documents_of_reference": _whole(np.array(second.documents_of)).item(),
            "dp": dp[kept],
            **columns,
            "p_adjusted": adjust_p(columns["p"]),
            "status": _status(a, b, first.name, second.name),
            **{name: values[same] for name, values in more.items()},
        }
    )
    # The terms stand in order already, so a stable sort breaks ties by term.
    order = np.argsort(-np.abs(columns["log_likelihood"]), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def _sides(
    terms: TermMatrix | GroupCounts,
    by: str,
    target: str,
    reference: str | Mapping[str, float] | pd.Series,
    document: str,
) -> tuple[NDArray[np.object_], _Side, _Side, Array]:
    if isinstance(reference, str):
        if target == reference:
            raise ArgumentError(f"target and reference are both {target!r}; pass two different values of {by!r}")
        names, sides, dp = _summaries(terms, by, [target, reference], document)
        return names, sides[0], sides[1], dp
    names, sides, dp = _summaries(terms, by, [target], document)
    return _beside_list(names, sides[0], dp, reference)


def _summaries(
    terms: TermMatrix | GroupCounts, by: str, wanted: list[str], document: str
) -> tuple[NDArray[np.object_], list[_Side], Array]:
    names = np.asarray(terms.terms, dtype=object)
    if not isinstance(terms, TermMatrix):
        for name in wanted:
            if name not in terms.groups:
                raise one_of("a group", name, terms.groups)
        if len(terms.groups) > len(wanted):
            raise ArgumentError(
                f"the counts are of the groups {', '.join(terms.groups)}, over all of which the dispersion runs; expected "
                f"{' and '.join(wanted)} only; count with groups={wanted}"
            )
        rows = [terms.groups.index(name) for name in wanted]
        return (
            names,
            [
                _Side(
                    name, _float(terms.counts[at]), terms.sizes[at], _float(terms.documents[at]), terms.documents_of[at]
                )
                for name, at in zip(wanted, rows, strict=True)
            ],
            terms.dp,
        )
    both = terms.select(**{by: wanted})
    sides = []
    for name in wanted:
        side = both.select(**{by: name}).group(document)
        counts = np.asarray(side.counts.sum(axis=0)).ravel()
        size, documents = int(counts.sum()), document_range(side).to_numpy()
        sides.append(_Side(name, _float(counts), size, _float(documents), len(side.units)))
    return names, sides, deviation_of_proportions(both.group(document)).to_numpy()


def _beside_list(
    names: NDArray[np.object_], target: _Side, dp: Array, reference: Mapping[str, float] | pd.Series
) -> tuple[NDArray[np.object_], _Side, _Side, Array]:
    """Align a plain frequency list with the target: terms of either are kept."""
    listed = pd.Series(reference, dtype=float)
    wrong = listed[~np.isfinite(listed) | (listed < 0)]
    if len(wrong):
        raise ArgumentError(
            f"reference holds {wrong.iloc[0]} for {wrong.index[0]!r}; expected counts of 0 or more; correct the list"
        )
    if not listed.index.is_unique:
        twice = listed.index[listed.index.duplicated()][0]
        raise ArgumentError(f"reference has the term {twice!r} twice; expected each term once; add its counts up")
    union = np.array(sorted({*map(str, names), *map(str, listed.index)}), dtype=object)
    places = pd.Index(union).get_indexer(pd.Index(names))

    def spread(values: Array, empty: float) -> Array:
        out = np.full(len(union), empty)
        out[places] = values
        return out

    unknown = np.full(len(union), np.nan)
    side = _Side(target.name, spread(target.counts, 0), target.size, spread(target.documents, 0), target.documents_of)
    counts = listed.reindex(pd.Index(union), fill_value=0.0).to_numpy(dtype=float)
    return union, side, _Side("the reference list", counts, float(counts.sum()), unknown, np.nan), spread(dp, np.nan)


def _float(values: NDArray[np.int64]) -> Array:
    return values.astype(float)


def _whole(values: Array) -> Array | NDArray[np.int64]:
    """Counts as integers; those of a list without documents stay NaN."""
    array = np.asarray(values, dtype=float)
    return array if np.isnan(array).any() or (array % 1).any() else array.astype(np.int64)


def _measure(name: str) -> Callable[..., Array]:
    if name not in MEASURES:
        raise one_of("measures", name, MEASURES)
    return MEASURES[name]


def _status(a: Array, b: Array, target: str, reference: str) -> NDArray[np.object_]:
    words = np.where(b == 0, f"absent from {reference}", np.where(a == 0, f"absent from {target}", "in both"))
    return words.astype(object)


def lockwords(table: pd.DataFrame, *, within: float = 0.5, min_count: int = 10) -> pd.DataFrame:
    """Terms of a keyness table that are as frequent in one group as in the other.

    A term is a lockword if the whole interval of its log ratio lies within so many doublings of 0:
    that few occurrences tell nothing is no sign of stability.

    Parameters
    ----------
    table : of `keyness`
    within : largest change that counts as none, doublings, above 0
    min_count : occurrences in both groups together

    Returns
    -------
    The rows of `table` that are lockwords, most frequent first, then by term.

    References
    ----------
    Baker (2011), doi:10.1177/0075424210392692.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s2"] * 2, "term": list("xxyy"), "count": [900, 900, 100, 10]})
    >>> lockwords(keyness(TermMatrix.from_long(units, long), by="era", target="new", reference="old"))["term"].tolist()
    ['x']
    """
    if not within > 0:
        raise ArgumentError(f"within is {within!r}; expected doublings above 0, as 0.5; change it")
    total = table["count_target"] + table["count_reference"]
    stable = (table["log_ratio_low"] >= -within) & (table["log_ratio_high"] <= within) & (total >= min_count)
    found = table[stable].assign(_total=total[stable])
    return found.sort_values(["_total", "term"], ascending=[False, True], ignore_index=True).drop(columns="_total")


def explain_term(terms: TermMatrix, term: str, *, by: str, document: str = "document") -> pd.DataFrame:
    """Show the evidence behind a row: the units that have a term, with all that is known of them.

    Parameters
    ----------
    terms, by, document : as in `keyness`
    term : as counted

    Returns
    -------
    DataFrame sorted by group, count (falling) and unit: `unit`, `term`, `count`, `rate` (in 1,000 tokens of the
    unit), then the columns of the units table, with `by` and `document` first.

    Raises
    ------
    ArgumentError for a term that no unit has; it names the nearest ones.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s2"], "term": ["x", "y"], "count": [2, 1]})
    >>> explain_term(TermMatrix.from_long(units, long), "x", by="era")[["unit", "count", "era"]].values.tolist()
    [['s1', 2, 'new']]
    """
    counts = terms.of(term)
    if not counts.sum():
        near = [str(name) for name in terms.terms if str(name)[:4].lower() == term[:4].lower()][:8]
        hint = f"; terms like it: {', '.join(near)}" if near else ""
        raise ArgumentError(f"term is {term!r}, which no unit has{hint}; pass another term")
    for column in (by, document):
        if column not in terms.units.columns:
            raise missing_column("the units table", column, terms.units.columns)
    has = counts.to_numpy() > 0
    table = terms.units[has].rename_axis("unit").reset_index()
    table.insert(1, "term", term)
    table.insert(2, "count", counts.to_numpy()[has])
    table.insert(3, "rate", 1000 * counts.to_numpy()[has] / terms.totals.to_numpy()[has])
    rest = [column for column in table.columns if column not in {by, document}]
    table = table[[*rest[:4], by, document, *rest[4:]]]
    return table.sort_values([by, "count", "unit"], ascending=[True, False, True], ignore_index=True)
