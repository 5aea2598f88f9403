"""The doors to the disk: kinds of files, sizes, JSON of any form, and outputs of any kind."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from analysis.errors import ArgumentError, CodebookError, DataError, OutputError, SourceError
from analysis.files import alone, opened, parse_json, read_bytes_file, read_text_file, temporary_folder, write_bytes


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the move fails the old content stays, alone."""
    path = tmp_path / "t.csv"
    write_bytes(path, b"old")
    monkeypatch.setattr(Path, "replace", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, b"new")
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"old"]


def test_a_killed_writer_is_cleaned_up_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    """What a killed process left beside a file goes with the next write; what another one is writing stays."""
    code = """
import os, sys
from pathlib import Path
from analysis import files
if sys.argv[2] == "kill":
    os.fdopen = lambda *a: os.kill(os.getpid(), 9)
else:
    os.fdopen = lambda *a: (print("writing", flush=True), sys.stdin.read(), sys.exit())
files.write_bytes(Path(sys.argv[1]), b"half")
"""
    path = tmp_path / "t.csv"
    command = [sys.executable, "-c", code, str(path)]
    assert subprocess.run([*command, "kill"], check=False).returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1
    with subprocess.Popen([*command, "wait"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        write_bytes(path, b"whole")
        assert len(list(tmp_path.iterdir())) == 2
        other.communicate()
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"whole"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The path and the reason are in the sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"x\.csv cannot be written: .*; choose a folder"):
        write_bytes(tmp_path / "file" / "x.csv", b"")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a path through a file, what is no path, a missing file and other bytes are one sentence each."""
    (tmp_path / "a.txt").write_bytes(b"\xff\xff")
    for path in (tmp_path, tmp_path / "a.txt" / "b", str(tmp_path / "none.csv"), tmp_path / ("x" * 300)):
        with pytest.raises(DataError, match=r"cannot be read: .*; expected a list; name another"):
            read_bytes_file(path, what="a list")
    for wrong in ("\0", 5):
        with pytest.raises(ArgumentError, match="path is"):
            read_bytes_file(wrong, what="a list")  # type: ignore[arg-type]
    with pytest.raises(CodebookError, match=r"a\.txt is not UTF-8: byte 0 is 0xff"):
        read_text_file(tmp_path / "a.txt", what="a list", error=CodebookError)


def test_text_has_plain_line_ends_and_no_mark(tmp_path: Path) -> None:
    """A byte order mark, CRLF and lone carriage returns are undone."""
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text_file(tmp_path / "a.txt", what="a list") == "a\nb\nc\n"


def test_special_files_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    """A pipe would wait for ever, a device has no end: each is named by its kind, also behind a link."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "socket"))
        for path, kind in (("pipe", "pipe"), ("link", "pipe"), ("socket", "socket"), ("/dev/zero", "device")):
            with pytest.raises(SourceError, match=f"cannot be read: it is a {kind}"), opened(tmp_path / path):
                raise AssertionError


def test_a_file_larger_than_allowed_is_refused_unread(tmp_path: Path) -> None:
    """A sparse file of 100 GB is no codebook, and costs no memory."""
    with (tmp_path / "huge").open("wb") as stream:
        stream.truncate(100_000_000_000)
    with pytest.raises(DataError, match=r"has 100,000 MB; expected a codebook of at most 64 MB"):
        read_bytes_file(tmp_path / "huge", what="a codebook")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[" * 10_000 + "]" * 10_000, "nested too deep"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deep"),
        ("9" * 6000, "a number has 6,000 digits"),
        ("-" + "9" * 6000, "digits"),
        ('["\\ud83d"]', r"half character U\+D83D"),
        ('{"\\uDE00": 1}', r"half character U\+DE00"),
        ('{"a": 1, "a": 2}', "the key 'a' twice"),
        ("{", "no JSON"),
    ],
)  # fmt: skip
def test_json_that_cannot_be_used(content: str, fault: str) -> None:
    """Depth, digits, half characters, a key twice and broken JSON are one short sentence each."""
    with pytest.raises(SourceError, match=f"line 3: .*{fault}") as caught:
        parse_json(content, "line 3")
    assert len(str(caught.value)) < 200


