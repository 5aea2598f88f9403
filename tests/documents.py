"""Small corpora of counted documents in two eras, for tests of comparisons and of inference."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.terms.compare.comparison import Comparison

SIDES = {"by": "era", "target": "new", "reference": "old"}

five = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=5, max_size=5)


def corpus(counts: list[list[int]], new: int = 3, order: list[int] | None = None) -> TermMatrix:
    """Return documents x terms a, b, c ..., the first `new` documents on the target side, in any order of rows."""
    names = [f"d{at:02}" for at in range(len(counts))]
    units = pd.DataFrame({"document": names, "era": ["new"] * new + ["old"] * (len(counts) - new)}, index=names)
    rows = [(names[i], chr(97 + j), n) for i, row in enumerate(counts) for j, n in enumerate(row)]
    long = pd.DataFrame(rows, columns=["unit", "term", "count"])
    return TermMatrix.from_long(units if order is None else units.iloc[order], long)


def compared(
    counts: list[list[int]], new: int = 3, order: list[int] | None = None, **columns: list[Any] | str
) -> Comparison:
    """Return the comparison of such a corpus, with further columns of its units; a string is an option."""
    terms = corpus(counts, new, order)
    units = terms.units.assign(**{name: values for name, values in columns.items() if not isinstance(values, str)})
    options = {name: value for name, value in columns.items() if isinstance(value, str)}
    return Comparison(TermMatrix(terms.counts, terms.terms, units), **(SIDES | options))


def paired(counts: list[tuple[list[int], list[int]]], order: list[int] | None = None) -> Comparison:
    """Return a paired comparison: counts of both eras for each debate."""
    eras = pd.DataFrame(
        [(f"{debate:02}-{era}", f"debate {debate:02}", era) for debate in range(len(counts)) for era in ("new", "old")],
        columns=["unit", "document", "era"],
    ).set_index("unit")
    cells = [cell for pair in counts for cell in pair]
    rows = [(eras.index[i], chr(97 + j), n) for i, row in enumerate(cells) for j, n in enumerate(row)]
    long = pd.DataFrame(rows, columns=["unit", "term", "count"])
    terms = TermMatrix.from_long(eras if order is None else eras.iloc[order], long)
    return Comparison(terms, **SIDES, pairs="document")
