"""HTML pages: what is one, and what remains of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>a<br>b<br/>c", "a\n\nb\n\nc"),
        ("<li>one<li>two", "one\n\ntwo"),
        ("<noscript>x<p>y<template></noscript>z <script/>v", "z v"),
        ("<template>w<template>x</template>z</template>y", "y"),
        ("<!DOCTYPE html><!-- <p> --><![if x]><![CDATA[z]]>a<?php b ?>c<!x>", "ac"),
        ("1 < 2 &amp; 3 > 2, a <b c", "1 < 2 & 3 > 2, a <b c"),
        ("&#xD800;&#0;&nosuch;", "\ufffd\ufffd&nosuch;"),
        ("</p></script>a", "a"),
        ("<svg/><p/>b", "b"),
    ],
)
def test_what_no_tree_is_needed_for(page: str, words: str) -> None:
    """Tags left open, hidden parts in each other, declarations of any form and signs that are no tags."""
    assert plain_text(page) == words


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<a b=",
        "<a b='",
        "<!--",
        "<![",
        "<",
        "</",
        "<p ",
        "&#",
        "<script>",
        "<template>",
        "<noscript></template>",
        "</p>",
        "<a b=<p>",
        "<?",
        "<!a",
    ],
)
def test_cost_grows_with_length(piece: str) -> None:
    """Eight times the page takes about eight times as long, and 400,000 characters a few seconds at most."""
    begun = time.perf_counter()
    for page in (piece * (50_000 // len(piece)), piece * (400_000 // len(piece)), piece * (50_000 // len(piece)) + ">"):
        plain_text(page)
    assert time.perf_counter() - begun < 10


@given(
    st.lists(
        st.sampled_from([*"<>/!-[]?='\"&#;ap \n", "<p>", "</p>", "<script>", "<!--", "<![CDATA["]), max_size=40
    ).map("".join)
)
def test_no_page_breaks_the_reader(page: str) -> None:
    """Whatever stands between less and greater signs, the words come out or are empty."""
    assert isinstance(plain_text(page), str)
