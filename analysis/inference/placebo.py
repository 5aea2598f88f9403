"""How many terms look typical of two groups, beside what the same documents give when the groups are mixed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import combinations
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammaln

from analysis.checks import number, strings, whole_number
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.resampling import documents_of
from analysis.inference.splits import splits
from analysis.progress import Progress

__all__ = ["exclusive_expectation", "key_by", "key_if_exclusive", "key_if_shared", "placebo_splits", "split_values"]

Array = NDArray[np.float64]
_MOST_DOCUMENTS = 12
KeyRule = Callable[[TermMatrix, NDArray[np.bool_]], NDArray[np.bool_]]


def key_by(measure: Callable[[Array, Array, float, float], Array], *, at_least: float) -> KeyRule:
    """Return the rule that calls a term key if a measure of (a, b, n1, n2) reaches an absolute value."""
    if not callable(measure):
        raise ArgumentError(
            f"measure is {measure!r}; expected a function of (a, b, n1, n2); pass one, as log_likelihood"
        )
    at_least = number("at_least", at_least, above=0)

    def rule(documents: TermMatrix, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        sizes = documents.totals.to_numpy(dtype=float)
        a, b = _counts_of_sides(documents, mask)
        with np.errstate(invalid="ignore"):
            return np.asarray(np.abs(measure(a, b, sizes[mask].sum(), sizes[~mask].sum())) >= at_least)

    return rule


def _counts_of_sides(documents: TermMatrix, mask: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Add up the counts of all terms inside the mask and outside."""
    inside, outside = (documents.counts[np.flatnonzero(side)].sum(axis=0) for side in (mask, ~mask))
    return np.asarray(inside, dtype=float), np.asarray(outside, dtype=float)


