"""The public functions and the measures on one page, as their docstrings say, to read without a network."""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

import analysis
from analysis.report.prose import to_html
from analysis.report.reading_site import Extra, templates
from analysis.terms.compare.key_terms import MEASURES
from analysis.terms.compare.measures import conservative_log_ratio, log_likelihood, log_ratio
from analysis.terms.compare.statistics import adjust_p

__all__ = ["reference_page"]

_SECTION = re.compile(r"^([A-Z]\w*)\n-{3,}$", re.MULTILINE)
_DOI = re.compile(r"\b10\.\d{4,}/[^\s,;)]*[^\s,;.)]")
# What every table of keyness has.
_ALWAYS = (log_ratio, conservative_log_ratio, log_likelihood, adjust_p)
_MATH = ".. math::"
_ROOMS = {
    "corpus": "Texts, tokens and counts",
    "attribution": "Who said what",
    "terms": "Words and phrases",
    "framing": "Frames and codes",
    "sentiment": "Tone",
    "comparison": "Comparing",
    "inference": "Chance",
    "figures": "Figures and tables",
    "study": "The study",
    "errors": "Errors",
}


@dataclass(frozen=True)
class _Entry:
    name: str
    call: str
    about: Markup


def reference_page(*, site: str) -> Extra:
    """Return the page of measures and public functions.

    Parameters
    ----------
    site : str
        Name of the site that the page belongs to.

    Returns
    -------
    Extra
        Measures of keyness first, then each public name below its room; every entry has a permalink.
    """
    rooms: dict[str, list[_Entry]] = {title: [] for title in _ROOMS.values()}
    for name in sorted(set(dir(analysis)) - {"__version__"}, key=str.lower):
        found = inspect.unwrap(getattr(analysis, name))
        home = str(found.__module__).split(".")[1]
        rooms[_ROOMS.get(home, _ROOMS["terms"])].append(_entry(name, found))
    measures = {one.__name__: one for one in _ALWAYS} | dict(MEASURES)
    sections = {"Measures of keyness": [_entry(name, found) for name, found in measures.items()], **rooms}
    title = "Measures and functions"
    description = "What does each measure mean, what does each function take and return, and where does it come from?"
    content = (
        templates()
        .get_template("reference.html.j2")
        .render(
            title=title,
            description=description,
            site=site,
            sections={name: entries for name, entries in sections.items() if entries},
        )
    )
    return Extra("reference", title, description, content)


def _entry(name: str, found: Callable[..., Any]) -> _Entry:
    try:
        call = f"{name}{inspect.signature(found)}"
    except ValueError:
        call = name
    if isinstance(found, partial):
        found = found.func
    # Annotations are strings, as they are written.
    call = re.sub(r"""(: |-> )(['"])(.*?)\2""", r"\1\3", call)
    return _Entry(name, call, _described(inspect.getdoc(found) or "") + _methods(found))


def _methods(found: Callable[..., Any]) -> Markup:
    """Return what a class offers, each in the first line of its docstring."""
    if not inspect.isclass(found) or issubclass(found, Exception):
        return Markup("")
    told = {
        name: (inspect.getdoc(one) or "").split("\n")[0]
        for name, one in vars(found).items()
        if not name.startswith("_") and (callable(one) or hasattr(one, "__get__"))
    }
    listed = "".join(
        f"<dt><code>{html.escape(name)}</code></dt><dd>{_words(words)}</dd>" for name, words in told.items() if words
    )
    return Markup(f"<h4>Methods and properties</h4><dl>{listed}</dl>") if listed else Markup("")  # noqa: S704  # escaped


def _described(text: str) -> Markup:
    """Return a docstring of the numpydoc form as HTML."""
    first, *rest = _SECTION.split(text)
    parts = [_prose(first)]
    for heading, body in zip(rest[::2], rest[1::2], strict=True):
        made = _listed(body) if heading in {"Parameters", "Returns", "Raises", "Attributes"} else _prose(body)
        parts.append(f"<h4>{html.escape(heading)}</h4>{made}")
    return Markup("".join(parts))  # noqa: S704  # escaped below


def _prose(text: str) -> str:
    made = []
    for block in filter(str.strip, re.split(r"\n\s*\n", text.strip("\n"))):
        if block.startswith(_MATH):
            made.append(to_html(f"$${' '.join(block.removeprefix(_MATH).split())}$$", pages=(), used=set()))
        elif block.startswith((">>>", " ")):
            made.append(f'<pre tabindex="0" aria-label="Example">{html.escape(block)}</pre>')
        else:
            made.append(f"<p>{_words(block)}</p>")
    return "".join(made)


def _listed(text: str) -> str:
    """Return a section of names with their meanings below them; what follows, not indented after a gap, is prose."""
    items: list[tuple[str, list[str]]] = []
    lines = text.strip("\n").split("\n")
    example = next((at for at, line in enumerate(lines) if line.startswith(">>>")), len(lines))
    for line in lines[:example]:
        if line and not line.startswith(" "):
            items.append((line, []))
        elif items:
            items[-1][1].append(line.strip())
    listed = "".join(f"<dt>{_words(name)}</dt><dd>{_words(' '.join(meaning).strip())}</dd>" for name, meaning in items)
    return f"<dl>{listed}</dl>{_prose(chr(10).join(lines[example:]))}"


def _words(text: str) -> str:
    escaped = re.sub(r"`+([^`]+)`+", r"<code>\1</code>", html.escape(text, quote=False))
    return _DOI.sub(lambda found: f'<a href="https://doi.org/{found[0]}">{found[0]}</a>', escaped)
