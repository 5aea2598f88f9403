"""What counts as one term: the word as printed, in lower case, its lemma or its stem."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from operator import attrgetter
from typing import Literal

from analysis.checks import choice, strings
from analysis.corpus.tokens import ENGLISH, Entities, Token, tokenise

__all__ = ["FORMS", "lemma", "stem", "words_in"]

_NO_VERBS = frozenset("according concerning excluding including notwithstanding owing pending regarding".split())
_IRREGULAR = {"worse": "bad", "worst": "bad"}
Form = Literal["lower", "surface", "lemma", "stem"]


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """Dictionary form of an English word, from the tables of simplemma; an unknown word stays as it is.

    A contraction stays whole, as do prepositions that were verbs; of words joined by hyphens the last has its dictionary
    form.

    >>> lemma("interests"), lemma("said"), lemma("red-lines"), lemma("it's"), lemma("according")
    ('interest', 'say', 'red-line', "it's", 'according')
    """
    import simplemma

    if "'" in word or word in _NO_VERBS:
        return word
    joined, hyphen, last = word.rpartition("-")
    found = _IRREGULAR.get(last) or str(simplemma.lemmatize(last, lang="en"))
    # The tables write I with a capital, which no term has.
    return joined + hyphen + (found.lower() if last.islower() else found)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball stem of an English word, by nltk: a key for counting, not a word.

    >>> stem("relations"), stem("related")
    ('relat', 'relat')
    """
    from nltk.stem.snowball import SnowballStemmer

    return str(SnowballStemmer("english").stem(word))


FORMS: dict[str, Callable[[Token], str]] = {
    "lower": attrgetter("term"),
    "surface": attrgetter("surface"),
    "lemma": lambda token: lemma(token.term),
    "stem": lambda token: stem(token.term),
}


def words_in(
    text: str, *, form: Form = "lower", entities: Entities = ENGLISH, without: Collection[str] = ()
) -> list[str]:
    """Return the terms of a text in one of four forms; names of entities stay as they are in all of them.

    Parameters
    ----------
    text : str
        The text.
    form : {"lower", "surface", "lemma", "stem"}
        "surface" is the word as printed.
    entities : Entities
        Names counted as one term.
    without : collection of str
        Terms (stop words) left out, compared in lower case; a name stays even where it is written like one, as *US*
        and *us*.

    Notes
    -----
    Pass it as tokeniser: `TermMatrix.from_texts(table, tokeniser=lambda text: words_in(text, form="lemma"))`.

    >>> words_in("Both sides said so", form="lemma", without=["so"])
    ['both', 'side', 'say']
    """
    make = FORMS[choice("form", form, FORMS)]
    names, barred = {entity for entity, _ in entities.lookup.values()}, frozenset(strings("without", without))
    return [
        token.term if token.term in names else make(token)
        for token in tokenise(text, entities=entities)
        if token.term in names or token.term.lower() not in barred
    ]
