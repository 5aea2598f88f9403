"""Rows as documents: rows that follow one another are one, wherever a block ends."""

from __future__ import annotations

import pytest
from scipy import sparse

from analysis.corpus.document_rows import Label, Labels, whole_documents
from analysis.corpus.duplicates import Watch
from analysis.errors import SourceError


def test_rows_of_a_document_are_added_up_over_blocks() -> None:
    """A document that goes on in the next block is one, and its counts are those of all its rows."""
    labels = [Label(at + 1, name, 0, number, at) for at, (name, number) in enumerate([("a", 0), ("b", 1), ("b", 1)])]
    blocks = [
        (labels[:2], sparse.csr_array([[1], [2]])),
        (labels[2:], sparse.csr_array([[3, 4]])),
    ]
    found = [(label.name, row) for part, counts in whole_documents(blocks, Watch())
             for label, row in zip(part, counts.toarray().tolist(), strict=True)]  # fmt: skip
    assert found == [("a", [1]), ("b", [5, 4])]


def test_the_mark_of_a_text_is_that_of_the_function() -> None:
    """Another hash can be given, for texts that several processes read; a document that comes back is refused with it, too."""
    labels = Labels(None, "row", SourceError, named=True, mark=len)
    assert [label.mark for label, _ in labels.of([("a", "p", " four "), ("bb", "p", "x")])] == [4, 1]
    assert labels.homes == {1: "p", 2: "p"}
    with pytest.raises(SourceError, match="row 3: document 'a' comes back"):
        list(Labels(None, "row", SourceError, named=True).of([("a", "p", "x"), ("b", "p", "x"), ("a", "p", "x")]))