def test_whole_pairs_of_surrogates_are_characters() -> None:
    """Two halves that belong together are one character, written as JSON writes it."""
    assert parse_json('["\\ud83d\\ude00"]', "line 1") == ["\U0001f600"]


def test_a_file_keeps_its_mode_and_a_new_one_has_that_of_the_umask(tmp_path: Path) -> None:
    """0600 stays 0600, and a umask of 027 makes 0640."""
    (tmp_path / "old").write_bytes(b"")
    (tmp_path / "old").chmod(0o600)
    before = os.umask(0o027)
    try:
        for name in ("old", "new"):
            write_bytes(tmp_path / name, b"x")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old", "new")]
    assert modes == [0o600, 0o640]


def test_links_stay_links(tmp_path: Path) -> None:
    """The file behind a link is replaced, also where the link leads nowhere yet."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(Path("sub", "file"))
    for content in (b"one", b"two"):
        write_bytes(tmp_path / "link", content)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "sub" / "file").read_bytes() == content


def test_devices_and_pipes_are_written_to(tmp_path: Path) -> None:
    """They stay what they are; a full device and a pipe that nobody reads are one sentence."""
    number = Path("/dev/null").stat().st_rdev
    write_bytes(Path("/dev/null"), b"x")
    assert Path("/dev/null").stat().st_rdev == number
    with pytest.raises(OutputError, match="cannot be written: No space left"):
        write_bytes(Path("/dev/full"), b"x")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="cannot be written"):
        write_bytes(tmp_path / "pipe", b"x")
    with ThreadPoolExecutor() as pool:
        read = pool.submit((tmp_path / "pipe").read_bytes)
        while not read.done():
            with suppress(OutputError):  # until the reader is there
                write_bytes(tmp_path / "pipe", b"x" * 200_000)
                break
        assert len(read.result()) == 200_000
    assert [item.name for item in tmp_path.iterdir()] == ["pipe"]


def test_standard_output_is_written_in_its_place() -> None:
    """What was printed before and after stays, although the output is a file."""
    code = "from pathlib import Path; from analysis.files import write_bytes; import sys; print('a', flush=True); write_bytes(Path('/dev/stdout'), b'b\\n'); print('c')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"a\nb\nc\n"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part is removed when there is no room for it."""
    write_bytes(tmp_path / "t", b"old")
    full = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115  (closed by the writer)
    monkeypatch.setattr(os, "fdopen", lambda handle, mode: (os.close(handle), full)[1])  # noqa: ARG005
    with pytest.raises(OutputError, match="No space left"):
        write_bytes(tmp_path / "t", b"new")
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("name", ["**", "[a]*?", "x" * 255, ".part", "a b\nc", "\u00e9" * 120])
def test_any_name_is_a_name(name: str, tmp_path: Path) -> None:
    """No name is a pattern, and the longest that the system takes can be written."""
    for content in (b"one", b"two"):
        write_bytes(tmp_path / name, content)
    assert [item.read_bytes() for item in tmp_path.iterdir()] == [b"two"]


def test_two_runs_in_one_folder_are_told_apart(tmp_path: Path) -> None:
    """The second says so; readers may be several; a killed run holds nothing."""
    with alone(tmp_path), pytest.raises(OutputError, match="in use by another run"), alone(tmp_path, reading=True):
        raise AssertionError
    with alone(tmp_path, reading=True), alone(tmp_path, reading=True):
        assert not list(tmp_path.iterdir())
    code = "import os, sys; from pathlib import Path; from analysis.files import alone, temporary_folder\nwith alone(Path(sys.argv[1])), temporary_folder(): os.kill(os.getpid(), 9)"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=environment, check=False)
    with alone(tmp_path):
        assert len(list(tmp_path.iterdir())) == 1


def test_folders_of_killed_runs_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run removes what a killed one left, and leaves what is in use."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "discourse-999999999-x" / "deep").mkdir(parents=True)
    (tmp_path / "discourse-x-y").mkdir()
    with temporary_folder() as one, temporary_folder() as other:
        assert sorted(tmp_path.iterdir()) == sorted([one, other])
    assert list(tmp_path.iterdir()) == []
