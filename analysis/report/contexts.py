"""Short contexts of many terms at once: a few lines of each side, from as many documents as there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparison import Comparison
from analysis.patterns.matching import TermIndex

__all__ = ["short_contexts"]

_COLUMNS = ["term", "side", "document", "unit", "left", "node", "right"]


def short_contexts(
    comparison: Comparison,
    tokens: pd.DataFrame,
    texts: Mapping[Any, str],
    terms: Iterable[str],
    *,
    index: TermIndex | None = None,
    window: int = 6,
    most: int = 3,
) -> pd.DataFrame:
    """Lines around terms, each line from another unit, spread over the units in their order; as `kwic`, for many terms.

    Parameters
    ----------
    comparison : Comparison
        The two sides.
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table` of its units.
    texts : mapping
        The text of each unit, from which the tokens were made.
    terms : iterable of str
        Terms as counted; one that no unit has yields no line.
    index : TermIndex, optional
        The index of `tokens`, if there is one already.
    window : int
        Words on each side, never across a sentence.
    most : int
        Lines of a term on each side.

    Returns
    -------
    DataFrame
        In the order of `terms`, target first: `term`, `side` ("target" or "reference"), `document`, `unit`, `left`, `node`,
        `right`, as written in the text.

    >>> from analysis.corpus.tokens import tokens_table
    >>> table = pd.DataFrame({"text": ["A red mill.", "No mill."], "era": ["new", "old"]}, index=["a", "b"])
    >>> comparison = Comparison(table, by="era", target="new")
    >>> short_contexts(comparison, tokens_table(table), table["text"].to_dict(), ["mill"])[["side", "left", "node"]].values.tolist()
    [['target', 'A red', 'mill'], ['reference', 'No', 'mill']]
    """
    index = TermIndex(tokens) if index is None else index
    units = list(dict.fromkeys(tokens["unit"].tolist()))
    known = comparison.units.units.index
    documents = comparison.unit_documents.astype(str)
    of_unit = pd.Series(comparison.unit_is_target, index=known).reindex(units)
    is_target = of_unit.eq(True).to_numpy()[index.unit]
    used = of_unit.notna().to_numpy()[index.unit]
    starts, ends = (tokens[name].to_numpy() for name in ("start", "end"))
    rows: list[tuple[Any, ...]] = []
    for term in terms:
        code = index.vocabulary.get(term)
        if code is None:
            continue
        places = np.sort(index.order[index.bounds[code] : index.bounds[code + 1]])
        for side, inside in (("target", is_target), ("reference", ~is_target)):
            here = places[inside[places] & used[places]]
            if not len(here):
                continue
            here = here[np.unique(index.unit[here], return_index=True)[1]]
            chosen = here[np.unique(np.linspace(0, len(here) - 1, min(most, len(here))).round().astype(int))]
            for at in chosen.tolist():
                first, after = np.searchsorted(index.sentence, [index.sentence[at], index.sentence[at] + 1])
                low, high = max(int(first), at - window), min(int(after), at + 1 + window)
                unit = units[index.unit[at]]
                cuts = (starts[low], starts[at], ends[at], ends[high - 1])
                parts = [" ".join(texts[unit][a:b].split()) for a, b in pairwise(cuts)]
                rows.append((term, side, documents[unit], unit, *parts))
    return pd.DataFrame(rows, columns=_COLUMNS)
