"""Groups in a stream: documents of several rows, names of groups, and counts that are brought together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus.counting import count_blocks
from analysis.corpus.groups import GroupCounts
from analysis.corpus.stream import count_groups, count_stream
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, SourceError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.keyness import keyness

ROW = st.lists(st.sampled_from(["x", "y", "z", "mill", "weir"]), min_size=1, max_size=6).map(" ".join)
DOCUMENTS = st.lists(st.tuples(st.sampled_from("pq"), st.lists(ROW, min_size=1, max_size=4)), max_size=8)
SIDES = {"target": "p", "reference": "q"}


def _rows(documents: list[tuple[str, list[str]]]) -> list[tuple[str, str, str]]:
    whole = [*documents, ("p", ["x a"]), ("q", ["x b"])]
    return [(f"d{at}", group, text) for at, (group, texts) in enumerate(whole) for text in texts]


@given(documents=DOCUMENTS, block=st.integers(1, 40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_documents_of_several_rows_are_counted_as_documents(
    documents: list[tuple[str, list[str]]], block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table of a stream is that of the matrix, frame for frame, wherever a document is cut by a block."""
    monkeypatch.setitem(count_blocks.__kwdefaults__, "block", block)
    table = pd.DataFrame(_rows(documents), columns=["document", "group", "text"])
    table.to_csv(tmp_path / "d.csv", index=False)
    streamed = keyness(Comparison(count_stream(tmp_path / "d.csv", document="document"), **SIDES))
    matrix = keyness(Comparison(TermMatrix.from_texts(table), by="group", **SIDES))
    pd.testing.assert_frame_equal(streamed, matrix)


def test_without_names_each_row_is_a_document(tmp_path: Path) -> None:
    """Where no column of documents is named, rows are the documents."""
    path = tmp_path / "d.csv"
    path.write_text("group,document,text\na,d1,x y\na,d1,x z\na,d2,z\nb,d3,y\nb,d3,x\n", encoding="utf-8")
    assert count_stream(path).documents_of.tolist() == [3, 2]
    assert count_stream(path, document="document").documents_of.tolist() == [2, 1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("p,d1,x\np,d2,y\np,d1,z", r"d\.csv, row 3: document 'd1' comes back after other documents"),
        ("p,d1,x\nq,d1,y", r"d\.csv, row 2: document 'd1' is in the groups 'p' and 'q'"),
    ],
)
def test_documents_that_are_torn_are_refused(rows: str, said: str, tmp_path: Path) -> None:
    """A document that comes back, or has two groups, cannot be counted in one pass; file and row are named."""
    path = tmp_path / "d.csv"
    path.write_text(f"group,document,text\n{rows}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        count_stream(path, document="document")
    with pytest.raises(ArgumentError, match=r"text [23]: document 'd1'"):
        count_groups([(d, g, t) for g, d, t in (row.split(",") for row in rows.split("\n"))])


def test_rows_of_other_groups_part_no_document() -> None:
    """What is not counted does not come between the rows that are, as in a selection of the matrix."""
    rows = [("d1", "p", "x"), ("d1", "z", "x"), ("d1", "p", "y"), ("d2", "q", "x")]
    assert count_groups(rows, groups=["p", "q"]).documents_of.tolist() == [1, 1]


def test_names_of_groups_are_texts() -> None:
    """Numbers are read as they are written, in the texts and in the list of groups."""
    rows = [("d1", 2021, "x"), ("d2", "late", "y"), (3, 2025, "z")]
    counts = count_groups(rows)  # type: ignore[arg-type]
    assert counts.groups == ("2021", "2025", "late")
    assert count_groups(rows, groups=[2021, "late"]).groups == ("2021", "late")  # type: ignore[arg-type]
    assert len(keyness(Comparison(count_groups(rows, groups=[2021, 2025]), target="2021", reference="2025"))) == 2  # type: ignore[arg-type]
    for wrong in ("late", 5, [None]):
        with pytest.raises(ArgumentError, match="expected a list of names of groups"):
            count_groups(rows, groups=wrong)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="groups is empty"):
        count_groups(rows, groups=[])  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="text 1: the group is None"):
        count_groups([("d", None, "x")])  # type: ignore[list-item]
    with pytest.raises(ArgumentError, match="a group is '1'; allowed: 2021, 2025, late"):
        count_groups(rows, groups=["late", 1, "z"])  # type: ignore[arg-type]


def test_all_groups_met_are_allowed() -> None:
    """The list of allowed groups has those of the texts, wanted or not, and no more than can be read."""
    rows = [("d1", "a", "x"), ("d2", "b", "x")]
    for wanted in (["a", "zz"], ["yy", "zz"]):
        with pytest.raises(ArgumentError, match=r"a group is '[yz]+'; allowed: a, b; pass one"):
            count_groups(rows, groups=wanted)
    many = [(f"d{at}", f"g{at:03}", "x") for at in range(100)]
    with pytest.raises(ArgumentError, match=r"allowed: g000, .*g019 and more; pass"):
        count_groups(many, groups=["zz"])


TEXTS = st.lists(st.tuples(st.sampled_from("pqr"), ROW), min_size=1, max_size=6)


@given(st.lists(TEXTS, min_size=2, max_size=3))
@settings(max_examples=40, deadline=None)
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
    with pytest.raises(ArgumentError, match="others holds a int; expected term matrices"):
        one.merge(5)  # type: ignore[arg-type]
    counts: GroupCounts = count_groups([("d", "p", "x")])
    with pytest.raises(ArgumentError, match="others holds a TermMatrix; expected GroupCounts"):
        counts.merge(one)  # type: ignore[arg-type]


def test_counts_of_groups_are_shown_in_one_line() -> None:
    """Groups, at most five by name, documents, terms and tokens; a stream without a text has none."""
    assert repr(count_groups([("d1", "new", "Talks, talks."), ("d2", "old", "Trade.")])) == (
        "GroupCounts of 2 groups (new, old): 2 documents x 2 terms, 3 tokens"
    )
    many = repr(count_groups((f"d{n}", f"g{n}", "Talks.") for n in range(7)))
    assert many == "GroupCounts of 7 groups (g0, g1, g2, g3, g4, ...): 7 documents x 1 terms, 7 tokens"
