"""The parts of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.attribution.extract import extract_statements, layout_table
from analysis.attribution.layout import blocks_of

INVENTED = Path(__file__).parent / "invented"


def test_furniture_is_labelled() -> None:
    """Sign-in lines, credits, related links and footers have labels; a statement in a related link says so."""
    text = (INVENTED / "harbour_talks.txt").read_text("utf-8")
    labels = layout_table(text).set_index("start")["location"]
    by_line = {text[start:].split("\n")[0]: label for start, label in labels.items()}
    assert by_line["Sign in | Subscribe"] == "furniture"
    assert by_line["The Lowmark Courier"] == "furniture"
    assert by_line["About Us"] == "furniture"
    related = extract_statements(text).query("location == 'related_link'")
    assert related["speaker"].tolist() == ["Orla Brennick"]


def test_every_line_has_one_label() -> None:
    """Nothing is dropped: the paragraphs are in order, apart, and cover every word of the text."""
    text = (INVENTED / "island_summit.txt").read_text("utf-8")
    blocks, at = blocks_of(text), 0
    for block in blocks:
        assert not text[at : block.start].strip()
        assert block.start <= block.content <= block.end
        at = block.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["The harbour opens at last", "By Ilse Marrow", "The mayor opened it."], ["headline", "byline", "body"]),
        (["The harbour opens at last", "ARDENNEY \u2013 The mayor opened it."], ["headline", "body"]),
        (
            ["The harbour opens at last", "It is open, the mayor said today.", "ARDENNEY \u2013 The mayor opened it."],
            ["headline", "lead", "body"],
        ),
        (["The harbour opens at last", "The mayor at the new harbour. PHOTO: NORTHWIRE"], ["headline", "caption"]),
        (
            ["The harbour opens at last", "The mayor at the new harbour in June.", "Photo: Northwire"],
            ["headline", "caption", "furniture"],
        ),
    ],
)
def test_labels_by_place(lines: list[str], labels: list[str]) -> None:
    """A line is labelled by its words and by the lines around it."""
    assert [block.label for block in blocks_of("\n\n".join(lines))] == labels


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Text broken at a fixed width is joined; the empty lines separate its paragraphs."""
    line = "The mayor of the old town opened the harbour again and again in"
    text = "\n\n".join(["\n".join([line] * 5)] * 2)
    assert len(blocks_of(text)) == 2


def test_words_begin_after_the_dateline() -> None:
    """Place and agency before the first sentence are not part of it."""
    text = "The harbour opens at last\n\nARDENNEY, May 6 (Northwire) \u2014 The mayor opened it."
    assert text[blocks_of(text)[-1].content :] == "The mayor opened it."
