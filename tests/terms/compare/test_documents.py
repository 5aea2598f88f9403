"""What is refused where documents are counted or exchanged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analysis.corpus.stream import count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.omission import leave_one_out
from analysis.inference.permutations import difference_of_means, permutation
from analysis.inference.placebo import exclusive_expectation, key_if_shared, placebo_splits, split_values
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.documents import sizes_of_documents
from analysis.terms.compare.key_terms import keyness
from analysis.terms.compare.textwise import rank_sums, text_dispersion_keyness
from tests.documents import SIDES, compared, corpus

EXCHANGED: dict[str, Callable[[Any], object]] = {
    "permutation": permutation,
    "placebo": lambda comparison: placebo_splits(comparison, key=key_if_shared()),
    "values": lambda comparison: split_values(comparison, value=lambda a, b: float(a[0] - b[0])),
    "expectation": lambda comparison: exclusive_expectation(comparison, min_count=1),
    "ranks": rank_sums,
}
COUNTED = EXCHANGED | {"dispersion": text_dispersion_keyness, "omission": leave_one_out}
MATRIX = corpus([[4, 1], [2, 2], [1, 2]], 1)
MEANS = {"means": lambda comparison: difference_of_means(comparison, MATRIX.units[[]].assign(x=1.0))}


@pytest.mark.parametrize("call", (COUNTED | MEANS).values(), ids=COUNTED | MEANS)
def test_documents_are_those_of_a_matrix_with_two_groups(call: Callable[[Any], object]) -> None:
    """A stream and a frequency list have no documents, and a matrix is no comparison: one sentence each."""
    call(Comparison(MATRIX, **SIDES))
    for given, said in (
        (
            Comparison(count_groups([("d", "new", "a"), ("e", "old", "b")]), target="new"),
            "terms is .*expected TermMatrix",
        ),
        (Comparison(MATRIX, by="era", target="new", reference={"a": 1}), "reference is a frequency list"),
        (Comparison({"a": 1}, reference={"a": 1}), "reference is a frequency list"),
        (MATRIX, "comparison is TermMatrix.*expected Comparison"),
    ):
        with pytest.raises(ArgumentError, match=said):
            call(given)


@pytest.mark.parametrize("call", (COUNTED | MEANS).values(), ids=COUNTED | MEANS)
def test_a_document_on_both_sides_is_not_exchanged(call: Callable[[Any], object]) -> None:
    """Its terms are counted, but no split can put it on one side: the next step is `pairs`."""
    units = MATRIX.units.assign(document=["a", "a", "b"])
    shared = Comparison(TermMatrix(MATRIX.counts, MATRIX.terms, units), **SIDES)
    assert keyness(shared)["documents_of_target"].eq(1).all()
    with pytest.raises(ArgumentError, match=r"document 'a' is on both sides, new and old.*pass pairs='document'"):
        call(shared)


@pytest.mark.parametrize("call", (COUNTED | {"keyness": keyness}).values(), ids=COUNTED | {"keyness": keyness})
def test_a_table_of_units_has_no_words_to_compare(call: Callable[[Any], object]) -> None:
    """Its sides are known and its counts are not: no empty table, and no table of zeros."""
    with pytest.raises(ArgumentError, match="terms has units without counts"):
        call(Comparison(MATRIX.units, **SIDES))


@pytest.mark.parametrize("call", EXCHANGED.values(), ids=EXCHANGED)
def test_a_document_without_words_is_refused(call: Callable[[Any], object]) -> None:
    """In some splits it would be a whole side, whose rates are undefined."""
    with pytest.raises(ArgumentError, match="document 'd01' has no token"):
        call(compared([[4, 1], [0, 0], [1, 2], [2, 1]], 1))


def test_sizes_are_the_tokens_of_documents() -> None:
    """In the order of the documents."""
    assert sizes_of_documents(compared([[4, 1], [1, 2], [2, 1]], 1, [2, 0, 1])).tolist() == [5, 3, 3]
