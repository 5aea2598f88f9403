"""Codebooks written for other tools, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import CodebookError
from analysis.framing.codebook import Codebook, Frame, read_codebook
from analysis.framing.interchange import write_liwc, write_quanteda
from analysis.patterns.liwc import read_liwc
from analysis.patterns.pattern import Pattern
from analysis.patterns.quanteda import read_quanteda

BOOK = Codebook(
    (
        Frame("CARE", "Care", indicators=(Pattern("kind*"), Pattern("give help|aid")), exclude=(Pattern("kind of"),)),
        Frame("HARM", "Harm", indicators=(Pattern("hurt"), Pattern("do ~2 harm"))),
    )
)
ENTRIES = {"CARE": ["kind*", "give help", "give aid"], "HARM": ["hurt"]}
LEFT_OUT = ["CARE: not kind of", "HARM: do ~2 harm"]


def save(folder: Path, text: str, name: str = "book.dic") -> Path:
    """Write a dictionary."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_quanteda_there_and_back(tmp_path: Path) -> None:
    """Plain entries survive; gaps and exclusions are named as left out."""
    text, left_out = write_quanteda(BOOK)
    assert read_quanteda(save(tmp_path, text)) == ENTRIES
    assert left_out == LEFT_OUT


def test_liwc_there_and_back(tmp_path: Path) -> None:
    """The same by LIWC's format, in which words are sorted."""
    text, left_out = write_liwc(BOOK)
    found = read_liwc(save(tmp_path, text))
    assert {name: sorted(words) for name, words in found.items()} == {n: sorted(w) for n, w in ENTRIES.items()}
    assert left_out == LEFT_OUT


WORDS = st.sampled_from(["covid 19", "trade", "open*", "7", "no", "red line", "a 1 2"])


@given(st.dictionaries(st.sampled_from(["A", "B", "C"]), st.lists(WORDS, min_size=1, unique=True), min_size=1))
def test_every_plain_codebook_comes_back(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, list[str]]
) -> None:
    """What is written is read: phrases that end in numbers, words that YAML takes for truth values or numbers."""
    folder = tmp_path_factory.mktemp("there")
    book = read_codebook(save(folder, yaml.safe_dump(entries), "plain.yml"))
    assert read_quanteda(save(folder, write_quanteda(book)[0], "a.yml")) == entries
    found = read_liwc(save(folder, write_liwc(book)[0]))
    assert {name: sorted(words) for name, words in found.items()} == {n: sorted(w) for n, w in entries.items()}


@pytest.mark.parametrize("write", [write_liwc, write_quanteda])
def test_alternatives_do_not_multiply_without_bound(write: Any) -> None:
    """Six places of eight alternatives are a quarter of a million entries: frame and pattern are named."""
    place = "|".join(f"w{n}" for n in range(8))
    frame = Frame("F", "F", indicators=(Pattern(" ".join([place] * 6)),))
    with pytest.raises(CodebookError, match=r"F: the pattern 'w0\|w1.*' unfolds to 262,144 entries"):
        write(Codebook((frame,)))
