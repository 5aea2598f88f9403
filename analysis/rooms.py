"""What makes every public function reachable by its room: `analysis.terms.compare.log_ratio`, and listed by `help`.

A room is a package whose modules name their public functions in `__all__`. Nothing is imported before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["attach"]

_ALL = re.compile(r"^__all__ = \[(.*?)\]", re.MULTILINE | re.DOTALL)


def attach(package: str, file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a room, which find what its modules and its inner rooms make public.

    >>> find, names = attach("analysis.inference", str(Path(__file__).parent / "inference" / "__init__.py"))
    >>> "permutation" in names(), find("permutation").__name__
    (True, 'permutation')
    """
    folder = Path(file).parent

    @lru_cache(maxsize=1)
    def homes() -> dict[str, str]:
        found: dict[str, str] = {}
        for path in sorted(folder.rglob("*.py")):
            listed = _ALL.search(path.read_text(encoding="utf-8"))
            module = ".".join([package, *path.relative_to(folder).with_suffix("").parts])
            for name in re.findall(r'"(\w+)"', listed.group(1)) if listed else ():
                found.setdefault(name, module)
        return found

    def find(name: str) -> Any:
        if name == "__all__":
            return sorted(homes())
        if (folder / name / "__init__.py").is_file():
            return import_module(f"{package}.{name}")
        if name not in homes():
            raise AttributeError(f"module {package!r} has no attribute {name!r}; see dir({package})")
        from analysis.guard import guarded

        return guarded(getattr(import_module(homes()[name]), name), package=package)

    return find, lambda: sorted(homes())
