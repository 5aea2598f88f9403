"""Texts from files, folders and tables: every text is read or refused, and none is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.pages import HtmlWarning
from analysis.corpus.reading import read_texts, texts_with_columns
from analysis.corpus.sources import LeftOutWarning
from analysis.corpus.stream import count_stream
from analysis.corpus.text_files import read_text
from analysis.errors import ArgumentError, DiscourseError, SourceError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one text in each of two groups."""
    for group in "pq":
        (tmp_path / "corpus" / group).mkdir(parents=True)
        (tmp_path / "corpus" / group / "one.txt").write_text(f"mill {group}", encoding="utf-8")
    return tmp_path / "corpus"


def test_every_text_of_a_folder_is_read(folder: Path) -> None:
    """Endings in capitals, and texts in folders that look like texts, are read; texts outside the groups are reported."""
    (folder / "p" / "TWO.TXT").write_text("weir", encoding="utf-8")
    (folder / "q" / "x.txt").mkdir()
    (folder / "q" / "x.txt" / "three.txt").write_text("barn", encoding="utf-8")
    assert [name for name, _, _ in read_texts(folder)] == ["p/TWO.TXT", "p/one.txt", "q/one.txt", "q/x.txt/three.txt"]
    (folder / "readme.txt").write_text("about", encoding="utf-8")
    with pytest.warns(LeftOutWarning, match=r"outside its subfolders and are left out"):
        assert len(list(read_texts(folder))) == 4


def test_a_dangling_link_is_said(folder: Path) -> None:
    """A link to a text that is gone is an error and not an absent text."""
    (folder / "p" / "gone.txt").symlink_to(folder / "nowhere.txt")
    with pytest.raises(SourceError, match=r"gone\.txt cannot be read: No such file"):
        list(read_texts(folder))


@pytest.mark.parametrize("path", ["", None, 5, ["a.csv"]])
def test_what_is_no_path_is_refused(path: object) -> None:
    """An empty path is not the current directory, and a number is no path."""
    with pytest.raises(ArgumentError, match="expected the path"):
        count_stream(path)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\0b.csv"], ids=["long", "null"])
