"""Leaving out documents and speakers one at a time."""

from __future__ import annotations

import tracemalloc
from typing import Any

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
from tests.documents import SIDES, compared, five, paired


def test_a_term_that_an_omission_takes_away_is_not_stable() -> None:
    """A term of one document has no direction without it, although the correction alone would have a sign."""
    table = leave_one_out(compared([[9, 5], [0, 5], [0, 5], [0, 5], [0, 50]])).set_index("term")
    assert np.isnan(table.loc["a", "lowest"])
    assert not table.loc["a", "same_sign"]


def test_leaving_out_shows_what_depends_on_one_document() -> None:
    """A term that only one document of a side has loses its direction when that document goes."""
    table = leave_one_out(compared([[9, 5], [0, 5], [0, 5], [1, 5], [1, 5]])).set_index("term")
    assert not table.loc["a", "same_sign"]
    assert table.loc["a", "value"] > 0 > table.loc["a", "lowest"]
    assert table["omissions"].eq(5).all()


@given(five)
def test_leaving_out_equals_counting_without(counts: list[list[int]]) -> None:
    """Taking a document off the whole is the same as never having had it."""
    found = leave_one_out(compared(counts))
    without = [
        log_ratio(*(array.sum(axis=0) for array in sides), *(array.sum() for array in sides))
        for drop in range(5)
        for sides in [tuple(np.array([counts[at] for at in group if at != drop]) for group in ((0, 1, 2), (3, 4)))]
    ]
    assert found["lowest"].to_numpy() == pytest.approx(np.min(without, axis=0))
    assert found["highest"].to_numpy() == pytest.approx(np.max(without, axis=0))


def test_whole_debates_are_left_out() -> None:
    """A document with units on both sides leaves both of them."""
    table = leave_one_out(paired([([4, 1], [1, 1]), ([2, 2], [3, 1]), ([1, 5], [2, 2])])).set_index("term")
    assert table["omissions"].eq(3).all()
    without_first = float(log_ratio(3, 5, 10, 8))
    assert table.loc["a", "lowest"] == pytest.approx(without_first)


@pytest.mark.parametrize(
    ("counts", "new"), [([[1, 2], [2, 1]], 1), ([[1, 2], [2, 1], [0, 0]], 1)], ids=["one each", "one without words"]
)
def test_an_omission_that_empties_a_side_is_passed_over(counts: list[list[int]], new: int) -> None:
    """With one document of words on a side, leaving it out shows nothing and is not counted."""
    table = leave_one_out(compared(counts, new))
    assert table["omissions"].eq(len(counts) - 2).all()
    if len(counts) == 2:
        assert table["lowest"].isna().all()
        assert not table["same_sign"].any()
    some = leave_one_out(compared([[4, 1], [0, 0], [1, 2], [1, 3]], 2))
    assert some["omissions"].eq(3).all()
    assert some["lowest"].notna().all()


def test_other_columns_can_be_left_out() -> None:
    """Speakers are left out like documents; where each is a whole side, none can be."""
    comparison = compared([[1, 2], [2, 1], [3, 1]], 1, speaker=["x", "y", "y"])
    assert leave_one_out(comparison, leave="speaker")["omissions"].eq(0).all()
    shared = compared([[1, 2], [2, 1], [3, 1], [1, 1]], 2, speaker=["x", "y", "x", "y"])
    table = leave_one_out(shared, leave="speaker").set_index("term")
    assert table["omissions"].eq(2).all()
    ends = sorted([float(log_ratio(2, 1, 3, 2)), float(log_ratio(1, 3, 3, 4))])
    assert table.loc["a", ["lowest", "highest"]].tolist() == pytest.approx(ends)


@pytest.mark.parametrize(
    ("leave", "said"),
    [
        ("office", "no column 'office'; it has: document, era, speaker"),
        (["era"], r"leave is \['era'\]; expected the name of a column"),
        ("speaker", "leave='speaker' is empty for unit 'd01'"),
    ],
)
def test_what_cannot_be_left_out_is_refused(leave: Any, said: str) -> None:
    """An unknown column, or one without a value for some unit."""
    with pytest.raises(ArgumentError, match=said):
        leave_one_out(compared([[1, 2], [2, 1], [3, 1]], 1, speaker=["x", None, "y"]), leave=leave)


@pytest.mark.parametrize("name", ["cell", "left", "self", "target"])
def test_names_of_columns_play_no_part(name: str) -> None:
    """A column of any name may group."""
    expected = compared([[3, 1], [1, 2], [2, 2], [1, 4]], 2)
    units = expected.units
    renamed = TermMatrix(units.counts, units.terms, units.units.rename(columns={"era": name}))
    found = leave_one_out(Comparison(renamed, by=name, target="new", reference="old"))
    pd.testing.assert_frame_equal(found, leave_one_out(expected))


def test_memory_is_that_of_a_few_lists_of_terms() -> None:
    """However many documents are left out, no table of documents by terms is made; progress is reported."""
    documents, terms = 200, 20_000
    units = pd.DataFrame({"document": range(documents), "era": ["new", "old"] * (documents // 2)})
    counts = sparse.random_array((documents, terms), density=0.001, rng=np.random.default_rng(1))
    counts.data = np.ones_like(counts.data)
    index = pd.Index([f"t{at:05}" for at in range(terms)])
    comparison = Comparison(TermMatrix(sparse.csr_array(counts.astype(np.int64)), index, units), **SIDES)
    shares: list[float] = []
    tracemalloc.start()
    table = leave_one_out(comparison, progress=shares.append)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table["omissions"].eq(documents).all()
    assert peak < documents * terms * 8 / 4
    assert shares[-1] == 1
