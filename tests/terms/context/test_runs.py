"""Runs of words as terms: n-grams and listed terms, within sentences, countable and searchable like any other term."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.key_terms import keyness
from analysis.terms.context.collocation import collocates
from analysis.terms.context.concordance import kwic
from analysis.terms.context.runs import multiword_tokens, ngram_tokens, with_multiwords

sentence = st.lists(st.sampled_from(["red", "line", "lines", "gap"]), min_size=1, max_size=6)
texts = st.lists(sentence.map(lambda words: f"{' '.join(words).capitalize()}."), min_size=1, max_size=4).map(" ".join)
LISTED = ["red line", "red line gap", "line gap", "gap gap"]


@given(st.lists(texts, min_size=1, max_size=3), st.integers(1, 4))
def test_runs_are_those_of_each_sentence(written: list[str], n: int) -> None:
    """Sentence by sentence the runs are those of its words, written one by one."""
    tokens = tokens_table(enumerate(written))
    found = ngram_tokens(tokens, n=n)
    expected = [
        (unit, run)
        for (unit, _), part in tokens.groupby(["unit", "sentence"], sort=False)
        for run in (" ".join(part["term"].iloc[at : at + n]) for at in range(len(part) - n + 1))
    ]
    assert list(zip(found["unit"], found["term"], strict=True)) == expected
    for row in found.itertuples():
        assert written[row.unit][row.start : row.end].lower().split() == row.term.split()


@given(st.lists(texts, min_size=1, max_size=3))
def test_listed_terms_are_those_of_each_sentence(written: list[str]) -> None:
    """Sentence by sentence the words are joined as the plain function joins them."""
    tokens = tokens_table(enumerate(written))
    found = multiword_tokens(tokens, LISTED)
    expected = [
        (unit, term)
        for (unit, _), part in tokens.groupby(["unit", "sentence"], sort=False)
        for term in with_multiwords(part["term"].tolist(), LISTED)
    ]
    assert list(zip(found["unit"], found["term"], strict=True)) == expected
    assert found.columns.tolist() == tokens.columns.tolist()


def test_runs_are_terms_like_any_other() -> None:
    """They are counted, compared, found with their company and shown in their lines."""
    pairs = [("a", "A red line holds. Red lines."), ("b", "The red line. A gap.")]
    units = pd.DataFrame({"era": ["new", "old"], "document": ["a", "b"]}, index=["a", "b"])
    tokens = multiword_tokens(tokens_table(pairs), ["red line"])
    matrix = TermMatrix.from_tokens(tokens, units)
    assert matrix.of("red line").to_dict() == {"a": 1, "b": 1}
    assert "red line" in set(keyness(Comparison(matrix, by="era", target="new", reference="old"))["term"])
    assert collocates(tokens, "red line", min_count=1)["collocate"].tolist() == ["holds", "the", "a"]
    assert kwic(tokens, "red line", sort=["text"], texts=pairs)["node"].tolist() == ["red line", "red line"]
    alone = TermMatrix.from_tokens(ngram_tokens(tokens_table(pairs)))
    assert alone.units["document"].tolist() == ["a", "b"]
    assert alone.of("holds red").sum() == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda t: ngram_tokens(t, n=0), "n is 0"),
        (lambda _: ngram_tokens([("a", "x")]), "tokens is \\[\\('a', 'x'\\)\\]"),
        (lambda t: ngram_tokens(t.drop(columns="start")), "no column 'start'"),
        (lambda t: multiword_tokens(t, ["red"]), "multiwords has 'red'"),
        (lambda t: multiword_tokens(t, "red line"), "multiwords is 'red line'; expected a list"),
        (lambda _: with_multiwords("red line", ["red line"]), "terms has 'red line'"),
        (lambda _: with_multiwords(["red", "line"], "red line"), "multiwords is 'red line'"),
        (lambda t: ngram_tokens(t, n=1.5), "n is 1.5"),
        (lambda _: TermMatrix.from_tokens([1]), "tokens"),
        (lambda t: TermMatrix.from_tokens(t.drop(columns="term")), "'term'"),
        (lambda t: TermMatrix.from_tokens(t, pd.DataFrame(index=["z"])), "units table"),
        (lambda t: TermMatrix.from_tokens(t.assign(term=None)), "empty term"),
    ],
)
def test_faulty_input_is_said(call: Any, said: str) -> None:
    """Each is one sentence."""
    with pytest.raises(ArgumentError, match=said):
        call(tokens_table([("a", "A red line.")]))


def test_nothing_has_no_runs() -> None:
    """Empty tables, and runs longer than any sentence, give empty tables with all columns."""
    for table in (ngram_tokens(tokens_table([])), ngram_tokens(tokens_table([("a", "One two.")]), n=3)):
        assert len(table) == 0
        assert "term" in table.columns
    assert multiword_tokens(tokens_table([]), ["a b"]).empty


def test_listed_terms_are_joined_longest_first() -> None:
    """From left to right; terms and list may be of any kind of collection."""
    words = pd.Series(["a", "red", "line", "and", "a", "red", "line", "of", "stone"])
    assert with_multiwords(words, iter(["red line", "red line of stone"])) == [
        *("a", "red line", "and", "a", "red line of stone"),
    ]


def test_rows_keep_their_order_and_types() -> None:
    """A table whose sentences are mixed, as two tables put together, keeps the order of first words."""
    tokens = tokens_table([("a", "A red line."), ("b", "Red line too.")])
    mixed = tokens.iloc[[3, 0, 4, 1, 2, 5]]
    found = multiword_tokens(mixed, ["red line"])
    assert found["term"].tolist() == ["red line", "a", "red line", "too"]
    assert found.dtypes.equals(tokens.dtypes)
    assert ngram_tokens(tokens).dtypes.equals(tokens.dtypes)
