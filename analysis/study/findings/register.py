"""Every finding of the study, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from analysis.errors import one_of
from analysis.inference.findings import Finding, Headlines
from analysis.study.data.load import Study
from analysis.study.findings import corpus, framing, sure, terms, tone, wording

__all__ = ["FINDINGS", "LEAD", "all_findings", "headlines", "tell"]

LEAD = ("carried", "cooperative", "interests", "red-lines", "tone")
"""The findings that a reader meets first."""

FINDINGS: Mapping[str, Callable[[Study], Finding]] = {
    **wording.FINDINGS,
    **corpus.FINDINGS,
    **framing.FINDINGS,
    **tone.FINDINGS,
    **terms.FINDINGS,
    **sure.FINDINGS,
}
"""The findings by name: the dict `FINDINGS` of each theme."""


def tell(study: Study, name: str) -> Finding:
    """Return one finding of the study by its name.

    >>> from analysis.study.data.load import load_study
    >>> tell(load_study(), "voices").question
    'Whose words can be compared?'
    """
    if name not in FINDINGS:
        raise one_of("name", name, FINDINGS)
    return FINDINGS[name](study)


def all_findings(study: Study, names: Iterable[str] = tuple(FINDINGS)) -> list[Finding]:
    """Return findings of the study: every one, or those named."""
    return [tell(study, name) for name in names]


def headlines(study: Study) -> Headlines:
    """Return the findings that a reader meets first, by their answers alone."""
    return Headlines(all_findings(study, LEAD))
