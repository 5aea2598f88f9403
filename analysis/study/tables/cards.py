"""The cards of wording: what the articles of each era print on one topic, and what official versions have of it."""

from __future__ import annotations

import pandas as pd

from analysis.study.data.cards import read_cards
from analysis.study.data.load import Study
from analysis.study.design import ERAS, YEARS
from analysis.study.tables.official import official_table
from analysis.study.tables.shown import Shown

__all__ = ["CARD_COLUMNS", "PAIRS", "TABLES", "cards_table", "fragments_table", "pair_table"]

CARD_COLUMNS = {"topic": "", "biden": "2021", "trump2": "2025-26", "official": "Official versions", "note": "Note"}
"""The columns of `cards_table` that readers see, with their headings."""
_QUOTED = {"all": "quoted", "part": "partly quoted", "none": "reported"}
_AUDIENCE = {"not given": "", "US president": "to the US president"}


def fragments_table(study: Study) -> pd.DataFrame:
    """Return every fragment with who said it: `card`, `statement`, `fragment`, `era`, `label`, `audience`, `voice`.

    `label` is the speaker's surname and the year, as in `official_table`; `voice` says whether all, part or none of the
    fragment stands in quotation marks. In the order of time within a card.
    """
    about = study.statements[["era", "speaker", "date", "audience"]]
    table = study.tables["fragments"].join(about, on="statement")
    table["label"] = table["speaker"].str.split().str[0] + " " + table["date"].astype(str).str[:4]
    table["voice"] = table["quoted"].map(_QUOTED)
    table["place"] = table["card"].map({card: at for at, card in enumerate(read_cards(study.folder)["card"])})
    table = table.sort_values(["place", "date", "statement"], kind="stable", ignore_index=True)
    return table[["card", "statement", "fragment", "era", "label", "audience", "voice"]]


def cards_table(study: Study) -> pd.DataFrame:
    """Return one row a card: what each era's articles print, and what official versions have.

    Returns
    -------
    DataFrame
        `card`, `topic`; `biden` and `trump2`: the fragments of each era, one a line, with speaker and voice, or a dash;
        `official`: for each expression of the card that the articles of one era only have, what official versions of the
        other have, by the rule of `official_table`; `note`.
    """
    fragments = fragments_table(study)
    fragments["line"] = [
        f"“{fragment}”  {label}, {voice}"
        for fragment, label, voice in fragments[["fragment", "label", "voice"]].itertuples(index=False)
    ]
    lines = fragments.groupby(["card", "era"])["line"].agg("\n".join).unstack(fill_value="–")
    official = official_table(study).set_index("expression")
    cards = read_cards(study.folder)
    cards["official"] = ["\n".join(_said(official.loc[name], name) for name in names) for names in cards["expressions"]]
    return cards.join(lines[list(ERAS)], on="card")[["card", *CARD_COLUMNS]]


def pair_table(study: Study, *, old: str, new: str) -> pd.DataFrame:
    """Return the cards on which two officials both have a fragment: `topic`, `old`, `new`, `note`.

    `old` and `new` are labels of `fragments_table`, as "Zhang 2021".
    """
    fragments = fragments_table(study)
    fragments = fragments[fragments["label"].isin([old, new])]
    quoted = "“" + fragments["fragment"] + "”"
    lines = quoted.where(fragments["voice"].eq("quoted"), quoted + " (" + fragments["voice"] + ")")
    sides = lines.groupby([fragments["card"], fragments["label"]]).agg("\n".join).unstack().dropna()
    table = read_cards(study.folder).join(sides.rename(columns={old: "old", new: "new"}), on="card", how="inner")
    return table[["topic", "old", "new", "note"]].reset_index(drop=True)


def _said(row: pd.Series, name: str) -> str:
    """Say in one line where else an expression occurs."""
    if row["only_in"] == "both":
        return f"“{name}”: in articles of both eras"
    other = next(era for era in ERAS if YEARS[era] != row["only_in"])
    if row[f"present_{other}"]:
        return f"“{name}”: also said by {row[f'present_{other}']}"
    unknown = row[f"unknown_{other}"]
    return f"“{name}”: in no {YEARS[other]} passage obtained" + (f"; {unknown} not obtained" if unknown else "")


PAIRS = {
    "same-office": ("Zhang 2021", "Lou 2026", "The same office: the spokesman of the National People's Congress"),
    "same-man": ("Wang 2021", "Wang 2025", "The same man: Wang Yi"),
    "no-pair": ("Li 2021", "Xie 2025", "For contrast, neither the same office nor the same man"),
}
"""Pairs of officials who are set side by side."""


def _pair(old: str, new: str, caption: str) -> Shown:
    return Shown(
        lambda study: pair_table(study, old=old, new=new),
        {"topic": "", "old": old, "new": new, "note": "Note"},
        caption,
    )


TABLES = {
    "cards": Shown(cards_table, CARD_COLUMNS, "The same topic in the articles of both eras, and in official versions"),
    **{name: _pair(*pair) for name, pair in PAIRS.items()},
}
"""The tables of this theme that notebooks show."""
