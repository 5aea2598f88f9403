"""Permutation of documents: what a comparison is worth when the document, not the word, is what was sampled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis import checks
from analysis.inference.extremes import Permuted, permuted
from analysis.inference.omission import leave_one_out
from analysis.inference.splits import Masks, Splits, name_of_split
from analysis.inference.sums import Measure, Sums, sums_of
from analysis.progress import Progress
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import sizes_of_documents
from analysis.terms.compare.sides import whole

__all__ = ["difference_of_means", "largest_by_split", "permutation"]


def _columns(found: Permuted, splits: Splits) -> dict[str, Any]:
    return {"p": found.p, "p_family": found.p_family, "p_floor": splits.smallest_p, "splits": splits.number}


def _prepared(
    comparison: Comparison, values: pd.DataFrame | None, draws: int, seed: int, **options: Any
) -> tuple[Sums, Splits]:
    """Return the sums of documents and the splits, in none of which a document without a token is a side."""
    if values is None:
        sizes_of_documents(comparison)
    sums = sums_of(comparison, values, **options)
    return sums, Splits(sums.is_target, sums.pairs, draws=draws, seed=seed)


def permutation(
    comparison: Comparison,
    *,
    measure: Measure | None = None,
    weighting: str = "pooled",
    scaled: bool = True,
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    r"""How extreme a measure of each term is among the splits of the documents into sides of the same sizes.

    All splits are compared where they are at most 10,000:

    .. math:: p = \frac{\#\{\text{splits with } |r| \ge |r_{real}|\}}{\#\{\text{splits}\}}

    Where they are more, m of them, all different and none the real one, are drawn with equal chance:

    .. math:: p = \frac{1 + \#\{\text{drawn splits with } |r| \ge |r_{real}|\}}{1 + m}

    Parameters
    ----------
    comparison : Comparison
        The two sides; in a paired design the sides are swapped within pairs.
    measure : function, optional
        Of (a, b, n1, n2), element by element, 0 at equality and with a sign, as `log_ratio` (the default), `log_likelihood`,
        `conservative_log_ratio` or `difference`.
    weighting : {"pooled", "documents"}
        "pooled": every token weighs the same, as in keyness. "documents": every document weighs the same, as in a mean of
        the rates of documents. The two test different questions and may have very different p where lengths differ.
    scaled : bool
        Whether the family-wise p divides the measure of each term by its root mean square over the splits. Without, the
        few terms whose measure varies most decide alone.
    draws : int
        Splits drawn where there are more than 10,000, 1 or more.
    seed : int
        Seed of the drawing; the same seed draws the same splits.
    progress : bool or callable
        True for a bar after two seconds of work, or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by term, of all terms of either side: `term`; `count_target` and `count_reference`; `value`, the measure of
        the real split; `p`, two-sided, the real split included; `p_family`, the share of splits in which any term is as
        extreme as this one (Westfall & Young's maximum statistic): at most .05 only where the whole vocabulary makes an
        error with a chance of .05; `p_floor`, the smallest attainable value of both; `splits`, the number compared, the
        real one included.

    Raises
    ------
    ArgumentError
        For a document without a token, or an option out of range.

    Notes
    -----
    Two documents against three have ten splits, so no p can be below 1/10, whatever the words. The test assumes that
    documents could have been exchanged; whatever else differs between the sides is confounded with them. Drawn p are valid
    with any number of draws, since the real split is included; with 9,999 a p of .05 has a standard error of about .002.
    A split in which the measure is undefined counts as extreme.

    References
    ----------
    Good (2005), Permutation, Parametric, and Bootstrap Tests of Hypotheses, doi:10.1007/b138696.
    Phipson & Smyth (2010), Permutation p-values should never be zero, doi:10.2202/1544-6115.1585.
    Westfall & Young (1993), Resampling-Based Multiple Testing.

    >>> from analysis.corpus.termmatrix import TermMatrix
    >>> texts = pd.DataFrame({"text": ["x x", "y y", "y y"], "era": ["new", "old", "old"]})
    >>> table = permutation(Comparison(TermMatrix.from_texts(texts), by="era", target="new"))
    >>> table[["term", "p", "p_family", "p_floor", "splits"]].round(3).values.tolist()
    [['x', 0.333, 0.333, 0.333, 3], ['y', 0.333, 0.333, 0.333, 3]]
    """
    sums, splits = _prepared(comparison, None, draws, seed, measure=measure, weighting=weighting)
    counts = [side[np.flatnonzero(sum(comparison.counts))] for side in comparison.counts]
    found = permuted(sums, splits, scaled=scaled, progress=progress)
    return pd.DataFrame(
        {
            "term": pd.Index(sums.columns, dtype="str"),
            "count_target": whole(counts[0]),
            "count_reference": whole(counts[1]),
            "value": sums.real,
            **_columns(found, splits),
        }
    )


def difference_of_means(
    comparison: Comparison,
    values: pd.DataFrame,
    *,
    weighting: str = "pooled",
    scaled: bool = False,
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """Difference of the means of any value of units, with its stability at document level.

    Parameters
    ----------
    comparison : Comparison
        The two sides; its units table has all units of `values`.
    values : DataFrame
        Units x measures: 0 or 1 for a frame, a score for tone; NaN is left out of the mean.
    weighting : {"pooled", "documents"}
        "pooled": every unit weighs the same. "documents": the mean of the means of documents.
    scaled : bool
        Whether the family-wise p divides each difference by its root mean square over the splits: for measures with
        different units. Shares of frames have one unit and need it not.
    draws, seed, progress
        As in `permutation`.

    Returns
    -------
    DataFrame
        In the order of the columns of `values`: `measure`; `mean_target`, `mean_reference`; `difference`, target minus
        reference; `lowest`, `highest`, `same_sign` over the omission of each document; `p`, `p_family`, `p_floor`, `splits` of
        the permutation of documents, as in `permutation`.

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
    sums, splits = _prepared(comparison, checks.table("values", values), draws, seed, weighting=weighting)
    found = permuted(sums, splits, scaled=scaled, progress=progress)
    sides = [sums.side(flags.astype(float)[None, :]) for flags in (sums.is_target, ~sums.is_target)]
    first, second = ((part / number)[0] for part, number in sides)
    omitted = leave_one_out(comparison, values, weighting=weighting)
    return pd.DataFrame(
        {
            "measure": sums.columns,
            "mean_target": first,
            "mean_reference": second,
            "difference": sums.real,
            **{name: omitted[name] for name in ("lowest", "highest", "same_sign")},
            **_columns(found, splits),
        }
    )


def largest_by_split(
    comparison: Comparison,
    values: pd.DataFrame | None = None,
    *,
    measure: Measure | None = None,
    weighting: str = "pooled",
    scaled: bool = False,
    draws: int = 9_999,
    seed: int = 1,
    progress: Progress = False,
) -> pd.DataFrame:
    """The largest difference of any term, frame or measure in the real split, and in all others: what picking costs.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    values : DataFrame, optional
        Units x measures, as in `difference_of_means`; without, the terms.
    measure, weighting, scaled, draws, seed, progress
        As in `permutation`.

    Returns
    -------
    DataFrame
        The real split first, then by falling value: `split`, `real`; `value`, the largest absolute value of the measure; `of`,
        the term or measure that has it; `total`, the sum of the absolute values of all. The share of rows with at least the
        `value` of the real split is the family-wise p of the largest; with `total`, that of any difference at all.

    >>> units = pd.DataFrame({"document": ["d1", "d2", "d3"], "era": ["new", "old", "old"]}, index=list("abc"))
    >>> values = pd.DataFrame({"limits": [1, 0, 0], "offers": [1, 1, 0]}, index=list("abc"))
    >>> largest_by_split(Comparison(units, by="era", target="new"), values).values.tolist()
    [['d1', True, 1.0, 'limits', 1.5], ['d3', False, 1.0, 'offers', 1.5], ['d2', False, 0.5, 'limits', 1.0]]
    """
    sums, splits = _prepared(comparison, values, draws, seed, measure=measure, weighting=weighting)
    found = permuted(sums, splits, scaled=scaled, progress=progress)
    masks: list[Masks] = list(splits.masks())
    rows = [
        (
            name_of_split(sums.clusters, mask, sums.is_target, paired=sums.pairs is not None),
            bool((mask == sums.is_target).all()),
        )
        for mask in masks
    ]
    table = pd.DataFrame(rows, columns=["split", "real"]).assign(
        value=found.largest, of=[sums.columns[at] for at in found.of], total=found.total
    )
    return table.sort_values(["real", "value", "split"], ascending=[False, False, True], ignore_index=True)
