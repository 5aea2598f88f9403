"""Words around a hit: concordance lines, and the terms that occur near it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.tokens import normalise
from analysis.terms.context.phrases import sentences

__all__ = ["concordance", "cooccurrence"]

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> int:
    return len(_WORD.findall(text.replace("'", "").replace("\u2019", "")))


def concordance(
    tokens: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    text: dict[str, str],
    most_words: int = 8,
    reserved: Collection[int] = (),
) -> pd.DataFrame:
    """Return each hit with words left and right of it; the lines of a unit share no word.

    A line stays inside its sentence, and no word stands in two lines unless hits themselves overlap,
    so lines cannot be put together by their common ends. Words around a hit are therefore few where
    hits are many.

    Parameters
    ----------
    tokens : table of `tokens_table`, offsets counting in the texts of `text`
    hits : table with `unit`, `frame`, `first` and `last` (row labels of `tokens`)
    text : for every unit, the text in which its offsets count
    most_words : length of a whole line, node included; parts of hyphenated words count singly
    reserved : row labels of tokens that may stand in a node and nowhere else in a line

    Returns
    -------
    DataFrame `unit`, `frame`, `left`, `node`, `right`, in normalised typography: sorted by unit,
    frame, node, left, right.
    """
    places = {row: (rows, at) for _, _, rows in sentences(tokens) for at, row in enumerate(rows)}
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    spans = sorted({(int(first), int(last)) for first, last in zip(hits["first"], hits["last"], strict=True)})
    taken = {row for first, last in spans for row in range(first, last + 1)} | set(reserved)
    windows = {}
    for first, last in spans:
        rows, at = places[first]
        body = normalise(text[tokens["unit"][first]])
        window = _window(
            rows, at, places[last][1], taken=taken, shown=_slicer(body, starts, ends), most_words=most_words
        )
        windows[first, last] = window
        taken.update(range(window[0], window[1] + 1))
    lines = []
    for unit, frame, first, last in hits[["unit", "frame", "first", "last"]].itertuples(index=False):
        body = normalise(text[unit])
        low, high = windows[first, last]
        left, right = body[starts[low] : starts[first]].strip(), body[ends[last] : ends[high]].strip()
        lines.append((unit, frame, left, body[starts[first] : ends[last]], right))
    columns = ["unit", "frame", "left", "node", "right"]
    return pd.DataFrame(lines, columns=columns).sort_values(
        ["unit", "frame", "node", "left", "right"], ignore_index=True
    )


def _slicer(body: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Callable[[int, int], str]:
    """Return the function that gives the text from one token to another."""
    return lambda low, high: body[starts[low] : ends[high]]


def _window(
    rows: list[int], at: int, to: int, *, taken: set[int], shown: Callable[[int, int], str], most_words: int
) -> tuple[int, int]:
    """Widen a node by one word on each side in turn, as long as there is room and the word is free."""
    low, high, side = at, to, 0
    open_sides = {0, 1}
    while open_sides:
        if side in open_sides:
            new = low - 1 if side == 0 else high + 1
            inside = 0 <= new < len(rows) and rows[new] not in taken
            step = (min(low, new), max(high, new))
            if inside and _words(shown(rows[step[0]], rows[step[1]])) <= most_words:
                low, high = step
            else:
                open_sides.discard(side)
        side = 1 - side
    return rows[low], rows[high]


def cooccurrence(tokens: pd.DataFrame, hits: pd.DataFrame, *, group: dict[str, str], window: int = 5) -> pd.DataFrame:
    """Count the terms within so many tokens of the hits of each frame, never across a sentence.

    Parameters
    ----------
    tokens, hits : as in `concordance`
    group : for every unit, the group (a document) by which counts are added up
    window : tokens looked at on each side

    Returns
    -------
    DataFrame `document` (the group), `frame`, `collocate`, `count`, sorted by these columns.
    """
    places = {row: (rows, at) for _, _, rows in sentences(tokens) for at, row in enumerate(rows)}
    terms = tokens["term"].to_numpy()
    counts: Counter[tuple[str, str, str]] = Counter()
    for unit, frame, first, last in hits[["unit", "frame", "first", "last"]].itertuples(index=False):
        rows, at = places[first]
        to = places[last][1]
        near = rows[max(0, at - window) : at] + rows[to + 1 : to + 1 + window]
        counts.update((group[unit], frame, str(terms[row])) for row in near)
    found = [(*key, count) for key, count in sorted(counts.items())]
    return pd.DataFrame(found, columns=["document", "frame", "collocate", "count"])
