"""The command for a user's own two groups."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import SourceError


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two groups of two invented texts each."""
    path = tmp_path / "corpus.csv"
    texts = ["Mill and weir.", "Mill by the weir of Old Orland.", "A barn.", "The barn of Orland."]
    pd.DataFrame({"text": texts, "era": ["p", "p", "q", "q"]}).to_csv(path, index=False)
    return path


def test_terms_are_printed_and_written(corpus: Path, tmp_path: Path) -> None:
    """The strongest terms stand on the screen, the whole table in the file."""
    names = tmp_path / "names.csv"
    names.write_text("entity,variant,unless_after\nOL,Orland,\nOL,Old Orland,\n")
    target = tmp_path / "out.csv"
    options = ["--by", "era", "--target", "p", "--reference", "q", "--min-count", "1", "--top", "3"]
    done = CliRunner().invoke(app, ["keyness", str(corpus), *options, "--entities", str(names), "--write", str(target)])
    assert done.exit_code == 0, done.output
    assert "2 texts" in done.output
    table = pd.read_csv(target).set_index("term")
    assert table.loc["OL", ["count_target", "count_reference"]].tolist() == [1, 1]
    assert table.loc["mill", "status"] == "absent from q"


def test_a_faulty_file_is_an_error_of_the_user(tmp_path: Path) -> None:
    """What cannot be read ends the command with the sentence of the library."""
    done = CliRunner().invoke(app, ["keyness", str(tmp_path / "no.csv"), "--target", "p", "--reference", "q"])
    assert isinstance(done.exception, SourceError)
