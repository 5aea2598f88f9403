"""Checking one vector: whatever it expects, the answer is an outcome."""

from __future__ import annotations

import pytest

from tests.reference import vectors


@pytest.mark.parametrize(
    ("got", "vector"),
    [
        ({"value": 1.0}, {"expected": 1.0}),
        (1.0, {"expected": "no number"}),
        (1.0, {"expected": ["a"]}),
        ("a", {"expected": [1.0]}),
        (1.0, {"expected": 1.0, "tolerance": "wide"}),
        (1.0, {}),
    ],
    ids=["scalar beside dict", "text", "texts", "texts got", "tolerance", "nothing expected"],
)
def test_what_cannot_be_compared_has_failed(
    got: object, vector: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value of another kind than the expected one is counted as failed and does not stop the tally."""
    monkeypatch.setattr(vectors, "compute", lambda _: got)
    outcome, said = vectors.check(vector)
    assert outcome == "failed"
    assert said


def test_infinities_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """An infinity written as a text, as JSON needs it, is a number."""
    monkeypatch.setattr(vectors, "compute", lambda _: float("-inf"))
    assert vectors.check({"expected": "-Infinity"}) == ("passed", "")
    assert vectors.check({"expected": "Infinity"})[0] == "failed"
