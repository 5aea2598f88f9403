"""The comparison as users meet it: each method is a plain function, from counts or from texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.comparison import Comparison
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coders import DictionaryCoder
from analysis.inference.omission import leave_one_out
from analysis.inference.permutations import difference_of_means, largest_by_split, permutation
from analysis.inference.placebo import key_by, key_if_shared, placebo_splits
from analysis.inference.power import documents_needed
from analysis.patterns.pattern import Pattern
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.terms.compare import comparison as noun
from analysis.terms.compare.divergences import divergence
from analysis.terms.compare.key_terms import keyness
from analysis.terms.compare.measures import log_likelihood
from analysis.terms.context.evidence import explain as explain_term

SIDES = {"by": "era", "target": "new", "reference": "old"}
TEXTS = pd.DataFrame(
    {
        "text": ["A good treaty.", "A good mill, a red line.", "No treaty.", "War at the mill.", "War and a treaty."],
        "era": ["new", "new", "old", "old", "other"],
        "document": ["d1", "d2", "d3", "d4", "d5"],
    },
    index=[7, 3, 5, 1, 2],
)
LEXICON = Lexicon("ours", {"good": 2.0, "war": -4.0}, "-", "-")
BOOK = Codebook(
    (
        Frame("DEAL", "Deal", indicators=(Pattern("treaty"),)),
        Frame("LIMIT", "Limit", indicators=(Pattern("red line"),)),
    )
)
METHODS: dict[str, tuple[Callable[..., pd.DataFrame], Callable[..., pd.DataFrame], dict[str, Any]]] = {
    "keyness": (Comparison.keyness, keyness, {"min_count": 2}),
    "divergence": (Comparison.divergence, divergence, {"alpha": 1.0}),
    "permutation": (Comparison.permutation, permutation, {"seed": 2}),
    "largest_by_split": (Comparison.largest_by_split, largest_by_split, {"scaled": True}),
    "documents_needed": (Comparison.documents_needed, documents_needed, {"of": ["treaty"], "sizes": [3]}),
    "leave_one_out": (Comparison.leave_one_out, leave_one_out, {"leave": "document"}),
    "placebo": (Comparison.placebo, placebo_splits, {"key": key_if_shared(), "leave_out": ["a"]}),
}


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Compare the texts of two eras, of four documents."""
    return Comparison(TEXTS, **SIDES)


def test_it_is_the_noun_with_methods(comparison: Comparison) -> None:
    """The public name is this class, and every function takes it as it takes the noun below."""
    assert analysis.Comparison is Comparison
    assert isinstance(comparison, noun.Comparison)
    assert Comparison.__doc__ == noun.Comparison.__doc__
    assert repr(comparison) == "Comparison of new (2 documents) with old (2 documents) by era"
    plain = noun.Comparison(TermMatrix.from_texts(TEXTS), **SIDES)
    pd.testing.assert_frame_equal(keyness(comparison), keyness(plain))


@pytest.mark.parametrize("name", METHODS)
def test_methods_are_the_plain_functions(comparison: Comparison, name: str) -> None:
    """Each returns what the function returns for the comparison, with the same options."""
    method, function, options = METHODS[name]
    pd.testing.assert_frame_equal(method(comparison, **options), function(comparison, **options))


def test_a_placebo_has_the_usual_threshold(comparison: Comparison) -> None:
    """Without a rule a term is key at a G2 of 3.84, which is p = .05."""
    usual = key_by(log_likelihood, at_least=3.841459)
    pd.testing.assert_frame_equal(comparison.placebo(), placebo_splits(comparison, key=usual))


def test_frames_and_tone_are_means_of_the_units(comparison: Comparison) -> None:
    """Codes of a codebook and scores of a lexicon, compared by document; units of neither side are left out."""
    chosen = TEXTS[TEXTS["era"] != "other"]
    codes = DictionaryCoder(BOOK).code(chosen["text"])
    pd.testing.assert_frame_equal(comparison.frames(BOOK), difference_of_means(comparison, codes))
    by_frame = comparison.frames(BOOK).set_index("measure")
    assert by_frame.loc["LIMIT", ["mean_target", "mean_reference", "splits"]].tolist() == [0.5, 0, 6]
    scores = score_lexicon(tokens_table(chosen["text"].items()), LEXICON)[0]["score"].to_numpy()
    table = comparison.tone(LEXICON, seed=3)
    assert table[["mean_target", "mean_reference"]].values.tolist() == [[scores[:2].mean(), scores[2:].mean()]]
    pd.testing.assert_frame_equal(
        table, comparison.means(pd.DataFrame({"score": scores}, index=chosen.index), seed=3), check_names=False
    )


