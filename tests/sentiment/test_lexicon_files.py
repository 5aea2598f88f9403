"""The files of lexicons, each format whole and broken: a fault is one sentence with file and row."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError, DiscourseError
from analysis.sentiment import lexicons
from analysis.sentiment.lexicons import FORMATS, Lexicon, read_lexicon


def save(folder: Path, text: str, name: str = "words.txt") -> Path:
    """Write a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def reader(form: str) -> Callable[[object], Lexicon]:
    """Return a function that reads a path in a format; the two files of one may be the same."""
    second = {"hu_liu": lambda path: {"negative": path}}.get(form, lambda _: {})
    return lambda path: read_lexicon(path, format=form, **second(path))  # type: ignore[arg-type]


@pytest.mark.parametrize("form", [*FORMATS, "columns"])
def test_every_format_refuses_what_is_no_file(tmp_path: Path, form: str) -> None:
    """A missing file, a folder, a path through a file, and what is no path at all."""
    read = (
        (lambda path: read_lexicon(path, word="word", value="value"))  # type: ignore[arg-type]
        if form == "columns"
        else reader(form)
    )
    inside = save(tmp_path, "good\t1\n")
    for path in (str(tmp_path / "none.txt"), tmp_path, str(tmp_path), inside / "words.txt", tmp_path / "no" / "w.dic"):
        with pytest.raises(DiscourseError, match=r"is missing from|cannot be read"):
            read(path)
    for path in (None, 3, "", ["words.txt"], "words\0.txt"):
        with pytest.raises(DiscourseError, match="expected the path of a file"):
            read(path)


def test_a_path_may_be_a_string(tmp_path: Path) -> None:
    """The same words by a string as by a Path."""
    path = save(tmp_path, "good\t3\nisn’t\t-1\n")
    assert read_lexicon(str(path), format="afinn") == read_lexicon(path, format="afinn")
    assert read_lexicon(path, format="afinn").values == {"good": 3.0, "isn't": -1.0}


def test_afinn_format(tmp_path: Path) -> None:
    """Word, tab, value; comments, CRLF and gzip do not matter."""
    text = "# ours\r\ngood\t3\r\ncan't stand\t-3\r\n"
    assert reader("afinn")(save(tmp_path, text)).values == {"good": 3.0, "can't stand": -3.0}
    packed = tmp_path / "words.txt.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    assert len(reader("afinn")(packed).values) == 2
    packed.write_bytes(gzip.compress(text.encode())[:-9])
    with pytest.raises(DataError, match="no whole gzip file"):
        reader("afinn")(packed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("good 3\n", "words.txt, line 1: 'good 3' is no word and number"),
        ("good\t3\nbad\tx\n", "words.txt, line 2: the value is 'x'; expected a number"),
        ("good\t1000\n", "line 1: the value is '1000'"),
        ("\t3\n", "line 1: a word is ''"),
        ("good\t3\nfine\t1\ngood\t2\n", "line 3: 'good' has the value 2, and 3 in words.txt, line 1"),
        ("bad\t-1\ngoo* (thin*\t1\n", r"words\.txt, line 2: the pattern 'goo\*_\(thin\*' has '\('"),
        ("\n", "words.txt has no words with values"),
        *[(f"good\t{value}\n", "expected a number") for value in ("1_0", "nan", "inf", "0x1", "", "٣")],
    ],
)
def test_faults_of_afinn_files(tmp_path: Path, text: str, said: str) -> None:
    """A wrong format, a word with two values, an entry that is no pattern, what only Python takes for a number."""
    with pytest.raises(DataError, match=said):
        reader("afinn")(save(tmp_path, text))


def test_hu_liu_format(tmp_path: Path) -> None:
    """Two files with comments; a word in both is an error, or dropped if so asked."""
    up, down = save(tmp_path, "; ours\ngood\nenvious\n", "up.txt"), save(tmp_path, "bad\nenvious\n", "down.txt")
    with pytest.raises(DataError, match=r"line 2: 'envious' has the value -1, and 1 in up\.txt, line 3"):
        read_lexicon(up, down)
    found = read_lexicon(up, down, both="drop")
    assert (found.name, found.values) == ("huliu", {"good": 1.0, "bad": -1.0})
    (tmp_path / "up.txt").write_bytes("naïve\n".encode("cp1252"))
    assert "naïve" in read_lexicon(tmp_path / "up.txt", down, both="drop").values


