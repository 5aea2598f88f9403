"""Concordance: every occurrence of a term with the words around it, sorted and filtered, as a table or to be read."""

from __future__ import annotations

import html
from collections.abc import Sequence

import pandas as pd

from analysis.errors import ArgumentError, missing_column, one_of
from analysis.terms.phrases import sentences

__all__ = ["Concordance", "kwic"]

_COLUMNS = ["unit", "left", "node", "right"]


class Concordance(pd.DataFrame):
    """Lines of a concordance; a notebook shows them aligned at the node."""

    @property
    def _constructor(self) -> type[Concordance]:
        return Concordance

    def _repr_html_(self) -> str:
        rest = [column for column in self.columns if column not in _COLUMNS and not column.startswith("_")]
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


def kwic(
    tokens: pd.DataFrame,
    term: str,
    *,
    window: int = 5,
    sort: Sequence[str] = ("R1", "R2", "R3"),
    units: pd.DataFrame | None = None,
    show: Sequence[str] = (),
    **conditions: object,
) -> Concordance:
    """Return every occurrence of a term with the words around it, never across a sentence.

    Parameters
    ----------
    tokens : table of `corpus.tokens.tokens_table`
    term : a term as counted, or several parted by spaces
    window : words shown on each side
    sort : places to sort by, in order: "L1" is the first word to the left, "R2" the second to the right, "node",
        or "text" for the order of the text
    units : table about the units, indexed by unit, to filter by and to show
    show : columns of `units` to show beside each line
    conditions : values that columns of `units` must have, as `speaker="..."`, `voice=["direct", "mixed"]`

    Returns
    -------
    `Concordance`, a DataFrame: `unit`, `left`, `node`, `right` (words as printed), then the columns of `show`.

    Raises
    ------
    ArgumentError for an unknown place, column or value.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "Red line here."), ("b", "A red flag.")])
    >>> kwic(tokens, "red").values.tolist()
    [['b', 'A', 'red', 'flag'], ['a', '', 'Red', 'line here']]
    """
    wanted = term.split()
    if not wanted:
        raise ArgumentError(f"term is {term!r}, which has no word; expected a word or a phrase; pass one")
    if window < 0:
        raise ArgumentError(f"window is {window}; expected 0 or more words; change it")
    kept = _units(units, conditions, show)
    surface, terms = tokens["surface"].to_numpy(), tokens["term"].to_numpy()
    lines: list[tuple[tuple[tuple[int, str], ...], int, str, str, str, str]] = []
    for unit, _, rows in sentences(tokens):
        if kept is not None and unit not in kept.index:
            continue
        words = [str(terms[row]) for row in rows]
        for at in range(len(words) - len(wanted) + 1):
            if words[at : at + len(wanted)] == wanted:
                end = at + len(wanted)
                low, high = max(0, at - window), min(len(words), end + window)
                before, after = words[low:at][::-1], words[end:high]
                node = " ".join(str(surface[row]) for row in rows[at:end])
                keys = tuple(_key(place, before, after, node, len(lines)) for place in sort)
                left, right = (" ".join(str(surface[row]) for row in part) for part in (rows[low:at], rows[end:high]))
                lines.append((keys, len(lines), unit, left, node, right))
    lines.sort(key=lambda line: line[:2])
    table = Concordance([line[2:] for line in lines], columns=_COLUMNS)
    for column in show:
        table[column] = [] if kept is None else kept[column].reindex(table["unit"]).to_numpy()
    return table


def _units(units: pd.DataFrame | None, conditions: dict[str, object], show: Sequence[str]) -> pd.DataFrame | None:
    if units is None:
        if conditions or show:
            raise ArgumentError(
                "units is None; expected the table about the units to filter by or to show; pass units="
            )
        return None
    kept = units
    for column in (*conditions, *show):
        if column not in units.columns:
            raise missing_column("the units table", column, units.columns)
    for column, value in conditions.items():
        values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
        for item in values:
            if item not in set(units[column]):
                raise one_of(column, item, units[column].dropna().unique())
        kept = kept[kept[column].isin(values)]
    return kept


def _key(place: str, before: list[str], after: list[str], node: str, number: int) -> tuple[int, str]:
    if place == "text":
        return number, ""
    if place == "node":
        return 0, node.lower()
    side, depth = place[:1], place[1:]
    if side not in {"L", "R"} or not depth.isdigit() or depth == "0":
        raise ArgumentError(f"sort holds {place!r}; allowed: L1, L2, ..., R1, R2, ..., node, text; pass these")
    words = before if side == "L" else after
    # What is not there comes first.
    return 0, words[int(depth) - 1].lower() if len(words) >= int(depth) else ""
