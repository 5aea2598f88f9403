"""Divergences: bounds, symmetry, and contributions that add up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.divergence import divergence, jensen_shannon, rank_turbulence


@given(counts=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=9))
@settings(max_examples=60, deadline=None)
def test_divergences_lie_in_their_bounds(counts: list[tuple[int, int]]) -> None:
    """Both are symmetric and 0 for equal lists; contributions are never negative; the first is at most 1.

    Rank turbulence passes 1 for disjoint lists of very few types: the published constant gives an absent type
    the rank N1 + N2/2, tied ranks give it half a rank more.
    """
    a, b = np.array(counts).T
    if not a.sum() or not b.sum():
        with pytest.raises(ArgumentError, match="no token"):
            jensen_shannon(a, b)
        return
    for measure in (jensen_shannon, rank_turbulence):
        shares = measure(a, b)
        assert (shares >= -1e-12).all()
        assert shares.sum() <= (1 + 1e-9 if measure is jensen_shannon else 1.5)
        assert np.allclose(shares, measure(b, a))
        assert np.isclose(measure(a, a).sum(), 0)


def test_a_divergence_table_adds_up() -> None:
    """Contributions add to the divergence, from a matrix or from a mapping."""
    texts = pd.DataFrame({"text": ["The red mill.", "Red weir.", "A red barn."], "group": ["p", "p", "q"]})
    table = divergence(TermMatrix.from_texts(texts), by="group", target="p", reference="q")
    assert table["share"].sum() == pytest.approx(1)
    columns = ["term", "count_target", "count_reference"]
    mapping = {term: (a, b) for term, a, b in table[columns].itertuples(index=False)}
    pd.testing.assert_frame_equal(table, divergence(mapping))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: jensen_shannon([1], [1], weights=(1, 1)), "weights are"),
        (lambda: rank_turbulence([1], [1], alpha=-1), "alpha is -1"),
        (lambda: jensen_shannon([1, 2], [1]), "^a has 2|^a .* b|align"),
        (lambda: jensen_shannon([float("nan")], [1]), "^a .*nan"),
    ],
    ids=["weights", "alpha", "lengths", "nan"],
)
def test_faulty_arguments_are_refused(call: Any, said: str) -> None:
    """Weights, exponent and counts have bounds."""
    with pytest.raises(ArgumentError, match=said):
        call()
