"""Lines around hits of a codebook, and the terms near them."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.terms.context.hits import hit_lines, terms_near_hits

HIT = ["unit", "frame", "first", "last"]
words = st.lists(st.sampled_from(["red", "line", "of", "win-win", "mill"]), min_size=3, max_size=12)


def _lines(text: str, hits: list[tuple[int, int]], **options: object) -> list[list[str]]:
    tokens = tokens_table([("u", text)])
    table = pd.DataFrame([("u", "LIMIT", *hit) for hit in hits], columns=HIT)
    found = hit_lines(tokens, table, text={"u": text}, **options)  # type: ignore[arg-type]
    return found[["left", "node", "right"]].to_numpy().tolist()


def test_a_line_grows_on_both_sides_in_turn() -> None:
    """First a word on the left, then one on the right, to the length allowed and no further than the sentence."""
    text = "Old men draw a red line here today. More."
    assert _lines(text, [(4, 5)], most_words=5) == [["draw a", "red line", "here"]]
    assert _lines(text, [(4, 5)], most_words=99) == [["Old men draw a", "red line", "here today"]]
    assert _lines("Red line here now.", [(0, 1)], most_words=4) == [["", "Red line", "here now"]]


def test_parts_of_hyphenated_words_count() -> None:
    """A line of at most three words has no room for a word with a hyphen beside a node of two."""
    assert _lines("A win-win red line.", [(2, 3)], most_words=3) == [["", "red line", ""]]
    assert _lines("A win-win red line.", [(2, 3)], most_words=4) == [["win-win", "red line", ""]]


def test_reserved_words_are_shown_in_nodes_only() -> None:
    """A reserved token ends the line; in the node itself it stays."""
    assert _lines("A big red line here.", [(2, 3)], reserved={1, 2}) == [["", "red line", "here"]]


@given(words, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 1)), min_size=1, max_size=4), st.integers(1, 8))
def test_lines_share_no_word(written: list[str], spans: list[tuple[int, int]], most_words: int) -> None:
    """No word around a hit is in another line, and only the node makes a line longer than allowed."""
    text = " ".join(f"{word}{at}" for at, word in enumerate(written)).capitalize() + "."
    hits = sorted({(at, min(at + more, len(written) - 1)) for at, more in spans if at < len(written)})
    seen: list[str] = []
    for left, node, right in _lines(text, hits, most_words=most_words):
        around = [*left.split(), *right.split()]
        assert sum(len(word.split("-")) for word in [*around, *node.split()]) <= most_words or not around
        seen += around
    assert len(seen) == len(set(seen))
    assert not {word.lower() for word in seen} & {f"{written[at]}{at}" for first, last in hits for at in (first, last)}


def test_terms_near_hits_stay_within_sentence_and_window() -> None:
    """Terms on both sides are counted by group; the hit itself is not."""
    tokens = tokens_table([("u", "We draw a red line here. Far."), ("v", "Red line here.")])
    hits = pd.DataFrame([("u", "LIMIT", 3, 4), ("v", "LIMIT", 7, 8)], columns=HIT)
    found = terms_near_hits(tokens, hits, group={"u": "d", "v": "d"}, window=2)
    assert found.to_numpy().tolist() == [
        ["d", "LIMIT", "a", 1],
        ["d", "LIMIT", "draw", 1],
        ["d", "LIMIT", "here", 2],
    ]
    right = terms_near_hits(tokens, hits, group={"u": "d", "v": "e"}, window=(0, 1))
    assert right["document"].tolist() == ["d", "e"]


def test_no_hit_has_no_line() -> None:
    """Empty tables with all columns."""
    tokens, none = tokens_table([("u", "Red.")]), pd.DataFrame(columns=HIT)
    assert hit_lines(tokens, none, text={}).columns.tolist() == ["unit", "frame", "left", "node", "right"]
    assert terms_near_hits(tokens, none, group={}).columns.tolist() == ["document", "frame", "collocate", "count"]
