"""Set phrases that the program finds by itself, beside what official versions have of them."""

from __future__ import annotations

import pandas as pd

from analysis.study.data.load import Study
from analysis.study.design import REFERENCE, TARGET, YEARS
from analysis.study.tables.official import official_table
from analysis.study.tables.shown import Shown
from analysis.terms.context.forms import lemma

__all__ = ["STATUS", "TABLES", "recurring"]

STATUS = ("persisting", "changed in wording", "dropped", "new")
"""What may have become of a set phrase, in reading order."""


def recurring(study: Study) -> pd.DataFrame:
    """Return the set phrases that recur in at least two articles, leaving out those with the name of a country.

    Nobody picked them: they are what recurs. Names of countries recur for the topic's sake, and say nothing of wording.

    Returns
    -------
    DataFrame
        By status in the order of `STATUS`, then as `families_table` sorts: `phrase`, `status`; `documents_ERA`, `count_ERA`,
        `speakers`; `expression`, the expression looked up in official versions that every occurrence has words of (empty if
        there is none); `whole`, whether that expression is the phrase itself and not a word of it; `only_in`, `verdict` and
        `used`, of `official_table`: for an expression, the officials of the other era who used it.
    """
    table = study.set_phrases.families
    names = set(study.entities.table.loc[study.entities.table["kind"].eq("country"), "entity"])
    named = table["phrase"].map(lambda phrase: bool(names & set(phrase.split())))
    several = table["documents_target"].add(table["documents_reference"]).ge(2)
    table = table[several & ~named].reset_index(drop=True)
    table = table.rename(columns={f"{of}_target": f"{of}_{TARGET}" for of in ("documents", "count")})
    table = table.rename(columns={f"{of}_reference": f"{of}_{REFERENCE}" for of in ("documents", "count")})
    table["expression"] = [_expression(study, phrase) for phrase in table["phrase"]]
    table["whole"] = [
        _lemmas(name) == _lemmas(phrase) for name, phrase in zip(table["expression"], table["phrase"], strict=True)
    ]
    official = official_table(study).set_index("expression")
    table = table.join(official[["only_in", "verdict"]], on="expression").fillna({"only_in": "", "verdict": ""})
    other = {YEARS[TARGET]: f"present_{REFERENCE}", YEARS[REFERENCE]: f"present_{TARGET}"}
    present = official[list(other.values())].to_dict("index")
    table["used"] = [
        present[name][other[years]] if years in other else ""
        for name, years in zip(table["expression"], table["only_in"], strict=True)
    ]
    table = table.iloc[table["status"].map(STATUS.index).sort_values(kind="stable").index]
    eras = [f"{of}_{era}" for era in (REFERENCE, TARGET) for of in ("documents", "count")]
    return table[
        ["phrase", "status", *eras, "speakers", "expression", "whole", "only_in", "verdict", "used"]
    ].reset_index(drop=True)


def _lemmas(phrase: str) -> list[str]:
    return [lemma(word) for word in phrase.replace(",", "").split()]


def _expression(study: Study, phrase: str) -> str:
    """Return the expression looked up whose formula has a word of the phrase in every statement with it; the longest one."""
    places = study.set_phrases.occurrences
    places = places[places["phrase"].eq(phrase)]
    hits = study.tables["expression_hits"]
    hits = hits[hits["match"].eq("formula")].merge(places[["unit", "variant"]], on="unit")
    shared = [
        set(hit.split()) & set(variant.split()) for hit, variant in zip(hits["hit"], hits["variant"], strict=True)
    ]
    hits = hits[[bool(words) for words in shared]]
    found = hits.groupby("expression").agg(units=("unit", "nunique"), length=("hit", lambda hit: hit.str.len().max()))
    found = found[found["units"].eq(places["unit"].nunique())].reset_index()
    found = found.sort_values(["length", "expression"], ascending=[False, True])
    return str(found["expression"].iloc[0]) if len(found) else ""


TABLES = {
    "set-phrases": Shown(
        recurring,
        {
            "phrase": "Set phrase",
            "status": "In the articles",
            f"documents_{REFERENCE}": "Articles 2021",
            f"documents_{TARGET}": "Articles 2025-26",
            "speakers": "Who",
            "expression": "Looked up",
            "used": "Officials of the other era who used what was looked up",
        },
        "Set phrases that recur in at least two articles, found by themselves",
    ),
}
"""The tables of this theme that notebooks show."""
