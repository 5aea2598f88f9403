"""Texts, as a user may hold them: the one place where any of these forms becomes pairs of unit and text."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis import checks
from analysis.checks import shown
from analysis.errors import ArgumentError

__all__ = ["Texts", "beside_name", "by_name", "each_pair", "in_loads", "text_pairs"]

_AT_A_TIME = 50

Texts = str | pd.Series | pd.DataFrame | Mapping[Any, str] | Iterable[tuple[Hashable, str]]
"""A string; a Series or mapping of texts by unit; a DataFrame with a column `text`; or pairs of unit and text."""


def text_pairs(texts: Texts, *, text: str = "text", unique: bool = True) -> list[tuple[Any, str]]:
    """Return texts as pairs of unit and text, in their order.

    Parameters
    ----------
    texts : Texts
        A string, which becomes the unit "text"; a Series or mapping of texts by unit; a DataFrame indexed by unit with a
        column of texts; or pairs of unit and text.
    text : str
        Name of that column.
    unique : bool
        Refuse a unit that occurs twice; without, its texts are parts of one unit.

    Raises
    ------
    ArgumentError
        For another form, a text that is no string, a unit without a name, or a unit twice.

    >>> text_pairs({"a": "One.", "b": "Two."})
    [('a', 'One.'), ('b', 'Two.')]
    >>> text_pairs(pd.DataFrame({"text": ["One."]}, index=["a"]))
    [('a', 'One.')]
    """
    return list(each_pair(texts, text=text, unique=unique))


def each_pair(texts: Texts, *, text: str = "text", unique: bool = True) -> Iterator[tuple[Any, str]]:
    """Yield the pairs of `text_pairs` one by one: a table's texts are then never in memory a second time.

    >>> next(each_pair({"a": "One.", "b": "Two."}))
    ('a', 'One.')
    """
    pairs: Iterable[Any]
    if isinstance(texts, str):
        pairs = [("text", texts)]
    elif isinstance(texts, pd.DataFrame):
        pairs = zip(texts.index, _cells(checks.column("the table of texts", texts, text, argument="text")), strict=True)
    elif isinstance(texts, pd.Series):
        pairs = zip(texts.index, _cells(texts), strict=True)
    elif isinstance(texts, Mapping):
        pairs = texts.items()
    elif isinstance(texts, Iterable) and not isinstance(texts, bytes):
        pairs = texts
    else:
        pairs = [texts]
    seen: set[Any] = set()
    for at, pair in enumerate(pairs):
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise ArgumentError(
                f"texts has {shown(pair)} at position {at}; expected a pair of unit and text; pass a mapping, a Series, a "
                "table with a column of texts, or pairs"
            )
        unit, body = pair
        if not isinstance(body, str):
            raise ArgumentError(
                f"the text of unit {shown(unit)} is {shown(body)}; expected a string; fill it or drop the unit"
            )
        if not isinstance(unit, Hashable) or unit is None or unit != unit:  # noqa: PLR0124  (NaN is not itself)
            raise ArgumentError(
                f"the unit at position {at} of texts is {shown(unit)}; expected its name; name the unit"
            )
        if unique and unit in seen:
            raise ArgumentError(f"texts has the unit {shown(unit)} twice; expected each unit once; rename or join them")
        seen.add(unit)
        yield unit, body


def _cells(column: pd.Series) -> Iterator[Any]:
    for start in range(0, len(column), _AT_A_TIME):
        yield from column.iloc[start : start + _AT_A_TIME].tolist()


def by_name(pair: tuple[Any, object]) -> tuple[str, Any]:
    """Sort key of pairs whose first element is a name of any type: numbers before strings.

    >>> sorted([("b", 1), (2, 2), ("a", 3)], key=by_name)
    [(2, 2), ('a', 3), ('b', 1)]
    """
    return type(pair[0]).__name__, pair[0]


def beside_name(name: str, own: Collection[str], others: Collection[str] = ()) -> str:
    """Return what a user's column is called beside the columns of a result: "document_" stands before what they have.

    >>> beside_name("date", ["text", "speaker"]), beside_name("speaker", ["text", "speaker"])
    ('date', 'document_speaker')
    """
    column = name
    while column in own or (column != name and column in others):
        column = f"document_{column}"
    return column


def in_loads(pairs: Iterable[tuple[Any, str]], size: int) -> Iterator[list[tuple[Any, str]]]:
    """Yield pairs of unit and text in loads of about so many characters; the parts of a unit stay together.

    >>> [len(load) for load in in_loads([("a", "xx"), ("a", "x"), ("b", "x"), ("c", "x")], 2)]
    [2, 2]
    """
    load: list[tuple[Any, str]] = []
    held = 0
    for unit, text in pairs:
        if held >= size and unit != load[-1][0]:
            yield load
            load, held = [], 0
        load.append((unit, text))
        held += len(text)
    if load:
        yield load
