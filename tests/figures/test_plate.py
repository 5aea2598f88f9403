"""Plates: what a reader sees, in bytes that do not change."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.figures.charts import paired_dots
from analysis.figures.plate import Plate, compose

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE = pd.DataFrame({"label": ["tolls", "roads"], "first": [1.0, 2.0], "second": [2.0, 2.0], "note": ["1/2", "2/2"]})


def plate(table: pd.DataFrame = TABLE) -> Plate:
    """Draw a small plate."""

    def draw(figure: Figure) -> None:
        paired_dots(figure.subplots(), table, names=("old", "new"), unit="marks", notes=("note", "note"))

    text = {"title": "Tolls < roads", "caption": "What is shown & why", "alt": 'Dots: "tolls" 1 and 2'}
    return compose(name="tolls", **text, data=table, height=2.0, draw=draw)


def test_the_same_data_give_the_same_bytes() -> None:
    """Image, drawing and data of two separate drawings are equal byte for byte."""
    one, two = plate(), plate()
    assert one.files() == two.files()
    assert one.digest == two.digest


def test_the_last_bits_of_the_data_leave_no_trace() -> None:
    """Sums that another machine rounds differently yield the same drawing: its names are numbers, all defined."""
    one, other = plate(), plate(TABLE.assign(first=[0.1 + 0.2, 2.0]))
    exact = plate(TABLE.assign(first=[0.3, 2.0]))
    assert 0.1 + 0.2 != 0.3
    assert other.svg == exact.svg
    assert one.svg != exact.svg
    drawn = one.svg.decode()
    defined = set(re.findall(r' id="([a-z]\d+)"', drawn))
    used = {name for pair in re.findall(r'url\(#([^)]+)\)|href="#([a-z][0-9a-f]+)"', drawn) for name in pair if name}
    assert used
    assert used <= defined
    assert not re.search(r'id="[a-z][0-9a-f]{10}"', drawn)


def test_no_date_and_no_version_is_in_the_files() -> None:
    """Nothing in the files says when or with what they were made."""
    files = plate().files()
    assert b"Software" not in files["tolls.png"]
    assert b"Matplotlib v" not in files["tolls.svg"]
    assert b"<dc:date>" not in files["tolls.svg"]


def test_a_notebook_gets_alternative_text_caption_and_digest() -> None:
    """The HTML form carries escaped alternative text and caption, the plain form the digest."""
    made = plate()
    shown = made._repr_mimebundle_()
    assert 'alt="Dots: &quot;tolls&quot; 1 and 2"' in shown["text/html"]
    assert "<figcaption>What is shown &amp; why</figcaption>" in shown["text/html"]
    assert shown["text/plain"] == f'Figure tolls [{made.digest}]: Dots: "tolls" 1 and 2'


def test_saving_writes_four_files(tmp_path: Path) -> None:
    """Image, drawing, data and alternative text, ready for a page."""
    plate().save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tolls.csv", "tolls.png", "tolls.svg", "tolls.txt"]
    assert (tmp_path / "tolls.txt").read_text(encoding="utf-8") == 'Dots: "tolls" 1 and 2\n'


def test_a_plate_without_words_is_refused() -> None:
    """A figure without alternative text, caption or title cannot be made."""
    with pytest.raises(ArgumentError, match="alt of a plate is empty"):
        dataclasses.replace(plate(), alt=" ")
