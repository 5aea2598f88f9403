"""Comparisons at the level of documents: what is refused where documents are counted or exchanged."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis import checks
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison

__all__ = ["sizes_of_documents", "with_documents"]


def with_documents(comparison: Any) -> Comparison:
    """Return a comparison whose sides are both groups of documents."""
    found = checks.instance("comparison", comparison, Comparison)
    if found.listed is not None:
        raise ArgumentError(
            "reference is a frequency list, which has no documents; expected groups of documents; name a label of `by`"
        )
    # Counts by group have no documents either.
    _ = found.matrix
    if found.pairs is None and found.shared is not None:
        raise ArgumentError(
            f"document {checks.shown(found.shared)} is on both sides, {found.target_name} and {found.reference_name}; expected "
            f"documents of one side; pass pairs={found.document!r} to compare within documents, or another document="
        )
    return found


def sizes_of_documents(comparison: Any) -> NDArray[np.float64]:
    """Return the tokens of each row of `documents`, none of which is without a token: its rates would be undefined."""
    documents = with_documents(comparison).documents
    # A table of units without counts is refused here.
    _ = comparison.counts
    sizes = documents.totals.to_numpy(dtype=float)
    if not sizes.all():
        name = str(documents.units.index[sizes == 0][0]).partition("\x1f")[0]
        raise ArgumentError(f"document {name!r} has no token; its rates are undefined; leave it out")
    return sizes
