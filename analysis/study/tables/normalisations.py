"""What each way of counting makes of one name: the US, in officials' statements of both eras."""

from __future__ import annotations

import pandas as pd

from analysis.study.data.choices import CHOICES
from analysis.study.data.load import Study
from analysis.study.design import ERAS

__all__ = ["normalisation_table"]


def normalisation_table(study: Study, *, selection: str = "officials") -> pd.DataFrame:
    """Rate of the name in both eras under every way of counting.

    Columns: `choice` (for readers); for each era `count_ERA` and `rate_ERA` (in 1,000 tokens so counted);
    `change`, percent, from the first era to the second.
    """
    units = study.select(selection).units
    table = study.tables["normalisations"]
    table = table[table["unit"].isin(units.index)].join(units["era"], on="unit")
    sums = table.groupby(["choice", "era"])[["count", "tokens"]].sum()
    rows = []
    for choice, name in CHOICES.items():
        row: dict[str, object] = {"choice": name}
        rates = []
        for era in ERAS:
            count, tokens = (int(value) for value in sums.loc[[(choice, era)]].to_numpy()[0])
            rates.append(1000 * count / tokens)
            row |= {f"count_{era}": count, f"rate_{era}": rates[-1]}
        rows.append(row | {"change": 100 * (rates[1] / rates[0] - 1) if rates[0] else float("nan")})
    return pd.DataFrame(rows)
