"""Fisher's exact test: equal to an enumeration and to SciPy, quick for a vocabulary, whole counts only."""

from __future__ import annotations

from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from scipy import stats

from analysis.errors import ArgumentError
from analysis.terms.compare import exact_tests
from analysis.terms.compare.exact_tests import fisher_exact, fisher_odds_ratio
from tests.terms.compare.tables import Table, tables
from tests.timing import seconds


@given(tables(least=1, most=40))
def test_p_is_the_share_of_tables_as_extreme(table: Table) -> None:
    """The tables of each kind of tail, counted one by one in whole numbers, are the same share."""
    a, b, n1, n2 = table
    ways = {x: comb(n1, x) * comb(n2, a + b - x) for x in range(max(0, a + b - n2), min(a + b, n1) + 1)}
    extreme = {
        "two-sided": [x for x in ways if ways[x] <= ways[a]],
        "less": [x for x in ways if x <= a],
        "greater": [x for x in ways if x >= a],
    }
    for alternative, kept in extreme.items():
        expected = sum(ways[x] for x in kept) / sum(ways.values())
        assert fisher_exact(*table, alternative=alternative) == pytest.approx(expected, rel=1e-12)  # type: ignore[arg-type]


def test_large_tables_agree_with_scipy_one_by_one() -> None:
    """In corpora of millions and far into the tails the values are those of SciPy for each table."""
    draw = np.random.default_rng(7)
    a = draw.poisson(np.geomspace(1, 30_000, 30))
    b = draw.poisson(np.geomspace(1, 30_000, 30) * 1.2)
    n1, n2 = 2_000_000, 3_000_000
    for alternative in ("two-sided", "less", "greater"):
        ours = fisher_exact(a, b, n1, n2, alternative=alternative)  # type: ignore[arg-type]
        theirs = [
            stats.fisher_exact([[x, y], [n1 - x, n2 - y]], alternative=alternative).pvalue
            for x, y in zip(a, b, strict=True)
        ]
        assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-300)


def test_equal_likelihood_is_found_in_corpora_of_a_hundred_million() -> None:
    """Of two corpora of one size the mirrored table is as likely, so p is twice the smaller tail, or 1."""
    size = 100_000_000
    for a, b in ((5_300, 5_000), (5_000, 5_300), (12, 3)):
        tail = fisher_exact(max(a, b), min(a, b), size, size, alternative="greater")
        assert fisher_exact(a, b, size, size) == pytest.approx(2 * float(tail), rel=1e-6)
    assert fisher_exact(5_000, 5_000, size, size) == 1


@pytest.mark.parametrize(
    ("table", "p"),
    [
        ((3, 0, 3, 0), np.nan),
        ((0, 0, 10, 10), np.nan),
        ((10, 10, 10, 10), 1.0),
        ((10, 0, 10, 10), 2 / comb(20, 10)),
        ((0, 4, 2, 6), 12 / 28),
    ],
)
def test_the_edges(table: tuple[int, int, int, int], p: float) -> None:
    """An empty corpus and a term in neither are undefined; a term that is everything cannot be uneven; ties count."""
    assert fisher_exact(*table) == pytest.approx(p, nan_ok=True)


def test_shapes_are_kept_and_progress_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values come back in the shape of the counts, equal for equal tables; each block is reported."""
    monkeypatch.setattr(exact_tests, "_AT_A_TIME", 2)
    shares: list[float] = []
    found = fisher_exact([[1, 2, 3], [1, 5, 8]], 4, 10, 10, progress=shares.append)
    assert found.shape == (2, 3)
    assert found[0, 0] == found[1, 0]
    assert shares == pytest.approx([1 / 3, 2 / 3, 1])
    assert fisher_exact([], [], 5, 5).shape == (0,)


@pytest.mark.thorough
def test_a_vocabulary_takes_no_longer_than_a_few_tables_of_scipy() -> None:
    """A hundred thousand terms with the counts of a language take less than six hundred terms one by one."""
    rank, draw = np.arange(1, 100_001), np.random.default_rng(3)
    a, b = draw.poisson(1 + 2e6 / rank), draw.poisson(1 + 2.2e6 / rank)
    n1, n2 = int(a.sum()), int(b.sum())

    def alone() -> None:
        for x, y in zip(a[:600], b[:600], strict=True):
            stats.fisher_exact([[x, y], [n1 - x, n2 - y]])

    assert seconds(lambda: fisher_exact(a, b, n1, n2), rounds=1) < seconds(alone, rounds=1)


def test_another_alternative_is_refused() -> None:
    """An alternative that does not exist is answered with the list; a coverage is between 0 and 1."""
    with pytest.raises(ArgumentError, match="allowed: greater, less, two-sided"):
        fisher_exact(1, 1, 5, 5, alternative="both")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="confidence is 1"):
        fisher_odds_ratio(1, 1, 5, 5, confidence=1)


def test_the_interval_of_the_odds_ratio_agrees_with_the_test() -> None:
    """It has 1 in it where p is above .05, and not where p is below; the estimate is between its ends."""
    for a, b in ((7, 2), (40, 12), (3, 3), (0, 9)):
        estimate, low, high = fisher_odds_ratio(a, b, 1000, 1000)
        assert low <= estimate <= high
        assert (low <= 1 <= high) == bool(fisher_exact(a, b, 1000, 1000) > 0.05)


@pytest.mark.parametrize("counts", [(2.9, 1, 50, 50), (2, 1.5, 50, 50), (2, 1, 50.5, 50), ([1, 2.5], 1, 50, 50)])
def test_fishers_test_counts_whole_tokens(counts: Any) -> None:
    """Fractions are refused, not cut off."""
    with pytest.raises(ArgumentError, match="expected whole numbers"):
        fisher_exact(*counts)
    if np.ndim(counts[0]) == 0:
        with pytest.raises(ArgumentError, match="expected whole numbers"):
            fisher_odds_ratio(*counts)


def test_corpora_of_any_size_take_the_same_time_and_keep_their_digits() -> None:
    """In huge corpora the tables are binomial draws, and the time does not grow with the tokens of the corpus."""
    for size in (10**9, 10**11, 2**50):
        assert fisher_exact(3, 7, size, size) == pytest.approx(0.34375, rel=1e-8)
        assert fisher_exact(0, 9, size, 3 * size, alternative="less") == pytest.approx(0.75**9, rel=1e-7)
        assert fisher_exact(9, 0, size, 3 * size, alternative="less") == 1
    small, large = (seconds(lambda n=n: fisher_exact(300, 500, n, n), rounds=2) for n in (10**6, 10**12))
    assert large < 8 * small
