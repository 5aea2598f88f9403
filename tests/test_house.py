"""The house: its floors are those of the picture, its modules are short, and its tests mirror it."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(path.relative_to(ROOT / "analysis") for path in (ROOT / "analysis").rglob("*.py"))
TESTS = sorted(path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py"))
MOST_LINES = 300
# Modules without a test file of their own, and the reason.
UNTESTED = {
    "cli/application.py": "tests/test_cli.py runs it with each command",
    "cli/code_tables.py": "tests/cli/test_code.py reads what it prints",
    "cli/study.py": "tests/test_cli.py",
    "errors.py": "a tree of classes, raised by the tests of every module",
    "rooms.py": "tests/test_public.py asks every room",
    "study/appendix/examples.py": "inputs of study/appendix/peers.py",
    "study/appendix/reasons.py": "sentences of study/appendix/peers.py",
    "study/appendix/values.py": "values of study/appendix/peers.py",
    "study/data/choices.py": "tests/study/tables/test_terms.py and `discourse build --check`",
    "study/data/datasheet.py": "tests/test_papers.py compares the datasheet",
    "study/data/load.py": "tests/study/test_study.py",
    "study/design.py": "constants; tests/study/test_study.py counts with them",
    **dict.fromkeys(
        [f"study/findings/{name}.py" for name in ("corpus", "framing", "register", "sure", "terms", "tone", "wording")],
        "tests/study/test_study.py and tests/test_papers.py hold every finding",
    ),
    **dict.fromkeys(
        [
            f"study/plates/{name}.py"
            for name in (
                "cards",
                "claims",
                "corpus",
                "framing",
                "recurring",
                "register",
                "speed",
                "terms",
                "tone",
                "vocabulary",
                "wording",
            )
        ],
        "tests/study/test_study.py draws each plate and compares bytes",
    ),
    "study/run.py": "tests/test_cli.py and tests/test_papers.py",
    "study/tables/corpus.py": "tests/study/tables/test_register.py shows every table",
    "study/tables/shown.py": "tests/study/tables/test_register.py",
    "study/tables/framing.py": "tests/study/test_study.py and tests/study/tables/test_tone.py",
}
# Tests of more than one module, and the reason. Files at the top of tests/ are about the project as a whole.
OF_SEVERAL = {
    "reference/test_check.py": "the comparison with published figures",
    "reference/test_vectors.py": "published figures of all measures",
    "report/test_browser.py": "all pages in a browser",
    "study/test_study.py": "the study as committed",
}


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


def test_no_module_is_long() -> None:
    """A module answers one question in at most 300 lines."""
    lines = {str(path): len((ROOT / "analysis" / path).read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_every_module_has_a_test_file_and_every_test_file_a_module() -> None:
    """tests/X/test_y.py tests analysis/X/y.py; the few exceptions are listed with their reasons."""
    wanted = {path.with_name(f"test_{path.name}"): path for path in MODULES if path.name != "__init__.py"}
    untested = {path.as_posix() for test, path in wanted.items() if test not in TESTS}
    assert untested == set(UNTESTED)
    strays = {test.as_posix() for test in TESTS if test not in wanted and test.parent != Path()}
    assert strays == set(OF_SEVERAL)


def unstable_sorts(source: str) -> list[int]:
    """Return the lines that sort by one key and leave the order of ties to the processor."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        options = {option.arg: option.value for option in node.keywords}
        key = node.args[0] if node.args else options.get("by")
        several = isinstance(key, ast.List) and (
            len(key.elts) > 1 or any(isinstance(one, ast.Starred) for one in key.elts)
        )
        lonely = node.func.attr == "argsort" or (node.func.attr == "sort_values" and not several and (key or options))
        if lonely and "kind" not in options:
            found.append(node.lineno)
    return found


def test_every_sort_is_total() -> None:
    """Several keys are sorted stably by pandas; one key says `kind="stable"`, since the quick sort of a tie differs by processor."""
    assert unstable_sorts(
        'a.sort_values("x")\nnp.argsort(x)\na.sort_values(["x", "y"])\na.sort_values("x", kind="stable")'
    ) == [1, 2]
    found = {str(path): unstable_sorts((ROOT / "analysis" / path).read_text(encoding="utf-8")) for path in MODULES}
    assert {path: lines for path, lines in found.items() if lines} == {}
