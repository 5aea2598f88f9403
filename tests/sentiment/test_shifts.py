"""Words that carry the difference of two groups: the sums, and hits that cannot be added."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import tokens_table
from analysis.errors import DiscourseError
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.shifts import tone_shift

SIDES = {"by": "g", "target": "x", "reference": "y"}
UNITS = pd.DataFrame({"g": ["x", "y"], "tokens": [10, 20]}, index=["a", "b"])
HITS = pd.DataFrame(
    {"unit": ["a", "b", "b"], "word": ["good", "good", "war"], "adjusted": [2.0, 2.0, -3.0], "count": [1, 1, 2]}
)
LEXICON = Lexicon("ours", {"good": 2.0, "war": -4.0, "fair": 1.0}, "-", "-")
TEXT = st.lists(st.sampled_from(["good", "war", "fair", "not", "plan"]), max_size=9).map(" ".join)


def test_shifts_add_up_to_the_difference() -> None:
    """The parts of all words are the difference of the two groups."""
    units = pd.DataFrame({"g": ["x", "y"], "tokens": [10, 20]}, index=["a", "b"])
    hits = pd.DataFrame(
        {"unit": ["a", "b", "b"], "word": ["good", "good", "war"], "adjusted": [2.0, 2.0, -3.0], "count": [1, 1, 2]}
    )
    table = tone_shift(hits, units, by="g", target="x", reference="y")
    assert table["shift"].sum() == pytest.approx(1000 * (2 / 10 - (2 - 6) / 20))
    assert table["word"].tolist() == ["war", "good"]
    with pytest.raises(DiscourseError, match="g is 'z'"):
        tone_shift(hits, units, by="g", target="z", reference="y")
    with pytest.raises(DiscourseError, match="no tokens"):
        tone_shift(hits, units.assign(tokens=0), by="g", target="x", reference="y")


@given(st.lists(TEXT, min_size=1, max_size=4), st.lists(TEXT, min_size=1, max_size=4))
def test_what_the_shifts_add_up_to(first: list[str], second: list[str]) -> None:
    """By statements the difference of mean scores, by tokens that of means weighted by tokens."""
    parts = [(f"u{at}", text) for at, text in enumerate([*first, *second])]
    names = [unit for unit, _ in parts]
    tokens = tokens_table(parts)
    scores, hits = score_lexicon(tokens, LEXICON, units=names)
    units = scores.set_index("unit").assign(g=["x"] * len(first) + ["y"] * len(second))
    sides = [units[units["g"].eq(side)] for side in "xy"]
    if not all(side["tokens"].sum() for side in sides):
        return
    one, other = (side["score"].mean() for side in sides)
    shifts = tone_shift(hits, units, **SIDES, weights="statements")["shift"]
    assert shifts.sum() == pytest.approx(LEXICON.largest * (one - other))
    one, other = ((side["score"] * side["tokens"]).sum() / side["tokens"].sum() for side in sides)
    assert tone_shift(hits, units, **SIDES)["shift"].sum() == pytest.approx(1000 * LEXICON.largest * (one - other))


def test_the_two_ways_of_weighing_can_differ_in_sign() -> None:
    """A long statement outweighs short ones by tokens, never by statements."""
    units = pd.DataFrame({"g": ["x", "x", "y"], "tokens": [2, 98, 10]}, index=["a", "b", "c"])
    hits = pd.DataFrame({"unit": ["a", "c"], "word": ["good"] * 2, "adjusted": [2.0] * 2, "count": [1, 1]})
    assert tone_shift(hits, units, **SIDES)["shift"].tolist() == pytest.approx([20 - 200])
    assert tone_shift(hits, units, **SIDES, weights="statements")["shift"].tolist() == pytest.approx([0.5 - 0.2])


def test_a_statement_without_tokens_is_no_part_of_the_mean() -> None:
    """Its hit, an emoji for instance, belongs to no score."""
    units = pd.DataFrame({"g": ["x", "x", "y"], "tokens": [0, 4, 4]}, index=["a", "b", "c"])
    hits = pd.DataFrame({"unit": ["a", "b"], "word": ["grinning", "good"], "adjusted": [2.0] * 2, "count": [1, 1]})
    table = tone_shift(hits, units, **SIDES, weights="statements").set_index("word")
    assert table["shift"].to_dict() == {"good": 0.5}


def test_units_with_whole_numbers_as_names() -> None:
    """Names are compared as strings, since tables of scores have strings."""
    units, hits = UNITS.set_axis([1, 2]), HITS.assign(unit=["1", "2", "2"])
    assert tone_shift(hits, units, **SIDES).equals(tone_shift(HITS, UNITS, **SIDES))
    assert tone_shift(HITS.assign(unit=[1, 2, 2]), units, **SIDES).equals(tone_shift(HITS, UNITS, **SIDES))


def test_units_without_hits_give_an_empty_table() -> None:
    """No word, no shift; hits of units outside the selection are left out."""
    assert tone_shift(HITS.iloc[:0], UNITS, **SIDES).empty
    more = pd.concat([HITS, HITS.assign(unit="elsewhere").drop_duplicates("word")])
    assert tone_shift(more, UNITS, **SIDES).equals(tone_shift(HITS, UNITS, **SIDES))


@pytest.mark.parametrize(
    ("hits", "units", "options", "said"),
    [
        (HITS, UNITS.assign(tokens=[10, np.nan]), {}, "the column tokens of units has nan; expected counts"),
        (HITS, UNITS.assign(tokens=[-10, 20]), {}, "the column tokens of units has -10"),
        (HITS, UNITS.assign(tokens="many"), {}, "the column tokens of units is .*; expected counts"),
        (pd.concat([HITS, HITS]), UNITS, {}, "hits have 'good' of unit 'a' twice"),
        (HITS.assign(lexicon=["p", "q", "q"]), UNITS, {}, "hits have several values of lexicon: p, q"),
        (HITS.assign(masked=[True, False, False]), UNITS, {}, "hits have several values of masked: False, True"),
        (HITS.assign(adjusted=[1.0, np.nan, 2.0]), UNITS, {}, "hits have 'good' of unit 'b' with an impossible number"),
        (HITS.assign(adjusted="x"), UNITS, {}, "hits have 'good' of unit 'a' with an impossible number"),
        (HITS.assign(count=[0.5, 1, 1]), UNITS, {}, "hits have 'good' of unit 'a' .* a whole `count`"),
        (HITS.drop(columns="word"), UNITS, {}, "hits has no column 'word'"),
        (HITS.assign(unit="elsewhere"), UNITS, {}, "no hit belongs to the units: hits have 'elsewhere', units 'a'"),
        (HITS, pd.concat([UNITS, UNITS]), {}, "the index of units has the unit 'a' twice"),
        (HITS, UNITS.set_index("g", append=True).assign(g=["x", "y"]), {}, "no hit belongs to the units"),
        (HITS, UNITS, {"reference": "x"}, "target and reference are both 'x'"),
        (HITS, UNITS, {"by": "era"}, "units has no column 'era'"),
        (HITS, UNITS, {"weights": "words"}, "weights is 'words'; allowed: statements, tokens"),
        ([], UNITS, {}, r"hits is \[\]; expected a table"),
    ],
)
def test_what_cannot_be_added(hits: object, units: object, options: dict[str, str], said: str) -> None:
    """Missing or wrong sizes, values and counts; two lexicons or ways at once; units that are unclear."""
    with pytest.raises(DiscourseError, match=said):
        tone_shift(hits, units, **SIDES | options)  # type: ignore[arg-type]


def test_words_and_groups_that_are_none_are_refused() -> None:
    """A missing word would fall out of the sum, and a list is no group."""
    units = pd.DataFrame({"g": ["x", "y"], "tokens": [10, 10]}, index=["a", "b"])
    hits = pd.DataFrame({"unit": ["a"], "word": [None], "adjusted": [2.0], "count": [1]})
    with pytest.raises(DiscourseError, match="a row without a word"):
        tone_shift(hits, units, by="g", target="x", reference="y")
    with pytest.raises(DiscourseError, match=r"target is \['x'\]; expected the label of a group"):
        tone_shift(hits.assign(word="good"), units, by="g", target=["x"], reference="y")  # type: ignore[arg-type]


def test_hits_of_a_unit_without_tokens_are_no_part_of_a_mean_of_statements() -> None:
    """What adds nothing to the shift is not counted either."""
    units = pd.DataFrame({"g": ["x", "x", "y"], "tokens": [10, 0, 10]}, index=["a", "b", "c"])
    hits = pd.DataFrame({"unit": ["a", "b"], "word": "good", "adjusted": 1.0, "count": 1})
    table = tone_shift(hits, units, by="g", target="x", reference="y", weights="statements")
    assert table["count_target"].tolist() == [1]
