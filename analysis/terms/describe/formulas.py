"""How hard a text is to read, by the usual formulas for English."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from analysis.checks import counts
from analysis.corpus.texts import Texts, by_name, text_pairs
from analysis.corpus.tokens import NO_ENTITIES, sentence_spans, tokenise
from analysis.progress import Progress, following

__all__ = ["readability", "readability_of_counts", "syllables"]

_FORMULAS = ("flesch", "flesch_kincaid", "fog", "ari")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[a-z][^aeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxz])es$")
_NO_SILENT = re.compile(r"[^aeiou]le$")


def syllables(word: str) -> int:
    """Estimate the syllables of an English word from its groups of vowels; at least 1.

    Notes
    -----
    It needs no dictionary, and errs mostly on names and compounds. Tools that look words up in CMUdict (quanteda)
    differ by a few percent.

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
    words, sentences, syllables, characters : float
        Counts of the text; letters and digits are characters.
    long_words : float
        Words of three or more syllables.

    Returns
    -------
    dict
        `flesch` (about 0 hard to 100 easy); `flesch_kincaid`, `fog` and `ari` (school grades, higher
        is harder). NaN without words or sentences.

    References
    ----------
    Flesch (1948), doi:10.1037/h0057532. Kincaid et al. (1975). Gunning (1952). Smith & Senter (1967).

    >>> readability_of_counts(words=7, sentences=1, syllables=8, characters=26, long_words=0)["fog"]
    2.8000000000000003
    """
    counts("a count", [words, sentences, syllables, characters, long_words])
    if not words or not sentences:
        return dict.fromkeys(_FORMULAS, np.nan)
    length, weight = words / sentences, syllables / words
    flesch, grade = 206.835 - 1.015 * length - 84.6 * weight, 0.39 * length + 11.8 * weight - 15.59
    fog, ari = 0.4 * (length + 100 * long_words / words), 0.5 * length + 4.71 * characters / words - 21.43
    return dict(zip(_FORMULAS, (flesch, grade, fog, ari), strict=True))


def readability(texts: Texts, *, progress: Progress = False) -> pd.DataFrame:
    """Readability of texts.

    Parameters
    ----------
    texts : Texts
        Texts in any form that `corpus.texts` takes, as a mapping, a Series, or a table with a column `text`.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by `text`, the name: `text`, `words`, `sentences`, `syllables` (estimated), then the columns of
        `readability_of_counts`.

    Notes
    -----
    Made for whole passages of running prose: the value of a single sentence means nothing.

    >>> readability({"a": "The cat sat."})[["text", "words", "sentences", "syllables"]].values.tolist()
    [['a', 3, 1, 3]]
    """

    @cache
    def measured(word: str) -> tuple[int, int]:
        return syllables(word), sum(map(str.isalnum, word))

    rows = []
    for name, text in following(sorted(text_pairs(texts), key=by_name), progress, "measuring readability"):
        words = [measured(token.surface) for token in tokenise(text, entities=NO_ENTITIES)]
        beats, characters = (sum(part) for part in zip(*words, strict=True)) if words else (0, 0)
        found = {"words": len(words), "sentences": sum(1 for _ in sentence_spans(text)), "syllables": beats}
        long_words = sum(count >= 3 for count, _ in words)
        formulas = readability_of_counts(**found, characters=characters, long_words=long_words)
        rows.append({"text": name, **found, **formulas})
    return pd.DataFrame(rows, columns=["text", "words", "sentences", "syllables", *_FORMULAS])
