"""The command for a user's own two groups."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import ArgumentError, OutputError, SourceError


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two groups of two invented texts each."""
    path = tmp_path / "corpus.csv"
    texts = ["Mill and weir.", "Mill by the weir of Old Orland.", "A barn.", "The barn of Orland."]
    pd.DataFrame({"text": texts, "era": ["p", "p", "q", "q"]}).to_csv(path, index=False)
    return path


def test_terms_are_printed_and_written(corpus: Path, tmp_path: Path) -> None:
    """The strongest terms are printed; the file has the whole table."""
    names = tmp_path / "names.csv"
    names.write_text("entity,variant,unless_after\nOL,Orland,\nOL,Old Orland,\n")
    target = tmp_path / "out.csv"
    options = ["--by", "era", "--target", "p", "--reference", "q", "--min-count", "1", "--top", "3"]
    done = CliRunner().invoke(app, ["keyness", str(corpus), *options, "--entities", str(names), "--write", str(target)])
    assert done.exit_code == 0, done.output
    assert "2 texts" in done.output
    table = pd.read_csv(target).set_index("term")
    assert table.loc["OL", ["count_target", "count_reference"]].tolist() == [1, 1]
    assert table.loc["mill", "status"] == "absent from q"


def test_a_faulty_file_is_an_error_of_the_user(tmp_path: Path) -> None:
    """What cannot be read ends the command with the sentence of the library."""
    done = CliRunner().invoke(app, ["keyness", str(tmp_path / "no.csv"), "--target", "p", "--reference", "q"])
    assert isinstance(done.exception, SourceError)


SIDES = ("--by", "era", "--target", "p", "--reference", "q")


def test_the_input_is_not_overwritten(corpus: Path, tmp_path: Path) -> None:
    """Under no name is a file written that is read: not the corpus, a link to it, the names, or a text of a folder."""
    link, names = tmp_path / "link.csv", tmp_path / "names.csv"
    link.symlink_to(corpus)
    names.write_text("entity,variant,unless_after\nOL,Orland,\n")
    before = corpus.read_bytes()
    for target in (corpus, tmp_path / "x" / ".." / corpus.name, link, names):
        (tmp_path / "x").mkdir(exist_ok=True)
        options = [*SIDES, "--min-count", "1", "--entities", str(names), "--write", str(target)]
        done = CliRunner().invoke(app, ["keyness", str(corpus), *options])
        assert isinstance(done.exception, OutputError)
        assert "--write is" in str(done.exception)
    assert corpus.read_bytes() == before
    text = tmp_path / "folder" / "p" / "one.txt"
    text.parent.mkdir(parents=True)
    text.write_text("mill")
    options = ["--target", "p", "--reference", "q", "--write", str(text)]
    done = CliRunner().invoke(app, ["keyness", str(tmp_path / "folder"), *options])
    assert isinstance(done.exception, OutputError)
    assert text.read_text() == "mill"


@pytest.mark.parametrize(("option", "value"), [("--top", "-1"), ("--min-count", "-5")])
def test_numbers_below_nothing_are_refused(option: str, value: str, corpus: Path) -> None:
    """A negative number of terms or occurrences is an error that names the option."""
    done = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, option, value])
    assert isinstance(done.exception, ArgumentError)
    assert str(done.exception).startswith(f"{option} is {value}; expected a whole number of at least 0")


def test_an_empty_table_is_a_sentence(corpus: Path) -> None:
    """Where no term is frequent enough, or none is to be printed, no empty frame is shown."""
    rare = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "50"])
    assert rare.stdout.startswith("no term occurs 50 times or more")
    none = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "1", "--top", "0"])
    assert none.stdout.startswith("10 terms;")
    for done in (rare, none):
        assert done.exit_code == 0
        assert "Empty DataFrame" not in done.output
        assert "p: 2 texts, 10 words; q: 2 texts, 6 words" in done.output


