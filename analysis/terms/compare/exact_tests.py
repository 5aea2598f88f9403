"""Fisher's exact test, which adds up tables and so needs no large counts."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.checks import choice, number
from analysis.errors import ArgumentError
from analysis.progress import Progress, following
from analysis.terms.compare.measures import checked_counts

__all__ = ["fisher_exact", "fisher_odds_ratio"]

Array = NDArray[np.float64]
# Tables as likely as the one seen, but for the last bits, belong to the tail, as in R.
_AS_LIKELY = 1 + 1e-7
# Share of a sum that rounding loses anyway.
_NEGLIGIBLE = 1e-17
# Tables that are worked out between two reports of progress.
_AT_A_TIME = 2_000


def fisher_exact(
    a: ArrayLike,
    b: ArrayLike,
    n1: ArrayLike,
    n2: ArrayLike,
    *,
    alternative: Literal["two-sided", "less", "greater"] = "two-sided",
    progress: Progress = False,
) -> Array:
    r"""P of Fisher's exact test: the share of tables with the same margins that are as extreme or more.

    .. math:: p = \sum_{x:\,P(x) \le P(a)} P(x),\quad P(x) = \binom{n_1}{x}\binom{n_2}{a+b-x}\Big/\binom{n_1+n_2}{a+b}

    Parameters
    ----------
    a, b, n1, n2 : array_like
        As in `terms.compare.measures.log_ratio`; whole numbers.
    alternative : str
        "two-sided" (tables no likelier than this one), "greater" (more frequent in the target), "less".
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    array of float
        0 to 1; NaN where a corpus is empty or the term occurs in neither.

    Raises
    ------
    ArgumentError
        For counts that are no whole numbers, since the test counts tables, or another alternative.

    Notes
    -----
    Equal tables are worked out once. Tables count as equally likely within one part in ten million, as in R;
    `scipy.stats.fisher_exact`, which takes one table at a time, allows one part in 10^14, less than the error of its
    probabilities in corpora of millions, and takes longer the larger the corpora are. NLTK's
    `BigramAssocMeasures.fisher` returns the tail of rarer pairs only (`alternative="less"`).

    References
    ----------
    Fisher (1922), doi:10.2307/2340521.

    >>> float(fisher_exact(1, 3, 4, 4).round(6))
    0.485714
    """
    choice("alternative", alternative, ("two-sided", "less", "greater"))
    counts = _whole_counts(a, b, n1, n2)
    tables, same = np.unique(np.stack([values.ravel() for values in counts]), axis=1, return_inverse=True)
    found = np.full(tables.shape[1], np.nan)
    known = np.flatnonzero((tables[2] > 0) & (tables[3] > 0) & (tables[0] + tables[1] > 0))
    blocks = [known[at : at + _AT_A_TIME] for at in range(0, len(known), _AT_A_TIME)]
    for rows in following(blocks, progress, "testing exactly"):
        found[rows] = np.minimum(_tail(alternative, *tables[:, rows]), 1.0)
    return found[same.ravel()].reshape(counts[0].shape)


def _tail(alternative: str, a: Array, b: Array, n1: Array, n2: Array) -> Array:
    """Add up one tail or both: of all tokens those of the term are drawn, `a` of them from the target."""
    table = _Margins(n1 + n2, a + b, n1)
    likeliest = np.clip(np.floor((table.drawn + 1) * ((n1 + 1) / (n1 + n2 + 2))), *table.ends)
    if alternative == "less":
        return np.where(a < likeliest, _outward(a, -1, table), 1 - _outward(a + 1, 1, table))
    if alternative == "greater":
        return np.where(a > likeliest, _outward(a, 1, table), 1 - _outward(a - 1, -1, table))
    limit = _likelihood(a, *table) * _AS_LIKELY
    # On the other side of the likeliest table the likelihood falls: halve the way to the first below the limit.
    below = a <= likeliest
    least, most = table.ends
    above_limit, within = likeliest.copy(), np.where(below, most + 1, least - 1)
    while (rows := np.flatnonzero(np.abs(within - above_limit) > 1)).size:
        middle = np.floor((above_limit[rows] + within[rows]) / 2)
        out = _likelihood(middle, *(margin[rows] for margin in table)) <= limit[rows]
        within[rows] = np.where(out, middle, within[rows])
        above_limit[rows] = np.where(out, above_limit[rows], middle)
    both = _outward(np.where(below, a, within), -1, table) + _outward(np.where(below, within, a), 1, table)
    return np.where(_likelihood(likeliest, *table) <= limit, 1.0, both)


class _Margins(NamedTuple):
    """All tokens, those of the term, and those of the target."""

    whole: Array
    drawn: Array
    n1: Array

    @property
    def ends(self) -> tuple[Array, Array]:
        """The fewest and the most tokens of the term that the target can have."""
        return np.maximum(0, self.drawn - (self.whole - self.n1)), np.minimum(self.drawn, self.n1)


def _outward(x: Array, step: int, table: _Margins) -> Array:
    """Add up the likelihood of x and of all tables beyond it, each from the one before, until the rest is negligible.

    The number of steps depends on the spread of the term's counts and not on the size of the corpora.
    """
    total = _likelihood(x, *table)
    rows = np.flatnonzero(total > 0)
    at, term = x[rows], total[rows]
    whole, drawn, n1 = (margin[rows] for margin in table)
    while rows.size:
        # Beyond either end the next table has no likelihood: a factor is 0.
        if step < 0:
            term = term * (at * (whole - n1 - drawn + at) / ((n1 - at + 1) * (drawn - at + 1)))
        else:
            term = term * ((n1 - at) * (drawn - at) / ((at + 1) * (whole - n1 - drawn + at + 1)))
        at = at + step
        total[rows] += term
        kept = np.flatnonzero(term > total[rows] * _NEGLIGIBLE)
        if len(kept) < len(rows):
            rows, at, term, whole, drawn, n1 = rows[kept], at[kept], term[kept], whole[kept], drawn[kept], n1[kept]
    return total


def _likelihood(x: Array, whole: Array, drawn: Array, n1: Array) -> Array:
    """Return the chance of a table, as two binomials over a third: twelve digits are right, of the direct one seven."""
    from scipy import stats

    share, binomial = drawn / whole, stats.binom.pmf
    return np.asarray(binomial(x, n1, share) * binomial(drawn - x, whole - n1, share) / binomial(drawn, whole, share))


def fisher_odds_ratio(
    a: float, b: float, n1: float, n2: float, *, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Conditional estimate of the odds ratio, as in R's `fisher.test`, and its exact interval, by SciPy.

    Parameters
    ----------
    a, b, n1, n2 : float
        Counts of one term and sizes, whole numbers.
    confidence : float
        Coverage, above 0 and below 1.

    Returns
    -------
    tuple of float
        (estimate, lower, upper).

    >>> [round(value, 3) for value in fisher_odds_ratio(7, 2, 1000, 1000)]
    [3.516, 0.667, 34.766]
    """
    from scipy import stats

    number("confidence", confidence, above=0, below=1)
    _whole_counts(a, b, n1, n2)
    found = stats.contingency.odds_ratio(np.array([[a, b], [n1 - a, n2 - b]], dtype=int), kind="conditional")
    interval = found.confidence_interval(confidence_level=confidence)
    return float(found.statistic), float(interval.low), float(interval.high)


def _whole_counts(*counts: ArrayLike) -> tuple[Array, Array, Array, Array]:
    checked = checked_counts(*counts)
    for name, values in zip(("a", "b", "n1", "n2"), checked, strict=True):
        if (values % 1).any():
            raise ArgumentError(
                f"{name} has {values[values % 1 > 0][0]}; expected whole numbers for Fisher's exact test; round the counts or use "
                "another measure"
            )
    return checked
