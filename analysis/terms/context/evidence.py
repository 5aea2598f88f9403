"""From a row of a table to its evidence: the units that have a term, and the words around it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import pandas as pd

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.checks import column_name, term_matrix
from analysis.terms.context.kwic import kwic

__all__ = ["explain_term"]


def explain_term(
    terms: TermMatrix,
    term: str | pd.Series,
    *,
    by: str,
    document: str = "document",
    tokens: pd.DataFrame | None = None,
    texts: Iterable[tuple[Hashable, str]] | None = None,
) -> pd.DataFrame:
    """Show the evidence behind a row: the units that have a term, with all that is known of them.

    Parameters
    ----------
    terms, by, document : as in `terms.compare.keyness.keyness`
    term : as counted; or a row of a table that has a column `term`
    tokens : table of `corpus.tokens.tokens_table` of the same units, for the words around the term
    texts : the pairs of which the tokens were made, to show the words as they stand there, as in `kwic`

    Returns
    -------
    DataFrame sorted by group, count (falling) and unit: `unit`, `term`, `count`, `rate` (in 1,000 tokens of the
    unit), with `tokens` also `line` (the words around each occurrence, the term in square brackets, lines parted
    by a slash; empty where the tokens table has none), then the columns of the units table, with `by` and
    `document` first.

    Raises
    ------
    ArgumentError for a term that no unit has (it names the nearest ones), a row without a term, or a units table
    with a column of one of these names.

    >>> units = pd.DataFrame({"document": ["d1", "d2"], "era": ["new", "old"]}, index=["s1", "s2"])
    >>> long = pd.DataFrame({"unit": ["s1", "s2"], "term": ["x", "y"], "count": [2, 1]})
    >>> explain_term(TermMatrix.from_long(units, long), "x", by="era")[["unit", "count", "era"]].values.tolist()
    [['s1', 2, 'new']]
    """
    units = term_matrix(terms).units
    word = _word(term)
    known = list(dict.fromkeys((column_name("by", by, units), column_name("document", document, units))))
    new = ["unit", "term", "count", "rate"] + ["line"] * (tokens is not None)
    for column in new:
        if column in units.columns:
            raise ArgumentError(
                f"the units table has a column {column!r}, as the table of evidence has; expected another name; rename it"
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
    table = table[[*new, *known, *(column for column in units.columns if column not in known)]]
    return table.sort_values([by, "count", "unit"], ascending=[True, False, True], ignore_index=True)


def _word(term: str | pd.Series) -> str:
    word = term.get("term") if isinstance(term, pd.Series) else term
    if not isinstance(word, str):
        raise ArgumentError(f"term is {word!r}; expected a term as counted, or a row of a table with one; pass one")
    return word