@pytest.mark.parametrize(
    ("up", "down", "said"),
    [
        ("good,1\n", "bad\n", r"up\.txt, line 1: 'good,1' is no single word"),
        ("good words here\n", "bad\n", r"up\.txt, line 1: 'good words here' is no single word"),
        ("good\n", "<html>\n", r"down\.txt, line 1: '<html>' is no single word"),
        ("; none\n\n", "bad\n", r"up\.txt has no words"),
        ("good\n", "", r"down\.txt has no words"),
        ("good\nfine\n", "bad\nfine\n", r"down\.txt, line 2: 'fine' has the value -1, and 1 in up\.txt, line 2"),
    ],
)
def test_faults_of_hu_liu_files(tmp_path: Path, up: str, down: str, said: str) -> None:
    """A table or a page is no list of words, a list has words, and a word in both is reported with both places."""
    with pytest.raises(DataError, match=said):
        read_lexicon(save(tmp_path, up, "up.txt"), save(tmp_path, down, "down.txt"), format="hu_liu")


def test_loughran_mcdonald_format(tmp_path: Path) -> None:
    """Years above 0 count, empty cells do not; words removed later have a year below 0."""
    text = "Word,Negative,Positive\nLOSS,2009,0\nGAIN,,2009\nOLD,-2020,0\n"
    assert reader("loughran_mcdonald")(save(tmp_path, text)).values == {"gain": 1.0, "loss": -1.0}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("BAD,2009\n", "line 2: there are 2 cells; expected 3"),
        ("BAD,2009,0,7\n", "line 2: there are 4 cells"),
        (",2009,0\n", "line 2: a word is ''"),
        ("A,1,1\n", "line 2: 'a' has the value -1, and 1 in words.txt, line 2"),
        ("BAD,inf,0\n", "line 2: the value is 'inf'; expected a number"),
        ("BAD,2_009,0\n", "line 2: the value is '2_009'"),
        ("GOOD,0,2009\n\nBAD,x,0\n", "line 4: the value is 'x'"),
        ('"GO\nOD",0,2009\nBAD,x,0\n', "line 4: the value is 'x'"),
        ("GOOD,0,2009\nGOOD,2009,0\n", r"line 3: 'good' has the value -1, and 1 in words\.txt, line 2"),
        (f"{'A' * 140_000},0,2009\n", r"line 2: field larger than field limit \(131072\)"),
        ("", "words.txt has no words with values"),
    ],
)
def test_faults_of_loughran_mcdonald_rows(tmp_path: Path, rows: str, said: str) -> None:
    """Rows that are short, long, unnamed or without a year; the line is that of the file."""
    # The limit belongs to the process, and the data-package library raises it.
    usual = csv.field_size_limit(131_072)
    try:
        with pytest.raises(DataError, match=said):
            reader("loughran_mcdonald")(save(tmp_path, "Word,Negative,Positive\n" + rows))
    finally:
        csv.field_size_limit(usual)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Word,Negative\n", "line 1: there are 0 columns Positive; expected one"),
        ("Word,Negative,Positive,Positive\n", "line 1: there are 2 columns Positive"),
    ],
)
def test_headers_that_lack_a_column_or_have_it_twice(tmp_path: Path, header: str, said: str) -> None:
    """A missing column, and two columns that cannot be distinguished."""
    with pytest.raises(DataError, match=said):
        reader("loughran_mcdonald")(save(tmp_path, header))


def test_lsd2015_format(tmp_path: Path) -> None:
    """Negated forms have the opposite sign; both formats are read, and recognised by the ending of the name."""
    text = "negative: [abandon*]\npositive: [good]\nneg_positive: [not good]\nneg_negative: [not abandon*]\n"
    assert read_lexicon(save(tmp_path, text, "lsd.yml")).values == {
        "abandon*": -1.0, "good": 1.0, "not good": -1.0, "not abandon*": 1.0,
    }  # fmt: skip
    dic = "%\n1\tnegative\n2\tpositive\n%\nbad\t1\ngood\t2\n"
    assert read_lexicon(save(tmp_path, dic, "lsd.dic")).values == {"bad": -1.0, "good": 1.0}


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("up: [good]\n", "lsd.yml", "has the names up; expected negative"),
        ("up", "lsd.dic", "lines with %"),
        (
            "negative: [bad, good]\npositive: [good]\n",
            "lsd.yml",
            r"lsd\.yml, positive: 'good' has the value 1, and -1 in lsd\.yml, negative",
        ),
    ],
)
def test_faults_of_lsd2015_files(tmp_path: Path, text: str, name: str, said: str) -> None:
    """Other names, no dictionary at all, and a word of two names: both are said, since these formats have no lines."""
    with pytest.raises(DataError, match=said):
        reader("lsd2015")(save(tmp_path, text, name))


