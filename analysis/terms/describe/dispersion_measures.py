"""Dispersion of one word over the parts of a corpus, each measure one plain function.

Throughout, v holds the occurrences of the word in each part and `sizes` the parts' sizes in tokens
(None: parts of equal size), none smaller than its occurrences. The name of a result says which way it runs: DP, DPnorm and KLD are 0
for an even spread, D, D2, D3, S and DA are 1. All are NaN for a word that does not occur.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.checks import whole_number
from analysis.errors import ArgumentError
from analysis.terms.checks import numbers

__all__ = [
    "adjusted_frequency",
    "average_reduced_frequency",
    "carroll_d2",
    "deviation",
    "deviation_normalised",
    "dispersion_by_differences",
    "juilland_d",
    "kullback_leibler",
    "lyne_d3",
    "parts_with",
    "rosengren_s",
    "standardised_divergence",
    "variation",
]

Array = NDArray[np.float64]
_UNDEFINED = float("nan")


def _parts(v: ArrayLike, sizes: ArrayLike | None) -> tuple[Array, Array, Array]:
    """Return occurrences, sizes and the parts' shares in all tokens."""
    counts = np.atleast_1d(numbers("v", v))
    parts = np.ones(len(counts)) if sizes is None else np.atleast_1d(numbers("sizes", sizes))
    if counts.shape != parts.shape:
        raise ArgumentError(f"v has {counts.size} parts and sizes {parts.size}; expected as many; align them")
    if not parts.all():
        raise ArgumentError("sizes holds 0; expected sizes above 0; leave the empty part out of both lists")
    if sizes is not None and (counts > parts).any():
        at = np.argmax(counts > parts)
        raise ArgumentError(
            f"v holds {counts[at]:g} in a part of {parts[at]:g}; expected no more occurrences than tokens; correct the part"
        )
    return counts, parts, parts / parts.sum()


def parts_with(v: ArrayLike) -> int:
    """Range: the number of parts that have the word.

    >>> parts_with([2, 0, 1])
    2
    """
    return int((_parts(v, None)[0] > 0).sum())


