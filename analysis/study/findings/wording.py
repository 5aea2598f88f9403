"""Findings on the wording: what the articles of one era only carry, and what officials of the other era said."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, TARGET, YEARS, joined, listed
from analysis.study.tables.official import VERDICTS, official_table, one_sided, outside, red_line_uses
from analysis.study.tables.recurring import recurring

__all__ = [
    "FINDINGS",
    "finding_assertive",
    "finding_carried",
    "finding_cooperative",
    "finding_interests",
    "finding_not_found",
    "finding_persisting",
    "finding_red_lines",
    "finding_set_phrases",
]

COOPERATIVE = ("win-win", "common interests", "dialogue", "differences")
"""Expressions of cooperation in the articles of 2021."""
ASSERTIVE = ("core interests", "red line")
"""Expressions of limits in the articles of 2025-26."""
_SOURCES = "Official versions are few and mostly partial; absent means absent from the passage obtained."


def finding_carried(study: Study) -> Finding:
    """Whether officials or newsrooms changed: how many one-era expressions officials of the other era used."""
    table = one_sided(study)
    many, one, none = (table[table["verdict"].eq(verdict)] for verdict in VERDICTS[:3])
    used, reported = len(many) + len(one), int(table["reported"].ne("").sum())
    return Finding(
        name="carried",
        question="Did officials change their words, or did newspapers change what they printed?",
        answer=(
            f"Most of what looks new or dropped was said in both eras: of {len(table)} expressions that the articles carry in one era "
            f"only, officials of the other era used {used}, {reported} of them on occasions that the articles report."
        ),
        limit=f"For the other {len(table) - used} no passage obtained from the other era has them, which does not prove that nobody used them.",
        evidence=(
            f"{len(many)} were used by at least two officials of the other era, {len(one)} by one. Looked up were "
            f"{official_table(study)['expression'].nunique()} expressions on {_occasions(study)} occasions."
        ),
        stability=(
            f"Not counting expressions with one user only, {len(many)} of {len(table)} remain. The expressions were chosen because they "
            "differ in the articles, so the share says nothing about expressions in general."
        ),
        outside=_SOURCES,
        one_sided=True,
        holds=reported > len(table) / 2 and len(many) > len(one),
        values={
            "one_sided": len(table),
            "used": used,
            "reported": reported,
            "by_two": len(many),
            "by_one": len(one),
            "not_found": len(none),
        },
    )


def _occasions(study: Study) -> int:
    occasions = study.tables["official_occasions"]
    return int((occasions["role"].eq("occasion") & occasions["country"].eq("CN")).sum())


def _said_elsewhere(study: Study, expressions: Sequence[str], years: str) -> pd.DataFrame:
    """The expressions, each only in the articles of these years and used by officials of the other era."""
    table = one_sided(study).set_index("expression").loc[list(expressions)]
    return table[table["only_in"].eq(years) & table["present"].ne("")]


def _version(study: Study, occasion: str, expression: str) -> dict[str, str]:
    """What the official version of one occasion has of one expression."""
    table = study.tables["official_versions"]
    row = table[table["occasion"].eq(occasion) & table["expression"].eq(expression)]
    return {str(name): str(value) for name, value in row.iloc[0].items()}


def _users(table: pd.DataFrame) -> str:
    return "; ".join(f"“{name}”: {said}" for name, said in table["present"].items())


def finding_cooperative(study: Study) -> Finding:
    """What officials of 2025-26 still said that the articles of 2025-26 do not carry."""
    found = _said_elsewhere(study, COOPERATIVE, YEARS[REFERENCE])
    speakers = sorted({name for said in found["present"] for name in said.split(", ")})
    longer, kept = (_version(study, "lou-2026", expression) for expression in ("win-win", "peaceful coexistence"))
    plain = official_table(study).set_index("expression").loc["cooperation"]
    return Finding(
        name="cooperative",
        question="Did the language of cooperation disappear?",
        answer=(
            f"Officials still said {listed(list(found.index))} in 2025-26, but no article of 2025-26 carries them. Lou 2026 said "
            f"“{longer['wording']}”; his article has the coexistence, not the win-win."
        ),
        limit=f"“Cooperation” by itself is in {plain[f'articles_{TARGET}']}, in a call for a longer list of it.",
        evidence=f"Who said it: {_users(found)}.",
        stability=f"{len(speakers)} officials used at least one of them.",
        outside=outside(study, COOPERATIVE),
        one_sided=True,
        holds=bool(
            len(found) == len(COOPERATIVE)
            and all(part in longer["wording"] for part in ("peaceful coexistence", "win-win"))
            and (longer["in_article"], kept["in_article"]) == ("no", "yes")
        ),
        values={"expressions": len(found), "speakers": len(speakers)},
    )


def finding_assertive(study: Study) -> Finding:
    """What officials of 2021 said that the articles of 2021 do not carry."""
    found = _said_elsewhere(study, ASSERTIVE, YEARS[TARGET])
    return Finding(
        name="assertive",
        question="Is the language of limits new?",
        answer=f"Officials said {listed(list(found.index))} in 2021 too, but no article of 2021 carries them.",
        limit="Wang 2021 used “red line” of Taiwan, and no article reports the speech of Yang 2021.",
        evidence=f"Who said it: {_users(found)}.",
        stability="Both expressions were used by at least two officials of 2021.",
        outside=outside(study, ASSERTIVE),
        one_sided=True,
        holds=len(found) == len(ASSERTIVE) and bool(found["present"].str.contains(", ").all()),
        values={"expressions": len(found)},
    )


def finding_interests(study: Study) -> Finding:
    """How one word changes its company in the articles."""
    rows = official_table(study).set_index("expression").to_dict("index")
    common, core = rows["common interests"], rows["core interests"]
    return Finding(
        name="interests",
        question="What happened to “interests”?",
        answer=(
            f"In the articles interests are “common” in 2021 ({common[f'articles_{REFERENCE}']}) and “core” in 2025-26 "
            f"({core[f'articles_{TARGET}']}); officials of both eras said both."
        ),
        limit="So the contrast is the articles' and not the officials'.",
        evidence=(
            f"{common[f'quoted_{REFERENCE}']} of {common[f'statements_{REFERENCE}']} statements with “common interests” and "
            f"{core[f'quoted_{TARGET}']} of {core[f'statements_{TARGET}']} with “core interests” have the words in quotation marks."
        ),
        stability="Each expression is in two articles, so no single article carries the contrast.",
        outside=outside(study, ("common interests", "core interests")),
        one_sided=True,
        holds=bool(
            common["only_in"] == YEARS[REFERENCE]
            and core["only_in"] == YEARS[TARGET]
            and common[f"present_{TARGET}"]
            and core[f"present_{REFERENCE}"]
            and ", " in common[f"articles_{REFERENCE}"]
            and ", " in core[f"articles_{TARGET}"]
        ),
        values={"common": float(common[f"statements_{REFERENCE}"]), "core": float(core[f"statements_{TARGET}"])},
    )


def finding_red_lines(study: Study) -> Finding:
    """Where "red line" comes from, and that it is not one term."""
    uses = red_line_uses(study)
    early, late = (uses[uses["date"].str[:4].isin(years)] for years in (("2021",), ("2025", "2026")))
    carried = late[late["in_article"].eq("yes")]
    return Finding(
        name="red-lines",
        question="Is “red line” new?",
        answer=(
            f"“Red line” is not new: {joined(list(early['label']))} said it before {joined(list(carried['label']))} did, and in the "
            "later articles one English expression renders different Chinese words."
        ),
        limit="Lou's word means bottom line; Xie's four red lines repeat a list that Xi gave to President Biden in 2024.",
        evidence="; ".join(f"{use.date}, {use.label}: “{use.wording}” ({use.about})" for use in uses.itertuples())
        + ".",
        stability="The “red line on Taiwan” in Wang 2025 is the newsroom's phrase and is not counted.",
        outside=outside(study, ("red line",)),
        one_sided=True,
        holds=len(early) >= 2 and len(carried) == 2 and carried["chinese"].nunique() == 2,
        values={"uses": len(uses), "early": len(early)},
    )


def finding_persisting(study: Study) -> Finding:
    """What the articles of both eras carry."""
    table = official_table(study)
    both = table[table["only_in"].eq("both")]
    triad = "sovereignty, security and development interests"
    return Finding(
        name="persisting",
        question="What stays the same?",
        answer=(
            f"Of {len(table)} expressions looked up, the articles of both eras carry {len(both)}: "
            f"{listed([name for name in both['expression'] if name != triad])}, and the triad “{triad}”."
        ),
        limit="These are presences; how often an official said them cannot be known from excerpts.",
        evidence="; ".join(
            f"“{row['expression']}”: {row[f'articles_{REFERENCE}']} | {row[f'articles_{TARGET}']}"
            for row in both.to_dict("records")
        )
        + ".",
        stability=f"{int(both[[f'quoted_{era}' for era in ERAS]].gt(0).all(axis=1).sum())} of them are quoted in both eras.",
        holds=triad in set(both["expression"]),
        values={"both": len(both), "of": len(table)},
    )


def finding_not_found(study: Study) -> Finding:
    """Which differences stand, as far as the passages obtained go, and how far that is."""
    table = one_sided(study)
    none = table[table["verdict"].eq(VERDICTS[2])]
    old, new = (list(none.loc[none["only_in"].eq(YEARS[era]), "expression"]) for era in (REFERENCE, TARGET))
    return Finding(
        name="not-found",
        question="What may really have changed?",
        answer=(
            f"{len(none)} expressions stay with one era: {listed(old)} in 2021 only, {listed(new)} in 2025-26 only."
        ),
        limit=(
            f"That is weak evidence: for each, {int(none['unknown'].min())} to {int(none['unknown'].max())} of the other era's "
            "occasions left no passage that could settle it."
        ),
        evidence="In the articles: "
        + "; ".join(
            f"“{row['expression']}” in {row[f'articles_{REFERENCE}'] or row[f'articles_{TARGET}']}"
            for row in none.to_dict("records")
        )
        + ".",
        stability="An official transcript that turns up can only shorten this list.",
        outside=outside(study, [*old, *new]),
        one_sided=True,
        holds=bool(old and new),
        values={"expressions": len(none)},
    )


def finding_set_phrases(study: Study) -> Finding:
    """Whether set phrases that nobody picked tell the same as the expressions that were picked."""
    table = recurring(study)
    one = table[table["status"].isin(["dropped", "new"])]
    kept, used = table[table["status"].eq("persisting")], one[one["used"].ne("")]
    asked = one[one["only_in"].isin(list(YEARS.values()))]
    return Finding(
        name="set-phrases",
        question="Does the picture depend on which expressions were picked?",
        answer=(
            f"Hardly: of {len(table)} set phrases that the program finds by itself in at least two articles, {len(kept)} persist; of "
            f"the {len(one)} that one era's articles have to themselves, officials of the other era used {int(used['whole'].sum())} in the "
            f"same words, and the key word of {int((~used['whole']).sum())} more."
        ),
        limit="Only what recurs in these few articles can be found, so the longest and rarest formulas are missing.",
        evidence=(
            f"Persisting: {listed(list(kept['phrase']))}. In 2021 only: "
            f"{listed(list(one.loc[one['status'].eq('dropped'), 'phrase']))}. In 2025-26 only: "
            f"{listed(list(one.loc[one['status'].eq('new'), 'phrase']))}."
        ),
        stability=f"Each is in at least two of {len(study.documents)} articles; the names of countries are left out.",
        outside=outside(study, list(dict.fromkeys(asked["expression"]))),
        one_sided=True,
        holds=len(used) > len(one) / 2 and len(kept) > 0,
        values={
            "phrases": len(table),
            "persisting": len(kept),
            "one_era": len(one),
            "used": len(used),
            "whole": int(used["whole"].sum()),
        },
    )


FINDINGS = {
    "carried": finding_carried,
    "cooperative": finding_cooperative,
    "assertive": finding_assertive,
    "interests": finding_interests,
    "red-lines": finding_red_lines,
    "persisting": finding_persisting,
    "set-phrases": finding_set_phrases,
    "not-found": finding_not_found,
}
"""The findings of this theme by name, in reading order."""
