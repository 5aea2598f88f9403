"""Workplaces elsewhere: a notebook server on the web and a container of an editor install what the lock has."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_server_on_the_web_installs_the_lock() -> None:
    """The build installs the lock with its hashes, then the package; its Python is the oldest that the project takes."""
    build = ROOT / ".binder" / "postBuild"
    assert os.access(build, os.X_OK)
    said = build.read_text(encoding="utf-8")
    assert "--no-deps --require-hashes -r requirements.lock" in said
    assert said.index("requirements.lock") < said.index("-e .")
    least = re.fullmatch(
        r">=(3\.\d+)", tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    )
    assert least is not None
    assert (ROOT / ".binder" / "runtime.txt").read_text().strip() == f"python-{least[1]}"


def test_the_container_of_an_editor_is_made_by_the_makefile() -> None:
    """It runs the target that every command of the makefile needs, and takes that environment."""
    found = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    target = found["postCreateCommand"].removeprefix("make ")
    assert f"READY := {target}" in (ROOT / "Makefile").read_text(encoding="utf-8")
    python = found["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert python.endswith("/.venv/bin/python")
