"""Files of codes: codes are added, earlier ones are checked and kept."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import ArgumentError, DataError, DiscourseError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.stored import read_codes, store_codes

CODES = pd.DataFrame({"statement": ["u1"], "frame": ["A"], "rank": [1]})
BOOK = Codebook(tuple(Frame(x, x) for x in "AB"))
HEAD = "statement,frame,rank,coder\n"


def test_storing_loses_nothing(tmp_path: Path) -> None:
    """Codes are added; a coder who coded before is refused, and the file stays as it was."""
    path = tmp_path / "codes.csv"
    store_codes(path, CODES, coder="B")
    store_codes(str(path), CODES, coder="C")
    before = path.read_bytes()
    assert before == b"statement,frame,rank,coder\nu1,A,1,B\nu1,A,1,C\n"
    with pytest.raises(DataError, match="by C already"):
        store_codes(path, CODES, coder="C")
    with pytest.raises(ArgumentError, match="expected a short name"):
        store_codes(path, CODES, coder="C D")
    assert path.read_bytes() == before


def test_notes_are_stored(tmp_path: Path) -> None:
    """What the coder noted is stored with the codes, also where the file had no notes before."""
    path = tmp_path / "codes.csv"
    noted = CODES.assign(note='Not sure, "really".')
    assert store_codes(path, noted, coder="A")["note"].tolist() == ['Not sure, "really".']
    assert read_codes(path)["note"].tolist() == ['Not sure, "really".']
    store_codes(path, CODES, coder="B")
    assert read_codes(path)["note"].tolist() == ['Not sure, "really".', ""]
    plain = tmp_path / "plain.csv"
    plain.write_text(f"{HEAD}u1,A,1,A\n", encoding="utf-8")
    store_codes(plain, CODES.assign(note=""), coder="B")
    assert list(read_codes(plain).columns) == ["statement", "frame", "rank", "coder"]
    store_codes(plain, noted, coder="C")
    assert read_codes(plain)["note"].tolist() == ["", "", 'Not sure, "really".']


def test_tones_are_stored_apart_from_frames(tmp_path: Path) -> None:
    """A file holds codes of one kind; tones have no rank."""
    path = tmp_path / "tones.csv"
    tones = pd.DataFrame({"statement": ["u2", "u1"], "tone": ["mixed", "neutral"]})
    store_codes(path, tones, coder="B")
    assert path.read_bytes() == b"statement,tone,coder\nu1,neutral,B\nu2,mixed,B\n"
    with pytest.raises(DataError, match="expected frame"):
        store_codes(path, CODES, coder="C")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: the header is empty; expected statement, frame, rank, coder, note or statement, tone, coder"),
        ("a,b\n1,2\n", "line 1: the header is a, b"),
        ("statement,coder\nu1,B\n", "line 1: the header is statement, coder"),
        (f"{HEAD}u1,FOO,1,B\n", "line 2: frame is 'FOO'; allowed: A, B, NONE"),
        (f"{HEAD}u1,NONE,1,B\nu1,NONE,2,B\n", "line 3: B gave NONE to u1, and NONE in codes.csv, line 2"),
        (f"{HEAD}u1,A,1,B\nu1,A,2,B\n", "line 3: B gave A to u1, and A in codes.csv, line 2"),
        (f"{HEAD}u1,A,1,B\nu1,NONE,2,B\n", "line 3: B gave NONE to u1, and A in codes.csv, line 2"),
        (f"{HEAD}u1,NONE,1,B\nu1,A,2,B\n", "line 3: B gave A to u1, and NONE in codes.csv, line 2"),
        (f"{HEAD}u1,A,first,B\n", "line 2: rank is 'first'"),
        (f"{HEAD}u1,A,1\n", "line 2: the row has 3 cells; expected 4"),
        ("statement,frame,rank,coder,x\nu1,A,1,B,y\n", "'y' is in a column that is not read"),
        (f"{HEAD}u1,,1,B\n", "line 2: frame is empty"),
        ("statement,tone,coder\nu1,good,B\n", "line 2: tone is 'good'; allowed: mixed, negative"),
        (
            "statement,tone,coder\nu1,mixed,B\nu1,neutral,B\n",
            "line 3: B gave neutral to u1, and mixed in codes.csv, line 2",
        ),
        (b"\0\1\2", "it may be a workbook"),
    ],
    ids=range(15),
)
def test_files_that_are_no_codes_stay_as_they_are(tmp_path: Path, content: str | bytes, said: str) -> None:
    """Empty, broken, binary, or with impossible codes: the line is named, and nothing is written."""
    path = tmp_path / "codes.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = path.read_bytes()
    with pytest.raises(DataError, match=said):
        store_codes(path, CODES, coder="C", scheme=BOOK)
    assert path.read_bytes() == before


def test_what_cannot_be_stored(tmp_path: Path) -> None:
    """A coder without a name, a table without ranks, no table, a folder."""
    path = tmp_path / "codes.csv"
    with pytest.raises(ArgumentError, match="coder is 3"):
        store_codes(path, CODES, coder=3)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="the table of codes has no column 'rank'"):
        store_codes(path, CODES.drop(columns="rank"), coder="B")
    with pytest.raises(ArgumentError, match="expected a table"):
        store_codes(path, [], coder="B")  # type: ignore[arg-type]
    with pytest.raises(DataError, match="it is a folder; expected a file of codes"):
        store_codes(tmp_path, CODES, coder="B")
    assert not path.exists()


@pytest.mark.parametrize(
    "rows",
    [
        [("q", "FOO", 1)],
        [("q", "A", 1), ("q", "NONE", 2)],
        [("q", "A", 1), ("q", "A", 2)],
    ],
    ids=["unknown", "none beside one", "twice"],
)
def test_what_could_not_be_read_back_is_not_stored(rows: list[tuple[str, str, int]], tmp_path: Path) -> None:
    """New rows are checked as those of a file, and the file stays as it was."""
    book = Codebook((Frame("A", "A"),))
    path = tmp_path / "codes.csv"
    table = pd.DataFrame([("p", "A", 1, "")], columns=["statement", "frame", "rank", "note"])
    store_codes(path, table, coder="X", scheme=book)
    before = path.read_bytes()
    wrong = pd.DataFrame([(*row, "") for row in rows], columns=["statement", "frame", "rank", "note"])
    with pytest.raises(DiscourseError):
        store_codes(path, wrong, coder="Y", scheme=book)
    assert path.read_bytes() == before


def test_a_file_without_rows_is_filled(tmp_path: Path) -> None:
    """A file with nothing but a header takes codes of either kind."""
    path = tmp_path / "codes.csv"
    path.write_text("statement,tone,coder\n", encoding="utf-8")
    assert read_codes(path).empty
    tones = pd.DataFrame({"statement": ["u1"], "tone": ["mixed"]})
    assert store_codes(path, tones, coder="B").to_numpy().tolist() == [["u1", "mixed", "B"]]
