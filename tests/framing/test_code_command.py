"""`discourse code` from end to end: a sheet out, coded, back in; a score; and every wrong call."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import DiscourseError

RUN = CliRunner()


def call(*arguments: object) -> str:
    """Run the command and return what it prints; an error is raised."""
    found = RUN.invoke(app, ["code", *map(str, arguments)])
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.output


def test_sheet_coded_and_read_back(data: Path, tmp_path: Path) -> None:
    """The study's sheet shows no speaker; once coded it is stored and compared with the coder before."""
    path = tmp_path / "sheet.csv"
    call("--sheet", path, "--data", data)
    sheet = pd.read_csv(path, dtype="str", keep_default_na=False)
    key = pd.read_csv(tmp_path / "sheet-key.csv", dtype="str").set_index("item")["unit"]
    assert (tmp_path / "sheet-codebook.csv").is_file()
    assert set(key) > set(pd.read_csv(data / "frames_coded.csv", dtype="str")["statement"])
    old = pd.read_csv(data / "frames_coded.csv", dtype="str").groupby("statement")["frame"].agg(" ".join)
    sheet["frames"] = [old.get(key[item], "NONE") for item in sheet["item"]]
    sheet.to_csv(path, index=False, sep=";")
    said = call("--read", path, "--coder", "C", "--data", data)
    assert "C beside A, 58 items coded by both" in said
    assert "micro (all)" in said
    stored = pd.read_csv(tmp_path / "sheet-codes.csv", dtype="str")
    assert set(stored["coder"]) == {"C"}
    with pytest.raises(DiscourseError, match=r"would overwrite sheet\.csv"):
        call("--sheet", path, "--data", data)


def test_sheet_of_own_texts(data: Path, tmp_path: Path) -> None:
    """A user's texts are shown whole."""
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps([{"text": "Ruritania hopes for talks."}, {"id": "x", "text": "No."}]), encoding="utf-8")
    call("--sheet", tmp_path / "own.csv", "--texts", texts, "--data", data)
    assert "Ruritania hopes" in (tmp_path / "own.csv").read_text(encoding="utf-8")
    for content, said in (
        ("[", "expected a JSON list"),
        ('["a"]', "entry 1: there is no text"),
        ("{}", "is no JSON list"),
    ):
        texts.write_text(content, encoding="utf-8")
        with pytest.raises(DiscourseError, match=said):
            call("--sheet", tmp_path / "other.csv", "--texts", texts, "--data", data)
    with pytest.raises(DiscourseError, match="is missing"):
        call("--sheet", tmp_path / "other.csv", "--texts", tmp_path / "none.json", "--data", data)


def test_score_prints_every_measure(data: Path, root: Path) -> None:
    """Frames, micro F1, alpha and AC1, and that there was one coder."""
    said = call("--score", root / "data" / "codebook" / "unseen.json", "--data", data)
    for part in ("prec.", "recall", "F1", "alpha", "AC1", "micro (all)", "lowest recall", "one coder"):
        assert part in said


def test_score_of_few_texts_with_another_codebook(data: Path, tmp_path: Path) -> None:
    """Undefined values are dashes, and another codebook can be named."""
    book = tmp_path / "book.yaml"
    shutil.copy(data / "codebook" / "frames.yaml", book)
    path = tmp_path / "few.json"
    path.write_text(json.dumps([{"text": "Good morning.", "frames": []}]), encoding="utf-8")
    said = call("--score", path, "--codebook", book, "--data", data)
    assert " -" in said
    assert "lowest recall" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "asked for nothing"),
        (("--sheet", "a", "--score", "b"), "asked for --sheet and --score"),
        (("--read", "a.csv"), "--coder is empty"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], said: str, data: Path) -> None:
    """One of three things is asked for, and a coder has a name."""
    with pytest.raises(DiscourseError, match=said):
        call(*arguments, "--data", data)
