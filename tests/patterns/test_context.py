"""The words around a hit: negation and target."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import DiscourseError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coding import code_frames, frame_hits
from analysis.patterns.context import NEGATORS, hit_context
from analysis.patterns.pattern import Pattern

NAMES = ["Borduria", "Ruritania", "Syldavia"]
ENTITIES = Entities(pd.DataFrame({"entity": NAMES, "variant": NAMES, "unless_after": None}))


def context(text: str, word: str, **options: object) -> tuple[bool, str]:
    """Return whether the first occurrence of a word is negated, and its target."""
    tokens = tokens_table([("u", text)], entities=ENTITIES)
    at = tokens["term"].tolist().index(word)
    hits = pd.DataFrame({"first": [at], "last": [at]})
    found = hit_context(tokens, hits, names=NAMES, own=["Ruritania"], **options)  # type: ignore[arg-type]
    return bool(found["negated"].iloc[0]), str(found["target"].iloc[0])


@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("They should not meddle.", "should", True),
        ("You must not play.", "must", True),
        ("They hardly trust us.", "trust", True),
        ("There is barely any trust.", "trust", True),
        ("We will never accept it.", "will", True),
        ("There are no real talks.", "talks", True),
        ("We never spoke of limits.", "limits", True),
        ("They may never act; it must act.", "must", False),
        ("Nobody came, talks went on.", "talks", False),
        ("They want talks, not war.", "talks", False),
        ("Not only talks but deeds.", "talks", False),
        ("Nothing but talks.", "talks", False),
        ("He did not ask for any of these talks.", "talks", False),
        ("Talks failed. Not here.", "failed", False),
        ("This is not a \u201cred line\u201d.", "red", True),
        ("There are no (formal) talks.", "talks", True),
        ("We will not yield \u2014 talks go on.", "talks", False),
        ("It isn\u2019t about talks.", "talks", True),
    ],
)
def test_negation_reaches_back_three_words_and_one_on_within_a_clause(text: str, word: str, negated: bool) -> None:
    """Before the hit or right after it, never across a mark, and *not only* negates nothing."""
    assert context(text, word)[0] == negated


@pytest.mark.parametrize(
    ("text", "look", "target"),
    [
        ("Ruritania urges Borduria to stop.", "after", "Borduria"),
        ("Ruritania urges Borduria to stop.", "before", "Borduria"),
        ("Syldavia knows that it urges Borduria.", "after", "Borduria"),
        ("Syldavia knows that it urges Borduria.", "before", "Syldavia"),
        ("Ruritania urges calm. Borduria listened.", "after", "none named"),
        ("It urges Ruritania and Borduria to talk.", "after", "none named"),
        ("It urges Borduria and the Ruritania of old.", "after", "none named"),
        ("It urges Ruritania-Borduria ties.", "after", "none named"),
        ("Ruritania and he think it urges Borduria.", "after", "Borduria"),
        ("In Ruritania, Borduria urges calm.", "before", "Borduria"),
        ("That is the view of Ruritania. Borduria urges calm.", "before", "Borduria"),
    ],
)
def test_the_target_is_the_nearest_other_name_of_the_sentence(text: str, look: str, target: str) -> None:
    """On the side looked at first, else on the other; a name joined with the own side is both sides."""
    assert context(text, "urges", look=look)[1] == target


def frame(name: str, pattern: str, **more: str) -> Frame:
    """Return a frame of one pattern."""
    return Frame(name, name, indicators=(Pattern(pattern),), **more)


def test_frames_say_what_negation_and_target_mean_for_them() -> None:
    """One frame excludes negated hits and is directed at nobody, the other keeps them and names its target."""
    book = Codebook((frame("TALKS", "talks", negation="exclude"), frame("LIMIT", "limits", target="warned")))
    tokens = tokens_table([("u", "They oppose talks and told Borduria of no limits.")], entities=ENTITIES)
    hits = frame_hits(tokens, book, names=NAMES)
    assert hits[["frame", "negated", "target"]].to_numpy().tolist() == [
        ["TALKS", True, ""],
        ["LIMIT", True, "Borduria"],
    ]
    assert code_frames(hits, ["u"], book).to_numpy().tolist() == [[0, 1]]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"look": "around"}, "look is 'around'; allowed: after, before"),
        ({"window": -1}, "window is -1"),
        ({"negators": "not"}, "negators is 'not'"),
    ],
)
def test_wrong_options_are_said(options: dict[str, object], said: str) -> None:
    """One sentence with the argument, its value and what is allowed."""
    with pytest.raises(DiscourseError, match=said):
        context("It urges calm.", "urges", **options)


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (1, 0), (0, 9), (0.5, 1)])
def test_hits_of_other_tokens_are_refused(first: float, last: float) -> None:
    """A place outside the table is no place in it."""
    tokens = tokens_table([("u", "It urges calm.")])
    with pytest.raises(DiscourseError, match="expected positions from 0 to 2"):
        hit_context(tokens, pd.DataFrame({"first": [first], "last": [last]}))
    with pytest.raises(DiscourseError, match="has no column 'last'"):
        hit_context(tokens, pd.DataFrame({"first": [0]}))


def test_the_unit_before_plays_no_part() -> None:
    """Target and negation of a sentence are the same alone and after another."""
    alone = [("b", "Borduria must heed this.")]
    both = [("a", "This is the view of Ruritania."), *alone]
    found = []
    for parts in (alone, both):
        tokens = tokens_table(parts, entities=ENTITIES)
        at = tokens.index[tokens["term"].eq("must")].tolist()
        hits = pd.DataFrame({"first": at, "last": at})
        found.append(
            hit_context(tokens, hits, names=NAMES, own=["Ruritania"])[["negated", "target"]].to_numpy().tolist()
        )
    assert found[0] == found[1] == [[False, "Borduria"]]


def test_no_tokens_and_no_hits() -> None:
    """An empty table yields an empty one with all columns."""
    tokens = tokens_table([("u", "...")])
    hits = pd.DataFrame({"first": [], "last": []})
    assert hit_context(tokens, hits).columns.tolist() == ["first", "last", "negated", "target"]


WORDS = st.lists(
    st.sampled_from(["not", "talks", "and", "Borduria", "Ruritania", "the", "of"]), min_size=1, max_size=12
)


@given(WORDS)
def test_equals_a_look_word_by_word(words: list[str]) -> None:
    """Negation and target of every word are what a plain loop over the sentence finds."""
    tokens = tokens_table([("u", " ".join(words))], entities=ENTITIES)
    at = range(len(words))
    found = hit_context(tokens, pd.DataFrame({"first": at, "last": at}), names=["Borduria"], own=["Ruritania"])
    for place in at:
        near = words[max(0, place - 3) : place] + words[place + 1 : place + 2]
        assert bool(found["negated"].iloc[place]) == any(word in NEGATORS for word in near)
    named = {word for word in found["target"] if word != "none named"}
    assert named <= {"Borduria"}
