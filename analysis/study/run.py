"""Bring plates and findings into files, or tell how the files differ from a fresh run."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from analysis.errors import DataError
from analysis.files import write_bytes
from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.plates.register import PLATES, draw

__all__ = ["draw_all", "files_of_plates", "tell_findings"]

IN_README = ("carried", "cooperative", "interests")
"""The findings that the front page tells."""
_study: Study


def files_of_plates(study: Study) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Draw every plate, two at a time in processes of their own; yield name and files in reading order."""
    # Spawned, because a fork of a process with threads may hang; an interruption ends them with the pool.
    with get_context("spawn").Pool(2, _begin, (study,)) as pool:
        yield from zip(PLATES, pool.imap(_files, PLATES), strict=True)


def _begin(study: Study) -> None:
    global _study  # noqa: PLW0603  # the one way to send it once to each process instead of once a plate
    _study = study
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _files(name: str) -> dict[str, bytes]:
    return draw(_study, name).files()


def draw_all(study: Study, folder: Path, *, write: bool, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Draw every plate; write the files that changed, or only say which ones differ."""
    said = []
    for name, files in files_of_plates(study):
        progress(f"drawing figure {name}")
        for file, content in files.items():
            path = folder / file
            if path.is_file() and path.read_bytes() == content:
                continue
            if write:
                write_bytes(path, content)
                said.append(file)
            else:
                said.append(f"{file} {'differs from a fresh drawing' if path.is_file() else 'is missing'}")
    known = {f"{name}.{ending}" for name in PLATES for ending in ("png", "svg", "csv", "txt")}
    if not write:
        found = sorted(path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir())
        strays = [name.as_posix() for name in found if str(name) not in known and not name.name.startswith(".")]
        said += [f"{name} belongs to no plate of the study" for name in strays]
    return said


def tell_findings(findings: Sequence[Finding], readme: Path, *, write: bool) -> list[str]:
    """Put the answers of the leading findings between the two marks of a README, or only say that they differ."""
    before, begin, rest = readme.read_text(encoding="utf-8").partition("<!-- findings: begin -->")
    _, end, after = rest.partition("<!-- findings: end -->")
    if not begin or not end:
        raise DataError(
            f"{readme.name} lacks the marks <!-- findings: begin --> and <!-- findings: end -->; put them back"
        )
    told = "\n".join(f"* {finding.answer}" for finding in findings if finding.name in IN_README)
    content = f"{before}{begin}\n{told}\n{end}{after}".encode()
    if content == readme.read_bytes():
        return []
    if write:
        write_bytes(readme, content)
        return [readme.name]
    return [f"{readme.name} tells other findings than the tables give"]
