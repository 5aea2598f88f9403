"""Permutation of documents: p by plain enumeration, in groups and in pairs, of words and of means."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import ArgumentError
from analysis.inference.permutations import difference_of_means, permutation
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import log_ratio
from tests.documents import SIDES, compared, corpus, five, paired

Array = np.ndarray[Any, Any]
cell = st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any)
four_pairs = st.lists(st.tuples(cell, cell), min_size=4, max_size=4)


def _ratio(first: Array, second: Array) -> Array:
    return np.asarray(log_ratio(first.sum(axis=0), second.sum(axis=0), first.sum(), second.sum()))


@given(five)
def test_the_exact_p_is_that_of_counting_by_hand(counts: list[list[int]]) -> None:
    """The share of splits as extreme as the real one equals a plain enumeration, and is at least its floor."""
    table, array = permutation(compared(counts)), np.array(counts)
    every = np.array(
        [
            np.abs(_ratio(array[list(chosen)], array[[at for at in range(5) if at not in chosen]]))
            for chosen in combinations(range(5), 3)
        ]
    )
    assert table["log_ratio"].to_numpy() == pytest.approx(_ratio(array[:3], array[3:]))
    assert table["p"].to_numpy() == pytest.approx((every >= every[0] - 1e-9).mean(axis=0))
    assert (table["p"] >= table["p_floor"]).all()
    assert table["p_floor"].eq(0.1).all()


@given(five)
def test_p_is_that_of_scipy(counts: list[list[int]]) -> None:
    """SciPy's permutation test, with the absolute log ratio as the statistic, has the same p."""
    array = np.array(counts)
    table = permutation(compared(counts, 2))

    def statistic(x: Array, y: Array) -> float:
        # Numbers of documents are permuted, so that a split keeps the sizes of its documents.
        return float(np.abs(_ratio(array[x.astype(int)], array[y.astype(int)]))[0])

    found = stats.permutation_test(
        (np.arange(2), np.arange(2, 5)), statistic, alternative="greater", n_resamples=np.inf, vectorized=False
    )
    assert table["p"][0] == pytest.approx(found.pvalue)


@given(four_pairs, st.permutations(range(8)))
def test_a_paired_p_is_that_of_all_swaps(counts: list[tuple[list[int], list[int]]], order: list[int]) -> None:
    """A plain loop over all 2^n swaps of the sides of each debate has the same p, whatever the order of units."""
    array = np.array(counts)
    every = []
    for swaps in product([False, True], repeat=4):
        first = np.array([pair[int(swap)] for pair, swap in zip(array, swaps, strict=True)])
        second = np.array([pair[int(not swap)] for pair, swap in zip(array, swaps, strict=True)])
        every.append(np.abs(_ratio(first, second)))
    known = array.sum(axis=(0, 1)) > 0
    expected = (np.array(every) >= every[0] - 1e-9).mean(axis=0)[known]
    table = permutation(paired(counts, order))
    assert table["p"].to_numpy() == pytest.approx(expected)
    assert table["splits"].eq(16).all()
    assert table["p_floor"].eq(2 / 16).all()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=6))
def test_a_paired_difference_of_means_is_that_of_scipy(values: list[tuple[int, int]]) -> None:
    """SciPy's permutation test of paired samples has the p of the difference, of whole debates."""
    comparison = paired([([1], [1])] * len(values))
    table = difference_of_means(
        comparison, pd.DataFrame({"x": [x for pair in values for x in pair]}, index=comparison.units.units.index)
    )
    x, y = (np.array(side, dtype=float) for side in zip(*values, strict=True))
    found = stats.permutation_test(
        (x, y),
        lambda x, y, axis: np.abs(np.mean(x - y, axis=axis)),
        permutation_type="samples",
        alternative="greater",
        n_resamples=np.inf,
    )
    assert table["difference"][0] == pytest.approx((x - y).mean())
    assert table["p"][0] == pytest.approx(found.pvalue)
    assert table["p_floor"][0] == 2 / 2 ** len(values)


def test_a_document_is_never_divided() -> None:
    """Units of one document change sides together: five documents of many units have ten splits, not more."""
    units = pd.DataFrame({"document": list("pqrst") * 4, "era": (["new"] * 3 + ["old"] * 2) * 4})
    values = pd.DataFrame({"x": ([1] * 3 + [0] * 2) * 4})
    table = difference_of_means(Comparison(units, **SIDES), values)
    assert table.loc[0, ["difference", "splits", "p", "p_floor"]].tolist() == [1, 10, 0.1, 0.1]


