"""Run the notebooks so that their bytes do not change from run to run, and tell what differs."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from analysis.errors import DataError
from analysis.files import read_text_file, temporary_folder, write_bytes

__all__ = ["compare", "execute", "notebook_paths", "run_all"]

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "nbconvert_exporter": "python"}


def notebook_paths(folder: Path) -> list[Path]:
    """Return the notebooks of a folder in reading order."""
    paths = sorted(folder.glob("[0-9AB]*.ipynb"))
    if not paths:
        raise DataError(f"the folder {folder} holds no notebook; run the command from a checkout of the project")
    return paths


@contextmanager
def _kernel_environment() -> Iterator[None]:
    """Give kernels a clean IPython profile, no user site and warnings that are errors."""
    with temporary_folder() as profile:
        wanted = {
            "IPYTHONDIR": str(profile),
            "JUPYTER_CONFIG_DIR": str(profile),
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTHONWARNINGS": "error::FutureWarning",
        }
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def execute(path: Path, *, timeout: int = 240) -> bytes:
    """Run a notebook from top to bottom in a fresh kernel and return its bytes, outputs and all.

    Raises DataError that names the cell when one fails.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    try:
        notebook: Any = nbformat.read(path, as_version=4)
    except (ValueError, AttributeError, KeyError) as error:
        raise DataError(f"{path.name} is not a readable notebook: {error}; restore it with `git checkout`") from None
    place = {"metadata": {"path": str(path.parent)}}
    with temporary_folder() as folder:
        # Sockets of the file system where there are any: they need no free port and no encryption.
        client = NotebookClient(notebook, kernel_name="python3", timeout=timeout, record_timing=False, resources=place)
        client.create_kernel_manager()
        client.km.transport = "ipc" if os.name == "posix" else "tcp"
        client.km.connection_file = str(folder / "kernel.json")
        try:
            asyncio.run(client.async_execute())
        except CellExecutionError as error:
            raise DataError(f"{path.name}: a cell failed with {error.ename}: {error.evalue}; mend the cell") from None
        except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise DataError(f"{path.name} could not be run: {reason}; run it again") from None
    return serialise(notebook)


def serialise(notebook: Any) -> bytes:
    """Return a notebook as bytes without whatever depends on machine, version or time."""
    notebook.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "language_info": _LANGUAGE})
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("collapsed", None)
    text: str = nbformat.writes(notebook)
    return f"{text}\n".encode()


def compare(path: Path, expected: bytes) -> list[str]:
    """Say for each cell of a notebook file how it differs from what a run gives; empty if identical."""
    found = path.read_bytes()
    if found == expected:
        return []
    old, new = (nbformat.reads(content.decode("utf-8"), as_version=4) for content in (found, expected))
    said = []
    for a, b in zip(old.cells, new.cells, strict=False):
        if a != b:
            said.append(f"{path.name}, cell {a.get('id')}: {_first_difference(a, b)}")
    return said or [f"{path.name} differs in layout or metadata"]


def _first_difference(found: Any, expected: Any, where: str = "") -> str:
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in sorted({*found, *expected}):
            if found.get(key) != expected.get(key):
                return _first_difference(found.get(key), expected.get(key), f"{where}{'/' if where else ''}{key}")
    if isinstance(found, list) and isinstance(expected, list):
        if len(found) != len(expected):
            return f"{where} has {len(found)} entries, a run gives {len(expected)}"
        at = next(i for i, (a, b) in enumerate(zip(found, expected, strict=True)) if a != b)
        return _first_difference(found[at], expected[at], f"{where}[{at}]")
    if isinstance(found, str) and isinstance(expected, str):
        at = next(
            (i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected))
        )
        return f"{where} has {found[max(0, at - 20) : at + 30]!r}, a run gives {expected[max(0, at - 20) : at + 30]!r}"
    return f"{where} is {found!r}, a run gives {expected!r}"


def _broken_links(pages: list[Path]) -> list[str]:
    """Say which notebooks that other pages link to are not there: without its file, nothing else could tell."""
    said = set()
    for page in pages:
        for link in re.findall(
            r"\]\(([\w./-]+\.ipynb)[#)]", read_text_file(page, what="a page") if page.is_file() else ""
        ):
            if not (page.parent / link).is_file():
                said.add(f"{Path(link).name} is missing, and {page.name} links to it; restore it")
    return sorted(said)


def run_all(folder: Path, *, write: bool, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Run every notebook of a folder; write them in place, or only say how the files differ from a run."""
    paths = notebook_paths(folder)

    def run(path: Path) -> bytes:
        progress(f"running notebook {path.name}")
        return execute(path)

    said = [] if write else _broken_links([*paths, folder.parent / "README.md"])
    # Two kernels at a time: most of a run is waiting for imports.
    with _kernel_environment(), ThreadPoolExecutor(max_workers=2) as pool:
        for path, fresh in zip(paths, pool.map(run, paths), strict=True):
            if not write:
                said += compare(path, fresh)
            elif path.read_bytes() != fresh:
                write_bytes(path, fresh)
                said.append(path.name)
    return said
