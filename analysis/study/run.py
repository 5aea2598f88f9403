"""Bring plates and findings into files, or tell how the files differ from a fresh run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.inference.findings import Finding
from analysis.study.load import Study
from analysis.study.plates import PLATES, draw
from analysis.tables import write_bytes

__all__ = ["draw_all", "findings_markdown"]


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


def findings_markdown(findings: Sequence[Finding]) -> str:
    """Return the findings as a list in Markdown, for the README."""
    return "\n".join(f"* **{finding.question}** {finding.answer}" for finding in findings)
