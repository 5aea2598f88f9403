"""Deriving the tables from the articles: with the articles the committed tables come out identical."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.corpus.package import load_tables
from analysis.errors import DataError, SourceError
from analysis.study.build import build, check, function_words, require_sources, sources_or_none


@pytest.fixture
def copies(tmp_path: Path, sources: Path) -> Path:
    """Return copies of the articles that a test may damage."""
    return Path(shutil.copytree(sources, tmp_path / "articles"))


def test_the_committed_tables_are_those_of_the_articles(root: Path, sources: Path) -> None:
    """Every derived table is byte for byte what the articles give."""
    steps: list[str] = []
    assert check(root / "data", sources, progress=steps.append) == []
    assert len(steps) >= 5


def test_names_and_layout_of_the_copies_play_no_part(root: Path, copies: Path) -> None:
    """Renamed copies with other line ends and quotation marks give identical tables."""
    for number, path in enumerate(sorted(copies.iterdir())):
        text = path.read_text(encoding="utf-8").replace("\u201c", '"').replace("\u201d", '"').replace("\n", "\r\n")
        path.rename(copies / f"copy {number}.txt").write_text(text, encoding="utf-8", newline="")
    assert check(root / "data", copies) == []


def test_a_changed_cell_is_named_with_its_row(data: Path, sources: Path) -> None:
    """The check names the file, the row, and both contents."""
    path = data / "terms.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], lines[1].replace(",1,", ",7,"), *lines[2:]]), encoding="utf-8")
    said = check(data, sources)
    assert len(said) == 1
    assert said[0].startswith("terms.csv differs from the articles at row 2: it has ")


def test_building_repairs_missing_shortened_and_half_written_tables(data: Path, sources: Path) -> None:
    """After an interrupted run the next one makes everything whole, and nothing else changes."""
    before = {path.name: path.read_bytes() for path in data.glob("*.*")}
    (data / "phrases.csv").unlink()
    (data / "terms.csv").write_bytes(before["terms.csv"][:1000])
    (data / ".units.csv.abc.part").write_text("half")
    (data / "units.csv").unlink()
    assert "phrases.csv is missing" in check(data, sources)
    assert sorted(build(data, sources)) == ["phrases.csv", "terms.csv", "units.csv"]
    assert {path.name: path.read_bytes() for path in data.glob("*.*")} == before
    assert load_tables(data)


def test_an_altered_copy_is_named_with_what_differs(root: Path, copies: Path) -> None:
    """One word changed: the file, the article that it resembles, and the words are named."""
    path = min(copies.iterdir())
    path.write_text(path.read_text(encoding="utf-8") + "\nPostscript", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"^{path.name} is an altered copy of article 000: it .*adds .*postscript"):
        check(root / "data", copies)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"caf\xe9", "is not UTF-8"),
        (b"Something else entirely", "is no article of the study"),
    ],
    ids=["empty", "latin-1", "unknown"],
)
def test_a_stray_file_is_named(root: Path, copies: Path, content: bytes, message: str) -> None:
    """A file that is empty, undecodable or unknown stops the run in one sentence."""
    (copies / "stray.txt").write_bytes(content)
    with pytest.raises(SourceError, match=rf"stray\.txt {message}"):
        check(root / "data", copies)


def test_a_missing_article_is_named(root: Path, copies: Path) -> None:
    """With four of five articles nothing is derived."""
    min(copies.iterdir()).unlink()
    with pytest.raises(SourceError, match="has 4 of 5 articles; missing: 000"):
        check(root / "data", copies)


def test_annotations_that_are_wrong_are_not_built_on(data: Path, sources: Path) -> None:
    """An unknown voice in the hand-made table stops the build, and no table is touched."""
    path = data / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",indirect,", ",shouted,", 1), encoding="utf-8")
    before = (data / "terms.csv").read_bytes()
    with pytest.raises(DataError, match="voice is 'shouted'; allowed: direct, indirect, mixed"):
        build(data, sources)
    assert (data / "terms.csv").read_bytes() == before


def test_without_articles_the_error_says_how_to_provide_them(data: Path) -> None:
    """A fresh clone has no articles; the sentence names both ways to bring them."""
    assert sources_or_none(None, data) is None
    with pytest.raises(SourceError, match=r"put the five text files in .*sources or set DISCOURSE_SOURCES"):
        require_sources(None, data)
    (data / "sources").mkdir()
    assert sources_or_none(None, data) == data / "sources"
    assert require_sources("elsewhere", data) == Path("elsewhere")


def test_function_words_hold_no_content() -> None:
    """The list has closed-class words and none of the words that the study is about."""
    listed = function_words()
    assert {"the", "of", "we", "should"} <= listed
    assert not listed & {"common", "interests", "dialogue", "system", "two", "new", "world", "respect"}
