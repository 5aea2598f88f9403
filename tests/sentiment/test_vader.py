"""VADER over all sentences at once: the same scores as the package, sentence by sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from analysis.corpus.tokens import Entities
from analysis.errors import DiscourseError
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.vader import mask_entities, score_vader
from analysis.sentiment.vader_rules import _by_package, _openings, _spelled, count_tokens, score_sentences

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
    "doubt",
    "LEAST",
    "very",
    "NEVER",
    "BUT",
    "great!",
    "why?",
]


@example("He was good but bad and good, but then 0.95 good")
@example("it is the very least good plan")
@example("without a doubt GREAT talks!!!!! why????")
@example("never so good, never this bad, not without doubt good")
@example("we plan so good")
@example("not a this good")
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=14).map(" ".join))
def test_same_score_as_the_package(sentence: str) -> None:
    """Whatever the words: degree words, negation, "but", idioms, capitals, exclamation marks, emoji."""
    found = score_sentences([sentence], np.zeros(1)).compound
    assert found[0] == pytest.approx(ANALYZER.polarity_scores(sentence)["compound"], abs=1e-9)


@given(st.lists(st.lists(st.sampled_from(POOL), max_size=9).map(" ".join), max_size=5))
def test_sentences_do_not_touch_one_another(sentences: list[str]) -> None:
    """Many sentences at once give what each gives alone, with the same words and values as the package finds."""
    found = score_sentences(sentences, np.zeros(len(sentences)))
    for at, sentence in enumerate(sentences):
        assert found.compound[at] == pytest.approx(ANALYZER.polarity_scores(sentence)["compound"], abs=1e-9)
        assert found.tokens[at] == count_tokens(sentence)
        here = found.at == at
        got = sorted(zip([found.names[word] for word in found.word[here]], found.adjusted[here], strict=True))
        expected = sorted(_by_package(_spelled(sentence, ANALYZER.emojis)))
        assert [word for word, _ in got] == [word for word, _ in expected]
        assert [value for _, value in got] == pytest.approx([value for _, value in expected], abs=2e-6)


def test_every_idiom_has_a_word_that_sends_it_to_the_package() -> None:
    """The quick way knows no idioms, so each must be caught by one of its words."""
    several = [key for key in [*SPECIAL_CASES, *BOOSTER_DICT] if " " in key]
    assert all(any((*key.split()[:2],) in pairs for pairs in _openings().values()) for key in several)


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
    """A unit of marks alone or of nothing has no score and keeps its row, and no texts give empty tables."""
    scores, hits = score_vader([("u", "..."), ("", ""), ("v", "Fine."), ("w", " \n")])
    assert scores["score"].isna().tolist() == [True, True, False, True]
    assert scores["unit"].tolist() == ["u", "", "v", "w"]
    assert scores["tokens"].tolist() == [0, 0, 1, 0]
    assert scores["hits"].tolist() == [0, 0, 1, 0]
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
    assert count_tokens(plain) == len(tokenise(plain))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([(None, "Good.")], r"the unit of parts\[0\] is None; expected a name"),
        ([("u", "Good."), (float("nan"), "Good.")], r"the unit of parts\[1\] is nan"),
        ([(("a", 1), "Good.")], r"the unit of parts\[0\] is \('a', 1\)"),
        ([("u", None)], "the text of unit 'u' is None; expected a text"),
        ([("u", float("nan"))], "the text of unit 'u' is nan"),
        ([("u", 3)], "the text of unit 'u' is 3"),
        (["text"], r"parts\[0\] is 'text'; expected a pair"),
        ("text", "parts is 'text'; expected pairs"),
        (None, "parts is None"),
    ],
)
def test_what_is_no_text_of_a_unit(parts: object, said: str) -> None:
    """A unit has a name and a text; nothing else is scored."""
    with pytest.raises(DiscourseError, match=said):
        score_vader(parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [None, float("nan"), 3])
def test_only_texts_are_masked(text: object) -> None:
    """A missing text is told, also where there is no name to mask."""
    with pytest.raises(DiscourseError, match=r"text is .*; expected a text"):
        mask_entities(text, entities=Entities(pd.DataFrame(columns=["entity", "variant", "unless_after"])))  # type: ignore[arg-type]


@pytest.mark.parametrize("options", [{"entities": None}, {"overlay": "formulae.csv"}])
def test_names_and_overlay_are_read_or_made_before(options: dict[str, object]) -> None:
    """A path or nothing is told."""
    with pytest.raises(DiscourseError, match="read or make one"):
        score_vader([("u", "Good.")], **options)  # type: ignore[arg-type]


def test_units_may_be_whole_numbers() -> None:
    """They keep their kind, and are sorted as numbers."""
    scores, hits = score_vader([(10, "Good."), (9, "Bad.")])  # type: ignore[list-item]
    assert scores["unit"].tolist() == [10, 9]
    assert hits["unit"].tolist() == [9, 10]


def test_the_words_of_an_emoji_are_among_the_hits() -> None:
    """A score has its evidence, and an emoji is no token."""
    scores, hits = score_vader([("u", "I am 😀 today"), ("v", "😀")])
    assert scores.iloc[0].tolist() == ["u", ANALYZER.polarity_scores("I am 😀 today")["compound"], 1, 3]
    assert hits.iloc[0].tolist() == ["u", "grinning", ANALYZER.lexicon["grinning"], ANALYZER.lexicon["grinning"], 1]
    assert np.isnan(scores["score"][1])


@pytest.mark.parametrize("text", ["A good plan!", "It was good, but the war was horrible.", "A GOOD plan, a bad war."])
def test_hits_of_rare_rules_explain_the_score(text: str) -> None:
    """With emphasis or contrast, too, the hits add up to the score."""
    scores, hits = score_vader([("u", text)])
    total = (hits["adjusted"] * hits["count"]).sum() + 0.292 * text.count("!")
    assert scores["score"][0] == pytest.approx(total / (total**2 + 15) ** 0.5, abs=1e-4)