@pytest.mark.parametrize(
    "texts",
    [TEXTS, TEXTS["text"], TEXTS["text"].to_dict(), list(TEXTS["text"].items()), iter(TEXTS["text"].items())],
    ids=["table", "series", "mapping", "pairs", "iterator"],
)
def test_texts_in_any_form_serve_a_comparison_of_counts(comparison: Comparison, texts: Any) -> None:
    """A matrix or a table of units has no texts; those passed are matched by unit, in any order."""
    counted = Comparison(TermMatrix.from_texts(TEXTS.sort_index()), **SIDES)
    pd.testing.assert_frame_equal(counted.tone(LEXICON, texts=texts), comparison.tone(LEXICON))
    units = Comparison(TEXTS.drop(columns="text"), **SIDES)
    pd.testing.assert_frame_equal(units.frames(BOOK, texts=TEXTS), comparison.frames(BOOK))


def test_without_texts_what_reads_them_is_refused() -> None:
    """Frames and tone need texts, those of units of both sides; and a frequency list has no units."""
    counted = Comparison(TermMatrix.from_texts(TEXTS), **SIDES)
    with pytest.raises(ArgumentError, match=r"frames needs the texts.*pass texts="):
        counted.frames(BOOK)
    with pytest.raises(ArgumentError, match="tone needs the texts"):
        counted.tone(LEXICON)
    with pytest.raises(ArgumentError, match="values has no unit of 'new'"):
        counted.tone(LEXICON, texts={"another": "A good day."})
    with pytest.raises(ArgumentError, match="reference is a frequency list"):
        Comparison(TEXTS, by="era", target="new", reference={"war": 1}).frames(BOOK)
    with pytest.raises(ArgumentError, match=r"terms is .*expected TermMatrix"):
        Comparison({"war": 1}, reference={"peace": 1}).tone(LEXICON, texts=TEXTS)


def test_faulty_texts_are_refused() -> None:
    """A text that is no string is named with its unit."""
    with pytest.raises(ArgumentError, match="the text of unit 3 is"):
        Comparison(TEXTS.assign(text=["a", None, "b", "c", "d"]), **SIDES)


def test_a_term_is_explained_by_its_units(comparison: Comparison) -> None:
    """With the words around it where texts are known; by a row of a table as well; of both sides only."""
    found = comparison.explain("treaty")
    assert found[["era", "unit", "line"]].values.tolist() == [["new", 7, "A good [treaty]"], ["old", 5, "No [treaty]"]]
    row = comparison.keyness().set_index("term", drop=False).loc["treaty"]
    pd.testing.assert_frame_equal(comparison.explain(row), found)
    counted = Comparison(TermMatrix.from_texts(TEXTS), **SIDES)
    assert "line" not in counted.explain("treaty")
    assert counted.explain("treaty", texts=TEXTS)["line"].tolist() == found["line"].tolist()
    pd.testing.assert_frame_equal(
        counted.explain("treaty"), explain_term(counted.units, "treaty", by="era", document="document")
    )
    with pytest.raises(ArgumentError, match=r"term is 'treaties'.*terms like it: treaty"):
        counted.explain("treaties")


def test_names_are_counted_as_entities() -> None:
    """Variants of a name are one term in the counts, the frames and the evidence."""
    names = Entities(pd.DataFrame({"entity": ["ORL"], "variant": ["Orland"], "unless_after": [None]}))
    texts = pd.DataFrame({"text": ["Orland rose.", "The mill fell."], "era": ["new", "old"]})
    comparison = Comparison(texts, **SIDES, entities=names)
    assert "ORL" in comparison.vocabulary
    assert comparison.explain("ORL")["unit"].tolist() == [0]
    assert comparison.document == "document"
    assert np.isclose(comparison.keyness().set_index("term").loc["ORL", "rate_target"], 500)
