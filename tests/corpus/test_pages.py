"""HTML pages: what is one, and what remains of it."""

from __future__ import annotations

import pytest

from analysis.corpus.pages import is_html, plain_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>It rained.</p><p>It stopped.</p>", True),
        ("<!DOCTYPE html><html>", True),
        ("a < b and c > d", False),
        ("<p>One tag is no page.", False),
        ("x" * 5000 + "<p>late</p><p>tags</p>", False),
    ],
)
def test_a_page_has_two_tags_near_its_beginning(text: str, expected: bool) -> None:
    """Less-than signs in prose are no tags."""
    assert is_html(text) is expected


def test_blocks_are_lines_and_scripts_are_gone() -> None:
    """Every block is a line; inline tags part no word; entities become characters."""
    page = "<style>p{}</style><h2>Mill &amp; weir</h2><ul><li>o<b>n</b>e</li><li>two</li></ul><template>x</template>"
    assert plain_text(page) == "Mill & weir\n\none\n\ntwo"
    assert plain_text("<p> </p>") == ""
