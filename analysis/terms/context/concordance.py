"""Concordance: every occurrence of a term with the words around it, sorted and filtered, as a table or to be read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.checks import column, shown, strings, table, unique
from analysis.corpus.entities import checked
from analysis.corpus.tokens import ENGLISH, Entities
from analysis.errors import ArgumentError, one_of
from analysis.terms.context.wanted import as_counted, matchers
from analysis.terms.context.windows import Window, sentences, sides, tokens_given

__all__ = ["Concordance", "kwic"]

_COLUMNS = ["unit", "left", "node", "right"]
_PLACE = re.compile(r"[LR][1-9][0-9]*")


class Concordance(pd.DataFrame):
    """Lines of a concordance; a notebook shows them aligned at the node."""

    @property
    def _constructor(self) -> type[Concordance]:
        return Concordance

    def _repr_html_(self) -> str:
        # After a selection of columns or a transposition it is a table like any other.
        if not self.columns.is_unique or not set(_COLUMNS) <= set(self.columns):
            return pd.DataFrame(self).to_html()
        rest = [name for name in self.columns if name not in _COLUMNS and not str(name).startswith("_")]
        head = "".join(f'<th scope="col" style="text-align:left">{html.escape(str(name))}</th>' for name in rest)
        body = ""
        for _, row in self.iterrows():
            unit, left, node, right, *others = (html.escape(str(row[name])) for name in (*_COLUMNS, *rest))
            body += (
                f'<tr><th scope="row" style="text-align:left;font-weight:normal">{unit}</th>'
                f'<td style="text-align:right">{left}</td><td style="text-align:center"><b>{node}</b></td>'
                f'<td style="text-align:left">{right}</td>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'
            )
        return (
            f'<table class="mathjax_ignore tex2jax_ignore"><caption>{len(self)} line{"" if len(self) == 1 else "s"}</caption>'
            '<thead><tr><th scope="col" style="text-align:left">unit</th><th scope="col" style="text-align:right">left</th>'
            f'<th scope="col">node</th><th scope="col" style="text-align:left">right</th>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )

    def aligned(self, *, widest: int = 60) -> list[str]:
        """Return the lines as strings, aligned at the node; longer contexts are cut on the far side.

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
        """Return the lines, aligned at the node, as a complete HTML page that loads nothing from elsewhere."""
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
            "<style>body{font-family:sans-serif;margin:2em}td,th{padding:.1em .5em}caption{text-align:left}</style>"
            f"</head><body><h1>{html.escape(title)}</h1>{self._repr_html_()}</body></html>\n"
        )


