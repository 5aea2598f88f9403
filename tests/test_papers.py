"""README, datasheet, citation and changelog say what is so."""

from __future__ import annotations

import datetime as dt
import doctest
import hashlib
import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

import analysis
from analysis.errors import DataError
from analysis.inference.findings import Finding
from analysis.study.data.datasheet import with_columns
from analysis.study.run import tell_findings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

CFF = {
    "type": "object",
    "required": ["cff-version", "message", "title", "authors", "version", "license", "type"],
    "additionalProperties": False,
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": {"type": "string", "minLength": 1},
        "title": {"type": "string", "minLength": 1},
        "abstract": {"type": "string", "minLength": 1},
        "type": {"enum": ["software", "dataset"]},
        "version": {"type": "string"},
        "date-released": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "license": {"type": "array", "items": {"enum": ["MIT", "CC-BY-4.0"]}, "minItems": 1},
        "keywords": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": {"type": "string", "minLength": 1}},
            },
        },
    },
}


def test_the_readme_tells_the_computed_findings(study_findings: list[Finding]) -> None:
    """The findings in the README are, word for word, those that the tables give."""
    assert tell_findings(study_findings, ROOT / "README.md", write=False) == []


def test_other_findings_in_the_readme_are_noticed_and_renewed(study_findings: list[Finding], tmp_path: Path) -> None:
    """A changed number is noticed, the next run mends it; without its marks the file is refused."""
    copy = tmp_path / "README.md"
    copy.write_text(README.replace("looks new", "sounds new"), encoding="utf-8")
    assert tell_findings(study_findings, copy, write=False) == ["README.md tells other findings than the tables give"]
    assert tell_findings(study_findings, copy, write=True) == ["README.md"]
    assert copy.read_text(encoding="utf-8") == README
    copy.write_text("# Nothing\n", encoding="utf-8")
    with pytest.raises(DataError, match="lacks the marks"):
        tell_findings(study_findings, copy, write=False)


def test_the_example_of_the_readme_runs() -> None:
    """The code for a reader's own texts gives what the README prints."""
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, verbose=False)
    assert tried >= 4
    assert failed == 0


def test_every_file_that_a_paper_links_to_exists() -> None:
    """Images and relative links in the papers lead somewhere."""
    for paper in ("README.md", "CONTRIBUTING.md", "data/README.md", "CHANGELOG.md"):
        text = (ROOT / paper).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert ((ROOT / paper).parent / target).exists(), f"{paper}: {target}"


def test_every_notebook_and_command_is_in_the_readme() -> None:
    """A notebook or a command that the README does not name would not be found."""
    from analysis.cli.application import app

    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f"`{path.stem}`" in README, path.stem
    for command in app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        assert f"discourse {name}" in README, name
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)|^make ([a-z]+)", README, re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:.*## ", makefile, re.MULTILINE), target


def test_the_datasheet_describes_every_column() -> None:
    """The tables of columns in the datasheet are those of the descriptor."""
    sheet = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert with_columns(sheet, descriptor) == sheet
    for part in ("Motivation", "Composition", "Collection", "Preprocessing", "Uses", "Distribution", "Maintenance"):
        assert f"## {part}" in sheet


def test_the_citation_file_is_valid_and_has_this_version() -> None:
    """CITATION.cff has the fields that the format requires, and one version is told everywhere."""
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader makes strings of everything)
    jsonschema.validate(content, CFF)
    dt.date.fromisoformat(content["date-released"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert content["version"] == project["version"] == analysis.__version__


def test_the_lock_is_hashed_host_free_and_complete() -> None:
    """Every requirement of the lock has a hash, no address stands in it, and each dependency is in it."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    blocks = re.split(r"\n(?=[a-z])", lock.strip())
    assert all("--hash=sha256:" in block for block in blocks)
    names = {re.match(r"[a-z0-9-]+", block)[0] for block in blocks}  # type: ignore[index]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    missing = {re.match(r"[A-Za-z0-9-]+", name)[0].lower() for name in wanted} - names  # type: ignore[index]
    assert missing == set()


def test_changes_are_listed_under_unreleased() -> None:
    """The changelog has a section for what is not released yet, with something in it."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"## Unreleased\n\n### \w+\n\n\* ", text)


def test_the_changelog_has_the_digest_of_the_coded_tables() -> None:
    """Its command, worked out here, gives its digest; every table but those that are derived or measured is in it."""
    names = re.search(r"`sha256sum ([^|`]+) \| sha256sum`", CHANGELOG)
    assert names is not None
    lines = [
        f"{hashlib.sha256((ROOT / 'data' / name).read_bytes()).hexdigest()}  {name}\n" for name in names[1].split()
    ]
    assert f"`{hashlib.sha256(''.join(lines).encode()).hexdigest()}`" in CHANGELOG
    descriptor = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    given = {resource["path"] for resource in descriptor["resources"] if not resource["derived"]}
    measured = {"documents.csv", "attribution_scores.csv", "benchmarks.csv", "calibration.csv", "peers.csv"}
    measured |= {"real_prose_figures.csv", "reference_figures.csv"}
    assert set(names[1].split()) == given - measured
