"""Many p values at once: Holm and Benjamini & Hochberg, and whether so few documents leave them anything to do."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis import checks
from analysis.terms.compare.statistics import adjust_p

__all__ = ["corrected"]


def corrected(table: pd.DataFrame, *, at_most: float = 0.05) -> pd.DataFrame:
    """Add p values adjusted for the number of tests, their smallest attainable values, and what follows.

    Parameters
    ----------
    table : DataFrame
        With `p` and `p_floor`, as `permutation` and `difference_of_means` return it.
    at_most : float
        The level that matters, above 0 and below 1.

    Returns
    -------
    DataFrame
        The rows and columns of `table`, and `p_holm`, `p_bh`; `holm_floor`, the smallest value that Holm's can have for any
        one test; `bh_floor`, that of Benjamini & Hochberg's, which all tests reach only together; `correction`, a sentence:
        whether the level can be reached at all.

    Notes
    -----
    `p_family` of the same tables needs no correction: it takes the dependence of the tests into account, and its floor does
    not grow with their number.

    References
    ----------
    Holm (1979). Benjamini & Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> table = pd.DataFrame({"term": ["x", "y"], "p": [0.1, 0.4], "p_floor": 0.1})
    >>> found = corrected(table)
    >>> found[["p_holm", "p_bh", "holm_floor", "bh_floor"]].values.tolist()
    [[0.2, 0.2, 0.2, 0.1], [0.4, 0.4, 0.2, 0.1]]
    >>> found["correction"][0]
    'nothing to correct: with these documents no p can be below 0.1, so none can be 0.05 or less'
    """
    checks.table("table", table, "p", "p_floor")
    at_most = checks.number("at_most", at_most, above=0, below=1)
    known: Any = table["p"].notna()
    tests, floor = int(known.sum()), float(table["p_floor"].max()) if len(table) else 0.0
    holm_floor = min(1.0, tests * floor)
    if floor > at_most:
        said = f"nothing to correct: with these documents no p can be below {floor:.2g}, so none can be {at_most:g} or less"
    elif holm_floor > at_most:
        together = int(np.ceil(tests * floor / at_most - 1e-9))
        said = (
            f"Holm leaves nothing: {tests} tests times the floor {floor:.2g} is above {at_most:g}; Benjamini & Hochberg need "
            f"{together} p values at the floor together; read p_family, or compare more documents"
        )
    else:
        said = f"both can reach {at_most:g}: {tests} tests times the floor {floor:.2g} is {holm_floor:.2g}"
    p = table["p"].to_numpy(dtype=float)
    return table.assign(
        p_holm=adjust_p(p, method="holm"),
        p_bh=adjust_p(p, method="BH"),
        holm_floor=holm_floor,
        bh_floor=floor,
        correction=said,
    )
