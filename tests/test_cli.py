"""The command line as a user meets it: exit codes, one-sentence errors, help that teaches."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import nbformat
import pytest
from typer.testing import CliRunner

from analysis.cli import application, main
from analysis.cli.application import app
from analysis.inference.findings import Finding
from analysis.study import notebooks, run
from analysis.study.data import load
from analysis.study.data.load import Study
from analysis.study.findings import register as findings
from analysis.study.plates import register as plates
from tests.invented import small_package

RUNNER = CliRunner()


def call(*args: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command as `main` does and return exit code and everything printed."""
    import sys
    from contextlib import redirect_stderr, redirect_stdout
    from io import StringIO
    from unittest.mock import patch

    out, code = StringIO(), 0
    values = {"DISCOURSE_SOURCES": "", **(env or {})}
    with (
        redirect_stdout(out),
        redirect_stderr(out),
        patch.object(sys, "argv", ["discourse", *args]),
        patch.dict("os.environ", values),
    ):
        try:
            main()
        except SystemExit as done:
            code = int(done.code or 0)
    return code, out.getvalue()


def test_help_teaches() -> None:
    """Every command is listed with what it is for, and says what it needs."""
    text = RUNNER.invoke(app, ["--help"]).output
    for command in ("build", "verify", "study", "explain"):
        assert command in text
    assert "DISCOURSE_SOURCES" in RUNNER.invoke(app, ["build", "--help"]).output


def test_verify_passes_and_names_what_is_wrong(data: Path) -> None:
    """Valid data pass; a bad cell is named, and the exit code is 2."""
    code, text = call("verify", "--data", str(data))
    assert code == 0
    assert "are valid; their checksums and those of the codebook are right" in text
    path = data / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",indirect,", ",shouted,", 1), encoding="utf-8")
    (data / "codebook" / "extra.csv").write_text("x", encoding="utf-8")
    code, text = call("verify", "--data", str(data))
    assert code == 2
    assert "codebook/extra.csv is described nowhere" in text
    assert "statements.csv, row 2: voice is 'shouted'; allowed: direct, indirect, mixed" in text
    assert "Traceback" not in text


def test_explain_shows_statements_and_refuses_unknown_terms() -> None:
    """The statements behind a phrase are listed; an unknown term is one sentence, exit code 2."""
    code, text = call("explain", "red lines")
    assert code == 0
    assert text.startswith("red lines: 5 in 5 statements")
    assert "[red lines]" in text
    assert "where the article texts are at hand" in text
    assert "US (counted as" not in call("explain", "US")[1]
    assert "America (counted as US): " in call("explain", "America")[1]
    assert "the world: at least " in call("explain", "the world")[1]
    code, text = call("explain", "win-win trade")
    assert code == 2
    assert "a phrase that is not recorded" in text
    code, text = call("explain", "qqq")
    assert (code, text) == (2, "error: TERM is 'qqq', which no statement has; pass another term\n")


def test_build_without_articles_says_how_to_get_them(data: Path) -> None:
    """A fresh clone has no articles: one sentence and exit code 2."""
    code, text = call("build", "--data", str(data))
    assert code == 2
    assert "put the five text files in" in text


