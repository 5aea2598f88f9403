"""LIWC's `.dic` files: what is read, and every fault with its line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from analysis.errors import CodebookError
from analysis.patterns.liwc import read_liwc


def save(folder: Path, text: str) -> Path:
    """Write a dictionary."""
    path = folder / "book.dic"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no marks", "has 0 lines with %"),
        ("%\nx name\n%\n", "line 2: the line is 'x name'"),
        ("%\n1\tA\n1\tB\n%\n", "line 3: the number 1 is a duplicate"),
        ("%\n1\tA\n%\nword\t2\n", "line 4: the number is 2; allowed: 1"),
        ("%\n1\tA\n\n%\n\nword\n", "line 6: 'word' has no number"),
    ],
)
def test_faults_of_liwc_files(tmp_path: Path, text: str, said: str) -> None:
    """File, line, value and remedy."""
    with pytest.raises(CodebookError, match=said):
        read_liwc(save(tmp_path, text))


def test_missing_and_undecodable(tmp_path: Path) -> None:
    """A dictionary that is not there or not UTF-8."""
    with pytest.raises(CodebookError, match="cannot be read: No such file"):
        read_liwc(tmp_path / "none.dic")
    (tmp_path / "a.dic").write_bytes(b"\xff\xfe%")
    with pytest.raises(CodebookError, match="is not UTF-8"):
        read_liwc(tmp_path / "a.dic")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("%\n1\tA\n2\tA\n%\n", "line 3: the name 'A' is a duplicate"),
        ("%\n1\tA\n%\nlike (02 134)125/464\t1\n", "line 4: .* has a condition, which is not read"),
        ("%\n1\tA\n%\nkind\t<of>131/125\t1\n", "line 4: .* has a condition, which is not read"),
        ("%\n1\tA\n%\nword\t1\tx\n", "line 4: .* has no number of a name"),
        ("%\n1\tA\n%\n\t1\n", "line 4: '1' has no number of a name"),
        ("%\n²\tA\n%\n", "line 2: the line is"),
        ("%\n1\tA\n%\n" + "x" * 500, r"line 4: 'x{57}\.\.\.' has no number"),
    ],
    ids=range(7),
)
def test_lines_that_liwc_would_read_otherwise(tmp_path: Path, text: str, said: str) -> None:
    """Two numbers with one name, conditions on neighbours and lines without a number: 60 characters at most."""
    with pytest.raises(CodebookError, match=said):
        read_liwc(save(tmp_path, text))


def test_numbers_stand_after_a_tab_or_at_the_end(tmp_path: Path) -> None:
    """A phrase may end in a number before a tab; in a line of spaces the numbers at the end count."""
    text = "%\n1\tA\n2\tB\n%\ncovid 19\t1 2\nred line 1  2\n:)\t2\n"
    assert read_liwc(save(tmp_path, text)) == {"A": ["covid 19", "red line"], "B": ["covid 19", "red line", ":)"]}


@pytest.mark.thorough
def test_a_long_line_is_read_in_linear_time(tmp_path: Path) -> None:
    """A line of a hundred thousand numbers that ends in none is refused at once, with its beginning."""
    begun = time.perf_counter()
    with pytest.raises(CodebookError, match=r"^.{0,150}$"):
        read_liwc(save(tmp_path, "%\n1\tA\n%\na" + " 1" * 100_000 + "x\n"))
    assert time.perf_counter() - begun < 2
