"""Measures that count documents: text dispersion and rank sums."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.textwise import rank_sum, rank_sums, text_dispersion_keyness

OPTIONS = {"by": "group", "target": "p", "reference": "q"}


def _terms(texts: list[str]) -> TermMatrix:
    documents = [f"d{at}" for at in range(len(texts))]
    return TermMatrix.from_texts(pd.DataFrame({"text": texts, "group": ["p", "p", "q"], "document": documents}))


def test_documents_count_once() -> None:
    """However often a document has the term."""
    terms = _terms(["A river, a river.", "The river rose!", "A red barn."])
    table = text_dispersion_keyness(terms, **OPTIONS).set_index("term")
    assert table.loc["river", ["documents_target", "documents_reference"]].tolist() == [2, 0]
    assert rank_sums(terms, **OPTIONS).set_index("term").loc["river", "superiority"] == 1
    assert rank_sum([1, 1], [1, 1]).p == 1


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_a_document_without_a_token_is_refused() -> None:
    """It has no rate to rank."""
    with pytest.raises(ArgumentError, match="'d0' has no token"):
        rank_sums(_terms(["", "y", "x"]), **OPTIONS)
