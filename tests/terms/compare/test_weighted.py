"""Weighted log-odds: priors, backgrounds and counts that are refused."""

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
from analysis.terms.compare.weighted import log_odds_against_all, log_odds_with_prior, weighted_log_odds
from tests.documents import SIDES, corpus

MATRIX = corpus([[4, 6, 0], [0, 5, 1]], 1)
COMPARISON = Comparison(MATRIX, **SIDES)


def test_exclusive_terms_rank_low_without_a_background() -> None:
    """As the note says: under the flat prior a term of one side has a variance of about 100, with a background less."""
    comparison = Comparison({"only": 60, "more": 60, "rest": 880}, reference={"more": 20, "rest": 980})
    flat = weighted_log_odds(comparison).set_index("term")
    assert (flat.loc["only", "log_odds"] / flat.loc["only", "z"]) ** 2 == pytest.approx(100, rel=0.01)
    assert flat.loc["only", "z"] < flat.loc["more", "z"]
    background = {"only": 50, "more": 50, "rest": 9_900}
    informed = weighted_log_odds(comparison, background=background, prior_size=1_000).set_index("term")
    assert informed.loc["only", "z"] > informed.loc["more", "z"]


def test_a_background_shrinks() -> None:
    """An informative prior draws the log odds to 0; its size scales the pseudo-counts; terms it lacks get the flat one."""
    flat = weighted_log_odds(COMPARISON).set_index("term")
    shrunk = weighted_log_odds(COMPARISON, background={"a": 900, "b": 100}, prior_size=500).set_index("term")
    assert flat.loc["a", "log_odds"] > shrunk.loc["a", "log_odds"] > 0
    assert shrunk["prior"].to_dict() == {"a": 450, "b": 50, "c": 0.01}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=8), st.floats(0.01, 5))
def test_z_is_the_log_odds_over_its_standard_error(counts: list[tuple[int, int]], prior: float) -> None:
    """Both by the published formula, term by term; four terms of variance are never less than two."""
    a, b = np.array(counts).T
    alpha0 = prior * len(counts)
    hits, others = (a + prior, b + prior), (a.sum() + alpha0 - a - prior, b.sum() + alpha0 - b - prior)
    delta = np.log(hits[0] / others[0]) - np.log(hits[1] / others[1])
    found, z = log_odds_with_prior(a, b, prior=prior)
    assert found == pytest.approx(delta)
    assert z == pytest.approx(delta / np.sqrt(1 / hits[0] + 1 / hits[1]))
    assert (np.abs(log_odds_with_prior(a, b, prior=prior, variance="four-term")[1]) <= np.abs(z) + 1e-12).all()


def test_a_background_comes_in_many_kinds() -> None:
    """A mapping, a Series and a matrix of the same counts make the same prior."""
    whole = {"a": 4, "b": 11, "c": 1}
    tables = [weighted_log_odds(COMPARISON, background=given) for given in (whole, pd.Series(whole), MATRIX)]
    for table in tables:
        pd.testing.assert_frame_equal(table, tables[0])
    assert tables[0].set_index("term")["prior"].to_dict() == whole


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"background": {"x": -5, "y": 10}}, "background has -5 for 'x'"),
        ({"background": {"x": math.nan, "y": 10}}, "background has nan for 'x'"),
        ({"background": {1: 5}}, "background has the term 1"),
        ({"background": {"x": 0}}, "background has no token"),
        ({"background": ["x"]}, r"background is \['x'\]"),
        ({"background": {"x": 5}, "prior_size": 0}, "prior_size is 0"),
        ({"background": {"x": 5}, "prior_size": -10}, "prior_size is -10"),
        ({"background": {"x": 5}, "prior_size": math.nan}, "prior_size is nan"),
        ({"prior_size": 500}, "prior_size is 500 without a background"),
        ({"flat": math.inf}, "flat is inf"),
        ({"flat": 0}, "flat is 0"),
    ],
)
def test_faulty_priors_are_refused(options: dict[str, Any], said: str) -> None:
    """No prior is replaced or ignored in silence."""
    with pytest.raises(ArgumentError, match=said):
        weighted_log_odds(COMPARISON, **options)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"prior": math.inf}, "prior has inf"),
        ({"prior": -1}, "prior has -1"),
        ({"prior": [1, 2, 3]}, "shapes"),
        ({"prior": 0}, "prior has 0"),
        ({"prior": 1, "variance": "one"}, "variance is 'one'"),
        ({"prior": 1, "prior_size": 0}, "prior_size is 0"),
        ({"prior": 1, "n1": math.nan}, "n1 is nan"),
        ({"prior": 1, "n1": 2}, "n1 is 2, below the 3 tokens"),
        ({"prior": 1, "n2": 2.5}, "n2 is 2.5, below the 3 tokens"),
    ],
)
def test_faulty_pseudo_counts_are_refused(options: dict[str, Any], said: str) -> None:
    """The plain function has the same bounds, and refuses a term that is a whole group."""
    with pytest.raises(ArgumentError, match=said):
        log_odds_with_prior([1, 2], [2, 1], **options)
    for a, b, fault in (([-1, 2], [2, 1], "a has -1"), ([5], [5], "whole group")):
        with pytest.raises(ArgumentError, match=fault):
            log_odds_with_prior(a, b, prior=1)


@pytest.mark.parametrize(
    ("counts", "options", "said"),
    [
        ([[-1, 2], [1, 2]], {}, "counts has -1"),
        ([[math.nan, 2], [1, 2]], {}, "counts has nan"),
        ([[0, 0], [0, 0]], {}, "no token"),
        ([[1], [2]], {}, "whole group"),
        ([1, 2], {}, "groups x terms"),
        ([[1, 2], [2, 3]], {"prior": "x"}, "prior is 'x'; allowed: empirical, flat"),
    ],
)
def test_faulty_tables_of_groups_are_refused(counts: Any, options: dict[str, Any], said: str) -> None:
    """Odds of nothing, or of a term that is everything, are unbounded."""
    with pytest.raises(ArgumentError, match=said):
        log_odds_against_all(counts, **options)


@given(st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=2, max_size=4))
def test_a_term_that_no_group_has_is_undefined(rows: list[list[int]]) -> None:
    """With the empirical prior nothing is known of it: NaN there, numbers elsewhere, and never a warning."""
    counts = np.array([[1, 1, 0, *row] for row in rows])
    delta, z = log_odds_against_all(counts)
    unknown = counts.sum(axis=0) == 0
    assert np.isnan(delta[:, unknown]).all()
    assert np.isfinite(delta[:, ~unknown]).all()
    assert np.isfinite(z[:, ~unknown]).all()
