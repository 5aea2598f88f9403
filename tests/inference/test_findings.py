"""Findings: sentences that can only be made while they hold."""

from __future__ import annotations

import pytest

from analysis.errors import ArgumentError
from analysis.inference.findings import Finding, Headlines, findings_table

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
    """A notebook shows answer and limit; the evidence is folded below; markup is escaped."""
    shown = Finding(**PARTS, holds=True)._repr_mimebundle_()
    assert shown["text/plain"] == "Tolls fell by 2 <marks>. l\nEvidence. e\nStability. s"
    visible, _, folded = shown["text/html"].partition("<details>")
    assert "2 &lt;marks&gt;.</strong> l" in visible
    assert "<strong>Evidence.</strong> e" in folded


def test_a_one_sided_finding_needs_evidence_from_outside() -> None:
    """What is absent from one group cannot be told without what other sources have; with it, it leads the evidence."""
    with pytest.raises(ArgumentError, match="'tolls' calls something absent from one group, and `outside` is empty"):
        Finding(**PARTS, holds=True, one_sided=True)
    told = Finding(**PARTS, holds=True, one_sided=True, outside="o")._repr_mimebundle_()["text/plain"]
    assert told.splitlines()[1] == "Elsewhere. o"


def test_headlines_are_the_answers_alone() -> None:
    """A list of answers in order, escaped, without limits and evidence."""
    shown = Headlines([Finding(**PARTS, holds=True)] * 2)._repr_mimebundle_()
    assert shown["text/plain"] == "1. Tolls fell by 2 <marks>.\n2. Tolls fell by 2 <marks>."
    assert shown["text/html"].count("<li>Tolls fell by 2 &lt;marks&gt;.</li>") == 2


def test_a_finding_that_does_not_hold_cannot_be_made() -> None:
    """When the numbers change, the sentence is refused by name."""
    with pytest.raises(ArgumentError, match="the finding 'tolls' no longer holds"):
        Finding(**PARTS, holds=False)


def test_findings_are_rows_of_a_table() -> None:
    """One row a finding, in the order given."""
    table = findings_table([Finding(**PARTS, holds=True)])
    assert table.loc[0, ["finding", "answer"]].tolist() == ["tolls", "Tolls fell by 2 <marks>."]


def test_dollars_are_no_mathematics() -> None:
    """A page that typesets what stands between two dollars finds a tag between them, in answers, limits and lists."""
    finding = Finding(**PARTS | {"answer": "US$5 bn, not US$7 bn.", "limit": "$1, $2", "evidence": "$x$"}, holds=True)
    for shown in (finding, Headlines([finding])):
        page = shown._repr_mimebundle_()["text/html"]
        assert page.count("$") == page.count("<span>$</span>") >= 2
