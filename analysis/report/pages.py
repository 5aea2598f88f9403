"""Notebooks as pages: prose and figures in sight, method below a fold, nothing loaded from outside."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup
from nbconvert.filters import strip_ansi
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from analysis.errors import DataError
from analysis.report.prose import to_html
from analysis.report.tables import semantic

__all__ = ["Page", "read_page", "read_pages"]


@dataclass(frozen=True)
class Page:
    """A notebook as a page: its name, its title, what it is about in a sentence, and its runs of cells.

    `words` and `figures` count what a reader sees with the method folded.
    """

    name: str
    title: str
    description: str
    runs: tuple[Mapping[str, Any], ...]
    words: int
    figures: int

    @property
    def file(self) -> str:
        """The file of the page in its site."""
        return f"{self.name}.html"

    @property
    def appendix(self) -> bool:
        """Whether the name begins with a letter, as "A1-measures" does."""
        return self.name[:1].isalpha()


def read_page(path: Path, *, pages: Sequence[str] = ()) -> Page:
    """Read a notebook as a page.

    The title is its first heading, the description the first question, or else the first sentence, below. Neighbouring
    cells tagged `method` are one run, to be folded; all other cells are story. A notebook is shown as stored, and not
    run.

    Parameters
    ----------
    path : Path
        The notebook.
    pages : sequence of str
        Names, without suffix, of the notebooks that links may lead to.

    Returns
    -------
    Page
        What the template shows.

    Raises
    ------
    DataError
        For a file that is no notebook, or one without a heading in its first cell.
    """
    try:
        notebook: Any = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, AttributeError, KeyError, nbformat.ValidationError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise DataError(f"{path.name} is not a readable notebook: {reason}; open and save it in JupyterLab") from None
    used: set[str] = set()
    runs: list[dict[str, Any]] = []
    for method, cells in groupby(notebook.cells, key=lambda cell: "method" in cell.metadata.get("tags", [])):
        shown = [_cell(cell, pages, used) for cell in cells if cell.cell_type != "raw"]
        runs.append({"method": method, "cells": shown, "heading": _first_heading(shown)})
    first = BeautifulSoup(runs[0]["cells"][0]["prose"] if runs and runs[0]["cells"] else "", "html.parser")
    if first.h1 is None:
        raise DataError(f"{path.name} has no title; expected a first cell that begins with '# Title'; add one")
    story = [cell for run in runs if not run["method"] for cell in run["cells"]]
    return Page(
        name=path.stem,
        title=first.h1.get_text(),
        description=_description(first),
        runs=tuple(runs),
        words=sum(_words(cell) for cell in story),
        figures=sum("image" in output for cell in story for output in cell["outputs"]),
    )


def _cell(cell: Any, pages: Sequence[str], used: set[str]) -> dict[str, Any]:
    if cell.cell_type == "markdown":
        made = to_html(cell.source, pages=pages, used=used, attachments=cell.get("attachments"))
        return {"prose": Markup(semantic(made)), "code": "", "outputs": []}  # noqa: S704  # the author's own prose
    code = Markup(highlight(cell.source, PythonLexer(), HtmlFormatter(nowrap=True)))  # noqa: S704  # escaped there
    outputs: list[dict[str, Any]] = []
    for output in cell.outputs:
        words = output.get("data", {}).get("text/html", "")
        if outputs and "image" in outputs[-1] and words.startswith('<div class="plate'):
            name = re.search(r'id="([^"]+)"', words)
            soup = BeautifulSoup(words, "html.parser")
            for unseen in soup.find_all(class_="description"):
                unseen.decompose()  # the image of a page has its alternative text
            caption = Markup(soup.decode_contents() if soup.div is None else soup.div.decode_contents())  # noqa: S704
            outputs[-1] |= {"caption": caption, "id": html.unescape(name[1]) if name else ""}
        else:
            outputs.append(_output(output, pages, used))
    return {"prose": "", "code": code, "outputs": outputs}


def _output(output: Any, pages: Sequence[str], used: set[str]) -> dict[str, Any]:
    if output.output_type == "stream":
        return {"text": strip_ansi(output.text)}
    if output.output_type == "error":
        return {"text": strip_ansi("\n".join(output.traceback))}
    data = output.data
    if "text/html" in data:
        return {"html": Markup(semantic(data["text/html"]))}  # noqa: S704  # escaped by what made it; scripts never run
    if "text/markdown" in data:
        return {"html": Markup(semantic(to_html(data["text/markdown"], pages=pages, used=used)))}  # noqa: S704
    for kind in ("image/png", "image/jpeg", "image/svg+xml"):
        if kind in data:
            body = data[kind] if kind != "image/svg+xml" else base64.b64encode(data[kind].encode()).decode()
            alt = output.metadata.get(kind, {}).get("alt") or data.get("text/plain", "")
            digest = re.search(r" \[([0-9a-f]+)\]:", data.get("text/plain", ""))
            image = f"data:{kind};base64,{''.join(body.split())}"
            return {"image": image, "alt": alt, "caption": "", "id": "", "digest": digest[1] if digest else ""}
    return {"text": data.get("text/plain", "")}


def _first_heading(cells: Sequence[Mapping[str, Any]]) -> str:
    found = re.search(r"<h\d[^>]*>(.*?)</h\d>", "".join(cell["prose"] for cell in cells), re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""


def _description(first: BeautifulSoup) -> str:
    """Return the first question below the title, or the first sentence, without a label in bold."""
    paragraph = first.p
    if paragraph is None:
        return ""
    label = paragraph.find("strong")
    text = " ".join(paragraph.get_text().split())
    if label is not None and label.get_text().endswith((".", ":")) and text.startswith(label.get_text()):
        text = text.removeprefix(label.get_text()).strip()
    sentences = re.split(r"(?<=[.?!])\s+(?=[^a-z])", text)
    return next((sentence for sentence in sentences if sentence.endswith("?")), sentences[0])


def _words(cell: Mapping[str, Any]) -> int:
    parts = [cell["prose"]]
    for output in cell["outputs"]:
        parts += [output.get("html", ""), output.get("caption", ""), html.escape(output.get("text", ""))]
    return len(BeautifulSoup(" ".join(parts), "html.parser").get_text(" ").split())


def read_pages(paths: Sequence[Path]) -> list[Page]:
    """Read notebooks, in reading order, as the pages of one site: links between them lead from page to page."""
    return [read_page(path, pages=[other.stem for other in paths]) for path in paths]
