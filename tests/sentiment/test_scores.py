"""Scores by lists of words: by hand, and in linear time together with the frames."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from analysis.corpus.tokens import tokens_table
from analysis.errors import DiscourseError
from analysis.framing.coding import frame_hits
from analysis.patterns.matching import TermIndex
from analysis.sentiment.lexicons import BUNDLED, Lexicon, bundled_lexicon
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader
from analysis.study.data.load import Study
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


def test_units_without_tokens_are_kept_where_they_are_named() -> None:
    """In the order asked for, without a score; a unit of the tokens may not be missing."""
    tokens = tokens_table([("v", "Good."), ("u", ""), ("w", "Plain.")])
    scores, hits = score_lexicon(tokens, LEXICON, units=["w", "u", "v"])
    assert scores["unit"].tolist() == ["w", "u", "v"]
    assert scores["score"].tolist()[::2] == [0.0, 1.0]
    assert np.isnan(scores["score"][1])
    assert scores[["hits", "tokens"]].to_numpy().tolist() == [[0, 1], [0, 0], [1, 1]]
    assert hits["unit"].tolist() == ["v"]
    assert score_lexicon(tokens_table([]), LEXICON, units=["u"])[0]["score"].isna().all()


def test_negators_are_compared_in_lower_case() -> None:
    """Capitals and curly apostrophes of a negator do not matter."""
    assert score("It is not good.", negators=["NOT"])[1] == {"good": -2.0}
    assert score("It isn't good.", negators={"Isn’t"})[1] == {"good": -2.0}
    assert score("It is not good.", negators=())[1] == {"good": 2.0}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"window": 1.5}, "window is 1.5; expected a whole number"),
        ({"window": "3"}, "window is '3'"),
        ({"negators": None}, "negators is None; expected a list or set of strings"),
        ({"negators": "not"}, "negators is 'not'; .* put a single one in brackets"),
        ({"overlay": "formulae.csv"}, "overlay is 'formulae.csv'; expected Overlay; read it"),
        ({"units": "u"}, "units is 'u'; expected a list of names"),
        ({"units": ["v"]}, "units lacks 'u', which has tokens"),
        ({"units": ["u", "u"]}, "units has the unit 'u' twice"),
        ({"index": TermIndex(tokens_table([("u", "Other tokens.")]))}, "index has 2 tokens; expected the 1 of tokens"),
    ],
)
def test_options_that_cannot_be(options: dict[str, object], said: str) -> None:
    """One sentence for each option that would be read otherwise than it was meant."""
    with pytest.raises(DiscourseError, match=said):
        score("Good.", **options)


@pytest.mark.parametrize("lexicon", [{"good": 2.0}, "afinn", None])
def test_a_lexicon_is_no_name_and_no_mapping(lexicon: object) -> None:
    """What is to be done instead is said."""
    with pytest.raises(DiscourseError, match="expected Lexicon; read it with read_lexicon"):
        score_lexicon(tokens_table([("u", "Good.")]), lexicon)  # type: ignore[arg-type]


def test_tables_without_units_or_terms() -> None:
    """A token belongs to a unit, and the columns are those of `tokens_table`."""
    tokens = tokens_table([("u", "Good.")])
    with pytest.raises(DiscourseError, match="a token has no unit"):
        score_lexicon(tokens.assign(unit=None), LEXICON)
    with pytest.raises(DiscourseError, match="tokens has no column 'term'"):
        score_lexicon(tokens.drop(columns="term"), LEXICON)


def test_overlay_covers_words_and_carries_its_own_negation() -> None:
    """A formula has the value of the overlay times the largest of the lexicon, and "not" before it changes nothing."""
    overlay = Overlay(pd.DataFrame({"pattern": ["good ~1 offices"], "value": [0.5]}))
    assert score("Not by good offices.", overlay=overlay)[1] == {"good ~1 offices": 1.0}


@pytest.mark.thorough
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
    assert cost(5000) < 10 * cost(1250)
