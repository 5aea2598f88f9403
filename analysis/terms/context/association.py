"""Association of two words, each measure one plain vectorised function of counts.

Throughout, f is how often the two occur together, f1 and f2 how often each occurs, n the number of tokens (or pairs),
and `span` the number of places around the first word: with a window the expectation is E = f1 f2 span / n. Without the
span, mutual information is too high by log2(span). Every argument is a number or an array. The result is NaN where a
measure is undefined.

Without a window (span 1) f is at most f1 and f2, and f1 + f2 - f at most n; other counts are refused. With a window
f counts tokens in the windows: it may exceed f1, since a word may occur twice beside one node, and f2 where windows
overlap and a token is counted in each. f1 and f2 are at most n in both cases.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.checks import counts
from analysis.errors import ArgumentError
from analysis.terms.compare.measures import log_likelihood

__all__ = [
    "cubed_mutual_information",
    "delta_p",
    "dice",
    "expected_cooccurrence",
    "jaccard",
    "log_dice",
    "minimum_sensitivity",
    "mutual_information",
    "pair_log_likelihood",
    "phi_squared",
    "t_score",
    "z_score",
]

Array = NDArray[np.float64]
# Division by zero and logarithms of zero yield the NaN that means undefined.
_quiet = np.errstate(divide="ignore", invalid="ignore")


def _table(*values: ArrayLike, span: ArrayLike = 1) -> list[Array]:
    """Return f, f1, f2 and, if present, n as arrays of one shape that can be the counts of one table."""
    arrays = [counts(name, value) for name, value in zip(("f", "f1", "f2", "n"), values, strict=False)]
    places = counts("span", span, what="places around a word, 0 or more")
    try:
        *arrays, places = np.broadcast_arrays(*arrays, places)
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in arrays)
        raise ArgumentError(
            f"the counts have the shapes {shapes}; expected one shape or single numbers; pass arrays of equal length"
        ) from None
    f, f1, f2, *whole = arrays
    pairs = places == 1
    bounds = [("f", f, "f1", f1, pairs), ("f", f, "f2", f2, pairs)]
    for n in whole:
        bounds += [("f1", f1, "n", n, True), ("f2", f2, "n", n, True), ("f1 + f2 - f", f1 + f2 - f, "n", n, pairs)]
    for name, value, most_name, most, applies in bounds:
        if (wrong := (value > most) & applies).any():
            at = np.argmax(wrong)
            raise ArgumentError(
                f"{name} is {value.flat[at]:g}, more than {most_name} = {most.flat[at]:g}; expected counts of one table; "
                "check the order f, f1, f2, n, and pass the span of the windows"
            )
    return arrays


def _observed(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, span: float) -> tuple[Array, Array]:
    f, f1, f2, n = _table(f, f1, f2, n, span=span)
    return f, expected_cooccurrence(f1, f2, n, span=span)


@_quiet
def expected_cooccurrence(f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> Array:
    """E = f1 f2 span / n, the cooccurrences expected by chance.

    >>> float(expected_cooccurrence(200, 1500, 1_000_000, span=10))
    3.0
    """
    # How often the two met does not matter here, only that f1 and f2 are at most n: as in a window.
    _, f1, f2, n = _table(0, f1, f2, n, span=0)
    return np.asarray(f1 * f2 * counts("span", span, what="places around a word, 0 or more") / n)


@_quiet
def mutual_information(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> Array:
    """MI = log2(f / E); NaN where the two never meet. UCS and others use log10.

    Favours rare words: never rank by it without a minimum frequency.

    References
    ----------
    Church & Hanks (1990), Word association norms, CL 16(1), 22-29.

    >>> float(mutual_information(20, 42, 20, 14307668).round(2))
    18.38
    """
    observed, expected = _observed(f, f1, f2, n, span)
    return np.where(observed > 0, np.log2(observed / expected), np.nan)


@_quiet
def cubed_mutual_information(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> Array:
    """MI3 = log2(f^3 / E); favours frequent pairs.

    >>> float(cubed_mutual_information(4, 4, 8, 128))
    8.0
    """
    observed, expected = _observed(f, f1, f2, n, span)
    return np.where(observed > 0, np.log2(observed**3 / expected), np.nan)


@_quiet
def t_score(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> Array:
    """(f - E) / sqrt(f): the variance of the observed count, as in most tools; NaN where f is 0.

    >>> float(t_score(8, 15828, 4675, 14307668).round(4))
    0.9999
    """
    observed, expected = _observed(f, f1, f2, n, span)
    return np.where(observed > 0, (observed - expected) / np.sqrt(observed), np.nan)


@_quiet
def z_score(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> Array:
    """(f - E) / sqrt(E), without Yates' correction.

    >>> float(z_score(10, 10, 10, 100))
    9.0
    """
    observed, expected = _observed(f, f1, f2, n, span)
    return np.asarray((observed - expected) / np.sqrt(expected))


def pair_log_likelihood(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> Array:
    """Signed four-cell G2 of the pair; negative where the two avoid each other.

    With a window the first row of the table is the f1 span places around the first word. Where windows overlap so much
    that these exceed n, or f exceeds f2, the table is cut to the largest possible one.

    >>> float(pair_log_likelihood(110, 2552, 221, 31777).round(2))
    270.72
    """
    f, f1, f2, n = _table(f, f1, f2, n, span=span)
    rows = np.minimum(f1 * span, n)
    together = np.minimum(f, rows)
    return log_likelihood(together, np.maximum(f2 - together, 0), rows, np.maximum(n - rows, f2 - together))


@_quiet
def dice(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, *, span: float = 1) -> Array:
    """2 f / (f1 + f2), 0 to 1; with a window it may exceed 1, see `log_dice`.

    >>> float(dice(5, 10, 10))
    0.5
    """
    f, f1, f2 = _table(f, f1, f2, span=span)
    return np.asarray(2 * f / (f1 + f2))


@_quiet
def log_dice(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, *, span: float = 1) -> Array:
    """14 + log2 of Dice: at most 14 for pairs, one less for half the association; does not depend on corpus size.

    Some implementations leave the 14 out. NaN where the two never meet.

    Notes
    -----
    14 means two words that never occur apart. In a window f counts tokens of the collocate, and where several are
    beside one node f exceeds f1: the value is then above 14, and below 15 as long as f is at most f2. It is not cut,
    since cutting would tie words that differ.

    References
    ----------
    Rychly (2008), A lexicographer-friendly association score.

    >>> log_dice([10, 5], 10, 10).tolist()
    [14.0, 13.0]
    """
    value = dice(f, f1, f2, span=span)
    return np.where(value > 0, 14 + np.log2(value), np.nan)


@_quiet
def jaccard(f: ArrayLike, f1: ArrayLike, f2: ArrayLike) -> Array:
    """F / (f1 + f2 - f), 0 to 1.

    >>> float(jaccard(5, 10, 10).round(4))
    0.3333
    """
    f, f1, f2 = _table(f, f1, f2)
    return np.asarray(f / (f1 + f2 - f))


@_quiet
def minimum_sensitivity(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, *, span: float = 1) -> Array:
    """The smaller of f / f1 and f / f2, 0 to 1.

    References
    ----------
    Pedersen & Bruce (1996), What to infer from a description.

    >>> float(minimum_sensitivity(17, 257, 1018).round(6))
    0.016699
    """
    f, f1, f2 = _table(f, f1, f2, span=span)
    return np.asarray(f / np.maximum(f1, f2))


@_quiet
def delta_p(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike, *, span: float = 1) -> tuple[Array, Array]:
    """Delta P of the second word given the first, and of the first given the second.

    Each is how much one word raises the chance of the other, -1 to 1.

    References
    ----------
    Gries (2013), doi:10.1075/ijcl.18.1.09gri.

    >>> forward, backward = delta_p(5610, 174548, 7867, 10409868)
    >>> float(forward.round(3)), float(backward.round(3))
    (0.032, 0.697)
    """
    f, f1, f2, n = _table(f, f1, f2, n, span=span)
    rows = f1 * span
    return np.asarray(f / rows - (f2 - f) / (n - rows)), np.asarray(f / f2 - (rows - f) / (n - f2))


@_quiet
def phi_squared(f: ArrayLike, f1: ArrayLike, f2: ArrayLike, n: ArrayLike) -> Array:
    """Chi-squared divided by n, 0 to 1.

    >>> float(phi_squared(31950, 43954, 36743, 897077).round(2))
    0.62
    """
    f, f1, f2, n = _table(f, f1, f2, n)
    cross = f * (n - f1 - f2 + f) - (f1 - f) * (f2 - f)
    return np.asarray(cross**2 / (f1 * f2 * (n - f1) * (n - f2)))
