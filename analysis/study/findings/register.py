"""Every finding of the study, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.findings import corpus, framing, terms, tone

__all__ = ["all_findings"]

Make = Callable[[Study], Finding]


def all_findings(study: Study) -> list[Finding]:
    """Return every finding of the study: the list `FINDINGS` of each theme."""
    makers: tuple[Make, ...] = (*corpus.FINDINGS, *terms.FINDINGS, *framing.FINDINGS, *tone.FINDINGS)
    return [make(study) for make in makers]
