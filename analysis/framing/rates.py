"""Frames per 1,000 words: of long texts, nearly all of which have a frame at least once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import checks
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook
from analysis.framing.codes import checked_units
from analysis.framing.coding import counted_hits
from analysis.terms.describe.rates import rate_interval

__all__ = ["frame_rates"]


def frame_rates(
    hits: pd.DataFrame,
    units: pd.DataFrame,
    codebook: Codebook,
    *,
    by: str,
    document: str = "document",
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Hits of each frame per 1,000 words in each group, and how far they depend on single documents.

    Rate = 1000 x hits / words of the group.

    Parameters
    ----------
    hits : DataFrame
        Table of `frame_hits`, or one with `unit` and `frame`. A negated hit counts for a frame that keeps them, and not
        for one that excludes them (`Frame.negation`).
    units : DataFrame
        Indexed by unit, with `tokens` (words of the unit), the group and the document. Hits of other units are left out.
    codebook : Codebook
        The frames, in the order wanted.
    by, document : str
        Columns of `units` with the group and the document.
    confidence : float
        Coverage of the intervals, above 0 and below 1.

    Returns
    -------
    DataFrame
        Sorted by the order of the frames, then by group: `frame`; `group`; `hits`; `tokens` (words of the group); `rate`,
        `rate_low`, `rate_high` (hits per 1,000 words, with Wilson's interval); `documents` (with the frame) and
        `documents_of`; `lowest` and `highest` (the rate when any one document is left out; NaN for a group of one).

    Raises
    ------
    ArgumentError
        If a table lacks a column, a unit is twice, or a group has no words.

    Notes
    -----
    The interval treats hits as independent, which those inside a text are not: the true uncertainty is larger. Read
    `lowest` and `highest` beside it, or compare the rates of documents with `difference_of_means`.

    >>> from analysis.framing.codebook import Frame
    >>> units = pd.DataFrame({"tokens": [500, 300, 200], "era": ["new", "new", "old"], "document": ["d", "e", "f"]})
    >>> hits = pd.DataFrame({"unit": [0, 0, 1], "frame": "F"})
    >>> table = frame_rates(hits, units, Codebook((Frame("F", "F"),)), by="era")
    >>> table[["group", "hits", "rate", "documents"]].values.tolist()
    [['new', 3, 3.75, 2], ['old', 0, 0.0, 0]]
    """
    checks.table("hits", hits, "unit", "frame")
    checks.unique("the units table", checks.table("the units table", units, "tokens").index, what="unit")
    part = checked_units(pd.DataFrame(index=units.index), units, by=by, document=document)
    sizes = pd.Series(checks.counts("the column tokens of the units table", part["tokens"]), index=part.index)
    counted = counted_hits(hits, codebook)
    found = pd.crosstab(counted["unit"], counted["frame"])
    found = found.reindex(index=part.index, columns=codebook.ids, fill_value=0)
    rows = []
    for group, inside in part.groupby(by, sort=True):
        home = inside[document].to_numpy()
        words = sizes[inside.index].groupby(home).sum()
        if not words.sum():
            raise ArgumentError(f"the group {checks.shown(group)} of {by} has no words; expected some; leave it out")
        for order, frame in enumerate(codebook.ids):
            each = found.loc[inside.index, frame].groupby(home).sum()
            total, size = int(each.sum()), float(words.sum())
            low, high = rate_interval(total, size, confidence=confidence)
            left = size - words
            with np.errstate(divide="ignore", invalid="ignore"):
                without = 1000 * (total - each) / left.where(left.gt(0))
            documents = int(each.gt(0).sum()), len(each)
            values = (total, int(size), 1000 * total / size, float(low), float(high), *documents)
            rows.append((order, frame, group, *values, without.min(), without.max()))
    columns = ["hits", "tokens", "rate", "rate_low", "rate_high", "documents", "documents_of", "lowest", "highest"]
    table = pd.DataFrame(rows, columns=["order", "frame", "group", *columns])
    return table.sort_values("order", kind="stable", ignore_index=True).drop(columns="order")
