"""Weighted log-odds and divergences: priors, backgrounds and counts that are refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.divergence import divergence, jensen_shannon, rank_turbulence
from analysis.terms.compare.weighted import log_odds_against_all, log_odds_with_prior, weighted_log_odds

UNITS = pd.DataFrame({"era": ["new", "old"]}, index=["a", "b"])
LONG = pd.DataFrame([("a", "x", 4), ("a", "y", 6), ("b", "y", 5), ("b", "z", 1)], columns=["unit", "term", "count"])
MATRIX = TermMatrix.from_long(UNITS, LONG)
SIDES = {"by": "era", "target": "new", "reference": "old"}


def test_exclusive_terms_rank_low_without_a_background() -> None:
    """As the note says: under the flat prior a word of one side has a variance of about 100, with a background less."""
    rows = [("a", "only", 60), ("a", "more", 60), ("b", "more", 20), ("a", "rest", 880), ("b", "rest", 980)]
    matrix = TermMatrix.from_long(UNITS, pd.DataFrame(rows, columns=["unit", "term", "count"]))
    flat = weighted_log_odds(Comparison(matrix, **SIDES)).set_index("term")
    assert (flat.loc["only", "log_odds"] / flat.loc["only", "z"]) ** 2 == pytest.approx(100, rel=0.01)
    assert flat.loc["only", "z"] < flat.loc["more", "z"]
    informed = weighted_log_odds(
        Comparison(matrix, **SIDES), background={"only": 50, "more": 50, "rest": 9_900}, prior_size=1_000
    )
    informed = informed.set_index("term")
    assert informed.loc["only", "z"] > informed.loc["more", "z"]


def test_a_background_comes_in_many_kinds() -> None:
    """A mapping, a Series and a matrix of the same counts make the same prior."""
    whole = {"x": 4, "y": 11, "z": 1}
    tables = [
        weighted_log_odds(Comparison(MATRIX, **SIDES), background=given) for given in (whole, pd.Series(whole), MATRIX)
    ]
    for table in tables:
        pd.testing.assert_frame_equal(table, tables[0])
    assert tables[0].set_index("term")["prior"].to_dict() == whole


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"background": {"x": -5, "y": 10}}, "background holds -5 for 'x'"),
        ({"background": {"x": math.nan, "y": 10}}, "background holds nan for 'x'"),
        ({"background": {1: 5}}, "background has the term 1"),
        ({"background": ["x"]}, r"background is \['x'\]"),
        ({"background": {"x": 5}, "prior_size": 0}, "prior_size is 0"),
        ({"background": {"x": 5}, "prior_size": -10}, "prior_size is -10"),
        ({"background": {"x": 5}, "prior_size": math.nan}, "prior_size is nan"),
        ({"prior_size": 500}, "prior_size is 500 without a background"),
        ({"flat": math.inf}, "flat is inf"),
        ({"flat": 0}, "flat is 0"),
    ],
)
def test_faulty_priors_are_said(options: dict[str, Any], said: str) -> None:
    """No prior is replaced unsaid, and none is ignored."""
    with pytest.raises(ArgumentError, match=said):
        weighted_log_odds(Comparison(MATRIX, **SIDES), **options)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"prior": math.inf}, "prior holds inf"),
        ({"prior": -1}, "prior holds -1"),
        ({"prior": [1, 2, 3]}, "shapes"),
        ({"prior": 1, "prior_size": 0}, "prior_size is 0"),
        ({"prior": 1, "n1": math.nan}, "n1 is nan"),
        ({"prior": 1, "n1": 2}, "n1 is 2, below the 3 tokens that are counted; expected the size of the whole group"),
        ({"prior": 1, "n2": 2.5}, "n2 is 2.5, below the 3 tokens"),
    ],
)
def test_faulty_pseudo_counts_are_said(options: dict[str, Any], said: str) -> None:
    """The plain function has the same bounds."""
    with pytest.raises(ArgumentError, match=said):
        log_odds_with_prior([1, 2], [2, 1], **options)


@pytest.mark.parametrize(
    ("counts", "options", "said"),
    [
        ([[-1, 2], [1, 2]], {}, "counts holds -1"),
        ([[math.nan, 2], [1, 2]], {}, "counts holds nan"),
        ([[0, 0], [0, 0]], {}, "no token"),
        ([[1], [2]], {}, "whole group"),
        ([1, 2], {}, "groups x terms"),
        ([[1, 2], [2, 3]], {"prior": "x"}, "prior is 'x'; allowed: empirical, flat"),
    ],
)
def test_faulty_tables_of_groups_are_said(counts: Any, options: dict[str, Any], said: str) -> None:
    """Odds of nothing, or of a term that is everything, are unbounded."""
    with pytest.raises(ArgumentError, match=said):
        log_odds_against_all(counts, **options)


@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_term_that_no_group_has_is_undefined(rows: list[list[int]]) -> None:
    """With the empirical prior nothing is known of it: NaN there, numbers elsewhere, and never a warning."""
    counts = np.array([[1, 1, 0, *row] for row in rows])
    delta, z = log_odds_against_all(counts)
    unknown = counts.sum(axis=0) == 0
    assert np.isnan(delta[:, unknown]).all()
    assert np.isfinite(delta[:, ~unknown]).all()
    assert np.isfinite(z[:, ~unknown]).all()


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"x": (-1, 0), "y": (1, 2)}, "terms holds -1"),
        ({"x": (math.nan, 1), "y": (1, 2)}, "terms holds nan"),
        ({"x": 1}, "two counts for each term"),
        ({"x": (1, 2, 3)}, "two counts for each term"),
        ({"x": ("a", "b")}, "terms is"),
        ({}, "no token"),
    ],
)
def test_faulty_pairs_are_said(terms: Any, said: str) -> None:
    """A negative count is no absent one: it is refused before terms of no count are left out."""
    with pytest.raises(ArgumentError, match=said):
        divergence(Comparison(terms))


@pytest.mark.parametrize("weights", [(0.3, 0.3, 0.4), (1.0,), (1.5, -0.5), (0.0, 1.0), (math.nan, 1.0), None, "ab"])
def test_weights_are_two_shares(weights: Any) -> None:
    """Two numbers above 0 that add to 1."""
    with pytest.raises(ArgumentError, match=r"^weights"):
        jensen_shannon([1, 2], [2, 1], weights=weights)


@pytest.mark.parametrize("alpha", ["x", None, math.nan, -1])
def test_alpha_is_a_number_of_zero_or_more(alpha: Any) -> None:
    """Infinity included."""
    with pytest.raises(ArgumentError, match="alpha is"):
        rank_turbulence([1, 2], [2, 1], alpha=alpha)
    assert np.isfinite(rank_turbulence([1, 2], [2, 1], alpha=math.inf)).all()
