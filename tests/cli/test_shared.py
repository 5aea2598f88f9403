"""What commands share: what is read is not written over, and warnings are sentences."""

from __future__ import annotations

import io
import os
import re
import warnings
from pathlib import Path

import pytest
from rich.table import Table
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.cli.shared import Screen, columns_named, refuse_to_overwrite, warnings_told
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


def test_two_outputs_have_two_names(tmp_path: Path) -> None:
    """One file under two names would keep the second output only; a device takes both."""
    (tmp_path / "link.csv").symlink_to(tmp_path / "new.csv")
    for other in (tmp_path / "new.csv", tmp_path / "sub" / ".." / "new.csv", tmp_path / "link.csv"):
        with pytest.raises(OutputError, match=r"--html is .*, which --write is, too; expected two files"):
            refuse_to_overwrite("--html", tmp_path / "new.csv", {}, also={"--write": other})
    refuse_to_overwrite("--html", Path("/dev/null"), {}, also={"--write": Path("/dev/null"), "-o": None})
    table = tmp_path / "t.txt"
    table.write_text("Ann Orr said it rains.\n", encoding="utf-8")
    out = str(tmp_path / "o.csv")
    done = CliRunner().invoke(app, ["attribute", str(table), "--review", out, "--narration", out])
    assert "--narration is" in str(done.exception)
    assert not Path(out).exists()


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    """A name too long, a file in place of a folder and a circle of links are refused with nothing read."""
    (tmp_path / "file").write_text("")
    (tmp_path / "circle").symlink_to("circle")
    for place in (tmp_path / ("x" * 300), tmp_path / "file" / "x", tmp_path / "circle"):
        with pytest.raises(OutputError, match="cannot be written"):
            refuse_to_overwrite("--write", place, {})
    refuse_to_overwrite("--write", tmp_path / "new" / "folder" / "**.csv", {})


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


def test_a_terminal_obeys_no_text() -> None:
    """Escapes, controls and turned directions are shown as written, in lines and in tables; the style is our own."""
    screen = Screen(file=io.StringIO(), force_terminal=True, width=200, soft_wrap=True)
    hostile = "a\x1b]0;owned\x07b\x1b[2Jc\x9bd\re\u202ef\x7f\n\u2066g"
    screen.print(hostile, markup=False, highlight=False, style="bold")
    table = Table(hostile, box=None)
    table.add_row(hostile)
    screen.print(table)
    assert isinstance(screen.file, io.StringIO)
    shown = screen.file.getvalue()
    assert not {"\x07", "\x9b", "\r", "\u202e", "\x7f", "\u2066"} & set(shown)
    assert not re.sub(r"\x1b\[[0-9;]*m", "", shown).count("\x1b")
    assert shown.count(r"\x1b]0;owned\x07b") == 3


@pytest.mark.parametrize(
    "command", [["attribute"], ["turns", "--layout", "transcript"], ["concordance", "--by", "who", "boats"], ["tone"]]
)
def test_no_command_prints_an_escape(command: list[str], tmp_path: Path) -> None:
    """A text, a name of a file and a group with escapes reach the screen as words."""
    table = tmp_path / "t.csv"
    table.write_text("who,text\n\x1b[31mx,ANN ORR: The boats \x1b]0;t\x07 said Ann Orr. Boats \x1b[2J sail well.\n")
    name, *more = command
    done = CliRunner().invoke(app, [name, str(table), *more[2:], *more[:2]])
    assert "\x1b" not in done.output
    assert done.exit_code == 0, done.exception
