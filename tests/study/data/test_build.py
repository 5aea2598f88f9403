"""Deriving the tables from articles: identical with the real ones; every kind of damage with invented ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError, SourceError
from analysis.study.data import build as building
from analysis.study.data.build import build, check, require_sources, sources_or_none
from analysis.study.data.load import load_study
from analysis.study.data.package import load_tables
from analysis.study.evidence import explain
from analysis.tables import digest
from analysis.terms.describe.closed_class import function_words
from tests.invented import ARTICLES, small_package

Package = tuple[Path, Path]


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the invented package once."""
    folder = tmp_path_factory.mktemp("built")
    data, sources = small_package(root, folder)
    build(data, sources)
    return folder


@pytest.fixture(scope="module")
def tables(built: Path) -> dict[str, pd.DataFrame]:
    """Derive the tables of the invented articles once."""
    return building.derive(built / "data", built / "sources")


@pytest.fixture
def as_derived(tables: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch) -> None:
    """Take these tables as derived, where a test damages only what is derived."""
    monkeypatch.setattr(building, "derive", lambda *_, **__: tables)


@pytest.fixture
def package(built: Path, tmp_path: Path) -> Package:
    """Return a copy of the invented package and its articles that a test may damage."""
    shutil.copytree(built, tmp_path / "package")
    return tmp_path / "package" / "data", tmp_path / "package" / "sources"


def test_the_committed_tables_are_those_of_the_articles(root: Path, sources: Path) -> None:
    """Every derived table of the study is byte for byte what the five articles give."""
    steps: list[str] = []
    assert check(root / "data", sources, progress=steps.append) == []
    assert len(steps) >= 5


@pytest.mark.thorough
def test_names_and_layout_of_the_copies_play_no_part(root: Path, sources: Path, tmp_path: Path) -> None:
    """Renamed copies with other line ends and quotation marks give identical tables."""
    for number, path in enumerate(sorted(sources.glob("*.txt"))):
        text = path.read_text(encoding="utf-8").replace("\u201c", '"').replace("\u201d", '"').replace("\n", "\r\n")
        (tmp_path / f"copy {number}.txt").write_text(text, encoding="utf-8", newline="")
    assert check(root / "data", tmp_path) == []


def test_the_tables_say_what_a_count_by_hand_says(package: Package) -> None:
    """Terms, quotation marks, phrases, frames and units of the invented articles, counted by hand."""
    data, sources = package
    assert check(data, sources) == []
    tables = load_tables(data)
    terms = tables["terms"].set_index(["unit", "term"])
    assert terms.loc[("701-01", "red"), ["count", "quoted"]].tolist() == [1, 1]
    assert terms.loc[("701-01", "ruritania"), ["count", "quoted"]].tolist() == [1, 0]
    units = tables["units"].set_index("unit")
    assert units.loc["700-01", ["tokens", "quoted_tokens", "sentences"]].tolist() == [16, 16, 2]
    assert units.loc["700-furniture", "tokens"] == 2
    assert units.loc["701-narration", "type"] == "narration"
    phrases = tables["phrases"]
    assert set(phrases["phrase"]) == {"mutual respect"}
    hits = set(tables["frame_hits"][["unit", "frame"]].itertuples(index=False, name=None))
    assert {
        ("701-01", "RED_LINE"),
        ("700-01", "DIALOGUE"),
        ("700-01", "REL_PRINCIPLES"),
        ("700-02", "SOV_CORE"),
    } <= hits
    assert "RED_LINE" not in {frame for unit, frame in hits if unit.startswith("700")}
    near = tables["cooccurrence"].query("document == '701' and frame == 'RED_LINE'").set_index("collocate")["count"]
    # Around "red lines" stand ruritania and draws in the headline and our, are, drawn in the statement; around
    # "not yield an inch" ruritania, would, not.
    assert near.to_dict() == {"are": 1, "drawn": 1, "draws": 1, "not": 1, "our": 1, "ruritania": 2, "would": 1}
    lines = tables["concordance"].query("frame == 'RED_LINE'").to_numpy().tolist()
    assert ["701-01", "RED_LINE", 'Ruritania would "not', "yield an inch", '"'] in lines or any(
        line[3] == "yield an inch" for line in lines
    )


def test_a_package_of_ones_own_loads_as_a_study_and_explains_its_terms(package: Package) -> None:
    """The same loading and the same evidence serve other texts; with the articles in full."""
    data, sources = package
    own = load_study(data)
    assert own.select().group("era").of("respect").to_dict() == {"biden": 1, "trump2": 1}
    assert explain(own, "red lines")["words_around"].str.contains("red lines").all()
    full = explain(own, "red lines", sources=sources)["words_around"].iloc[0]
    assert full == "\u201cour red lines are drawn\u201d ... Ruritania would \u201cnot yield an inch\u201d"


