"""Sums over documents: weights of tokens or documents, and measures of both sides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.errors import ArgumentError
from analysis.inference.sums import difference, sums_of
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import log_ratio
from tests.documents import SIDES, compared, five


@given(five)
def test_weighting_by_documents_is_the_mean_of_their_rates(counts: list[list[int]]) -> None:
    """Pooled, the rate of a side is all counts of all tokens; by documents, the mean of the documents' rates."""
    array = np.array(counts, dtype=float)
    rates = array / array.sum(axis=1, keepdims=True)
    pooled, equal = (sums_of(compared(counts), measure=difference, weighting=w).real for w in ("pooled", "documents"))
    assert equal == pytest.approx(rates[:3].mean(axis=0) - rates[3:].mean(axis=0))
    first, second = array[:3].sum(axis=0), array[3:].sum(axis=0)
    assert pooled == pytest.approx(first / first.sum() - second / second.sum())


def test_documents_of_equal_length_weigh_the_same_either_way() -> None:
    """Weights are scaled to the mean length, so that a correction for small counts keeps its size."""
    comparison = compared([[4, 6], [1, 9], [5, 5], [2, 8], [7, 3]])
    pooled, equal = (sums_of(comparison, weighting=w).real for w in ("pooled", "documents"))
    assert equal == pytest.approx(pooled)


def test_means_of_documents_weigh_documents_the_same() -> None:
    """Three units of one document count as one document, and a missing value not at all."""
    units = pd.DataFrame({"document": list("pppqr"), "era": ["new"] * 4 + ["old"]}, index=list("abcde"))
    values = pd.DataFrame({"x": [1, 1, np.nan, 0, 0], "y": [1, 0, 0, 1, 1]}, index=list("abcde"))
    found = sums_of(Comparison(units, **SIDES), values, weighting="documents").real
    assert found == pytest.approx([0.5 - 0, (1 / 3 + 1) / 2 - 1])


def test_rows_may_be_other_clusters() -> None:
    """Units are added up by speaker on either side; the whole stays the same."""
    comparison = compared([[1, 2], [2, 1], [3, 1], [1, 1]], 2, speaker=["x", "x", "x", "y"])
    sums = sums_of(comparison, rows="speaker")
    assert list(zip(sums.clusters, sums.is_target.tolist(), strict=True)) == [("x", True), ("x", False), ("y", False)]
    assert sums.parts.toarray().tolist() == [[3, 3], [3, 1], [1, 1]]
    assert sums.real == pytest.approx(log_ratio([3, 3], [4, 2], 6, 6))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"weighting": "equal"}, "weighting is 'equal'; allowed: documents, pooled"),
        ({"measure": "G2"}, "measure is 'G2'; expected a function"),
        ({"rows": "office", "option": "clusters"}, "no column 'office'"),
    ],
)
def test_options_are_checked(options: dict[str, Any], said: str) -> None:
    """Each error names the option and what is allowed."""
    with pytest.raises(ArgumentError, match=said):
        sums_of(compared([[1, 2], [2, 1]], 1), **options)


def test_a_document_without_a_token_has_no_weight() -> None:
    """Its rate is undefined, so documents cannot weigh the same; pooled, it adds nothing."""
    comparison = compared([[1, 2], [0, 0], [2, 1]], 2)
    assert sums_of(comparison).real == pytest.approx(log_ratio([1, 2], [2, 1], 3, 3))
    with pytest.raises(ArgumentError, match="document 'd01' has no token"):
        sums_of(comparison, weighting="documents")
