"""What a comparison is worth when the document, not the word, is what was sampled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.terms.measures import log_ratio

__all__ = ["difference_of_means", "documents_of", "leave_one_out", "permutation_of_terms", "splits"]

Array = NDArray[np.float64]
_MOST_SPLITS = 10_000
# Two statistics that are equal by algebra may differ in the last bits.
_SLACK = 1e-9


def two_groups(by: str, target: str, reference: str) -> None:
    """Raise an ArgumentError where the two groups to be compared are one."""
    if target == reference:
        raise ArgumentError(f"target and reference are both {target!r}; pass two different values of {by!r}")


def splits(is_target: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """Yield every choice of as many documents as the target has, as masks; the real one comes along."""
    n, k = len(is_target), int(is_target.sum())
    if comb(n, k) > _MOST_SPLITS:
        raise ArgumentError(
            f"{n} documents have {comb(n, k)} splits; expected at most {_MOST_SPLITS}; compare fewer documents"
        )
    for chosen in combinations(range(n), k):
        mask = np.zeros(n, dtype=bool)
        mask[list(chosen)] = True
        yield mask


def _permutation(
    real: Array, statistic: Callable[[NDArray[np.bool_]], Array], is_target: NDArray[np.bool_]
) -> dict[str, Any]:
    extreme, number = np.zeros(real.shape), 0
    for mask in splits(is_target):
        with np.errstate(invalid="ignore"):
            extreme += np.abs(statistic(mask)) >= np.abs(real) - _SLACK
        number += 1
    # In groups of equal size every split has a mirror with the same absolute value.
    floor = (2 if 2 * is_target.sum() == len(is_target) else 1) / number
    return {"p": np.where(np.isnan(real), np.nan, extreme / number), "p_floor": floor, "splits": number}


def documents_of(
    terms: TermMatrix, by: str, target: str, reference: str, document: str
) -> tuple[TermMatrix, NDArray[np.bool_]]:
    """Return the counts of each document of both groups, and which documents are the target's."""
    two_groups(by, target, reference)
    grouped = terms.select(**{by: [target, reference]}).group(document)
    if by not in grouped.units.columns:
        raise ArgumentError(
            f"by={by!r} differs inside a document; a document belongs to one group; split the document first"
        )
    is_target = grouped.units[by].eq(target).to_numpy()
    sizes = grouped.totals.to_numpy()
    for name, side in ((target, is_target), (reference, ~is_target)):
        if not sizes[side].sum():
            raise ArgumentError(
                f"the group {name!r} of {by!r} has no token; rates are undefined; pass a group with words"
            )
    return grouped, is_target


def _ratios(documents: TermMatrix) -> Callable[[NDArray[np.bool_]], Array]:
    sizes = documents.totals.to_numpy(dtype=float)
    whole = np.asarray(documents.counts.sum(axis=0)).ravel().astype(float)

    def ratio(mask: NDArray[np.bool_]) -> Array:
        inside = np.asarray(documents.counts[np.flatnonzero(mask)].sum(axis=0)).ravel().astype(float)
        return log_ratio(inside, whole - inside, sizes[mask].sum(), sizes[~mask].sum())

    return ratio


def permutation_of_terms(
    terms: TermMatrix, *, by: str, target: str, reference: str, document: str = "document"
) -> pd.DataFrame:
    r"""Exact permutation of documents: how extreme a term's log ratio is among all splits of these sizes.

    .. math:: p = \frac{\#\{\text{splits with } |r| \ge |r_{real}|\}}{\#\{\text{splits}\}}

    Parameters
    ----------
    terms : counts of units
    by, target, reference : the grouping column and its two values
    document : column that names the document a unit belongs to

    Returns
    -------
    DataFrame sorted by term: `term`; `log_ratio` of the real split, doublings; `p`, two-sided, the
    real split counted in; `p_floor`, the smallest p that these group sizes allow; `splits`.

    Raises
    ------
    ArgumentError where there are more than 10,000 splits, or a document lies in both groups.

    Notes
    -----
    Two documents against three have ten splits, so no p can be below 1/10, whatever the words. The
    test supposes that documents could have been exchanged; what else differs between the groups is
    confounded with the grouping.

    References
    ----------
    Good (2005), Permutation, Parametric, and Bootstrap Tests of Hypotheses, doi:10.1007/b138696.
    """
    documents, is_target = documents_of(terms, by, target, reference, document)
    ratio = _ratios(documents)
    real = ratio(is_target)
    return pd.DataFrame({"term": documents.terms, "log_ratio": real, **_permutation(real, ratio, is_target)})


def leave_one_out(terms: TermMatrix, *, by: str, target: str, reference: str, leave: str = "document") -> pd.DataFrame:
    """Log ratio of every term with each document (or speaker) left out in turn.

    Parameters
    ----------
    terms : counts of units
    by, target, reference : the grouping column and its two values
    leave : column whose values are left out one at a time, `document` or `speaker`

    Returns
    -------
    DataFrame sorted by term: `term`; `log_ratio` with everything; `lowest` and `highest` over the
    omissions, doublings, NaN where an omission takes every occurrence away; `same_sign`, whether the
    direction survives every omission, false where it is undefined; `omissions`.
    An omission that empties a group is passed over and not counted.
    """
    two_groups(by, target, reference)
    both = terms.select(**{by: [target, reference]})
    if leave not in both.units.columns:
        raise one_of("leave", leave, both.units.columns)
    # One unit for each value left out and each group: its counts are taken off the whole.
    labels = both.units[leave].astype(str) + "\x1f" + both.units[by].astype(str)
    cells = TermMatrix(both.counts, both.terms, both.units.assign(_cell=labels)).group("_cell")
    is_target = cells.units[by].eq(target).to_numpy()
    ratio = _ratios_of_cells(cells, is_target)
    names = cells.units[leave].astype(str).to_numpy()
    real = ratio(np.ones(len(is_target), dtype=bool))
    without = [
        ratio(names != name)
        for name in sorted(set(names))
        if is_target[names != name].any() and (~is_target)[names != name].any()
    ]
    # Where nothing can be left out, nothing is known of stability.
    stacked = np.vstack(without) if without else np.full((1, len(real)), np.nan)
    return pd.DataFrame({"term": cells.terms, "log_ratio": real, **_range(real, stacked), "omissions": len(without)})