def test_groups_of_equal_size_have_a_doubled_floor() -> None:
    """Every split of four documents into two and two has a mirror, so p cannot be below 2/6."""
    table = permutation(compared([[9, 1], [9, 1], [1, 9], [1, 9]], 2))
    assert table["p_floor"].eq(2 / 6).all()
    assert table["p"].tolist() == pytest.approx([2 / 6, 2 / 6])


def test_terms_of_neither_group_are_left_out() -> None:
    """Of a term that only other documents have nothing is known, so it has no row; counts are beside the others."""
    comparison = compared([[3, 0, 1], [2, 0, 2], [0, 0, 4], [1, 7, 1]], 2, era=["new", "new", "old", "else"])
    table = permutation(comparison)
    assert table[["term", "count_target", "count_reference"]].to_numpy().tolist() == [["a", 5, 0], ["c", 3, 4]]


def test_differences_of_means_are_stable_or_not() -> None:
    """The difference, its range without each document, and its exact p are those of a count by hand."""
    units = pd.DataFrame({"document": list("pqrst"), "era": ["new"] * 3 + ["old"] * 2}, index=list("abcde"))
    values = pd.DataFrame({"x": [1, 1, 1, 0, 0], "y": [1, 0, 0, 0, 1]}, index=list("abcde"))
    table = difference_of_means(Comparison(units, **SIDES), values).set_index("measure")
    assert table.loc["x", ["difference", "lowest", "highest", "p", "same_sign"]].tolist() == [1, 1, 1, 0.1, True]
    assert table.loc["y", ["difference", "lowest", "highest"]].tolist() == pytest.approx([1 / 3 - 1 / 2, -2 / 3, 1 / 3])
    assert not table.loc["y", "same_sign"]


def test_whole_pairs_are_left_out() -> None:
    """In a paired design an omission takes both sides of a debate."""
    comparison = paired([([1], [1])] * 3)
    values = pd.DataFrame({"x": [1, 0, 1, 0, 0, 3]}, index=comparison.units.units.index)
    table = difference_of_means(comparison, values)
    assert table.loc[0, ["difference", "lowest", "highest"]].tolist() == pytest.approx([-1 / 3, -1, 1])


def test_missing_values_are_left_out_of_the_means() -> None:
    """A unit without a value, or without a row, counts nowhere; a document or debate without a row is left out."""
    units = pd.DataFrame({"document": list("ppqrs"), "era": ["new"] * 3 + ["old"] * 2}, index=list("abcde"))
    values = pd.DataFrame({"x": [1, np.nan, 0, 1]}, index=list("abcd"))
    table = difference_of_means(Comparison(units, **SIDES), values)
    assert table.loc[0, ["mean_target", "mean_reference", "splits"]].tolist() == [0.5, 1, 3]
    comparison = paired([([1], [1])] * 3)
    some = pd.DataFrame({"x": range(5)}, index=comparison.units.units.index[:5])
    assert difference_of_means(comparison, some).loc[0, ["mean_target", "mean_reference", "splits"]].tolist() == [
        1,
        2,
        4,
    ]


UNITS = corpus([[1, 2]] * 5).units


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (pd.DataFrame({"x": ["1"] * 5}, index=UNITS.index), "values has str in 'x'; expected finite numbers"),
        (pd.DataFrame({"x": [1, 0, np.inf, 0, 0]}, index=UNITS.index), "values has float64 in 'x'"),
        (pd.DataFrame({"x": [1, 1, 1, 1, None]}, index=UNITS.index), "document 'd04' has no value of a measure"),
        (pd.DataFrame({"x": [1, 0]}, index=["d00", "d00"]), "values has the unit 'd00' twice"),
        (pd.DataFrame({"x": [1]}, index=["e"]), "values has the unit 'e', which the units table lacks"),
        (pd.DataFrame({"x": [1]}, index=["d00"]), "values has no unit of 'old'"),
        (pd.Series([1], index=["d00"]), "values is .*expected a table"),
        (None, "values is None; expected a table"),
    ],
)
def test_values_are_finite_numbers_of_units(values: Any, said: str) -> None:
    """Strings would be joined instead of added up, a unit counted twice, a stranger lost."""
    with pytest.raises(ArgumentError, match=said):
        difference_of_means(Comparison(UNITS, **SIDES), values)
