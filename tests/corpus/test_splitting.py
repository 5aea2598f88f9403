"""Texts cut into sentences and paragraphs."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.splitting import split_texts
from analysis.errors import ArgumentError


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One mill.\n\nTwo weirs.", ["One mill.", "Two weirs."]),
        ("One\nmill.\n \n\nTwo\nweirs.", ["One mill.", "Two weirs."]),
        ("A mill stood\nby the weir of\nold Orland.\nIt fell.", ["A mill stood by the weir of old Orland. It fell."]),
        ("A mill stood.\nIt fell.\n“Why?”", ["A mill stood.", "It fell.", "“Why?”"]),
        ("  \n\n -- \n\nA mill.", ["A mill."]),
        ("", []),
    ],
    ids=["blank line", "wrapped with blank lines", "wrapped", "a paragraph a line", "marks alone", "empty"],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    """A blank line ends a paragraph; a line break does so only where lines are paragraphs."""
    assert split_texts({"a": text}, into="paragraphs")["text"].tolist() == paragraphs


def test_sentences_reach_over_line_breaks_and_not_over_paragraphs() -> None:
    """A line break in a sentence is a space; a heading without a full stop is a sentence of its own."""
    found = split_texts({"a": "Old mills\n\nMr. Oak left\nthe mill. He fell."}, into="sentences")
    assert found["text"].tolist() == ["Old mills", "Mr. Oak left the mill.", "He fell."]


def test_units_keep_what_is_known_of_their_text() -> None:
    """Columns stay, the document is the text or that of the table, and parts are numbered within a text."""
    table = pd.DataFrame({"text": ["One. Two.", "", "Three."], "era": ["p", "q", "q"]}, index=[7, 8, 9])
    found = split_texts(table, into="sentences")
    assert found.index.tolist() == ["7-1", "7-2", "9-1"]
    assert found[["era", "document", "part"]].values.tolist() == [["p", 7, 1], ["p", 7, 2], ["q", 9, 1]]
    named = split_texts(table.assign(document=["d", "d", "e"]), into="sentences")
    assert named["document"].tolist() == ["d", "d", "e"]
    assert split_texts(pd.Series([""]), into="sentences").columns.tolist() == ["document", "text", "part"]


@pytest.mark.parametrize(
    ("texts", "into", "said"),
    [
        ({"a": "x"}, "words", "into is 'words'; allowed: paragraphs, sentences"),
        (pd.DataFrame({"text": ["x"], "part": [1]}), "sentences", "texts has a column 'part'"),
        ({1: "x", "1": "y"}, "sentences", "texts has the unit '1' twice"),
    ],
)
def test_what_cannot_be_cut_is_refused(texts: object, into: str, said: str) -> None:
    """One sentence for another kind of part, a column in the way, and units that would share a name."""
    with pytest.raises(ArgumentError, match=said):
        split_texts(texts, into=into)  # type: ignore[arg-type]
