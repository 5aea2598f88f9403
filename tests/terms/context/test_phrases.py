"""Phrases that recur and terms of several words: as counted by hand, in time that grows with the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.context.association import log_dice, pair_log_likelihood
from analysis.terms.context.phrases import discover_multiwords, phrase_rows, recurring_phrases
from tests.timing import seconds

sentence = st.lists(st.sampled_from(["red", "line", "the", "of"]), min_size=1, max_size=6).map(" ".join)
SENTENCES = st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=12)
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
    with pytest.raises(ArgumentError, match="document of unit 1 is None"):
        recurring_phrases(tokens, document={0: "d1"})
    with pytest.raises(ArgumentError, match="longest is '6'"):
        recurring_phrases(tokens, document={0: "d1", 1: "d2"}, longest="6")  # type: ignore[arg-type]


def test_no_tokens_have_no_phrases() -> None:
    """Texts without words give an empty table with its columns."""
    empty = recurring_phrases(tokens_table([]), document={})
    assert empty.columns.tolist() == ["unit", "phrase", "words", "count"]
    assert len(empty) == 0


@pytest.mark.thorough
def test_time_grows_with_the_text() -> None:
    """Four times the texts, all of them repeating each other, take no more than about four times the time."""

    def cost(texts: int) -> float:
        tokens = tokens_table((number, "The red line of the river holds. " * 10) for number in range(texts))
        document = dict(zip(range(texts), range(texts), strict=True))
        return seconds(lambda: recurring_phrases(tokens, document=document), rounds=2)

    assert cost(1_200) < 8 * cost(300)


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
    """Each unit has a document, which is a name or a number."""
    with pytest.raises(ArgumentError, match=said):
        recurring_phrases(tokens_table([("a", "A b.")]), document=document)


@given(texts, st.integers(2, 4))
def test_rows_of_phrases_are_those_of_a_plain_search(text: str, longest: int) -> None:
    """Every token of a run that is a phrase counted in its unit, and no other."""
    tokens = tokens_table([("u", text), ("v", text)])
    phrases = recurring_phrases(tokens, document={"u": 1, "v": 2}, longest=longest).query("unit == 'u'")
    found = set()
    for (unit, _), part in tokens.groupby(["unit", "sentence"]):
        for start in range(len(part)):
            for end in range(start + 2, len(part) + 1):
                if unit == "u" and " ".join(part["term"].iloc[start:end]) in set(phrases["phrase"]):
                    found.update(part.index[start:end])
    assert phrase_rows(tokens, phrases) == found


@given(sentences=SENTENCES)
def test_pairs_are_the_same_whatever_the_longest(sentences: list[list[str]]) -> None:
    """Longer runs come beside the pairs and change none of them; without the option there are pairs only."""
    pairs = discover_multiwords(sentences, min_count=1)
    longer = discover_multiwords(sentences, min_count=1, longest=4)
    assert all(len(phrase.split()) == 2 for phrase in pairs["phrase"])
    of_two = longer[[len(phrase.split()) == 2 for phrase in longer["phrase"]]].reset_index(drop=True)
    assert of_two.values.tolist() == pairs.values.tolist()
    assert (longer["log_dice"] <= 14 + 1e-9).all()
    assert longer["log_likelihood"].notna().all()


def test_longer_runs_are_counted_by_hand() -> None:
    """Three sentences with the run, one with its end: counts, Dice of three words, G2 of run and last word."""
    sentences = [["red", "line", "of", "stone"]] * 3 + [["line", "of", "mills"]]
    found = discover_multiwords(sentences, longest=3, not_at_edges=["of"]).set_index("phrase")
    assert set(found.index) == {"red line", "line of stone"}
    assert found.loc["line of stone", "count"] == 3
    assert found.loc["line of stone", "log_dice"] == pytest.approx(14 + np.log2(3 * 3 / (4 + 4 + 3)))
    assert found.loc["line of stone", "log_likelihood"] == pytest.approx(pair_log_likelihood(3, 4, 3, 15))
    assert found.loc["red line", "log_dice"] == pytest.approx(log_dice(3, 3, 4))


def test_a_word_beside_itself_is_a_pair() -> None:
    """A corpus of little but one word: its pair has a value and no error."""
    found = discover_multiwords([["no", "no", "no"]] * 3)
    assert found["phrase"].tolist() == ["no no"]
    assert found["log_likelihood"].notna().all()


def test_runs_of_function_words_are_no_candidates() -> None:
    """Neither the first nor the last word of a candidate is barred; rarer runs are left out."""
    words = ["a", "red", "line", "and", "a", "red", "line", "of", "stone"]
    found = discover_multiwords([words] * 3, min_count=3, not_at_edges=["a", "and", "of"])
    assert found["phrase"].tolist() == ["red line"]


@pytest.mark.parametrize(
    ("sentences", "options", "said"),
    [
        (["red line"] * 3, {}, "sentences has 'red line'"),
        ("red line", {}, "sentences is 'red line'"),
        (None, {}, "sentences is None"),
        ([["red", "line"]], {"not_at_edges": "the"}, "not_at_edges is 'the'"),
        ([["red", "line"]], {"longest": 1}, "longest is 1"),
        ([["red", "line"]], {"min_count": True}, "min_count is True"),
    ],
)
def test_sentences_are_lists_of_terms(sentences: Any, options: dict[str, Any], said: str) -> None:
    """A string would be read letter by letter."""
    with pytest.raises(ArgumentError, match=said):
        discover_multiwords(sentences, **options)
