"""Scores by lists of words: by hand, and in linear time together with the frames."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.tokens import tokens_table
from analysis.errors import DiscourseError
from analysis.framing.coding import frame_hits
from analysis.framing.matching import TermIndex
from analysis.sentiment.every import score_all
from analysis.sentiment.lexicons import BUNDLED, Lexicon, bundled_lexicon
from analysis.sentiment.overlay import Overlay, read_overlay
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader
from analysis.study.load import Study
from tests.timing import seconds

LEXICON = Lexicon("ours", {"good": 2.0, "bad": -1.0, "abandon*": -2.0, "good grief": -2.0, "aban*": 1.0}, "-", "-")


def score(text: str, **options: object) -> tuple[list[object], dict[str, float]]:
    """Return score, hits and tokens of a text, and the adjusted value of each word."""
    scores, hits = score_lexicon(tokens_table([("u", text)]), LEXICON, **options)  # type: ignore[arg-type]
    return scores.iloc[0, 1:].tolist(), dict(zip(hits["word"], hits["adjusted"], strict=True))


def test_score_by_hand() -> None:
    """(2 - 1) over 4 tokens, as a share of the largest value 2."""
    assert score("Good plan, bad day.") == ([0.125, 2, 4], {"good": 2.0, "bad": -1.0})


def test_longest_entry_wins() -> None:
    """An entry of two words is not its first word, and the longer stem is the more exact."""
    assert score("Good grief!")[1] == {"good grief": -2.0}
    assert score("They abandoned it and abandon it.")[1] == {"abandon": -2.0, "abandoned": -2.0}


def test_negation_stays_in_its_sentence() -> None:
    """A negator turns what follows within the window, never across a full stop."""
    assert score("It is not a very good plan.")[1] == {"good": -2.0}
    assert score("It is not a very good plan.", window=2)[1] == {"good": 2.0}
    assert score("They said no. Good plan.")[1] == {"good": 2.0}
    with pytest.raises(DiscourseError, match="window is -1"):
        score("Good.", window=-1)


def test_nothing_to_score() -> None:
    """A unit without hits scores 0 with 0 hits; no tokens give empty tables."""
    assert score("Plain words.") == ([0.0, 0, 2], {})
    scores, hits = score_lexicon(tokens_table([]), LEXICON)
    assert scores.empty
    assert hits.empty


def test_overlay_covers_words_and_carries_its_own_negation() -> None:
    """A formula has the value of the overlay times the largest of the lexicon, and "not" before it changes nothing."""
    overlay = Overlay(pd.DataFrame({"pattern": ["good ~1 offices"], "value": [0.5]}))
    assert score("Not by good offices.", overlay=overlay)[1] == {"good ~1 offices": 1.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pattern,value\na,1\n", "line 1: there is no column source"),
        ("pattern,value,source\na,2,s\n", "over.csv, line 2: the value is 2"),
        ("pattern,value,source\na,x,s\n", "line 2: the value is 'x'; expected -1 to 1"),
        ("pattern,value,source\na,1,s\na,1,s\n", "line 3: 'a' stands in line 2 too"),
        ("pattern,value,source\na(,1,s\n", "line 2: the pattern 'a.'"),
    ],
)
def test_faults_of_an_overlay(tmp_path: Path, text: str, said: str) -> None:
    """File, line, value and remedy."""
    path = tmp_path / "over.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DiscourseError, match=said):
        read_overlay(path)


def test_every_lexicon_in_every_way(study: Study) -> None:
    """Four lexicons, as printed, masked, and masked with the overlay."""
    overlay = read_overlay(study.folder / "codebook" / "overlay.csv")
    scores, hits = score_all([("u", "Mutual respect is good.")], names=study.entities, overlay=overlay)
    assert len(scores) == 12
    assert set(scores["lexicon"]) == {"vader", *BUNDLED}
    assert "mutual respect" in set(hits.loc[hits["overlay"], "word"])
    assert len(score_all([("u", "Good.")], names=study.entities)[0]) == 8


def test_frames_and_all_lexicons_take_linear_time(study: Study) -> None:
    """Four times the statements, coded and scored by everything, take about four times the time."""
    here = study.folder / "codebook" / "unseen.json"
    texts = [entry["text"] for entry in json.loads(here.read_text(encoding="utf-8"))]

    def cost(size: int) -> float:
        parts = [(str(n), f"{texts[n % len(texts)]} Item{n % 997}.") for n in range(size)]
        tokens = tokens_table(parts, entities=study.entities)

        def everything() -> None:
            index = TermIndex(tokens)
            frame_hits(tokens, study.codebook, index=index)
            for name in BUNDLED:
                score_lexicon(tokens, bundled_lexicon(name), index=index)
            score_vader(parts, entities=study.entities)

        return seconds(everything, rounds=2)

    cost(500)
    assert cost(10_000) < 10 * cost(2500)
