"""Plates and readable tables: what a reader sees, in bytes that do not change."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.figures.charts import paired_dots, score_strip, split_bars, stacked_bars
from analysis.figures.plate import Plate, compose
from analysis.figures.style import PAIR, tint
from analysis.figures.table import Readable

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
    """Sums that another machine rounds otherwise give the same drawing: names in it are numbers, and all are known."""
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


def test_no_date_and_no_version_stands_in_the_files() -> None:
    """Nothing in the files tells when or with what they were made."""
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


def test_all_charts_draw_what_they_are_given() -> None:
    """Bars, strips and dots show as many marks as their tables have values."""
    from matplotlib.figure import Figure as Canvas

    figure = Canvas()
    bars, splits, strip = figure.subplots(1, 3)
    data = pd.DataFrame({"label": ["a", "b"], "colour": PAIR, "x": [10, 1], "y": [2, 30]})
    stacked_bars(bars, data, parts=["x", "y"], colours=["1", "#EEEEEE"], unit="words", smallest_label=5)
    assert len(bars.patches) == 4
    assert [text.get_text() for text in bars.texts] == ["10", "30"]
    split_bars(
        splits,
        pd.DataFrame({"label": ["a", "b"], "real": [True, False], "key_terms": [2, 3]}),
        real_label="real",
        unit="n",
    )
    assert [text.get_text().strip() for text in splits.texts] == ["2  real", "3"]
    scores = pd.DataFrame({"row": ["r"] * 3, "group": 0, "score": [0.1, 0.1, 0.4]})
    score_strip(strip, scores, rows=["r"], names=("old", "new"), unit="score")
    assert len(strip.collections[0].get_offsets()) == 3
    assert "mean +0.20" in [text.get_text() for text in strip.texts]
    assert tint("#0072B2", 1) == "#0072b2"


def test_a_readable_table_rounds_escapes_and_names() -> None:
    """Numbers are rounded as asked, markup escaped, undefined values said in words."""
    table = pd.DataFrame({"t": ["<b>"], "n": [1.25], "z": [-0.001], "u": [float("nan")], "yes": [True], "hidden": [1]})
    shown = Readable(table, {"t": "Term", "n": "Rate", "z": "Zero", "u": "U", "yes": "Stable"}, "Cap", {"n": 1, "z": 2})
    assert shown.cells() == [["<b>", "1.2", "0.00", "undefined", "yes"]]
    bundle = shown._repr_mimebundle_()
    assert "&lt;b&gt;" in bundle["text/html"]
    assert "<caption>Cap</caption>" in bundle["text/html"]
    assert "hidden" not in bundle["text/plain"]
    assert bundle["text/plain"].startswith("Cap\n")
    with pytest.raises(ArgumentError, match="a column to show is 'q'"):
        Readable(table, {"q": "Q"})
