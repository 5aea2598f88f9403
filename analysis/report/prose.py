"""Markdown of notebooks as HTML that needs nothing from outside: mathematics, links and headings are made here."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

__all__ = ["to_html"]

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|#", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def to_html(
    markdown: str,
    *,
    pages: Collection[str] = (),
    used: set[str] | None = None,
    attachments: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    r"""Return Markdown as HTML.

    Mathematics between dollars becomes MathML, which browsers draw without a library. A link to the notebook of a page
    leads to the page; a link to any other file of the project, which is not part of a site, becomes plain text.

    Parameters
    ----------
    markdown : str
        The source of a cell. HTML in it is kept: it was written by the author of the notebook.
    pages : collection of str
        Notebooks, by name without suffix, that are pages of the site.
    used : set of str
        Anchors of the page so far; those of the headings are added, so that no two are equal.
    attachments : mapping
        Images pasted into the cell: name, then MIME type, then bytes in base64.

    Returns
    -------
    str
        HTML; each heading is a link to itself.

    >>> to_html("See [terms](02-terms.ipynb#Limits).", pages={"02-terms"})
    '<p>See <a href="02-terms.html#Limits">terms</a>.</p>\n'
    """
    renderer = _Renderer(pages=pages, used=set() if used is None else used, attachments=dict(attachments or {}))
    return str(MarkdownWithMath(renderer=renderer).render(markdown))


class _Renderer(IPythonRenderer):  # type: ignore[misc]  # the library has no types
    def __init__(self, *, pages: Collection[str], used: set[str], attachments: dict[str, Any]) -> None:
        super().__init__(escape=False, attachments=attachments)
        self._pages = pages
        self._used = used

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        # The anchors are those of JupyterLab, so that a link works in both.
        first = anchor = html.unescape(_TAG.sub("", text)).strip().replace(" ", "-")
        count = 1
        while anchor in self._used:
            count += 1
            anchor = f"{first}-{count}"
        self._used.add(anchor)
        name = html.escape(anchor)
        return f'<h{level} id="{name}"><a href="#{name}">{text}</a></h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if _ELSEWHERE.match(url):
            return str(super().link(text, url, title))
        file, mark, anchor = url.partition("#")
        if file.removesuffix(".ipynb") in self._pages:
            return str(super().link(text, f"{file.removesuffix('.ipynb')}.html{mark}{anchor}", title))
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        shown = str(super().image(text, url, title))
        return shown if 'src="data:' in shown else text

    def inline_math(self, body: str) -> str:
        return _mathml(body, "inline")

    def block_math(self, body: str) -> str:
        return _mathml(body, "block")

    def latex_environment(self, name: str, body: str) -> str:
        return _mathml(f"\\begin{{{name}}}{body}\\end{{{name}}}", "block")


def _mathml(formula: str, display: str) -> str:
    from latex2mathml.converter import convert

    try:
        made = str(convert(formula, display=display))
        # A formula that is wider than a phone scrolls, which the keyboard must reach.
        return made.replace("<math ", '<math tabindex="0" ', 1) if display == "block" else made
    except Exception:  # noqa: BLE001  # the library names no class for a formula that it cannot read
        return f"<code>{html.escape(formula)}</code>"
