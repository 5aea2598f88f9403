"""Counts of blocks, each with the columns of the terms known by then, become one matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import ArgumentError

__all__ = ["in_order", "narrow", "stacked"]


def stacked(parts: Sequence[sparse.csr_array], width: int) -> sparse.csr_array:
    """Stack the counts of blocks, each of which has the columns of the terms known by then."""
    wide = [sparse.csr_array((part.data, part.indices, part.indptr), (part.shape[0], width)) for part in parts]
    return sparse.csr_array(sparse.vstack(wide, format="csr") if wide else (0, width), dtype=np.int32)


def narrow(counts: sparse.csr_array) -> sparse.csr_array:
    """Return counts in the smallest type that holds them: most are below 256."""
    return sparse.csr_array(counts.astype(np.min_scalar_type(int(counts.data.max(initial=0)))))


def in_order(parts: list[sparse.csr_array], names: Sequence[str]) -> tuple[sparse.csr_array, pd.Index]:
    """Stack the counts of blocks, with columns in the order of the terms; each block is dropped as it is done.

    >>> counts, terms = in_order([sparse.csr_array([[1, 2]])], ["b", "a"])
    >>> counts.toarray().tolist(), terms.tolist()
    ([[2, 1]], ['a', 'b'])
    """
    terms = np.array(names, dtype=object)
    order = np.argsort(terms, kind="stable")
    try:
        index = pd.Index(terms[order], dtype="str", name="term")
    except UnicodeEncodeError as error:
        raise ArgumentError(
            f"a term has half a character, as {error.object[:40]!r}; expected whole ones; change the tokeniser or the texts"
        ) from None
    places = np.argsort(order, kind="stable").astype(np.int32)
    ends = np.cumsum([0, *(part.nnz for part in parts)])
    data, columns = np.empty(ends[-1], dtype=np.int64), np.empty(ends[-1], dtype=np.int32)
    rows = [np.zeros(1, dtype=np.int64)]
    for at, start in enumerate(ends[:-1]):
        part, parts[at] = parts[at], sparse.csr_array((0, 0))
        # The numbers of columns are changed, and put in order in linear time by turning the block over and back.
        moved = sparse.csr_array((part.data, places[part.indices], part.indptr), (part.shape[0], len(terms)))
        moved = moved.tocsc().tocsr()
        data[start : ends[at + 1]], columns[start : ends[at + 1]] = moved.data, moved.indices
        rows.append(start + moved.indptr[1:])
    ends_of_rows = np.concatenate(rows)
    return sparse.csr_array((data, columns, ends_of_rows), (len(ends_of_rows) - 1, len(terms))), index