EMOTIONS = (
    "good\tpositive\t1\ngood\tjoy\t1\nbad\tnegative\t1\nmixed\tpositive\t1\nmixed\tnegative\t1\nplain\tpositive\t0\n\n"
)


@pytest.mark.parametrize("above", ["", "Terms of use\n\n"])
def test_nrc_format(tmp_path: Path, above: str) -> None:
    """Only positive and negative count, a word with both counts as neither, and terms of use are no rows."""
    assert reader("nrc")(save(tmp_path, above + EMOTIONS)).values == {"good": 1.0, "bad": -1.0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("good\t1", r"line 1: .* is no word, emotion"),
        ("good\tpositive\t2", r"line 1: .* is no word, emotion and 0 or 1"),
        ("good 1", "words.txt has no words with values"),
        ("good\tjoy\t1\ngood\tjoy\t0\n", r"line 2: 'good' has 0 for joy, and 1 in words\.txt, line 1"),
    ],
)
def test_faults_of_nrc_files(tmp_path: Path, text: str, said: str) -> None:
    """Rows of another shape, no rows, and an emotion that a word both has and has not."""
    with pytest.raises(DataError, match=said):
        reader("nrc")(save(tmp_path, text))


def test_nrc_reads_the_published_file() -> None:
    """The file of its authors, terms of use above it, yields the published numbers of words less those with both."""
    path = lexicons._inside("data/NRC/NRC-emotion-lexicon-wordlevel-alphabetized-v0.92.txt.gz")
    signs = pd.Series(read_lexicon(path, format="nrc").values).value_counts()
    # Published: 2312 positive and 3324 negative words, of which 81 are both.
    assert signs.to_dict() == {1.0: 2312 - 81, -1.0: 3324 - 81}


def test_pattern_format(tmp_path: Path) -> None:
    """Senses of a word are averaged, those of value 0 too; the ending .xml is recognised."""
    text = '<s><word form="fine" polarity="0.5"/><word form="fine" polarity="0.1"/><word form="flat" polarity="0"/></s>'
    assert read_lexicon(save(tmp_path, text, "senses.xml")).values == pytest.approx({"fine": 0.3})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<s>", "line 1: the XML is broken"),
        ('<s><word polarity="1"/></s>', "word 1: a word is None"),
        ('<s><word form="" polarity="1"/></s>', "word 1: a word is ''"),
        ('<s><word form="fine"/></s>', "word 1: the value is None"),
        ('<s><word form="fine" polarity="7"/></s>', "word 1: the value is '7'; expected a number from -1 to 1"),
        ('<s><word form="fine" polarity="nan"/></s>', "word 1: the value is 'nan'"),
    ],
)
def test_faults_of_pattern_files(tmp_path: Path, text: str, said: str) -> None:
    """Broken XML; a word has a form, and a polarity inside the range of the list."""
    with pytest.raises(DataError, match=said):
        reader("pattern")(save(tmp_path, text))


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_any_table_with_a_column_of_words_and_one_of_values(tmp_path: Path, mark: str) -> None:
    """The columns are named, the separator is found, other columns do not matter, and a quoted cell may hold it."""
    rows = [["value", "note", "term"], ["2", "-", "Good"], ["-1", f'"a{mark}b"', "bad"]]
    path = save(tmp_path, "\n".join(mark.join(row) for row in rows), "mine.csv")
    found = read_lexicon(path, word="term", value="value")
    assert found.values == {"good": 2.0, "bad": -1.0}
    assert (found.name, found.licence, found.reference) == ("mine", "not given", "not given")
    with pytest.raises(DataError, match=r"mine\.csv, line 1: there are 0 columns score"):
        read_lexicon(path, word="term", value="score")


def test_two_values_may_be_averaged(tmp_path: Path) -> None:
    """What a word with two values gets is chosen: an error by default, their mean, or nothing."""
    path = save(tmp_path, "w,v\ngood,1\ngood,2\nbad,-1\n")
    assert read_lexicon(path, word="w", value="v", both="mean").values == {"good": 1.5, "bad": -1.0}
    assert read_lexicon(path, word="w", value="v", both="drop").values == {"bad": -1.0}
    with pytest.raises(DataError, match="line 3: 'good' has the value 2, and 1 in"):
        read_lexicon(path, word="w", value="v")
