"""VADER with names masked: the package's scores, each with the words that made it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from analysis.corpus.entities import ENGLISH
from analysis.corpus.tokens import Entities, normalise, sentence_spans, tokenise, tokens_table
from analysis.errors import ArgumentError, DiscourseError
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.vader import mask_entities, score_vader

ANALYZER = SentimentIntensityAnalyzer()
OFTEN = "no or nor so this but least at kind of The plan US GREAT good! why?? (bad) war, 😀 doubt LEAST very NEVER BUT great!"
POOL = [*list(ANALYZER.lexicon)[::41], *BOOSTER_DICT, *NEGATE, *SPECIAL_CASES, *9 * OFTEN.split()]


@example(["He was good but bad and good, but then 0.95 good", "without a doubt GREAT talks!!!!! why????"])
@example(["never so good, never this bad, not without doubt good", "I am kind of good, not a this good", "."])
@given(st.lists(st.lists(st.sampled_from(POOL), max_size=12).map(" ".join), max_size=4))
def test_scores_are_those_of_the_package(texts: list[str]) -> None:
    """Whatever the words, a unit has the package's scores of its sentences, weighted by their tokens."""
    scores, _ = score_vader(enumerate(texts))
    for text, score, size in zip(texts, scores["score"], scores["tokens"], strict=True):
        plain = normalise(text)
        sentences = [plain[start:end] for start, end in sentence_spans(plain)]
        tokens = [len(tokenise(sentence)) for sentence in sentences]
        assert size == sum(tokens)
        if not size:
            assert np.isnan(score)
            continue
        expected = np.average([ANALYZER.polarity_scores(each)["compound"] for each in sentences], weights=tokens)
        assert score == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.sampled_from([word for word in POOL if not set(word) & set("!?.😀")]), min_size=1, max_size=12))
def test_hits_add_up_to_the_score_of_a_sentence(words: list[str]) -> None:
    """Without marks the adjusted values are all of the sum, but for the "kind" of "kind of", which VADER skips."""
    sentence = " ".join(words)
    scores, hits = score_vader({"u": sentence})
    hits = hits[~(hits["word"].eq("kind") & ("kind of" in sentence.lower()))]
    total = (hits["adjusted"] * hits["count"]).sum()
    if scores["tokens"][0] and sentence.lower().count("kind") == sentence.lower().count("kind of"):
        assert scores["score"][0] == pytest.approx(total / (total**2 + 15) ** 0.5, abs=2e-4)


def test_the_kind_of_kind_of_is_listed_and_not_added() -> None:
    """VADER takes "kind of" for a degree word; its lexicon has the word, so the hits list it."""
    scores, hits = score_vader({"u": "It was kind of good."})
    assert hits["word"].tolist() == ["good", "kind"]
    assert scores["score"][0] == ANALYZER.polarity_scores("It was kind of good.")["compound"]
    assert scores["hits"][0] == 2


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


def test_the_value_of_a_formula_is_added_to_the_words_without_emphasis() -> None:
    """The sum is 1.9 of "good" and -0.5 x 4 of the formula; the exclamation mark adds nothing to it."""
    overlay = Overlay(pd.DataFrame({"pattern": ["dead end", "talks"], "value": [-0.5, 0.0]}))
    scores = score_vader([("u", "A good dead end!"), ("v", "Good talks!")], overlay=overlay)[0]["score"]
    total = 1.9 - 2.0
    assert scores[0] == pytest.approx(total / (total**2 + 15) ** 0.5, abs=1e-4)
    assert scores[1] == ANALYZER.polarity_scores("Good xx!")["compound"], "a formula of value 0 leaves the emphasis"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([(None, "Good.")], "the unit at position 0 of texts is None"),
        ([("u", "Good."), (float("nan"), "Good.")], "the unit at position 1 of texts is nan"),
        ([("u", None)], "the text of unit 'u' is None; expected a string"),
        ([("u", float("nan"))], "the text of unit 'u' is nan"),
        ([("u", 3)], "the text of unit 'u' is 3"),
        (["text"], "texts has 'text' at position 0; expected a pair"),
        (None, "texts has None"),
    ],
)
def test_what_is_no_text_of_a_unit(texts: object, said: str) -> None:
    """A unit has a name and a text; nothing else is scored."""
    with pytest.raises(DiscourseError, match=said):
        score_vader(texts)  # type: ignore[arg-type]


def test_texts_in_any_form() -> None:
    """A string, a mapping, a Series, a table and pairs have the same scores; parts of a unit are one unit."""
    text = "The talks were good."
    forms = [
        text,
        {"text": text},
        pd.Series({"text": text}),
        pd.DataFrame({"text": [text]}, ["text"]),
        [("text", text)],
    ]
    for form in forms:
        assert score_vader(form)[0].equals(score_vader(text)[0])  # type: ignore[arg-type]
    parts = score_vader([("u", "Good."), ("v", "Bad."), ("u", "Good.")])[0]
    assert parts[["unit", "hits", "tokens"]].to_numpy().tolist() == [["u", 2, 2], ["v", 1, 1]]


@pytest.mark.parametrize("text", [None, float("nan"), 3])
def test_only_strings_are_masked(text: object) -> None:
    """A missing text is reported, also where there is no name to mask."""
    with pytest.raises(DiscourseError, match=r"text is .*; expected a string"):
        mask_entities(text, entities=Entities(pd.DataFrame(columns=["entity", "variant", "unless_after"])))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"entities": None}, "entities is None; expected Entities; wrap the table"),
        ({"overlay": "over.csv"}, "overlay is 'over.csv'; expected Overlay; read it"),
    ],
)
def test_names_and_overlay_are_read_or_made_before(options: dict[str, object], said: str) -> None:
    """A path or nothing is refused, with the next step."""
    with pytest.raises(DiscourseError, match=said):
        score_vader([("u", "Good.")], **options)  # type: ignore[arg-type]


def test_units_may_be_whole_numbers() -> None:
    """They keep their kind, and are sorted as numbers."""
    scores, hits = score_vader([(10, "Good."), (9, "Bad.")])
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


@settings(max_examples=10)
@given(
    st.lists(
        st.sampled_from(["The United States", "mill", "good", "US", "bad.", "\n\n", "U.K.", "!", "\U0001f600", "of"]),
        min_size=1,
    )
)
def test_names_at_hand_are_those_that_are_looked_for(words: list[str]) -> None:
    """With the table of tokens the scores and hits are the same."""
    texts = {"a": " ".join(words), "b": "The United Kingdom agreed, which is good."}
    tokens = tokens_table(texts, entities=ENGLISH)
    one, other = (score_vader(texts, entities=ENGLISH, tokens=table) for table in (None, tokens))
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left, right)


def test_a_table_without_places_is_refused() -> None:
    """What is no table of tokens is one sentence."""
    with pytest.raises(ArgumentError, match="start"):
        score_vader({"a": "good"}, tokens=pd.DataFrame({"unit": ["a"], "term": ["good"]}))
