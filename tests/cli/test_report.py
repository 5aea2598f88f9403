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
        "00-tolls.html", "01-mills.html", "A1-speed.html", "index.html", "reference.html",
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


def test_the_site_of_the_study_has_its_explorer_and_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder the notebooks are those of the study: the explorer is a page, and figures lead to their files."""
    source = tmp_path / "notebooks"
    source.mkdir()
    paths = invented_site(source)
    monkeypatch.setattr("analysis.study.notebooks.notebook_paths", lambda _: paths)
    done = CliRunner().invoke(app, ["site", "--out", str(tmp_path / "site")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "site" / "explorer.html").is_file()
    assert "explorer.html" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
