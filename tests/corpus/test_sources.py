"""A folder or a pattern of tables is one corpus; what else lies there is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.attribution.documents import read_documents
from analysis.cli.application import app
from analysis.cli.shared import refuse_to_overwrite
from analysis.corpus.reading import read_texts
from analysis.corpus.sources import LeftOutWarning, contents_of, prefixes, sources_of
from analysis.corpus.stream import count_stream
from analysis.corpus.unit_counts import count_units, megabytes_of
from analysis.errors import OutputError, SourceError

TEXTS = ["Mill and weir.", "Mill by the weir.", "A barn.", "The old barn.", "A weir, a weir.", "The mill."]


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """Six invented texts in three tables of three formats, beside a paper and a marker of another program."""
    folder = tmp_path / "parts"
    folder.mkdir()
    table = pd.DataFrame({"text": TEXTS, "era": list("ppqqpq")})
    table[:2].to_json(folder / "a.jsonl", orient="records", lines=True)
    table[2:4].to_csv(folder / "b.csv", index=False)
    table[4:].to_parquet(folder / "c.parquet")
    table.to_csv(tmp_path / "whole.csv", index=False)
    (folder / "README.md").write_text("Invented.", encoding="utf-8")
    (folder / "_SUCCESS").write_bytes(b"")
    return folder


def test_a_folder_of_tables_is_one_corpus(parts: Path) -> None:
    """Rows come in the order of the files' names; other files are named; counts are those of one table."""
    with pytest.warns(LeftOutWarning, match=r"2 of 5 in .*parts are no tables and left out: README\.md, _SUCCESS"):
        found = list(read_texts(parts, by="era"))
    assert [item.text for item in found] == TEXTS
    assert [item.document for item in found] == ["a-1", "a-2", "b-1", "b-2", "c-1", "c-2"]
    with pytest.warns(LeftOutWarning):
        counts = count_stream(parts, by="era")
    whole = count_stream(parts.parent / "whole.csv", by="era")
    assert counts.terms.equals(whole.terms)
    assert (counts.counts == whole.counts).all()
    with pytest.warns(LeftOutWarning):
        assert count_units(parts, by="era").counts.shape[0] == 6
    assert contents_of(parts) == "tables"


def test_a_pattern_is_one_corpus(parts: Path) -> None:
    """A pattern matches tables, or texts where there is no table; a file with such a name is meant itself."""
    assert [item.text for item in read_texts(parts / "[ab].*", by="era")] == TEXTS[:4]
    (parts / "[ab].csv").write_text("era,text\np,Ox.\n", encoding="utf-8")
    assert [item.text for item in read_texts(parts / "[ab].csv", by="era")] == ["Ox."]
    for name in ("x", "y"):
        (parts / f"{name}.txt").write_text(f"Mill {name}.", encoding="utf-8")
    assert [item.text for item in read_texts(parts / "*.txt", by=None)] == ["Mill x.", "Mill y."]
    with pytest.raises(SourceError, match=r"\*\.md matches 1 file\(s\), none of them a table or a text; allowed"):
        sources_of(parts / "*.md", grouped=True)
    with pytest.raises(SourceError, match=r"\*\.zip matches 0 file"):
        sources_of(parts / "*.zip", grouped=True)


def test_a_folder_of_texts_stays_one(parts: Path) -> None:
    """Where texts are in the places that are read, a table beside them is no corpus."""
    (parts / "p").mkdir()
    (parts / "p" / "one.txt").write_text("Ox.", encoding="utf-8")
    assert sources_of(parts, grouped=True) == [parts]
    assert contents_of(parts) == "groups"
    assert contents_of(parts / "p") == "texts"
    (parts / "p" / "two.csv").write_text("text\nOx.\n", encoding="utf-8")
    assert sources_of(parts / "p", grouped=False) == [parts / "p"]


def test_rows_of_files_of_one_name_have_different_names(tmp_path: Path) -> None:
    """Where stems recur, the whole name or the path is before the number."""
    (tmp_path / "x").mkdir()
    one, other = tmp_path / "x" / "a.csv", tmp_path / "a.csv"
    assert prefixes([one, other]) == [f"{one}-", f"{other}-"]
    for file in (one, other):
        file.write_text("text\nMill.\n", encoding="utf-8")
    assert len({item.document for item in read_texts([one, other], by=None)}) == 2


def test_size_is_that_of_what_is_read(parts: Path) -> None:
    """Parquet counts four times, as it is compressed; a paper beside the tables does not count."""
    sizes = {file.suffix: file.stat().st_size for file in parts.iterdir()}
    whole = sizes[".jsonl"] + sizes[".csv"] + 4 * sizes[".parquet"]
    assert megabytes_of(parts) == pytest.approx(whole / 1e6)
    assert megabytes_of(parts / "*.csv") == pytest.approx(sizes[".csv"] / 1e6)


@pytest.mark.parametrize(
    "command",
    [
        ["keyness", "--by", "era", "--target", "p", "--min-count", "1"],
        ["concordance", "weir", "--by", "era"],
        ["concordance", "weir"],
        ["tone", "--by", "era"],
        ["tone"],
        ["stance"],
        ["attribute"],
    ],
    ids=" ".join,
)
def test_every_command_reads_folder_and_pattern(command: list[str], parts: Path) -> None:
    """Each command takes a folder of tables and a pattern, and says which files it left out."""
    for path in (parts, parts / "*.*"):
        done = CliRunner().invoke(app, [command[0], str(path), *command[1:]])
        assert done.exit_code == 0, done.output
        assert "left out: README.md" in done.stderr


def test_rows_keep_their_other_columns(parts: Path) -> None:
    """Attribution carries the columns of each table of a folder."""
    with pytest.warns(LeftOutWarning):
        assert read_documents([parts])["era"].tolist() == list("ppqqpq")


def test_no_table_is_written_where_tables_are_read(parts: Path) -> None:
    """The next run would read it: in the folder, or where it matches the pattern."""
    for path in (parts, parts / "*.csv"):
        with pytest.raises(OutputError, match=r"--write is .*new\.csv, which is read as PATH"):
            refuse_to_overwrite("--write", parts / "new.csv", {"PATH": path})
    refuse_to_overwrite("--write", parts.parent / "new.csv", {"PATH": parts})
