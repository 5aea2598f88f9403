"""What a comparison is worth when the document, not the word, is what was sampled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.inference.omission import range_of_omissions
from analysis.inference.splits import Masks, number_of_splits, smallest_p, split_blocks
from analysis.progress import Progress, telling
from analysis.terms.checks import column_name, term_matrix
from analysis.terms.compare.comparison import refuse_wordless, two_groups
from analysis.terms.compare.measures import log_ratio

__all__ = ["difference_of_means", "documents_of", "permutation_of_terms"]

Array = NDArray[np.float64]
# Two statistics that are equal by algebra may differ in the last bits.
_SLACK = 1e-9


def _permutation(
    real: Array, statistic: Callable[[Masks], Array], is_target: Masks, *, draws: int, seed: int, progress: Progress
) -> dict[str, Any]:
    """Compare the real values with those of a table of splits, block by block."""
    extreme, done, number = np.zeros(real.shape), 0, number_of_splits(is_target, draws=draws)
    with telling(progress, "comparing splits") as tell:
        for block in split_blocks(is_target, draws=draws, seed=seed, width=len(real)):
            with np.errstate(invalid="ignore"):
                extreme += (np.abs(statistic(block)) >= np.abs(real) - _SLACK).sum(axis=0)
            done += len(block)
            tell(done / number)
    p = np.where(np.isnan(real), np.nan, extreme / number)
    return {"p": p, "p_floor": smallest_p(is_target, draws=draws), "splits": number}


def documents_of(terms: TermMatrix, by: str, target: str, reference: str, document: str) -> tuple[TermMatrix, Masks]:
    """Return the counts of each document of both groups, and which documents are the target's."""
    units = term_matrix(terms).units
    for name, column in (("by", by), ("document", document)):
        column_name(name, column, units)
    two_groups(target, reference, by=by)
    grouped = terms.select(**{by: [target, reference]}).group(document)
    if by not in grouped.units.columns:
        raise ArgumentError(
            f"by={by!r} differs inside a document; a document belongs to one group; split the document first"
        )
    is_target = grouped.units[by].eq(target).to_numpy()
    sizes = grouped.totals.to_numpy()
    for name, side in ((target, is_target), (reference, ~is_target)):
        refuse_wordless(name, sizes[side].sum(), by)
    if not sizes.all():
        # In some splits it would be a whole side.
        name = grouped.units.index[sizes == 0][0]
        raise ArgumentError(f"document {name!r} has no token; its rates are undefined; leave it out")
    return grouped, is_target


def with_tokens(terms: TermMatrix) -> TermMatrix:
    """Return the matrix with the terms that some unit has."""
    kept = np.flatnonzero(np.asarray(terms.counts.sum(axis=0)).ravel())
    return TermMatrix(sparse.csr_array(terms.counts[:, kept]), terms.terms[kept], terms.units)


def _ratios(documents: TermMatrix) -> Callable[[Masks], Array]:
    sizes = documents.totals.to_numpy()
    whole = np.asarray(documents.counts.sum(axis=0)).ravel()
    by_term = sparse.csr_array(documents.counts.T)

    def ratio(masks: Masks) -> Array:
        chosen = masks.astype(np.int64)
        inside, size = (by_term @ chosen.T).T, (chosen @ sizes)[:, None]
        return log_ratio(inside, whole - inside, size, sizes.sum() - size)

    return ratio


