"""Counts of groups: merging them is counting together."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.groups import GroupCounts
from analysis.corpus.stream import count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError

ROW = st.lists(st.sampled_from(["x", "y", "z", "mill", "weir"]), min_size=1, max_size=6).map(" ".join)


TEXTS = st.lists(st.tuples(st.sampled_from("pqr"), ROW), min_size=1, max_size=6)


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_merging_is_counting_together(parts: list[list[tuple[str, str]]]) -> None:
    """Counts, documents and sizes of parts add up to those of the whole; the deviation is unknown."""
    rows = [[(f"{at}-{n}", g, t) for n, (g, t) in enumerate(part)] for at, part in enumerate(parts)]
    first, *others = (count_groups(part) for part in rows)
    merged, whole = first.merge(*others), count_groups([row for part in rows for row in part])
    assert merged.terms.equals(whole.terms)
    assert merged.groups == whole.groups
    for name in ("counts", "documents", "sizes", "documents_of"):
        assert np.array_equal(getattr(merged, name), getattr(whole, name)), name
    assert np.isnan(merged.dp).all()
    tables = [pd.DataFrame(part, columns=["u", "group", "text"]).set_index("u") for part in rows]
    one, *more = map(TermMatrix.from_texts, tables)
    together = TermMatrix.from_texts(pd.concat(tables))
    assert one.merge(*more).terms.equals(together.terms)
    assert (one.merge(*more).counts != together.counts).nnz == 0
    assert one.merge(*more).units.equals(together.units)


def test_what_cannot_be_merged_is_refused() -> None:
    """A unit of both, other columns, and what is no counting at all are named."""
    one = TermMatrix.from_texts(pd.DataFrame({"text": ["x"], "era": ["p"]}, index=["a"]))
    other = TermMatrix.from_texts(pd.DataFrame({"text": ["y"]}, index=["b"]))
    with pytest.raises(ArgumentError, match="unit 'a' is in both matrices"):
        one.merge(one)
    with pytest.raises(ArgumentError, match="of one matrix alone has the column 'era'"):
        _ = one + other
    with pytest.raises(ArgumentError, match="others is 5; expected TermMatrix"):
        one.merge(5)  # type: ignore[arg-type]
    counts: GroupCounts = count_groups([("d", "p", "x")])
    with pytest.raises(ArgumentError, match=r"others is .*TermMatrix.*; expected GroupCounts"):
        counts.merge(one)  # type: ignore[arg-type]


def test_counts_of_groups_are_shown_in_one_line() -> None:
    """Groups, at most five by name, documents, terms and tokens; a stream without a text has none."""
    assert repr(count_groups([("d1", "new", "Talks, talks."), ("d2", "old", "Trade.")])) == (
        "GroupCounts of 2 groups (new, old): 2 documents x 2 terms, 3 tokens"
    )
    many = repr(count_groups((f"d{n}", f"g{n}", "Talks.") for n in range(7)))
    assert many == "GroupCounts of 7 groups (g0, g1, g2, g3, g4, ...): 7 documents x 1 terms, 7 tokens"
