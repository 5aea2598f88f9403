"""Places where the same content words recur in several documents: in one order, or as a pair in any order and with a gap."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.terms.context.association import log_dice
from analysis.terms.context.forms import lemma
from analysis.terms.context.windows import sentence_order, tokens_given

__all__ = ["formula_places"]

Whole = NDArray[np.int64]
Places = tuple[Whole, Whole, Whole]
"""Keys, and the first and the last content word of each place."""
_COLUMNS = ["key", "length", "first", "last"]


def formula_places(
    tokens: pd.DataFrame,
    document: Whole,
    *,
    longest: int,
    min_documents: int,
    gap: int,
    min_log_dice: float,
    without: Collection[str],
) -> tuple[pd.DataFrame, list[str]]:
    """Return every place of a formula, and the lemmas by their number.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    document : array of int
        The document of each row of `tokens`.
    longest : int
        Words from the first to the last of a formula.
    min_documents : int
        Documents in which its content words recur.
    gap : int
        Content words that may part the two of a pair; the pair must also occur without.
    min_log_dice : float
        Association of a pair, below which it is no formula.
    without : collection of str
        Function words, which are no part of what must recur.

    Returns
    -------
    (DataFrame, list of str)
        `key` (the same number where the same lemmas recur), `length` (content words), `first` and `last`, rows of `tokens`;
        and each row's lemma, empty for function words and for what has no letter.

    Notes
    -----
    A run within a longer one is kept only where it also occurs outside. Each length looks only at the runs left by the one
    before, so time is proportional to the tokens.
    """
    _, order = sentence_order(tokens_given(tokens))
    number = tokens.groupby(["unit", "sentence"], sort=False).ngroup().to_numpy()
    term, names = pd.factorize(tokens["term"])
    barred = frozenset(without)
    # A name stays as it is: it is no inflected word.
    forms = [_form(str(name), barred) for name in names]
    code, lemmas = pd.factorize(np.array(forms, dtype=object))
    codes = code[term]
    empty = np.array([not form for form in lemmas], dtype=bool)[codes]
    at = order[~empty[order]]
    word, sentence, home = codes[at].astype(np.int64), number[at], document[at]
    # Places are counted sentence by sentence, however the rows are ordered.
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    spot = place[at]
    levels: dict[int, Places] = {}
    starts, run = np.arange(len(at)), word.copy()
    size = len(lemmas)
    for length in range(2, longest + 1):
        ends = starts + length - 1
        fits = ends < len(at)
        fits[fits] = (sentence[starts[fits]] == sentence[ends[fits]]) & (
            spot[ends[fits]] - spot[starts[fits]] < longest
        )
        starts, run, ends = starts[fits], run[fits], ends[fits]
        if length == 2:
            pairs = _pairs(word, sentence, spot, gap=gap, longest=longest, size=size)
            levels[2] = _associated(_recurring(pairs, home, min_documents), word, min_log_dice)
        run = np.unique(run * size + word[ends], return_inverse=True)[1]
        keys, begin, end = _recurring((run, starts, ends), home, min_documents)
        if length > 2:
            levels[length] = keys, begin, end
        # The next length starts where this one recurs.
        known = np.isin(run, keys)
        starts, run = starts[known], run[known]
        if not len(starts):
            break
    kept = _uncovered(levels, len(at))
    parts, used = [], 0
    for length, (keys, begin, end) in sorted(kept.items()):
        _, numbers = np.unique(keys, return_inverse=True)
        parts.append(pd.DataFrame({"key": numbers + used, "length": length, "first": at[begin], "last": at[end]}))
        used += int(numbers.max(initial=-1)) + 1
    table = pd.concat(parts) if parts else pd.DataFrame(columns=_COLUMNS, dtype=np.int64)
    return table.sort_values(["first", "length"], ignore_index=True), [str(lemmas[code]) for code in codes]


def _form(term: str, barred: frozenset[str]) -> str:
    if term in barred or not any(letter.isalpha() for letter in term):
        return ""
    return lemma(term) if term.islower() else term


def _recurring(places: Places, home: Whole, min_documents: int) -> Places:
    """Keep the places whose key is in so many documents."""
    keys, begin, end = places
    _, same = np.unique(keys, return_inverse=True)
    homes = int(home.max(initial=0)) + 1
    seen = np.unique(same * homes + home[begin]) // homes
    recurs = np.bincount(seen, minlength=int(same.max(initial=-1)) + 1)[same] >= min_documents
    return keys[recurs], begin[recurs], end[recurs]


def _pairs(word: Whole, sentence: Whole, spot: Whole, *, gap: int, longest: int, size: int) -> Places:
    """Return all pairs of neighbouring content words, in any order, and those with a gap that also occur without."""
    keys: list[Whole] = []
    begins: list[Whole] = []
    ends: list[Whole] = []
    for step in range(1, gap + 2):
        begin, end = np.arange(len(word) - step), np.arange(step, len(word))
        fits = (sentence[begin] == sentence[end]) & (spot[end] - spot[begin] < longest) & (word[begin] != word[end])
        begin, end = begin[fits], end[fits]
        low, high = np.minimum(word[begin], word[end]), np.maximum(word[begin], word[end])
        key = low * size + high
        known = np.isin(key, keys[0]) if keys else np.ones(len(key), dtype=bool)
        keys.append(key[known])
        begins.append(begin[known])
        ends.append(end[known])
    return np.concatenate(keys), np.concatenate(begins), np.concatenate(ends)


def _associated(places: Places, word: Whole, least: float) -> Places:
    """Keep the pairs that occur together more than their frequencies explain."""
    keys, begin, end = places
    times = np.bincount(word)
    _, same, both = np.unique(keys, return_inverse=True, return_counts=True)
    one, other = times[word[begin]], times[word[end]]
    # Within reach of several neighbours a word has several places.
    strong = log_dice(np.minimum(both[same], np.minimum(one, other)), one, other) >= least
    return keys[strong], begin[strong], end[strong]


def _uncovered(levels: dict[int, Places], number: int) -> dict[int, Places]:
    """Keep the runs that also occur outside longer ones."""
    kept = {}
    reach = np.full(number, -1, dtype=np.int64)
    for length, (keys, begin, end) in sorted(levels.items(), reverse=True):
        furthest = np.maximum.accumulate(reach) if number else reach
        outside = furthest[begin] < end
        # A pair with a gap inside a longer run is no pair of its own.
        free = np.isin(keys, keys[outside]) & (outside | (end - begin == length - 1))
        kept[length] = keys[free], begin[free], end[free]
        np.maximum.at(reach, begin[free], end[free])
    return kept
