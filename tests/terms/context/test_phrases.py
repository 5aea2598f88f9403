"""Recurring phrases: what counting by hand gives, in time that grows with the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.context.collocation import collocates
from analysis.terms.context.kwic import kwic
from analysis.terms.context.phrases import phrase_rows, recurring_phrases, sentences
from tests.timing import seconds

sentence = st.lists(st.sampled_from(["red", "line", "the", "of"]), min_size=1, max_size=6).map(" ".join)
texts = st.lists(sentence.map(lambda words: f"{words.capitalize()}."), min_size=1, max_size=5).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=6), st.integers(1, 3), st.integers(2, 3), st.integers(3, 5))
def test_phrases_are_those_of_a_plain_count(
    written: list[str], min_documents: int, shortest: int, longest: int
) -> None:
    """Every run of every sentence, counted one by one, with the documents that have it."""
    document = {f"u{at}": f"d{at // 2}" for at in range(len(written))}
    tokens = tokens_table(zip(document, written, strict=True))
    counts: Counter[tuple[str, str, int]] = Counter()
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for (unit, _), part in tokens.groupby(["unit", "sentence"]):
        words = part["term"].tolist()
        for start in range(len(words)):
            for end in range(start + shortest, min(start + longest, len(words)) + 1):
                if not {words[start], words[end - 1]} & {"the", "of"}:
                    phrase = " ".join(words[start:end])
                    counts[unit, phrase, end - start] += 1
                    homes[phrase].add(document[unit])
    expected = [[*key, count] for key, count in sorted(counts.items()) if len(homes[key[1]]) >= min_documents]
    found = recurring_phrases(
        tokens,
        document=document,
        shortest=shortest,
        longest=longest,
        min_documents=min_documents,
        not_at_edges=["the", "of"],
    )
    assert found.to_numpy().tolist() == expected
    assert found.columns.tolist() == ["unit", "phrase", "words", "count"]


def test_phrases_of_numbered_units() -> None:
    """Phrases are counted by units of any type, and found again in the tokens."""
    tokens = tokens_table([(0, "A common aim."), (1, "No common aim.")])
    phrases = recurring_phrases(tokens, document={0: "d1", 1: "d2"})
    assert phrases["unit"].tolist() == [0, 1]
    assert phrase_rows(tokens, phrases) == {1, 2, 4, 5}
    with pytest.raises(ArgumentError, match="document has no entry for unit 1"):
        recurring_phrases(tokens, document={0: "d1"})
    with pytest.raises(ArgumentError, match="longest is '6'"):
        recurring_phrases(tokens, document={0: "d1", 1: "d2"}, longest="6")  # type: ignore[arg-type]


def test_no_tokens_have_no_phrases() -> None:
    """Texts without words give an empty table with its columns."""
    empty = recurring_phrases(tokens_table([]), document={})
    assert empty.columns.tolist() == ["unit", "phrase", "words", "count"]
    assert len(empty) == 0


@given(st.lists(texts, min_size=1, max_size=4))
def test_sentences_with_a_term_are_those_of_all_that_have_it(written: list[str]) -> None:
    """Looked for at once, the sentences are the same ones, in the same order."""
    tokens = tokens_table(enumerate(written))
    tokens = pd.concat([tokens, tokens.head(2)], ignore_index=True)
    terms = tokens["term"].tolist()
    every = [found for found in sentences(tokens) if any(terms[row].startswith("r") for row in found[2])]
    assert list(sentences(tokens, having=lambda term: term.startswith("r"))) == every


def test_time_grows_with_the_text() -> None:
    """Four times the texts, all of them repeating each other, take no more than about four times the time."""

    def cost(texts: int) -> float:
        tokens = tokens_table((number, "The red line of the river holds. " * 10) for number in range(texts))
        document = dict(zip(range(texts), range(texts), strict=True))
        return seconds(lambda: recurring_phrases(tokens, document=document), rounds=2)

    assert cost(1_200) < 8 * cost(300)


@pytest.mark.parametrize("column", ["unit", "sentence", "term"])
def test_a_table_with_gaps_is_refused(column: str) -> None:
    """A word "null" read back from a file as missing would make a phrase of what stands around it."""
    tokens = tokens_table([("a", "A big win. A gap.")]).astype({"sentence": object})
    tokens.loc[3, column] = None
    for call in (
        lambda: recurring_phrases(tokens, document={"a": "d"}, min_documents=1),
        lambda: list(sentences(tokens, having="a".__eq__)),
        lambda: kwic(tokens, "a"),
        lambda: collocates(tokens, "a"),
    ):
        with pytest.raises(ArgumentError, match=f"the tokens table has no {column} in row 3"):
            call()
    doubled = pd.concat([tokens_table([("a", "A b.")]), pd.Series(["x", "y"], name="term")], axis=1)
    with pytest.raises(ArgumentError, match="two columns 'term'"):
        recurring_phrases(doubled, document={"a": "d"})


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (None, "document is None; expected the document of every unit"),
        ("ab", "document is 'ab'"),
        ({"a": None}, "document of unit 'a' is None"),
        ({"a": float("nan")}, "document of unit 'a' is nan"),
        ({"a": ["x"]}, r"document of unit 'a' is \['x'\]"),
    ],
)
def test_documents_are_names(document: Any, said: str) -> None:
    """Each unit has one, which is a name or a number."""
    with pytest.raises(ArgumentError, match=said):
        recurring_phrases(tokens_table([("a", "A b.")]), document=document)
