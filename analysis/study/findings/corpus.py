"""The finding on whose words can be compared."""

from __future__ import annotations

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, TARGET
from analysis.study.tables.official import ARTICLES

__all__ = ["FINDINGS", "finding_voices"]

_WEB_PAGE = "003"
"""The one document that is no press article."""


def finding_voices(study: Study) -> Finding:
    """Whose words the comparison rests on, and how few they are."""
    units = study.select().units
    sizes = units.groupby("era")["tokens"].sum()
    quoted = units.groupby("era")["quoted_tokens"].sum() / sizes
    speakers = units.groupby("era")["speaker"].nunique()
    documents = units.groupby("era")["document"].nunique()
    pages = study.select("whole pages").units["tokens"].sum()
    share = sizes.sum() / pages
    first = units[units["document"].eq(_WEB_PAGE)]
    return Finding(
        name="voices",
        question="Whose words can be compared?",
        answer=(
            f"Only {share:.0%} of the words on the five pages are Chinese officials' statements on relations with the US: "
            f"{sizes[REFERENCE]} words from 2021 and {sizes[TARGET]} from 2025-26."
        ),
        limit=f"More than half of them are a reporter's paraphrase: {quoted[REFERENCE]:.0%} and {quoted[TARGET]:.0%} are in quotation marks.",
        evidence=(
            f"{len(units)} statements by {speakers[REFERENCE]} officials in {documents[REFERENCE]} articles of 2021 and by "
            f"{speakers[TARGET]} in {documents[TARGET]} articles of 2025-26."
        ),
        stability=(
            f"{ARTICLES[_WEB_PAGE]} is a company's web page and no press article; it holds {first['tokens'].sum()} of the "
            f"{sizes[REFERENCE]} words of 2021, so every result is also shown without it."
        ),
        holds=bool(share < 0.5 and quoted.max() < 0.5),
        values={
            "pages": float(pages),
            "share": float(share),
            "web_page": float(first["tokens"].sum()),
            **{f"tokens_{era}": float(sizes[era]) for era in ERAS},
            **{f"quoted_{era}": float(quoted[era]) for era in ERAS},
            **{f"statements_{era}": float(units["era"].eq(era).sum()) for era in ERAS},
        },
    )


FINDINGS = {"voices": finding_voices}
"""The findings of this theme by name, in reading order."""
