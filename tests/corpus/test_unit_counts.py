"""Files counted text by text: the same counts as in memory, and as the sums of groups."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.duplicates import DuplicateTextWarning
from analysis.corpus.stream import count_stream
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.unit_counts import count_units, megabytes_of
from analysis.errors import ArgumentError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three invented texts in two groups."""
    path = tmp_path / "t.csv"
    frame = pd.DataFrame(
        {"text": ["Mill, mill.", "A weir", "Barn mill"], "group": ["p", "q", "q"], "book": list("aba")}
    )
    frame.to_csv(path, index=False)
    return path


def test_counts_are_those_of_memory_and_of_groups(table: Path) -> None:
    """Text by text they are those of from_texts; added up they are those of count_stream."""
    found = count_units(table)
    known = TermMatrix.from_texts(pd.read_csv(table))
    assert found.terms.equals(known.terms)
    assert found.counts.toarray().tolist() == known.counts.toarray().tolist()
    assert found.group("group").counts.toarray().tolist() == count_stream(table).counts.tolist()
    assert found.units["document"].tolist() == ["1", "2", "3"]
    assert count_units(table, document="book", groups=["q"]).units["document"].tolist() == ["b", "a"]


def test_what_cannot_be_counted_is_said(table: Path) -> None:
    """A group that no text has is answered with those there are; repeated texts are reported."""
    with pytest.raises(ArgumentError, match="a group is 'x'; allowed: p, q"):
        count_units(table, groups=["x"])
    pd.DataFrame({"text": ["mill " * 30] * 2, "group": ["p", "q"]}).to_csv(table, index=False)
    with pytest.warns(DuplicateTextWarning, match="occur twice"):
        count_units(table)


def test_the_size_is_that_of_all_files(table: Path) -> None:
    """A folder is as large as its files together."""
    assert megabytes_of(table.parent) == megabytes_of(table) == table.stat().st_size / 1e6
