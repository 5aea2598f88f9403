"""Small corpora of counted documents in two eras, for tests of inference and of tests by document."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix

SIDES = {"by": "era", "target": "new", "reference": "old"}

five = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=5, max_size=5)


def corpus(counts: list[list[int]], new: int = 3, order: list[int] | None = None) -> TermMatrix:
    """Return documents x terms a, b, c ..., the first `new` documents on the target side, in any order of rows."""
    names = [f"d{at:02}" for at in range(len(counts))]
    units = pd.DataFrame({"document": names, "era": ["new"] * new + ["old"] * (len(counts) - new)}, index=names)
    rows = [(names[i], chr(97 + j), n) for i, row in enumerate(counts) for j, n in enumerate(row)]
    long = pd.DataFrame(rows, columns=["unit", "term", "count"])
    return TermMatrix.from_long(units if order is None else units.iloc[order], long)
