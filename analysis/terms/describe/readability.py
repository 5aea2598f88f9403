"""How hard a text is to read, by the usual formulas for English."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis.corpus.tokens import sentence_spans, tokenise
from analysis.errors import ArgumentError
from analysis.progress import Progress, following
from analysis.terms.checks import named_texts

__all__ = ["readability", "readability_of_counts", "syllables"]

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[a-z][^aeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxz])es$")
_NO_SILENT = re.compile(r"[^aeiou]le$")


def syllables(word: str) -> int:
    """Syllables of an English word, estimated from its groups of vowels; at least 1.

    Notes
    -----
    An estimate: it needs no dictionary, and errs mostly on names and compounds. Tools that look words
    up in CMUdict (quanteda) differ by a few percent.

    >>> [syllables(word) for word in ("the", "breakfast", "table", "make", "asked", "readability")]
    [1, 2, 2, 1, 1, 5]
    """
    plain = word.lower()
    cut = plain if _NO_SILENT.search(plain) else _SILENT.sub("", plain)
    # "-ility" and "-iable": two vowels that do not melt into one syllable.
    apart = len(re.findall(r"i[aou](?!us$)", cut)) - len(re.findall(r"[csgt]i[aou]", cut))
    return max(1, len(_VOWELS.findall(cut)) + max(0, apart))


def readability_of_counts(
    *, words: float, sentences: float, syllables: float, characters: float, long_words: float
) -> dict[str, float]:
    """Compute the formulas from counts.

    Parameters
    ----------
    words, sentences, syllables, characters : of the text; letters and digits count as characters
    long_words : words of three or more syllables

    Returns
    -------
    dict: `flesch` (about 0 hard to 100 easy); `flesch_kincaid`, `fog` and `ari` (school grades, higher
    is harder). NaN without words or sentences.

    References
    ----------
    Flesch (1948), doi:10.1037/h0057532. Kincaid et al. (1975). Gunning (1952). Smith & Senter (1967).

    >>> readability_of_counts(words=7, sentences=1, syllables=8, characters=26, long_words=0)["fog"]
    2.8000000000000003
    """
    if min(words, sentences, syllables, characters, long_words) < 0:
        raise ArgumentError("a count is below 0; expected counts of 0 or more; correct it")
    if not words or not sentences:
        return dict.fromkeys(("flesch", "flesch_kincaid", "fog", "ari"), float("nan"))
    length, weight = words / sentences, syllables / words
    return {
        "flesch": 206.835 - 1.015 * length - 84.6 * weight,
        "flesch_kincaid": 0.39 * length + 11.8 * weight - 15.59,
        "fog": 0.4 * (length + 100 * long_words / words),
        "ari": 0.5 * length + 4.71 * characters / words - 21.43,
    }


class _Words(dict[str, tuple[int, int]]):
    """Syllables and characters of every word met, each worked out once."""

    def __missing__(self, word: str) -> tuple[int, int]:
        self[word] = syllables(word), sum(character.isalnum() for character in word)
        return self[word]


def readability(texts: Mapping[str, str] | pd.Series, *, progress: Progress = False) -> pd.DataFrame:
    """Readability of texts.

    Parameters
    ----------
    texts : the text of each name
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    DataFrame sorted by `text`: `text`, `words`, `sentences`, `syllables` (estimated), then the columns of
    `readability_of_counts`.

    Notes
    -----
    Made for whole passages of running prose: a statement of one sentence gives a number of no meaning.

    >>> readability({"a": "The cat sat."})[["text", "words", "sentences", "syllables"]].values.tolist()
    [['a', 3, 1, 3]]
    """
    if not isinstance(texts, Mapping | pd.Series):
        raise ArgumentError(f"texts is of the kind {type(texts).__name__}; expected texts by name; pass a mapping")
    rows, known = [], _Words()
    for name, text in following(named_texts(texts), progress, "measuring readability"):
        if not isinstance(text, str):
            raise ArgumentError(f"texts[{name!r}] is {text!r:.60}; expected a text; fill it or leave it out")
        words = [known[token.surface] for token in tokenise(text)]
        counts = {
            "words": len(words),
            "sentences": sum(1 for _ in sentence_spans(text)),
            "syllables": sum(beats for beats, _ in words),
        }
        formulas = readability_of_counts(
            **counts,
            characters=sum(characters for _, characters in words),
            long_words=sum(beats >= 3 for beats, _ in words),
        )
        rows.append({"text": name, **counts, **formulas})
    columns = ["text", "words", "sentences", "syllables", "flesch", "flesch_kincaid", "fog", "ari"]
    return pd.DataFrame(rows, columns=columns)
