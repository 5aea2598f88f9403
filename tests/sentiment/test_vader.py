"""VADER over all sentences at once: the same scores as the package, sentence by sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from analysis.corpus.tokens import Entities
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.vader import _RARE, _count_tokens, _score_sentences, mask_entities, score_vader

ANALYZER = SentimentIntensityAnalyzer()
POOL = [*list(ANALYZER.lexicon)[::41], *BOOSTER_DICT, *NEGATE, *SPECIAL_CASES]
POOL += 9 * [
    "no",
    "or",
    "nor",
    "so",
    "this",
    "but",
    "least",
    "at",
    "kind",
    "of",
    "The",
    "plan",
    "US",
    "GREAT",
    "good!",
    "why??",
    "(bad)",
    "war,",
    "😀",
]


@example("we plan so good")
@example("not a this good")
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=14).map(" ".join))
def test_same_score_as_the_package(sentence: str) -> None:
    """Whatever the words: degree words, negation, "but", idioms, capitals, exclamation marks, emoji."""
    found, _ = _score_sentences([sentence], np.zeros(1))
    assert found[0] == pytest.approx(ANALYZER.polarity_scores(sentence)["compound"], abs=1e-9)


def test_every_idiom_has_a_word_that_sends_it_to_the_package() -> None:
    """The quick way knows no idioms, so each must be caught by one of its words."""
    several = [key for key in [*SPECIAL_CASES, *BOOSTER_DICT] if " " in key]
    assert all(set(key.split()) & _RARE for key in several)


def test_hits_explain_the_score() -> None:
    """The adjusted values of the hits, normalised, are the compound score of a sentence."""
    scores, hits = score_vader([("u", "The talks were not good, and the war was horrible.")])
    total = (hits["adjusted"] * hits["count"]).sum()
    assert scores["score"][0] == pytest.approx(total / (total**2 + 15) ** 0.5, abs=1e-4)
    assert hits.set_index("word").loc["good", "adjusted"] < 0


def test_names_are_masked() -> None:
    """A country called United scores nothing once it is masked."""
    table = pd.DataFrame(
        {"entity": ["Ruritania"] * 2, "variant": ["United Ruritania", "Strelsau"], "unless_after": [None, "in"]}
    )
    names = Entities(table)
    text = "United Ruritania agreed in Strelsau."
    assert mask_entities(text, entities=names) == "entityname agreed in Strelsau."
    assert mask_entities("Nothing here.", entities=names) == "Nothing here."
    plain, masked = score_vader([("u", text)])[0], score_vader([("u", text)], entities=names)[0]
    assert plain["hits"][0] == masked["hits"][0] + 1


def test_units_without_tokens() -> None:
    """A unit of marks alone has no score, and no texts give empty tables."""
    scores, hits = score_vader([("u", "..."), ("v", "Fine.")])
    assert np.isnan(scores["score"][0])
    assert scores["tokens"].tolist() == [0, 1]
    assert len(hits) == 1
    empty, none = score_vader([])
    assert empty.empty
    assert none.empty


def test_overlay_replaces_words_by_a_formula() -> None:
    """What a formula covers is not scored by its words, also where the package itself scores the sentence."""
    overlay = Overlay(pd.DataFrame({"pattern": ["dead end"], "value": [-0.5]}))
    for text in ("It is a dead end.", "It is a dead end, but fine."):
        hits = score_vader([("u", text)], overlay=overlay)[1].set_index("word")
        assert hits.loc["dead end", "adjusted"] == -2
        assert "dead" not in hits.index


@given(st.text(max_size=40))
def test_tokens_are_counted_as_they_are_made(text: str) -> None:
    """The quick count equals the length of the list of tokens."""
    from analysis.corpus.tokens import normalise, tokenise

    plain = normalise(text)
    assert _count_tokens(plain) == len(tokenise(plain))
