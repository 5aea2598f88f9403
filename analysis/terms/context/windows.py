"""Which terms stand near which: counts in the windows around nodes, group by group, so that they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.checks import strings, whole_number
from analysis.errors import ArgumentError
from analysis.terms.context.phrases import sentences, tokens_given

__all__ = ["places_near", "window_counts"]


def places_near(
    tokens: pd.DataFrame, node: str, *, left: int = 5, right: int = 5
) -> Iterator[tuple[Hashable, list[str], int]]:
    """Yield, sentence by sentence, the unit, the terms in the windows around a node, and the node's occurrences.

    A place in the windows of two occurrences is one place: no collocate is counted twice for one token.
    Windows end with the sentence; the node itself is never its own collocate.
    """
    if not whole_number("left", left) + whole_number("right", right):
        raise ArgumentError("left and right are both 0; expected 1 or more places on one side; change one")
    terms = tokens_given(tokens)["term"].to_numpy()
    for unit, _, rows in sentences(tokens, having=lambda term: term == node):
        words = [str(terms[row]) for row in rows]
        hits = [at for at, word in enumerate(words) if word == node]
        inside = {
            at
            for hit in hits
            for at in range(max(0, hit - left), min(len(words), hit + right + 1))
            if words[at] != node
        }
        yield unit, [words[at] for at in sorted(inside)], len(hits)


def window_counts(
    tokens: pd.DataFrame, nodes: Collection[str], *, group: Mapping[Any, str] | pd.Series, left: int = 5, right: int = 5
) -> pd.DataFrame:
    """Count the terms around each node in each group of units.

    Parameters
    ----------
    tokens : table of `tokens_table`
    nodes : terms as counted
    group : for every unit, the group by which counts are added up; units without one are left out
    left, right : places looked at on each side

    Returns
    -------
    DataFrame sorted by its first three columns: `group`, `node`, `collocate`, `count` (tokens of the
    collocate in the windows of the node). The counts of one node add up to the places looked at, so
    that groups can be compared by `keyness` (rows as units, collocates as terms).

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A red line. The red line holds.")])
    >>> window_counts(tokens, ["red"], group={"a": "x"})[["collocate", "count"]].values.tolist()
    [['a', 1], ['holds', 1], ['line', 2], ['the', 1]]
    """
    if not isinstance(group, Mapping | pd.Series):
        raise ArgumentError(f"group is {group!r:.60}; expected the group of every unit; pass a mapping or Series")
    groups: dict[Any, Any] = dict(group)
    found: Counter[tuple[str, str, str]] = Counter()
    for node in sorted(set(strings("nodes", nodes))):
        for unit, near, _ in places_near(tokens, node, left=left, right=right):
            if not pd.isna(groups.get(unit)):
                found.update((str(groups[unit]), node, word) for word in near)
    rows = [(*key, count) for key, count in sorted(found.items())]
    return pd.DataFrame(rows, columns=["group", "node", "collocate", "count"])
