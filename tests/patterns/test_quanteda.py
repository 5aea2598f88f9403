"""quanteda's YAML dictionaries: every word as it is written, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import CodebookError
from analysis.patterns.quanteda import read_quanteda


def save(folder: Path, text: str) -> Path:
    """Write a dictionary."""
    path = folder / "book.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nested_names_are_joined(tmp_path: Path) -> None:
    """Names in names are joined by a full stop, also where they are items of a list."""
    text = "care:\n  virtue: [kind*, safe]\n  vice:\n  - harm\nother:\n- plain: [x]\n"
    found = {"care.virtue": ["kind*", "safe"], "care.vice": ["harm"], "other.plain": ["x"]}
    assert read_quanteda(save(tmp_path, text)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "has no names"),
        ("a: [\n", "line 2"),
        ("a: 7\n", "a is 7; expected a list"),
        ("a:\n- [b]\n", "line 2: a has an empty word or a list in a list"),
        ("A: [a]\nB: [c]\nA: [b]\n", "line 3: the name 'A' is in line 1 too"),
        ("A.B: [a]\nA: {B: [c]}\n", "line 2: the name 'A.B' is in line 1 too"),
        ("A:\n- B: [a]\n- B: [c]\n", "line 3: the name 'A.B' is in line 2 too"),
        ("A: &x {B: *x}\n", r"line 1: \*x is an alias"),
        ("A: &x [b]\nB: *x\n", r"line 2: \*x is an alias"),
        ("A: [yes]\nB:\n", "line 2: B is empty; expected a list of words"),
        ("A:\n- b\n- {C: [d]}\n", "line 1: A has words beside named lists"),
        ("A: [b, '']\n", "line 1: A has an empty word"),
        ("? [a]\n: [b]\n", "line 1: a name is not a single word or phrase"),
        ("[" * 5000 + "]" * 5000, "nested too deep"),
        ("a: \x01\n", "expected YAML"),
    ],
    ids=range(15),
)
def test_what_would_be_merged_or_lost_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """A name twice, as written or once joined, an alias, and whatever is not a list of words, with the line at fault."""
    with pytest.raises(CodebookError, match=said):
        read_quanteda(save(tmp_path, text))


def test_words_stay_as_they_are_written(tmp_path: Path) -> None:
    """Truth words, numbers and dates of YAML 1.1 are words, also a date that does not exist, also alone."""
    text = "A: [yes, no, on, off, 7, 007, 2021-13-45, null, ~]\nno: on\n"
    assert read_quanteda(str(save(tmp_path, text))) == {
        "A": ["yes", "no", "on", "off", "7", "007", "2021-13-45", "null", "~"],
        "no": ["on"],
    }
