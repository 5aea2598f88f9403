"""Fragments set side by side: each is found in its statement, and said to be quoted, partly quoted or reported."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.corpus.tokens import Entities, tokenise
from analysis.errors import DataError
from analysis.tables import read_csv

__all__ = ["find_fragments", "read_cards"]

_FILE = "fragments.csv"


def read_cards(data: Path) -> pd.DataFrame:
    """Read the cards of wording: `card`, `topic`, `expressions` (a list), `note`, in reading order."""
    table = read_csv(data / "codebook" / "cards.csv", text=("card", "topic", "expressions", "note")).fillna("")
    return table.assign(expressions=table["expressions"].str.split("|"))


def find_fragments(tokens: pd.DataFrame, data: Path, entities: Entities) -> pd.DataFrame:
    """Find every fragment of the cards among the tokens of its statement.

    Returns `card`, `statement`, `fragment` in the order of the file, and `quoted`: all, part or none of its words stand in
    quotation marks.

    Raises DataError for a fragment that its statement does not have, naming the row.
    """
    fragments = read_csv(data / "codebook" / _FILE, text=("card", "statement", "fragment"))
    words = dict(iter(tokens.groupby("unit", sort=False)))
    cards = set(read_cards(data)["card"])
    quoted = []
    for row, (card, statement, fragment) in enumerate(fragments.itertuples(index=False), start=2):
        if card not in cards:
            raise DataError(f"{_FILE}, row {row}: card is {card!r}; expected one of cards.csv; write it as there")
        wanted = [token.term for token in tokenise(fragment, entities=entities)]
        inside = words.get(statement)
        terms = [] if inside is None else inside["term"].tolist()
        starts = [at for at in range(len(terms) - len(wanted) + 1) if terms[at : at + len(wanted)] == wanted]
        if inside is None or not starts:
            raise DataError(
                f"{_FILE}, row {row}: fragment is {fragment!r}, which statement {statement} does not have; write words that it has"
            )
        marks = inside["quoted"].iloc[starts[0] : starts[0] + len(wanted)]
        quoted.append("all" if marks.all() else "part" if marks.any() else "none")
    return fragments.assign(quoted=quoted)
