"""What `make mutants` counts: changes that do something, each shown to the tests, and the file as it was afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import mutants


def test_a_change_of_annotations_is_none() -> None:
    """Annotations are not evaluated, so that another one does the same; another sign in the body does not."""
    source = "def f(x: int | None) -> int:\n    y: int = x + 1\n    return y\n"
    assert mutants.plain(source) == mutants.plain(source.replace("| None", "+ None").replace("-> int", "-> str"))
    assert mutants.plain(source) != mutants.plain(source.replace("x + 1", "x - 1"))


@pytest.mark.thorough
def test_a_mutant_is_judged_by_its_own_test_and_then_by_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who notices is told: the test of the module, other tests, or nobody; the module is as before."""
    module = Path("analysis/inference/tolls.py")
    files = {
        str(module): "def toll(carts, boats):\n    return 2 * carts + boats\n",
        "tests/inference/test_tolls.py": "from tolls import toll\ndef test_carts(): assert toll(3, 0) == 6\n",
        "tests/test_boats.py": "from tolls import toll\ndef test_boats(): assert toll(0, 3) == 3\n",
        "conftest.py": f"import sys\nsys.path.insert(0, {str(tmp_path / module.parent)!r})\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr(mutants, "WIDE", ("tests",))
    for changed, verdict in (
        ("3 * carts + boats", "own test"),
        ("2 * carts - boats", "other tests"),
        ("carts * 2 + boats", "nobody"),
    ):
        source = f"def toll(carts, boats):\n    return {changed}\n"
        assert mutants.judged(mutants.Mutant(str(module), "sign", source), tmp_path) == verdict, changed
    assert (tmp_path / module).read_text(encoding="utf-8") == files[str(module)]
