"""Windows around nodes: what is near, once a token, and never across a sentence."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import DiscourseError
from analysis.terms.context.windows import places_near, window_counts

WORDS = st.lists(st.lists(st.sampled_from(["aa", "bb", "cc", "nn"]), min_size=1, max_size=9), min_size=1, max_size=4)


@given(WORDS, st.integers(0, 3), st.integers(1, 3))
def test_equals_a_count_word_by_word(sentences: list[list[str]], left: int, right: int) -> None:
    """Each token within reach of a node counts once, however many nodes are near."""
    text = " ".join(" ".join(words).capitalize() + "." for words in sentences)
    tokens = tokens_table([("u", text)])
    expected: Counter[str] = Counter()
    for words in sentences:
        for at, word in enumerate(words):
            reach = [*range(at - right, at), *range(at + 1, at + left + 1)]
            if word != "nn" and any(0 <= place < len(words) and words[place] == "nn" for place in reach):
                expected[word] += 1
    found = window_counts(tokens, ["nn"], group={"u": "g"}, left=left, right=right)
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


def test_places_tell_the_nodes() -> None:
    """Every sentence with the node gives its occurrences."""
    tokens = tokens_table([("u", "Red, red line. No line.")])
    assert [(unit, near, nodes) for unit, near, nodes in places_near(tokens, "red")] == [("u", ["line"], 2)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"left": 0, "right": 0}, "left and right are both 0"),
        ({"left": -1}, "left is -1; expected a whole number"),
        ({"nodes": "red"}, "nodes is 'red'; expected a list or set of texts"),
    ],
)
def test_wrong_windows_are_said(options: dict[str, object], said: str) -> None:
    """One sentence with the argument, its value and what is allowed."""
    tokens = tokens_table([("u", "Red line.")])
    with pytest.raises(DiscourseError, match=said):
        window_counts(tokens, **({"nodes": ["red"], "group": {"u": "x"}} | options))  # type: ignore[arg-type]


def test_a_table_without_terms_is_named() -> None:
    """The missing column is said."""
    with pytest.raises(DiscourseError, match="the tokens table has no column 'term'"):
        window_counts(tokens_table([("u", "Red.")]).drop(columns="term"), ["red"], group={})


def test_a_node_named_twice_counts_once() -> None:
    """And a unit whose group is missing is left out."""
    tokens = tokens_table([("u", "Red line."), ("v", "Red tape.")])
    once = window_counts(tokens, ["red"], group={"u": "x", "v": None})
    assert window_counts(tokens, ["red", "red"], group={"u": "x", "v": None}).equals(once)
    assert once["collocate"].tolist() == ["line"]
