"""`discourse frames`, `tone` and `stance` on invented texts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import DiscourseError

BOOK = "mills:\n  - mill*\n  - old weir\nbarns:\n  - barn|barns\n"


def call(*arguments: object) -> str:
    """Run a command and return what it prints; an error is raised."""
    found = CliRunner().invoke(app, list(map(str, arguments)))
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.fixture
def speeches(tmp_path: Path) -> Path:
    """Three invented texts of two parties, a row of nobody, a codebook and a lexicon."""
    path = tmp_path / "speeches.csv"
    texts = ["A good mill. Good mills and the old weir.\n\nNo barn.", "Bad barns.", "A bad mill.", "Mills."]
    pd.DataFrame({"text": texts, "party": ["n", "s", "s", None]}).to_csv(path, index=False)
    (tmp_path / "book.yaml").write_text(BOOK)
    (tmp_path / "words.csv").write_text("word,value\ngood,2\nbad,-1\n")
    return path


def test_frames_are_counted_per_1000_words(speeches: Path, tmp_path: Path) -> None:
    """Hits, rate and share of each group, by the user's codebook; a row without a group is told and left out."""
    table = tmp_path / "out.csv"
    said = call("frames", speeches, "--codebook", tmp_path / "book.yaml", "--by", "party", "--write", table)
    written = pd.read_csv(table)
    assert written[["frame", "group", "hits", "tokens", "texts", "texts_of"]].values.tolist() == [
        ["mills", "n", 3, 11, 1, 1],
        ["mills", "s", 1, 5, 1, 2],
        ["barns", "n", 1, 11, 1, 1],
        ["barns", "s", 1, 5, 1, 2],
    ]
    assert written["rate"].tolist() == pytest.approx([3000 / 11, 200, 1000 / 11, 200], rel=1e-5)
    assert "n: 11 words; s: 5 words" in said
    cut = call("frames", speeches, "--codebook", tmp_path / "book.yaml", "--by", "party", "--split", "paragraphs")
    # The text of two paragraphs is one document still.
    assert next(line for line in cut.splitlines() if "mills" in line).split()[-6:] == [*"1 of 2 1 of 1".split()]


def test_tone_by_the_lexicon_of_a_user_and_by_name(speeches: Path, tmp_path: Path) -> None:
    """The mean is that of the scores; the words behind it are listed; without --by all texts are one group."""
    table = tmp_path / "out.csv"
    said = call("tone", speeches, "--by", "party", "--lexicon", tmp_path / "words.csv", "--write", table)
    written = pd.read_csv(table).set_index("group")
    # Four of two words in eleven tokens, largest value 2; -1 in two and in three tokens.
    assert written.loc["n", "mean"] == pytest.approx(4 / 11 / 2, rel=1e-5)
    assert written.loc["s", "mean"] == pytest.approx(-(1 / 2 + 1 / 3) / 2 / 2, abs=1e-6)
    assert "words that raise n: good +4.0" in said
    assert "words that lower s: bad -2.0" in said
    assert call("tone", speeches).splitlines()[1].split()[:3] == ["all", "texts", "4"]
    assert call("tone", speeches, "--lexicon", "afinn", "--split", "sentences").splitlines()[1].split()[2] == "6"


def test_stance_by_the_words_of_the_study_or_of_a_user(tmp_path: Path) -> None:
    """A folder with subfolders has its groups; word lists can be the user's."""
    for group, text in (("n", "We must act. It may rain."), ("s", "We will act.")):
        (tmp_path / "texts" / group).mkdir(parents=True)
        (tmp_path / "texts" / group / "a.txt").write_text(text)
    said = call("stance", tmp_path / "texts")
    rows = {tuple(line.split()[:4]): line.split()[4] for line in said.splitlines() if line.strip().startswith("modal")}
    assert rows["modal", "of", "obligation", "n"] == "1"
    assert rows["modal", "of", "obligation", "s"] == "0"
    lists = tmp_path / "lists.csv"
    lists.write_text("category,pattern,source,note\nrain,rain*,invented,\n")
    assert "rain     n     1" in call("stance", tmp_path / "texts", "--lists", lists)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("frames", "speeches.csv", "--codebook", "none.yaml"), "none.yaml cannot be read"),
        (("frames", "speeches.csv", "--codebook", "book.yaml", "--split", "words"), "--split is 'words'"),
        (("frames", "speeches.csv", "--codebook", "book.yaml", "--write", "book.yaml"), "is read as --codebook"),
        (("frames", "none.csv", "--codebook", "book.yaml"), "cannot be read"),
        (("tone", "speeches.csv", "--by", "town"), "there is no column 'town'.*name the columns with --text"),
        (("tone", "speeches.csv", "--lexicon", "loud"), "--lexicon is 'loud'; allowed: afinn"),
        (("tone", "speeches.csv", "--lexicon", "words.csv", "--word", "term"), "term"),
        (("stance", "speeches.csv", "--lists", "words.csv"), "there is no column category"),
        (("stance", "empty.csv", "--by", "party"), "has no text of a group"),
    ],
)
@pytest.mark.usefixtures("speeches")
def test_errors_are_one_sentence(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """Whatever is missing or unknown is named with the option."""
    (tmp_path / "empty.csv").write_text("text,party\nMill.,\n")
    files = [str(tmp_path / word) if "." in word else word for word in arguments]
    with pytest.raises(DiscourseError, match=said):
        call(*files)


@pytest.mark.usefixtures("dask_client")
@pytest.mark.parametrize(
    "command",
    [
        ["frames", "--codebook", "book.yaml", "--by", "party"],
        ["tone", "--by", "party", "--lexicon", "words.csv", "--split", "sentences"],
        ["stance", "--by", "party"],
    ],
    ids=lambda command: command[0],
)
def test_workers_write_the_same_table(command: list[str], speeches: Path, tmp_path: Path) -> None:
    """With --engine dask print and file are those of one process, to the last byte."""
    name, *options = [str(tmp_path / part) if part.endswith((".yaml", "words.csv")) else part for part in command]
    said = {
        engine: call(name, speeches, *options, "--write", tmp_path / f"{at}.csv", *engine)
        for at, engine in enumerate([(), ("--engine", "dask")])
    }
    assert len(set(said.values())) == 1
    assert (tmp_path / "0.csv").read_bytes() == (tmp_path / "1.csv").read_bytes()
