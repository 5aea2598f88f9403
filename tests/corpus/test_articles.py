"""Reading article files and recognising them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from analysis.corpus.articles import differences, fingerprint, read_article, read_folder, word_spans
from analysis.errors import SourceError

TEXT = "Ruritania\u2019s envoy said tolls would fall.\nHe left \u2013 early."


def test_layout_and_punctuation_do_not_change_the_fingerprint() -> None:
    """Copies with other line ends, quotation marks or spacing are the same article."""
    other = "RURITANIA'S envoy said: tolls would fall.\r\n\r\nHe left - early!"
    assert fingerprint(other) == fingerprint(TEXT)
    assert fingerprint(TEXT.replace("early", "late")) != fingerprint(TEXT)


def test_words_and_their_offsets() -> None:
    """An apostrophe inside a word belongs to it, a dash parts words."""
    assert [TEXT[a:b] for a, b in word_spans(TEXT)][:2] == ["Ruritania\u2019s", "envoy"]


def test_a_byte_order_mark_and_foreign_line_ends_are_read_away(tmp_path: Path) -> None:
    """Offsets count characters of the text with LF line ends, whatever the editor saved."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    assert read_article(path).text == "one\ntwo\nthree"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty: it has no words"),
        (b" \n--\n", "is empty"),
        ("caf\u00e9".encode("latin-1"), "not UTF-8: byte 3 is 0xe9"),
        (b"one\0two", "null byte at position 3"),
    ],
    ids=["empty", "no-words", "latin-1", "binary"],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    """Empty, undecodable and binary files are refused in one sentence that names them."""
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=rf"^odd\.txt .*{message}"):
        read_article(path)


def test_a_missing_file_and_a_missing_or_empty_folder_are_named(tmp_path: Path) -> None:
    """What cannot be read is named together with the next step."""
    with pytest.raises(SourceError, match="cannot be read"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="does not exist"):
        read_folder(tmp_path / "none")
    with pytest.raises(SourceError, match=r"has no \.txt file"):
        read_folder(tmp_path)


def test_differences_are_told_in_words() -> None:
    """The words that a copy lacks and adds are listed, the most frequent first, and shortened."""
    assert differences(Counter("ab"), Counter("ab")) == "has the same words in another order"
    assert differences(Counter("a"), Counter({"a": 1, "b": 2, "c": 1})) == "lacks b, c"
    assert differences(Counter("abcdefg"), Counter()) == "adds a, b, c, d, e and 2 more"
