"""Language, dates and columns of the documents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.documents import (
    LanguageWarning,
    carried,
    days_of,
    read_documents,
    seems_english,
    warn_of_language,
)
from analysis.errors import ArgumentError, SourceError


@pytest.mark.parametrize(
    "text", ["Harbour opens", "Ruth Alder: No.", "", "Premier Tessen met Foreign Minister Brennick.", "\u201cNo.\u201d"]
)
def test_short_english_is_english(text: str) -> None:
    """A headline or two words are not taken for another language."""
    assert seems_english(text)


def test_a_paragraph_in_another_language_is_told() -> None:
    """A text in two languages is read, and the warning counts the paragraphs that are not English."""
    text = "Ms Alder said that the toll of the bridge would rise, and that it was fair to all.\n\nDie Brücke wird im Juni für alle geöffnet, sagte die Ministerin.\n\n大桥将于六月开放。"
    with pytest.warns(LanguageWarning, match=r"x has 2 paragraph\(s\)"):
        warn_of_language("x", text)


def test_a_column_of_dates_dates_the_documents() -> None:
    """ISO dates are taken, other cells are not."""
    texts = pd.DataFrame({"text": ["x", "y"], "date": ["2031-05-06", "May"]}, index=["a", "b"])
    assert {unit: day.date for unit, day in days_of(texts).items()} == {"a": "2031-05-06"}


def test_columns_do_not_overwrite_each_other() -> None:
    """A column of the input that has the name of one of ours gets a name before it."""
    texts = pd.DataFrame({"text": ["x"], "words": [3], "document_words": [4]}, index=[7])
    found = carried(pd.DataFrame({"document": ["7"], "words": [1]}), texts, own=["document", "words"])
    assert found.to_dict("records") == [
        {"document": "7", "words": 1, "document_document_words": 3, "document_words": 4}
    ]


def test_files_and_folders_are_documents(tmp_path: Path) -> None:
    """A document is named by its file, and line ends become one kind."""
    (tmp_path / "b.txt").write_bytes(b"one\r\ntwo\rthree")
    (tmp_path / "a.txt").write_text("four", "utf-8")
    assert read_documents([tmp_path])["text"].to_dict() == {"a": "four", "b": "one\ntwo\nthree"}


@pytest.mark.parametrize("ending", ["csv", "jsonl", "json", "parquet"])
def test_columns_of_a_table_are_kept(tmp_path: Path, ending: str) -> None:
    """A table keeps its columns beside the texts; a text file has empty cells there."""
    path = tmp_path / f"t.{ending}"
    table = pd.DataFrame({"id": ["x", "y"], "body": ["It rained.", "It snowed."], "outlet": ["Herald", "Post"]})
    if ending == "csv":
        table.to_csv(path, index=False)
    elif ending == "parquet":
        table.to_parquet(path)
    else:
        table.to_json(path, orient="records", lines=ending == "jsonl")
    (tmp_path / "a.txt").write_text("It blew.", "utf-8")
    found = read_documents([path, tmp_path / "a.txt"], column="body", name="id")
    assert found[["outlet", "text"]].reset_index().to_numpy().tolist() == [
        ["x", "Herald", "It rained."], ["y", "Post", "It snowed."], ["a", "", "It blew."],
    ]  # fmt: skip
    assert read_documents([path], column="body").index.tolist() == ["t-1", "t-2"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xff\xfeabc", "is not UTF-8"),
        ("a.csv", b"text,n\n,1\n", "row 1 .* is empty"),
        ("a.csv", b"text,n\nx,1,2\n", "3 cells and the header 2"),
        ("a.csv", b"body\nx\n", "no column 'text'"),
        ("a.jsonl", b"{", "line 1: no JSON"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """What cannot be read is refused by name."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read_documents([tmp_path / name])


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    """Each name is the name of one document only, whatever file or folder it comes from."""
    (tmp_path / "a.txt").write_text("one", "utf-8")
    with pytest.raises(ArgumentError, match="the unit 'a' twice"):
        read_documents([tmp_path / "a.txt", tmp_path])


def test_a_file_too_large_for_an_article_is_refused(tmp_path: Path) -> None:
    """A collection in one file is refused before it is read."""
    path = tmp_path / "all.txt"
    path.write_bytes(b"word " * 2_200_000)
    with pytest.raises(SourceError, match=r"all\.txt has 11 MB"):
        read_documents([path])


def test_a_parquet_file_cut_short_is_named(tmp_path: Path) -> None:
    """The columns beside the text are asked for first, and a broken file is one sentence there, too."""
    (tmp_path / "t.parquet").write_bytes(b"PAR1xxxx")
    with pytest.raises(SourceError, match=r"t\.parquet is not a whole Parquet file"):
        read_documents([tmp_path / "t.parquet"])
