"""Splits of documents: all of them, or a seeded sample with the add-one rule where they are too many."""

from __future__ import annotations

from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.inference import splits as module
from analysis.inference.permutation import difference_of_means, permutation
from analysis.inference.placebo import key_if_shared, placebo_splits, split_values
from analysis.inference.splits import smallest_p, split_blocks, splits
from analysis.terms.compare.comparison import Comparison
from tests.documents import SIDES, corpus

MOST = 50
"""In these tests sampling begins here, so that the exact answer is at hand, too."""


def values_of(terms: TermMatrix) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the counts as values of the units, and the table of units."""
    return pd.DataFrame(terms.counts.toarray(), index=terms.units.index, columns=terms.terms), terms.units


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sample above fifty splits already."""
    monkeypatch.setattr(module, "_MOST_SPLITS", MOST)


eight = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=9, max_size=9)


@settings(max_examples=25, deadline=None)
@given(eight, st.integers(0, 3))
def test_a_drawn_p_is_close_to_the_exact_one(counts: list[list[int]], seed: int) -> None:
    """With 100 of 126 splits drawn, p lies within the sampling error of the exact p, for words and for means."""
    terms = corpus(counts, 4)
    exact = permutation(Comparison(terms, **SIDES))
    means = difference_of_means(*values_of(terms), **SIDES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_SPLITS", MOST)
        drawn = permutation(Comparison(terms, **SIDES), draws=100, seed=seed)
        drawn_means = difference_of_means(*values_of(terms), **SIDES, draws=100, seed=seed)
    # Without replacement: five standard errors of a share of 100 out of 125.
    error = 5 * np.sqrt(0.25 / 100 * (125 - 100) / 124) + 1 / 101
    for whole, part in ((exact, drawn), (means, drawn_means)):
        assert (part["p"] - whole["p"]).abs().max() <= error
        assert (part["p"] >= part["p_floor"]).all()
        assert part["splits"].eq(101).all()
        assert part["p_floor"].eq(1 / 101).all()
        assert list(part.columns) == list(whole.columns)


@settings(max_examples=25, deadline=None)
@given(eight, st.permutations(range(9)))
def test_the_order_of_documents_plays_no_part(counts: list[list[int]], order: list[int]) -> None:
    """Units in any order give the same drawn splits and so the same tables; so does the same seed again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_SPLITS", MOST)
        one, other = corpus(counts, 4), corpus(counts, 4, list(order))
        for call in (
            lambda t: permutation(Comparison(t, **SIDES), draws=60),
            lambda t: difference_of_means(*values_of(t), **SIDES, draws=60),
            lambda t: placebo_splits(Comparison(t, **SIDES), key=key_if_shared(), draws=60),
            lambda t: split_values(Comparison(t, **SIDES), value=lambda a, b: float(a[0] - b[0]), draws=60),
        ):
            pd.testing.assert_frame_equal(call(one), call(other))


@pytest.mark.usefixtures("few")
def test_another_seed_draws_others() -> None:
    """Two seeds give two samples of splits, both with the real one."""
    terms = corpus([[n % 5 + 1, n % 3 + 1] for n in range(10)], 5)
    one, other = (
        placebo_splits(Comparison(terms, **SIDES), key=key_if_shared(), draws=60, seed=seed)["split"] for seed in (1, 2)
    )
    assert set(one) != set(other)
    assert one[0] == other[0] == "d00+d01+d02+d03+d04"


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("draws", [7, 60, 251, 252, 9_999])
def test_drawn_splits_are_different_and_the_real_one_is_there_once(draws: int) -> None:
    """A sample has no split twice; where it would have all of them, all of them are listed."""
    is_target = np.arange(10) % 2 == 0
    masks = np.array(list(splits(is_target, draws=draws, seed=3)))
    assert len(masks) == len(np.unique(masks, axis=0)) == min(draws + 1, comb(10, 5))
    assert (masks.sum(axis=1) == 5).all()
    assert (masks == is_target).all(axis=1).sum() == 1
    assert smallest_p(is_target, draws=draws) == (1 / (draws + 1) if draws < 251 else 2 / 252)


@pytest.mark.parametrize("n", [6, 40])
def test_blocks_are_the_splits_whatever_their_width(n: int) -> None:
    """Splits looked at few at a time are those looked at together, so memory is bounded and results are not touched."""
    is_target = np.arange(n) < n // 2
    alone = np.array(list(splits(is_target, draws=50, seed=1)))
    blocks = list(split_blocks(is_target, draws=50, seed=1, width=module._CELLS // 3))
    assert max(map(len, blocks)) == 3
    assert (np.concatenate(blocks) == alone).all()


def test_each_split_is_drawn_as_often_as_others() -> None:
    """Over many drawn splits of 20 documents each one stands on the side of the target in half of them."""
    is_target = np.arange(20) < 10
    share = np.mean(list(splits(is_target, draws=9_999, seed=1)), axis=0)
    assert share == pytest.approx(np.full(20, 0.5), abs=5 * 0.5 / 100)


def test_sixteen_documents_a_side_are_no_error() -> None:
    """Groups of 16 have 601,080,390 splits: by default 9,999 of them are looked at, and a clear term reaches the floor."""
    counts = [[9, 1 + n % 3, 5] for n in range(16)] + [[1, 1 + n % 3, 13] for n in range(16)]
    table = permutation(Comparison(corpus(counts, 16), **SIDES)).set_index("term")
    assert table["splits"].eq(10_000).all()
    assert table["p_floor"].eq(1e-4).all()
    assert table.loc["a", "p"] == 1e-4
    assert table.loc["b", "p"] > 0.5
    placebo = placebo_splits(Comparison(corpus(counts, 16), **SIDES), key=key_if_shared(), draws=99)
    assert placebo["split"].is_unique
    assert len(placebo) == 100
