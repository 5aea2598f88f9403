"""Change the measures one sign at a time, in copies of the checkout, and count the changes that a test notices: `make mutants`.

cosmic-ray makes the changes; those of annotations, which nobody can notice, are left out. Each mutant is shown to the test of its
module first, and where that passes to the tests of all measures. It runs in the environment of the tools, which has cosmic-ray.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import queue
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
MEASURED = ("analysis/terms/compare", "analysis/inference")
WIDE = ("tests/terms/compare", "tests/inference", "tests/reference/test_vectors.py", "tests/test_comparison.py")
SEED, SECONDS = 1790, 240


class Mutant(NamedTuple):
    """A module with one change."""

    module: str
    operator: str
    source: str


def plain(source: str) -> str:
    """Return what a module does, without the annotations, which are never evaluated."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            if getattr(node, name, None) is not None:
                setattr(node, name, ast.Constant(0))
    return ast.dump(tree)


def mutants_of(module: str) -> list[Mutant]:
    """Return every change of a module that changes what it does."""
    from cosmic_ray.commands.init import _all_work_items
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    source = (ROOT / module).read_text(encoding="utf-8")
    known, found = plain(source), []
    for item in _all_work_items([ROOT / module], {}):
        (change,) = item.mutations
        changed = mutate_code(source, get_operator(change.operator_name)(), change.occurrence)
        if changed is not None and plain(changed) != known:
            found.append(Mutant(module, change.operator_name.removeprefix("core/"), changed))
    return found


def passes(copy: Path, tests: list[str]) -> bool:
    """Whether these tests pass in a copy; one that hangs does not."""
    command = [
        str(ROOT / ".venv/bin/python"),
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:nbval",
        "-p",
        "no:cacheprovider",
        *tests,
    ]
    # The environment has the package of the checkout; the copy must come first.
    # Byte code of one mutant could be taken for that of the next.
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def judged(mutant: Mutant, copy: Path) -> str:
    """Return who noticed a mutant: "own test", "other tests" or "nobody"."""
    place = copy / mutant.module
    source = place.read_text(encoding="utf-8")
    own = Path("tests", *Path(mutant.module).parts[1:]).with_name(f"test_{place.name}")
    try:
        place.write_text(mutant.source, encoding="utf-8")
        if not passes(copy, [*([str(own)] if (copy / own).is_file() else []), mutant.module]):
            return "own test"
        return "nobody" if passes(copy, list(WIDE)) else "other tests"
    finally:
        place.write_text(source, encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Judge a sample of mutants, or all of them; print those that nobody noticed, and the share that somebody did."""
    parser = argparse.ArgumentParser(prog="python tests/mutants.py", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="number of mutants, drawn at random; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--modules", nargs="*", default=[], help="modules; by default those of the measures")
    options = parser.parse_args(arguments)
    modules = options.modules or sorted(
        str(path.relative_to(ROOT)) for folder in MEASURED for path in (ROOT / folder).glob("[!_]*.py")
    )
    every = [mutant for module in modules for mutant in mutants_of(module)]
    drawn = random.Random(options.seed).sample(every, min(options.sample or len(every), len(every)))  # noqa: S311
    workers = os.cpu_count() or 1
    found: dict[str, int] = {"own test": 0, "other tests": 0, "nobody": 0}
    with tempfile.TemporaryDirectory() as folder:
        copies: queue.Queue[Path] = queue.Queue()
        for number in range(workers):
            copy = Path(folder, str(number), "repo")
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)
            copies.put(copy)
        if not passes(copy, list(WIDE)):
            raise SystemExit("the tests fail without any change; commit what they need first")

        def judge(mutant: Mutant) -> tuple[Mutant, str]:
            copy = copies.get()
            try:
                return mutant, judged(mutant, copy)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(workers) as pool:
            for at, (mutant, verdict) in enumerate(pool.map(judge, drawn), start=1):
                found[verdict] += 1
                if verdict == "nobody":
                    old = (ROOT / mutant.module).read_text(encoding="utf-8").splitlines()
                    lines = difflib.unified_diff(
                        old, mutant.source.splitlines(), mutant.module, mutant.operator, "", "", 0, ""
                    )
                    sys.stdout.write("\n".join(lines) + "\n")
                sys.stdout.write(f"{at} of {len(drawn)}: {found}\n")
                sys.stdout.flush()
    noticed = len(drawn) - found["nobody"]
    sys.stdout.write(
        f"{noticed} of {len(drawn)} noticed ({noticed / max(1, len(drawn)):.0%}), of {len(every)} mutants in all\n"
    )


if __name__ == "__main__":
    main()
