"""The dictionary against hand coding, on sentences written before the patterns were tuned."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook, Frame, read_codebook
from analysis.framing.coders import DictionaryCoder
from analysis.framing.entries import read_coded_texts
from analysis.framing.validity import misses, pattern_table, score_coder
from analysis.patterns.pattern import Pattern
from analysis.study.data.load import Study

HERE = Path(__file__).resolve().parents[2] / "data" / "codebook"


@pytest.fixture(scope="module")
def coded(study: Study) -> tuple[pd.Series, pd.DataFrame]:
    """Return the unseen sentences and their codes."""
    return read_coded_texts(HERE / "unseen.json", study.codebook)


def micro(study: Study, texts: pd.Series, codes: pd.DataFrame) -> pd.Series:
    """Return the pooled row of the dictionary's score."""
    return score_coder(DictionaryCoder(study.codebook, study.entities), texts, codes).iloc[-1]


def test_the_unseen_sentences_are_enough(coded: tuple[pd.Series, pd.DataFrame]) -> None:
    """At least 120 sentences, five positives of each frame, and sentences without a frame."""
    texts, codes = coded
    assert len(texts) >= 120
    assert texts.is_unique
    assert codes.sum().min() >= 5
    assert codes.sum(axis=1).eq(0).sum() >= 10


def test_halves_alternate() -> None:
    """Odd entries were for tuning, even ones were held out, as the table of validity assumes."""
    entries = json.loads((HERE / "unseen.json").read_text(encoding="utf-8"))
    assert all((entry["half"] == "tuning") == (n % 2 == 1) for n, entry in enumerate(entries, start=1))
    assert Counter(entry["half"] for entry in entries)["held_out"] >= 60


def test_the_promised_score_on_held_out_sentences(study: Study, coded: tuple[pd.Series, pd.DataFrame]) -> None:
    """Micro F1 of at least .87, and no frame with five positives under recall .7, on the half never looked at."""
    texts, codes = coded
    held = [str(n) for n in range(2, len(texts) + 1, 2)]
    assert micro(study, texts[held], codes.loc[held])["f1"] >= 0.87
    table = score_coder(DictionaryCoder(study.codebook, study.entities), texts[held], codes.loc[held]).iloc[:-1]
    often = table[(table["both"] + table["only_second"]) >= 5]
    assert often["recall"].min() >= 0.7


def test_tuning_gained_something(study: Study, coded: tuple[pd.Series, pd.DataFrame]) -> None:
    """The codebook as it stood before scores far lower on the same sentences."""
    texts, codes = coded
    before = read_codebook(HERE / "frames_before.yaml", entities=study.entities)
    old = score_coder(DictionaryCoder(before, study.entities), texts, codes).iloc[-1]
    assert old["f1"] < 0.7 < micro(study, texts, codes)["f1"]


def test_patterns_are_shown_with_hits_and_misses(study: Study) -> None:
    """Every pattern has a row; a pattern without hits has no precision; misses name unit, frame and kind."""
    table = pattern_table(study.frame_hits, study.frames_coded, study.codebook)
    assert len(table) == sum(len(frame.indicators) for frame in study.codebook.frames)
    assert table.loc[table["units"].eq(0), "precision"].isna().all()
    assert (table["alone"] <= table["right"]).all()
    assert (table["right"] <= table["units"]).all()
    codes = pd.DataFrame({"A": [1, 0, 1]}, index=["u1", "u2", "u3"])
    person = pd.DataFrame({"A": [1, 1, 0]}, index=codes.index)
    assert misses(codes, person).to_numpy().tolist() == [["u2", "A", "missed"], ["u3", "A", "extra"]]


BOOK = Codebook(tuple(Frame(x, x, indicators=(Pattern(x),)) for x in ("one", "two")))
HITS = pd.DataFrame({"unit": ["u1", "u2"], "frame": ["one", "one"], "indicator": ["one", "one"]})
CODED = pd.DataFrame({"one": [1, 0], "two": [0, 0]}, index=["u1", "u2"])


def test_patterns_are_judged_by_unit() -> None:
    """A pattern has its units and those that a person agrees with, whatever the units are called."""
    for index in (pd.RangeIndex(2), pd.Index([7, 3], name="unit"), pd.Index(["b", "a"])):
        hits = DictionaryCoder(BOOK).hits(pd.Series(["one two", "two"], index=index))
        table = pattern_table(hits, CODED.set_axis(index), BOOK)
        assert table[["units", "right", "alone"]].to_numpy().tolist() == [[1, 1, 1], [2, 0, 0]]


@pytest.mark.parametrize(
    ("hits", "coded", "said"),
    [
        (HITS.drop(columns="indicator"), CODED, "the table of hits has no column 'indicator'"),
        (HITS.assign(frame="ten"), CODED, "hits has the pattern 'one' of ten, which is not in the codebook"),
        (HITS.assign(indicator="ten"), CODED, "hits has the pattern 'ten' of one, which is not in the codebook"),
        (HITS, CODED.drop(columns="one"), "the frame in hits is 'one'; allowed: two"),
        (HITS, CODED.replace(0, float("nan")), "coded has nan at unit 'u1', frame 'two'"),
        (HITS, CODED * 2, "coded has 2 at unit 'u1'"),
    ],
    ids=range(6),
)
def test_patterns_are_judged_on_codes_alone(hits: pd.DataFrame, coded: pd.DataFrame, said: str) -> None:
    """A gap is not right, and a hit of another codebook is not dropped."""
    with pytest.raises(ArgumentError, match=said):
        pattern_table(hits, coded, BOOK)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (CODED.iloc[:1], "codes lacks 1 of the 2 units of coded .first: 'u2'"),
        (CODED.replace(0, float("nan")), "codes has nan"),
        (CODED.drop(columns="two"), "codes lacks 1 of the 2 frames of coded .first: 'two'"),
    ],
    ids=range(3),
)
def test_misses_are_of_the_same_units_and_frames(codes: pd.DataFrame, said: str) -> None:
    """A unit or a frame that the coder lacks is named; more of the coder's do no harm."""
    with pytest.raises(ArgumentError, match=said):
        misses(codes, CODED)
    assert misses(CODED, CODED.iloc[:1, :1]).empty
