"""Published and computed figures of other implementations, run through our functions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reference import __main__ as command
from tests.reference.vectors import check

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
MOST_SKIPPED = 25


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_agrees_with_the_reference(vector: dict[str, object]) -> None:
    """Every measure gives the figure of its source within the tolerance stated there."""
    outcome, said = check(vector)
    if outcome == "skipped":
        pytest.skip(said)
    assert outcome == "passed", said


def test_few_vectors_are_skipped_and_each_says_why() -> None:
    """What cannot be run is little, and has a reason."""
    skipped = [said for outcome, said in map(check, VECTORS) if outcome == "skipped"]
    assert len(skipped) <= MOST_SKIPPED
    assert all(skipped)


def test_a_wrong_figure_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The runner finds a wrong expectation, says both values, and exits with 1."""
    vector = next(vector for vector in VECTORS if vector["id"] == "KEY-009")
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps([vector | {"expected": 531.0}]), encoding="utf-8")
    assert command.main([str(file)]) == 1
    assert "expected 531.0" in capsys.readouterr().out


def test_the_tally_is_the_last_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A measure that nobody ships is skipped, not failed; the last line counts."""
    file = tmp_path / "new.json"
    file.write_text(json.dumps([{"id": "X", "measure": "unheard of", "inputs": {}, "params": {}, "expected": 1}]))
    assert command.main([str(file), "-v"]) == 0
    assert capsys.readouterr().out.strip().split("\n")[-1] == "0 passed, 0 failed, 1 skipped"


@pytest.mark.parametrize("content", ["{", '{"a": 1}', "[1]"])
def test_an_unusable_file_is_said(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no list of vectors is one sentence and exit code 2."""
    file = tmp_path / "bad.json"
    file.write_text(content)
    assert command.main([str(file)]) == 2
    assert "pass a file of vectors" in capsys.readouterr().err


def test_a_crash_is_a_failure_and_not_a_pass() -> None:
    """Inputs that our function refuses count as failed, with the sentence of the error."""
    vector = next(vector for vector in VECTORS if vector["id"] == "KEY-009")
    outcome, said = check(vector | {"inputs": vector["inputs"] | {"a": -1}})
    assert outcome == "failed"
    assert "counts of 0 or more" in said
