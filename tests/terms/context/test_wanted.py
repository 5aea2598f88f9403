"""Finding is counting: what a concordance shows is what tables of counts hold, whatever the letters."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.stream import count_stream
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import ENGLISH, NO_ENTITIES, tokenise, tokens_table
from analysis.terms.context.concordance import kwic
from analysis.terms.context.streams import kwic_stream
from analysis.terms.context.wanted import as_counted

# Soft hyphens, ligatures, marks apart, spaces without width, compatibility forms, names and their variants, shouting.
WORDS = [
    "co\u00adoperate", "cooperate", "o\ufb03ce", "office", "cafe\u0301", "caf\u00e9", "CAF\u00c9", "free\u200bdom", "freedom",
    "\uff35\uff33", "US", "U.S.", "us", "Us", "United States", "United\nStates", "WHO", "who", "World Health Organization",
    "UN", "speaks", "SPEAK", "F.B.I.", "fbi", "a.m.", "A.M.", "isn\u2019t", "isn't", "Ann\u2019s", "\u0130stanbul", "istanbul",
    "stra\u00dfe", "STRASSE", "\u039f\u0394\u039f\u03a3", "win\u2011win", "\u00a35bn", "5bn", "US$5bn", "South Africa", "south",
    "South", "\u0939\u093f\u0928\u094d\u0926\u0940", "US-led", "the", "red", "line", "#red", "\u00bd", "I.T.", "TOLD", "AND",
]  # fmt: skip
BETWEEN = [" ", " ", " ", "\n", ". ", "! ", ", ", ": ", "\n\n", " \u2013 ", "\u00a0", "/", "\u2019 ", '" ']
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=10).map(
    lambda pairs: "".join(map("".join, pairs))
)
QUERIES = [
    *WORDS,
    "cooperat*",
    "caf*",
    "*edom",
    "US speak*",
    "United States speak*",
    "the *",
    "o*ce",
    "red l*",
    "South*",
]


@given(texts=st.lists(TEXTS, min_size=1, max_size=3), query=st.sampled_from(QUERIES))
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_found_as_often_as_counted(tmp_path_factory: Any, texts: list[str], query: str) -> None:
    """Lines of a table, lines of a file, a term matrix and a stream of counts agree on hostile text."""
    path = tmp_path_factory.mktemp("texts") / "texts.jsonl"
    table = pd.DataFrame({"text": texts, "group": "g"})
    table.to_json(path, orient="records", lines=True)
    tokens = tokens_table(table)
    lines = len(kwic(tokens, query))
    assert len(kwic_stream(path, query)) == lines
    counts = Counter(tokens["term"])
    for counted in (TermMatrix.from_texts(table), count_stream(path)):
        assert dict(zip(counted.terms, counted.counts.sum(axis=0).tolist(), strict=True)) == counts
    terms = [token.term for token in tokenise(query)]
    if "*" not in query and len(terms) == 1:
        assert lines == counts[terms[0]]


@pytest.mark.parametrize(
    ("term", "terms", "expected"),
    [
        ("U.S. troops", [], "US troops"),
        ("United States", ["united", "states"], "US"),
        ("South", ["South Africa"], "south"),
        ("south africa", ["South Africa"], "south africa"),
        ("#Ferry", ["#ferry"], "#ferry"),
        ("Old Mill", ["Old Mill"], "Old Mill"),
        ("US*", [], "US*"),
        ("Free*", [], "free*"),
        ("?!", [], ""),
    ],
)
def test_a_term_is_read_as_it_is_counted(term: str, terms: list[str], expected: str) -> None:
    """Names by their entity, known terms as they are written, all else in lower case."""
    assert as_counted(term, ENGLISH, terms) == expected


def test_the_pronoun_is_never_shown_for_the_country() -> None:
    """Where nobody names the US, a search for it finds no line with "us", unless names are not counted apart."""
    pairs = [("a", "They told us so.")]
    assert len(kwic(tokens_table(pairs), "US")) == 0
    assert len(kwic(tokens_table(pairs, entities=NO_ENTITIES), "US", entities=NO_ENTITIES)) == 1
