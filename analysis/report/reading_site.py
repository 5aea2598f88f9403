"""A site of pages: its templates, its list of pages, and its folder."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import analysis
from analysis.errors import ArgumentError, OutputError
from analysis.files import write_bytes
from analysis.report.pages import Page

__all__ = ["MARK", "Extra", "allowed", "site", "templates", "write_site"]

_TEMPLATES = Path(__file__).parent / "templates"
_OURS = '<meta name="generator" content="discourse site">'
MARK = '<meta name="generator" content="discourse compare">'


@dataclass(frozen=True)
class Extra:
    """A page of a site that is no notebook: its name, its title, what it is about in a sentence, and its HTML."""

    name: str
    title: str
    description: str
    content: str

    @property
    def file(self) -> str:
        """The file of the page in its site."""
        return f"{self.name}.html"


def allowed(script: str) -> str:
    """Return the words of a page's policy that allow a browser to run this script, and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def templates() -> jinja2.Environment:
    """Return the templates of all pages: what is filled in is escaped, and a name that is missing is an error."""
    loader = jinja2.FileSystemLoader(_TEMPLATES)
    made = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    style, script = ((_TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    made.filters["anchor"] = lambda text: re.sub(r"\W+", "-", text.lower())
    made.globals |= {
        "generator": Markup(_OURS),  # noqa: S704  # a constant
        "style": Markup(style),  # noqa: S704  # a file beside this one
        "script": Markup(script),  # noqa: S704  # a file beside this one
        # The one script that a browser may run on these pages; a report has one more.
        "scripts": allowed(script),
    }
    return made


def site(
    pages: Sequence[Page],
    *,
    name: str = "",
    extras: Sequence[Extra] = (),
    figures: Mapping[str, bytes] | None = None,
    front: str = "",
    signature: Collection[str] = (),
) -> dict[str, bytes]:
    """Return the files of a site: each page, and `index.html` that lists them.

    Parameters
    ----------
    pages : sequence of Page
        In reading order.
    name : str
        Name of the site; by default the title of the first page.
    extras : sequence of Extra
        Further pages, listed below the notebooks.
    figures : mapping, optional
        Files of figures by name, as `map.svg` and `map.csv`; those of figures on the pages are part of the site, and each
        figure leads to its own.
    front : str or Markup
        What `index.html` says before it lists the pages.
    signature : collection of str
        Ids of the figures that `index.html` shows, each leading to its page.

    Returns
    -------
    dict
        Content by file name; the same bytes whenever the notebooks are the same.

    Raises
    ------
    ArgumentError
        If there is no page, or one has the name of the list.
    """
    if not pages:
        raise ArgumentError("pages is empty; expected at least one page; read a notebook")
    for taken in ("index", *(extra.name for extra in extras)):
        if any(page.name == taken for page in pages):
            raise ArgumentError(
                f"a page has the name {taken!r}, which is that of a page of the site; rename its notebook"
            )
    name = name or pages[0].title
    environment = templates()
    index = environment.get_template("index.html.j2").render(
        site=name,
        pages=pages,
        extras=extras,
        front=front,
        shown=[
            (page, output)
            for wanted in signature
            for page in pages
            for output in _figures(page)
            if output["id"] == wanted
        ],
    )
    files = {"index.html": index, **{extra.file: extra.content for extra in extras}}
    shown = {output["id"].removeprefix("figure-") for page in pages for output in _figures(page)}
    kept = {file: content for file, content in (figures or {}).items() if file.rpartition(".")[0] in shown}
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        template = environment.get_template("page.html.j2")
        files[page.file] = template.render(
            site=name, page=page, before=before, after=after, files=sorted(kept), version=analysis.__version__
        )
    encoded = {file: content.encode() for file, content in files.items()}
    return encoded | {f"figures/{file}": content for file, content in kept.items()}


def _figures(page: Page) -> list[Mapping[str, Any]]:
    return [output for run in page.runs for cell in run["cells"] for output in cell["outputs"] if output.get("id")]


def write_site(files: Mapping[str, bytes], folder: Path) -> None:
    """Write a site into a folder that is new, empty, or holds a site; pages of an earlier one are removed.

    Raises
    ------
    OutputError
        If the folder holds something else, which would be mixed with the pages.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file; expected a folder for the pages; choose another name")
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    pages = [path for path in found if path.suffix == ".html" and _OURS.encode() in path.read_bytes()]
    if found and folder / "index.html" not in pages:
        raise OutputError(f"{folder} holds {found[0].name!r} and no site; expected a new or empty folder; name another")
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        write_bytes(folder / file, content)
    for path in pages:
        if path.name not in files:
            path.unlink()
