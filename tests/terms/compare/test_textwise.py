"""Tests of per-text rates: samples that can be."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.textwise import rank_sum, rank_sums
from tests.documents import SIDES, corpus
from tests.timing import seconds


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([], [1], "holds no text"),
        ([1], [], "holds no text"),
        ([math.nan], [1], "x holds nan"),
        ([1], [-math.inf], "y holds -inf"),
        (["a"], [1], "x is"),
        (None, [1], "x is None"),
    ],
)
def test_samples_that_are_none_are_refused(x: Any, y: Any, said: str) -> None:
    """An empty group has no mean, and an undefined rate no rank."""
    with pytest.raises(ArgumentError, match=said):
        rank_sum(x, y)


counts_of_documents = st.integers(1, 4).flatmap(
    lambda terms: st.lists(
        st.lists(st.integers(0, 3), min_size=terms, max_size=terms).filter(any), min_size=2, max_size=9
    )
)


@given(counts_of_documents, st.integers(1, 8))
def test_all_terms_at_once_are_the_terms_one_by_one(counts: list[list[int]], new: int) -> None:
    """Sorted together, with the zeros as one tie, each term has the U and the p of its own rank sum."""
    new = min(new, len(counts) - 1)
    table = rank_sums(Comparison(corpus(counts, new), **SIDES), min_documents=0).set_index("term")
    rates = np.array(counts) / np.sum(counts, axis=1, keepdims=True)
    for at, term in enumerate("abcd"[: rates.shape[1]]):
        found = rank_sum(rates[:new, at].tolist(), rates[new:, at].tolist())
        assert table.loc[term, ["u", "p"]].tolist() == pytest.approx([found.u, found.p])


def test_more_than_fifty_texts_a_group_are_approximated_as_one_by_one() -> None:
    """Beyond the exact p the normal one with its corrections is the same for a term alone and among others."""
    draw = np.random.default_rng(5)
    counts = draw.poisson([2.0, 0.1, 40.0], size=(120, 3)) + np.array([0, 0, 1])
    table = rank_sums(Comparison(corpus(counts.tolist(), 60), **SIDES)).set_index("term")
    rates = counts / counts.sum(axis=1, keepdims=True)
    for at, term in enumerate("abc"):
        found = rank_sum(rates[:60, at].tolist(), rates[60:, at].tolist())
        assert table.loc[term, ["u", "p"]].tolist() == pytest.approx([found.u, found.p], rel=1e-12)


def test_time_grows_with_the_counts_and_not_with_the_terms() -> None:
    """Ten times the terms at the same number of counts take far less than ten times the time."""

    def cost(terms: int) -> float:
        draw = np.random.default_rng(2)
        rows = draw.integers(0, 400, 200_000)
        cells = (np.ones(len(rows), dtype=np.int64), (rows, draw.integers(0, terms, len(rows))))
        counts = sparse.csr_array(sparse.coo_array(cells, shape=(400, terms)))
        counts.sum_duplicates()
        units = pd.DataFrame({"document": range(400), "era": ["new", "old"] * 200})
        matrix = TermMatrix(counts, pd.Index([f"t{at:06}" for at in range(terms)]), units)
        return seconds(lambda: rank_sums(Comparison(matrix, **SIDES)), rounds=2)

    assert cost(20_000) < 6 * cost(2_000)
