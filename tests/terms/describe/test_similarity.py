"""Similarity: what nothing can be compared with is undefined or said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.describe.similarity import burrows_delta, cosine_similarity, map_of_units


def _matrix(texts: list[str]) -> TermMatrix:
    return TermMatrix.from_texts(pd.DataFrame({"text": texts}, index=[f"u{at}" for at in range(len(texts))]))


def test_a_unit_without_a_common_term_is_undefined() -> None:
    """A unit without a term above the threshold has no similarity to any unit, itself included."""
    cosine = cosine_similarity(_matrix(["a b", "a b", "c d"]), min_units=2)
    assert cosine.loc["u2"].isna().all()
    assert cosine["u2"].isna().all()
    assert np.allclose(cosine.loc[["u0", "u1"], ["u0", "u1"]], 1)


@pytest.mark.parametrize("number", [3, 4, 7])
def test_equal_units_have_no_variation_to_hold(number: int) -> None:
    """A map of equal texts puts them on one place, and its share of nothing is undefined, without a warning."""
    points = map_of_units(_matrix(["a b c d"] * number))
    assert points["held"].isna().all()
    assert np.allclose(points[["x", "y"]], points[["x", "y"]].iloc[0], atol=1e-9)


def test_what_a_map_holds_is_a_share() -> None:
    """Of units that differ it is between 0 and 1."""
    held = map_of_units(_matrix(["a b c", "a b c", "c d e", "c d e"]))["held"]
    assert held.between(0, 1).all()
    assert held.gt(0.9).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cosine_similarity(_matrix(["a", "b"]), min_units=99), "min_units is 99, and no term"),
        (lambda: cosine_similarity(_matrix(["a", "b"]), min_units="2"), "min_units is '2'"),
        (lambda: cosine_similarity(_matrix(["a", "b"]), min_units=0), "min_units is 0"),
        (lambda: burrows_delta(_matrix(["a", "b"]), most_frequent=2.5), "most_frequent is 2.5"),
        (lambda: burrows_delta(_matrix(["a", "b"]), most_frequent=0), "most_frequent is 0"),
        (lambda: map_of_units(_matrix(["a b c", "b c d"])), "pass more units"),
        (lambda: burrows_delta(_matrix([])), "terms has no unit"),
        (lambda: cosine_similarity(_matrix([])), "terms has no unit"),
        (lambda: map_of_units(_matrix([])), "terms has no unit"),
        (lambda: map_of_units("a b"), "terms is 'a b'; expected TermMatrix"),
    ],
    ids=range(10),
)
def test_nothing_to_compare_is_said(call: Any, said: str) -> None:
    """No unit, no term that is common enough, or an option out of range."""
    with pytest.raises(ArgumentError, match=said):
        call()


def test_the_plane_is_that_of_the_principal_components() -> None:
    """Points and share are those of a decomposition of the centred table written out, but for the sign."""
    texts = ["a b c d", "a b d", "c d e e", "b e f", "a f f c", "d e f a b"]
    terms = _matrix(texts)
    points = map_of_units(terms, min_units=1)
    cosine = cosine_similarity(terms).to_numpy()
    centre = np.eye(len(texts)) - 1 / len(texts)
    values, vectors = np.linalg.eigh(centre @ cosine @ centre)
    expected = vectors[:, [-1, -2]] * np.sqrt(values[[-1, -2]])
    assert np.abs(points[["x", "y"]].to_numpy()) == pytest.approx(np.abs(expected), abs=1e-9)
    assert points["held"].iloc[0] == pytest.approx(values[[-1, -2]].sum() / values.sum())
    assert points[["x", "y"]].mean().to_numpy() == pytest.approx([0, 0], abs=1e-12)


def test_similar_units_lie_together() -> None:
    """Cosine and Delta see the two mills as nearer than the barn; both are symmetric."""
    terms = _matrix(["The red mill. A river by the red mill.", "Red mill talk. The river rose!", "A red barn fell."])
    cosine, delta = cosine_similarity(terms), burrows_delta(terms, most_frequent=10)
    assert np.allclose(np.diag(cosine), 1)
    assert cosine.loc["u0", "u1"] > cosine.loc["u1", "u2"]
    assert np.allclose(np.diag(delta), 0)
    assert np.allclose(delta, delta.T)
    assert delta.loc["u0", "u1"] > 0


@pytest.mark.filterwarnings("ignore:.*have no word")
@pytest.mark.parametrize("measure", [cosine_similarity, burrows_delta])
def test_a_unit_without_a_token_is_refused(measure: Any) -> None:
    """There is nothing in it to compare."""
    with pytest.raises(ArgumentError, match="unit 'u0' has no token"):
        measure(_matrix(["", "x"]))
