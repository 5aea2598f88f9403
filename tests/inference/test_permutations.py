"""Permutation of documents: p by plain enumeration, in groups and in pairs, of words and of means."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import ArgumentError
from analysis.inference.permutations import difference_of_means, largest_by_split, permutation
from analysis.inference.sums import difference
from analysis.study.data.load import Study
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import log_likelihood, log_ratio
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
    assert table["value"].to_numpy() == pytest.approx(_ratio(array[:3], array[3:]))
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
        # Rounded, because two orders of a sum may differ in the last bit where they tie.
        return float(np.abs(_ratio(array[x.astype(int)], array[y.astype(int)])).round(9)[0])

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


def _plain(array: Array, masks: list[tuple[int, ...]], measure: Any, *, equal: bool) -> Array:
    """Return a measure for each split by a plain loop."""
    found = []
    for chosen in masks:
        sides = []
        for rows in (list(chosen), [at for at in range(len(array)) if at not in chosen]):
            part, size = array[rows], array[rows].sum(axis=1, keepdims=True)
            part = part / size * array.sum(axis=1).mean() if equal else part
            sides.append((part.sum(axis=0), part.sum()))
        (a, n1), (b, n2) = sides
        found.append(measure(a, b, n1, n2))
    return np.array(found)


@settings(max_examples=10)
@given(five, st.sampled_from([log_ratio, log_likelihood, difference]), st.booleans(), st.booleans())
def test_every_measure_has_the_p_of_enumeration(
    counts: list[list[int]], measure: Any, equal: bool, scaled: bool
) -> None:
    """By tokens or by documents, p and the family-wise p of the maximum are those of a plain loop over all splits."""
    array = np.array(counts, dtype=float)
    every = np.abs(_plain(array, list(combinations(range(5), 3)), measure, equal=equal))
    table = permutation(compared(counts), measure=measure, weighting="documents" if equal else "pooled", scaled=scaled)
    assert table["p"].to_numpy() == pytest.approx((every >= every[0] - 1e-9 * np.maximum(1, every[0])).mean(axis=0))
    rms = np.sqrt((every**2).mean(axis=0)) if scaled else np.ones(3)
    t = every / np.where(rms > 0, rms, 1)
    family = [(t.max(axis=1) >= value - 1e-9 * max(1, value)).mean() for value in t[0]]
    assert table["p_family"].to_numpy() == pytest.approx(family)
    assert (table["p_family"] >= table["p"] - 1e-12).all()
    largest = largest_by_split(
        compared(counts), measure=measure, weighting="documents" if equal else "pooled", scaled=scaled
    )
    assert sorted(largest["value"]) == pytest.approx(sorted(t.max(axis=1)))
    assert sorted(largest["total"]) == pytest.approx(sorted(t.sum(axis=1)))
    assert largest.loc[0, ["split", "real"]].tolist() == ["d00+d01+d02", True]


@pytest.mark.thorough
def test_a_p_is_uniform_where_nothing_differs() -> None:
    """Documents of one kind, divided at random 150 times: p is at most .05, .2, .5 about as often."""
    rng = np.random.default_rng(2)
    found, family = [], []
    for _ in range(150):
        table = permutation(compared(rng.poisson(20, (12, 4)).tolist(), 6), draws=99)
        found += table["p"].tolist()
        family.append(table["p_family"].min())
    for level in (0.05, 0.2, 0.5):
        assert np.mean(np.array(found) <= level) == pytest.approx(level, abs=0.05)
        assert np.mean(np.array(family) <= level) <= level + 3 * np.sqrt(level * (1 - level) / 150)


@given(five)
def test_exchanging_the_names_of_the_sides_changes_signs_only(counts: list[list[int]]) -> None:
    """Target and reference exchanged: the same p, the opposite value."""
    one = permutation(compared(counts))
    other = permutation(compared(counts, target="old", reference="new"))
    assert other["value"].to_numpy() == pytest.approx(-one["value"].to_numpy())
    pd.testing.assert_frame_equal(one[["term", "p", "p_family"]], other[["term", "p", "p_family"]])


def test_the_frames_of_the_study_need_the_family_wise_p(study: Study) -> None:
    """Its largest difference of shares, .402, is met by .400 in a split that mixes the eras; the sum by 2.19."""
    comparison = study.compare()
    codes = study.frames.loc[comparison.units.units.index]
    table = comparison.largest_by_split(codes)
    assert table["value"][:2].round(3).tolist() == [0.402, 0.4]
    assert table["real"][:2].tolist() == [True, False]
    assert table["total"].max() > table["total"][0]
