"""Lexicons that cannot be scored with, and files in a wrong format: each is refused in one sentence."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.tokens import tokens_table
from analysis.errors import DataError, DiscourseError
from analysis.sentiment.lexicons import (
    Lexicon,
    bundled_lexicon,
    read_afinn,
    read_hu_liu,
    read_loughran_mcdonald,
    read_lsd2015,
    read_nrc,
    read_pattern,
)
from analysis.sentiment.scores import score_lexicon

READERS: list[Callable[[object], Lexicon]] = [
    read_afinn,
    read_loughran_mcdonald,
    read_lsd2015,
    read_nrc,
    read_pattern,
    lambda path: read_hu_liu(path, path),
]


def save(folder: Path, text: str, name: str = "words.txt") -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"good": math.inf}, "the lexicon 'l': 'good' has the value inf; expected a number up to"),
        ({"good": math.nan}, "'good' has the value nan"),
        ({"good": 10**400}, "'good' has the value 1000"),
        ({"good": "2"}, "'good' has the value '2'"),
        ({"good": True}, "'good' has the value True"),
        ({"good": 0}, "no value above or below 0"),
        ({}, "has no words"),
        ({" ": 1.0}, "a word is ' '"),
        ({1: 1.0}, "a word is 1"),
        ({"can’t": 1.0, "can't": 2.0}, '"can\'t" has the values 1 and 2'),
        ({"goo* (thin*": 1.0}, r"the lexicon 'l': the pattern 'goo\*_\(thin\*' has '\('"),
        (["good"], "expected words with values; pass a mapping"),
    ],
)
def test_a_lexicon_that_cannot_score_is_refused_when_made(values: object, said: str) -> None:
    """Endless, missing and zero values, empty words, words with two values, entries that are no pattern."""
    with pytest.raises(DataError, match=said):
        Lexicon("l", values, "-", "-")  # type: ignore[arg-type]


def test_words_are_kept_as_tokens_are_written() -> None:
    """Curly apostrophes, wide spaces, capitals and ligatures of a list match the tokens of a text."""
    lexicon = Lexicon("l", {"Can’t\u00a0 Stand": -3.0, "isn’t": -1.0, "ﬁne": 2.0}, "-", "-")
    assert lexicon.values == {"can't stand": -3.0, "isn't": -1.0, "fine": 2.0}
    _, hits = score_lexicon(tokens_table([("u", "He can’t stand it. It isn’t. Fine.")]), lexicon, negators=())
    assert hits["word"].tolist() == ["can't stand", "fine", "isn't"]


def test_a_word_of_value_zero_is_no_hit() -> None:
    """A zero beside other values keeps a word from a wildcard."""
    lexicon = Lexicon("l", {"abandon*": -2.0, "abandonment": 0.0}, "-", "-")
    _, hits = score_lexicon(tokens_table([("u", "Abandonment, abandoned.")]), lexicon)
    assert hits["word"].tolist() == ["abandoned"]


@pytest.mark.parametrize("read", READERS)
def test_readers_take_texts_and_refuse_what_is_no_file(tmp_path: Path, read: Callable[[object], Lexicon]) -> None:
    """A path may be a text; a missing file, a folder and a path through a file are told alike."""
    inside = save(tmp_path, "good\t1\n")
    for path in (str(tmp_path / "none.txt"), tmp_path, str(tmp_path), inside / "words.txt", tmp_path / "no" / "w.dic"):
        with pytest.raises(DiscourseError, match=r"is missing from|cannot be read"):
            read(path)
    for path in (None, 3, "", ["words.txt"], "words\0.txt"):
        with pytest.raises(DiscourseError, match="expected the path of a file"):
            read(path)


def test_readers_read_the_file_that_a_text_names(tmp_path: Path) -> None:
    """The same words by a text as by a path."""
    path = save(tmp_path, "good\t3\nisn’t\t-1\n")
    assert read_afinn(str(path)) == read_afinn(path)
    assert read_afinn(path).values == {"good": 3.0, "isn't": -1.0}


@pytest.mark.parametrize(
    ("up", "down", "said"),
    [
        ("good,1\n", "bad\n", r"up\.txt, line 1: 'good,1' is no single word"),
        ("good\n", "<html>\n", r"down\.txt, line 1: '<html>' is no single word"),
        ("; none\n\n", "bad\n", r"up\.txt has no words"),
        ("good\n", "", r"down\.txt has no words"),
        ("good\nfine\n", "bad\nfine\n", r"down\.txt, line 2: 'fine' has the value -1, and 1 in up\.txt, line 2"),
    ],
)
def test_faults_of_hu_liu_files(tmp_path: Path, up: str, down: str, said: str) -> None:
    """A table or a page is no list of words, a list has words, and a word in both is told with both places."""
    with pytest.raises(DataError, match=said):
        read_hu_liu(save(tmp_path, up, "up.txt"), save(tmp_path, down, "down.txt"))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("BAD,2009\n", "line 2: there are 2 cells; expected 3"),
        ("BAD,2009,0,7\n", "line 2: there are 4 cells"),
        (",2009,0\n", "line 2: a word is ''"),
        ("BAD,inf,0\n", "line 2: the value is 'inf'; expected a year or 0"),
        ("BAD,2_009,0\n", "line 2: the value is '2_009'"),
        ("GOOD,0,2009\n\nBAD,x,0\n", "line 4: the value is 'x'"),
        ('"GO\nOD",0,2009\nBAD,x,0\n', "line 4: the value is 'x'"),
        ("GOOD,0,2009\nGOOD,2009,0\n", r"line 3: 'good' has the value -1, and 1 in line 2"),
        (f"{'A' * 140_000},0,2009\n", r"line 2: field larger than field limit \(131072\)"),
    ],
)
def test_faults_of_loughran_mcdonald_rows(tmp_path: Path, rows: str, said: str) -> None:
    """Rows that are short, long, unnamed or without a year; the line is that of the file."""
    # The limit belongs to the process, and the data-package library raises it.
    usual = csv.field_size_limit(131_072)
    try:
        with pytest.raises(DataError, match=said):
            read_loughran_mcdonald(save(tmp_path, "Word,Negative,Positive\n" + rows))
    finally:
        csv.field_size_limit(usual)


def test_a_header_that_names_a_column_twice(tmp_path: Path) -> None:
    """Two columns of one name cannot be told apart."""
    with pytest.raises(DataError, match="line 1: the header has twice Positive"):
        read_loughran_mcdonald(save(tmp_path, "Word,Negative,Positive,Positive\n"))


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ('<word polarity="1"/>', "word 1: a word is None"),
        ('<word form="" polarity="1"/>', "word 1: a word is ''"),
        ('<word form="fine" polarity="7"/>', "word 'fine': the value is '7'; expected a polarity from -1 to 1"),
        ('<word form="fine" polarity="nan"/>', "word 'fine': the value is 'nan'"),
    ],
)
def test_faults_of_pattern_files(tmp_path: Path, node: str, said: str) -> None:
    """A word has a form, and a polarity inside the range of the list."""
    with pytest.raises(DataError, match=said):
        read_pattern(save(tmp_path, f"<s>{node}</s>"))


@pytest.mark.parametrize("value", ["1_0", "nan", "inf", "0x1", "", "٣"])
def test_what_is_no_number_in_a_list(tmp_path: Path, value: str) -> None:
    """Python reads more as a number than a published list means."""
    with pytest.raises(DataError, match="expected a number"):
        read_afinn(save(tmp_path, f"good\t{value}\n"))


def test_only_afinn_is_labelled_as_afinn(tmp_path: Path) -> None:
    """Another list in the same format has the licence and reference that its user gives."""
    path = save(tmp_path, "good\t3\n")
    assert read_afinn(path).licence == "ODbL 1.0"
    assert read_afinn(path, name="mine").licence == "not given"
    named = read_afinn(path, name="mine", licence="CC0", reference="Oak (2020)")
    assert (named.licence, named.reference) == ("CC0", "Oak (2020)")


def test_a_word_of_two_names_in_lsd2015(tmp_path: Path) -> None:
    """Both names are said, since these formats give no lines."""
    path = save(tmp_path, "negative: [bad, good]\npositive: [good]\n", "lsd.yml")
    with pytest.raises(DataError, match=r"lsd\.yml, positive: 'good' has the value 1, and -1 in negative"):
        read_lsd2015(path)


def test_an_entry_that_is_no_pattern_is_told_with_its_line(tmp_path: Path) -> None:
    """The reader names the file and line, not the scoring."""
    with pytest.raises(DataError, match=r"words\.txt, line 2: the pattern 'goo\*_\(thin\*' has '\('"):
        read_afinn(save(tmp_path, "bad\t-1\ngoo* (thin*\t1\n"))


def test_a_lexicon_is_named_by_a_text() -> None:
    """A list of names is no name."""
    with pytest.raises(DiscourseError, match=r"lexicon is \['afinn'\]; allowed"):
        bundled_lexicon(["afinn"])  # type: ignore[arg-type]
