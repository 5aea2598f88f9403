"""What the explorer draws: the rates of terms on both sides, a few lines for each, and what units can be filtered by."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from analysis.comparison import Comparison
from analysis.report.contexts import short_contexts
from analysis.report.measuring import Measured
from analysis.report.reading_site import allowed
from analysis.report.sentences import LEVEL, decisive, plain
from analysis.terms.describe.closed_class import function_words

__all__ = ["MOST_DRAWN", "drawn_terms", "explorer_data", "explorer_parts", "filters_of", "report_data"]

MOST_DRAWN = 20_000
"""Terms drawn, those with the largest G2 first: more would be dots upon dots, and megabytes."""
_LINES = 1_100_000
# Counts of terms in units, which filters need, up to about a megabyte; and values that a list of choices has room for.
_MOST_COUNTS = 120_000
_MOST_VALUES = 60
_SCRIPT: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
_TEMPLATES = Path(__file__).parent / "templates"
# Not filters: what identifies a text or measures it.
_NO_FILTER = {"text", "tokens", "words", "url", "title"}
Line = tuple[Hashable, str, str, str]


def drawn_terms(terms: pd.DataFrame, *, decides: bool) -> pd.DataFrame:
    """Return the terms that are drawn, and how sure each difference is.

    Parameters
    ----------
    terms : DataFrame
        `keyness` with `p_documents` and `p_family`.
    decides : bool
        Whether any p by documents can be .05 or less.

    Returns
    -------
    DataFrame
        The first `MOST_DRAWN` rows of `terms`, with `sure`: 2 where `p_family` is .05 or less; 1 where `p_documents` is;
        0 elsewhere. Where no p can be so small, 1 says that `lrc` is not 0, which takes words for independent.
    """
    table = terms.head(MOST_DRAWN)
    if decides:
        sure = table["p_documents"].le(LEVEL).astype(int) + table["p_family"].le(LEVEL).astype(int)
    else:
        sure = table["lrc"].ne(0).astype(int)
    return table.assign(sure=sure)


def report_data(found: Measured, *, byte_limit: int = _LINES) -> str:
    """Return the data of the explorer of a report.

    Contexts are given for terms from the largest G2 down until they fill `byte_limit`; the others are in the texts.
    """
    table = drawn_terms(found.terms, decides=decisive(found))
    order = table.assign(_first=-table["sure"]).sort_values("_first", kind="stable")["term"]
    lines: dict[str, list[Line]] = {}
    size = 0
    for at in range(0, len(order), 500):
        part = short_contexts(found.comparison, found.tokens, found.texts, order.iloc[at : at + 500], index=found.index)
        for term, unit, left, node, right in part[["term", "unit", "left", "node", "right"]].itertuples(index=False):
            lines.setdefault(term, []).append((unit, left, node, right))
            size += len(left) + len(node) + len(right) + 20
        if size > byte_limit:
            break
    return explorer_data(
        found.comparison, table, total=len(found.terms), lines=lines, filters=filters_of(found.comparison),
        decides=decisive(found),
    )  # fmt: skip


def filters_of(comparison: Comparison) -> dict[str, pd.Series]:
    """Return the columns of units by which they can be filtered: of few values, and no other names of groups or documents."""
    table = comparison.units.units
    taken = {*_NO_FILTER, comparison.by, comparison.document}
    own = [pd.factorize(column)[0] for column in (table[comparison.by], comparison.unit_documents)]
    found = {}
    for name in table.columns:
        # What is a number is measured, not chosen.
        if name in taken or pd.api.types.is_float_dtype(table[name]):
            continue
        values = table[name].astype("str").where(table[name].notna(), "")
        renamed = any(np.array_equal(pd.factorize(values)[0], codes) for codes in own)
        if not renamed and 2 <= values.nunique() <= min(_MOST_VALUES, len(values) - 1):
            found[str(name)] = values
    return found


def explorer_data(
    comparison: Comparison,
    table: pd.DataFrame,
    *,
    total: int,
    decides: bool,
    lines: Mapping[str, Sequence[Line]],
    filters: Mapping[str, pd.Series],
    names: tuple[str, str] | None = None,
    labels: Mapping[Any, str] | None = None,
    said: Mapping[Any, str] | None = None,
) -> str:
    """Return all that the explorer needs as JSON that may stand in a page.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    table : DataFrame
        What `drawn_terms` returns.
    total : int
        Terms there are, drawn or not.
    decides : bool
        Whether any p by documents can be .05 or less.
    lines : mapping
        Of a term its lines: unit, words before, the term as written, words after.
    filters : mapping
        Of each filter by name a Series: of each unit one value, or a list of them. Filters need the counts of each unit, so
        there are none where these are too many for a page.
    names : pair of str, optional
        Target and reference in words; by default those of the comparison.
    labels : mapping, optional
        How a unit is named; by default by its document.
    said : mapping, optional
        What a unit says in other words. A term without lines then has those of all its units.

    Returns
    -------
    str
        JSON without a sign that ends a script.
    """
    numbers = ["rate_target", "rate_reference", "p_documents", "p_family"]
    rows = table[
        ["term", *numbers, "documents_target", "documents_reference", "count_target", "count_reference", "sure"]
    ]
    rows = rows.astype(dict.fromkeys(numbers, object)).where(rows.notna(), None)
    cells: list[list[Any]] = [
        [plain(row[0]), *(None if value is None else float(f"{value:.4g}") for value in row[1:5]), *map(int, row[5:])]
        for row in rows.itertuples(index=False)
    ]
    matrix, units = comparison.units, comparison.units.units.index
    counts = matrix.counts[:, matrix.terms.get_indexer(pd.Index(table["term"]))].tocsc()
    filters = filters if counts.nnz <= _MOST_COUNTS else {}
    listed = {name: sorted({one for value in values for one in _several(value)}) for name, values in filters.items()}
    codes = {name: {value: at for at, value in enumerate(values)} for name, values in listed.items()}
    documents = comparison.unit_documents.astype(str)
    homes = {name: at for at, name in enumerate(dict.fromkeys(documents))}
    sizes = matrix.counts.sum(axis=1)
    places = {unit: at for at, unit in enumerate(units)}
    about = [
        [
            int(target), plain(labels[unit] if labels else home), homes[home], int(size),
            [[codes[name][one] for one in _several(filters[name].loc[unit])] for name in filters],
            plain(said[unit]) if said else "",
        ]
        for unit, target, home, size in zip(units, comparison.unit_is_target, documents, sizes, strict=True)
    ]  # fmt: skip
    first, second = comparison.sides
    data = {
        "names": list(map(plain, names or (comparison.target_name, comparison.reference_name))),
        "of": [int(first.documents_of), int(second.documents_of)],
        "total": total,
        "decisive": decides,
        "terms": cells,
        "units": about,
        "filters": [[plain(name), list(map(plain, values))] for name, values in listed.items()],
        "counts": [
            [int(one) for pair in zip(*_column(counts, at), strict=True) for one in pair]
            for at in range(len(table) if filters or said else 0)
        ],
        "lines": {
            plain(term): [[places[unit], *map(plain, words)] for unit, *words in found] for term, found in lines.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(str.maketrans(_SCRIPT))


def _several(value: Any) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _column(counts: Any, at: int) -> tuple[Any, Any]:
    inside = slice(counts.indptr[at], counts.indptr[at + 1])
    return counts.indices[inside], counts.data[inside]


def explorer_parts(data: str) -> dict[str, Markup]:
    """Return what the template of an explorer is filled in with: its data, its script, and the leave to run it."""
    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("report.css", "explorer.js"))
    dull = json.dumps(sorted(function_words())).replace("<", "\\u003c")
    return {
        "explorer_hash": Markup(allowed(script)),  # noqa: S704  # a checksum
        "report_style": Markup(style),  # noqa: S704  # a file beside this one
        "explorer": Markup(script),  # noqa: S704  # a file beside this one
        "data": Markup(data),  # noqa: S704  # escaped for a script by `explorer_data`
        "dull": Markup(dull),  # noqa: S704  # our own list of words
    }
