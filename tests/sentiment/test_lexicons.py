"""Lexicons: those inside packages, and the files that users bring, whole and broken."""

from __future__ import annotations

import gzip
from importlib import metadata
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DiscourseError
from analysis.sentiment import lexicons
from analysis.sentiment.lexicons import (
    BUNDLED,
    bundled_lexicon,
    read_afinn,
    read_hu_liu,
    read_loughran_mcdonald,
    read_lsd2015,
    read_nrc,
    read_pattern,
)


def save(folder: Path, text: str, name: str = "words.txt") -> Path:
    """Write a lexicon."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_bundled_lexicons_have_their_published_sizes() -> None:
    """2,477 entries in AFINN-111; 2,006 and 4,783 words in Hu & Liu, less those that stand in both."""
    assert set(BUNDLED) == {"huliu", "afinn", "pattern"}
    afinn, huliu = bundled_lexicon("afinn").values, bundled_lexicon("huliu").values
    assert 2460 <= len(afinn) <= 2477
    assert afinn["abandon"] == -2
    assert 6700 <= len(huliu) <= 6789
    assert "envious" not in huliu
    assert bundled_lexicon("pattern").largest == 1
    with pytest.raises(DiscourseError, match="lexicon is 'anew'; allowed: afinn, huliu, pattern"):
        bundled_lexicon("anew")


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the error says what to install, and what else to do."""

    def missing(_: str) -> None:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(lexicons.metadata, "distribution", missing)
    with pytest.raises(DiscourseError, match=r"comparative-discourse\[lexicons\]"):
        lexicons._inside("data")


def test_afinn_format(tmp_path: Path) -> None:
    """Word, tab, value; comments, CRLF and gzip do not matter."""
    text = "# ours\r\ngood\t3\r\ncan't stand\t-3\r\n"
    assert read_afinn(save(tmp_path, text)).values == {"good": 3.0, "can't stand": -3.0}
    packed = tmp_path / "words.txt.gz"
    packed.write_bytes(gzip.compress(text.encode()))
    assert len(read_afinn(packed).values) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("good 3\n", "words.txt, line 1: 'good 3' is no word and value"),
        ("good\t3\nbad\tx\n", "words.txt, line 2: the value is 'x'; expected a number"),
        ("good\t3\nfine\t1\ngood\t2\n", "line 3: 'good' has the value 2, and 3 in line 1"),
        ("\n", "the lexicon 'afinn' has no words"),
    ],
)
def test_faults_of_afinn_files(tmp_path: Path, text: str, said: str) -> None:
    """A wrong format and a word with two scores: file, line, value and remedy."""
    with pytest.raises(DiscourseError, match=said):
        read_afinn(save(tmp_path, text))


def test_hu_liu_format(tmp_path: Path) -> None:
    """Two files with comments; a word in both is an error, or dropped if so asked."""
    up, down = save(tmp_path, "; ours\ngood\nenvious\n", "up.txt"), save(tmp_path, "bad\nenvious\n", "down.txt")
    with pytest.raises(DiscourseError, match=r"line 2: 'envious' has the value -1, and 1 in up\.txt, line 3"):
        read_hu_liu(up, down)
    assert read_hu_liu(up, down, both="drop").values == {"good": 1.0, "bad": -1.0}
    with pytest.raises(DiscourseError, match="both is 'keep'"):
        read_hu_liu(up, down, both="keep")
    with pytest.raises(DiscourseError, match=r"up\.txt, line 1: 'good words here' is no single word"):
        read_hu_liu(save(tmp_path, "good words here\n", "up.txt"), down)
    with pytest.raises(DiscourseError, match=r"none.txt is missing"):
        read_hu_liu(tmp_path / "none.txt", down)
    (tmp_path / "up.txt").write_bytes("naïve\n".encode("cp1252"))
    assert "naïve" in read_hu_liu(tmp_path / "up.txt", down, both="drop").values


