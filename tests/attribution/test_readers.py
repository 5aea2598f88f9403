"""Reading texts from files, folders, tables and pages; bad input is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.readers import HtmlWarning, read_documents, read_texts
from analysis.corpus.reading import LeftOutWarning
from analysis.errors import ArgumentError, SourceError


def test_files_and_folders(tmp_path: Path) -> None:
    """A document is named by its file, and mixed line ends become one kind."""
    (tmp_path / "b.txt").write_bytes(b"one\r\ntwo\rthree")
    (tmp_path / "a.txt").write_text("four", "utf-8")
    assert read_texts([tmp_path]) == [("a", "four"), ("b", "one\ntwo\nthree")]
    assert read_texts([tmp_path / "a.txt"]) == [("a", "four")]


def test_a_folder_of_folders_is_refused(tmp_path: Path) -> None:
    """Subfolders are not read; the error says so and names one, where there is one."""
    with pytest.raises(SourceError, match=r"has no .txt or .html file.*put them there"):
        read_texts([tmp_path])
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text("It rained.", "utf-8")
    with pytest.raises(SourceError, match="name 'new' and other subfolders"):
        read_texts([tmp_path])
    assert [name for name, _ in read_texts([tmp_path / "new", tmp_path / "old"])] == ["new", "old"]


def test_tables(tmp_path: Path) -> None:
    """CSV and JSON lines give one document a row, named by a column or by the row."""
    table = pd.DataFrame({"id": ["x", "y"], "body": ["It rained.", "It snowed."]})
    table.to_csv(tmp_path / "t.csv", index=False)
    table.to_json(tmp_path / "t.jsonl", orient="records", lines=True)
    expected = [("x", "It rained."), ("y", "It snowed.")]
    assert read_texts([tmp_path / "t.csv"], column="body", name="id") == expected
    assert read_texts([tmp_path / "t.jsonl"], column="body", name="id") == expected
    assert [name for name, _ in read_texts([tmp_path / "t.csv"], column="body")] == ["t-1", "t-2"]


def test_pages_are_stripped_and_said_to_be(tmp_path: Path) -> None:
    """Tags and scripts go, blocks keep their lines, and a warning tells that offsets count the rest."""
    page = "<html><body><script>x()</script><h1>Canal opens</h1><p>It is <b>late</b>.</p></body></html>"
    (tmp_path / "p.html").write_text(page, "utf-8")
    (tmp_path / "q.txt").write_text(page, "utf-8")
    for name in ("p.html", "q.txt"):
        with pytest.warns(HtmlWarning, match="tags were stripped"):
            assert read_texts([tmp_path / name])[0][1] == "Canal opens\n\nIt is late."


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xff\xfeabc", "is not UTF-8"),
        ("a.txt", b"abc\0def", "null byte"),
        ("a.html", b"<html><body><p></p><img src='x y z'></body></html>", "HTML without words"),
        ("a.csv", b"text\n\n\n", "no rows"),
        ("a.csv", b"text,n\n,1\n", "row 2: text is ''"),
        ("a.csv", b"body\nx\n", "no column 'text'"),
        ("a.jsonl", b"{", "line 1: no JSON"),
        ("a.parquet", b"nonsense", "a.parquet"),
        ("a.pdf", b"%PDF-1.7", "a PDF file.*pdftotext"),
        ("a.txt", b"%PDF-1.7 and so on", "a PDF file"),
        ("a.rtf", b"{\\rtf1 x}", "an RTF file"),
        ("a.docx", b"PK", "a Word file"),
        ("a.vtt", b"WEBVTT", "subtitles"),
        ("a.srt", b"1", "subtitles"),
        ("a.xml", b"<TEI>", "an XML file"),
        ("a.zip", b"PK", "an archive; unpack it"),
        ("a.csv", b"text,n\nx,1,2\n", "3 cells and the header 2"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """What cannot be read is refused by name, with what to do."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises((SourceError, ArgumentError), match=said):
        read_texts([tmp_path / name])


def test_a_folder_names_what_it_leaves_out(tmp_path: Path) -> None:
    """Other files and subfolders are named, and files that a system hides beside the texts are not read."""
    for name in ("a.txt", "._a.txt", "b.pdf", ".DS_Store"):
        (tmp_path / name).write_text("It rained.", "utf-8")
    (tmp_path / "more").mkdir()
    with pytest.warns(LeftOutWarning, match=r"\._a\.txt, b\.pdf, more/ not read"):
        assert read_texts([tmp_path]) == [("a", "It rained.")]


def test_columns_of_a_table_are_kept(tmp_path: Path) -> None:
    """A table keeps its columns beside the texts; a text file has empty cells there."""
    (tmp_path / "t.csv").write_text("id,text,outlet\nx,It rained.,Herald\n", "utf-8")
    (tmp_path / "a.txt").write_text("It snowed.", "utf-8")
    table = read_documents([tmp_path / "t.csv", tmp_path / "a.txt"], name="id")[["outlet", "text"]]
    assert table.to_numpy().tolist() == [["Herald", "It rained."], ["", "It snowed."]]


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    """Neither a missing file nor a folder without texts is passed over."""
    for path in (tmp_path / "no.txt", tmp_path / "no.csv", tmp_path):
        with pytest.raises(SourceError, match=r"cannot be read|has no \.txt"):
            read_texts([path])


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    """Each name is the name of one document only."""
    (tmp_path / "a.txt").write_text("one", "utf-8")
    with pytest.raises(ArgumentError, match="the unit 'a' twice"):
        read_texts([tmp_path / "a.txt", tmp_path])


def test_a_file_too_large_for_an_article_is_refused(tmp_path: Path) -> None:
    """A file too large to be an article is refused before it is read."""
    path = tmp_path / "all.txt"
    path.write_bytes(b"word " * 2_200_000)
    with pytest.raises(SourceError, match=r"all\.txt has 11 MB"):
        read_texts([path])


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    """A Parquet file is read by the columns of texts and names."""
    pd.DataFrame({"id": ["a", "b"], "text": ["One said so.", "Two said no."]}).to_parquet(tmp_path / "t.parquet")
    assert read_texts([tmp_path / "t.parquet"], name="id") == [("a", "One said so."), ("b", "Two said no.")]
