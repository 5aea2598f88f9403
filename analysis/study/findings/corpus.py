"""The finding on whose words can be compared."""

from __future__ import annotations

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.design import ERAS, REFERENCE, TARGET

__all__ = ["FINDINGS", "finding_voices"]


def finding_voices(study: Study) -> Finding:
    """Whose words the comparison rests on, and how few they are."""
    units = study.select().units
    sizes = units.groupby("era")["tokens"].sum()
    quoted = units.groupby("era")["quoted_tokens"].sum() / sizes
    speakers = units.groupby("era")["speaker"].nunique()
    documents = units.groupby("era")["document"].nunique()
    pages = study.select("whole pages").units["tokens"].sum()
    share = sizes.sum() / pages
    return Finding(
        name="voices",
        question="Whose words can be compared?",
        answer=(
            f"Only {share:.0%} of the words on the five pages are Chinese officials' statements about relations with the "
            f"United States: {sizes[REFERENCE]} from 2021 and {sizes[TARGET]} from 2025-26."
        ),
        evidence=(
            f"{len(units)} statements by {speakers[REFERENCE]} officials in {documents[REFERENCE]} articles of 2021 and "
            f"{speakers[TARGET]} officials in {documents[TARGET]} articles of 2025-26; in quotation marks stand "
            f"{quoted[REFERENCE]:.0%} and {quoted[TARGET]:.0%} of these words."
        ),
        stability="A count of these pages, by one coder; nothing is estimated.",
        limit="Each era is also a set of speakers, occasions and outlets, so no difference below can be put down to the era alone.",
        holds=bool(share < 0.5),
        values={
            "pages": float(pages),
            "share": float(share),
            **{f"tokens_{era}": float(sizes[era]) for era in ERAS},
            **{f"quoted_{era}": float(quoted[era]) for era in ERAS},
            **{f"statements_{era}": float(units["era"].eq(era).sum()) for era in ERAS},
        },
    )


FINDINGS = (finding_voices,)
"""The findings of this theme, in reading order."""
