"""Score tokens by a lexicon of words, with negation, an optional overlay of formulae, and all evidence."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis import checks
from analysis.corpus.tokens import normalise
from analysis.errors import ArgumentError, DataError
from analysis.patterns.context import NEGATORS
from analysis.patterns.matching import TermIndex
from analysis.patterns.pattern import Pattern
from analysis.sentiment.lexicons import Lexicon
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
    tokens : DataFrame
        Table of `tokens_table`; names of entities keep their capitals there, so no lexicon has them.
    lexicon : Lexicon
        Words with values; * at the end of a word matches any letters, and a word may have several parts.
    negators : collection of str
        Words that turn the value of a hit after them, in the same sentence; capitals do not matter.
    window : int
        How many tokens before a hit are searched for a negator.
    overlay : Overlay, optional
        Formulae with their values; what they cover is not looked up in the lexicon.
    index : TermIndex, optional
        The index of `tokens`, if there is one already.
    units : collection, optional
        All units, in order; by default those of `tokens`, where a unit without tokens cannot be seen.

    Returns
    -------
    scores : DataFrame
        `unit` (as a string), `score` (-1 negative to 1 positive, as a share of the largest value a word; 0 for a unit
        without hits, NaN for one without tokens), `hits`, `tokens`; in the order of `units`, or of first appearance.
    hits : DataFrame
        `unit`, `word`, `valence` (the lexicon's value), `adjusted` (after negation; mean over occurrences), `count`;
        sorted by unit, word.

    Raises
    ------
    ArgumentError
        An option has another type, a column is missing, `index` has other tokens, or `units` lacks a unit of the tokens
        or has one twice.
    DataError
        A token has no unit.

    Notes
    -----
    A unit without hits scores 0: no evidence, not neutrality; look at `hits`. Negation turns the
    sign and keeps the size, as is usual for lists of words; VADER dampens it.

    >>> from analysis.corpus.tokens import tokens_table
    >>> scores, hits = score_lexicon(tokens_table([("a", "It is not good.")]), Lexicon("l", {"good": 2.0}, "-", "-"))
    >>> scores.values.tolist(), hits.values.tolist()
    ([['a', -0.25, 1, 4]], [['a', 'good', 2.0, -2.0, 1]])
    """
    checks.instance("lexicon", lexicon, Lexicon, step="read it with read_lexicon or bundled_lexicon")
    if overlay is not None:
        checks.instance("overlay", overlay, Overlay, step="read it with read_overlay")
    checks.whole_number("window", window)
    turning = {normalise(word).lower() for word in checks.strings("negators", negators)}
    checks.table("tokens", tokens, "unit", "sentence", "term")
    index = TermIndex(tokens) if index is None else index
    size = len(tokens)
    if len(index.codes) != size:
        raise ArgumentError(f"index has {len(index.codes)} tokens; expected the {size} of tokens; leave it out")
    if size and index.unit.min() < 0:
        raise DataError("a token has no unit; expected its name; fill the column unit of tokens")
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
    # Words go by number: those of the vocabulary, then the entries of several words and the formulae.
    extra = {name: len(index.vocabulary) + at for at, name in enumerate(dict.fromkeys(span[1] for span in spans))}
    word_of = np.array([*index.codes[places], *(extra[span[1]] for span in spans)], dtype=np.int64)
    may_turn = np.array([True] * len(places) + [span[3] for span in spans], dtype=bool)
    adjusted = np.where(_negated(index, at, turning, window) & may_turn, -valence, valence)
    unit, count = index.unit[at], len(index.units)
    sizes = np.bincount(index.unit, minlength=count)
    scores = pd.DataFrame(
        {
            "unit": index.units,
            "score": np.bincount(unit, weights=adjusted, minlength=count) / (sizes * lexicon.largest),
            "hits": np.bincount(unit, minlength=count),
            "tokens": sizes,
        }
    )
    found = pd.DataFrame({"unit": unit, "word": word_of, "valence": valence, "adjusted": adjusted})
    hits = found.groupby(["unit", "word"]).agg(
        valence=("valence", "first"), adjusted=("adjusted", "mean"), count=("valence", "size")
    ).reset_index()  # fmt: skip
    hits["unit"] = np.array(index.units, dtype=object)[hits["unit"]]
    hits["word"] = np.array([*index.vocabulary, *extra], dtype=object)[hits["word"]]
    return _for_units(scores, units), hits.sort_values(["unit", "word"], ignore_index=True)


def _for_units(scores: pd.DataFrame, units: Collection[object] | None) -> pd.DataFrame:
    """Return a row for each unit asked for, without a score where it has no tokens."""
    if units is None:
        return scores
    if isinstance(units, str) or not isinstance(units, Collection):
        raise ArgumentError(f"units is {checks.shown(units)}; expected a list of names; put a single one in brackets")
    asked = pd.Index([str(unit) for unit in units], dtype="str")
    checks.unique("units", asked, what="unit")
    if lost := sorted(set(scores["unit"]) - set(asked)):
        raise ArgumentError(f"units lacks {lost[0]!r}, which has tokens; expected all units of the tokens; add it")
    found = scores.set_index("unit").reindex(asked).fillna({"hits": 0, "tokens": 0})
    return found.astype({"hits": np.int64, "tokens": np.int64}).rename_axis("unit").reset_index()


def _values(index: TermIndex, lexicon: Lexicon) -> tuple[np.ndarray, list[tuple[str, float]]]:
    """Return the value of each term of the vocabulary, and the entries of several words that can occur, longest first."""
    values = lexicon.values
    single = np.zeros(max(1, len(index.vocabulary)))
    # The longest stem is the most exact, and a whole word more so: it is written last.
    for word in sorted((word for word in values if " " not in word), key=lambda word: ("*" not in word, len(word))):
        single[index.members(word)] = values[word]
    several = (word for word in values if " " in word)
    many = [word for word in several if all("*" in part or part in index.vocabulary for part in word.split())]
    return single, [(word, values[word]) for word in sorted(many, key=lambda word: (-len(word), word))]


def _negated(index: TermIndex, at: np.ndarray, negators: set[str], window: int) -> np.ndarray:
    """Return whether a negator is among the last `window` tokens before each place, in its sentence."""
    flags = np.zeros(max(1, len(index.vocabulary)), dtype=bool)
    flags[[index.vocabulary[word] for word in negators if word in index.vocabulary]] = True
    turned = np.zeros(len(at), dtype=bool)
    for back in range(1, window + 1):
        near = at - back
        inside = near >= 0
        near = np.where(inside, near, 0)
        turned |= inside & flags[index.codes[near]] & (index.sentence[near] == index.sentence[at])
    return turned
