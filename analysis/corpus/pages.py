"""Text of HTML pages."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

__all__ = ["HtmlWarning", "is_html", "plain_text"]

_TAG = re.compile(r"<(?:!doctype html|html|body|head|article|div|p)\b[^>]*>", re.IGNORECASE)
_BLOCKS = frozenset("p div br li h1 h2 h3 h4 h5 h6 tr figcaption article section blockquote".split())
_HIDDEN = frozenset({"script", "style", "noscript", "template"})


class HtmlWarning(UserWarning):
    """A text is HTML: its tags were stripped, and offsets count the text without them."""


def is_html(text: str) -> bool:
    """Return whether a text has two tags of a page near its beginning.

    >>> is_html("<p>It rained.</p><p>It stopped.</p>"), is_html("a <p b")
    (True, False)
    """
    return "<" in text[:5000] and len(_TAG.findall(text[:5000])) > 1


class _Words(HTMLParser):
    """Collect the words of a page as its tags pass by; a tree of the tags would cost the square of their depth."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden, self._depth = "", 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a line for a block."""
        if tag in _HIDDEN and self._hidden in {"", tag}:
            self._hidden, self._depth = tag, self._depth + 1
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Begin a line for a block without content, which hides nothing."""
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block, or what is hidden."""
        if tag == self._hidden:
            self._depth -= 1
            self._hidden = tag if self._depth else ""
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words that a reader would see."""
        if not self._hidden:
            self.parts.append(data)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over comments and declarations, of any form."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.rawdata.find(">", i) + 1 or -1


def plain_text(html: str) -> str:
    r"""Return the words of a page without tags and scripts, each block on a line, in time that grows with its length.

    >>> plain_text("<h1>Canal opens</h1><p>It is <b>late</b>.</p><script>x()</script>")
    'Canal opens\n\nIt is late.'
    """
    parser = _Words()
    # After the last > no tag is whole, and the parser would look for its end from each < anew.
    end = html.rfind(">") + 1
    parser.feed(html[:end])
    parser.close()
    text = "".join([*parser.parts, unescape(html[end:])])
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n\n".join(line for line in lines if line)
