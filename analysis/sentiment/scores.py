"""Score tokens by a lexicon of words, with negation, an optional overlay of formulae, and all evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.checks import strings, whole_number
from analysis.corpus.tokens import normalise
from analysis.errors import ArgumentError, DataError
from analysis.patterns.context import NEGATORS
from analysis.patterns.matching import TermIndex
from analysis.patterns.pattern import Pattern
from analysis.sentiment.checks import instance, table_with
from analysis.sentiment.lexicon import Lexicon
from analysis.sentiment.overlay import Overlay

__all__ = ["score_lexicon"]


def score_lexicon(
    tokens: pd.DataFrame,
    lexicon: Lexicon,
    *,
    negators: Collection[str] = NEGATORS,
    window: int = 3,
    overlay: Overlay | None = None,
    index: TermIndex | None = None,
    units: Collection[str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Score units by the words of a lexicon, and list the words that made each score.

    .. math:: s = \frac{1}{n \, v} \sum_i a_i

    for n tokens, hits with adjusted values a, and v the lexicon's largest value.

    Parameters
    ----------
    tokens : table of `tokens_table`; names of entities keep their capitals there, so no lexicon has them
    lexicon : words with values; * at the end of a word stands for any letters, and a word may have several parts
    negators : words that turn the value of a hit after them, in the same sentence; capitals do not matter
    window : how many tokens before a hit are looked at for one
    overlay : formulae with values of their own; what they cover is not looked up in the lexicon
    index : the index of `tokens`, where it is at hand already
    units : all units, in order; by default those of `tokens`, where a unit without tokens cannot be seen

    Returns
    -------
    scores : DataFrame `unit` (as text), `score` (-1 negative to 1 positive, as a share of the largest value a
        word; 0 for a unit without hits, NaN for one without tokens), `hits`, `tokens`; in the order of `units`, or of
        first appearance
    hits : DataFrame `unit`, `word`, `valence` (the lexicon's value), `adjusted` (after negation; mean
        over occurrences), `count`; sorted by unit, word

    Raises
    ------
    ArgumentError : `lexicon` is no Lexicon, `negators` no collection of texts, `window` no whole number, `index` of other
        tokens, a column is missing, or `units` lacks one of the tokens or names one twice
    DataError : a token has no unit

    Notes
    -----
    A unit without hits scores 0: look at `hits` before reading a 0 as neutral. Negation turns the
    sign and keeps the size, as is usual for lists of words; VADER dampens it.

    >>> from analysis.corpus.tokens import tokens_table
    >>> scores, hits = score_lexicon(tokens_table([("a", "It is not good.")]), Lexicon("l", {"good": 2.0}, "-", "-"))
    >>> scores.values.tolist(), hits.values.tolist()
    ([['a', -0.25, 1, 4]], [['a', 'good', 2.0, -2.0, 1]])
    """
    instance("lexicon", lexicon, Lexicon)
    if overlay is not None:
        instance("overlay", overlay, Overlay)
    window = whole_number("window", window)
    turning = {normalise(word).lower() for word in strings("negators", negators)}
    table_with("tokens", tokens, ["unit", "sentence", "term"])
    index = TermIndex(tokens) if index is None else index
    size = len(tokens)
    if len(index.codes) != size:
        raise ArgumentError(
            f"index is of {len(index.codes)} tokens and there are {size}; expected its own; leave it out"
        )
    if size and index.unit.min() < 0:
        raise DataError("a token has no unit; expected the name of one; fill the column unit of tokens")
    covered = np.zeros(size, dtype=bool)
    spans: list[tuple[int, str, float, bool]] = []
    if overlay is not None:
        for start, end, word, value in overlay.spans(index):
            # A formula carries its own negation.
            spans.append((start, word, value * lexicon.largest, False))
            covered[start:end] = True
    single, many = _values(index, lexicon)
    for word, value in many:
        for start, end in zip(*index.find(Pattern(word.replace(" ", "_"))), strict=True):
            if not covered[start:end].any():
                spans.append((int(start), word, value, True))
                covered[start:end] = True
    values = single[index.codes] if size else np.empty(0)
    places = np.flatnonzero((values != 0) & ~covered)
    at = np.array([*places, *(span[0] for span in spans)], dtype=np.int64)
    valence = np.array([*values[places], *(span[2] for span in spans)], dtype=float)
    # Words are told by number: those of the vocabulary, then the entries of several words and the formulae.
    names = [*index.vocabulary, *dict.fromkeys(span[1] for span in spans)]
    extra = {name: len(index.vocabulary) + number for number, name in enumerate(dict.fromkeys(s[1] for s in spans))}
    word_of = np.array([*index.codes[places], *(extra[span[1]] for span in spans)], dtype=np.int64)
    may_turn = np.array([True] * len(places) + [span[3] for span in spans], dtype=bool)
    adjusted = np.where(_negated(index, at, turning, window) & may_turn, -valence, valence)
    unit = index.unit[at]
    rows = index.units if units is None else _all_units(index, units)
    # Units without tokens come after those of the tokens, and the order asked for is made at the end.
    count = len(rows)
    sizes = np.bincount(index.unit, minlength=count)
    total = np.bincount(unit, weights=adjusted, minlength=count)
    scores = pd.DataFrame(
        {
            "unit": rows,
            "score": total / np.where(sizes > 0, sizes * lexicon.largest, np.nan),
            "hits": np.bincount(unit, minlength=count),
            "tokens": sizes,
        }
    )
    if units is not None:
        place = {name: at for at, name in enumerate(map(str, units))}
        scores = scores.iloc[np.argsort([place[name] for name in rows])].reset_index(drop=True)
    found = pd.DataFrame({"unit": unit, "word": word_of, "valence": valence, "adjusted": adjusted})
    hits = found.groupby(["unit", "word"]).agg(
        valence=("valence", "first"), adjusted=("adjusted", "mean"), count=("valence", "size")
    ).reset_index()  # fmt: skip
    hits["unit"] = np.array(index.units, dtype=object)[hits["unit"]]
    hits["word"] = np.array(names, dtype=object)[hits["word"]]
    return scores, hits.sort_values(["unit", "word"], ignore_index=True)