def test_impossible_names_are_said(name: str, tmp_path: Path) -> None:
    """A name that no system takes is one sentence."""
    with pytest.raises(DiscourseError, match=r"cannot be read: File name too long|expected the path"):
        list(read_texts(tmp_path / name))


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "file in folder", "folder"])
def test_without_rights_the_reason_is_told(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission denied is never reported as a missing or broken file."""
    table = pd.DataFrame({"group": ["p"], "text": ["x"]})
    table.to_csv(folder / "c.csv", index=False)
    table.to_json(folder / "c.jsonl", orient="records", lines=True)
    table.to_parquet(folder / "c.parquet")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    if kind == "folder":
        monkeypatch.setattr(os, "scandir", denied)
    else:
        monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        list(read_texts(folder if "folder" in kind else folder / f"c.{kind}"))


def test_a_document_without_a_name_is_refused(tmp_path: Path) -> None:
    """An empty cell in the column of documents is named with its row."""
    path = tmp_path / "d.csv"
    path.write_text("group,document,text\np,d,x\np,,y\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"d\.csv, row 2 \(line 3\): document is empty"):
        list(read_texts(path, document="document"))


@pytest.mark.parametrize(("cell", "said"), [("NaN", "group is empty"), ('["b"]', "group is \\['b'\\]")])
def test_a_group_that_is_none_is_refused(cell: str, said: str, tmp_path: Path) -> None:
    """What is neither text nor number does not become a group of that name."""
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"group": {cell}, "text": "words"}}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        list(read_texts(path, by="group"))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_dates_and_booleans_are_groups(ending: str, tmp_path: Path) -> None:
    """A day or a truth value has one name, whichever file it comes from."""
    path = tmp_path / f"a.{ending}"
    table = pd.DataFrame({"day": pd.to_datetime(["2024-03-01"]), "yes": [True], "text": ["mill"]})
    table.to_csv(path, index=False) if ending == "csv" else table.to_parquet(path)
    assert [next(iter(list(read_texts(path, by=by)))).group for by in ("day", "yes")] == ["2024-03-01", "True"]


def test_texts_without_a_group_are_left_out_on_request(tmp_path: Path) -> None:
    """Rows without a group are refused, or counted in a warning."""
    path = tmp_path / "a.csv"
    path.write_text("speaker,text\nAda Moss,mill\n,weir\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"row 2 .*: speaker is empty"):
        list(read_texts(path, by="speaker"))
    with pytest.warns(LeftOutWarning, match=r"1 text\(s\) have no speaker"):
        assert [text for *_, text in read_texts(path, by="speaker", skip_blank=True)] == ["mill"]


@pytest.mark.parametrize("options", [{"by": ["group"]}, {"text": 3}, {"document": 1.5}, {"by": 3}])
def test_columns_are_named_by_strings(tmp_path: Path, options: dict[str, Any]) -> None:
    """What cannot name a column is refused before the file is opened."""
    with pytest.raises(ArgumentError, match="pass the name of a column"):
        list(read_texts(tmp_path / "no.csv", **options))


PAGE = "<html><body><script>x()</script><h1>Canal opens</h1><p>It is <b>late</b>.</p></body></html>"


def test_without_groups_a_folder_is_flat(tmp_path: Path) -> None:
    """Texts directly in it are documents named by their files; those in subfolders are left out with a warning."""
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    (tmp_path / "a.txt").write_text("four", "utf-8")
    expected = [("a", "", "four"), ("b", "", "one\ntwo\nthree")]
    assert list(read_texts(tmp_path, by=None)) == expected
    assert list(read_texts([tmp_path / "a.txt", str(tmp_path / "b.txt")], by=None)) == expected
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "c.txt").write_text("five", "utf-8")
    with pytest.warns(LeftOutWarning, match="in its subfolders and are left out"):
        assert list(read_texts(tmp_path, by=None)) == expected
    (tmp_path / "top").mkdir()
    with pytest.raises(SourceError, match="directly in it; put the texts there"):
        list(read_texts(tmp_path / "top", by=None))
    (tmp_path / "new").rename(tmp_path / "top" / "new")
    with pytest.raises(SourceError, match="directly in it; name 'new' and other subfolders"):
        list(read_texts(tmp_path / "top", by=None))


def test_rows_are_numbered_and_numbers_follow_the_file_in_a_list(tmp_path: Path) -> None:
    """The name of a document does not depend on how many files are read with it."""
    path = tmp_path / "t.csv"
    path.write_text("group,text\np,x\nq,y\n", encoding="utf-8")
    assert [document for document, _, _ in read_texts(path)] == ["1", "2"]
    assert [document for document, _, _ in read_texts([path])] == ["t-1", "t-2"]
    shares: list[float] = []
    both = list(read_texts([path, path], progress=shares.append))
    assert [group for _, group, _ in both] == ["p", "q"] * 2
    assert shares == [0.5, 1.0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.json", '[{"id": "a", "text": "One."}, {"text": "Two."}, {"id": 7, "text": "More.", "note": null}]'),
        ("t.jsonl", '{"id": "a", "text": "One."}\n\n{"text": "Two."}\n{"id": 7, "text": "More."}'),
        ("t.ndjson", '{"id": "a", "text": "One."}\r\n{"text": "Two."}\r\n{"id": 7, "text": "More."}\r\n'),
    ],
)
def test_names_are_optional_where_asked_for(name: str, content: str, tmp_path: Path) -> None:
    """With `numbered`, an entry without the column of names has its number; without, it is refused."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    found = list(read_texts(path, by=None, document="id", numbered=True))
    assert found == [("a", "", "One."), ("2", "", "Two."), ("7", "", "More.")]
    with pytest.raises(SourceError, match="no column 'id'"):
        list(read_texts(path, by=None, document="id"))


@given(st.lists(st.tuples(st.sampled_from(["1", "2", "3", "a", None]), st.sampled_from(["A", "B"])), min_size=1))
def test_no_text_is_lost(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str | None, str]]) -> None:
    """Either there are as many texts as entries, or the file is refused."""
    path = tmp_path_factory.mktemp("texts") / "t.json"
    path.write_text(json.dumps([{"text": text} | ({"id": name} if name else {}) for name, text in pairs]))
    names = [name or str(number) for number, (name, _) in enumerate(pairs, start=1)]
    texts = read_texts(path, by=None, document="id", numbered=True)
    if len(set(names)) == len(names):
        assert [(name, text) for name, _, text in texts] == list(zip(names, [text for _, text in pairs], strict=True))
    else:
        with pytest.raises(SourceError, match="expected each name once"):
            list(texts)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty: it has no words"),
        ("a.txt", b"\xff\xfeabc", "is not UTF-8"),
        ("a.txt", b"abc\0def", "null byte at position 3"),
        ("a.docx", b"PK\0", "is not text"),
        ("a.html", b"<html><body><p></p><img src='x'></body></html>", "a.html is empty"),
        ("a.csv", b"text,document\n,1\n", r"row 1 \(line 2\) is empty"),
        ("a.csv", b"text,document\nx\0y,1\n", "null character"),
        ("a.csv", b"body\nx\n", "no column 'text'; it has: body"),
        ("a.csv", b"document,text\nd,x\nd,y\n", r"row 2 \(line 3\): the document is 'd', as in a.csv, row 1"),
        ("a.json", b'[{"document": true, "text": "x"}]', "document is True"),
        ("a.json", b'[{"document": 1, "text": "\\ud800 A"}]', r"half character U\+D800 in"),
        ("a.json", b'[{"document": 1, "text": ["x"]}]', r"text is \['x'\]"),
    ],
)
def test_a_document_has_words_and_one_name(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    """Without groups, whatever cannot be a document is refused with its place."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=said):
        list(read_texts([tmp_path / name], by=None, document="document"))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """A file is not read twice, in a folder and by its own name."""
    (tmp_path / "a.txt").write_text("one", "utf-8")
    with pytest.raises(SourceError, match=r"the document is 'a', as in a\.txt"):
        list(read_texts([tmp_path / "a.txt", tmp_path], by=None))


def test_a_collection_in_one_file_is_known_by_its_size(tmp_path: Path) -> None:
    """A file above the limit is refused before it is read; without a limit it is read."""
    path = tmp_path / "all.txt"
    path.write_bytes(b"word " * 400_000)
    with pytest.raises(SourceError, match=r"all\.txt has 2 MB; expected one text of at most 1 MB"):
        list(read_texts(path, by=None, megabytes=1))
    assert len(read_text(path)) == 2_000_000


def test_pages_are_stripped_wherever_they_come_from(folder: Path) -> None:
    """A page in a file of either ending, in a group or in a table loses its tags; one warning counts them."""
    (folder / "p" / "page.html").write_text(PAGE, "utf-8")
    (folder / "q" / "page.txt").write_text(PAGE, "utf-8")
    with pytest.warns(HtmlWarning, match=r"p.page\.html is HTML, and so are 1 more"):
        texts = {document: text for document, _, text in read_texts(folder)}
    assert texts["p/page.html"] == texts["q/page.txt"] == "Canal opens\n\nIt is late."
    table = folder / "t.jsonl"
    table.write_text(json.dumps({"text": PAGE, "group": "p"}), "utf-8")
    with pytest.warns(HtmlWarning, match=r"t\.jsonl, line 1 is HTML: tags were stripped"):
        assert next(iter(list(read_texts(table)))).text == "Canal opens\n\nIt is late."


def test_line_ends_are_the_same_from_every_source(tmp_path: Path) -> None:
    """A cell and a file with the line ends of another system hold the same text."""
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo")
    (tmp_path / "b.csv").write_bytes(b'text\r\n"one\r\ntwo"\r\n')
    (tmp_path / "c.jsonl").write_bytes(b'{"text": "one\\r\\ntwo"}\r\n')
    assert {text for _, _, text in read_texts(sorted(tmp_path.iterdir()), by=None)} == {"one\ntwo"}


def test_no_path_at_all_is_refused() -> None:
    """An empty list is not an empty corpus."""
    with pytest.raises(ArgumentError, match="paths is empty"):
        list(read_texts([]))


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "tsv", "xlsx"])
def test_the_other_columns_of_a_row_come_with_its_text(ending: str, tmp_path: Path) -> None:
    """Each text has its own row's cells, and none of text, group and document; text files have none."""
    table = pd.DataFrame({"place": ["east", "west"], "group": ["p", "q"], "text": ["Mill.", "Ox."], "id": ["a", "b"]})
    path = tmp_path / f"t.{ending}"
    write = {
        "csv": lambda: table.to_csv(path, index=False),
        "json": lambda: table.to_json(path, orient="records"),
        "parquet": lambda: table.to_parquet(path),
        "tsv": lambda: table.to_csv(path, index=False, sep="\t"),
        "xlsx": lambda: table.to_excel(path, index=False),
    }
    write[ending]()
    found = list(texts_with_columns(path, document="id"))
    assert found == [(("a", "p", "Mill."), {"place": "east"}), (("b", "q", "Ox."), {"place": "west"})]
    assert [beside for _, beside in texts_with_columns(path, document="id", others=False)] == [{}, {}]
    (tmp_path / "one.txt").write_text("Mill.")
    assert list(texts_with_columns(tmp_path / "one.txt", by=None)) == [(("one", "", "Mill."), {})]
