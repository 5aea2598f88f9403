"""Text of HTML pages."""

from __future__ import annotations

import re

__all__ = ["HtmlWarning", "is_html", "plain_text"]

_TAG = re.compile(r"<(?:!doctype html|html|body|head|article|div|p)\b[^>]*>", re.IGNORECASE)
_BLOCKS = "p, div, br, li, h1, h2, h3, h4, h5, h6, tr, figcaption, article, section, blockquote"


class HtmlWarning(UserWarning):
    """A text is HTML: its tags were stripped, and offsets count the text without them."""


def is_html(text: str) -> bool:
    """Return whether a text has two tags of a page near its beginning.

    >>> is_html("<p>It rained.</p><p>It stopped.</p>"), is_html("a <p b")
    (True, False)
    """
    return "<" in text[:5000] and len(_TAG.findall(text[:5000])) > 1


def plain_text(html: str) -> str:
    r"""Return the words of a page without tags and scripts, each block on a line.

    >>> plain_text("<h1>Canal opens</h1><p>It is <b>late</b>.</p><script>x()</script>")
    'Canal opens\n\nIt is late.'
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select("script, style, noscript, template"):
        tag.decompose()
    for tag in soup.select(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().split("\n"))
    return "\n\n".join(line for line in lines if line)