def _ratios_of_cells(cells: TermMatrix, is_target: NDArray[np.bool_]) -> Callable[[NDArray[np.bool_]], Array]:
    sizes = cells.totals.to_numpy(dtype=float)

    def ratio(kept: NDArray[np.bool_]) -> Array:
        a, b = (
            np.asarray(cells.counts[np.flatnonzero(kept & side)].sum(axis=0)).ravel()
            for side in (is_target, ~is_target)
        )
        found = log_ratio(a, b, sizes[kept & is_target].sum(), sizes[kept & ~is_target].sum())
        # Where no occurrence is left, the correction alone would give a sign: nothing is known there.
        return np.where(a + b > 0, found, np.nan)

    return ratio


def _range(real: Array, stacked: Array) -> dict[str, Array | NDArray[np.bool_]]:
    lowest, highest = stacked.min(axis=0), stacked.max(axis=0)  # NaN as soon as one omission leaves nothing
    same = (np.sign(lowest) == np.sign(real)) & (np.sign(highest) == np.sign(real))
    return {"lowest": lowest, "highest": highest, "same_sign": same}


def difference_of_means(
    values: pd.DataFrame, units: pd.DataFrame, *, by: str, target: str, reference: str, document: str = "document"
) -> pd.DataFrame:
    """Difference of group means of any value of units, with its stability at document level.

    Parameters
    ----------
    values : units x measures: 0 or 1 for a frame, a score for tone; NaN is left out of the mean
    units : units table with all units of `values`
    by, target, reference : the grouping column and its two values
    document : column that names the document a unit belongs to

    Returns
    -------
    DataFrame in the order of the columns of `values`: `measure`; `mean_target`, `mean_reference`;
    `difference`, target minus reference; `lowest`, `highest`, `same_sign` over the omission of each
    document; `p`, `p_floor`, `splits` of the exact permutation of documents.

    >>> units = pd.DataFrame({"document": ["d1", "d2", "d3"], "era": ["new", "old", "old"]}, index=list("abc"))
    >>> values = pd.DataFrame({"frame": [1, 0, 0]}, index=list("abc"))
    >>> found = difference_of_means(values, units, by="era", target="new", reference="old")
    >>> found[["difference", "p_floor"]].round(3).values.tolist()
    [[1.0, 0.333]]
    """
    two_groups(by, target, reference)
    strangers = values.index.difference(units.index)
    if len(strangers):
        raise ArgumentError(f"values has the unit {strangers[0]!r}, which the units table does not have; add it there")
    about = units.loc[values.index]
    if document not in about.columns:
        raise one_of("document", document, about.columns)
    if by not in about.columns:
        raise missing_column("the units table", by, about.columns)
    kept = about[by].isin([target, reference])
    home = about.loc[kept, document]
    if home.isna().any():
        raise ArgumentError(
            f"{document} is empty for unit {home.index[home.isna()][0]!r}; every unit needs one; fill it"
        )
    sums = values[kept].groupby(home).sum()
    counts = values[kept].notna().groupby(home).sum()
    if counts.eq(0).any(axis=None):
        bare = counts.index[counts.eq(0).any(axis=1)][0]
        raise ArgumentError(f"document {bare!r} has no value of a measure, so splits cannot be compared; leave it out")
    groups = about.loc[kept].groupby(document)[by]
    if (groups.nunique() > 1).any():
        raise ArgumentError(
            f"by={by!r} differs inside a document; a document belongs to one group; split the document first"
        )
    is_target = groups.first().reindex(sums.index).eq(target).to_numpy()
    for name, side in ((target, is_target), (reference, ~is_target)):
        if not side.any():
            raise ArgumentError(f"{by} has no unit {name!r}; both groups need at least one; pass another value")
    s, n = sums.to_numpy(dtype=float), counts.to_numpy(dtype=float)

    def mean(mask: NDArray[np.bool_]) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(s[mask].sum(axis=0) / n[mask].sum(axis=0))

    def difference(mask: NDArray[np.bool_]) -> Array:
        return mean(mask) - mean(~mask)

    real = difference(is_target)
    everything = np.ones(len(is_target), dtype=bool)
    omissions = [everything & (np.arange(len(is_target)) != at) for at in range(len(is_target))]
    without = [
        mean(kept_docs & is_target) - mean(kept_docs & ~is_target)
        for kept_docs in omissions
        if (kept_docs & is_target).any() and (kept_docs & ~is_target).any()
    ]
    stacked = np.vstack(without) if without else np.full((1, len(real)), np.nan)
    return pd.DataFrame(
        {
            "measure": list(values.columns),
            "mean_target": mean(is_target),
            "mean_reference": mean(~is_target),
            "difference": real,
            **_range(real, stacked),
            **_permutation(real, difference, is_target),
        }
    )
