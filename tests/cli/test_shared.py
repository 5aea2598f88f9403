"""What commands share: what is read is not written over, and warnings are sentences."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.cli.shared import columns_named, refuse_to_overwrite, warnings_told
from analysis.corpus.rows import MissingColumnError
from analysis.errors import DiscourseError, OutputError


def test_a_file_is_known_under_all_its_names(tmp_path: Path) -> None:
    """Links of both kinds and files inside a folder that is read are refused, and a new table beside tables; other new files and nothing are not."""
    read = tmp_path / "read.csv"
    read.write_text("x")
    hard, soft = tmp_path / "hard.csv", tmp_path / "soft.csv"
    os.link(read, hard)
    soft.symlink_to(read)
    for output in (read, hard, soft):
        with pytest.raises(OutputError, match=r"-o is .*, which is read as FILE; expected another file"):
            refuse_to_overwrite("-o", output, {"FILE": read})
    with pytest.raises(OutputError, match="which is read as FOLDER"):
        refuse_to_overwrite("-o", read, {"FOLDER": tmp_path})
    with pytest.raises(OutputError, match="which is read as FOLDER"):
        refuse_to_overwrite("-o", tmp_path / "group" / "new.TXT", {"FOLDER": tmp_path})
    with pytest.raises(OutputError, match="which is read as FOLDER"):
        refuse_to_overwrite("-o", tmp_path / "new.csv", {"FOLDER": tmp_path})
    (tmp_path / "group").mkdir()
    (tmp_path / "group" / "one.txt").write_text("x")
    refuse_to_overwrite("-o", tmp_path / "new.csv", {"FILE": read, "FOLDER": tmp_path, "--other": None})
    refuse_to_overwrite("-o", None, {"FILE": read})
    for folder in (tmp_path, Path()):
        with pytest.raises(OutputError, match=r"-o is .*, a folder; expected a file"):
            refuse_to_overwrite("-o", folder, {"FILE": read})
    refuse_to_overwrite("-o", read, {"FILE": tmp_path / ("x" * 300)})


def test_statements_are_not_written_over_their_texts(tmp_path: Path) -> None:
    """`attribute -o` spares the table it reads, and `code --to` the sheet."""
    table = tmp_path / "texts.csv"
    table.write_text("text\nAnn said: it rains.\n", encoding="utf-8")
    for command in (
        ["attribute", str(table), "-o", str(table)],
        ["code", "--read", str(table), "--coder", "x", "--to", str(table)],
    ):
        done = CliRunner().invoke(app, command)
        assert isinstance(done.exception, DiscourseError)
        assert "which is read as" in str(done.exception)
    assert table.read_text(encoding="utf-8").startswith("text\n")


def test_warnings_are_printed_though_the_work_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """Each warning is printed once, even where an error follows."""
    with pytest.raises(DiscourseError, match="stop"), warnings_told():  # noqa: PT012  # the order is what is tested
        warnings.warn("look [here]", UserWarning, stacklevel=1)
        warnings.warn("look [here]", UserWarning, stacklevel=1)
        raise DiscourseError("stop")
    assert capsys.readouterr().err == "warning: look [here]\n"


def test_a_missing_column_is_named_by_options() -> None:
    """The fault stays, and the next step is that of the command."""
    with pytest.raises(MissingColumnError, match=r"no column 'x'; pass --column"), columns_named("pass --column"):
        raise MissingColumnError("there is no column 'x'")
