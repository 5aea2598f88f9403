"""The words around hits of a codebook: short lines that can be published, and counts of the terms nearby."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import pandas as pd

from analysis.corpus.tokens import normalise
from analysis.terms.context.windows import Window, sentences, sides

__all__ = ["hit_lines", "terms_near_hits"]

_WORD = re.compile(r"[^\W_]+")
_HIT = ["unit", "frame", "first", "last"]


def hit_lines(
    tokens: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    text: Mapping[str, str],
    most_words: int = 8,
    reserved: Collection[int] = (),
) -> pd.DataFrame:
    """Return each hit with words left and right of it; the lines of a unit share no word.

    A line stays inside its sentence, and no word is in two lines unless hits themselves overlap, so lines cannot be
    joined by their common ends. The words around a hit are therefore few where hits are many.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`, with offsets into the strings of `text`.
    hits : DataFrame
        Columns `unit`, `frame`, `first` and `last` (row labels of `tokens`).
    text : mapping
        For every unit, the string into which its offsets point.
    most_words : int
        Length of a whole line, node included; each part of a hyphenated word counts.
    reserved : collection of int
        Row labels of tokens that may be part of a node but not of the words around it.

    Returns
    -------
    DataFrame
        `unit`, `frame`, `left`, `node`, `right`, in normalised typography: sorted by unit, frame, node, left, right.

    >>> from analysis.corpus.tokens import tokens_table
    >>> text = {"a": "We draw a red line here."}
    >>> hits = pd.DataFrame([("a", "LIMIT", 3, 4)], columns=["unit", "frame", "first", "last"])
    >>> hit_lines(tokens_table(text.items()), hits, text=text, most_words=4).values.tolist()
    [['a', 'LIMIT', 'a', 'red line', 'here']]
    """
    places = _places(tokens)
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    bodies = {unit: normalise(text[unit]) for unit in hits["unit"].unique()}
    spans = sorted({(int(first), int(last), unit) for unit, _, first, last in hits[_HIT].itertuples(index=False)})
    taken = {row for first, last, _ in spans for row in range(first, last + 1)} | set(reserved)

    def is_free(unit: str, row: int, low: int, high: int) -> bool:
        return row not in taken and _words(bodies[unit][starts[low] : ends[high]]) <= most_words

    windows = {}
    for first, last, unit in spans:
        (rows, at), (_, to) = places[first], places[last]
        low, high = windows[first, last] = _widened(rows, at, to, partial(is_free, unit))
        taken.update(range(low, high + 1))
    lines = []
    for unit, frame, first, last in hits[_HIT].itertuples(index=False):
        body, (low, high) = bodies[unit], windows[first, last]
        left, right = body[starts[low] : starts[first]].strip(), body[ends[last] : ends[high]].strip()
        lines.append((unit, frame, left, body[starts[first] : ends[last]], right))
    table = pd.DataFrame(lines, columns=["unit", "frame", "left", "node", "right"])
    return table.sort_values(["unit", "frame", "node", "left", "right"], ignore_index=True)


def _places(tokens: pd.DataFrame) -> dict[int, tuple[list[int], int]]:
    """Return, for each row, the rows of its sentence and its place among them."""
    return {row: (rows, at) for _, _, rows in sentences(tokens) for at, row in enumerate(rows)}


def _widened(rows: list[int], low: int, high: int, is_free: Callable[[int, int, int], bool]) -> tuple[int, int]:
    """Widen a node by one word on each side in turn, as long as there is room and the word is free."""
    sides_left = [-1, 1]
    while sides_left:
        side = sides_left.pop(0)
        new = (low if side < 0 else high) + side
        if 0 <= new < len(rows) and is_free(rows[new], rows[min(low, new)], rows[max(high, new)]):
            low, high = min(low, new), max(high, new)
            sides_left.append(side)
    return rows[low], rows[high]


def _words(text: str) -> int:
    return len(_WORD.findall(text.replace("'", "").replace("\u2019", "")))


def terms_near_hits(
    tokens: pd.DataFrame, hits: pd.DataFrame, *, group: Mapping[Any, str], window: Window = 5
) -> pd.DataFrame:
    """Count the terms near the hits of each frame, never across a sentence.

    Parameters
    ----------
    tokens, hits
        As in `hit_lines`.
    group : mapping
        For every unit, the group (a document) by which counts are added up.
    window : int or (int, int)
        Tokens on each side; or those on the left and those on the right.

    Returns
    -------
    DataFrame
        `document` (the group), `frame`, `collocate`, `count`, sorted by these columns.

    >>> from analysis.corpus.tokens import tokens_table
    >>> hits = pd.DataFrame([("a", "LIMIT", 1, 2)], columns=["unit", "frame", "first", "last"])
    >>> terms_near_hits(tokens_table([("a", "A red line.")]), hits, group={"a": "d"}).values.tolist()
    [['d', 'LIMIT', 'a', 1]]
    """
    left, right = sides(window)
    places, terms = _places(tokens), tokens["term"].to_numpy()
    counts: Counter[tuple[str, str, str]] = Counter()
    for unit, frame, first, last in hits[_HIT].itertuples(index=False):
        (rows, at), (_, to) = places[first], places[last]
        near = rows[max(0, at - left) : at] + rows[to + 1 : to + 1 + right]
        counts.update((group[unit], frame, str(terms[row])) for row in near)
    found = [(*key, count) for key, count in sorted(counts.items())]
    return pd.DataFrame(found, columns=["document", "frame", "collocate", "count"])
