"""Forms and terms of several words: lists of terms, longer runs, function words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.tokens import Entities
from analysis.errors import ArgumentError
from analysis.terms.context.association import log_dice, pair_log_likelihood
from analysis.terms.context.forms import discover_multiwords, ngrams, with_multiwords, words_in
from analysis.terms.describe.function_words import function_words

SENTENCES = st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=12)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: discover_multiwords(["red line"] * 3), "sentences is 'red line'"),
        (lambda: discover_multiwords("red line"), "sentences is of the kind str"),
        (lambda: discover_multiwords(None), "sentences is of the kind NoneType"),
        (lambda: discover_multiwords([["red", "line"]], not_at_edges="the"), "not_at_edges is 'the'"),
        (lambda: discover_multiwords([["red", "line"]], longest=1), "longest is 1"),
        (lambda: discover_multiwords([["red", "line"]], min_count=True), "min_count is True"),
        (lambda: words_in("the red line", without="the"), "without is 'the'"),
        (lambda: ngrams("red line"), "terms is 'red line'"),
        (lambda: ngrams(["red", "line"], n=1.5), "n is 1.5"),
        (lambda: with_multiwords("red line", ["red line"]), "terms is 'red line'"),
        (lambda: with_multiwords(["red", "line"], "red line"), "multiwords is 'red line'"),
    ],
    ids=range(11),
)
def test_a_text_is_no_list_of_terms(call: Callable[[], object], said: str) -> None:
    """What would be read letter by letter, and lengths that are none, are one sentence."""
    with pytest.raises(ArgumentError, match=said):
        call()


def test_lists_of_terms_come_in_many_kinds() -> None:
    """Arrays and Series of terms, and any iterable of listed names."""
    terms = np.array(["red", "line"])
    assert ngrams(terms) == ["red line"]
    assert with_multiwords(pd.Series(terms), iter(["red line"])) == ["red line"]


@given(sentences=SENTENCES)
@settings(max_examples=80, deadline=None)
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


def test_function_words_are_closed_class() -> None:
    """Lower-cased words without content."""
    words = function_words()
    assert {"the", "of", "and"} <= words
    assert not {"treaty", "peace", "war"} & words
    assert all(word == word.lower() for word in words)


def test_stop_words_leave_names() -> None:
    """A list with *us* in it takes the pronoun and leaves the country."""
    names = Entities(pd.DataFrame({"entity": ["US"], "variant": ["US"], "unless_after": [None]}))
    assert words_in("The US told us.", entities=names, without=["us", "the"]) == ["US", "told"]
