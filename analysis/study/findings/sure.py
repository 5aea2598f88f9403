"""Findings on how sure one can be: quoted words alone, without one page or one statement."""

from __future__ import annotations

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, TARGET, YEARS, joined, listed
from analysis.study.tables.coders import frames_of_coders
from analysis.study.tables.framing import frame_differences
from analysis.study.tables.official import ARTICLES, official_table, outside

__all__ = ["FINDINGS", "finding_family", "finding_one_statement", "finding_quoted", "finding_web_page"]

_WEB_PAGE = "003"
WEAKEST = "003-16"
"""The one compared statement with neither speaker nor cue in its sentence."""


def finding_quoted(study: Study) -> Finding:
    """What remains when only words in quotation marks count."""
    table = official_table(study)
    kept = {
        era: list(table.loc[table["only_in"].eq(YEARS[era]) & table[f"quoted_{era}"].gt(0), "expression"])
        for era in ERAS
    }
    of = {era: int(table["only_in"].eq(YEARS[era]).sum()) for era in ERAS}
    return Finding(
        name="quoted",
        question="What remains in quoted words alone?",
        answer=(
            f"{len(kept[REFERENCE])} of the {of[REFERENCE]} expressions that only 2021 has and {len(kept[TARGET])} of the "
            f"{of[TARGET]} that only 2025-26 has are ever inside quotation marks."
        ),
        limit="The others are known only in a reporter's words.",
        evidence=f"2021: {listed(kept[REFERENCE])}; 2025-26: {listed(kept[TARGET])}.",
        stability="An expression counts as quoted when one statement has all of it in quotation marks.",
        outside=outside(study, [*kept[REFERENCE], *kept[TARGET]]),
        one_sided=True,
        holds=all(0 < len(kept[era]) < of[era] for era in ERAS),
        values={f"kept_{era}": len(kept[era]) for era in ERAS},
    )


def finding_web_page(study: Study) -> Finding:
    """What of 2021 remains without the page that is no press article."""
    name = ARTICLES[_WEB_PAGE]
    table = official_table(study)
    old = table[table["only_in"].eq(YEARS[REFERENCE])]
    alone = list(old.loc[old[f"articles_{REFERENCE}"].eq(name), "expression"])
    frames = frame_differences(study).set_index("frame")
    told = frames.loc[["DIALOGUE", "WINWIN"]]
    return Finding(
        name="web-page",
        question=f"What remains without {name}, whose page is no press article?",
        answer=(
            f"Without {name} {len(old) - len(alone)} of the {len(old)} expressions that only 2021 has remain; {len(alone)} are on that page "
            "alone, “win-win” among them."
        ),
        limit="Then 2021 is a single article.",
        evidence=f"On that page alone: {listed(alone)}.",
        stability=(
            "Leaving out any one article, the difference in dialogue is between "
            f"{told.loc['DIALOGUE', 'lowest']:+.2f} and {told.loc['DIALOGUE', 'highest']:+.2f}, in win-win cooperation between "
            f"{told.loc['WINWIN', 'lowest']:+.2f} and {told.loc['WINWIN', 'highest']:+.2f}."
        ),
        outside=outside(study, alone),
        one_sided=True,
        holds="win-win" in alone and len(alone) < len(old),
        values={"alone": len(alone), "of": len(old)},
    )


def finding_one_statement(study: Study) -> Finding:
    """What hangs on the one statement without speaker and cue."""
    hits = study.tables["expression_hits"]
    units = study.select("officials, all topics").units
    hits = hits[hits["match"].eq("formula") & hits["unit"].isin(units.index)].join(units["document"], on="unit")
    here = set(hits.loc[hits["unit"].eq(WEAKEST), "expression"])
    rest = hits[hits["unit"].ne(WEAKEST) & hits["expression"].isin(here)]
    document = str(units["document"][WEAKEST])
    lost = sorted(here - set(rest.loc[rest["document"].eq(document), "expression"]))
    left = sorted(set(rest.loc[rest["expression"].isin(lost), "document"]))
    return Finding(
        name="one-statement",
        question="What hangs on the statement that names no speaker?",
        answer=(
            f"Little: {listed(lost)} is in both articles of 2021 with it; without that sentence only {joined([ARTICLES[name] for name in left])} "
            "has the word."
        ),
        limit=f"The sentence, in {ARTICLES[document]}, follows one on Xi's telephone call and is attributed to him; its own words name nobody.",
        evidence=f"Statement {WEAKEST}, reported, without a verb of saying. The official readout of the call has its content.",
        stability="No other expression depends on it.",
        outside=outside(study, lost),
        one_sided=True,
        holds=lost == ["dialogue"] and len(left) == 1,
        values={"lost": len(lost)},
    )


def finding_family(study: Study) -> Finding:
    """Whether the frames differ more by era than in other groupings, all frames at once."""
    comparison = study.compare()
    codes = frames_of_coders(study)["A"].loc[comparison.units.units.index]
    table = comparison.largest_by_split(codes)
    real, others = table[table["real"]].iloc[0], table[~table["real"]]
    totals = int((table["total"] >= real["total"]).sum())
    return Finding(
        name="family",
        question="Do the frames differ by era more than by chance?",
        answer=(
            f"Hardly: the largest of {codes.shape[1]} differences is {real['value']:.3f} by era and {others['value'].max():.3f} in "
            "another grouping of the same articles."
        ),
        limit=f"With {len(table)} groupings in all, p cannot fall below {1 / len(table):.1f}.",
        evidence=(
            f"Added up over all frames the differences are {real['total']:.2f} by era and up to {others['total'].max():.2f} in other "
            f"groupings (p = {totals / len(table):.1f})."
        ),
        stability="A frame picked because it differs most must be judged against the largest difference of every grouping.",
        holds=bool(real["value"] > others["value"].max() > 0.9 * real["value"] and totals > 1),
        values={"largest": float(real["value"]), "next": float(others["value"].max()), "p_total": totals / len(table)},
    )


FINDINGS = {
    "family": finding_family,
    "quoted": finding_quoted,
    "web-page": finding_web_page,
    "one-statement": finding_one_statement,
}
"""The findings of this theme by name, in reading order."""
