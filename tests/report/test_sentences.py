"""The sentences of a report are those of its numbers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.report.sentences import (
    answers,
    decisive,
    headline,
    leading,
    limits,
    p_words,
    phrases_apart,
    phrases_shared,
)
from tests.reports import found


def test_sentences_have_counts_documents_and_p() -> None:
    """Each sentence has k of n documents, rates, p and its floor, computed by hand here."""
    report = found()
    said = dict(answers(report))
    assert said["Size"].startswith("north (4 documents, 68 words) against south (4 documents, 64 words)")
    # One “good” in 17 words, in all four; 2 of 70 splits are as extreme.
    assert (
        "“good”: 58.82 per 1,000 words in north (4 of 4 documents), 0.00 per 1,000 words in south (0 of 4 documents); p = .029, the smallest possible"
        in said["Words of north"]
    )
    assert "“Mills & weirs” differs most surely" in said["Frames"]
    assert "The lexicon scores north higher" in said["Tone"]
    assert "No p can be below 0.029" in said["Chance"]
    assert headline(report) == "“good”, “grow” and “mill” mark north; “bad”, “barn” and “barns” mark south"
    assert leading(report, "target")["term"].tolist() == ["good", "grow", "mill", "mills", "turn"]
    assert set(phrases_shared(report)["phrase"]) & {"river tolls", "lower the river tolls"}
    assert phrases_apart(report).iloc[0]["documents_target"] + phrases_apart(report).iloc[0]["documents_reference"] == 4


def test_too_few_documents_are_said_to_be_too_few() -> None:
    """Two against two: no p can be .05, and the first sentence says it; the limits name the floor."""
    report = found(4)
    assert not decisive(report)
    assert "too few documents" in answers(report)[0][1]
    assert any("none can be below 0.33" in said for said in limits(report))
    assert any("differs together with party" in said for said in limits(report))


@pytest.mark.parametrize(("p", "words"), [(0.05, "p = .050"), (0.0001, "p = .0001"), (1.0, "p = 1.000")])
def test_p_is_never_printed_as_0(p: float, words: str) -> None:
    """Small values keep a digit."""
    assert p_words(p, 0.00001).replace("0.", ".") == words or p_words(p, 0.00001) == words


def test_tone_that_chance_explains_is_not_told_as_a_difference() -> None:
    """Where no lexicon reaches .05, the sentence says so; where some do, it says who scores higher."""
    report = found()
    alike = report.tone.assign(p=0.4)
    assert dict(answers(replace(report, tone=alike)))["Tone"].startswith(
        "The lexicon shows no difference beyond chance"
    )
    both = pd.concat([alike, alike.assign(lexicon="other")], ignore_index=True)
    assert "None of the 2 lexicons shows a difference" in dict(answers(replace(report, tone=both)))["Tone"]


def test_a_vocabulary_that_chance_explains_is_said_to_be_one() -> None:
    """With no term beyond chance when all are judged together, the first sentence says so."""
    report = found()
    assert "none is beyond chance" not in answers(report)[0][1]
    assert "none is beyond chance" in answers(replace(report, terms=report.terms.assign(p_family=1.0)))[0][1]
