"""The words around a hit: whether they negate it, and the name at which it is directed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.checks import choice, strings, table, whole_number
from analysis.corpus.typography import normalise
from analysis.errors import ArgumentError
from analysis.patterns.matching import TermIndex

__all__ = ["NEGATORS", "NOBODY", "REVERSERS", "hit_context"]

NEGATORS = frozenset(
    "not no never nor neither none nobody nothing nowhere without hardly scarcely barely cannot isn't aren't wasn't weren't don't doesn't "
    "didn't won't wouldn't can't couldn't shouldn't mustn't hasn't haven't hadn't".split()
)
"""Words that negate what follows them."""

REVERSERS = frozenset(
    "oppose opposes opposed opposing reject rejects rejected rejecting refuse refuses refused refusing deny denies "
    "denied against".split()
)
"""Words that say that what follows is not wanted: a frame after one of them is not the speaker's."""

NOBODY = "none named"
"""The target of a hit in whose sentence no name is found."""

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
    """Return for each hit whether it is negated, and the name at which it is directed.

    Parameters
    ----------
    tokens : DataFrame
        Table of `tokens_table`.
    hits : DataFrame
        Hits in these tokens: `first` and `last`, the positions of their first and last token.
    names : collection of str
        Entities that can be addressed (countries, institutions).
    own : collection of str
        Names of the speaker's own side, which are never addressed. A name joined with one of them (*both Ruritania and
        Borduria*) means both sides and is not addressed either.
    negators : collection of str
        Words that negate a hit after them.
    window : int
        Number of tokens before a hit that are searched for a negator.
    look : "after" or "before"
        Where a name is searched first: after the hit (as for *urge*) or before it (as for *red line*).
    index : TermIndex, optional
        The index of `tokens`, if there is one already.

    Returns
    -------
    DataFrame
        `hits` with `negated` (bool) and `target`: the nearest name on the side searched first, in the sentence of the
        hit; else the nearest on the other side; else `none named`.

    Raises
    ------
    ArgumentError
        If an option has another value, or `hits` has positions outside `tokens`.

    Notes
    -----
    A hit is negated by one of the `window` tokens before it or by the token right after it (*must not*), within one
    clause: a comma, a dash or a similar mark ends the reach; quotation marks and brackets do not. *Not only* and
    *nothing but* negate nothing. Irony, and negation across clauses, are not recognised. A name near an act need not be
    its target: read the words.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Talks must not stop, and the line must hold.")])
    >>> hits = pd.DataFrame({"first": [1, 7], "last": [1, 7]})
    >>> hit_context(tokens, hits)["negated"].tolist()
    [True, False]
    """
    choice("look", look, ("after", "before"))
    whole_number("window", window)
    index = index or TermIndex(tokens)
    first, last = _places(hits, len(tokens))
    # A table made by hand may have sentences only.
    clause = tokens["clause"].to_numpy(dtype=np.int64) if "clause" in tokens.columns else index.sentence
    negating = _flags(index, [normalise(word).lower() for word in strings("negators", negators)])
    negating &= ~_shifted(_flags(index, ["only", "just", "merely", "but"]), -1, clause)
    negated = _reached(negating, last + 1, first, clause)[0]
    for back in range(1, window + 1):
        found, inside = _reached(negating, first - back, first, clause)
        negated |= found
        # Tokens farther back are in earlier clauses still.
        if not inside.any():
            break
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
    table("the table of hits", hits, "first", "last")
    first, last = (pd.to_numeric(hits[side]).to_numpy(dtype=float) for side in ("first", "last"))
    wrong = ~((first >= 0) & (first <= last) & (last < size) & (first % 1 == 0) & (last % 1 == 0))
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        raise ArgumentError(
            f"hits has first {first[at]:g} and last {last[at]:g} in row {at}; expected positions from 0 to {size - 1}, first not "
            "after last; pass the hits of these tokens"
        )
    return first.astype(np.int64), last.astype(np.int64)


def _reached(marked: Flags, place: Positions, first: Positions, clause: Positions) -> tuple[Flags, Flags]:
    """Return which hits have a marked token at a place of their clause, and which have that place in their clause."""
    inside = (place >= 0) & (place < len(marked))
    near = np.where(inside, place, 0)
    inside &= clause[near] == clause[first]
    return inside & marked[near], inside


def _flags(index: TermIndex, words: Collection[str]) -> Flags:
    """Mark the tokens that are one of these words."""
    marked = np.zeros(max(1, len(index.vocabulary)), dtype=bool)
    marked[[index.vocabulary[word] for word in words if word in index.vocabulary]] = True
    return marked[index.codes]


def _joined(index: TermIndex, mine: Flags, clause: Positions) -> Flags:
    """Mark the tokens joined with one of the speaker's own side: in its clause, next to it or with *and* or *the* between."""
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