def _documents_with(documents: TermMatrix, mask: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count, term by term, the documents that have it inside the mask and outside."""
    present = documents.counts.astype(bool).astype(np.int64)
    inside, outside = (np.asarray(present[np.flatnonzero(side)].sum(axis=0)) for side in (mask, ~mask))
    return inside, outside


def key_if_exclusive(*, min_count: int) -> KeyRule:
    """Return the rule that calls a term key if every document of one side has it and none of the other.

    `min_count` is the number of occurrences that a term needs in all documents together.
    """
    min_count = whole_number("min_count", min_count)

    def rule(documents: TermMatrix, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        inside, outside = _documents_with(documents, mask)
        only_in = (inside == mask.sum()) & (outside == 0)
        only_out = (outside == (~mask).sum()) & (inside == 0)
        return np.asarray((only_in | only_out) & (np.asarray(documents.counts.sum(axis=0)) >= min_count))

    return rule


def key_if_shared() -> KeyRule:
    """Return the rule that counts a term if at least one document of either side has it."""

    def rule(documents: TermMatrix, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        inside, outside = _documents_with(documents, mask)
        return np.asarray((inside > 0) & (outside > 0))

    return rule


def placebo_splits(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    key: KeyRule,
    leave_out: Collection[str] = (),
    document: str = "document",
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """Count the key terms in the real split of documents and in all others of the same sizes, or a sample of them.

    Parameters
    ----------
    terms, by, target, reference, document : as in `permutation_of_terms`
    key : what makes a term key, as `key_by` or `key_if_exclusive` return it
    leave_out : terms not counted, as function words
    draws, seed, progress : as in `permutation_of_terms`: where there are more than 10,000 splits, `draws` different ones
        are looked at beside the real one

    Returns
    -------
    DataFrame, the real split first, then by falling number: `split` (the documents of the target
    side, parted by +), `real`, `key_terms`, and `tokens_target` and `tokens_reference`, the sizes of
    the two sides: splits of unequal sizes are not quite comparable.

    Notes
    -----
    The share of the rows with as many `key_terms` as the real split, itself counted in, is a p: the exact one
    where all splits are there, else that of Phipson & Smyth.

    References
    ----------
    Phipson & Smyth (2010), doi:10.2202/1544-6115.1585.
    """
    leave_out = strings("leave_out", leave_out)
    _function("key", key)
    documents, is_target = documents_of(terms, by, target, reference, document)
    sizes = documents.totals.to_numpy()
    counted = ~documents.terms.isin(list(leave_out))
    rows = [
        (
            *_named(documents, mask, is_target),
            int((key(documents, mask) & counted).sum()),
            int(sizes[mask].sum()),
            int(sizes[~mask].sum()),
        )
        for mask in splits(is_target, draws=draws, seed=seed, progress=progress)
    ]
    table = pd.DataFrame(rows, columns=["split", "real", "key_terms", "tokens_target", "tokens_reference"])
    return table.sort_values(["real", "key_terms", "split"], ascending=[False, False, True], ignore_index=True)


def split_values(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    value: Callable[[Array, Array], float],
    document: str = "document",
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """Compute one number for the real split of documents and for all others of the same sizes, or a sample of them.

    Parameters
    ----------
    terms, by, target, reference, document : as in `permutation_of_terms`
    value : the number, from the counts of all terms on the side of the target and on the other
    draws, seed, progress : as in `placebo_splits`

    Returns
    -------
    DataFrame, the real split first, then by falling number: `split` (the documents of the target side,
    parted by +), `real`, `value`.

    >>> table = pd.DataFrame({"text": ["a a", "b", "a b"], "era": ["x", "y", "y"], "document": list("pqr")})
    >>> matrix = TermMatrix.from_texts(table)
    >>> split_values(matrix, by="era", target="x", reference="y", value=lambda a, b: float(a[0]))["value"].tolist()
    [2.0, 1.0, 0.0]
    """
    _function("value", value)
    documents, is_target = documents_of(terms, by, target, reference, document)
    rows = []
    for mask in splits(is_target, draws=draws, seed=seed, progress=progress):
        given: Any = value(*_counts_of_sides(documents, mask))
        if np.ndim(given) or not isinstance(given, Real | np.number):
            raise ArgumentError(f"value gives {given!r:.60}; expected one number a split; add up or choose one")
        rows.append((*_named(documents, mask, is_target), float(given)))
    table = pd.DataFrame(rows, columns=["split", "real", "value"])
    return table.sort_values(["real", "value", "split"], ascending=[False, False, True], ignore_index=True)


def _named(documents: TermMatrix, mask: NDArray[np.bool_], is_target: NDArray[np.bool_]) -> tuple[str, bool]:
    """Return the name of a split, the documents on the side of the target, and whether it is the real one."""
    return "+".join(documents.units.index[mask]), bool((mask == is_target).all())


def _function(name: str, value: Any) -> None:
    if not callable(value):
        raise ArgumentError(f"{name} is {value!r}; expected a function; pass one")


def exclusive_expectation(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    min_count: int,
    leave_out: Collection[str] = (),
    document: str = "document",
    progress: Progress = False,
) -> pd.DataFrame:
    r"""Expected number of terms that `key_if_exclusive` would find if sizes alone decided.

    The tokens are thought to be dealt out to the documents at random, the sizes of the documents kept.
    A term with c of N tokens is in all documents of a side S and in no other with probability

    .. math:: \sum_{T \subseteq S} (-1)^{|T|} \binom{n_S - n_T}{c} \Big/ \binom{N}{c}

    Parameters
    ----------
    terms, by, target, reference, document : as in `placebo_splits`
    min_count, leave_out, progress : as in `key_if_exclusive` and `placebo_splits`

    Returns
    -------
    DataFrame sorted by split: `split`, `real`, `expected` (terms).

    Raises
    ------
    ArgumentError for more than 12 documents, whose subsets would be too many.

    Notes
    -----
    Exact under that assumption. Large documents share more words with each other than small ones do,
    so without it a split that puts the large ones on one side looks richer than it is.

    >>> units = pd.DataFrame({"document": ["d", "e"], "era": ["new", "old"]}, index=["d", "e"])
    >>> long = pd.DataFrame({"unit": ["d", "d", "e"], "term": ["x", "y", "y"], "count": [1, 1, 2]})
    >>> terms = TermMatrix.from_long(units, long)  # x, once among four tokens, is on one side for certain
    >>> table = exclusive_expectation(terms, by="era", target="new", reference="old", min_count=1, leave_out=["y"])
    >>> table["expected"].tolist()
    [1.0, 1.0]
    """
    leave_out, min_count = strings("leave_out", leave_out), whole_number("min_count", min_count)
    documents, is_target = documents_of(terms, by, target, reference, document)
    if len(is_target) > _MOST_DOCUMENTS:
        raise ArgumentError(f"there are {len(is_target)} documents; expected at most {_MOST_DOCUMENTS}; compare fewer")
    sizes = documents.totals.to_numpy(dtype=float)
    counts = np.asarray(documents.counts.sum(axis=0), dtype=float)
    # Most terms occur once or twice: each number of occurrences is worked out once.
    counts, times = np.unique(
        counts[~documents.terms.isin(list(leave_out)) & (counts >= min_count)], return_counts=True
    )
    rows = []
    for mask in splits(is_target, draws=1, seed=1, progress=progress):
        chance = sum(_all_and_only(sizes[side], sizes.sum(), counts) for side in (mask, ~mask))
        rows.append((*_named(documents, mask, is_target), round(float(np.sum(chance * times)), 9)))
    return pd.DataFrame(rows, columns=["split", "real", "expected"]).sort_values("split", ignore_index=True)


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
