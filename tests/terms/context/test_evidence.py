"""From a row to the units that have its term."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.key_terms import keyness
from analysis.terms.context.evidence import explain

TABLE = pd.DataFrame(
    {
        "text": ["The red mill. A red barn.", "Red tape.", "No mill."],
        "document": ["d1", "d2", "d3"],
        "era": ["new", "new", "old"],
    }
)
MATRIX = TermMatrix.from_texts(TABLE)
TOKENS = tokens_table(TABLE["text"].items())


def test_the_words_around_a_term_are_shown() -> None:
    """With a tokens table each unit has its lines; the numbers of units and counts stay as without."""
    plain, found = explain(MATRIX, "red", by="era"), explain(MATRIX, "red", by="era", tokens=TOKENS)
    assert found["line"].tolist() == ["The [red] mill / A [red] barn", "[Red] tape"]
    pd.testing.assert_frame_equal(found.drop(columns="line"), plain)
    assert "line" not in plain
    part = explain(MATRIX, "red", by="era", tokens=TOKENS[TOKENS["unit"] == 1])
    assert part["line"].tolist() == ["", "[Red] tape"]


def test_a_row_of_a_table_is_a_term() -> None:
    """Any result row with a term leads to its evidence."""
    row = keyness(Comparison(MATRIX, by="era", target="new", reference="old")).set_index("term", drop=False).loc["red"]
    pd.testing.assert_frame_equal(explain(MATRIX, row, by="era"), explain(MATRIX, "red", by="era"))


def test_a_name_of_two_words_has_lines() -> None:
    """An entity whose term has a space is found in the tokens, where it is one token."""
    names = Entities(pd.DataFrame({"entity": ["Old Mills"], "variant": ["Old Mills"], "unless_after": [None]}))
    matrix = TermMatrix.from_texts(pd.DataFrame({"text": ["At Old Mills."], "document": ["d"]}), entities=names)
    tokens = tokens_table([(0, "At Old Mills.")], entities=names)
    assert explain(matrix, "Old Mills", by="document", tokens=tokens)["line"].tolist() == ["At [Old Mills]"]


def test_groups_may_be_the_documents() -> None:
    """A column that is both groups and documents appears once."""
    found = explain(MATRIX, "mill", by="document")
    assert found.columns.tolist() == ["unit", "term", "count", "rate", "document", "era"]


@pytest.mark.parametrize("term", [None, 3, pd.Series({"count": 1}), ["red"]])
def test_what_is_no_term_is_said(term: Any) -> None:
    """A term is a string, or the column `term` of a row."""
    with pytest.raises(ArgumentError, match="expected a term as counted"):
        explain(MATRIX, term, by="era")


@pytest.mark.parametrize("column", ["unit", "term", "count", "rate"])
def test_a_column_of_the_same_name_is_said(column: str) -> None:
    """Two columns of one name would hide one another."""
    matrix = TermMatrix.from_texts(TABLE.assign(**{column: 1}))
    with pytest.raises(ArgumentError, match=f"has a column '{column}'"):
        explain(matrix, "red", by="era")
