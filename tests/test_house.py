"""The house: its floors are those of the picture, its rooms are small, and its tests mirror it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path.relative_to(ROOT) for path in (ROOT / "analysis").rglob("*.py"))


def layers() -> list[tuple[str, str]]:
    """Return the floors of the contracts from the top, each as the package it lies in and its rooms."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    inside = {
        contract["containers"][0]: contract["layers"]
        for contract in settings["contracts"]
        if contract["type"] == "layers"
    }
    found = []
    for floor in inside["analysis"]:
        name = floor.strip("()")
        found.append(("analysis", name))
        found += [(name, room) for room in inside.get(f"analysis.{name}", [])]
    return found


def pictured(paper: str) -> list[tuple[str, str]]:
    """Return the floors of the picture in a paper: a room of another room is indented, words follow two spaces."""
    picture = re.search(r"```\n(cli .*?)```", paper, re.DOTALL)
    assert picture is not None
    found = []
    floor = "analysis"
    for line in picture[1].splitlines():
        name = re.split(r" {2,}", line.strip())[0]
        if line.startswith(" "):
            found.append((floor, name))
        else:
            floor = name
            found.append(("analysis", name))
    return found


def test_the_picture_shows_the_floors_that_are_checked() -> None:
    """CONTRIBUTING.md draws the layers that import-linter holds, in the same order."""
    assert pictured((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")) == layers()


def test_another_order_in_the_picture_is_noticed() -> None:
    """Two floors exchanged, or a room moved out of its floor, are another picture."""
    paper = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert pictured(re.sub(r"\n(patterns .*)\n(corpus .*)\n", r"\n\2\n\1\n", paper)) != layers()
    assert pictured(paper.replace("\n  describe ", "\ndescribe ")) != layers()
