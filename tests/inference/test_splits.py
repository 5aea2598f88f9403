"""Splits of documents: all of them, or a seeded sample with the add-one rule where they are too many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from math import comb
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.inference import splits as module
from analysis.inference.permutations import difference_of_means, permutation
from analysis.inference.placebo import key_if_shared, placebo_splits, split_values
from analysis.inference.splits import Splits, splits_of
from analysis.terms.compare.comparison import Comparison
from tests.documents import compared, paired

MOST = 50
"""In these tests sampling begins here, so that the exact answer is at hand, too."""


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """Sample above fifty splits already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_SPLITS", MOST)
        yield


def means(comparison: Comparison, **options: int) -> pd.DataFrame:
    """Return the difference of means of the counts of each unit."""
    units = comparison.units
    values = pd.DataFrame(units.counts.toarray(), index=units.units.index, columns=units.terms)
    return difference_of_means(comparison, values, **options)


nine = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=9, max_size=9)
pairs = st.lists(st.tuples(*[st.lists(st.integers(1, 9), min_size=2, max_size=2)] * 2), min_size=7, max_size=7)


def test_the_splits_are_all_choices_of_as_many_documents() -> None:
    """Each once, the real one among them; the smallest p is one of them, or two of equal groups."""
    for is_target in ([True, True, False, True, False], [True, False, True, False]):
        found = Splits(np.array(is_target))
        masks = [tuple(np.flatnonzero(mask)) for mask in found.masks()]
        assert masks == list(combinations(range(len(is_target)), sum(is_target)))
        assert found.number == len(masks)
        mirrored = 2 * sum(is_target) == len(is_target)
        assert found.smallest_p == (2 if mirrored else 1) / len(masks)


def test_the_splits_of_pairs_swap_the_sides_within() -> None:
    """All 2^n swaps, of which none moves a document to another pair; the smallest p is 2 / 2^n."""
    found = splits_of(paired([([1], [1])] * 5), draws=9_999, seed=1)
    masks = np.array(list(found.masks()))
    assert {tuple(mask[::2]) for mask in masks} == set(product([False, True], repeat=5))
    assert (masks[:, ::2] != masks[:, 1::2]).all(), "one side of each pair is the target"
    assert found.number == 2**5
    assert found.smallest_p == 2 / 2**5


@pytest.mark.parametrize("draws", [7, 60, 251, 252, 9_999])
@pytest.mark.parametrize("pairing", [None, np.repeat(range(8), 2)], ids=["groups", "pairs"])
def test_drawn_splits_are_different_and_the_real_one_is_there_once(draws: int, pairing: Any) -> None:
    """A sample has no split twice; where it would have all of them, all of them are listed."""
    is_target = np.arange(10 if pairing is None else 16) % 2 == 0
    every = comb(10, 5) if pairing is None else 2**8
    found = Splits(is_target, pairing, draws=draws, seed=3)
    masks = np.array(list(found.masks()))
    assert len(masks) == len(np.unique(masks, axis=0)) == found.number == min(draws + 1, every)
    assert (masks.sum(axis=1) == is_target.sum()).all()
    assert (masks == is_target).all(axis=1).sum() == 1
    assert found.smallest_p == (1 / (draws + 1) if draws + 1 < every else 2 / every)
    if pairing is not None:
        assert (masks[:, ::2] != masks[:, 1::2]).all()


@settings(max_examples=15)
@given(nine, st.integers(0, 3))
def test_a_drawn_p_is_close_to_the_exact_one(counts: list[list[int]], seed: int) -> None:
    """With 100 of 126 splits drawn, p is within the sampling error of the exact p, for words and for means."""
    comparison = compared(counts, 4)
    # Without replacement: five standard errors of a share of 100 out of 125.
    error = 5 * np.sqrt(0.25 / 100 * (125 - 100) / 124) + 1 / 101
    for ask in (permutation, means):
        whole, part = ask(comparison, draws=9_999), ask(comparison, draws=100, seed=seed)
        assert whole["splits"].eq(126).all()
        assert (part["p"] - whole["p"]).abs().max() <= error
        assert (part["p"] >= part["p_floor"]).all()
        assert part["splits"].eq(101).all()
        assert part["p_floor"].eq(1 / 101).all()
        assert list(part.columns) == list(whole.columns)


