"""The sentences of a table of tokens, and the windows around a term in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import column, instance, same_kind, shown, strings, whole_number
from analysis.errors import ArgumentError

__all__ = [
    "Rows",
    "Window",
    "groups_by_unit",
    "rows_near",
    "sentence_order",
    "sentences",
    "sides",
    "tokens_given",
    "window_counts",
]

Rows = NDArray[np.int64]
Window = int | tuple[int, int]
"""Places on each side of a term, or those on the left and those on the right."""


def tokens_given(tokens: Any, *more: str) -> pd.DataFrame:
    """Return a tokens table that has units, sentences, terms and `more` in every row."""
    table: pd.DataFrame = instance("tokens", tokens, pd.DataFrame, step="pass the table of tokens_table")
    for name in ("unit", "sentence", "term", *more):
        if (empty := column("the tokens table", table, name).isna().to_numpy()).any():
            raise ArgumentError(
                f"the tokens table has no {name} in row {empty.argmax()}; expected one in every row; read the words "
                '"null" and "NA" as strings if the table comes from a file'
            )
    return table


def sides(window: Window) -> tuple[int, int]:
    """Return the places on the left and on the right.

    >>> sides(5), sides((0, 2))
    ((5, 5), (0, 2))
    """
    left, right = window if isinstance(window, tuple | list) and len(window) == 2 else (window, window)
    return whole_number("window", left), whole_number("window", right)


def groups_by_unit(tokens: pd.DataFrame, group: Mapping[Any, Any] | pd.Series) -> pd.Series:
    """Return the group of each token, from the group of every unit; NaN without one."""
    if not isinstance(group, Mapping | pd.Series):
        raise ArgumentError(f"group is {shown(group)}; expected the group of every unit; pass a mapping or a Series")
    units = tokens_given(tokens)["unit"]
    same_kind("group", dict(group), units.unique())
    return units.map(dict(group))


def sentence_order(tokens: pd.DataFrame) -> tuple[Rows, Rows]:
    """Return the number of each token's sentence, and the rows sorted by sentence, each in its own order.

    >>> [part.tolist() for part in sentence_order(pd.DataFrame({"unit": list("aba"), "sentence": [0, 0, 0]}))]
    [[0, 1, 0], [0, 2, 1]]
    """
    number = tokens.groupby(["unit", "sentence"], sort=False).ngroup().to_numpy()
    return number.astype(np.int64), np.argsort(number, kind="stable").astype(np.int64)


def sentences(
    tokens: pd.DataFrame, *, having: Callable[[str], bool] | None = None
) -> Iterator[tuple[Any, int, list[int]]]:
    """Yield (unit, sentence, row numbers) of each sentence of a tokens table, in order; units keep their type.

    With `having`, only the sentences with a term for which it is true, which are few and found at once.
    """
    unit, sentence = tokens_given(tokens)["unit"].to_numpy(), tokens["sentence"].to_numpy()
    number, order = sentence_order(tokens)
    if having is not None:
        term, names = pd.factorize(tokens["term"])
        wanted = np.array([having(str(name)) for name in names], dtype=bool)
        kept = np.zeros(len(tokens), dtype=bool)
        kept[number[wanted[term]]] = True
        order = order[kept[number[order]]]
    for rows in np.split(order, np.flatnonzero(np.diff(number[order])) + 1) if len(order) else ():
        yield unit[rows[0]], int(sentence[rows[0]]), rows.tolist()


def rows_near(tokens: pd.DataFrame, node: str, window: Window = 5) -> tuple[Rows, Rows]:
    """Return the row numbers of the tokens in the windows around a node, and those of the node.

    A token in the windows of two occurrences is returned once. Windows end with the sentence; the node is never
    its own collocate.

    >>> from analysis.corpus.tokens import tokens_table
    >>> [rows.tolist() for rows in rows_near(tokens_table([("a", "Red, red line. No line.")]), "red")]
    [[2], [0, 1]]
    """
    left, right = sides(window)
    if not left + right:
        raise ArgumentError(f"window is {shown(window)}; expected at least 1 place on one side; widen the window")
    number, order = sentence_order(tokens_given(tokens))
    is_node = tokens["term"].eq(node).to_numpy()[order]
    hits = np.flatnonzero(is_node)
    near = (hits[:, None] + np.r_[-left:0, 1 : right + 1]).ravel()
    home = np.repeat(hits, left + right)
    inside = (near >= 0) & (near < len(order))
    near, home = near[inside], home[inside]
    same = number[order[near]] == number[order[home]]
    return order[np.unique(near[same & ~is_node[near]])], order[hits]


def window_counts(
    tokens: pd.DataFrame, nodes: Collection[str], *, group: Mapping[Any, Any] | pd.Series, window: Window = 5
) -> pd.DataFrame:
    """Count the terms around each node in each group of units.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    nodes : collection of str
        Terms as counted.
    group : mapping or Series
        The group of every unit, by which counts are added up; units without one are left out.
    window : int or (int, int)
        Places on each side; or those on the left and those on the right.

    Returns
    -------
    DataFrame
        Sorted by its first three columns: `group`, `node`, `collocate`, `count` (tokens of the collocate in the
        windows of the node). The counts of one node add up to the places in its windows, so groups can be compared
        by `keyness` (rows as units, collocates as terms).

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A red line. The red line holds.")])
    >>> window_counts(tokens, ["red"], group={"a": "x"})[["collocate", "count"]].values.tolist()
    [['a', 1], ['holds', 1], ['line', 2], ['the', 1]]
    """
    of, terms = groups_by_unit(tokens, group), tokens["term"]
    found: Counter[tuple[str, str, str]] = Counter()
    for node in set(strings("nodes", nodes)):
        near, _ = rows_near(tokens, node, window)
        pairs = zip(of.iloc[near], terms.iloc[near], strict=True)
        found.update((str(name), node, str(word)) for name, word in pairs if not pd.isna(name))
    rows = [(*key, count) for key, count in sorted(found.items())]
    return pd.DataFrame(rows, columns=["group", "node", "collocate", "count"])