def deviation(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """DP: half the sum of differences between the parts' shares of the word and of all tokens; 0 is even.

    References
    ----------
    Gries (2008), doi:10.1075/ijcl.13.4.02gri.

    >>> round(deviation([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 6)
    0.18
    """
    counts, _, shares = _parts(v, sizes)
    return float(np.abs(counts / counts.sum() - shares).sum() / 2) if counts.sum() else _UNDEFINED


def deviation_normalised(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """DPnorm: DP divided by its largest possible value, 1 less the smallest part's share; 0 is even, 1 in one part.

    References
    ----------
    Lijffijt & Gries (2012), doi:10.1075/ijcl.17.1.08lij.

    >>> round(deviation_normalised([2, 1, 0]), 6)
    0.5
    """
    _, _, shares = _parts(v, sizes)
    most = 1 - shares.min()
    return float(deviation(v, sizes) / most) if most > 0 else _UNDEFINED


def kullback_leibler(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """KLD: divergence of the word's shares from the parts' shares, bits; 0 is even, without upper bound.

    >>> round(kullback_leibler([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 3)
    0.137
    """
    counts, _, shares = _parts(v, sizes)
    if not counts.sum():
        return _UNDEFINED
    there = counts > 0
    p = counts[there] / counts.sum()
    return float((p * np.log2(p / shares[there])).sum())


def standardised_divergence(v: ArrayLike, sizes: ArrayLike | None = None, *, form: str = "odds") -> float:
    """KLD brought to 0 (even) to 1: "odds" K/(1+K), "base e" 1 - exp(-K), "base 2" 1 - 2^-K.

    References
    ----------
    Gries (2024), Frequency, dispersion, association, and keyness, doi:10.1075/scl.115.

    >>> round(standardised_divergence([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 4)
    0.1205
    """
    value = kullback_leibler(v, sizes)
    forms = {"odds": value / (1 + value), "base e": 1 - np.exp(-value), "base 2": 1 - 2.0**-value}
    if form not in forms:
        raise ArgumentError(f"form is {form!r}; allowed: base 2, base e, odds; pass one of these")
    return float(forms[form])


def variation(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Coefficient of variation of the rates: population standard deviation over mean; 0 is even.

    >>> round(variation([1, 2, 3, 4, 5]), 3)
    0.471
    """
    counts, parts, _ = _parts(v, sizes)
    rates = counts / parts
    return float(rates.std() / rates.mean()) if counts.sum() else _UNDEFINED


def juilland_d(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Juilland's D: 1 less the coefficient of variation over the root of the parts less one; 1 is even.

    NaN for a single part.

    >>> round(juilland_d([0, 4, 3, 2, 1]), 4)
    0.6464
    """
    counts, _, _ = _parts(v, sizes)
    if len(counts) < 2 or not counts.sum():
        return _UNDEFINED
    # Rounding may leave a trace below zero where all stands in one part.
    return max(0.0, 1 - variation(v, sizes) / float(np.sqrt(len(counts) - 1)))


def carroll_d2(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Carroll's D2: entropy of the rates over its largest value; 1 is even, 0 in one part. NaN for a single part.

    References
    ----------
    Carroll (1970), An alternative to Juilland's usage coefficient.

    >>> round(carroll_d2([2, 1, 1, 1, 0]), 4)
    0.8277
    """
    counts, parts, _ = _parts(v, sizes)
    if not counts.sum() or len(counts) < 2:
        return _UNDEFINED
    rates = counts[counts > 0] / parts[counts > 0]
    p = rates / rates.sum()
    # Adding 0 turns a negative zero into zero.
    return float(-(p * np.log2(p)).sum() / np.log2(len(counts))) + 0.0


def lyne_d3(v: ArrayLike) -> float:
    """Lyne's D3 over equal parts: 1 less chi-squared over four times the frequency; 1 is even.

    >>> round(lyne_d3([1, 2, 3, 4, 5]), 3)
    0.944
    """
    counts, _, _ = _parts(v, None)
    total = counts.sum()
    if not total:
        return _UNDEFINED
    expected = total / len(counts)
    return float(1 - ((counts - expected) ** 2 / expected).sum() / (4 * total))


def rosengren_s(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """Rosengren's S: squared sum of the roots of share times occurrences, over the frequency; 1 is even.

    >>> round(rosengren_s([1, 2, 3, 4, 5]), 3)
    0.937
    """
    counts, _, shares = _parts(v, sizes)
    return float(np.sqrt(shares * counts).sum() ** 2 / counts.sum()) if counts.sum() else _UNDEFINED


def dispersion_by_differences(v: ArrayLike, sizes: ArrayLike | None = None) -> float:
    """DA: 1 less half the mean absolute difference of two parts' rates over the mean rate; 1 is even, 0 in one part.

    NaN for a single part.

    References
    ----------
    Burch, Egbert & Biber (2017), doi:10.1558/jrds.33066.

    >>> round(dispersion_by_differences([0, 0, 1, 2, 5]), 6)
    0.25
    """
    counts, parts, _ = _parts(v, sizes)
    n = len(counts)
    if not counts.sum() or n < 2:
        return _UNDEFINED
    rates = np.sort(counts / parts)
    differences = ((2 * np.arange(1, n + 1) - n - 1) * rates).sum()
    # Rounding may leave a trace below zero where all stands in one part.
    return max(0.0, float(1 - differences / (n * (n - 1) / 2) / (2 * rates.mean())))


def adjusted_frequency(v: ArrayLike) -> float:
    """Carroll's Um over equal parts: the frequency where even, less where not, at least its share of one part.

    >>> round(adjusted_frequency([2, 1, 1, 1, 0]), 2)
    4.31
    """
    counts, _, _ = _parts(v, None)
    d2, total = carroll_d2(v), float(counts.sum())
    return total * d2 + (1 - d2) * total / len(counts)


def average_reduced_frequency(positions: Sequence[int], tokens: int) -> float:
    """ARF: the frequency of a word where evenly spread, near 1 where it stands in one cluster.

    Parameters
    ----------
    positions : where the word stands, rising, counted from 0
    tokens : size of the corpus, which is read as a circle

    Raises
    ------
    ArgumentError for positions that do not rise or lie outside the corpus.

    References
    ----------
    Savicky & Hlavacova (2002), doi:10.1076/jqul.9.3.215.14124.

    >>> average_reduced_frequency([0, 5], 10), average_reduced_frequency([0, 1], 10)
    (2.0, 1.2)
    """
    tokens, at = whole_number("tokens", tokens), np.atleast_1d(numbers("positions", positions, what="places from 0"))
    if not at.size:
        return 0.0
    if (np.diff(at) <= 0).any() or at[-1] >= tokens:
        raise ArgumentError(
            f"positions do not rise from 0 to below tokens = {tokens}; expected each place of the word once; sort or correct them"
        )
    gaps = np.append(np.diff(at), at[0] + tokens - at[-1])
    even = tokens / len(at)
    return float(np.minimum(gaps, even).sum() / even)
