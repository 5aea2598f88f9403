"""Notebooks as pages: what is in sight, what is folded, how they hang together, and what is refused."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis.errors import ArgumentError, DataError
from analysis.report.pages import read_page, read_pages
from analysis.report.reading_site import Extra, site
from tests.notebooks import BAD, invented_site, markdown, one, shown, written


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a site of three invented notebooks."""
    return site(read_pages(invented_site(tmp_path_factory.mktemp("notebooks"))))


@pytest.fixture(scope="module")
def page(files: dict[str, bytes]) -> BeautifulSoup:
    """Return its first page."""
    return BeautifulSoup(files["00-tolls.html"], "html.parser")


def test_a_page_says_what_it_is(page: BeautifulSoup) -> None:
    """Title, language, viewport and description; the title is that of the notebook, without its markup."""
    assert one(page, "title").get_text() == "Tolls rose, & fast"
    assert one(page, "html")["lang"] == "en"
    assert "width=device-width" in one(page, 'meta[name="viewport"]')["content"]
    assert one(page, 'meta[name="description"]')["content"] == "On whose word?"


def test_runs_of_method_are_one_fold_each(page: BeautifulSoup) -> None:
    """Two neighbouring cells are in one fold, named by their heading; story code is there, out of sight."""
    first, second = page.select("details.method")
    assert first.summary.get_text(" ", strip=True) == "How this was computed: How it was counted"
    assert second.summary.get_text(strip=True) == "How this was computed"
    assert not first.has_attr("open")
    assert [len(fold.select("pre.code")) for fold in (first, second)] == [1, 1]
    assert first.find("math") is not None
    assert [code.get_text().strip() for code in page.select(".source pre.code")] == ["draw('tolls')", "table"]
    assert one(page, "#all").has_attr("hidden")  # without a script there is nothing to press


def test_image_and_words_of_a_plate_are_one_figure(page: BeautifulSoup) -> None:
    """The image has its alternative text, the caption what is said below, and nothing is said twice."""
    figure = one(page, "figure#figure-tolls")
    assert figure.img["alt"] == 'A line: "up"'
    assert figure.img["src"].startswith("data:image/png;base64,iVBOR")
    notes = [note.get_text() for note in figure.figcaption.find_all("p", recursive=False)][:2]
    assert notes == ["Two years <of> tolls.", "What it does not show. No causes."]


def test_pages_hang_together(files: dict[str, bytes], page: BeautifulSoup) -> None:
    """Links between notebooks, to the neighbours and from the index lead to files of the site."""
    assert [link["href"] for link in page.select("a[rel=next], a[rel=prev]")] == ["01-mills.html"]
    last = BeautifulSoup(files["A1-speed.html"], "html.parser")
    assert [link["href"] for link in last.select("a[rel=next], a[rel=prev]")] == ["01-mills.html"]
    index = BeautifulSoup(files["index.html"], "html.parser")
    lists = [[link["href"] for link in some.select("a")] for some in index.select("ol.pages")]
    assert lists == [["00-tolls.html", "01-mills.html"], ["A1-speed.html"]]
    assert [text.get_text() for text in index.select("ol.pages p")] == ["On whose word?", "Is it?"]
    for name, content in files.items():
        for link in BeautifulSoup(content, "html.parser").select("a[href]"):
            target, _, anchor = str(link["href"]).partition("#")
            held = BeautifulSoup(files[target or name], "html.parser")
            assert not anchor or held.find(id=anchor), link


def test_only_our_script_may_run(files: dict[str, bytes]) -> None:
    """The policy of each page allows nothing from outside and one script, by its hash; hostile names are text."""
    for content in files.values():
        held = BeautifulSoup(content, "html.parser")
        policy = held.select('meta[http-equiv="Content-Security-Policy"]')[0]["content"]
        allowed = re.findall(r"'sha256-([^']+)'", str(policy))
        script = held.select("body > script")[-1].get_text()
        assert allowed == [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()]
        assert "default-src 'none'" in str(policy)
    mills = BeautifulSoup(files["01-mills.html"], "html.parser")
    assert one(mills, "title").get_text() == f"Mills {BAD}"
    table = BeautifulSoup(files["00-tolls.html"], "html.parser").select("caption")[-1]
    assert table.get_text() == BAD


def test_words_and_figures_in_sight_are_counted(tmp_path: Path) -> None:
    """Prose, tables and captions count; code, alternative text and everything below a fold do not."""
    first, _, _ = read_pages(invented_site(tmp_path))
    assert first.figures == 1
    cells = [markdown("# One two\n\nThree four."), shown("a = 1", {"text/plain": "5 6"}), markdown("# x", "method")]
    assert read_page(written(tmp_path / "02-b.ipynb", *cells)).words == 6


def test_every_kind_of_output_is_shown(tmp_path: Path) -> None:
    """Printed lines and errors without their colours, Markdown, drawings; what is empty leaves no box."""
    cell = shown("x", {"text/markdown": "**b**", "text/plain": "m"}, {"image/svg+xml": "<svg/>", "text/plain": "s"}, {})
    cell.outputs.append(nbformat.v4.new_output("stream", text="\x1b[31mred\x1b[0m"))
    cell.outputs.append(nbformat.v4.new_output("error", ename="E", evalue="v", traceback=["\x1b[1mTrace"]))
    (made,) = read_pages([written(tmp_path / "00-a.ipynb", markdown("# A"), cell)])
    held = BeautifulSoup(site([made])["00-a.html"], "html.parser")
    assert [text.get_text() for text in held.select("pre.plain")] == ["red", "Trace"]
    assert one(held, ".output strong").get_text() == "b"
    assert one(held, "figure img")["alt"] == "s"


@pytest.mark.parametrize("content", ["", "[]", "{}", "5", '{"nbformat": 3, "worksheets": []}', "\x00"])
def test_what_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    """One sentence with the file and the next step."""
    path = tmp_path / "00-a.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"00-a.ipynb is not a readable notebook: .*; open and save it in JupyterLab"):
        read_page(path)


def test_pages_without_title_or_with_the_name_of_the_list_are_refused(tmp_path: Path) -> None:
    """A page is called by its title; `index.html` is the list of pages."""
    with pytest.raises(DataError, match=r"00-a.ipynb has no title; expected a first cell that begins with '# Title'"):
        read_page(written(tmp_path / "00-a.ipynb", markdown("No heading.")))
    with pytest.raises(ArgumentError, match="pages is empty"):
        site([])
    with pytest.raises(ArgumentError, match="a page has the name 'index'"):
        site(read_pages([written(tmp_path / "index.ipynb", markdown("# A"))]))
    with pytest.raises(ArgumentError, match="a page has the name '00-a'"):
        site(
            read_pages([written(tmp_path / "00-a.ipynb", markdown("# A"))]), extras=[Extra("00-a", "A", "What?", "<p>")]
        )