@pytest.mark.thorough
def test_build_with_articles(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building makes the tables; a difference is named and mended; terms are explained with what the articles have."""
    data, sources = small_package(root, tmp_path)
    options = ("--data", str(data), "--sources", str(sources))
    assert "written: units.csv, terms.csv" in call("build", *options)[1]
    (data / "phrases.csv").write_text("unit,phrase,words,count\n", encoding="utf-8")
    code, text = call("build", "--check", *options)
    assert code == 2
    assert "phrases.csv differs from the articles at row 2" in text
    assert "1 table(s) differ from the articles; run `discourse build`" in text
    assert call("build", *options)[1].strip() == "written: phrases.csv"
    monkeypatch.setattr("analysis.study.data.build.check", lambda *_, **__: [])
    assert call("build", "--check", *options) == (0, "\nidentical\n")
    assert "in full" in call("explain", "red lines", *options)[1]
    said = call("explain", "lines are drawn", *options)[1]
    assert "were drawn" not in said
    assert "lines are drawn: 1 in 1 statements" in said
    missing = ("--data", str(data), "--sources", str(tmp_path / "none"))
    assert "does not exist; going on without" in call("explain", "red lines", *missing)[1]


def executed(path: Path) -> bytes:
    """Return a notebook of one cell as a kernel would leave it."""
    notebook = nbformat.read(path, as_version=4)
    output = nbformat.v4.new_output("execute_result", {"text/plain": "42"}, execution_count=1)
    notebook.cells[0].update(outputs=[output], execution_count=1)
    return notebooks.serialise(notebook)


@pytest.fixture(scope="module")
def two_plates(study: Study) -> dict[str, dict[str, bytes]]:
    """Draw two plates once for all tests of this file."""
    return {name: plates.draw(study, name).files() for name in ("tone", "choices")}


@pytest.fixture
def checkout(
    tmp_path: Path,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    two_plates: dict[str, dict[str, bytes]],
    study_findings: list[Finding],
) -> Path:
    """Return a copy of data, two figures and one short notebook, which the commands take for the checkout."""
    # Computed once: findings, figures and outputs have tests of their own, in tests/study.
    monkeypatch.setattr(findings, "all_findings", lambda _: study_findings)
    monkeypatch.setattr(run, "files_of_plates", lambda _: two_plates.items())
    monkeypatch.setattr(notebooks, "execute", executed)
    shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("sources"))
    (tmp_path / "figures").mkdir()
    for path in (root / "figures").iterdir():
        if path.stem in two_plates:
            shutil.copy(path, tmp_path / "figures")
    monkeypatch.setattr(run, "PLATES", two_plates)
    readme = (root / "README.md").read_text(encoding="utf-8").replace("00-start-here.ipynb", "00-a.ipynb")
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("6 * 7", id="answers")])
    (tmp_path / "notebooks" / "00-a.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    monkeypatch.setattr(load, "data_folder", lambda: tmp_path / "data")
    return tmp_path


def test_study_runs_checks_and_repairs(checkout: Path) -> None:
    """A run writes and prints the findings; damage is named by the check and mended by the next run."""
    code, text = call("study")
    assert code == 0
    assert "changed: 00-a.ipynb" in text
    assert "What the study finds" in text
    assert "Limit: " in text
    notebook = checkout / "notebooks" / "00-a.ipynb"
    before = notebook.read_bytes()
    notebook.write_bytes(before.replace(b'"42"', b'"43"'))
    (checkout / "figures" / "tone.png").write_bytes(b"")
    code, text = call("study", "--check")
    assert code == 2
    assert "tone.png differs from a fresh drawing" in text
    assert "00-a.ipynb, cell answers: outputs[0]/data/text/plain has '43', a run gives '42'" in text
    assert "2 difference(s)" in text
    assert "changed: tone.png, 00-a.ipynb" in call("study")[1]
    assert notebook.read_bytes() == before
    assert call("study", "--check")[1].strip() == "identical to a fresh run"


def test_an_altered_table_stops_the_study(checkout: Path) -> None:
    """One changed data cell is named and nothing is drawn from it."""
    path = checkout / "data" / "terms.csv"
    path.write_bytes(path.read_bytes().replace(b",1,", b",2,", 1))
    code, text = call("study", "--figures-only")
    assert code == 2
    assert text.startswith("error: terms.csv was altered: its checksum is")


def test_an_unwritable_folder_is_named(checkout: Path) -> None:
    """A file where the figures folder should be: one sentence, exit code 2."""
    shutil.rmtree(checkout / "figures")
    (checkout / "figures").write_text("")
    code, text = call("study", "--figures-only")
    assert code == 2
    assert "cannot be written" in text


def test_an_interruption_says_that_nothing_is_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with exit code 130 and a sentence."""
    monkeypatch.setattr(application, "app", Mock(side_effect=KeyboardInterrupt))
    code, text = call("verify")
    assert code == 130
    assert "the next run does the rest" in text


def test_a_wrong_call_is_told_by_the_command_line() -> None:
    """An unknown command or option ends with exit code 2 and the usage, not with a traceback."""
    for wrong in (("stduy",), ("verify", "--nope")):
        code, text = call(*wrong)
        assert code == 2
        assert "Traceback" not in text
    assert call("--help")[0] == 0


@pytest.mark.parametrize("content", [None, "{}", "[]"], ids=["file", "empty", "list"])
def test_a_data_folder_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    """A file in place of the folder, or a descriptor without tables: one sentence, exit code 2."""
    folder = tmp_path / "data"
    if content is None:
        folder.write_text("")
    else:
        folder.mkdir()
        (folder / "datapackage.json").write_text(content)
    code, text = call("verify", "--data", str(folder))
    assert code == 2
    assert text.startswith("error: ")


@pytest.mark.thorough
def test_a_changed_codebook_and_an_unknown_hand_code_are_named(data: Path, root: Path, tmp_path: Path) -> None:
    """The codebook has checksums too, and hand codes must be frames of the codebook."""
    path = data / "codebook" / "entities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("US,USA,country,,\n", ""), encoding="utf-8")
    assert "codebook/entities.csv was altered since" in call("verify", "--data", str(data))[1]
    path.unlink()
    assert "codebook/entities.csv is missing" in call("verify", "--data", str(data))[1]
    own, sources = small_package(root, tmp_path / "own")
    (own / "frames_coded.csv").write_text("statement,frame,rank,coder\n700-01,XXX,1,A\n", encoding="utf-8")
    code, text = call("build", "--data", str(own), "--sources", str(sources))
    assert code == 2
    assert "frames_coded.csv, row 2: frame is 'XXX'; allowed: ANTI_HEGEMONY, " in text


def test_a_table_without_a_column_is_told_once(data: Path) -> None:
    """A missing column makes every row wrong; the column is named, and not every row."""
    path = data / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",voice,", ",", 1), encoding="utf-8")
    code, text = call("verify", "--data", str(data))
    assert code == 2
    assert text.count("\n") < 6


def test_an_output_that_lacks_a_letter_gets_its_number(tmp_path: Path) -> None:
    """Where the terminal knows ASCII only, the words are written with numbers for letters, without a traceback."""
    path = tmp_path / "t.csv"
    path.write_text("text,group\ncaf\u00e9,x\nred,y\n", encoding="utf-8")
    command = [sys.executable, "-c", "from analysis.cli import main; main()", "keyness", str(path)]
    command += ["--target", "x", "--reference", "y", "--min-count", "1"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "caf\\xe9" in done.stdout
