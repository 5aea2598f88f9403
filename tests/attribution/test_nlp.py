"""The dependency parse: an option that says how to get it where it is missing."""

from __future__ import annotations

import sys

import pytest

from analysis.attribution import nlp
from analysis.attribution.benchmark import methods_at_hand
from analysis.attribution.extract import COLUMNS, extract_statements
from analysis.errors import ArgumentError

needs_spacy = pytest.mark.skipif(
    "nlp" not in methods_at_hand(), reason="needs spaCy and its English model: pip install 'comparative-discourse[nlp]'"
)


def test_a_missing_spacy_is_one_sentence_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without spaCy the error says what is missing and how to install it."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    nlp.load_model.cache_clear()
    with pytest.raises(ArgumentError, match="engine is 'nlp', but spaCy is not installed; install the extra"):
        extract_statements("The premier said it rained.", engine="nlp")
    nlp.load_model.cache_clear()


@needs_spacy
@pytest.mark.filterwarnings("ignore")
def test_the_parse_gives_the_same_table() -> None:
    """The columns are those of the rules, and a plain sentence is found by both."""
    text = "Canal opens at last\n\nPremier Maud Tessen said Mr. Foss isn\u2019t Valdoria\u2019s \u201clast king\u201d. \u201cNo,\u201d she said."
    parsed, plain = extract_statements(text, engine="nlp"), extract_statements(text)
    assert list(parsed.columns) == COLUMNS
    assert parsed["text"].tolist() == plain["text"].tolist()


@needs_spacy
@pytest.mark.filterwarnings("ignore")
def test_the_parse_drops_a_clause_that_only_qualifies() -> None:
    """Below another verb, "she says" is no statement of its own for the parse."""
    text = "Canal opens at last\n\nThe premier will spend the twelve million she says she raised in Ardenney."
    assert len(extract_statements(text, engine="nlp")) <= len(extract_statements(text))
