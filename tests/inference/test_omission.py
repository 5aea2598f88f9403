"""Leaving out documents and speakers one at a time."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy import sparse

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.omission import leave_one_out
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.measures import log_ratio
from tests.documents import SIDES, corpus, five


def test_a_term_that_an_omission_takes_away_is_not_stable() -> None:
    """A term of one document has no direction without it, although the correction would give a sign."""
    table = leave_one_out(Comparison(corpus([[9, 5], [0, 5], [0, 5], [0, 5], [0, 50]]), **SIDES)).set_index("term")
    assert np.isnan(table.loc["a", "lowest"])
    assert not table.loc["a", "same_sign"]


def test_leaving_out_shows_what_hangs_on_one_document() -> None:
    """A term that only one document has loses its direction when that document goes."""
    table = leave_one_out(Comparison(corpus([[9, 5], [0, 5], [0, 5], [1, 5], [1, 5]]), **SIDES)).set_index("term")
    assert not table.loc["a", "same_sign"]
    assert table.loc["a", "log_ratio"] > 0 > table.loc["a", "lowest"]
    assert table["omissions"].eq(5).all()


@given(five)
def test_leaving_out_equals_counting_without(counts: list[list[int]]) -> None:
    """Taking a document off the whole gives the same as never having had it."""
    found = leave_one_out(Comparison(corpus(counts), **SIDES))["lowest"].to_numpy()
    without = [
        log_ratio(*(array.sum(axis=0) for array in sides), *(array.sum() for array in sides))
        for drop in range(5)
        for sides in [tuple(np.array([counts[at] for at in group if at != drop]) for group in ((0, 1, 2), (3, 4)))]
    ]
    assert found == pytest.approx(np.min(without, axis=0))


def test_an_omission_that_empties_a_group_is_passed_over() -> None:
    """With one document on a side, leaving it out says nothing and is not counted."""
    table = leave_one_out(Comparison(corpus([[1, 2], [2, 1]], new=1), **SIDES))
    assert table["omissions"].eq(0).all()
    assert table["lowest"].isna().all()
    assert not table["same_sign"].any()


def test_other_columns_can_be_left_out() -> None:
    """Speakers are left out like documents; an unknown column is named."""
    terms = corpus([[1, 2], [2, 1], [3, 1]], new=1)
    with_speaker = TermMatrix(terms.counts, terms.terms, terms.units.assign(speaker=["x", "y", "y"]))
    assert leave_one_out(Comparison(with_speaker, **SIDES), leave="speaker")["omissions"].eq(0).all()
    with pytest.raises(ArgumentError, match="leave is 'office'; allowed: document, era"):
        leave_one_out(Comparison(terms, **SIDES), leave="office")


def test_memory_is_that_of_a_few_lists_of_terms() -> None:
    """However many documents are left out, no table of documents by terms is made; how far it is, is told."""
    documents, terms = 400, 20_000
    units = pd.DataFrame({"document": range(documents), "era": ["new", "old"] * (documents // 2)})
    counts = sparse.random_array((documents, terms), density=0.001, rng=np.random.default_rng(1))
    counts.data = np.ones_like(counts.data)
    index = pd.Index([f"t{at:05}" for at in range(terms)])
    matrix = TermMatrix(sparse.csr_array(counts.astype(np.int64)), index, units)
    shares: list[float] = []
    tracemalloc.start()
    table = leave_one_out(Comparison(matrix, **SIDES), progress=shares.append)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table["omissions"].eq(documents).all()
    assert peak < documents * terms * 8 / 4
    assert shares[-1] == 1


def test_names_of_columns_play_no_part() -> None:
    """A column of any name may group; one without values is named as the user named it."""
    terms = corpus([[3, 1], [1, 2], [2, 2], [1, 4]], new=2)
    expected = leave_one_out(Comparison(terms, **SIDES))
    for name in ("cell", "left", "self"):
        renamed = TermMatrix(terms.counts, terms.terms, terms.units.rename(columns={"era": name}))
        pd.testing.assert_frame_equal(
            leave_one_out(Comparison(renamed, by=name, target="new", reference="old")), expected
        )
    empty = TermMatrix(terms.counts, terms.terms, terms.units.assign(speaker=["a", None, "b", "c"]))
    with pytest.raises(ArgumentError, match="leave='speaker' is empty for unit 'd01'"):
        leave_one_out(Comparison(empty, **SIDES), leave="speaker")


def test_an_omission_that_leaves_no_word_is_passed_over() -> None:
    """A document without words stays behind: its rates are undefined, and other terms stay stable."""
    table = leave_one_out(Comparison(corpus([[4, 1], [0, 0], [1, 2], [1, 3]], new=2), **SIDES))
    assert table["omissions"].eq(3).all()
    assert table["lowest"].notna().all()
    with pytest.raises(ArgumentError, match="the group 'new' of 'era' has no token"):
        leave_one_out(Comparison(corpus([[0, 0], [1, 2]], new=1), **SIDES))
