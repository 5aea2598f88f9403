"""Groups of texts that stream by: the same counts as in memory, from every format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus.counting import count_blocks
from analysis.corpus.stream import count_groups, count_stream
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError, SourceError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.key_terms import keyness

ROWS = [("one", "p", 'The mill "hums",\nsays Ann.'), ("two", "q", "Orland’s mill isn’t old.")]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The same two texts in every format."""
    table = pd.DataFrame(ROWS, columns=["name", "era", "body"])
    found = {kind: tmp_path / f"corpus.{kind}" for kind in ("csv", "jsonl", "parquet")}
    table.to_csv(found["csv"], index=False)
    table.to_json(found["jsonl"], orient="records", lines=True)
    table.to_parquet(found["parquet"])
    for name, era, body in ROWS:
        place = tmp_path / "folder" / era / f"{name}.txt"
        place.parent.mkdir(parents=True)
        place.write_text(body, encoding="utf-8")
    return found | {"folder": tmp_path / "folder"}


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "folder"])
def test_every_format_gives_the_same_counts(kind: str, files: dict[str, Path]) -> None:
    """Folder, CSV, JSONL and Parquet are one corpus; progress ends at the whole."""
    shares: list[float] = []
    options = {} if kind == "folder" else {"text": "body", "by": "era", "document": "name"}
    counts = count_stream(files[kind], progress=shares.append, **options)
    expected = count_groups(ROWS)
    assert counts.terms.equals(expected.terms)
    assert np.array_equal(counts.counts, expected.counts)
    assert shares[-1] == 1


def test_groups_can_be_chosen() -> None:
    """Only the groups named are counted; one that no text has is refused."""
    texts = [*ROWS, ("three", "r", "Weirs.")]
    assert count_groups(texts, groups=["p", "r"]).groups == ("p", "r")
    with pytest.raises(ArgumentError, match="a group is 's'; allowed: p, q, r"):
        count_groups(texts, groups=["p", "q", "r", "s"])


def test_no_text_is_said() -> None:
    """Nothing to count is no table of nothing."""
    with pytest.raises(ArgumentError, match="no text to count"):
        count_groups([])


ROW = st.lists(st.sampled_from(["x", "y", "z", "mill", "weir"]), min_size=1, max_size=6).map(" ".join)


DOCUMENTS = st.lists(st.tuples(st.sampled_from("pq"), st.lists(ROW, min_size=1, max_size=4)), max_size=8)


SIDES = {"target": "p", "reference": "q"}


def _rows(documents: list[tuple[str, list[str]]]) -> list[tuple[str, str, str]]:
    whole = [*documents, ("p", ["x a"]), ("q", ["x b"])]
    return [(f"d{at}", group, text) for at, (group, texts) in enumerate(whole) for text in texts]


@pytest.mark.thorough
@given(documents=DOCUMENTS, block=st.integers(1, 40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
        with pytest.raises(ArgumentError, match=r"groups is .*; expected a list of names"):
            count_groups(rows, groups=wrong)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="groups is empty"):
        count_groups(rows, groups=[])  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"text 1 is .'d', None"):
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


@pytest.mark.parametrize("texts", [[("a", "b")], "abc", ["abc"], pd.DataFrame({"a": ["x"]}), None, [("d", float("nan"), "x")],
                                   [("d", "", "x")], [("d", ["x"], "x")]])  # fmt: skip
def test_what_are_no_texts_by_group_is_refused(texts: Any) -> None:
    """Neither letters for documents nor missing groups are counted."""
    with pytest.raises(ArgumentError, match="expected"):
        count_groups(texts)
