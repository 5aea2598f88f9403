"""How many terms look typical of two sides, beside the same documents split in all other ways."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import combinations
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammaln

from analysis.checks import function, number, shown, strings, whole_number
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.splits import Masks, name_of_split, splits_of
from analysis.progress import Progress
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.sides import summed

__all__ = ["exclusive_expectation", "key_by", "key_if_exclusive", "key_if_shared", "placebo_splits", "split_values"]

Array = NDArray[np.float64]
_MOST_DOCUMENTS = 12
KeyRule = Callable[[TermMatrix, Masks], NDArray[np.bool_]]


def key_by(measure: Callable[[Array, Array, float, float], Array], *, at_least: float) -> KeyRule:
    """Return the rule that calls a term key if a measure of (a, b, n1, n2), as `log_likelihood`, reaches an absolute value."""
    function("measure", measure, of="(a, b, n1, n2), as log_likelihood")
    at_least = number("at_least", at_least, above=0)

    def rule(documents: TermMatrix, mask: Masks) -> NDArray[np.bool_]:
        a, b = (summed(documents.counts, side) for side in (mask, ~mask))
        with np.errstate(invalid="ignore"):
            return np.asarray(np.abs(measure(a, b, a.sum(), b.sum())) >= at_least)

    return rule


def _documents_with(documents: TermMatrix, mask: Masks) -> tuple[Array, Array]:
    """Count, term by term, the documents that have it inside the mask and outside."""
    present = documents.counts.astype(bool).astype(np.int64)
    return summed(present, mask), summed(present, ~mask)


def key_if_exclusive(*, min_count: int) -> KeyRule:
    """Return the rule that calls a term key if every document of one side has it and none of the other.

    `min_count` is the number of occurrences that a term needs in all documents together.
    """
    min_count = whole_number("min_count", min_count)

    def rule(documents: TermMatrix, mask: Masks) -> NDArray[np.bool_]:
        inside, outside = _documents_with(documents, mask)
        only_in = (inside == mask.sum()) & (outside == 0)
        only_out = (outside == (~mask).sum()) & (inside == 0)
        return np.asarray((only_in | only_out) & (np.asarray(documents.counts.sum(axis=0)) >= min_count))

    return rule


def key_if_shared() -> KeyRule:
    """Return the rule that counts a term if at least one document of either side has it."""

    def rule(documents: TermMatrix, mask: Masks) -> NDArray[np.bool_]:
        inside, outside = _documents_with(documents, mask)
        return np.asarray((inside > 0) & (outside > 0))

    return rule


def placebo_splits(
    comparison: Comparison,
    *,
    key: KeyRule,
    leave_out: Collection[str] = (),
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """Count the key terms in the real split of documents and in all others of the same sizes, or a sample of them.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    key : callable
        What makes a term key, as `key_by` or `key_if_exclusive` return it.
    leave_out : collection of str
        Terms not counted, as function words.
    draws, seed, progress
        As in `permutation`: where there are more than 10,000 splits, `draws` others are compared with the real one.

    Returns
    -------
    DataFrame
        The real split first, then by falling number: `split` (the documents on the side of the target, joined by +),
        `real`, `key_terms`, and `tokens_target` and `tokens_reference`, the sizes of the two sides: splits of unequal sizes
        are not quite comparable.

    Notes
    -----
    The share of the rows with at least the `key_terms` of the real split, itself included, is a p: the exact one where all
    splits are there, else that of Phipson & Smyth.

    References
    ----------
    Phipson & Smyth (2010), doi:10.2202/1544-6115.1585.

    >>> from analysis.terms.compare.measures import log_likelihood
    >>> table = pd.DataFrame({"text": ["a a a a", "b b b b", "b b b b"], "era": ["x", "y", "y"]}, index=list("pqr"))
    >>> comparison = Comparison(TermMatrix.from_texts(table), by="era", target="x")
    >>> placebo_splits(comparison, key=key_by(log_likelihood, at_least=10))[["split", "key_terms"]].values.tolist()
    [['p', 2], ['q', 0], ['r', 0]]
    """
    leave_out = strings("leave_out", leave_out)
    function("key", key, of="documents and the mask of a side, as key_by returns it")
    splits = splits_of(comparison, draws=draws, seed=seed)
    documents, sizes = comparison.documents, comparison.documents.totals.to_numpy()
    counted = ~documents.terms.isin(list(leave_out))

    def row(mask: Masks) -> tuple[int, int, int]:
        return int((key(documents, mask) & counted).sum()), int(sizes[mask].sum()), int(sizes[~mask].sum())

    found = _by_split(
        comparison, splits.masks(progress=progress), row, "key_terms", "tokens_target", "tokens_reference"
    )
    return found.sort_values(["real", "key_terms", "split"], ascending=[False, False, True], ignore_index=True)


def split_values(
    comparison: Comparison,
    *,
    value: Callable[[Array, Array], float],
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """Compute one number for the real split of documents and for all others of the same sizes, or a sample of them.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    value : callable
        The number, from the counts of all terms on the side of the target and on the other.
    draws, seed, progress
        As in `placebo_splits`.

    Returns
    -------
    DataFrame
        The real split first, then by falling number: `split` (the documents on the side of the target, joined by +),
        `real`, `value`.

    Raises
    ------
    ArgumentError
        For a function that does not return one number.

    >>> table = pd.DataFrame({"text": ["a a", "b", "a b"], "era": ["x", "y", "y"]}, index=list("pqr"))
    >>> comparison = Comparison(TermMatrix.from_texts(table), by="era", target="x")
    >>> split_values(comparison, value=lambda a, b: float(a[0]))["value"].tolist()
    [2.0, 1.0, 0.0]
    """
    function("value", value, of="the counts of both sides")
    splits, counts = splits_of(comparison, draws=draws, seed=seed), comparison.documents.counts

    def row(mask: Masks) -> tuple[float]:
        given: Any = value(summed(counts, mask), summed(counts, ~mask))
        if not isinstance(given, Real | np.number):
            raise ArgumentError(f"value returns {shown(given)}; expected one number a split; add up or choose one")
        return (float(given),)

    found = _by_split(comparison, splits.masks(progress=progress), row, "value")
    return found.sort_values(["real", "value", "split"], ascending=[False, False, True], ignore_index=True)


def _by_split(
    comparison: Comparison, masks: Iterable[Masks], row: Callable[[Masks], tuple[float, ...]], *columns: str
) -> pd.DataFrame:
    """Return a row for each split: the documents on the side of the target, whether it is the real one, and values."""
    names, paired = (
        comparison.documents.units.index.str.partition("\x1f").get_level_values(0),
        comparison.pairs is not None,
    )
    rows = [
        (
            name_of_split(names, mask, comparison.is_target, paired=paired),
            bool((mask == comparison.is_target).all()),
            *row(mask),
        )
        for mask in masks
    ]
    return pd.DataFrame(rows, columns=["split", "real", *columns])


def exclusive_expectation(
    comparison: Comparison, *, min_count: int, leave_out: Collection[str] = (), progress: Progress = False
) -> pd.DataFrame:
    r"""Expected number of terms that `key_if_exclusive` would find if sizes alone decided.

    The tokens are dealt to the documents at random, whose sizes are kept. A term with c of N tokens is in all documents of
    a side S and in no other with probability

    .. math:: \sum_{T \subseteq S} (-1)^{|T|} \binom{n_S - n_T}{c} \Big/ \binom{N}{c}

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    min_count, leave_out, progress
        As in `key_if_exclusive` and `placebo_splits`.

    Returns
    -------
    DataFrame
        Sorted by split: `split`, `real`, `expected` (terms).

    Raises
    ------
    ArgumentError
        For more than 12 documents, which have too many subsets.

    Notes
    -----
    Exact under that assumption. Large documents share more words with each other than small ones do, so without it a split
    that puts the large ones on one side looks richer than it is.

    >>> texts = pd.DataFrame({"text": ["x y", "y y"], "era": ["new", "old"]})
    >>> comparison = Comparison(TermMatrix.from_texts(texts), by="era", target="new")
    >>> exclusive_expectation(comparison, min_count=1, leave_out=["y"])["expected"].tolist()  # x is on one side for certain
    [1.0, 1.0]
    """
    leave_out, min_count = strings("leave_out", leave_out), whole_number("min_count", min_count)
    splits = splits_of(comparison, draws=1, seed=1)
    documents = comparison.documents
    if len(splits.is_target) > _MOST_DOCUMENTS:
        raise ArgumentError(
            f"there are {len(splits.is_target)} documents; expected at most {_MOST_DOCUMENTS}; compare fewer documents"
        )
    sizes = documents.totals.to_numpy(dtype=float)
    counts = np.asarray(documents.counts.sum(axis=0), dtype=float)
    # Most terms occur once or twice: each number of occurrences is computed once.
    counts, times = np.unique(
        counts[~documents.terms.isin(list(leave_out)) & (counts >= min_count)], return_counts=True
    )

    def row(mask: Masks) -> tuple[float]:
        chance = sum(_all_and_only(sizes[side], sizes.sum(), counts) for side in (mask, ~mask))
        return (round(float(np.sum(chance * times)), 9),)

    found = _by_split(comparison, splits.masks(progress=progress), row, "expected")
    return found.sort_values("split", ignore_index=True, kind="stable")


def _all_and_only(side: Array, total: float, counts: Array) -> Array:
    chance = np.zeros(len(counts))
    for size in range(len(side) + 1):
        for left_out in combinations(side, size):
            room = side.sum() - sum(left_out)
            with np.errstate(invalid="ignore"):
                share = _log_choose(room, counts) - _log_choose(total, counts)
            chance += (-1) ** size * np.where(counts <= room, np.exp(share), 0.0)
    return chance


def _log_choose(n: float, k: Array) -> Array:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(np.maximum(n - k, 0) + 1))
