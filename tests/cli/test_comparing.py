"""What `discourse keyness` compares, and what it says of chance."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli import comparing
from analysis.cli.application import app
from analysis.corpus.termmatrix import TermMatrix
from analysis.inference.permutations import permutation
from analysis.terms.compare.comparison import Comparison

SIDES = ("--by", "era", "--target", "p", "--reference", "q")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two groups of two invented texts each."""
    path = tmp_path / "corpus.csv"
    texts = ["Mill and weir.", "Mill by the weir of Old Orland.", "A barn.", "The barn of Orland."]
    pd.DataFrame({"text": texts, "era": ["p", "p", "q", "q"]}).to_csv(path, index=False)
    return path


def test_chance_is_told_by_documents(corpus: Path, tmp_path: Path) -> None:
    """The p of the print and of the file is that of the permutation in memory, with k of n documents of both sides."""
    target = tmp_path / "out.csv"
    done = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "1", "--write", str(target)])
    assert done.exit_code == 0, done.output
    frame = pd.read_csv(corpus)
    known = permutation(Comparison(TermMatrix.from_texts(frame), by="era", target="p", reference="q")).set_index("term")
    written = pd.read_csv(target, keep_default_na=False).set_index("term")
    assert written["p_documents"].to_dict() == pytest.approx(known["p"].to_dict())
    assert "no p can be below 0.33, so none can be .05" in done.stdout
    assert next(line for line in done.stdout.splitlines() if " mill " in f" {line}").split()[5:11] == [
        *("2", "of", "2", "0", "of", "2")
    ]
    frequent = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "2", "--write", str(target)])
    assert frequent.exit_code == 0
    few = pd.read_csv(target, keep_default_na=False).set_index("term")["p_documents"]
    # Leaving rare terms out of the print changes no p, since the sizes stay.
    assert 0 < len(few) < len(known)
    assert few.to_dict() == pytest.approx(known.loc[few.index, "p"].to_dict())
    without = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "1", "--no-permutation"])
    assert "p_documents" not in without.stdout


def test_terms_of_few_documents_are_left_out(corpus: Path, tmp_path: Path) -> None:
    """--min-documents counts the documents of both sides together."""
    target = tmp_path / "out.csv"
    options = ["--min-count", "1", "--min-documents", "2", "--write", str(target)]
    assert CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, *options]).exit_code == 0
    assert set(pd.read_csv(target)["term"]) == {"mill", "weir", "the", "a", "barn", "of", "orland"} - {"a"}


def test_sums_of_groups_have_no_p(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a corpus too large for counts by document the reason is one line, and the table is the same but for p."""
    small = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "1", "--no-permutation"]).stdout
    monkeypatch.setattr(comparing, "LARGEST", 0)
    large = CliRunner().invoke(app, ["keyness", str(corpus), *SIDES, "--min-count", "1"]).stdout
    assert "no p by documents: the texts have 0 MB" in large
    assert [line for line in large.splitlines() if not line.startswith("no p")] == small.splitlines()


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three groups of invented texts, in four documents of which two have two groups."""
    path = tmp_path / "three.csv"
    rows = [("mill weir mill", "p", "d1"), ("barn weir", "q", "d1"), ("mill", "p", "d2"), ("barn barn", "q", "d2")]
    rows += [("quay weir", "r", "d3"), ("quay mill", "r", "d4")]
    pd.DataFrame(rows, columns=["text", "era", "debate"]).to_csv(path, index=False)
    return path


def test_a_side_is_a_group_several_or_the_rest(three: Path) -> None:
    """Repeated options are one side, no reference is the rest, and --each takes all in turn."""
    base = ["keyness", str(three), "--by", "era", "--min-count", "1"]
    for options, said in (
        (("--target", "p", "--reference", "q", "--reference", "r"), "p: 2 texts, 4 words; q + r: 4 texts, 8 words"),
        (("--target", "p", "--target", "r", "--reference", "q"), "p + r: 4 texts, 8 words; q: 2 texts, 4 words"),
        (("--target", "p"), "p: 2 texts, 4 words; the rest: 4 texts, 8 words"),
        (("--reference", "p"), "the rest: 4 texts, 8 words; p: 2 texts, 4 words"),
    ):
        done = CliRunner().invoke(app, [*base, *options])
        assert said in done.stdout, done.output
    every = CliRunner().invoke(app, [*base, "--each", "--write", str(three.parent / "each.csv")])
    assert [f"more frequent in {name} than in the rest" in every.stdout for name in "pqr"] == [True] * 3
    table = pd.read_csv(three.parent / "each.csv").set_index(["group", "term"])
    assert table["count_target"].to_dict().items() >= {("p", "mill"): 3, ("q", "barn"): 3, ("r", "quay"): 2}.items()


def test_both_groups_in_a_document_are_compared_within_it(three: Path) -> None:
    """--pairs swaps the sides within documents; without it the terms are counted and a note names it."""
    base = ["keyness", str(three), "--by", "era", "--min-count", "1", "--target", "p"]
    paired = CliRunner().invoke(app, [*base, "--reference", "q", "--pairs", "debate"])
    assert paired.exit_code == 0, paired.output
    assert "share of 4 ways" in paired.stdout
    wider = CliRunner().invoke(app, [*base, "--pairs", "debate"])
    assert "2 document(s) have texts of one side only" in wider.stdout
    both = CliRunner().invoke(app, [*base, "--reference", "q", "--document", "debate"])
    assert "no p by documents: 2 of 2 documents have texts of both sides; --pairs debate compares" in both.stdout
    assert "p: 2 documents, 4 words; q: 2 documents, 4 words" in both.stdout
    assert "p_documents" not in both.stdout
    none = CliRunner().invoke(app, [*base, "--reference", "r", "--pairs", "debate"])
    assert "no document has texts of both sides" in str(none.exception)


def test_a_frequency_list_is_a_reference(three: Path) -> None:
    """Counts of another corpus are compared with the target; a list without its columns is refused."""
    listed = three.parent / "list.csv"
    listed.write_text("term,count\nmill,10\nlock,90\n")
    options = [
        "keyness",
        str(three),
        "--by",
        "era",
        "--min-count",
        "1",
        "--target",
        "p",
        "--reference-list",
        str(listed),
    ]
    done = CliRunner().invoke(app, options)
    assert "the reference list: 100 words" in done.stdout, done.output
    assert "a frequency list has no documents" in done.stdout
    for content, said in (
        ("word,n\nmill,1\n", "name the columns of the list term and count"),
        ("term,count\n,1\n", "row 1 (line 2): term is empty"),
        ("term,count\nmill,-1\n", "has -1"),
    ):
        listed.write_text(content)
        assert said in str(CliRunner().invoke(app, options).exception)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "no group is named"),
        (("--each", "--target", "p"), "--each compares every group"),
        (("--target", "p", "--pairs", "debate", "--document", "debate"), "--pairs names the document already"),
        (("--target", "p", "--reference-list", "list.csv", "--reference", "q"), "--reference-list is"),
        (("--target", "p", "--draws", "0"), "--draws is 0"),
    ],
)
def test_designs_that_contradict_themselves_are_refused(three: Path, options: tuple[str, ...], said: str) -> None:
    """Two designs at once, or none, are one sentence."""
    (three.parent / "list.csv").write_text("term,count\nmill,10\n")
    named = [str(three.parent / word) if word.endswith(".csv") else word for word in options]
    done = CliRunner().invoke(app, ["keyness", str(three), "--by", "era", *named])
    assert said in str(done.exception)


