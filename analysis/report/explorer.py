"""What the explorer of a report draws: the rates of terms on both sides, and a few lines for each."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from analysis.report.contexts import short_contexts
from analysis.report.measuring import Measured
from analysis.report.sentences import LEVEL, decisive, plain

__all__ = ["MOST_DRAWN", "drawn_terms", "explorer_data"]

MOST_DRAWN = 20_000
"""Terms drawn, those with the largest G2 first: more would be dots upon dots, and megabytes."""
_LINES = 1_100_000
_SCRIPT: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def drawn_terms(found: Measured) -> pd.DataFrame:
    """Return the terms that are drawn, and how sure each difference is.

    Returns
    -------
    DataFrame
        The first `MOST_DRAWN` rows of `terms`, with `sure`: 2 where `p_family` is .05 or less; 1 where `p_documents` is;
        0 elsewhere. Where no p can be so small, 1 says that `lrc` is not 0, which takes words for independent.
    """
    table = found.terms.head(MOST_DRAWN)
    if decisive(found):
        sure = table["p_documents"].le(LEVEL).astype(int) + table["p_family"].le(LEVEL).astype(int)
    else:
        sure = table["lrc"].ne(0).astype(int)
    return table.assign(sure=sure)


def explorer_data(found: Measured, *, byte_limit: int = _LINES) -> str:
    """Return all that the explorer needs as JSON that may stand in a page.

    Contexts are given for terms from the largest G2 down until they fill `byte_limit`; the others are in the texts.
    """
    table = drawn_terms(found)
    numbers = ["rate_target", "rate_reference", "p_documents", "p_family"]
    rows = table[
        ["term", *numbers, "documents_target", "documents_reference", "count_target", "count_reference", "sure"]
    ]
    rows = rows.astype(dict.fromkeys(numbers, object)).where(rows.notna(), None)
    cells: list[list[Any]] = [
        [plain(row[0]), *(None if value is None else float(f"{value:.4g}") for value in row[1:5]), *map(int, row[5:])]
        for row in rows.itertuples(index=False)
    ]
    order = table.assign(_first=-table["sure"]).sort_values("_first", kind="stable")["term"]
    lines: dict[str, list[list[Any]]] = {}
    documents: dict[str, int] = {}
    size = 0
    for at in range(0, len(order), 500):
        part = short_contexts(found.comparison, found.tokens, found.texts, order.iloc[at : at + 500], index=found.index)
        for term, side, document, left, node, right in part.drop(columns="unit").itertuples(index=False):
            home = documents.setdefault(plain(document), len(documents))
            line = [int(side == "target"), home, *map(plain, (left, node, right))]
            lines.setdefault(plain(term), []).append(line)
            size += len(left) + len(node) + len(right) + 20
        if size > byte_limit:
            break
    first, second = found.comparison.sides
    data = {
        "names": [plain(name) for name in found.names],
        "of": [int(first.documents_of), int(second.documents_of)],
        "total": len(found.terms),
        "decisive": decisive(found),
        "terms": cells,
        "documents": list(documents),
        "lines": lines,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(str.maketrans(_SCRIPT))
