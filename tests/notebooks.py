"""Invented notebooks with everything that a page has to show, for tests of pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from bs4 import BeautifulSoup
from matplotlib.figure import Figure

from analysis.figures.plate import Plate, compose
from analysis.figures.table import Readable

__all__ = ["BAD", "invented_site", "markdown", "one", "shown", "written"]

# What a term, a speaker or a file may be called by somebody who means harm.
BAD = "</title></script><script>window.harm=1</script><img src=https://example.org/a.png onerror=window.harm=1>"


def markdown(source: str, tag: str = "story") -> Any:
    """Return a cell of prose."""
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": [tag]})


def shown(source: str, *bundles: dict[str, str], tag: str = "story", about: dict[str, Any] | None = None) -> Any:
    """Return a cell of code with outputs."""
    outputs = [nbformat.v4.new_output("display_data", dict(bundle), metadata=about or {}) for bundle in bundles]
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata={"tags": [tag]})


def written(path: Path, *cells: Any) -> Path:
    """Write a notebook and return its path."""
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=list(cells))), encoding="utf-8")
    return path


def plate_cell() -> Any:
    """Return a cell that shows a plate, with what a kernel would store."""

    def draw(figure: Figure) -> None:
        figure.subplots().plot([1, 2])

    text = {"title": "Tolls rose", "caption": "Two years <of> tolls.", "alt": 'A line: "up"', "limits": "No causes."}
    plate: Plate = compose(name="tolls", **text, data=pd.DataFrame({"toll": [1, 2]}), height=2, draw=draw)
    data, about = plate._repr_mimebundle_()
    cell = shown("draw('tolls')", data, about=about)
    cell.outputs.append(nbformat.v4.new_output("display_data", {"text/html": plate._words(), "text/plain": "Two"}))
    return cell


def invented_site(folder: Path) -> Sequence[Path]:
    """Write three notebooks: story and method in turn, hostile text in table, caption, prose and output; an appendix."""
    wide = pd.DataFrame({"Term": [BAD, "mill"], **{f"Rate of the column {at}": [1.5, 2.0] for at in range(14)}})
    table = Readable(wide, {name: name for name in wide}, BAD, dict.fromkeys(wide, 1))._repr_mimebundle_()
    frame = wide.set_index("Term").to_html()
    first = written(
        folder / "00-tolls.ipynb",
        markdown(
            "# Tolls rose, & *fast*\n\n**The question.** On whose word? Nobody knows. See [mills](01-mills.ipynb)."
        ),
        plate_cell(),
        markdown("## How it was counted\n\nBy hand, $\\frac{a}{b}$ of them.", "method"),
        shown("a = 'x' * 3  # " + "long " * 60, {"text/html": frame, "text/plain": "frame"}, tag="method"),
        markdown("## What follows\n\nNothing."),
        shown("table", table),
        shown("1", {"text/plain": "word " * 80}, {"text/plain": BAD}, tag="method"),
    )
    second = written(folder / "01-mills.ipynb", markdown(f"# Mills `{BAD}`"), shown("x", {"text/html": BAD}))
    return [first, second, written(folder / "A1-speed.ipynb", markdown("# Speed\n\nIt is fast. Is it?"))]


def one(page: BeautifulSoup, selector: str) -> Any:
    """Return the only element that a selector finds."""
    (found,) = page.select(selector)
    return found
