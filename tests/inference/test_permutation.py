"""Resampling of documents: permutation, placebo splits, leave-one-out."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.corpus.stream import count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.omission import leave_one_out
from analysis.inference.permutation import difference_of_means, permutation
from analysis.inference.placebo import (
    exclusive_expectation,
    key_by,
    key_if_exclusive,
    key_if_shared,
    placebo_splits,
    split_values,
)
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import log_likelihood, log_ratio
from tests.documents import SIDES, corpus, five


@given(five)
def test_the_exact_p_is_that_of_counting_by_hand(counts: list[list[int]]) -> None:
    """The share of splits as extreme as the real one equals a plain enumeration, and keeps its floor."""
    table = permutation(Comparison(corpus(counts), **SIDES))
    array = np.array(counts)
    sizes = array.sum(axis=1)

    def ratio(chosen: tuple[int, ...]) -> float:
        rest = [at for at in range(5) if at not in chosen]
        a, b = array[list(chosen), 0].sum(), array[rest, 0].sum()
        return abs(float(log_ratio(a, b, sizes[list(chosen)].sum(), sizes[rest].sum())))

    real = ratio((0, 1, 2))
    by_hand = sum(ratio(chosen) >= real - 1e-9 for chosen in combinations(range(5), 3)) / 10
    assert table["p"][0] == pytest.approx(by_hand)
    assert (table["p"] >= table["p_floor"]).all()
    assert table["p_floor"].eq(0.1).all()


def test_groups_of_equal_size_have_a_doubled_floor() -> None:
    """Every split of four documents into two and two has a mirror, so p cannot be below 2/6."""
    table = permutation(Comparison(corpus([[9, 1], [9, 1], [1, 9], [1, 9]], new=2), **SIDES))
    assert table["p_floor"].eq(2 / 6).all()
    assert table["p"].tolist() == pytest.approx([2 / 6, 2 / 6])


def test_terms_of_neither_group_are_left_out() -> None:
    """Of a term that only other documents have nothing is known, so it has no row; counts stand beside the others."""
    terms = corpus([[3, 0, 1], [2, 0, 2], [0, 0, 4], [1, 7, 1]], new=2)
    units = terms.units.assign(era=["new", "new", "old", "else"])
    table = permutation(Comparison(TermMatrix(terms.counts, terms.terms, units), **SIDES))
    assert table[["term", "count_target", "count_reference"]].to_numpy().tolist() == [["a", 5, 0], ["c", 3, 4]]


@pytest.mark.parametrize("call", [permutation, leave_one_out, placebo_splits, split_values, exclusive_expectation])
def test_counts_by_group_know_no_documents(call: Any) -> None:
    """The counts of a stream have no documents to exchange: one sentence instead of a missing method."""
    more = {
        placebo_splits: {"key": key_if_shared()},
        split_values: {"value": min},
        exclusive_expectation: {"min_count": 1},
    }
    with pytest.raises(ArgumentError, match=r"terms is .*; expected a TermMatrix"):
        call(count_groups([("d", "new", "a"), ("e", "old", "b")]), **SIDES, **more.get(call, {}))


def test_the_real_split_stands_first_and_all_splits_are_there() -> None:
    """Ten splits of five documents, the real one marked, each counted by the rule given."""
    terms = corpus([[9, 0, 1], [9, 0, 1], [9, 0, 1], [0, 9, 1], [0, 9, 1]])
    table = placebo_splits(Comparison(terms, **SIDES), key=key_by(log_likelihood, at_least=3.84))
    assert table["real"].tolist() == [True] + [False] * 9
    assert table.loc[0, ["split", "key_terms"]].tolist() == ["d00+d01+d02", 2]
    exclusive = placebo_splits(Comparison(terms, **SIDES), key=key_if_exclusive(min_count=3))
    assert exclusive.loc[0, "key_terms"] == 2
    assert exclusive.loc[1:, "key_terms"].eq(0).all()
    assert (
        placebo_splits(Comparison(terms, **SIDES), key=key_if_exclusive(min_count=3), leave_out=["a"])["key_terms"][0]
        == 1
    )
    assert placebo_splits(Comparison(terms, **SIDES), key=key_if_exclusive(min_count=99))["key_terms"].eq(0).all()


def test_shared_terms_are_those_of_both_sides() -> None:
    """A term of one document only is shared by no split; one of all documents by every split."""
    table = placebo_splits(Comparison(corpus([[1, 0], [1, 0], [1, 0], [1, 0], [1, 9]]), **SIDES), key=key_if_shared())
    assert table["key_terms"].eq(1).all()
    assert table.loc[0, ["tokens_target", "tokens_reference"]].tolist() == [3, 11]


def test_the_expectation_is_that_of_dealing_out_tokens() -> None:
    """The exact expectation agrees with shuffling the tokens over the documents many times."""
    counts = [[6, 1, 2], [3, 2, 2], [2, 2, 1], [3, 1, 1], [2, 1, 1]]
    terms = corpus(counts)
    exact = exclusive_expectation(Comparison(terms, **SIDES), min_count=1).set_index("split")["expected"]
    rng = np.random.default_rng(7)
    tokens = np.repeat([0, 1, 2], np.sum(counts, axis=0))
    home = np.repeat(np.arange(5), np.sum(counts, axis=1))
    drawn = 0
    for _ in range(4000):
        dealt = np.zeros((5, 3), dtype=int)
        np.add.at(dealt, (home, rng.permutation(tokens)), 1)
        has = dealt > 0
        drawn += (has[:3].all(axis=0) & ~has[3:].any(axis=0)).sum() + (has[3:].all(axis=0) & ~has[:3].any(axis=0)).sum()
    assert exact["d00+d01+d02"] == pytest.approx(drawn / 4000, abs=0.02)
    assert exclusive_expectation(Comparison(terms, **SIDES), min_count=99)["expected"].eq(0).all()
    assert (
        exclusive_expectation(Comparison(terms, **SIDES), min_count=1, leave_out=["a", "b", "c"])["expected"]
        .eq(0)
        .all()
    )
    with pytest.raises(ArgumentError, match="there are 13 documents; expected at most 12"):
        exclusive_expectation(Comparison(corpus([[1]] * 13), **SIDES), min_count=1)


def test_differences_of_means_are_stable_or_not() -> None:
    """The difference, its range without each document, and its exact p are those of a count by hand."""
    units = pd.DataFrame({"document": list("pqrst"), "era": ["new"] * 3 + ["old"] * 2}, index=list("abcde"))
    values = pd.DataFrame({"x": [1, 1, 1, 0, 0], "y": [1, 0, 0, 0, 1]}, index=list("abcde"))
    table = difference_of_means(Comparison(units, **SIDES), values).set_index("measure")
    assert table.loc["x", ["difference", "lowest", "highest", "p", "same_sign"]].tolist() == [1, 1, 1, 0.1, True]
    assert table.loc["y", "difference"] == pytest.approx(1 / 3 - 1 / 2)
    assert not table.loc["y", "same_sign"]


def _means(
    units: pd.DataFrame,
    *,
    values: list[float | None] | None = None,
    index: pd.Index | None = None,
    document: str = "document",
) -> pd.DataFrame:
    rows = units.index if index is None else index
    table = pd.DataFrame({"x": values or [1.0] * len(rows)}, index=rows)
    return difference_of_means(Comparison(units, **SIDES, document=document), table)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda t: permutation(Comparison(t, by="era", target="new", reference="none")),
            "era is 'none'; allowed: new, old",
        ),
        (
            lambda t: leave_one_out(Comparison(t, by="what", target="new", reference="old")),
            "no column 'what'; it has: document, era",
        ),
        (
            lambda t: difference_of_means(
                Comparison(t.units, by="w", target="", reference=""), pd.DataFrame(index=t.units.index)
            ),
            "'w'",
        ),
        (
            lambda t: difference_of_means(
                Comparison(t.units, by="era", target="q", reference="old"), pd.DataFrame({"x": 1}, t.units.index)
            ),
            "era has no unit 'q'",
        ),
        (
            lambda t: permutation(Comparison(TermMatrix(t.counts, t.terms, t.units.assign(document="one")), **SIDES)),
            "by='era' differs inside a document",
        ),
        (
            lambda t: difference_of_means(
                Comparison(t.units.assign(document="one"), **SIDES), pd.DataFrame({"x": 1}, t.units.index)
            ),
            "by='era' differs inside a document",
        ),
        (
            lambda t: permutation(Comparison(t, by="era", target="new", reference="new")),
            "are both .new.; expected two groups; pass two different",
        ),
        (lambda t: leave_one_out(Comparison(t, by="era", target="new", reference="new")), "both 'new'"),
        (
            lambda _: permutation(Comparison(corpus([[0]] * 3 + [[1]] * 2), **SIDES)),
            "group 'new' of 'era' has no token",
        ),
        (
            lambda t: placebo_splits(Comparison(t, **SIDES), key=key_if_shared(), leave_out="the"),
            "leave_out is 'the'; expected a list or set of texts",
        ),
        (
            lambda t: exclusive_expectation(Comparison(t, **SIDES), min_count=1, leave_out="the"),
            "leave_out is 'the'; expected a list or set of texts",
        ),
        (lambda _: key_by(log_ratio, at_least=float("nan")), "at_least is nan"),
        (lambda t: _means(t.units.assign(document=["a", None, "c", "d", "e"])), "document is empty for unit 'd01'"),
        (lambda t: _means(t.units, document="book"), "document is 'book'; allowed: document, era"),
        (lambda t: _means(t.units, values=[1, 1, 1, 1, None]), "document 'd04' has no value of a measure"),
        (lambda t: _means(t.units.iloc[:4], index=t.units.index), "values has the unit 'd04'"),
        (lambda t: permutation(Comparison(t, **SIDES), draws=0), "draws is 0; expected a whole number of 1 or more"),
        (
            lambda t: placebo_splits(Comparison(t, **SIDES), key=key_if_shared(), seed=-1),
            "seed is -1; expected a whole number of 0",
        ),
    ],
    ids=[
        *(
            "group",
            "column",
            "measure",
            "side",
            "mixed",
            "mixed-means",
            "same",
            "same-out",
            "empty",
            "text",
            "text-size",
        ),
        *("nan", "no-document", "no-column", "no-value", "stranger", "draws", "seed"),
    ],
)
def test_bad_input_is_one_sentence(call: object, message: str) -> None:
    """Each mistake names the argument, the value and what is allowed."""
    with pytest.raises(ArgumentError, match=message):
        call(corpus([[1, 2]] * 5))  # type: ignore[operator]


UNITS = pd.DataFrame({"document": ["d1", "d1", "d2", "d3"], "era": ["new", "new", "old", "old"]}, index=list("abcd"))


@pytest.mark.parametrize(
    ("values", "units", "said"),
    [
        (pd.DataFrame({"m": ["1", "0", "1", "0"]}, index=list("abcd")), UNITS, "values has no finite numbers in 'm'"),
        (pd.DataFrame({"m": [1, 0, np.inf, 0]}, index=list("abcd")), UNITS, "values has no finite numbers in 'm'"),
        (pd.DataFrame({"m": [1, 0]}, index=["a", "a"]), UNITS, "values has the unit 'a' twice"),
        (pd.DataFrame({"m": [1]}, index=["a"]), pd.concat([UNITS, UNITS]), "units has the unit 'a' twice"),
        (pd.Series([1], index=["a"]), UNITS, "values is of the kind Series"),
        (None, UNITS, "values is of the kind NoneType"),
    ],
)
def test_values_are_finite_numbers_of_units(values: Any, units: Any, said: str) -> None:
    """Texts would be joined instead of added up, and a unit counted twice."""
    with pytest.raises(ArgumentError, match=said):
        difference_of_means(Comparison(units, **SIDES), values)


def test_a_document_without_words_is_refused() -> None:
    """In some splits it would be a whole side, whose rates are undefined: those splits would not count as extreme."""
    terms = corpus([[4, 1], [0, 0], [1, 2], [2, 1]], new=1)
    for call in (
        lambda: permutation(Comparison(terms, **SIDES)),
        lambda: placebo_splits(Comparison(terms, **SIDES), key=key_if_shared()),
    ):
        with pytest.raises(ArgumentError, match="document 'd01' has no token; its rates are undefined; leave it out"):
            call()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda t: permutation(Comparison(t, by=3, target="new", reference="old")), "by is 3"),
        (lambda t: leave_one_out(Comparison(t, by=None, target="new", reference="old")), "by is None"),
        (lambda t: leave_one_out(Comparison(t, **SIDES), leave=["era"]), r"leave is \['era'\]; allowed: document, era"),
        (lambda t: placebo_splits(Comparison(t, **SIDES), key=None), "key is None; expected a function"),
        (lambda t: placebo_splits(Comparison(t, **SIDES), key=key_if_shared(), leave_out=None), "leave_out is None"),
        (lambda t: split_values(Comparison(t, **SIDES), value=None), "value is None; expected a function"),
        (lambda t: split_values(Comparison(t, **SIDES), value=lambda a, b: a + b), "value gives array"),
        (lambda t: split_values(Comparison(t, **SIDES), value=lambda a, b: f"{a}{b}"), "expected one number a split"),
        (lambda _: key_by(3, at_least=1), "measure is 3"),
        (lambda _: key_by(log_ratio, at_least="x"), "at_least is 'x'"),
        (lambda _: key_by(log_ratio, at_least=True), "at_least is True"),
        (lambda _: key_if_exclusive(min_count="x"), "min_count is 'x'"),
        (lambda t: exclusive_expectation(Comparison(t, **SIDES), min_count=1.5), "min_count is 1.5"),
    ],
)
def test_faulty_options_are_said(call: Any, said: str) -> None:
    """Each is one sentence that names the option."""
    with pytest.raises(ArgumentError, match=said):
        call(corpus([[1, 2], [2, 1], [1, 1], [3, 1]], new=2))
