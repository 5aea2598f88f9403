"""What counts as one term: surface, lower-cased, lemma or stem; runs of words; listed names of several words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import strings, whole_number
from analysis.corpus.tokens import NO_ENTITIES, Entities, Token, tokenise
from analysis.errors import ArgumentError, one_of
from analysis.progress import Progress, following
from analysis.terms.checks import token_list
from analysis.terms.context.association import log_dice, pair_log_likelihood

__all__ = [
    "FORMS",
    "discover_multiwords",
    "lemma",
    "listed_runs",
    "multiwords_by_first",
    "ngrams",
    "stem",
    "with_multiwords",
    "words_in",
]

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
    without : terms (stop words) left out, compared in lower case; a name stays even where it is written like one,
        as *US* and *us*

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
    out = frozenset(strings("without", without))
    return [
        _in_form(token, form, names)
        for token in tokenise(text, entities=entities)
        if token.term in names or token.term.lower() not in out
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
    n, terms = whole_number("n", n, at_least=1), token_list("terms", terms)
    return [" ".join(terms[start : start + n]) for start in range(len(terms) - n + 1)]


def multiwords_by_first(multiwords: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Return listed terms of several words by their first word, the longest first.

    >>> multiwords_by_first(["red line", "red line gap"])
    {'red': [('red', 'line', 'gap'), ('red', 'line')]}
    """
    listed: dict[str, list[tuple[str, ...]]] = {}
    for phrase in strings("multiwords", multiwords if isinstance(multiwords, Collection) else list(multiwords)):
        words = tuple(phrase.split())
        if len(words) < 2:
            raise ArgumentError(f"multiwords holds {phrase!r}; expected two words or more, parted by spaces; remove it")
        listed.setdefault(words[0], []).append(words)
    for phrases in listed.values():
        phrases.sort(key=lambda words: (-len(words), words))
    return listed


def listed_runs(terms: Sequence[str], listed: Mapping[str, list[tuple[str, ...]]]) -> Iterator[tuple[int, int]]:
    """Yield where each listed run begins and ends, the longest that fits from left to right, and each other term alone.

    >>> list(listed_runs(["red", "line", "and"], {"red": [("red", "line")]}))
    [(0, 2), (2, 3)]
    """
    at = 0
    while at < len(terms):
        fits = (words for words in listed.get(terms[at], ()) if tuple(terms[at : at + len(words)]) == words)
        end = at + len(next(fits, ("",)))
        yield at, end
        at = end


def with_multiwords(terms: Sequence[str], multiwords: Iterable[str]) -> list[str]:
    """Join listed terms of several words to one each; the longest that fits is taken, from left to right.

    >>> with_multiwords(["red", "line", "and", "line"], ["red line"])
    ['red line', 'and', 'line']
    """
    terms = token_list("terms", terms)
    return [" ".join(terms[start:end]) for start, end in listed_runs(terms, multiwords_by_first(multiwords))]


def discover_multiwords(
    sentences: Iterable[Sequence[str]],
    *,
    min_count: int = 3,
    longest: int = 2,
    not_at_edges: Collection[str] = (),
    progress: Progress = False,
) -> pd.DataFrame:
    r"""Find runs of adjacent terms that occur together more than by chance: candidates for a list, to be read by a person.

    .. math:: 14 + \log_2\frac{k f}{f_1 + \dots + f_k}

    is the `log_dice` of a run of k terms; for a pair it is the usual one.

    Parameters
    ----------
    sentences : terms of one sentence each
    min_count : occurrences of the run
    longest : terms of the longest runs, 2 or more; runs within a longer one are candidates of their own
    not_at_edges : terms (function words) with which a run neither begins nor ends
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    DataFrame sorted by `log_dice` (falling), then phrase: `phrase`, `count`, `log_dice` (at most 14),
    `log_likelihood` (signed G2 of the last term and the run before it).

    Raises
    ------
    ArgumentError for a sentence that is no list of terms.

    References
    ----------
    Rychly (2008), A lexicographer-friendly association score. Petrovic, Snajder & Dalbelo Basic (2010),
    Extending lexical association measures for collocation extraction, CSL 24(2), 383-394.

    >>> discover_multiwords([["red", "line"], ["red", "line"], ["line"]], min_count=2)[["phrase", "count"]].values.tolist()
    [['red line', 2]]
    """
    barred = frozenset(strings("not_at_edges", not_at_edges))
    longest, min_count = whole_number("longest", longest, at_least=2), whole_number("min_count", min_count)
    runs: Counter[tuple[str, ...]] = Counter()
    for sentence in following(_each(sentences), progress, "counting runs of terms"):
        for length in range(1, longest + 1):
            runs.update(zip(*(sentence[start:] for start in range(length)), strict=False))
    kept = sorted(
        run
        for run, count in runs.items()
        if len(run) > 1 and count >= min_count and run[0] not in barred and run[-1] not in barred
    )
    total = float(sum(count for run, count in runs.items() if len(run) == 1))

    def counts(part: Callable[[tuple[str, ...]], tuple[str, ...]]) -> NDArray[np.float64]:
        return np.array([runs[part(run)] for run in kept], dtype=float)

    whole, before, last = counts(lambda run: run), counts(lambda run: run[:-1]), counts(lambda run: run[-1:])
    singles = np.array([sum(runs[(word,)] for word in run) for run in kept], dtype=float)
    # The mean of the single counts twice makes the Dice of a run of any length that of a pair.
    mean = singles / np.array([len(run) for run in kept], dtype=float)
    table = pd.DataFrame(
        {
            "phrase": [" ".join(run) for run in kept],
            "count": [runs[run] for run in kept],
            "log_dice": log_dice(whole, mean, mean),
            # A word beside itself is first and second at once: the table then holds more than all tokens.
            "log_likelihood": pair_log_likelihood(whole, before, last, np.maximum(total, before + last - whole)),
        }
    )
    return table.sort_values(["log_dice", "phrase"], ascending=[False, True], ignore_index=True)


def _each(sentences: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Yield each sentence as a list of terms."""
    if isinstance(sentences, str) or not isinstance(sentences, Iterable):
        raise ArgumentError(
            f"sentences is of the kind {type(sentences).__name__}; expected the list of terms of each sentence; split it first"
        )
    for sentence in sentences:
        yield token_list("sentences", sentence)
