"""From a row of a table to its evidence: the units that have a term, and the words around it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import pandas as pd

from analysis.checks import column, shown
from analysis.corpus.termmatrix import TermMatrix, term_matrix
from analysis.errors import ArgumentError
from analysis.terms.context.concordance import kwic

__all__ = ["explain"]


def explain(
    terms: TermMatrix,
    term: str | pd.Series,
    *,
    by: str,
    document: str = "document",
    tokens: pd.DataFrame | None = None,
    texts: Iterable[tuple[Hashable, str]] | None = None,
) -> pd.DataFrame:
    """Show the evidence behind a row: the units that have a term, with all columns about them.

    Parameters
    ----------
    terms, by, document
        As in `terms.compare.key_terms.keyness`.
    term : str or Series
        As counted; or a row of a table that has a column `term`.
    tokens : DataFrame, optional
        Table of `corpus.tokens.tokens_table` of the same units, for the words around the term.
    texts : pairs of unit and text, optional
        The texts from which the tokens were made, to show the words as they are written there.

    Returns
    -------
    DataFrame
        Sorted by group, count (falling) and unit: `unit`, `term`, `count`, `rate` (in 1,000 tokens of the unit), with
        `tokens` also `line` (the words around each occurrence, the term in square brackets, lines separated by a
        slash; empty where the tokens table has none), then the columns of the units table, `by` and `document` first.

    Raises
    ------
    ArgumentError
        For a term that no unit has (it names the nearest ones), a row without a term, or a units table
        with a column of one of these names.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s2"], "term": ["x", "y"], "count": [2, 1]})
    >>> explain(TermMatrix.from_long(units, long), "x", by="era")[["unit", "count", "era"]].values.tolist()
    [['s1', 2, 'new']]
    """
    units = term_matrix(terms).units
    word = term.get("term") if isinstance(term, pd.Series) else term
    if not isinstance(word, str):
        raise ArgumentError(f"term is {shown(word)}; expected a term as counted; pass a string or a row with a term")
    known = dict.fromkeys((by, document))
    for name, argument in ((by, "by"), (document, "document")):
        column("the units table", units, name, argument=argument)
    new = ["unit", "term", "count", "rate"] + ["line"] * (tokens is not None)
    if twice := [name for name in new if name in units.columns]:
        raise ArgumentError(
            f"the units table has a column {twice[0]!r}, as the table of evidence has; expected another name; rename it"
        )
    counts = terms.of(word).to_numpy()
    has = counts > 0
    if not has.any():
        near = [str(name) for name in terms.terms if str(name)[:4].lower() == word[:4].lower()][:8]
        hint = f"; terms like it: {', '.join(near)}" if near else ""
        raise ArgumentError(f"term is {word!r}, which no unit has{hint}; pass another term")
    table = units[has].rename_axis("unit").reset_index()
    table = table.assign(term=word, count=counts[has], rate=1000 * counts[has] / terms.totals.to_numpy()[has])
    if tokens is not None:
        found = kwic(tokens, word, sort=["text"], texts=texts)
        lines = (found["left"] + " [" + found["node"] + "] " + found["right"]).str.strip()
        joined = lines.groupby(found["unit"].to_numpy()).agg(" / ".join)
        table["line"] = [str(joined.get(unit, "")) for unit in table["unit"]]
    table = table[[*new, *known, *(name for name in units.columns if name not in known)]]
    return table.sort_values([by, "count", "unit"], ascending=[True, False, True], ignore_index=True)
