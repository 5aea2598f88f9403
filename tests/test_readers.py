"""Every reader of files, with damaged ones: `make fuzz` in small."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ArgumentError, CodebookError
from analysis.framing.codebook import read_codebook
from tests.fuzz import GOOD, READERS, foreign_errors


@pytest.mark.filterwarnings("ignore::analysis.corpus.pages.HtmlWarning")
@pytest.mark.parametrize("name", READERS)
def test_the_good_files_are_read(name: str, tmp_path: Path) -> None:
    """The damage begins at files that have none."""
    for other, content in GOOD.items():
        (tmp_path / other).write_text(content, encoding="utf-8")
    READERS[name](tmp_path / name)


def test_no_damaged_file_ends_in_a_foreign_error(tmp_path: Path) -> None:
    """Of 600 damaged files none ends in an error that is not ours, in a page of message, or not at all."""
    assert list(foreign_errors(tmp_path, seed=5, times=600)) == []


@pytest.mark.parametrize(
    "content",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "&a [*a]",
        "frames:\n- id: !!float x\n  name: n\n  definition: d\n  indicators: [x]\n  negation: !!timestamp 2020-13-45\n",
        "A: !!python/object/apply:os.system [x]\n",
        "[" * 100_000,
        "{a: " * 5_000,
        "- " * 5_000 + "a",
        "frames:\n- id: " + "x" * 100_000 + "!\n  name: n\n  definition: d\n  indicators: [x]\n",
        "? [a]\n: b\n",
        "a: 'b",
        "\u0007: [x]",
    ],
)
def test_hostile_yaml_is_one_short_sentence(content: str, tmp_path: Path) -> None:
    """Aliases, tags, depth and length cost no time, run nothing, and are refused or read as words."""
    path = tmp_path / "book.yaml"
    path.write_text(content, encoding="utf-8")
    try:
        assert read_codebook(path).ids == ["A"]  # a tag is nothing to us, and its word a word
    except CodebookError as error:
        assert len(str(error)) < 1000  # noqa: PT017  # either may happen


def test_a_long_sentence_keeps_its_ends() -> None:
    """What is wrong and what to do stay."""
    said = str(ArgumentError(f"word is {'x' * 5000}; expected y; write y"))
    assert said.startswith("word is x")
    assert said.endswith("expected y; write y")
    assert len(said) < 1000
