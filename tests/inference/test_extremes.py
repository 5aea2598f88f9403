"""The engine of permutations: terms computed together, on one core or two, and values that are undefined."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.inference import extremes as module
from analysis.inference.permutations import permutation
from analysis.inference.sums import difference
from analysis.terms.compare.measures import log_ratio
from tests.documents import compared

Array = np.ndarray[Any, Any]


def _log_ratios(counts: Array, new: int) -> Array:
    """Return the log ratio of every term in every split by a plain loop."""
    found = []
    for chosen in combinations(range(len(counts)), new):
        first = counts[list(chosen)].sum(axis=0)
        second = counts.sum(axis=0) - first
        found.append(log_ratio(first, second, first.sum(), second.sum()))
    return np.array(found)


def test_rare_terms_are_computed_together_and_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms with as many occurrences share their possible values; p is that of each term by itself, on one core or two."""
    rng = np.random.default_rng(5)
    counts = rng.poisson(rng.gamma(0.3, 2, (12, 90)))
    counts[:, 0] += 1
    comparison = compared(counts.tolist(), 5)
    together = permutation(comparison, draws=200)
    every = np.abs(_log_ratios(counts, 5))
    every = every[:, counts.sum(axis=0) > 0]
    assert together["p"].to_numpy() == pytest.approx((every >= every[0] - 1e-9).mean(axis=0), abs=0.15)
    whole = permutation(comparison)
    assert whole["p"].to_numpy() == pytest.approx((every >= every[0] - 1e-9).mean(axis=0))
    monkeypatch.setattr(module, "_MANY", 1)
    monkeypatch.setattr(module, "_CELLS", 2_000)
    monkeypatch.setattr(module, "_ROOM", 100)
    pd.testing.assert_frame_equal(permutation(comparison), whole)


def test_an_undefined_value_in_a_split_counts_as_extreme() -> None:
    """A measure that some splits leave undefined cannot make p small."""

    def rate_where_both(a: Any, b: Any, n1: Any, n2: Any) -> Array:
        return np.where((np.asarray(a) > 0) & (np.asarray(b) > 0), difference(a, b, n1, n2), np.nan)

    table = permutation(compared([[5, 1], [1, 5], [0, 9], [0, 9]], 1), measure=rate_where_both).set_index("term")
    assert np.isnan(table.loc["a", "p"]) or table.loc["a", "p"] >= 0.5
