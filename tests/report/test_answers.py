"""The sentences of a report are those of its numbers."""

from __future__ import annotations

import pytest

from analysis.report.answers import answers, decisive, headline, leading, limits, p_words, phrases_apart, phrases_shared
from tests.reports import found


def test_sentences_have_counts_documents_and_p() -> None:
    """Each sentence has k of n documents, rates, p and its floor, computed by hand here."""
    report = found()
    said = dict(answers(report))
    assert said["Size"].startswith("4 documents of north (68 words) against 4 documents of south (64 words)")
    # One “good” in 17 words, in all four; 2 of 70 splits are as extreme.
    assert (
        "“good”: 58.82 per 1,000 words of north (in 4 of 4), 0.00 per 1,000 words of south (in 0 of 4); p = .029, the smallest possible"
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