def test_statements_without_a_speaker_are_left_out(tmp_path: Path) -> None:
    """A table of statements is counted by speaker, and the statements of nobody are told."""
    path = tmp_path / "st.csv"
    pd.DataFrame({"text": ["mill", "weir", "barn"], "speaker": ["Ada Moss", None, "Tom Lund"]}).to_csv(
        path, index=False
    )
    done = CliRunner().invoke(
        app, ["keyness", str(path), "--by", "speaker", "--target", "Ada Moss", "--min-count", "1"]
    )
    assert done.exit_code == 0, done.output
    assert "1 text(s) have no speaker and are left out" in done.stderr
    assert "Ada Moss: 1 text, 1 words; the rest: 1 text, 1 words" in done.stdout


def test_statements_of_news_are_compared_by_speaker(tmp_path: Path) -> None:
    """The file of `attribute` goes into `keyness`: its documents, here on both sides, are known without an option."""
    text = (
        'The toll will rise, Mayor Ruth Alder said. "Tolls hurt trade," Tom Birk said. "The toll stays," Alder added.'
    )
    source, statements = tmp_path / "news.csv", tmp_path / "st.csv"
    pd.DataFrame({"text": [text, text.replace("toll", "levy")], "outlet": ["Post", "Echo"]}).to_csv(source, index=False)
    done = CliRunner().invoke(app, ["attribute", str(source), "-o", str(statements)])
    assert done.exit_code == 0, done.output
    options = ["keyness", str(statements), "--min-count", "1", "--by"]
    speakers = ["speaker", "--target", "Ruth Alder", "--reference", "Tom Birk"]
    said = CliRunner().invoke(app, [*options, *speakers]).stdout
    assert "Ruth Alder: 2 documents, 14 words; Tom Birk: 2 documents, 6 words" in said
    assert "2 of 2 documents have texts of both sides; --pairs document compares" in said
    assert "share of 4 ways" in CliRunner().invoke(app, [*options, *speakers, "--pairs", "document"]).stdout
    outlets = CliRunner().invoke(app, [*options, "outlet", "--target", "Post", "--reference", "Echo"]).stdout
    assert "Post: 1 document, 10 words; Echo: 1 document, 10 words" in outlets
    assert "share of 2 ways" in outlets


def test_notes_are_of_one_comparison(three: Path) -> None:
    """With --each the note of one group is not repeated for the next, whose documents are on one side."""
    done = CliRunner().invoke(
        app, ["keyness", str(three), "--by", "era", "--min-count", "1", "--each", "--document", "debate"]
    )
    first, second, third = done.stdout.split("log_likelihood (G2)")[:3]
    assert [part.count("no p by documents") for part in (first, second, third)] == [1, 1, 0]
