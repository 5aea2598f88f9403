"""A finding: an answer in words, made from computed values, with what supports and what limits it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.errors import ArgumentError

__all__ = ["Finding", "findings_table"]


@dataclass(frozen=True)
class Finding:
    """An answer with its evidence. `holds` is whether the values still bear the answer out.

    Every number in `answer`, `evidence` and `stability` is put there from `values` by the code that
    makes the finding, never typed.
    """

    name: str
    question: str
    answer: str
    evidence: str
    stability: str
    limit: str
    holds: bool
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        if not self.holds:
            raise ArgumentError(
                f"the finding {self.name!r} no longer holds for these data: {self.answer}; rewrite it from its values"
            )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        parts = [("Evidence", self.evidence), ("Stability", self.stability), ("Limit", self.limit)]
        items = "\n".join(f"<li><strong>{name}.</strong> {html.escape(text)}</li>" for name, text in parts)
        plain = "\n".join([self.answer, *(f"{name}. {text}" for name, text in parts)])
        return {
            "text/html": f"<p><strong>{html.escape(self.answer)}</strong></p>\n<ul>\n{items}\n</ul>",
            "text/plain": plain,
        }


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return findings as a table: `finding`, `question`, `answer`, `evidence`, `stability`, `limit`."""
    rows = [(f.name, f.question, f.answer, f.evidence, f.stability, f.limit) for f in findings]
    return pd.DataFrame(rows, columns=["finding", "question", "answer", "evidence", "stability", "limit"])
