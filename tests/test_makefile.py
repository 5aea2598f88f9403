"""The commands of the Makefile, as far as they can be tested without installing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.mark.parametrize("python", ["./old-python", "./no-such-python"], ids=["old", "missing"])
def test_an_older_python_gets_one_sentence(root: Path, tmp_path: Path, python: str) -> None:
    """With an interpreter below 3.11, or none, nothing is installed and one sentence says what to do."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(root / name, tmp_path)
    # Stands for an interpreter whose version check fails.
    (tmp_path / "old-python").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "old-python").chmod(0o755)
    command = ["make", "--no-print-directory", "study", f"PYTHON={python}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == (
        f"This project needs Python 3.11 or newer, and '{python}' is not: install one and run "
        "'make study PYTHON=python3.11'.\n"
    )
    assert not (tmp_path / ".venv").exists()


def test_help_lists_every_command(root: Path) -> None:
    """Plain `make` says what there is."""
    done = subprocess.run(["make", "help"], cwd=root, capture_output=True, text=True, check=True)
    for name in ("study", "test", "lab", "figures", "lock", "help"):
        assert f"make {name} " in done.stdout
