"""A finding: an answer in words, made from computed values, with what supports and what limits it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.errors import ArgumentError

__all__ = ["Finding", "Headlines", "findings_table"]


@dataclass(frozen=True)
class Finding:
    """An answer with its evidence; one that its values no longer support cannot be made.

    Parameters
    ----------
    name, question : str
        The id of the finding, and what it answers.
    answer, limit : str
        The finding in one sentence, and what it cannot say in one more; code inserts every number, nobody types one.
    evidence, stability : str
        What the answer rests on, and what becomes of it under other choices.
    holds : bool
        Whether the values support the answer.
    values : mapping
        The numbers, by name.
    outside : str
        What evidence from outside the corpus says. An answer that calls something absent from one group needs it.
    one_sided : bool
        Whether the answer calls something absent from one group.

    Raises
    ------
    ArgumentError
        For a finding that does not hold, and for a one-sided answer without outside evidence.

    >>> parts = dict.fromkeys(["question", "evidence", "stability", "limit"], "...")
    >>> Finding(name="rate", answer="Twice as often.", holds=True, values={"ratio": 2.0}, **parts).answer
    'Twice as often.'
    """

    name: str
    question: str
    answer: str
    limit: str
    evidence: str
    stability: str
    holds: bool
    values: Mapping[str, float]
    outside: str = ""
    one_sided: bool = False

    def __post_init__(self) -> None:
        if not self.holds:
            raise ArgumentError(
                f"the finding {self.name!r} no longer holds for these data: {self.answer}; rewrite it from its values"
            )
        if self.one_sided and not self.outside:
            raise ArgumentError(
                f"the finding {self.name!r} calls something absent from one group, and `outside` is empty; say there what other "
                "sources have"
            )

    def _parts(self) -> list[tuple[str, str]]:
        """The parts below the answer that are not empty, by their names for readers."""
        parts = [("Elsewhere", self.outside), ("Evidence", self.evidence), ("Stability", self.stability)]
        return [(name, text) for name, text in parts if text]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        items = "".join(f"<li><strong>{name}.</strong> {_words(text)}</li>" for name, text in self._parts())
        return {
            "text/html": (
                f'<div class="finding" id="finding-{html.escape(self.name)}"><p><strong>{_words(self.answer)}</strong> '
                f"{_words(self.limit)}</p>\n<details><summary>Evidence</summary><ul>{items}</ul></details></div>"
            ),
            "text/plain": "\n".join([f"{self.answer} {self.limit}", *(f"{n}. {t}" for n, t in self._parts())]),
        }


def _words(text: str) -> str:
    """Return a sentence as HTML in which two dollars are no mathematics, which never reaches over a tag."""
    return html.escape(text).replace("$", "<span>$</span>")


@dataclass(frozen=True)
class Headlines:
    """Several findings by their answers alone, as a list that one screen holds."""

    findings: Sequence[Finding]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        answers = [finding.answer for finding in self.findings]
        items = "\n".join(f"<li>{_words(answer)}</li>" for answer in answers)
        return {
            "text/html": f'<ol class="headlines">\n{items}\n</ol>',
            "text/plain": "\n".join(f"{number}. {answer}" for number, answer in enumerate(answers, start=1)),
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
        `finding`, `question`, `answer`, `limit`, `outside`, `evidence`, `stability`.
    """
    columns = ["question", "answer", "limit", "outside", "evidence", "stability"]
    rows = [(f.name, *(getattr(f, column) for column in columns)) for f in findings]
    return pd.DataFrame(rows, columns=["finding", *columns])