def test_pattern_format(tmp_path: Path) -> None:
    """Senses of a word are averaged; broken XML is told."""
    text = '<s><word form="fine" polarity="0.5"/><word form="fine" polarity="0.1"/><word form="flat" polarity="0"/></s>'
    assert read_pattern(save(tmp_path, text)).values == pytest.approx({"fine": 0.3})
    with pytest.raises(DiscourseError, match="line 1: the XML is broken"):
        read_pattern(save(tmp_path, "<s>"))
    with pytest.raises(DiscourseError, match="word 'fine': the value is None"):
        read_pattern(save(tmp_path, '<s><word form="fine"/></s>'))


def test_lsd2015_format(tmp_path: Path) -> None:
    """Negated forms turn the value; both formats are read."""
    text = "negative: [abandon*]\npositive: [good]\nneg_positive: [not good]\nneg_negative: [not abandon*]\n"
    assert read_lsd2015(save(tmp_path, text, "lsd.yml")).values == {
        "abandon*": -1.0, "good": 1.0, "not good": -1.0, "not abandon*": 1.0,
    }  # fmt: skip
    dic = "%\n1\tnegative\n2\tpositive\n%\nbad\t1\ngood\t2\n"
    assert read_lsd2015(save(tmp_path, dic, "lsd.dic")).values == {"bad": -1.0, "good": 1.0}
    with pytest.raises(DiscourseError, match="has the names up; expected negative"):
        read_lsd2015(save(tmp_path, "up: [good]\n", "lsd.yml"))
    with pytest.raises(DiscourseError, match="lines with %"):
        read_lsd2015(save(tmp_path, "up", "lsd.dic"))


def test_nrc_format(tmp_path: Path) -> None:
    """Only positive and negative count, and a word with both counts as neither."""
    text = "good\tpositive\t1\ngood\tjoy\t1\nbad\tnegative\t1\nmixed\tpositive\t1\nmixed\tnegative\t1\nplain\tpositive\t0\n\n"
    assert read_nrc(save(tmp_path, text)).values == {"good": 1.0, "bad": -1.0}
    with pytest.raises(DiscourseError, match=r"line 1: .* is no word, emotion"):
        read_nrc(save(tmp_path, "good\t1"))
    with pytest.raises(DiscourseError, match="has no line of word, emotion"):
        read_nrc(save(tmp_path, "good 1"))
    assert read_nrc(save(tmp_path, "Terms of use\n\n" + text)).values == {"good": 1.0, "bad": -1.0}
    with pytest.raises(DiscourseError, match="line 2: 'good' has 0 for positive, and 1 in line 1"):
        read_nrc(save(tmp_path, "good\tpositive\t1\ngood\tpositive\t0\n"))


def test_nrc_reads_the_published_file() -> None:
    """The file of its authors, terms of use above it, gives the published numbers of words less those with both."""
    found = read_nrc(lexicons._inside("data/NRC/NRC-emotion-lexicon-wordlevel-alphabetized-v0.92.txt.gz"))
    signs = pd.Series(found.values).value_counts()
    # Published: 2312 positive and 3324 negative words, of which 81 are both.
    assert signs.to_dict() == {1.0: 2312 - 81, -1.0: 3324 - 81}


def test_loughran_mcdonald_format(tmp_path: Path) -> None:
    """Years above 0 count; words removed later have a year below 0."""
    text = "Word,Negative,Positive\nLOSS,2009,0\nGAIN,0,2009\nOLD,-2020,0\n"
    assert read_loughran_mcdonald(save(tmp_path, text)).values == {"loss": -1.0, "gain": 1.0}
    for wrong, said in (
        ("Word,Negative\n", "line 1: the header lacks Positive"),
        ("Word,Negative,Positive\nA,1,1\n", "line 2: 'A' is positive and negative"),
        ("Word,Negative,Positive\nA,x,1\n", "line 2: the value is 'x'"),
    ):
        with pytest.raises(DiscourseError, match=said):
            read_loughran_mcdonald(save(tmp_path, wrong))
