"""Words around a hit: concordance lines, and the terms that occur near it."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from analysis.corpus.tokens import normalise
from analysis.terms.phrases import sentences

__all__ = ["concordance", "cooccurrence"]

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> int:
    return len(_WORD.findall(text.replace("'", "").replace("\u2019", "")))


def concordance(tokens: pd.DataFrame, hits: pd.DataFrame, *, text: dict[str, str], most_words: int = 8) -> pd.DataFrame:
    """Return each hit with words left and right of it, never across a sentence.

    Parameters
    ----------
    tokens : table of `tokens_table`, offsets counting in the texts of `text`
    hits : table with `unit`, `frame`, `first` and `last` (row labels of `tokens`)
    text : for every unit, the text in which its offsets count
    most_words : length of a whole line, node included; parts of hyphenated words count singly

    Returns
    -------
    DataFrame `unit`, `frame`, `left`, `node`, `right`, in normalised typography: sorted by unit, frame, node, left, right.
    """
    places = {row: (rows, at) for _, _, rows in sentences(tokens) for at, row in enumerate(rows)}
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    lines = []
    for unit, frame, first, last in hits[["unit", "frame", "first", "last"]].itertuples(index=False):
        body = normalise(text[unit])
        node = body[starts[first] : ends[last]]
        rows, at = places[first]
        to = places[last][1]
        room = most_words - _words(node)
        low, high, side = at, to, 0
        # One word on each side in turn, as long as there is room for it.
        open_sides = {0, 1}
        while open_sides:
            if side in open_sides:
                step = (low - 1, high) if side == 0 else (low, high + 1)
                inside = step[0] >= 0 and step[1] < len(rows)
                if inside and _words(body[starts[rows[step[0]]] : ends[rows[step[1]]]]) - _words(node) <= room:
                    low, high = step
                else:
                    open_sides.discard(side)
            side = 1 - side
        left = body[starts[rows[low]] : starts[first]].strip()
        right = body[ends[last] : ends[rows[high]]].strip()
        lines.append((unit, frame, left, node, right))
    columns = ["unit", "frame", "left", "node", "right"]
    return pd.DataFrame(lines, columns=columns).sort_values(
        ["unit", "frame", "node", "left", "right"], ignore_index=True
    )


def cooccurrence(tokens: pd.DataFrame, hits: pd.DataFrame, *, window: int = 5) -> pd.DataFrame:
    """Count the terms within so many tokens of each hit, never across a sentence.

    Parameters
    ----------
    tokens, hits : as in `concordance`, `hits` with the terms matched in `hit`
    window : tokens looked at on each side

    Returns
    -------
    DataFrame `unit`, `frame`, `node`, `collocate`, `count`, sorted by these columns.
    """
    places = {row: (rows, at) for _, _, rows in sentences(tokens) for at, row in enumerate(rows)}
    terms = tokens["term"].to_numpy()
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for unit, frame, hit, first, last in hits[["unit", "frame", "hit", "first", "last"]].itertuples(index=False):
        rows, at = places[first]
        to = places[last][1]
        near = rows[max(0, at - window) : at] + rows[to + 1 : to + 1 + window]
        counts.update((unit, frame, hit, str(terms[row])) for row in near)
    found = [(*key, count) for key, count in sorted(counts.items())]
    return pd.DataFrame(found, columns=["unit", "frame", "node", "collocate", "count"])
