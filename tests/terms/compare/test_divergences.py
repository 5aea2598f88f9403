"""Divergences of two frequency lists: their bounds, and what they refuse."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.divergences import divergence, jensen_shannon, rank_turbulence
from tests.documents import compared

PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=9)


@given(PAIRS)
def test_divergences_keep_their_bounds(counts: list[tuple[int, int]]) -> None:
    """Both are symmetric and 0 for equal lists; contributions are never negative; the first is at most 1.

    Rank turbulence passes 1 for lists of very few types without a common one, as the docstring says.
    """
    a, b = np.array(counts).T
    if not a.sum() or not b.sum():
        with pytest.raises(ArgumentError, match="has no token"):
            jensen_shannon(a, b)
        return
    for measure in (jensen_shannon, rank_turbulence):
        shares = measure(a, b)
        assert (shares >= -1e-12).all()
        assert shares.sum() <= (1 + 1e-9 if measure is jensen_shannon else 1.5)
        assert np.allclose(shares, measure(b, a))
        assert np.isclose(measure(a, a).sum(), 0)


@given(PAIRS)
def test_jensen_shannon_is_the_mean_divergence_from_the_mixture(counts: list[tuple[int, int]]) -> None:
    """Worked out from entropies: that of the mixture less the mean of both."""
    a, b = np.array(counts).T
    if a.sum() and b.sum():
        p, q = a / a.sum(), b / b.sum()

        def bits(shares: Any) -> float:
            return -sum(share * math.log2(share) for share in shares if share)

        assert jensen_shannon(a, b).sum() == pytest.approx(bits((p + q) / 2) - (bits(p) + bits(q)) / 2, abs=1e-12)


def test_a_table_adds_up_and_two_lists_have_the_same() -> None:
    """Contributions add up to the divergence, of groups or of their frequency lists; equal sides have no shares."""
    comparison = compared([[4, 1, 0, 2], [1, 1, 0, 0], [0, 3, 1, 2]], 1)
    table = divergence(comparison)
    assert table["share"].sum() == pytest.approx(1)
    assert table["jensen_shannon"].sum() == pytest.approx(jensen_shannon(*comparison.counts).sum())
    target, reference = (dict(zip(comparison.vocabulary, side, strict=True)) for side in comparison.counts)
    pd.testing.assert_frame_equal(table, divergence(Comparison(target, reference=reference)))
    # Half against half: the term that both have in the same share favours neither.
    equal = divergence(Comparison({"x": 1, "y": 1}, reference={"x": 2, "y": 2}))
    assert equal["favours"].tolist() == [0, 0]
    assert equal["share"].isna().all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: jensen_shannon([1, 2], [1]), "a has 2 terms and b 1"),
        (lambda: jensen_shannon([math.nan], [1]), "a has nan"),
        (lambda: rank_turbulence([1], [-1]), "b has -1"),
        (lambda: rank_turbulence(["a"], [1]), "a is"),
        (lambda: divergence({"x": 1}), "comparison is {'x': 1}"),  # type: ignore[arg-type]
    ],
)
def test_lists_that_are_none_are_refused(call: Any, said: str) -> None:
    """Counts of the same terms, 0 or more; a negative count is refused before terms of no count are left out."""
    with pytest.raises(ArgumentError, match=said):
        call()


@pytest.mark.parametrize(
    "weights", [(0.3, 0.3, 0.4), (1.0,), (1, 1), (1.5, -0.5), (0.0, 1.0), (math.nan, 1.0), None, "ab"]
)
def test_weights_are_two_shares(weights: Any) -> None:
    """Two numbers above 0 that add up to 1."""
    with pytest.raises(ArgumentError, match=r"^weights"):
        jensen_shannon([1, 2], [2, 1], weights=weights)


@pytest.mark.parametrize("alpha", ["x", None, math.nan, -1])
def test_alpha_is_a_number_of_zero_or_more(alpha: Any) -> None:
    """Infinity included."""
    with pytest.raises(ArgumentError, match="alpha is"):
        rank_turbulence([1, 2], [2, 1], alpha=alpha)
    assert np.isfinite(rank_turbulence([1, 2], [2, 1], alpha=math.inf)).all()
