"""What counts as one term: surface, lower-cased, lemma or stem; runs of words; listed names of several words."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, Token, tokenise
from analysis.errors import ArgumentError, one_of
from analysis.terms.association import log_dice, pair_log_likelihood

__all__ = ["FORMS", "discover_multiwords", "lemma", "ngrams", "stem", "with_multiwords", "words_in"]

Form = Literal["lower", "surface", "lemma", "stem"]
FORMS: tuple[str, ...] = ("lemma", "lower", "stem", "surface")


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """Dictionary form of an English word, from the tables of simplemma; a word it does not know stays.

    >>> lemma("interests"), lemma("said")
    ('interest', 'say')
    """
    import simplemma

    return str(simplemma.lemmatize(word, lang="en"))


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import SnowballStemmer

    found: Callable[[str], str] = SnowballStemmer("english").stem
    return found


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball stem of an English word, by nltk: a key for counting, not a word.

    >>> stem("relations"), stem("related")
    ('relat', 'relat')
    """
    return _stemmer()(word)


def words_in(
    text: str, *, form: Form = "lower", entities: Entities = NO_ENTITIES, without: Collection[str] = ()
) -> list[str]:
    """Return the terms of a text in one of four forms; names of entities stay as they are in all of them.

    Parameters
    ----------
    text : the text
    form : "lower" (the default everywhere), "surface" (as printed), "lemma" or "stem"
    entities : names counted as one term
    without : terms (stop words) left out, compared in lower case

    Raises
    ------
    ArgumentError for another form.

    Notes
    -----
    Pass it as tokeniser: `TermMatrix.from_texts(table, tokeniser=lambda text: words_in(text, form="lemma"))`.

    >>> words_in("Both sides said so", form="lemma", without=["so"])
    ['both', 'side', 'say']
    """
    if form not in FORMS:
        raise one_of("form", form, FORMS)
    names = {entity for entity, _ in entities.lookup.values()}
    out = frozenset(without)
    return [
        _in_form(token, form, names) for token in tokenise(text, entities=entities) if token.term.lower() not in out
    ]


def _in_form(token: Token, form: str, names: Collection[str]) -> str:
    if token.term in names or form == "lower":
        return token.term
    if form == "surface":
        return token.surface
    return lemma(token.term) if form == "lemma" else stem(token.term)


def ngrams(terms: Sequence[str], *, n: int = 2) -> list[str]:
    """Runs of n terms, parted by spaces. Pass one sentence at a time: a run is never across sentences.

    >>> ngrams(["a", "b", "c"], n=2)
    ['a b', 'b c']
    """
    if n < 1:
        raise ArgumentError(f"n is {n!r}; expected 1 or more terms; change it")
    return [" ".join(terms[start : start + n]) for start in range(len(terms) - n + 1)]


def with_multiwords(terms: Sequence[str], multiwords: Iterable[str]) -> list[str]:
    """Join listed terms of several words to one each; the longest that fits is taken, from left to right.

    >>> with_multiwords(["red", "line", "and", "line"], ["red line"])
    ['red line', 'and', 'line']
    """
    listed: dict[str, list[tuple[str, ...]]] = {}
    for phrase in multiwords:
        words = tuple(phrase.split())
        if len(words) < 2:
            raise ArgumentError(f"multiwords holds {phrase!r}; expected two words or more, parted by spaces; remove it")
        listed.setdefault(words[0], []).append(words)
    for phrases in listed.values():
        phrases.sort(key=lambda words: (-len(words), words))
    out, at = [], 0
    while at < len(terms):
        for words in listed.get(terms[at], []):
            if tuple(terms[at : at + len(words)]) == words:
                out.append(" ".join(words))
                at += len(words)
                break
        else:
            out.append(terms[at])
            at += 1
    return out


def discover_multiwords(
    sentences: Iterable[Sequence[str]], *, min_count: int = 3, not_at_edges: Collection[str] = ()
) -> pd.DataFrame:
    """Find pairs of adjacent terms that occur together more than by chance: candidates for a list, to be read by a person.

    Parameters
    ----------
    sentences : terms of one sentence each
    min_count : occurrences of the pair
    not_at_edges : terms (function words) of which no pair is made

    Returns
    -------
    DataFrame sorted by `log_dice` (falling), then phrase: `phrase`, `count`, `log_dice` (at most 14),
    `log_likelihood` (signed G2 of the pair).

    >>> discover_multiwords([["red", "line"], ["red", "line"], ["line"]], min_count=2)[["phrase", "count"]].values.tolist()
    [['red line', 2]]
    """
    barred = frozenset(not_at_edges)
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        singles.update(sentence)
        pairs.update(
            (first, second)
            for first, second in itertools.pairwise(sentence)
            if first not in barred and second not in barred
        )
    kept = sorted((pair, count) for pair, count in pairs.items() if count >= min_count)
    counts = np.array([count for _, count in kept], dtype=float)
    first, second = (np.array([singles[pair[side]] for pair, _ in kept], dtype=float) for side in (0, 1))
    table = pd.DataFrame(
        {
            "phrase": [" ".join(pair) for pair, _ in kept],
            "count": [count for _, count in kept],
            "log_dice": log_dice(counts, first, second),
            "log_likelihood": pair_log_likelihood(counts, first, second, float(sum(singles.values()))),
        }
    )
    return table.sort_values(["log_dice", "phrase"], ascending=[False, True], ignore_index=True)
