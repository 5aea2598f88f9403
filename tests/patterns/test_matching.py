"""Matching of patterns: equal to a plain search, and linear whatever the pattern."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coders import DictionaryCoder
from analysis.framing.coding import frame_hits
from analysis.patterns.matching import TermIndex, resolve
from analysis.patterns.pattern import Pattern
from analysis.patterns.wildcards import fits
from tests.timing import seconds

WORDS = st.sampled_from(["a", "b", "ab", "ba", "c"])
PLACES = st.sampled_from(["a", "b", "a|b", "a*", "*b", "c|ab", "a_b|c"])


def frame(*indicators: str, exclude: tuple[str, ...] = (), name: str = "F") -> Frame:
    """Return a frame with these patterns."""
    listed = tuple(map(Pattern, indicators)), tuple(map(Pattern, exclude))
    return Frame(name, name, indicators=listed[0], exclude=listed[1])


def hits(text: str, *frames: Frame) -> list[str]:
    """Return what the frames find in a text."""
    return frame_hits(tokens_table([("u", text)]), Codebook(frames))["hit"].tolist()


def plainly(sentence: list[str], pattern: Pattern) -> set[tuple[int, int]]:
    """Search the slow way: the shortest match from each word."""

    def ends(at: int, places: tuple[object, ...]) -> set[int]:
        if not places:
            return {at}
        place, found = places[0], set()
        for start in range(at, at + place.gap + 1):  # type: ignore[attr-defined]
            for run in place.alternatives:  # type: ignore[attr-defined]
                part = sentence[start : start + len(run)]
                if len(part) == len(run) and all(
                    fits(w, m) if "*" in m else w == m for w, m in zip(part, run, strict=True)
                ):
                    found |= ends(start + len(run), places[1:])
        return found

    return {(at, min(reach)) for at in range(len(sentence)) if (reach := ends(at, pattern.places))}


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=3),
    st.lists(PLACES, min_size=1, max_size=3),
    st.integers(0, 3),
)
def test_equals_a_plain_search(sentences: list[list[str]], places: list[str], gap: int) -> None:
    """The index finds exactly what a search word by word finds, and never across sentences."""
    between = f" ~{gap} " if gap else " "
    pattern = Pattern(between.join(places))
    rows = [("u", number, word) for number, words in enumerate(sentences) for word in words]
    table = pd.DataFrame(rows, columns=["unit", "sentence", "term"])
    found = {(int(a), int(b)) for a, b in zip(*TermIndex(table).find(pattern), strict=True)}
    expected, offset = set(), 0
    for words in sentences:
        expected |= {(a + offset, b + offset) for a, b in plainly(words, pattern)}
        offset += len(words)
    assert found == expected


def test_exclusions_and_the_longest_hit() -> None:
    """What an exclusion covers is no hit, and of overlapping hits the longest counts once."""
    limits = frame("red line|lines", "line", exclude=("in line with",))
    assert hits("They act in line with the treaty.", limits) == []
    assert hits("Our red line is clear, and the line holds.", limits) == ["red line", "line"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Both have common interests in trade.", False),
        ("Both have core interests at sea.", True),
        ("The vote was in line with custom.", False),
        ("Non-confrontation is the aim.", False),
        ("No conflict and no confrontation: that is agreed.", False),
        ("There is no red line here.", False),
        ("They must not cross the red line.", True),
    ],
)
def test_the_codebooks_classic_traps(study: object, text: str, found: bool) -> None:
    """Common interests are no core interests, "in line with" is no red line, and an offer is no warning."""
    book = study.codebook  # type: ignore[attr-defined]
    kinds = set(frame_hits(tokens_table([("u", text)]), book)["frame"]) & {"SOV_CORE", "RED_LINE", "MUTUAL_LOSS"}
    assert bool(kinds) == found


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("They oppose dialogue.", set()),
        ("Ruritania does not support cooperation.", set()),
        ("Not only cooperation but also dialogue is needed.", {"WINWIN", "DIALOGUE"}),
        ("Nobody can shake it, and cooperation goes on.", {"WINWIN"}),
    ],
)
def test_what_is_not_wanted_is_no_frame_of_cooperation(study: object, text: str, frames: set[str]) -> None:
    """A welcome thing that is denied or opposed is not offered."""
    book = study.codebook  # type: ignore[attr-defined]
    coder = DictionaryCoder(book, study.entities)  # type: ignore[attr-defined]
    codes = coder.code(pd.Series({"u": text})).loc["u"]
    assert {frame for frame in ("WINWIN", "DIALOGUE") if codes[frame]} == frames


def test_empty_texts_have_no_hits() -> None:
    """A table without tokens has no hits."""
    empty = tokens_table([("u", "...")])
    assert frame_hits(empty, Codebook((frame("a"),))).empty


def test_resolve_without_candidates() -> None:
    """Where an exclusion bars every match nothing is left."""
    one = np.array([0])
    assert len(resolve(one, one + 1, one, np.array([True]))) == 0


@pytest.mark.thorough
def test_hostile_patterns_and_text_take_linear_time() -> None:
    """Patterns that ruin a backtracking search, over text made for it: doubling the text about doubles the time."""
    hostile = frame(
        "a* ~9 a* ~9 a* ~9 b", "*a*a*a*a*b", "a|a|a ~9 a|a ~9 c", "a*a*a*a*a*a*z", "a* ~99 a* ~99 a* ~99 a*", "a* a*"
    )
    book = Codebook((hostile,))

    def cost(size: int) -> float:
        table = pd.DataFrame({"unit": "u", "sentence": 0, "term": ["a" * (1 + n % 40) for n in range(size)]})
        assert len(frame_hits(table, book)) == size // 4  # of the only pattern that fits, four terms long
        return seconds(lambda: frame_hits(table, book), rounds=2)

    cost(1000)
    assert cost(40_000) < 12 * cost(10_000)
