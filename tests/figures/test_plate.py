"""Plates: what a reader sees, in bytes that do not change."""

from __future__ import annotations

import base64
import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.text import Text

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


def shown(made: Plate) -> list[tuple[dict[str, str], dict[str, dict[str, object]]]]:
    """Return the outputs, each with its metadata, that a notebook would get."""
    found: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("IPython.display.display", lambda data, **options: found.append((data, options.get("metadata"))))
        made._ipython_display_()
    return found


def test_a_notebook_gets_the_image_once_and_the_words() -> None:
    """The image is an output of its own, with alternative text and digest; the words follow as HTML, escaped."""
    made = plate()
    (image, about), (words, _) = shown(made)
    assert sorted(image) == ["image/png", "text/plain"]
    assert base64.b64decode(image["image/png"]) == made.png
    assert image["text/plain"] == f'Figure tolls [{made.digest}]: Dots: "tolls" 1 and 2'
    assert about["image/png"]["alt"] == made.alt
    assert "<img" not in words["text/html"]
    assert ">Dots: &quot;tolls&quot; 1 and 2</p><p>What is shown &amp; why</p></div>" in words["text/html"]
    assert words["text/plain"] == "What is shown & why"


def test_how_to_read_and_what_is_not_shown_follow_the_caption() -> None:
    """Both optional sentences are printed and escaped; the alternative text stays the content of the figure."""
    made = dataclasses.replace(plate(), read="A dot is a < b.", limits="No causes.")
    _, (words, _) = shown(made)
    assert "<p><strong>How to read it.</strong> A dot is a &lt; b.</p>" in words["text/html"]
    assert "<p><strong>What it does not show.</strong> No causes.</p>" in words["text/html"]
    assert words["text/plain"] == "What is shown & why\nA dot is a < b.\nNo causes."
    assert made.files() == plate().files()
    text = {"title": "T", "caption": "C", "alt": "A", "read": "R", "limits": "L"}
    assert compose(name="n", **text, data=TABLE, height=1.0, draw=lambda _: None).limits == "L"


def test_a_users_settings_leave_no_trace() -> None:
    """The bytes are the same in spite of a `matplotlibrc` with grids, colours and sizes of its own."""
    settings = {"axes.grid": True, "savefig.facecolor": "black", "lines.linewidth": 9, "savefig.bbox": "tight"}
    before = plate().files()
    with mpl.rc_context(settings):
        made = plate()
        assert made.files() == before


def test_dollars_are_drawn_as_dollars() -> None:
    """No title, name, label or note is read as a formula; before, `$_{b}$` was drawn as a subscript."""
    table = TABLE.assign(label=["US$5 to US$7", "$_{b}$"], note=["$1$", "$2$"])

    def draw(figure: Figure) -> None:
        paired_dots(figure.subplots(), table, names=("$a$", "$b$"), unit="$n$", notes=("note", "note"))

    made = compose(name="n", title="From $1 to $2", caption="C", alt="A", data=table, height=2.0, draw=draw)
    assert made.png
    dollars = [text for text in made.figure.findobj(Text) if "$" in text.get_text()]
    assert {"From $1 to $2", "US$5 to US$7", "$_{b}$", "● $a$", "$n$", "$1$"} <= {text.get_text() for text in dollars}
    assert not any(text.get_parse_math() for text in dollars)


def test_saving_writes_four_files(tmp_path: Path) -> None:
    """Image, drawing, data and alternative text, ready for a page."""
    plate().save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tolls.csv", "tolls.png", "tolls.svg", "tolls.txt"]
    assert (tmp_path / "tolls.txt").read_text(encoding="utf-8") == 'Dots: "tolls" 1 and 2\n'


def test_a_plate_without_words_is_refused() -> None:
    """A figure without alternative text, caption or title cannot be made."""
    with pytest.raises(ArgumentError, match="alt of a plate is empty"):
        dataclasses.replace(plate(), alt=" ")
