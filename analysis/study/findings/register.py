"""Every finding of the study, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.findings import corpus, framing, sure, terms, tone, wording

__all__ = ["FINDINGS", "LEAD", "all_findings"]

Make = Callable[[Study], Finding]

LEAD: tuple[Make, ...] = (
    wording.finding_carried,
    wording.finding_cooperative,
    wording.finding_interests,
    wording.finding_red_lines,
    tone.finding_tone,
)
"""The findings that a reader meets first."""

FINDINGS: tuple[Make, ...] = (
    *wording.FINDINGS,
    *corpus.FINDINGS,
    *framing.FINDINGS,
    *tone.FINDINGS,
    *terms.FINDINGS,
    *sure.FINDINGS,
)
"""Every finding of the study, in reading order: the list `FINDINGS` of each theme."""


def all_findings(study: Study, makers: Iterable[Make] = FINDINGS) -> list[Finding]:
    """Return the findings of the study: every one, or those of some makers, as `LEAD`."""
    return [make(study) for make in makers]
