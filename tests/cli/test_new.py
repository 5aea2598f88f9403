"""`discourse new`: a study of one's own that runs at once."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.comparison import Comparison
from analysis.errors import ArgumentError, DataError, OutputError
from tests.reports import speeches


def call(*arguments: object) -> str:
    """Run a command and return what it prints; an error is raised."""
    found = CliRunner().invoke(app, list(map(str, arguments)))
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.stdout


def run_cells(study: Path) -> str:
    """Run the code of all notebooks of a study in a process of its own and return what it prints."""
    notebooks = [nbformat.read(path, as_version=4) for path in sorted((study / "notebooks").glob("*.ipynb"))]
    cells = [cell.source for notebook in notebooks for cell in notebook.cells if cell.cell_type == "code"]
    code = "\n".join(["import matplotlib; matplotlib.use('agg')", *cells])
    done = subprocess.run(
        [sys.executable, "-W", "error::FutureWarning", "-c", code],
        cwd=study / "notebooks",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_example_runs_and_its_claims_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell of every notebook runs, the claims are tests that pass, and the data are those described."""
    monkeypatch.chdir(tmp_path)
    said = call("new", "ferry")
    assert "next: cd ferry; make study; make test" in said
    printed = run_cells(Path("ferry"))
    assert "“fares”" in printed.splitlines()[0]
    assert "we compared 6 documents of southby" in printed.replace("\n", " ")
    quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:nbval", "-o", "addopts="]
    assert pytest.main([*quiet, "ferry/tests"]) == 0
    assert "1 tables with 12 rows are valid" in call("verify", "--data", "ferry/data")


@pytest.mark.thorough
def test_texts_of_a_user_with_strange_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels with signs of the shell, of make and of TOML come through to settings, makefile and notebooks."""
    monkeypatch.chdir(tmp_path)
    names = ('no"rth $HOME', "south\\east's")
    speeches(names=names).to_csv("speeches.csv", index=False)
    call("new", "my study", "--texts", "speeches.csv", "--by", "party", "--target", names[0])
    assert 'target = "no\\"rth $HOME"' in Path("my study/study.toml").read_text(encoding="utf-8")
    make = subprocess.run(["make", "-n", "study"], cwd="my study", capture_output=True, text=True, check=True).stdout
    assert """--target 'no"rth $HOME'""" in make
    assert "no" in run_cells(Path("my study"))


def test_columns_are_kept_and_pairs_are_compared_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other columns of the texts are in the new table; documents with both sides are settings that a comparison takes."""
    monkeypatch.chdir(tmp_path)
    texts = pd.DataFrame(
        {"debate": ["x", "x", "y", "y"], "side": list("pqpq"), "year": ["1", "1", "2", "2"], "text": ["mill ox"] * 4}
    )
    texts.to_csv("t.csv", index=False)
    asked = ["--texts", "t.csv", "--by", "side", "--target", "p"]
    call("new", "mine", *asked, "--pairs", "debate")
    made = pd.read_csv("mine/data/texts.csv", dtype=str)
    assert made.columns.tolist() == ["document", "side", "text", "year"]
    assert made["year"].tolist() == texts["year"].tolist()
    settings = tomllib.loads(Path("mine/study.toml").read_text())["comparison"]
    assert settings["pairs"] == "document"
    assert Comparison(made, **settings).pair_of.tolist() == [0, 0, 1, 1]
    assert "--pairs document" in Path("mine/Makefile").read_text()
    with pytest.raises(ArgumentError, match="leave it out"):
        call("new", "other", *asked, "--pairs", "debate", "--document", "debate")


def test_changed_texts_are_named_until_they_are_sealed(tmp_path: Path) -> None:
    """A change of the texts is an error; `--seal` records it; the description itself is sealed, too."""
    study = tmp_path / "study"
    call("new", study)
    texts = study / "data" / "texts.csv"
    texts.write_text(texts.read_text(encoding="utf-8").replace("ferry", "boat"), encoding="utf-8")
    with pytest.raises(DataError, match="altered"):
        call("verify", "--data", study / "data")
    assert "new checksums recorded" in call("verify", "--data", study / "data", "--seal")
    assert "valid" in call("verify", "--data", study / "data")
    described = study / "data" / "datapackage.json"
    changed = json.loads(described.read_text(encoding="utf-8")) | {"title": "Another"}
    described.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(DataError, match="problem"):
        call("verify", "--data", study / "data")


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        (["there"], OutputError, "there exists"),
        (["x", "--by", "party"], ArgumentError, "--by is given without --texts"),
        (["x", "--attribute"], ArgumentError, "--attribute is given without --texts"),
        (["x", "--texts", "speeches.csv", "--by", "party"], ArgumentError, "--target is missing"),
        (["x", "--texts", "speeches.csv", "--by", "party", "--target", "west"], ArgumentError, "'west'"),
    ],
)
def test_faults_leave_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str], kind: type[Exception], said: str
) -> None:
    """Each fault is one sentence, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    speeches().to_csv("speeches.csv", index=False)
    with pytest.raises(kind, match=said):
        call("new", *given)
    assert sorted(path.name for path in Path().iterdir()) == ["speeches.csv", "there"]