def kwic(
    tokens: pd.DataFrame,
    term: str,
    *,
    window: Window = 5,
    sort: Sequence[str] | None = None,
    units: pd.DataFrame | None = None,
    show: Sequence[str] = (),
    where: Mapping[str, object] | None = None,
    texts: Iterable[tuple[Hashable, str]] | None = None,
    entities: Entities = ENGLISH,
    **conditions: object,
) -> Concordance:
    """Return every occurrence of a term with the words around it, never across a sentence.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    term : str
        A word, or several separated by spaces. Case is ignored, except for a word that is part of a name as counted
        (*US*). A * matches any letters of a word, as in "free*".
    window : int or (int, int)
        Words shown on each side; or those on the left and those on the right.
    sort : list of str, optional
        Places to sort by, in order: "L1" is the first word to the left, "R2" the second to the right, "node", or
        "text" for the order of the text; none beyond the window. By default R1, R2 and R3, as far as shown.
    units : DataFrame, optional
        Table about the units, indexed by unit, to filter by and to show.
    show : list of str
        Columns of `units` to show beside each line.
    where, **conditions
        Values that columns of `units` must have, as `speaker="..."`, `voice=["direct", "mixed"]`;
        `where={"sort": "..."}` is for a column with the name of another argument.
    texts : pairs of unit and text, optional
        The texts from which the tokens were made, to show each line as it is written there.
    entities : Entities
        Names by which `term` is read, so that *U.S.* finds *US*: those of the tokens.

    Returns
    -------
    Concordance
        A DataFrame: `unit`, `left`, `node`, `right`, then the columns of `show`. Without `texts` the words are
        separated by spaces, and what is no token (punctuation, the possessive 's) is not shown: do not quote such a
        line.

    Raises
    ------
    ArgumentError
        For an unknown place, column or value, and for a units table that has no unit of the tokens.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Red line here."), ("b", "A red flag.")])
    >>> kwic(tokens, "red").values.tolist()
    [['b', 'A', 'red', 'flag'], ['a', '', 'Red', 'line here']]
    >>> pairs = [("a", "Ann's (old) mill-wheel turns.")]
    >>> kwic(tokens_table(pairs), "mill*", texts=pairs).values.tolist()
    [['a', "Ann's (old)", 'mill-wheel', 'turns']]
    """
    if not isinstance(term, str) or not term.split():
        raise ArgumentError(f"term is {shown(term)}, which has no word; expected a word or a phrase; pass a string")
    left, right = sides(window)
    sort = _places(sort, left, right)
    if where is not None and not isinstance(where, Mapping):
        raise ArgumentError(f"where is {shown(where)}; expected values by column; pass a mapping")
    kept = _units(units, {**(where or {}), **conditions}, show)
    terms = tokens_given(tokens, "surface")["term"].to_numpy()
    wanted = as_counted(term, checked(entities), tokens["term"].unique())
    begins, is_wanted = matchers(wanted or " ")
    lengths = range(len(wanted.split()), 0, -1)
    printed = _printed(tokens, texts)
    if units is not None and len(tokens) and not tokens["unit"].isin(units.index).any():
        raise ArgumentError(
            f"units has no unit of the tokens table, as {shown(tokens['unit'].tolist()[0])}; expected the table about "
            "them; index it by unit"
        )
    lines: list[tuple[Any, ...]] = []
    for unit, _, rows in sentences(tokens, having=begins):
        if kept is not None and unit not in kept.index:
            continue
        words = [str(terms[row]) for row in rows]
        for at, first in enumerate(words):
            # A term may itself have a space, as a name of two words does.
            length = next((n for n in lengths if is_wanted(" ".join(words[at : at + n]))), 0) if begins(first) else 0
            if length:
                end = at + length
                low, high = max(0, at - left), min(len(words), end + right)
                before, after = words[low:at][::-1], words[end:high]
                parts = printed(rows[low:at], rows[at:end], rows[end:high])
                keys = [_key(place, before, after, parts[1], len(lines)) for place in sort]
                lines.append((keys, len(lines), unit, *parts))
    lines.sort(key=lambda line: line[:2])
    found = Concordance([line[2:] for line in lines], columns=_COLUMNS)
    for name in show:
        found[name] = [] if kept is None else kept[name].reindex(found["unit"]).to_numpy()
    return found


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
    units, part, starts, ends = (tokens[name].to_numpy() for name in ("unit", "part", "start", "end"))

    def written(left: list[int], node: list[int], right: list[int]) -> list[str]:
        unit, number = units[node[0]], int(part[node[0]])
        if number >= len(bodies.get(unit, ())) or ends[node[-1]] > len(bodies[unit][number]):
            raise ArgumentError(
                f"texts has no text for part {number} of unit {unit!r}; expected the pairs from which the tokens were "
                "made; pass those"
            )
        body = bodies[unit][number]
        first, last = (left or node)[0], (right or node)[-1]
        cuts = (starts[first], starts[node[0]], ends[node[-1]], ends[last])
        return [" ".join(body[a:b].split()) for a, b in pairwise(cuts)]

    return written


def _places(sort: Sequence[str] | None, left: int, right: int) -> Sequence[str]:
    """Return the places to sort by; one that no line shows would sort nothing."""
    if sort is None:
        return ("R1", "R2", "R3")[:right]
    for place in strings("sort", sort):
        if place not in {"text", "node"} and not _PLACE.fullmatch(place):
            raise ArgumentError(f"sort has {place!r}; allowed: L1, L2, ..., R1, R2, ..., node, text; pass these")
        most = left if place[0] == "L" else right
        if place[1:].isdigit() and int(place[1:]) > most:
            raise ArgumentError(
                f"sort has {place!r}, beyond the window of {most}; expected a place shown; widen the window"
            )
    return sort


def _units(units: pd.DataFrame | None, conditions: dict[str, object], show: Sequence[str]) -> pd.DataFrame | None:
    """Return the rows about units that meet the conditions."""
    if units is None:
        if conditions or show:
            raise ArgumentError(
                "units is None; expected the table with the columns to filter by or to show; pass units="
            )
        return None
    unique("units", table("units", units, *strings("show", show)).index, what="unit")
    if twice := sorted({*show} & {*_COLUMNS}):
        raise ArgumentError(f"show has {twice[0]!r}, which every line has; expected other columns; rename it in units")
    kept = units
    for name, value in conditions.items():
        values = list(value) if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        present = column("units", units, name).dropna().unique().tolist()
        if missing := [item for item in values if item not in present]:
            raise one_of(name, missing[0], present)
        kept = kept[kept[name].isin(values)]
    return kept


def _key(place: str, before: list[str], after: list[str], node: str, number: int) -> tuple[int, str]:
    if place in {"text", "node"}:
        return (number, "") if place == "text" else (0, node.lower())
    words, depth = before if place[0] == "L" else after, int(place[1:])
    # A place without a word comes last.
    return (0, words[depth - 1].lower()) if len(words) >= depth else (1, "")