@pytest.mark.usefixtures("as_derived")
def test_a_changed_cell_is_named_with_its_row(package: Package) -> None:
    """The check names the file, the row, and both contents."""
    data, sources = package
    path = data / "terms.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], lines[1].replace(",1,", ",7,"), *lines[2:]]), encoding="utf-8")
    (data / "phrases.csv").write_text("unit,phrase,words,count\n", encoding="utf-8")
    said = check(data, sources)
    assert said[0].startswith("terms.csv differs from the articles at row 2: it has ")
    assert said[1].startswith("phrases.csv differs from the articles at row 2") or "has 1 rows" in said[1]


@pytest.mark.usefixtures("as_derived")
def test_building_repairs_missing_shortened_and_half_written_tables(package: Package) -> None:
    """After an interrupted run the next one makes everything whole, and nothing else changes."""
    data, sources = package
    before = {path.name: path.read_bytes() for path in data.glob("*.*")}
    (data / "phrases.csv").unlink()
    (data / "terms.csv").write_bytes(before["terms.csv"][:1000])
    (data / f".{digest(b'units.csv')[:12]}-999999999-abc.part").write_text("half")  # of a killed process
    (data / "units.csv").unlink()
    assert "phrases.csv is missing" in check(data, sources)
    assert sorted(build(data, sources)) == ["phrases.csv", "terms.csv", "units.csv"]
    assert {path.name: path.read_bytes() for path in data.glob("*.*")} == before


@pytest.mark.thorough
@pytest.mark.usefixtures("as_derived")
def test_the_datasheet_is_renewed_with_the_tables(package: Package) -> None:
    """Where a datasheet stands beside the tables, its columns follow the descriptor; marks are needed."""
    data, sources = package
    (data / "README.md").write_text("# Sheet\n<!-- columns: begin --><!-- columns: end -->\n", encoding="utf-8")
    assert build(data, sources) == ["README.md"]
    assert "| `fingerprint` | string |" in (data / "README.md").read_text(encoding="utf-8")
    assert build(data, sources) == []
    (data / "README.md").write_text("# Sheet\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"data/README\.md lacks the marks"):
        build(data, sources)


@pytest.mark.thorough
def test_an_altered_copy_is_named_with_what_differs(package: Package) -> None:
    """One word changed: the file, the article that it resembles, and the words are named."""
    data, sources = package
    path = sources / "700.txt"
    path.write_text(ARTICLES["700"][1].replace("It rained", "It snowed"), encoding="utf-8")
    with pytest.raises(SourceError) as told:
        check(data, sources)
    assert str(told.value) == (
        "700.txt is an altered copy of article 700: it lacks rained, adds snowed; restore the original text"
    )
    (data / "terms.csv").unlink()
    with pytest.raises(SourceError, match=r"700\.txt is no article of the study"):
        check(data, sources)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"caf\xe9", "is not UTF-8"),
        (b"Something else entirely", "is no article of the study"),
    ],
    ids=["empty", "latin-1", "unknown"],
)
def test_a_stray_file_is_named(package: Package, content: bytes, message: str) -> None:
    """A file that is empty, undecodable or unknown stops the run in one sentence."""
    data, sources = package
    (sources / "stray.txt").write_bytes(content)
    with pytest.raises(SourceError, match=rf"stray\.txt {message}"):
        check(data, sources)


def test_a_missing_article_is_named(package: Package) -> None:
    """With one of two articles nothing is derived."""
    data, sources = package
    (sources / "701.txt").unlink()
    with pytest.raises(SourceError, match="has 1 of 2 articles; missing: 701"):
        check(data, sources)


def test_annotations_that_are_wrong_are_not_built_on(package: Package) -> None:
    """An unknown voice in the hand-made table stops the build, and no table is touched."""
    data, sources = package
    path = data / "statements.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",indirect,", ",shouted,", 1), encoding="utf-8")
    before = (data / "terms.csv").read_bytes()
    with pytest.raises(
        DataError, match=r"statements\.csv, row 3: voice is 'shouted'; allowed: direct, indirect, mixed"
    ):
        build(data, sources)
    assert (data / "terms.csv").read_bytes() == before


def test_without_articles_the_error_says_how_to_provide_them(package: Package) -> None:
    """A fresh clone has no articles; the sentence names both ways to bring them."""
    data, _ = package
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
