"""Sentences and the windows in them: every token near a node once, never across a sentence."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.context.concordance import kwic
from analysis.terms.context.phrases import recurring_phrases
from analysis.terms.context.windows import rows_near, sentences, sides, window_counts

texts = st.lists(st.sampled_from(["Red line.", "The red.", "A river, red.", "Rust."]), min_size=1).map(" ".join)
WORDS = st.lists(st.lists(st.sampled_from(["aa", "bb", "cc", "nn"]), min_size=1, max_size=9), min_size=1, max_size=4)


@given(WORDS, st.integers(0, 3), st.integers(1, 3))
def test_equals_a_count_word_by_word(written: list[list[str]], left: int, right: int) -> None:
    """Each token within reach of a node counts once, however many nodes are near."""
    text = " ".join(" ".join(words).capitalize() + "." for words in written)
    tokens = tokens_table([("u", text)])
    expected: Counter[str] = Counter()
    for words in written:
        for at, word in enumerate(words):
            reach = [*range(at - right, at), *range(at + 1, at + left + 1)]
            if word != "nn" and any(0 <= place < len(words) and words[place] == "nn" for place in reach):
                expected[word] += 1
    found = window_counts(tokens, ["nn"], group={"u": "g"}, window=(left, right))
    assert dict(zip(found["collocate"], found["count"], strict=True)) == dict(expected)


def test_counts_of_groups_add_up() -> None:
    """Counting two groups is counting all in one; a unit without a group is left out."""
    tokens = tokens_table([("u", "Red line here."), ("v", "A red line."), ("w", "Red tape.")])
    apart = window_counts(tokens, ["red"], group={"u": "x", "v": "y"})
    together = window_counts(tokens, ["red"], group={"u": "z", "v": "z"})
    assert apart.groupby("collocate")["count"].sum().to_dict() == dict(
        zip(together["collocate"], together["count"], strict=True)
    )
    assert "tape" not in set(together["collocate"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"window": 0}, "window is 0; expected at least 1 place"),
        ({"window": -1}, "window is -1; expected a whole number"),
        ({"window": (1, 2, 3)}, r"window is \(1, 2, 3\)"),
        ({"nodes": "red"}, "nodes is 'red'; expected a list or set of strings"),
        ({"group": ["x"]}, r"group is \['x'\]; expected the group of every unit"),
    ],
)
def test_faulty_options_are_refused(options: dict[str, Any], said: str) -> None:
    """One sentence with the argument, its value and what is allowed."""
    with pytest.raises(ArgumentError, match=said):
        window_counts(tokens_table([("u", "Red line.")]), **({"nodes": ["red"], "group": {"u": "x"}} | options))


def test_a_window_is_one_number_or_two() -> None:
    """One number is for both sides; a list is a pair too."""
    assert (sides(3), sides((1, 0)), sides([1, 0])) == ((3, 3), (1, 0), (1, 0))  # type: ignore[arg-type]


def test_the_rows_of_the_node_are_returned() -> None:
    """Every occurrence of the node, and nothing where there is none."""
    tokens = tokens_table([("u", "Red, red line. No line.")])
    assert [rows.tolist() for rows in rows_near(tokens, "line", 1)] == [[1, 3], [2, 4]]
    assert [len(rows) for rows in rows_near(tokens, "weir")] == [0, 0]


@given(st.lists(texts, min_size=1, max_size=4))
def test_sentences_with_a_term_are_those_of_all_that_have_it(written: list[str]) -> None:
    """Looked for at once, the sentences are the same ones, in the same order."""
    tokens = tokens_table(enumerate(written))
    tokens = pd.concat([tokens, tokens.head(2)], ignore_index=True)
    terms = tokens["term"].tolist()
    every = [found for found in sentences(tokens) if any(terms[row].startswith("r") for row in found[2])]
    assert list(sentences(tokens, having=lambda term: term.startswith("r"))) == every


@pytest.mark.parametrize("column", ["unit", "sentence", "term"])
def test_a_table_with_gaps_is_refused(column: str) -> None:
    """A word "null" that a file returns as missing would join the words on both sides of it."""
    tokens = tokens_table([("a", "A big win. A gap.")]).astype({"sentence": object})
    tokens.loc[3, column] = None
    for call in (
        lambda: recurring_phrases(tokens, document={"a": "d"}, min_documents=1),
        lambda: list(sentences(tokens, having="a".__eq__)),
        lambda: kwic(tokens, "a"),
        lambda: window_counts(tokens, ["a"], group={"a": "x"}),
    ):
        with pytest.raises(ArgumentError, match=f"the tokens table has no {column} in row 3"):
            call()
    doubled = pd.concat([tokens_table([("a", "A b.")]), pd.Series(["x", "y"], name="term")], axis=1)
    with pytest.raises(ArgumentError, match="2 columns 'term'"):
        recurring_phrases(doubled, document={"a": "d"})


def test_a_node_named_twice_counts_once() -> None:
    """And a unit whose group is missing is left out."""
    tokens = tokens_table([("u", "Red line."), ("v", "Red tape.")])
    once = window_counts(tokens, ["red"], group={"u": "x", "v": None})
    assert window_counts(tokens, ["red", "red"], group={"u": "x", "v": None}).equals(once)
    assert once["collocate"].tolist() == ["line"]