def _all_units(index: TermIndex, units: Collection[str]) -> list[str]:
    """Return the units of the tokens, then those that have none."""
    if isinstance(units, str) or not isinstance(units, Collection):
        raise ArgumentError(f"units is {units!r:.60}; expected a list of names; put them in brackets")
    asked = [str(unit) for unit in units]
    if len(set(asked)) < len(asked):
        twice = next(name for name, times in Counter(asked).items() if times > 1)
        raise ArgumentError(f"units has {twice!r} twice; expected each once; remove one")
    if lost := sorted(set(index.units) - set(asked)):
        raise ArgumentError(f"units lacks {lost[0]!r}, which has tokens; expected all units of the tokens; add it")
    seen = set(index.units)
    return [*index.units, *(name for name in asked if name not in seen)]


def _values(index: TermIndex, lexicon: Lexicon) -> tuple[np.ndarray, list[tuple[str, float]]]:
    """Return the value of each term of the vocabulary, and the entries of several words that can occur."""
    single = np.zeros(max(1, len(index.vocabulary)))
    many = []
    wild = []
    for word, value in lexicon.values.items():
        if " " in word:
            if all("*" in part or part in index.vocabulary for part in word.split()):
                many.append((word, value))
        elif "*" in word:
            wild.append((word, value))
        elif (code := index.vocabulary.get(word)) is not None:
            single[code] = value
    # The longest stem is the most exact: it is written last.
    for word, value in sorted(wild, key=lambda pair: len(pair[0])):
        codes = index.members(word)
        exact = [code for code in codes if single[code] == 0 or len(word) > 1]
        single[exact] = value
    for word, value in lexicon.values.items():
        if "*" not in word and " " not in word and (code := index.vocabulary.get(word)) is not None:
            single[code] = value
    return single, sorted(many, key=lambda pair: (-len(pair[0]), pair[0]))


def _negated(index: TermIndex, at: np.ndarray, negators: set[str], window: int) -> np.ndarray:
    """Whether a negator stands among so many tokens before each place, in its sentence."""
    flags = np.zeros(max(1, len(index.vocabulary)), dtype=bool)
    flags[[index.vocabulary[word] for word in negators if word in index.vocabulary]] = True
    turned = np.zeros(len(at), dtype=bool)
    for back in range(1, window + 1):
        near = at - back
        inside = near >= 0
        near = np.where(inside, near, 0)
        turned |= inside & flags[index.codes[near]] & (index.sentence[near] == index.sentence[at])
    return turned
