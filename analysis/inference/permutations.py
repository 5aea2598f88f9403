"""Permutation of documents: what a comparison is worth when the document, not the word, is what was sampled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis import checks
from analysis.checks import shown
from analysis.errors import ArgumentError
from analysis.inference.omission import range_of_omissions
from analysis.inference.splits import Masks, Splits, splits_of
from analysis.progress import Progress, telling
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import with_documents
from analysis.terms.compare.measures import log_ratio
from analysis.terms.compare.sides import whole

__all__ = ["difference_of_means", "permutation"]

Array = NDArray[np.float64]
# Two statistics that are equal by algebra may differ in the last bits.
_SLACK = 1e-9


def _p_values(real: Array, statistic: Callable[[Masks], Array], splits: Splits, progress: Progress) -> dict[str, Any]:
    """Compare the real values with those of all splits, block by block."""
    extreme, done = np.zeros(real.shape), 0
    with telling(progress, "comparing splits") as tell:
        for block in splits.blocks(width=len(real)):
            with np.errstate(invalid="ignore"):
                extreme += (np.abs(statistic(block)) >= np.abs(real) - _SLACK).sum(axis=0)
            done += len(block)
            tell(done / splits.number)
    p = np.where(np.isnan(real), np.nan, extreme / splits.number)
    return {"p": p, "p_floor": splits.smallest_p, "splits": splits.number}


def permutation(
    comparison: Comparison, *, draws: int = 9_999, seed: int = 1, progress: Progress = False
) -> pd.DataFrame:
    r"""How extreme the log ratio of each term is among the splits of the documents into sides of the same sizes.

    All splits are compared where they are at most 10,000:

    .. math:: p = \frac{\#\{\text{splits with } |r| \ge |r_{real}|\}}{\#\{\text{splits}\}}

    Where they are more, m of them, all different and none the real one, are drawn with equal chance:

    .. math:: p = \frac{1 + \#\{\text{drawn splits with } |r| \ge |r_{real}|\}}{1 + m}

    Parameters
    ----------
    comparison : Comparison
        The two sides; in a paired design the sides are swapped within pairs.
    draws : int
        Splits drawn where there are more than 10,000, 1 or more.
    seed : int
        Seed of the drawing; the same seed draws the same splits.
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by term, of all terms of either side: `term`; `count_target` and `count_reference`; `log_ratio` of the
        real split, doublings; `p`, two-sided, the real split included; `p_floor`, the smallest attainable p; `splits`, the
        number compared, the real one included.

    Raises
    ------
    ArgumentError
        For a document without a token, or `draws` or `seed` out of range.

    Notes
    -----
    Two documents against three have ten splits, so no p can be below 1/10, whatever the words. The test assumes that
    documents could have been exchanged; whatever else differs between the sides is confounded with them. Drawn p are valid
    with any number of draws, since the real split is included; with 9,999 a p of .05 has a standard error of about .002.

    References
    ----------
    Good (2005), Permutation, Parametric, and Bootstrap Tests of Hypotheses, doi:10.1007/b138696.
    Phipson & Smyth (2010), Permutation p-values should never be zero, doi:10.2202/1544-6115.1585.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x x", "y y", "y y"], "era": ["new", "old", "old"]})
    >>> table = permutation(Comparison(TermMatrix.from_texts(texts), by="era", target="new"))
    >>> table[["term", "p", "p_floor", "splits"]].round(3).values.tolist()
    [['x', 0.333, 0.333, 3], ['y', 0.333, 0.333, 3]]
    """
    splits = splits_of(comparison, draws=draws, seed=seed)
    a, b = comparison.counts
    # Of a term that neither side has nothing is known; the correction alone would yield a ratio.
    kept = np.flatnonzero(a + b)
    a, b = a[kept], b[kept]
    by_term = sparse.csr_array(comparison.documents.counts[:, kept].T)
    sizes = comparison.documents.totals.to_numpy()

    def ratio(masks: Masks) -> Array:
        chosen = masks.astype(np.int64)
        inside, size = (by_term @ chosen.T).T, (chosen @ sizes)[:, None]
        return log_ratio(inside, a + b - inside, size, sizes.sum() - size)

    real = ratio(splits.is_target[None, :])[0]
    return pd.DataFrame(
        {
            "term": comparison.documents.terms[kept],
            "count_target": whole(a),
            "count_reference": whole(b),
            "log_ratio": real,
            **_p_values(real, ratio, splits, progress),
        }
    )


def difference_of_means(
    comparison: Comparison, values: pd.DataFrame, *, draws: int = 9_999, seed: int = 1, progress: Progress = False
) -> pd.DataFrame:
    """Difference of the means of any value of units, with its stability at document level.

    Parameters
    ----------
    comparison : Comparison
        The two sides; its units table has all units of `values`.
    values : DataFrame
        Units x measures: 0 or 1 for a frame, a score for tone; NaN is left out of the mean.
    draws, seed, progress
        As in `permutation`.

    Returns
    -------
    DataFrame
        In the order of the columns of `values`: `measure`; `mean_target`, `mean_reference`; `difference`, target minus
        reference; `lowest`, `highest`, `same_sign` over the omission of each document; `p`, `p_floor`, `splits` of the
        permutation of documents, as in `permutation`.

    Raises
    ------
    ArgumentError
        For values that are not finite numbers, units that the comparison does not have, or a document without a value.

    >>> units = pd.DataFrame({"document": ["d1", "d2", "d3"], "era": ["new", "old", "old"]}, index=list("abc"))
    >>> values = pd.DataFrame({"frame": [1, 0, 0]}, index=list("abc"))
    >>> found = difference_of_means(Comparison(units, by="era", target="new"), values)
    >>> found[["difference", "p_floor"]].round(3).values.tolist()
    [[1.0, 0.333]]
    """
    s, n, splits = _sums_by_document(comparison, values, draws=draws, seed=seed)

    def differences(masks: Masks) -> Array:
        inside, outside = masks.astype(float), (~masks).astype(float)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((inside @ s) / (inside @ n) - (outside @ s) / (outside @ n))

    def means(rows: Masks) -> list[Array]:
        with np.errstate(divide="ignore", invalid="ignore"):
            return [s[side].sum(axis=0) / n[side].sum(axis=0) for side in (is_target & rows, ~is_target & rows)]

    is_target = splits.is_target
    first, second = means(np.ones_like(is_target))
    real = first - second
    # Each document (or pair) is left out in turn; an omission that empties a side is passed over.
    home = np.arange(len(is_target)) if splits.pairs is None else splits.pairs
    kept = [home != name for name in np.unique(home)]
    without = [np.subtract(*means(rows)) for rows in kept if (is_target & rows).any() and (~is_target & rows).any()]
    stacked = np.vstack(without) if without else np.full((1, len(real)), np.nan)
    return pd.DataFrame(
        {
            "measure": list(values.columns),
            "mean_target": first,
            "mean_reference": second,
            "difference": real,
            # NaN as soon as one omission leaves nothing.
            **range_of_omissions(real, stacked.min(axis=0), stacked.max(axis=0)),
            **_p_values(real, differences, splits, progress),
        }
    )


def _sums_by_document(comparison: Comparison, values: Any, *, draws: int, seed: int) -> tuple[Array, Array, Splits]:
    """Return sums and numbers of values, rows of documents x measures, and the splits of the documents that have any."""
    with_documents(comparison)
    checks.unique("values", checks.table("values", values).index, what="unit")
    for measure, kind in values.dtypes.items():
        if not pd.api.types.is_numeric_dtype(kind) or np.isinf(values[measure].to_numpy(dtype=float)).any():
            raise ArgumentError(f"values has {kind} in {measure!r}; expected finite numbers; convert the column")
    known = comparison.units.units.index
    every = comparison.matrix.units.index
    strangers = values.index.difference(every)
    if len(strangers):
        raise ArgumentError(
            f"values has the unit {shown(strangers[0])}, which the units table lacks; expected its units; add it there"
        )
    rows = np.flatnonzero(known.isin(values.index))
    here = values.loc[known[rows]]
    home = comparison.row_of_unit[rows]
    number = len(comparison.is_target)
    # pandas adds up with a correction for rounding, so that the order of units leaves no trace.
    sums, counts = (
        table.groupby(home).sum().reindex(range(number), fill_value=0).to_numpy(dtype=float)
        for table in (here, here.notna())
    )
    used = np.isin(np.arange(number), home)
    if comparison.pair_of is not None:
        used &= np.isin(comparison.pair_of, comparison.pair_of[~used], invert=True)
    if (counts[used] == 0).any():
        bare = comparison.documents.units.index[used][(counts[used] == 0).any(axis=1)][0]
        raise ArgumentError(
            f"document {str(bare).partition(chr(31))[0]!r} has no value of a measure, so splits cannot be compared; expected one or "
            "more; leave the document out"
        )
    is_target = comparison.is_target[used]
    for name, side in ((comparison.target_name, is_target), (comparison.reference_name, ~is_target)):
        if not side.any():
            raise ArgumentError(f"values has no unit of {name!r}; expected units of both sides; add some")
    pairs = None if comparison.pair_of is None else np.arange(used.sum()) // 2
    return sums[used], counts[used], Splits(is_target, pairs, draws=draws, seed=seed)
