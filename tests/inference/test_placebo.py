"""Placebo splits: key terms and other numbers beside those of all other splits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analysis.errors import ArgumentError
from analysis.inference.placebo import (
    exclusive_expectation,
    key_by,
    key_if_exclusive,
    key_if_shared,
    placebo_splits,
    split_values,
)
from analysis.inference.splits import Splits
from analysis.terms.compare.measures import log_likelihood, log_ratio
from tests.documents import compared, paired


def test_the_real_split_is_first_and_all_splits_are_there() -> None:
    """Ten splits of five documents, the real one marked, each counted by the rule given."""
    comparison = compared([[9, 0, 1], [9, 0, 1], [9, 0, 1], [0, 9, 1], [0, 9, 1]])
    table = placebo_splits(comparison, key=key_by(log_likelihood, at_least=3.84))
    assert table["real"].tolist() == [True] + [False] * 9
    assert table.loc[0, ["split", "key_terms"]].tolist() == ["d00+d01+d02", 2]
    assert table["key_terms"][1:].is_monotonic_decreasing
    exclusive = placebo_splits(comparison, key=key_if_exclusive(min_count=3))
    assert exclusive["key_terms"].tolist() == [2] + [0] * 9
    fewer = placebo_splits(comparison, key=key_if_exclusive(min_count=3), leave_out=["a"])
    assert fewer["key_terms"][0] == 1
    assert placebo_splits(comparison, key=key_if_exclusive(min_count=99))["key_terms"].eq(0).all()


def test_shared_terms_are_those_of_both_sides() -> None:
    """A term of one document only is shared by no split; one of all documents by every split."""
    table = placebo_splits(compared([[1, 0], [1, 0], [1, 0], [1, 0], [1, 9]]), key=key_if_shared())
    assert table["key_terms"].eq(1).all()
    assert table.loc[0, ["tokens_target", "tokens_reference"]].tolist() == [3, 11]


def test_splits_of_pairs_are_named_by_what_is_swapped() -> None:
    """The real split swaps none; in each other the sides of the named debates are exchanged."""
    comparison = paired([([5, 1], [1, 1]), ([4, 1], [2, 1]), ([3, 1], [0, 1])])
    table = split_values(comparison, value=lambda a, b: float(a[0] - b[0]))
    assert table.loc[0, ["split", "real", "value"]].tolist() == ["swapped: none", True, 9]
    swapped = table.set_index("split")["value"]
    assert len(swapped) == 2**3
    assert swapped["swapped: debate 01"] == 4 - 2 + 3
    assert swapped["swapped: debate 00+debate 01+debate 02"] == -9
    placebo = placebo_splits(comparison, key=key_if_shared())
    assert set(placebo["split"]) == set(swapped.index)
    assert len(exclusive_expectation(comparison, min_count=1)) == 2**3


def test_values_are_those_of_both_sides() -> None:
    """The function is called with the counts of all terms on either side, for the real split first."""
    comparison = compared([[1, 2], [3, 4], [5, 6]], 1)
    table = split_values(comparison, value=lambda a, b: float(100 * a[0] + b[1]))
    assert table[["split", "value"]].values.tolist() == [["d00", 110], ["d02", 506], ["d01", 308]]


def test_the_expectation_is_that_of_dealing_out_tokens() -> None:
    """The exact expectation agrees with shuffling the tokens over the documents many times."""
    counts = [[6, 1, 2], [3, 2, 2], [2, 2, 1], [3, 1, 1], [2, 1, 1]]
    comparison = compared(counts)
    exact = exclusive_expectation(comparison, min_count=1).set_index("split")["expected"]
    rng = np.random.default_rng(7)
    tokens = np.repeat([0, 1, 2], np.sum(counts, axis=0))
    home = np.repeat(np.arange(5), np.sum(counts, axis=1))
    drawn = 0
    for _ in range(3_000):
        dealt = np.zeros((5, 3), dtype=int)
        np.add.at(dealt, (home, rng.permutation(tokens)), 1)
        has = dealt > 0
        drawn += (has[:3].all(axis=0) & ~has[3:].any(axis=0)).sum() + (has[3:].all(axis=0) & ~has[:3].any(axis=0)).sum()
    assert exact["d00+d01+d02"] == pytest.approx(drawn / 3_000, abs=0.025)
    for options in ({"min_count": 99}, {"min_count": 1, "leave_out": ["a", "b", "c"]}):
        assert exclusive_expectation(comparison, **options)["expected"].eq(0).all()  # type: ignore[arg-type]


def test_the_expectation_has_the_splits_of_the_placebo() -> None:
    """Its rows can be joined to those of `key_if_exclusive`."""
    comparison = compared([[1, 2], [3, 4], [5, 6], [1, 1]], 2)
    found = exclusive_expectation(comparison, min_count=1)
    placebo = placebo_splits(comparison, key=key_if_exclusive(min_count=1)).sort_values("split", ignore_index=True)
    assert found[["split", "real"]].equals(placebo[["split", "real"]])
    assert len(found) == Splits(comparison.is_target).number


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda c: placebo_splits(c, key=None), "key is None; expected a function"),  # type: ignore[arg-type]
        (lambda c: placebo_splits(c, key=key_if_shared(), leave_out=None), "leave_out is None"),  # type: ignore[arg-type]
        (
            lambda c: placebo_splits(c, key=key_if_shared(), leave_out="the"),
            "leave_out is 'the'; expected a list or set",
        ),
        (lambda c: exclusive_expectation(c, min_count=1, leave_out="a"), "leave_out is 'a'; expected a list or set"),
        (lambda c: exclusive_expectation(c, min_count=1.5), r"min_count is 1\.5"),
        (
            lambda _: exclusive_expectation(compared([[1]] * 13), min_count=1),
            "there are 13 documents; expected at most 12",
        ),
        (lambda c: split_values(c, value=None), "value is None; expected a function"),  # type: ignore[arg-type]
        (lambda c: split_values(c, value=lambda a, b: a + b), "value returns .*expected one number a split"),  # type: ignore[arg-type, return-value]
        (lambda c: split_values(c, value=lambda a, b: f"{a}{b}"), "expected one number a split"),  # type: ignore[arg-type, return-value]
        (lambda _: key_by(3, at_least=1), "measure is 3; expected a function"),  # type: ignore[arg-type]
        (lambda _: key_by(log_ratio, at_least="x"), "at_least is 'x'"),  # type: ignore[arg-type]
        (lambda _: key_by(log_ratio, at_least=True), "at_least is True"),
        (lambda _: key_by(log_ratio, at_least=float("nan")), "at_least is nan"),
        (lambda _: key_if_exclusive(min_count="x"), "min_count is 'x'"),  # type: ignore[arg-type]
    ],
)
def test_faulty_options_are_refused(call: Any, said: str) -> None:
    """Each is one sentence that names the option."""
    with pytest.raises(ArgumentError, match=said):
        call(compared([[1, 2], [2, 1], [1, 1], [3, 1]], 2))
