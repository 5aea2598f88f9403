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
    """An answer with its evidence; one that its values no longer support cannot be made.

    Parameters
    ----------
    name, question : str
        How the finding is called, and what it answers.
    answer, evidence, stability, limit : str
        Sentences; code inserts every number from `values`, nobody types one.
    holds : bool
        Whether the values support the answer.
    values : mapping
        The numbers, by name.

    Raises
    ------
    ArgumentError
        For a finding that does not hold.

    >>> parts = dict.fromkeys(["question", "evidence", "stability", "limit"], "...")
    >>> Finding(name="rate", answer="Twice as often.", holds=True, values={"ratio": 2.0}, **parts).answer
    'Twice as often.'
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
    """Return findings as a table.

    Parameters
    ----------
    findings : list of Finding
        In the order of the table.

    Returns
    -------
    DataFrame
        `finding`, `question`, `answer`, `evidence`, `stability`, `limit`.
    """
    rows = [(f.name, f.question, f.answer, f.evidence, f.stability, f.limit) for f in findings]
    return pd.DataFrame(rows, columns=["finding", "question", "answer", "evidence", "stability", "limit"])
