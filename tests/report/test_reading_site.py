"""A site: its list, its further pages, the files of its figures, and the folder that it is written to."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis.errors import OutputError
from analysis.report.pages import read_pages
from analysis.report.reading_site import Extra, site, write_site
from tests.notebooks import invented_site, markdown, one, written


def test_further_pages_and_files_of_figures_are_part_of_the_site(tmp_path: Path) -> None:
    """A further page is listed; a figure leads to its own files, has a permalink, and says how to cite it."""
    pages = read_pages(invented_site(tmp_path))
    soup = BeautifulSoup("".join(site(pages)[page.file].decode() for page in pages), "html.parser")
    name = str(one(soup, "figure[id]")["id"]).removeprefix("figure-")
    given = {f"{name}.svg": b"<svg/>", f"{name}.csv": b"a", f"{name}.png": b"p", "other.svg": b"<svg/>"}
    files = site(pages, extras=[Extra("more", "More", "What else?", "<p>all")], figures=given)
    assert files["more.html"] == b"<p>all"
    assert {file for file in files if file.startswith("figures/")} == {
        f"figures/{name}.{kind}" for kind in ("svg", "csv", "png")
    }
    assert one(BeautifulSoup(files["index.html"], "html.parser"), "a[href='more.html']").get_text() == "More"
    page = next(page for page in pages if f'id="figure-{name}"'.encode() in files[page.file])
    held = BeautifulSoup(files[page.file], "html.parser")
    links = [link["href"] for link in held.select("figcaption .files a")]
    assert links == [f"figures/{name}.svg", f"figures/{name}.csv", f"#figure-{name}"]
    assert f"{page.file}#figure-{name}" in one(held, "details.cite").get_text()
    assert (
        f"image {hashlib.sha256(base64.b64decode(str(one(held, 'figure img')['src']).partition(',')[2])).hexdigest()[:4]}"
        in one(held, "details.cite").get_text()
    )


def test_the_same_notebooks_give_the_same_bytes(tmp_path: Path) -> None:
    """No date, no machine, no random name is in a page."""
    paths = invented_site(tmp_path)
    assert site(read_pages(paths)) == site(read_pages(paths))


def test_a_site_is_written_over_a_site_and_over_nothing_else(tmp_path: Path) -> None:
    """Pages of an earlier site go, other files stay; a folder of something else and a file are refused untouched."""
    folder = tmp_path / "out"
    one_page, two = (read_pages([written(tmp_path / f"{name}.ipynb", markdown("# A"))]) for name in ("00-a", "00-b"))
    write_site(site(one_page), folder)
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    write_site(site(two), folder)
    assert sorted(path.name for path in folder.iterdir()) == ["00-b.html", "index.html", "note.txt"]
    (folder / "index.html").write_text("<p>mine</p>", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(
        OutputError, match=r"holds '00-b.html' and no site; expected a new or empty folder; name another"
    ):
        write_site(site(one_page), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    with pytest.raises(OutputError, match="is a file; expected a folder"):
        write_site(site(one_page), folder / "note.txt")