def test_a_warning_is_one_sentence(tmp_path: Path) -> None:
    """Duplicates are reported on the standard error, without a path or a line of code."""
    path = tmp_path / "twice.csv"
    pd.DataFrame({"text": ["mill " * 20, "mill " * 20, "barn"], "era": ["p", "p", "q"]}).to_csv(path, index=False)
    done = CliRunner().invoke(app, ["keyness", str(path), *SIDES])
    assert done.exit_code == 0, done.output
    assert done.stderr.startswith("warning: 1 text(s) of 20 tokens or more occur twice, the first is '2': ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_rows_can_be_documents_of_several(corpus: Path) -> None:
    """With the column of documents named, rows of a document count as one."""
    table = pd.read_csv(corpus).assign(document=["a", "a", "b", "c"])
    table.to_csv(corpus, index=False)
    done = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--document", "document"])
    assert "p: 1 document, 10 words; q: 2 documents, 6 words" in done.output


def test_a_mistyped_group_is_answered_with_those_there_are(corpus: Path) -> None:
    """All groups of the file are listed, whichever name is wrong."""
    for target, reference in (("p", "zz"), ("yy", "zz")):
        options = ["--by", "era", "--target", target, "--reference", reference]
        done = CliRunner().invoke(app, ["keyness", str(corpus), *options])
        assert "allowed: p, q; pass one of these" in str(done.exception)


@pytest.mark.parametrize(
    ("options", "column"),
    [
        (("--by", "age"), "age"),
        (("--by", "era", "--text", "body"), "body"),
        (("--by", "era", "--document", "book"), "book"),
    ],
    ids=["by", "text", "document"],
)
def test_a_missing_column_is_told_with_the_options(corpus: Path, options: tuple[str, ...], column: str) -> None:
    """On the command line the next step names options, not the arguments of a function."""
    done = CliRunner().invoke(app, ["keyness", str(corpus), "--target", "p", "--reference", "q", *options])
    assert isinstance(done.exception, SourceError)
    assert str(done.exception) == (
        f"corpus.csv: there is no column {column!r}; it has: era, text; name the columns with --text, --by and --document"
    )


def test_lines_are_printed_aligned_and_written(corpus: Path, tmp_path: Path) -> None:
    """The node is in one column on the screen; the page and the table hold every line."""
    page, table = tmp_path / "lines.html", tmp_path / "lines.csv"
    options = ["--by", "era", "--top", "1", "--sort", "text", "--html", str(page), "--write", str(table)]
    done = CliRunner().invoke(app, ["concordance", str(corpus), "Barn", *options])
    assert done.exit_code == 0, done.output
    assert done.stdout == "3  q  A  barn\n2 lines in 2 text(s), 1 shown; --top prints more\n"
    assert pd.read_csv(table, keep_default_na=False)["left"].tolist() == ["A", "The"]
    assert page.read_text(encoding="utf-8").count("<b>barn</b>") == 2
    every = CliRunner().invoke(app, ["concordance", str(corpus), "barn", "--by", "era", "--sort", "text"])
    assert [line.index("barn") for line in every.stdout.splitlines()[:2]] == [11, 11]
    none = CliRunner().invoke(app, ["concordance", str(corpus), "quay", "--by", "era"])
    assert none.stdout == "no text has 'quay'\n"


def test_a_concordance_says_what_is_wrong(corpus: Path) -> None:
    """A missing column names the options; what is read is not overwritten."""
    done = CliRunner().invoke(app, ["concordance", str(corpus), "barn", "--by", "side"])
    assert str(done.exception).endswith("name the columns with --text, --by and --document")
    for option in ("--html", "--write"):
        done = CliRunner().invoke(app, ["concordance", str(corpus), "barn", "--by", "era", option, str(corpus)])
        assert isinstance(done.exception, OutputError)


def test_terms_are_printed_in_the_order_asked_for(corpus: Path) -> None:
    """Each side has its own list, by G2 as a rule, by another column on request, without function words on request."""
    options = ["keyness", str(corpus), *SIDES, "--min-count", "1"]
    plain = CliRunner().invoke(app, options).stdout
    of_p, of_q = plain.split("more frequent in q than in p")
    assert of_p.startswith("more frequent in p than in q")
    assert "mill" in {line.split()[0] for line in of_p.splitlines() if line}
    assert {"mill", "barn", "the"} & {line.split()[0] for line in of_q.splitlines() if line} == {"barn", "the"}
    content = CliRunner().invoke(app, [*options, "--content", "--sort", "log_ratio", "--no-permutation"]).stdout
    rows = [line.split() for line in content.split("\n\n")[0].splitlines()[2:]]
    ratios = [float(row[-3]) for row in rows]
    assert len(ratios) > 1
    assert ratios == sorted(ratios, key=abs, reverse=True)
    assert " the " not in content
    assert "10 terms" in content
    wrong = CliRunner().invoke(app, [*options, "--sort", "p"])
    assert str(wrong.exception).startswith("--sort is 'p'; allowed: log_likelihood, log_ratio, lrc")


def test_statements_of_nobody_are_left_out_of_lines_as_of_counts(tmp_path: Path) -> None:
    """A statement without a speaker, as `attribute` writes it, ends neither command."""
    path = tmp_path / "statements.csv"
    path.write_text("speaker,text\nVenn,The ferry runs.\n,A ferry sank.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["concordance", str(path), "ferry", "--by", "speaker"])
    assert done.exit_code == 0, done.output
    assert "1 line in 1 text(s)" in done.output


def test_a_concordance_needs_no_groups(tmp_path: Path) -> None:
    """A table without a column of groups, and a folder without subfolders, have lines; a column asked for must be there."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The ferry runs.", encoding="utf-8")
    (tmp_path / "t.csv").write_text("text\nThe ferry runs.\n", encoding="utf-8")
    for path in (tmp_path / "in", tmp_path / "t.csv"):
        done = CliRunner().invoke(app, ["concordance", str(path), "ferry"])
        assert done.exit_code == 0, done.output
        assert "1 line in 1 text(s)" in done.output
    done = CliRunner().invoke(app, ["concordance", str(tmp_path / "t.csv"), "ferry", "--by", "era"])
    assert isinstance(done.exception, SourceError)


@pytest.mark.usefixtures("dask_client")
@pytest.mark.parametrize("largest", [300, 0])
def test_workers_write_the_same_table(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    """With --engine dask print and file are those of one process, whether texts are counted one by one or added up."""
    monkeypatch.setattr("analysis.cli.comparing.LARGEST", largest)
    said = []
    for at, engine in enumerate([[], ["--engine", "dask"]]):
        options = ["--by", "era", "--target", "p", "--min-count", "1", "--write", str(tmp_path / f"{at}.csv")]
        done = CliRunner().invoke(app, ["keyness", str(corpus), *options, *engine])
        assert done.exit_code == 0, done.output
        said.append(done.output)
    assert said[0] == said[1]
    assert (tmp_path / "0.csv").read_bytes() == (tmp_path / "1.csv").read_bytes()


def test_an_engine_that_is_none_is_refused(corpus: Path) -> None:
    """Another name is answered with those there are."""
    done = CliRunner().invoke(app, ["keyness", str(corpus), "--by", "era", "--target", "p", "--engine", "spark"])
    assert isinstance(done.exception, ArgumentError)
    assert "--engine is 'spark'; allowed: dask" in str(done.exception)
