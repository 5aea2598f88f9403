"""The files of a report."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from analysis.report import one_page
from analysis.report.measuring import Measured
from analysis.report.one_page import report
from tests.reports import HOSTILE, found


@pytest.fixture(scope="module")
def measured() -> Measured:
    """Return what is found in the speeches of the two parties."""
    return found()


@pytest.fixture(scope="module")
def files(measured: Measured) -> dict[str, bytes]:
    """Return the report on them."""
    return report(measured)


def test_the_page_needs_nothing_else_and_has_its_order(files: dict[str, bytes]) -> None:
    """Answer, evidence, limits, methods; no address outside; every plate has alternative text; links lead to files."""
    soup = BeautifulSoup(files["index.html"].decode(), "html.parser")
    places = [
        soup.find(id=name)
        for name in ("answer", "evidence", "explorer", "words", "phrases", "frames", "tone", "limits", "methods")
    ]
    assert None not in places
    order = [place.sourceline for place in places if place is not None]
    assert order == sorted(order)
    assert b"http" not in files["index.html"].replace(b"http-equiv", b"")
    assert all(image["alt"] for image in soup.find_all("img"))
    links = {str(link["href"]) for link in soup.find_all("a") if not str(link["href"]).startswith("#")}
    assert links <= set(files)
    assert len(files["index.html"]) < 3_000_000
    assert {"plates/terms.png", "plates/terms.svg", "plates/terms.txt", "methods.txt"} <= set(files)


def test_tables_are_those_measured(measured: Measured, files: dict[str, bytes]) -> None:
    """Parquet is the table unchanged; CSV begins with a byte order mark and has the same rows."""
    pd.testing.assert_frame_equal(
        pd.read_parquet(io.BytesIO(files["tables/terms.parquet"])), measured.terms, check_dtype=False
    )
    assert files["tables/terms.csv"].startswith("\ufeff".encode())
    assert len(pd.read_csv(io.BytesIO(files["tables/phrases.csv"]))) == len(measured.phrases)


def test_hostile_text_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script as a name, a formula as a document, an escape of a terminal: words in page, drawing and table."""
    files = report(found(names=(HOSTILE, "=1+1")))
    page = files["index.html"].decode()
    assert HOSTILE not in page
    assert HOSTILE.replace("<", "&lt;").replace(">", "&gt;") in page
    # What is absent from "=1+1" has a status that begins with a letter; a cell that is the name alone is made inert.
    rates = pd.read_csv(io.BytesIO(files["plates/frames.csv"]))
    assert set(rates["group"]) == {HOSTILE, "'=1+1"}
    assert b"<script" not in files["plates/terms.svg"]
    monkeypatch.setattr(one_page, "_plates", lambda _: {})
    assert "\x1b" not in report(found(names=("red\x1b[31m", "south")))["index.html"].decode()


def test_a_report_of_one_document_a_side_is_written() -> None:
    """The smallest report: no frames, no tone, no phrase; nothing fails."""
    assert b"too few documents" in report(found(2))["index.html"]
