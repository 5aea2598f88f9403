"""Forms of words: lemma, stem, surface; names stay as they are."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.tokens import Entities
from analysis.errors import ArgumentError
from analysis.terms.context.forms import FORMS, lemma, stem, words_in


def _names(entity: str, variant: str) -> Entities:
    return Entities(pd.DataFrame({"entity": [entity], "variant": [variant], "unless_after": [None]}))


def test_forms_leave_names_alone() -> None:
    """Lemma and stem change words; names of entities stay as in the table."""
    names, text = _names("OL", "Old Mills"), "Old Mills said the mills' relations grew"
    assert words_in(text, form="lemma", entities=names) == ["OL", "say", "the", "mill", "relation", "grow"]
    assert words_in(text, form="stem", entities=names, without=["the"])[2:] == ["mill", "relat", "grew"]
    assert words_in("Said So", form="surface") == ["Said", "So"]
    assert words_in("Said So") == ["said", "so"]


@pytest.mark.parametrize("form", FORMS)
def test_stop_words_leave_names(form: str) -> None:
    """A list with *us* in it removes the pronoun and leaves the country, in every form."""
    found = words_in("The US told us.", form=form, entities=_names("US", "US"), without=["us", "the"])  # type: ignore[arg-type]
    assert found[0] == "US"
    assert len(found) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [({"form": "root"}, "form is 'root'; allowed: lemma"), ({"without": "the"}, "without is 'the'")],
)
def test_faulty_options_are_refused(options: dict[str, str], said: str) -> None:
    """Another form, and a string in place of a list of words."""
    with pytest.raises(ArgumentError, match=said):
        words_in("the red line", **options)  # type: ignore[arg-type]


def test_an_unknown_word_is_its_own_lemma() -> None:
    """A lemma is a word, a stem a key."""
    assert (lemma("zzyx"), lemma("grew"), stem("relating")) == ("zzyx", "grow", "relat")


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("she's", "she's"),
        ("isn't", "isn't"),
        ("dock-sides", "dock-side"),
        ("post-war", "post-war"),
        ("owing", "owing"),
        ("me", "i"),
        ("worse", "bad"),
        ("US", "US"),
    ],
)
def test_a_lemma_is_no_other_word(word: str, form: str) -> None:
    """Contractions, joined words and prepositions keep what they are; no lemma has a capital that its word has not."""
    assert lemma(word) == form
