"""A table made to be read: chosen columns, readable headings, rounded numbers."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.errors import one_of

__all__ = ["Readable"]

_SHORT = 12
# Two dollars in a table are money, not mathematics: JupyterLab heeds the first class, older viewers the second.
_TABLE = 'class="mathjax_ignore tex2jax_ignore" style="font-variant-numeric:tabular-nums"'


@dataclass(frozen=True, eq=False)
class Readable:
    """A view of a table for readers. In a notebook it shows itself; `table` keeps every column.

    `columns` maps the columns shown to their headings, in order; `digits` maps columns of numbers to
    their decimals (0 by default).

    >>> shown = Readable(pd.DataFrame({"term": ["mill"], "rate": [1.25]}), {"term": "Term", "rate": "Rate"}, digits={"rate": 1})
    >>> shown.cells()
    [['mill', '1.2']]
    """

    table: pd.DataFrame
    columns: Mapping[str, str]
    caption: str = ""
    digits: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for column in self.columns:
            if column not in self.table.columns:
                raise one_of("a column to show", column, self.table.columns)

    def cells(self) -> list[list[str]]:
        """Return the cells as strings, row by row."""
        return [
            [self._cell(column, value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.table[list(self.columns)].itertuples(index=False)
        ]

    def _cell(self, column: str, value: object) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if pd.api.types.is_number(value):
            number = float(value)  # type: ignore[arg-type]
            if pd.isna(number):
                return "undefined"
            if math.isinf(number):
                return "∞" if number > 0 else "−∞"
            text = f"{number:.{self.digits.get(column, 0)}f}"
            # -0.00 is a rounding of nothing.
            return text.removeprefix("-") if float(text) == 0 else text
        return str(value)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        cells = self.cells()
        numeric = [pd.api.types.is_numeric_dtype(self.table[column]) for column in self.columns]
        align = ["right" if number else "left" for number in numeric]
        head = "".join(
            f'<th scope="col" style="text-align:{side}">{html.escape(name)}</th>'
            for name, side in zip(self.columns.values(), align, strict=True)
        )
        body = "\n".join(
            "<tr>"
            + "".join(
                # Dates and other short cells stay on one line.
                f'<td style="text-align:{side}{";white-space:nowrap" * (len(cell) <= _SHORT)}">{html.escape(cell)}</td>'
                for cell, side in zip(row, align, strict=True)
            )
            + "</tr>"
            for row in cells
        )
        caption = f"<caption>{html.escape(self.caption)}</caption>" if self.caption else ""
        plain = pd.DataFrame(cells, columns=list(self.columns.values())).to_string(index=False)
        return {
            "text/html": f"<table {_TABLE}>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>",
            "text/plain": f"{self.caption}\n{plain}" if self.caption else plain,
        }
