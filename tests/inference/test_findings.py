"""Findings: sentences that can only be made while they hold."""

from __future__ import annotations

import pytest

from analysis.errors import ArgumentError
from analysis.inference.findings import Finding, findings_table

PARTS = {
    "name": "tolls",
    "question": "Did tolls fall?",
    "answer": "Tolls fell by 2 <marks>.",
    "evidence": "e",
    "stability": "s",
    "limit": "l",
    "values": {"fall": 2.0},
}


def test_a_finding_shows_itself_as_text_and_as_escaped_html() -> None:
    """A notebook shows the answer first, then evidence, stability and limit; markup is escaped."""
    shown = Finding(**PARTS, holds=True)._repr_mimebundle_()
    assert shown["text/plain"] == "Tolls fell by 2 <marks>.\nEvidence. e\nStability. s\nLimit. l"
    assert "2 &lt;marks&gt;." in shown["text/html"]


def test_a_finding_that_does_not_hold_cannot_be_made() -> None:
    """When the numbers change, the sentence is refused by name."""
    with pytest.raises(ArgumentError, match="the finding 'tolls' no longer holds"):
        Finding(**PARTS, holds=False)


def test_findings_are_rows_of_a_table() -> None:
    """One row a finding, in the order given."""
    table = findings_table([Finding(**PARTS, holds=True)])
    assert table.loc[0, ["finding", "answer"]].tolist() == ["tolls", "Tolls fell by 2 <marks>."]
