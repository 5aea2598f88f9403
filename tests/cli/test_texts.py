"""Texts of a user as one table of units."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.cli.texts import ALL, statements_of, units_of
from analysis.errors import ArgumentError


def test_rows_become_units_with_group_and_document(tmp_path: Path) -> None:
    """A row without a group is left out and told; without --by all are one group; paragraphs keep their document."""
    path = tmp_path / "t.csv"
    texts = ["One mill.\n\nTwo mills.", "A barn.", "Lost."]
    pd.DataFrame({"body": texts, "side": ["n", "s", None]}).to_csv(path, index=False)
    found = units_of([str(path)], by="side", text="body", document=None)
    assert found[["text", "group"]].values.tolist() == [[texts[0], "n"], [texts[1], "s"]]
    assert found["document"].is_unique
    assert any("side" in note for note in found.attrs["notes"])
    cut = units_of([str(path)], by=None, text="body", document=None, split="paragraphs")
    assert cut["group"].unique().tolist() == [ALL]
    assert cut["document"].value_counts().tolist() == [2, 1, 1]
    with pytest.raises(ArgumentError, match="--split is 'words'"):
        units_of([str(path)], by=None, text="body", document=None, split="words")


def test_texts_without_a_statement_are_refused() -> None:
    """Attribution that finds nobody is an error, not an empty comparison."""
    units = pd.DataFrame({"text": ["Rain fell."], "group": ["a"], "document": ["d"]})
    with pytest.raises(ArgumentError, match="no statement was found"):
        statements_of(units, by="group")
