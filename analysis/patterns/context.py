"""What stands around a hit: whether it is negated, and which name it is directed at."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.checks import strings, whole_number
from analysis.corpus.typography import normalise
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.patterns.matching import TermIndex

__all__ = ["NEGATORS", "NOBODY", "REVERSERS", "hit_context"]

NEGATORS = frozenset(
    {
        "not",
        "no",
        "never",
        "nor",
        "neither",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "without",
        "cannot",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "don't",
        "doesn't",
        "didn't",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "shouldn't",
        "mustn't",
        "hasn't",
        "haven't",
        "hadn't",
    }
)
"""Words that turn the meaning of what follows them."""

REVERSERS = frozenset(
    {
        "oppose",
        "opposes",
        "opposed",
        "opposing",
        "reject",
        "rejects",
        "rejected",
        "rejecting",
        "refuse",
        "refuses",
        "refused",
        "refusing",
        "deny",
        "denies",
        "denied",
        "against",
    }
)
"""Words by which what follows is not wanted: a frame that they precede is not the speaker's."""

NOBODY = "none named"

_FAR = np.iinfo(np.int64).max
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Positions = np.ndarray[Any, np.dtype[np.int64]]


def hit_context(
    tokens: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    names: Collection[str] = (),
    own: Collection[str] = (),
    negators: Collection[str] = NEGATORS,
    window: int = 3,
    look: Literal["after", "before"] = "after",
    index: TermIndex | None = None,
) -> pd.DataFrame:
    """Say of each hit whether it is negated, and which name it is directed at.

    Parameters
    ----------
    tokens : table of `tokens_table`
    hits : table of `frame_hits` over these tokens
    names : entities that can be addressed (countries, institutions)
    own : names of the speaker's own side, never addressed; a name joined with one of them (*both Ruritania and
        Borduria*) stands for both sides, and is not addressed either
    negators : words that turn a hit after them
    window : how many tokens before a hit are looked at for one
    look : where a name is looked for first, `after` the hit (as for *urge*) or `before` it (as for *red line*)
    index : the index of `tokens`, where it is at hand already

    Returns
    -------
    `hits` with `negated` (bool), and `target`: the nearest name on the side looked at first, in the sentence of the
    hit, else the nearest on the other side, else `none named`.

    Notes
    -----
    A hit is negated by a word among the `window` tokens before it or by the one right after it (*must not*), in the
    same clause: a comma, a dash or another mark between them ends the reach, quotation marks and brackets do not. *Not only* and *nothing but* negate nothing. Irony and denial
    over more than a clause are not seen. A name beside an act need not be its target: read the words.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Talks must not stop, and the line must hold.")])
    >>> hits = pd.DataFrame({"first": [1, 7], "last": [1, 7]})
    >>> hit_context(tokens, hits)["negated"].tolist()
    [True, False]
    """
    if look not in {"after", "before"}:
        raise one_of("look", look, ["after", "before"])
    whole_number("window", window)
    index = index or TermIndex(tokens)
    first, last = _places(hits, len(tokens))
    # A table made by hand may tell sentences only.
    clause = tokens["clause"].to_numpy(dtype=np.int64) if "clause" in tokens.columns else index.sentence
    turning = _flags(index, [normalise(word).lower() for word in strings("negators", negators)])
    turning &= ~_shifted(_flags(index, ["only", "just", "merely", "but"]), -1, clause)
    negated = np.zeros(len(hits), dtype=bool)
    # No clause is longer than the longest sentence, so that no window needs to be.
    for back in [*range(1, min(window, longest(index.sentence)) + 1), -1]:
        place = first - back if back > 0 else last + 1
        inside = (place >= 0) & (place < len(tokens))
        near = np.where(inside, place, 0)
        negated |= inside & turning[near] & (clause[near] == clause[first])
    mine = frozenset(strings("own", own))
    wanted = _flags(index, sorted(frozenset(strings("names", names)) - mine))
    wanted &= ~_joined(index, _flags(index, sorted(mine)), clause)
    behind, ahead = _nearest(wanted, index.sentence, first, last)
    order = (ahead, behind) if look == "after" else (behind, ahead)
    place = np.where(order[0] != _FAR, order[0], order[1])
    terms = np.append(tokens["term"].to_numpy(dtype=object), NOBODY)
    target = terms[np.where(place != _FAR, place, len(tokens))]
    return hits.assign(negated=negated, target=pd.Series(target, index=hits.index, dtype="str"))


def _places(hits: pd.DataFrame, size: int) -> tuple[Positions, Positions]:
    """Return the first and last token of each hit, all within the table."""
    for column in ("first", "last"):
        if column not in hits.columns:
            raise missing_column("the hits table", column, hits.columns)
    first, last = (pd.to_numeric(hits[side]).to_numpy(dtype=float) for side in ("first", "last"))
    wrong = ~((first >= 0) & (first <= last) & (last < size) & (first % 1 == 0) & (last % 1 == 0))
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise ArgumentError(
            f"hits has first {first[at]:g} and last {last[at]:g} in row {at}; expected positions from 0 to {size - 1}, first not "
            "after last; pass the hits of these tokens"
        )
    return first.astype(np.int64), last.astype(np.int64)


def longest(sentence: Positions) -> int:
    """Return the number of tokens of the longest sentence.

    >>> longest(np.array([1, 1, 2]))
    2
    """
    return int(np.diff(np.flatnonzero(np.diff(sentence, prepend=-1, append=-1))).max()) if len(sentence) else 0


def _flags(index: TermIndex, words: Collection[str]) -> Flags:
    """Mark the tokens that are one of these words."""
    marked = np.zeros(max(1, len(index.vocabulary)), dtype=bool)
    marked[[index.vocabulary[word] for word in words if word in index.vocabulary]] = True
    return marked[index.codes]


def _joined(index: TermIndex, mine: Flags, clause: Positions) -> Flags:
    """Mark the tokens joined with one of the speaker's own side: in its clause, next to it or parted by *and* and *the*."""
    between = _flags(index, ["and", "the"])
    joined = np.zeros(len(mine), dtype=bool)
    for step in (-1, 1):
        reach = mine.copy()
        for _ in range(3):
            reach = _shifted(reach, step, clause)
            joined |= reach
            reach &= between
    return joined


def _shifted(flags: Flags, step: int, clause: Positions) -> Flags:
    """Move marks by one token, forwards or back, within their clause."""
    moved = np.zeros_like(flags)
    same = clause[1:] == clause[:-1]
    if step > 0:
        moved[1:] = flags[:-1] & same
    else:
        moved[:-1] = flags[1:] & same
    return moved


def _nearest(wanted: Flags, sentence: Positions, first: Positions, last: Positions) -> tuple[Positions, Positions]:
    """Return the nearest wanted token before and after each hit in its sentence; a number out of reach for none."""
    at = np.flatnonzero(wanted)
    if not len(at) or not len(first):
        nothing = np.full(len(first), _FAR)
        return nothing, nothing
    low = np.searchsorted(at, first) - 1
    high = np.searchsorted(at, last, side="right")
    behind, ahead = at[np.maximum(low, 0)], at[np.minimum(high, len(at) - 1)]
    behind = np.where((low >= 0) & (sentence[behind] == sentence[first]), behind, _FAR)
    ahead = np.where((high < len(at)) & (sentence[ahead] == sentence[last]), ahead, _FAR)
    return behind, ahead
