"""Lexicons: what can score, the options of the reader, and the lists inside packages."""

from __future__ import annotations

import math
from importlib import metadata
from pathlib import Path

import pytest

from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError, DataError
from analysis.sentiment import lexicons
from analysis.sentiment.lexicons import BUNDLED, Lexicon, bundled_lexicon, read_lexicon
from analysis.sentiment.scores import score_lexicon


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
    """Infinite, missing and zero values, empty words, words with two values, entries that are no pattern."""
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


@pytest.mark.parametrize("name", [*BUNDLED, "l" * 999])
def test_a_lexicon_is_shown_in_one_short_line(name: str) -> None:
    """Thousands of words are counted, not printed."""
    lexicon = bundled_lexicon(name) if name in BUNDLED else Lexicon(name, {"good": 1.0}, "-", "-")
    assert len(repr(lexicon)) < 100
    assert f"of {len(lexicon.values)} words" in repr(lexicon)


def test_only_afinn_is_labelled_as_afinn(tmp_path: Path) -> None:
    """Another list in the same format has the licence and reference that its user names."""
    path = tmp_path / "words.txt"
    path.write_text("good\t3\n", encoding="utf-8")
    assert read_lexicon(path, format="afinn").licence == "ODbL 1.0"
    assert read_lexicon(path, format="afinn", name="mine").licence == "not given"
    named = read_lexicon(path, format="afinn", name="mine", licence="CC0", reference="Oak (2020)")
    assert (named.name, named.licence, named.reference) == ("mine", "CC0", "Oak (2020)")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "format is None; allowed: afinn, hu_liu"),
        ({"format": "anew"}, "format is 'anew'; allowed: afinn, hu_liu"),
        ({"format": "hu_liu"}, "negative is None and format is 'hu_liu'; expected two files"),
        ({"format": "afinn", "negative": "w.txt"}, "negative is 'w.txt' and format is 'afinn'"),
        ({"format": "afinn", "both": "keep"}, "both is 'keep'; allowed: drop, error, mean"),
        ({"word": "w"}, "word is 'w' and value is None; expected the names of two columns"),
        ({"word": "w", "value": "v", "format": "afinn"}, "pass both, without format"),
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, options: dict[str, str], said: str) -> None:
    """A format that is unknown or not recognised, one file too many or too few, half a map of columns."""
    path = tmp_path / "words.txt"
    path.write_text("good\t3\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match=said):
        read_lexicon(path, **options)  # type: ignore[arg-type]


def test_bundled_lexicons_have_their_published_sizes() -> None:
    """2,477 entries in AFINN-111; 2,006 and 4,783 words in Hu & Liu, less those that are in both."""
    assert set(BUNDLED) == {"huliu", "afinn", "pattern"}
    afinn, huliu = bundled_lexicon("afinn").values, bundled_lexicon("huliu").values
    assert 2460 <= len(afinn) <= 2477
    assert afinn["abandon"] == -2
    assert 6700 <= len(huliu) <= 6789
    assert "envious" not in huliu
    assert bundled_lexicon("pattern").largest == 1
    for name in ("anew", ["afinn"]):
        with pytest.raises(ArgumentError, match=r"lexicon is .*anew|lexicon is \['afinn'\]; allowed"):
            bundled_lexicon(name)  # type: ignore[arg-type]


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed the error says what to install, and what else to do."""

    def missing(_: str) -> None:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(lexicons.metadata, "distribution", missing)
    with pytest.raises(ArgumentError, match=r"comparative-discourse\[lexicons\]"):
        lexicons._inside("data")