@settings(max_examples=10)
@given(pairs, st.integers(0, 3))
def test_a_drawn_p_of_pairs_is_close_to_the_exact_one(counts: list[tuple[list[int], list[int]]], seed: int) -> None:
    """The same with 100 of 128 swaps."""
    comparison = paired(counts)
    whole, part = permutation(comparison), permutation(comparison, draws=100, seed=seed)
    assert (part["p"] - whole["p"]).abs().max() <= 5 * np.sqrt(0.25 / 100 * 27 / 126) + 1 / 101


@settings(max_examples=6)
@given(nine, st.permutations(range(9)))
def test_the_order_of_documents_plays_no_part(counts: list[list[int]], order: list[int]) -> None:
    """Units in any order have the same drawn splits and so the same tables."""
    one, other = compared(counts, 4), compared(counts, 4, order)
    for ask in (
        lambda c: permutation(c, draws=60),
        lambda c: means(c, draws=60),
        lambda c: placebo_splits(c, key=key_if_shared(), draws=60),
        lambda c: split_values(c, value=lambda a, b: float(a[0] - b[0]), draws=60),
    ):
        pd.testing.assert_frame_equal(ask(one), ask(other))


def test_another_seed_draws_others_and_the_same_seed_the_same() -> None:
    """Two seeds have two samples of splits, both with the real one."""
    comparison = compared([[n % 5 + 1, n % 3 + 1] for n in range(10)], 5)
    one, other, again = (
        placebo_splits(comparison, key=key_if_shared(), draws=60, seed=seed)["split"] for seed in (1, 2, 1)
    )
    assert set(one) != set(other)
    assert one.tolist() == again.tolist()
    assert one[0] == other[0] == "d00+d01+d02+d03+d04"


@pytest.mark.parametrize("n", [6, 40])
def test_blocks_are_the_splits_whatever_their_length(n: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Splits in small tables are those in one table, so memory is bounded and results stay."""
    found = Splits(np.arange(n) < n // 2, draws=50, seed=1)
    masks = np.array(list(found.masks()))
    monkeypatch.setattr(module, "_CELLS", 3 * n)
    blocks = list(found.blocks())
    assert max(map(len, blocks)) == 3
    assert (np.concatenate(blocks) == masks).all()


@pytest.mark.parametrize("pairing", [None, np.repeat(range(10), 2)], ids=["groups", "pairs"])
def test_each_split_is_drawn_as_often_as_others(pairing: Any) -> None:
    """Over many drawn splits of 20 documents each one is on the side of the target in half of them."""
    found = Splits(np.arange(20) % 2 == 0, pairing, draws=MOST * 15, seed=1)
    share = np.mean(list(found.masks()), axis=0)
    assert share == pytest.approx(np.full(20, 0.5), abs=5 * 0.5 / np.sqrt(found.number))


def test_sixteen_documents_a_side_are_no_error() -> None:
    """Groups of 16 have 601,080,390 splits: by default 9,999 of them are compared, and a clear term reaches the floor."""
    counts = [[9, 1 + n % 3, 5] for n in range(16)] + [[1, 1 + n % 3, 13] for n in range(16)]
    table = permutation(compared(counts, 16)).set_index("term")
    assert table["splits"].eq(10_000).all()
    assert table["p_floor"].eq(1e-4).all()
    assert table.loc["a", "p"] == 1e-4
    assert table.loc["b", "p"] > 0.5


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"draws": 0}, "draws is 0; expected a whole number of at least 1"),
        ({"draws": 1.5}, "draws is 1.5"),
        ({"seed": -1}, "seed is -1; expected a whole number of at least 0"),
    ],
)
def test_draws_and_seeds_are_whole_numbers(options: dict[str, Any], said: str) -> None:
    """Also where all splits are compared and none is drawn."""
    with pytest.raises(ArgumentError, match=said):
        permutation(compared([[1, 2], [2, 1]], 1), **options)
