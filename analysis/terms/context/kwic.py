"""Concordance: every occurrence of a term with the words around it, sorted and filtered, as a table or to be read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from analysis import checks
from analysis.checks import whole_number
from analysis.errors import ArgumentError, missing_column, one_of
from analysis.patterns.wildcards import fits
from analysis.terms.context.phrases import sentences, tokens_given

__all__ = ["Concordance", "kwic", "matchers"]

_COLUMNS = ["unit", "left", "node", "right"]
_PLACE = re.compile(r"[LR][1-9][0-9]*")
_DEFAULT = ("R1", "R2", "R3")


class Concordance(pd.DataFrame):
    """Lines of a concordance; a notebook shows them aligned at the node."""

    @property
    def _constructor(self) -> type[Concordance]:
        return Concordance

    def _repr_html_(self) -> str:
        # What is left after a choice of columns or a transposition is a table like any other.
        if not self.columns.is_unique or not set(_COLUMNS) <= set(self.columns):
            return pd.DataFrame(self).to_html()
        rest = [column for column in self.columns if column not in _COLUMNS and not str(column).startswith("_")]
        head = "".join(f'<th scope="col" style="text-align:left">{html.escape(str(name))}</th>' for name in rest)
        rows = []
        for _, row in self.iterrows():
            cells = "".join(f"<td>{html.escape(str(row[name]))}</td>" for name in rest)
            rows.append(
                f'<tr><th scope="row" style="text-align:left;font-weight:normal">{html.escape(str(row["unit"]))}</th>'
                f'<td style="text-align:right">{html.escape(str(row["left"]))}</td>'
                f'<td style="text-align:center"><b>{html.escape(str(row["node"]))}</b></td>'
                f'<td style="text-align:left">{html.escape(str(row["right"]))}</td>{cells}</tr>'
            )
        return (
            f"<table><caption>{len(self)} line{'' if len(self) == 1 else 's'}</caption>"
            '<thead><tr><th scope="col" style="text-align:left">unit</th><th scope="col" style="text-align:right">left</th>'
            f'<th scope="col">node</th><th scope="col" style="text-align:left">right</th>{head}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table>"
        )

    def aligned(self, *, widest: int = 60) -> list[str]:
        """Return the lines as text, aligned at the node; longer contexts are cut on the far side.

        >>> Concordance([["a", "A", "red", "line"]], columns=["unit", "left", "node", "right"]).aligned()
        ['a  A  red  line']
        """
        rest = [column for column in self.columns if column not in {"left", "node", "right"}]
        heads = ["  ".join(map(str, row)) for row in self[rest].itertuples(index=False)]
        left = [str(text)[-widest:] for text in self["left"]]
        nodes, right = self["node"].astype(str).tolist(), [str(text)[:widest] for text in self["right"]]
        head, before, middle = (max(map(len, part), default=0) for part in (heads, left, nodes))
        return [
            f"{name:<{head}}  {far:>{before}}  {node:^{middle}}  {near}".rstrip()
            for name, far, node, near in zip(heads, left, nodes, right, strict=True)
        ]

    def to_page(self, title: str) -> str:
        """Return the lines, aligned at the node, as an HTML page of its own that needs nothing from elsewhere."""
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            "<style>body{font-family:sans-serif;margin:2em}td,th{padding:.1em .5em}caption{text-align:left}</style>"
            f"</head><body><h1>{html.escape(title)}</h1>{self._repr_html_()}</body></html>\n"
        )


def kwic(
    tokens: pd.DataFrame,
    term: str,
    *,
    window: int = 5,
    sort: Sequence[str] | None = None,
    units: pd.DataFrame | None = None,
    show: Sequence[str] = (),
    where: Mapping[str, object] | None = None,
    texts: Iterable[tuple[Hashable, str]] | None = None,
    **conditions: object,
) -> Concordance:
    """Return every occurrence of a term with the words around it, never across a sentence.

    Parameters
    ----------
    tokens : table of `corpus.tokens.tokens_table`
    term : a term as counted, or several parted by spaces; * stands for any letters of a word, as in "free*"
    window : words shown on each side
    sort : places to sort by, in order: "L1" is the first word to the left, "R2" the second to the right, "node",
        or "text" for the order of the text; none beyond the window. By default R1, R2 and R3, as far as shown
    units : table about the units, indexed by unit, to filter by and to show
    show : columns of `units` to show beside each line
    where, conditions : values that columns of `units` must have, as `speaker="..."`, `voice=["direct", "mixed"]`;
        `where={"sort": "..."}` is for a column with the name of another argument
    texts : the pairs (unit, text) of which the tokens were made, to show each line as it stands there

    Returns
    -------
    `Concordance`, a DataFrame: `unit`, `left`, `node`, `right`, then the columns of `show`. Without `texts` the
    words are parted by spaces, and what is no token (punctuation, the possessive 's) is not shown: such a line is
    to be looked at, not to be quoted.

    Raises
    ------
    ArgumentError for an unknown place, column or value, and for a units table that has no unit of the tokens.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Red line here."), ("b", "A red flag.")])
    >>> kwic(tokens, "red").values.tolist()
    [['b', 'A', 'red', 'flag'], ['a', '', 'Red', 'line here']]
    >>> pairs = [("a", "Ann's (old) mill-wheel turns.")]
    >>> kwic(tokens_table(pairs), "mill*", texts=pairs).values.tolist()
    [['a', "Ann's (old)", 'mill-wheel', 'turns']]
    """
    if not isinstance(term, str) or not term.split():
        raise ArgumentError(f"term is {term!r}, which has no word; expected a word or a phrase; pass one")
    wanted = " ".join(term.split())
    begins, is_wanted = matchers(wanted)
    lengths = range(len(term.split()), 0, -1)
    window = whole_number("window", window)
    sort = _places(sort, window)
    if where is not None and not isinstance(where, Mapping):
        raise ArgumentError(f"where is {where!r}; expected values by column; pass a mapping")
    kept = _units(units, {**(where or {}), **conditions}, show)
    terms = tokens_given(tokens, "surface")["term"].to_numpy()
    printed = _printed(tokens, texts)
    lines: list[tuple[tuple[tuple[int, str], ...], int, object, str, str, str]] = []
    if units is not None and len(tokens) and not tokens["unit"].isin(units.index).any():
        raise ArgumentError(
            f"units has no unit of the tokens table, as {tokens['unit'].tolist()[0]!r}; expected a table indexed by unit id; "
            "index it so"
        )
    for unit, _, rows in sentences(tokens, having=begins):
        if kept is not None and unit not in kept.index:
            continue
        words = [str(terms[row]) for row in rows]
        for at, first in enumerate(words):
            # A term may itself hold a space, as a name of two words does.
            length = next((n for n in lengths if is_wanted(" ".join(words[at : at + n]))), 0) if begins(first) else 0
            if length:
                end = at + length
                low, high = max(0, at - window), min(len(words), end + window)
                before, after = words[low:at][::-1], words[end:high]
                left, node, right = printed(rows[low:at], rows[at:end], rows[end:high])
                keys = tuple(_key(place, before, after, node, len(lines)) for place in sort)
                lines.append((keys, len(lines), unit, left, node, right))
    lines.sort(key=lambda line: line[:2])
    table = Concordance([line[2:] for line in lines], columns=_COLUMNS)
    for column in show:
        table[column] = [] if kept is None else kept[column].reindex(table["unit"]).to_numpy()
    return table


def matchers(wanted: str) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
    """Return the tests whether a term can begin what is wanted, and whether terms are what is wanted."""
    if "*" not in wanted:
        return wanted.startswith, wanted.__eq__
    parts = wanted.split()

    def begins(term: str) -> bool:
        # A term may be a name of several words.
        return all(map(fits, term.split(" "), parts))

    def is_wanted(terms: str) -> bool:
        return terms.count(" ") == len(parts) - 1 and begins(terms)

    return begins, is_wanted


def _printed(
    tokens: pd.DataFrame, texts: Iterable[tuple[Hashable, str]] | None
) -> Callable[[list[int], list[int], list[int]], list[str]]:
    """Return the function that writes the words left, of the node and right, given their rows."""
    if texts is None:
        surface = tokens["surface"].to_numpy()
        return lambda *parts: [" ".join(str(surface[row]) for row in rows) for rows in parts]
    bodies: dict[Hashable, list[str]] = {}
    for unit, text in texts:
        bodies.setdefault(unit, []).append(text)
    tokens_given(tokens, "part", "start", "end")
    units, part, starts, ends = (tokens[column].to_numpy() for column in ("unit", "part", "start", "end"))

    def written(left: list[int], node: list[int], right: list[int]) -> list[str]:
        unit, number = units[node[0]], int(part[node[0]])
        if number >= len(bodies.get(unit, ())) or ends[node[-1]] > len(bodies[unit][number]):
            raise ArgumentError(
                f"texts has no text for part {number} of unit {unit!r}; expected the pairs of which the tokens were made; pass those"
            )
        body = bodies[unit][number]
        first, last = (left or node)[0], (right or node)[-1]
        cuts = (starts[first], starts[node[0]], ends[node[-1]], ends[last])
        return [" ".join(body[a:b].split()) for a, b in pairwise(cuts)]

    return written


def _places(sort: Sequence[str] | None, window: int) -> Sequence[str]:
    """Return the places to sort by; one that no line shows would sort nothing."""
    if sort is None:
        return _DEFAULT[:window]
    for place in checks.strings("sort", sort):
        if place not in {"text", "node"} and not _PLACE.fullmatch(place):
            raise ArgumentError(f"sort holds {place!r}; allowed: L1, L2, ..., R1, R2, ..., node, text; pass these")
        if place[1:].isdigit() and int(place[1:]) > window:
            raise ArgumentError(
                f"sort holds {place!r}, beyond the window of {window}; expected places that are shown; widen the window"
            )
    return sort


def _units(units: pd.DataFrame | None, conditions: dict[str, object], show: Sequence[str]) -> pd.DataFrame | None:
    if units is None:
        if conditions or show:
            raise ArgumentError(
                "units is None; expected the table about the units to filter by or to show; pass units="
            )
        return None
    if not isinstance(units, pd.DataFrame) or not units.columns.is_unique:
        raise ArgumentError(
            "units is no table with one column of each name; expected the table about the units; pass that"
        )
    if not units.index.is_unique:
        twice = units.index[units.index.duplicated()].tolist()[0]
        raise ArgumentError(f"units has the id {twice!r} twice; ids are unique; rename or remove one")
    if isinstance(show, str) or not isinstance(show, Collection):
        raise ArgumentError(f"show is {show!r}; expected a list of columns; put it in brackets")
    for column in show:
        if column in _COLUMNS:
            raise ArgumentError(
                f"show holds {column!r}, which every line has; expected columns of units; rename it there"
            )
    kept = units
    for column in (*conditions, *show):
        if column not in units.columns:
            raise missing_column("the units table", column, units.columns)
    for column, value in conditions.items():
        values = list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        present = set(units[column])
        for item in values:
            if item not in present:
                raise one_of(column, item, units[column].dropna().unique())
        kept = kept[kept[column].isin(values)]
    return kept


def _key(place: str, before: list[str], after: list[str], node: str, number: int) -> tuple[int, str]:
    if place == "text":
        return number, ""
    if place == "node":
        return 0, node.lower()
    words, depth = before if place[0] == "L" else after, int(place[1:])
    # What is not there comes first.
    return 0, words[depth - 1].lower() if len(words) >= depth else ""
