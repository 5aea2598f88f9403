"""Bring plates and findings into files, or tell how the files differ from a fresh run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.errors import DataError
from analysis.inference.findings import Finding
from analysis.study.data.load import Study
from analysis.study.plates.register import PLATES, draw
from analysis.tables import write_bytes

__all__ = ["draw_all", "tell_findings"]

IN_README = ("carried", "cooperative", "interests")
"""The findings that the front page tells."""


def draw_all(study: Study, folder: Path, *, write: bool, progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Draw every plate; write the files that changed, or only say which ones differ."""
    said = []
    for name in PLATES:
        progress(f"drawing figure {name}")
        for file, content in draw(study, name).files().items():
            path = folder / file
            if path.is_file() and path.read_bytes() == content:
                continue
            if write:
                write_bytes(path, content)
                said.append(file)
            else:
                said.append(f"{file} {'differs from a fresh drawing' if path.is_file() else 'is missing'}")
    known = {f"{name}.{ending}" for name in PLATES for ending in ("png", "svg", "csv", "txt")}
    strays = sorted(
        path.name for path in folder.glob("*.*") if path.name not in known and not path.name.startswith(".")
    )
    if not write:
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
