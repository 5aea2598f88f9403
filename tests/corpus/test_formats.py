"""Files that are no texts are named with what to do; a system's own files are left out and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus.reading import read_texts
from analysis.corpus.sources import LeftOutWarning
from analysis.errors import SourceError


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "is PDF, so it is not text; extract"),
        ("a.rtf", b"{\\rtf1 mill}", "is RTF, .* save it as plain text"),
        ("a.docx", b"PK\x03\x04", "is a Word document"),
        ("a.vtt", b"WEBVTT\n\nmill", "subtitles .* delete numbers and times"),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nmill", "subtitles"),
        ("a.xml", b"<TEI><text>mill</text></TEI>", "XML .* extract the text"),
        ("a.zip", b"PK\x03\x04", "an archive, .* unpack it"),
        ("a.txt", b"{\\rtf1 mill}", r"a\.txt is RTF"),
        ("c.txt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nmill", r"c\.txt is subtitles"),
        ("d.txt", b'<?xml version="1.0"?>\n<TEI><text>mill</text></TEI>', r"d\.txt is TEI"),
        ("e.txt", b"PK\x03\x04\0\0word/document.xml", r"e\.txt is a Word document"),
        ("b.txt", b"\xef\xbb\xbfWEBVTT\n\nmill", r"b\.txt is subtitles"),
    ],
)
def test_other_kinds_are_named_with_what_to_do(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    """By ending or, under the ending of a text, by content; alone, in a list and in a group of a folder."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read_texts(tmp_path / name, by=None))
    (tmp_path / "all" / "p").mkdir(parents=True)
    (tmp_path / "all" / "p" / name).write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read_texts(tmp_path / "all"))


def test_files_of_the_system_and_other_kinds_are_left_out_and_named(tmp_path: Path) -> None:
    """Beside texts they are one warning; a folder of nothing else has no text."""
    for group in ("p", "p/deeper", "q"):
        (tmp_path / group).mkdir()
        (tmp_path / group / "one.txt").write_text("mill", encoding="utf-8")
        (tmp_path / group / "._one.txt").write_bytes(b"\0\5\x16\7")
    with pytest.warns(LeftOutWarning, match=r"3 file\(s\) .* belong to the system and are left out: .*\._one\.txt"):
        assert [item.document for item in read_texts(tmp_path)] == ["p/deeper/one.txt", "p/one.txt", "q/one.txt"]
    (tmp_path / "q" / "two.pdf").write_bytes(b"%PDF")
    with pytest.warns(LeftOutWarning, match=r"4 file\(s\) .* are no \.txt or \.html .*two\.pdf|and 1 more"):
        assert len(list(read_texts(tmp_path))) == 3
    for file in tmp_path.rglob("one.txt"):
        file.unlink()
    with pytest.raises(SourceError, match=r"no \.txt or \.html file in a subfolder; two\.pdf is PDF"):
        list(read_texts(tmp_path))
