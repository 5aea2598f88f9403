"""Codebooks in the formats of other tools, there and back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import CodebookError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.interchange import (
    dictionary_codebook,
    open_codebook,
    read_liwc,
    read_quanteda,
    write_liwc,
    write_quanteda,
)
from analysis.patterns.pattern import Pattern

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


WORDS = st.sampled_from(["covid 19", "trade", "open*", "7", "no", "red line", "a 1 2"])


@given(st.dictionaries(st.sampled_from(["A", "B", "C"]), st.lists(WORDS, min_size=1, unique=True), min_size=1))
def test_every_plain_codebook_comes_back(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[str, list[str]]
) -> None:
    """What is written is read: phrases that end in numbers, words that YAML takes for truth values or numbers."""
    folder = tmp_path_factory.mktemp("there")
    book = dictionary_codebook(entries, source="test")
    assert read_quanteda(save(folder, write_quanteda(book)[0], "a.yml")) == entries
    found = read_liwc(save(folder, write_liwc(book)[0]))
    assert {name: sorted(words) for name, words in found.items()} == {n: sorted(w) for n, w in entries.items()}


def test_words_stay_texts(tmp_path: Path) -> None:
    """Truth words, numbers and dates of YAML 1.1 are words, also a date that does not exist, also alone."""
    text = "A: [yes, no, on, off, 7, 007, 2021-13-45, null, ~]\nno: on\n"
    assert read_quanteda(save(tmp_path, text)) == {
        "A": ["yes", "no", "on", "off", "7", "007", "2021-13-45", "null", "~"],
        "no": ["on"],
    }
    assert read_quanteda(str(save(tmp_path, "A: &x [b]\nB: *x\n"))) == {"A": ["b"], "B": ["b"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A: [a]\nB: [c]\nA: [b]\n", "line 3: the name 'A' stands in line 1 too"),
        ("A.B: [a]\nA: {B: [c]}\n", "line 2: the name 'A.B', joined, stands in line 1 too"),
        ("A:\n- B: [a]\n- B: [c]\n", "line 3: the name 'A.B', joined, stands in line 2 too"),
        ("A: &x {B: *x}\n", "line 1: A.B contains itself through an alias"),
        ("A: &x [{B: *x}]\n", "line 1: A.B contains itself through an alias"),
        ("A: [yes]\nB:\n", "line 2: B is empty; expected a list of words"),
        ("A:\n- b\n- {C: [d]}\n", "line 2: A has 'b'; expected words or named lists"),
        ("A: [b, '']\n", "line 1: A has an empty word"),
        ("? [a]\n: [b]\n", "line 1: a name is no single word or phrase"),
        ("A: &x {B: [c]}\nD: {<<: *x}\n", "line 2: a name is no single word or phrase"),
        ("[" * 5000, "is nested too deep"),
        ("a: *x\n", "line 1: found undefined alias"),
        ("a: \x01\n", "expected YAML; correct it"),
    ],
    ids=range(13),
)
def test_names_that_would_be_merged_or_lost(tmp_path: Path, text: str, said: str) -> None:
    """A name twice, as written or once joined, and whatever is no list of words, with the line at fault."""
    with pytest.raises(CodebookError, match=said):
        read_quanteda(save(tmp_path, text))


def test_aliases_do_not_multiply_without_end(tmp_path: Path) -> None:
    """Thirty lines, each of which names the one before ten times, would unfold to more words than a disk holds."""
    lines = ["a0: &a0 [w]"]
    lines += [f"a{n}: &a{n} {{{', '.join(f'k{m}: *a{n - 1}' for m in range(10))}}}" for n in range(1, 30)]
    with pytest.raises(CodebookError, match="unfolds to more than 1,000,000 parts"):
        read_quanteda(save(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("%\n1\tA\n2\tA\n%\n", "line 3: the name 'A' is a duplicate"),
        ("%\n1\tA\n%\nlike (02 134)125/464\t1\n", "line 4: .* has a condition, which is not read"),
        ("%\n1\tA\n%\nkind\t<of>131/125\t1\n", "line 4: .* has a condition, which is not read"),
        ("%\n1\tA\n%\nword\t1\tx\n", "line 4: .* has no number of a name"),
        ("%\n1\tA\n%\n\t1\n", "line 4: '1' has no number of a name"),
        ("%\n²\tA\n%\n", "line 2: .* is no number with a name"),
        ("%\n1\tA\n%\n" + "x" * 500, r"line 4: 'x{57}\.\.\.' has no number"),
    ],
    ids=range(7),
)
def test_lines_that_liwc_would_read_otherwise(tmp_path: Path, text: str, said: str) -> None:
    """Two numbers with one name, conditions on neighbours and lines without a number: 60 characters at most."""
    with pytest.raises(CodebookError, match=said):
        read_liwc(save(tmp_path, text))


def test_numbers_stand_after_a_tab_or_at_the_end(tmp_path: Path) -> None:
    """A phrase may end in a number before a tab; in a line of spaces the numbers at the end count."""
    text = "%\n1\tA\n2\tB\n%\ncovid 19\t1 2\nred line 1  2\n:)\t2\n"
    assert read_liwc(save(tmp_path, text)) == {"A": ["covid 19", "red line"], "B": ["covid 19", "red line", ":)"]}


def test_a_long_line_is_read_in_linear_time(tmp_path: Path) -> None:
    """A line of a hundred thousand numbers that ends in none is refused at once, with its beginning."""
    begun = time.perf_counter()
    with pytest.raises(CodebookError, match=r"^.{0,150}$"):
        read_liwc(save(tmp_path, "%\n1\tA\n%\na" + " 1" * 100_000 + "x\n"))
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("write", [write_liwc, write_quanteda])
def test_alternatives_do_not_multiply_without_bound(write: object) -> None:
    """Six places of eight alternatives are a quarter of a million entries: frame and pattern are named."""
    place = "|".join(f"w{n}" for n in range(8))
    frame = Frame("F", "F", "-", "-", "-", (Pattern(" ".join([place] * 6)),), (), "-", "")
    with pytest.raises(CodebookError, match=r"F: the pattern 'w0\|w1.*' stands for 262,144 entries"):
        write(Codebook((frame,)))  # type: ignore[operator]


def test_a_codebook_of_any_format_is_opened(root: Path, tmp_path: Path) -> None:
    """The format is seen from the file: frames, names with words, or lines of %; a list of words may be called frames."""
    assert "TAIWAN" in open_codebook(root / "data" / "codebook" / "frames.yaml").ids
    for name, text in (
        ("a.yml", "x: [kind]\n"),
        ("a.DIC", "%\n1\tx\n%\nkind\t1\n"),
        ("a.txt", "%\n1\tx\n%\nkind\t1\n"),
    ):
        assert open_codebook(str(save(tmp_path, text, name))).ids == ["x"]
    assert open_codebook(save(tmp_path, "frames: [kind, cruel]\n", "b.yml")).ids == ["frames"]
    with pytest.raises(CodebookError, match="has no id"):
        open_codebook(save(tmp_path, "frames:\n- name: x\n", "c.yml"))
    for call in (open_codebook, read_liwc, read_quanteda):
        with pytest.raises(CodebookError, match="Is a directory"):
            call(tmp_path)
