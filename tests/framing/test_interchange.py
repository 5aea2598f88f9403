"""Codebooks in the formats of other tools, there and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import CodebookError
from analysis.framing.codebook import Codebook, Frame, Pattern
from analysis.framing.interchange import dictionary_codebook, read_liwc, read_quanteda, write_liwc, write_quanteda

BOOK = Codebook(
    (
        Frame(
            "CARE",
            "Care",
            "-",
            "-",
            "-",
            tuple(map(Pattern, ("kind*", "give help|aid"))),
            (Pattern("kind of"),),
            "-",
            "",
        ),
        Frame("HARM", "Harm", "-", "-", "-", (Pattern("hurt"), Pattern("do ~2 harm")), (), "-", ""),
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


def test_a_plain_dictionary_is_plugged_in(tmp_path: Path) -> None:
    """Moral foundations and the like become frames; nested names are joined."""
    path = save(tmp_path, "care:\n  virtue: [kind*, safe]\n  vice:\n  - harm\nother:\n- plain: [x]\n", "moral.yml")
    book = dictionary_codebook(read_quanteda(path), source="moral.yml")
    assert book.ids == ["care.virtue", "care.vice", "other.plain"]
    assert "moral.yml" in book["care.vice"].definition
    with pytest.raises(CodebookError, match=r"moral.yml, a: the pattern 'b\+'"):
        dictionary_codebook({"a": ["b+"]}, source="moral.yml")
    with pytest.raises(CodebookError, match="a has no words"):
        dictionary_codebook({"a": []}, source="moral.yml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no marks", "has 0 lines with %"),
        ("%\nx name\n%\n", "line 2: 'x name' is no number with a name"),
        ("%\n1\tA\n1\tB\n%\n", "line 3: the number 1 is a duplicate"),
        ("%\n1\tA\n%\nword\t2\n", "line 4: the number is 2; allowed: 1"),
        ("%\n1\tA\n\n%\n\nword\n", "line 6: 'word' has no number"),
    ],
)
def test_faults_of_liwc_files(tmp_path: Path, text: str, said: str) -> None:
    """File, line, value and remedy."""
    with pytest.raises(CodebookError, match=said):
        read_liwc(save(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "has no names"),
        ("a: [\n", "line 2"),
        ("a: 7\n", "a is 7; expected a list"),
        ("a:\n- [b]\n", r"a has \['b'\]"),
    ],
)
def test_faults_of_quanteda_files(tmp_path: Path, text: str, said: str) -> None:
    """What is no dictionary is told so."""
    with pytest.raises(CodebookError, match=said):
        read_quanteda(save(tmp_path, text))


def test_missing_and_undecodable(tmp_path: Path) -> None:
    """A dictionary that is not there or not UTF-8."""
    with pytest.raises(CodebookError, match="is missing"):
        read_liwc(tmp_path / "none.dic")
    (tmp_path / "a.dic").write_bytes(b"\xff\xfe%")
    with pytest.raises(CodebookError, match="is not UTF-8"):
        read_liwc(tmp_path / "a.dic")
