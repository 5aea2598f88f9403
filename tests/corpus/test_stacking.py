"""Counts of blocks become one matrix: the same whatever the blocks, and without a second copy of the texts."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.corpus.stacking import in_order, narrow, stacked
from analysis.corpus.termmatrix import TermMatrix


def test_blocks_are_stacked_and_columns_put_in_order() -> None:
    """Later blocks know more terms; cells follow the terms; indices are sorted and counts whole numbers of 64 bits."""
    parts = [
        narrow(sparse.csr_array([[2, 0], [0, 0]])),
        narrow(sparse.csr_array([[0, 300, 1]])),
        sparse.csr_array((0, 3)),
    ]
    assert [part.dtype for part in parts[:2]] == [np.uint8, np.uint16]
    assert stacked(parts, 3).toarray().tolist() == [[2, 0, 0], [0, 0, 0], [0, 300, 1]]
    counts, terms = in_order(parts, ["c", "b", "a"])
    assert terms.tolist() == ["a", "b", "c"]
    assert counts.toarray().tolist() == [[0, 0, 2], [0, 0, 0], [1, 300, 0]]
    assert counts.dtype == np.int64
    assert counts.has_canonical_format


def test_nothing_is_a_matrix_without_rows() -> None:
    """No block leaves no row and no term."""
    counts, terms = in_order([], [])
    assert counts.shape == (0, 0)
    assert terms.empty


@pytest.mark.filterwarnings("ignore:.*occur twice")
def test_texts_of_a_table_are_read_in_passing() -> None:
    """Counting 40 MB of texts takes far less than another 40 MB: they are not copied to a list first."""
    table = pd.DataFrame({"text": ["Mill and weir. " * 2000] * 1300})
    TermMatrix.from_texts(table[:2])
    tracemalloc.start()
    try:
        TermMatrix.from_texts(table)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20e6
