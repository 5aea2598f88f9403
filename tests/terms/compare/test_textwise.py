"""Comparisons that count texts: rank sums and text dispersion."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import log_likelihood, log_ratio
from analysis.terms.compare.textwise import rank_sum, rank_sums, text_dispersion_keyness
from tests.documents import SIDES, compared
from tests.timing import seconds


@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([], [1], "has no text"),
        ([1], [], "has no text"),
        ([math.nan], [1], "x has nan"),
        ([1], [-math.inf], "y has -inf"),
        (["a"], [1], "x is"),
        (None, [1], "x is None"),
        ([[1, 2]], [[1]], "the shapes"),
        ([[1, 2]], [1, 2], "the shapes"),
    ],
)
def test_samples_that_are_none_are_refused(x: Any, y: Any, said: str) -> None:
    """An empty group, an undefined rate, and texts of different terms have no ranks."""
    with pytest.raises(ArgumentError, match=said):
        rank_sum(x, y)


def test_columns_are_tested_one_by_one_exactly_or_by_the_normal_curve() -> None:
    """Without ties p is exact, with ties it is SciPy's approximation, and equal values have a p of 1."""
    x = np.array([[4.0, 1, 0], [5, 1, 0]])
    y = np.array([[1.0, 1, 0], [2, 0, 0], [3, 0, 0]])
    u, p = rank_sum(x, y)
    normal = stats.mannwhitneyu(x[:, 1], y[:, 1], method="asymptotic")
    assert u.tolist() == [6, normal.statistic, 3]
    assert p == pytest.approx([2 / math.comb(5, 2), normal.pvalue, 1])


counts_of_documents = st.integers(1, 4).flatmap(
    lambda terms: st.lists(
        st.lists(st.integers(0, 3), min_size=terms, max_size=terms).filter(any), min_size=2, max_size=9
    )
)


@given(counts_of_documents, st.integers(1, 8))
def test_all_terms_at_once_are_the_terms_one_by_one(counts: list[list[int]], new: int) -> None:
    """Each term has the U and the p of its own rank sum, and U is the number of pairs that the target wins."""
    new = min(new, len(counts) - 1)
    if not np.sum(counts[:new]) or not np.sum(counts[new:]):
        return
    table = rank_sums(compared(counts, new), min_documents=0).set_index("term")
    rates = np.array(counts) / np.sum(counts, axis=1, keepdims=True)
    for at, term in enumerate("abcd"[: rates.shape[1]]):
        x, y = rates[:new, at], rates[new:, at]
        won = ((x[:, None] > y).sum() + (x[:, None] == y).sum() / 2).item()
        u, p = rank_sum(x, y)
        assert table.loc[term, ["u", "p", "superiority"]].tolist() == pytest.approx([u, p, won / (len(x) * len(y))])
        assert u == won


def test_more_than_fifty_texts_a_group_are_approximated() -> None:
    """Beyond the exact p a term has the normal one, without ties as well, for a term alone and among others."""
    draw = np.random.default_rng(5)
    counts = draw.poisson([200.0, 0.1, 40.0], size=(120, 3)) + np.array([1, 0, 1])
    table = rank_sums(compared(counts.tolist(), 60)).set_index("term")
    rates = counts / counts.sum(axis=1, keepdims=True)
    for at, term in enumerate("abc"):
        found = stats.mannwhitneyu(rates[:60, at], rates[60:, at], method="asymptotic")
        assert table.loc[term, ["u", "p"]].tolist() == pytest.approx([found.statistic, found.pvalue], rel=1e-12)


def test_terms_of_few_documents_are_left_out() -> None:
    """By default those of one document; a minimum is a whole number."""
    comparison = compared([[1, 2], [0, 2], [0, 1]], 1)
    assert rank_sums(comparison)["term"].tolist() == ["b"]
    assert rank_sums(comparison, min_documents=1)["term"].tolist() == ["a", "b"]
    with pytest.raises(ArgumentError, match="min_documents is 1"):
        rank_sums(comparison, min_documents=1.5)  # type: ignore[arg-type]


@given(counts_of_documents)
def test_text_dispersion_counts_each_document_once(counts: list[list[int]]) -> None:
    """However often a document has a term, the measures are those of the numbers of documents."""
    comparison = compared(counts, 1)
    table = text_dispersion_keyness(comparison).set_index("term")
    present = np.array(counts) > 0
    for at, term in enumerate("abcd"[: present.shape[1]]):
        if not present[:, at].any():
            assert term not in table.index
            continue
        table_of_term = present[:1, at].sum(), present[1:, at].sum(), 1, len(counts) - 1
        row = table.loc[term]
        shown = ["documents_target", "documents_reference", "documents_of_target", "documents_of_reference"]
        assert tuple(row[shown]) == table_of_term
        assert row["log_ratio"] == pytest.approx(float(log_ratio(*table_of_term)))
        assert row["log_likelihood"] == pytest.approx(float(log_likelihood(*table_of_term)))


@pytest.mark.thorough
def test_time_grows_no_faster_than_the_terms() -> None:
    """Ten times the terms take no more than about ten times the time, although most of their rates are 0."""

    def cost(terms: int) -> float:
        draw = np.random.default_rng(2)
        rows = draw.integers(0, 400, 100_000)
        cells = (np.ones(len(rows), dtype=np.int64), (rows, draw.integers(0, terms, len(rows))))
        counts = sparse.csr_array(sparse.coo_array(cells, shape=(400, terms)))
        counts.sum_duplicates()
        units = pd.DataFrame({"document": range(400), "era": ["new", "old"] * 200})
        matrix = TermMatrix(counts, pd.Index([f"t{at:06}" for at in range(terms)]), units)
        return seconds(lambda: rank_sums(Comparison(matrix, **SIDES)), rounds=1)

    cost(100)
    assert cost(10_000) < 25 * cost(1_000)
