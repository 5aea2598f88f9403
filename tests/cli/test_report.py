"""The command `site`."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import DataError, OutputError
from tests.notebooks import invented_site


def test_a_site_is_written_and_measured(tmp_path: Path) -> None:
    """Every notebook of the folder is a page; words and figures in sight are printed, and what to open."""
    source, target = tmp_path / "notebooks", tmp_path / "site"
    source.mkdir()
    invented_site(source)
    done = CliRunner().invoke(app, ["site", "--out", str(target), "--notebooks", str(source)])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in target.iterdir()) == [
        "00-tolls.html", "01-mills.html", "A1-speed.html", "index.html",
    ]  # fmt: skip
    assert done.output.splitlines()[1].split()[::2] == ["00-tolls.html", "1"]
    assert f"open {target / 'index.html'}" in done.output


@pytest.mark.parametrize(("make", "kind"), [("empty", DataError), ("occupied", OutputError)])
def test_what_cannot_be_done_is_one_error(tmp_path: Path, make: str, kind: type[Exception]) -> None:
    """A folder without notebooks, or one to write into that holds something else."""
    source = tmp_path / "notebooks"
    source.mkdir()
    if make == "occupied":
        invented_site(source)
    done = CliRunner().invoke(app, ["site", "--out", str(source), "--notebooks", str(source)])
    assert isinstance(done.exception, kind)
