"""Sums over documents: the same to the last bit in any order and after any way through processes."""

from __future__ import annotations

import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.corpus.groups import GroupCounts
from analysis.corpus.tallies import Spill, Tally, added_deviations, group_counts

GROUPS = ["p", "q"]


def _tally(documents: list[tuple[int, list[int]]], width: int) -> Tally:
    tally = Tally({f"t{at}": at for at in range(width)}, {name: at for at, name in enumerate(GROUPS)})
    for group, counts in documents:
        tally.add(np.array([group]), sparse.csr_array(np.array([counts])))
    return tally


def _counted(tallies: list[Tally]) -> GroupCounts:
    whole = Tally({}, {})
    columns = [whole.absorb(tally.without_documents()) for tally in tallies]
    totals = whole.totals
    apart = np.zeros((2, len(totals)))
    for tally, places in zip(tallies, columns, strict=True):
        added_deviations(apart, tally.deviations(totals[places], int(totals.sum())), places)
    return group_counts(whole, apart)


def _dp(documents: list[tuple[int, list[int]]], at: int) -> float:
    """DP of one term, by fractions."""
    total = sum(counts[at] for _, counts in documents)
    size = sum(sum(counts) for _, counts in documents)
    apart = (abs(Fraction(counts[at], total) - Fraction(sum(counts), size)) for _, counts in documents)
    return float(sum(apart) / 2)


DOCUMENTS = st.lists(st.tuples(st.integers(0, 1), st.lists(st.integers(0, 999), min_size=3, max_size=3)), min_size=1, max_size=9)  # fmt: skip


@given(documents=DOCUMENTS, cut=st.integers(0, 9), seed=st.randoms(use_true_random=False))
def test_no_order_and_no_cut_changes_a_bit(
    documents: list[tuple[int, list[int]]], cut: int, seed: np.random.Generator
) -> None:
    """Documents in any order, in one tally or two, of which one went through another process, give equal bits."""
    whole = _counted([_tally(documents, 3)])
    mixed = list(documents)
    seed.shuffle(mixed)  # type: ignore[arg-type]
    parts = [_tally(mixed[:cut], 3), pickle.loads(pickle.dumps(_tally(mixed[cut:], 3)))]  # noqa: S301  (our own)
    other = _counted(parts)
    for name in ("terms", "groups", "counts", "documents", "sizes", "documents_of"):
        assert np.array_equal(getattr(whole, name), getattr(other, name)), name
    assert whole.dp.tobytes() == other.dp.tobytes()


@given(documents=DOCUMENTS)
def test_dp_is_half_the_sum_of_differences(documents: list[tuple[int, list[int]]]) -> None:
    """DP equals the definition, reckoned by fractions; of a term that nobody used it is not known."""
    found = _counted([_tally(documents, 3)]).dp
    for at in range(3):
        if any(counts[at] for _, counts in documents):
            assert found[at] == pytest.approx(_dp(documents, at), abs=1e-15)
        else:
            assert np.isnan(found[at])


def test_documents_of_billions_of_words_are_rounded_and_not_wrapped() -> None:
    """Where products pass 64 bits, DP is still right."""
    documents = [(0, [10**9, 3 * 10**9, 0]), (1, [10**10, 10**9, 5])]
    found = _counted([_tally(documents, 3)]).dp
    assert found.tolist() == pytest.approx([_dp(documents, at) for at in range(3)], rel=1e-9)


def test_what_was_spilt_comes_back_in_a_copy() -> None:
    """A copy has the blocks in a file of its own, and goes on independently."""
    one = Spill()
    one.put(np.array([1, 2]), np.array([3.5]))
    other = pickle.loads(pickle.dumps(one))  # noqa: S301  (our own)
    one.put(np.array([9]), np.array([9.0]))
    assert [[array.tolist() for array in block] for block in other.blocks(2)] == [[[1, 2], [3.5]]]
    assert len(list(one.blocks(2))) == 2