def permutation_of_terms(
    terms: TermMatrix,
    *,
    by: str,
    target: str,
    reference: str,
    document: str = "document",
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    r"""Permutation of documents: how extreme a term's log ratio is among the splits of these sizes.

    All splits are looked at where they are at most 10,000:

    .. math:: p = \frac{\#\{\text{splits with } |r| \ge |r_{real}|\}}{\#\{\text{splits}\}}

    Where they are more, m of them, all different and none the real one, are drawn with equal chance:

    .. math:: p = \frac{1 + \#\{\text{drawn splits with } |r| \ge |r_{real}|\}}{1 + m}

    Parameters
    ----------
    terms : counts of units
    by, target, reference : the grouping column and its two values
    document : column that names the document a unit belongs to
    draws : splits drawn where there are more than 10,000, 1 or more; no part is drawn where this is all of them
    seed : seed of the drawing, 0 or more; the same seed gives the same result
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    DataFrame sorted by term, of all terms that either group has: `term`; `count_target` and `count_reference`;
    `log_ratio` of the real split, doublings; `p`, two-sided, the real split counted in; `p_floor`, the smallest p
    that these group sizes or draws allow; `splits`, the number looked at, the real one with them.

    Raises
    ------
    ArgumentError where a document lies in both groups, a group has no token, or `draws` or `seed` is no
    such whole number.

    Notes
    -----
    Two documents against three have ten splits, so no p can be below 1/10, whatever the words. The
    test supposes that documents could have been exchanged; what else differs between the groups is
    confounded with the grouping. Drawn p are valid with any number of draws, since the real split is counted
    in; with 9,999 a p of .05 has a standard error of about .002.

    References
    ----------
    Good (2005), Permutation, Parametric, and Bootstrap Tests of Hypotheses, doi:10.1007/b138696.
    Phipson & Smyth (2010), Permutation p-values should never be zero, doi:10.2202/1544-6115.1585.

    >>> units = pd.DataFrame({"document": list("pqr"), "era": ["new", "old", "old"]}, index=list("pqr"))
    >>> long = pd.DataFrame({"unit": list("pqr"), "term": ["x", "y", "y"], "count": [2, 2, 2]})
    >>> table = permutation_of_terms(TermMatrix.from_long(units, long), by="era", target="new", reference="old")
    >>> table[["term", "p", "p_floor", "splits"]].round(3).values.tolist()
    [['x', 0.333, 0.333, 3], ['y', 0.333, 0.333, 3]]
    """
    documents, is_target = documents_of(terms, by, target, reference, document)
    # Of a term that neither group has nothing is known; the correction alone would give it a ratio.
    documents = with_tokens(documents)
    ratio = _ratios(documents)
    real = ratio(is_target[None, :])[0]
    found = _permutation(real, ratio, is_target, draws=draws, seed=seed, progress=progress)
    a, b = (np.asarray(documents.counts[np.flatnonzero(side)].sum(axis=0)) for side in (is_target, ~is_target))
    return pd.DataFrame({"term": documents.terms, "count_target": a, "count_reference": b, "log_ratio": real, **found})


def difference_of_means(
    values: pd.DataFrame,
    units: pd.DataFrame,
    *,
    by: str,
    target: str,
    reference: str,
    document: str = "document",
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """Difference of group means of any value of units, with its stability at document level.

    Parameters
    ----------
    values : units x measures: 0 or 1 for a frame, a score for tone; NaN is left out of the mean
    units : units table with all units of `values`
    by, target, reference : the grouping column and its two values
    document : column that names the document a unit belongs to
    draws, seed, progress : as in `permutation_of_terms`

    Returns
    -------
    DataFrame in the order of the columns of `values`: `measure`; `mean_target`, `mean_reference`;
    `difference`, target minus reference; `lowest`, `highest`, `same_sign` over the omission of each
    document; `p`, `p_floor`, `splits` of the permutation of documents, as in `permutation_of_terms`.

    >>> units = pd.DataFrame({"document": ["d1", "d2", "d3"], "era": ["new", "old", "old"]}, index=list("abc"))
    >>> values = pd.DataFrame({"frame": [1, 0, 0]}, index=list("abc"))
    >>> found = difference_of_means(values, units, by="era", target="new", reference="old")
    >>> found[["difference", "p_floor"]].round(3).values.tolist()
    [[1.0, 0.333]]
    """
    two_groups(target, reference, by=by)
    for name, table in (("values", values), ("units", units)):
        if not isinstance(table, pd.DataFrame):
            raise ArgumentError(
                f"{name} is of the kind {type(table).__name__}; expected a table indexed by unit; pass one"
            )
        if not table.index.is_unique:
            twice = table.index[table.index.duplicated()].tolist()[0]
            raise ArgumentError(f"{name} has the unit {twice!r} twice; expected one row a unit; remove or rename one")
    for measure, kind in values.dtypes.items():
        if not pd.api.types.is_numeric_dtype(kind) or np.isinf(values[measure].to_numpy(dtype=float)).any():
            raise ArgumentError(
                f"values has no finite numbers in {measure!r} but {kind}; expected numbers; convert them"
            )
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

    def mean(mask: Masks) -> Array:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(s[mask].sum(axis=0) / n[mask].sum(axis=0))

    def differences(masks: Masks) -> Array:
        inside, outside = masks.astype(float), (~masks).astype(float)
        return np.asarray((inside @ s) / (inside @ n) - (outside @ s) / (outside @ n))

    real = mean(is_target) - mean(~is_target)
    everything = np.ones(len(is_target), dtype=bool)
    omissions = [everything & (np.arange(len(is_target)) != at) for at in range(len(is_target))]
    without = [
        mean(kept_docs & is_target) - mean(kept_docs & ~is_target)
        for kept_docs in omissions
        if (kept_docs & is_target).any() and (kept_docs & ~is_target).any()
    ]
    # NaN as soon as one omission leaves nothing.
    stacked = np.vstack(without) if without else np.full((1, len(real)), np.nan)
    return pd.DataFrame(
        {
            "measure": list(values.columns),
            "mean_target": mean(is_target),
            "mean_reference": mean(~is_target),
            "difference": real,
            **range_of_omissions(real, stacked.min(axis=0), stacked.max(axis=0)),
            **_permutation(real, differences, is_target, draws=draws, seed=seed, progress=progress),
        }
    )
