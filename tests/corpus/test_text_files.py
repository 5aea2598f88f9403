"""Text files: which of a folder are read, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.corpus.sources import LeftOutWarning
from analysis.corpus.text_files import files_of, read_text
from analysis.errors import SourceError


def test_subfolders_are_groups_or_left_out(tmp_path: Path) -> None:
    """With groups the files of subfolders are read, sorted by path; without, those directly in the folder; others are told."""
    for name in ("b/2.txt", "a/1.txt", "top.txt", "a/note.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Weir.", encoding="utf-8")
    with pytest.warns(LeftOutWarning) as told:
        grouped = files_of(tmp_path, grouped=True)
    assert [str(file.relative_to(tmp_path)) for file in grouped] == ["a/1.txt", "b/2.txt"]
    assert any("outside its subfolders" in str(one.message) for one in told)
    with pytest.warns(LeftOutWarning, match="in its subfolders"):
        assert [file.name for file in files_of(tmp_path, grouped=False)] == ["top.txt"]


def test_a_file_alone_has_no_group(tmp_path: Path) -> None:
    """A text file is read where no groups are; with groups, and where nothing is, the reason is said."""
    file = tmp_path / "one.txt"
    file.write_bytes(b"\xef\xbb\xbfWeir.\r\nMill.")
    assert files_of(file, grouped=False) == [file]
    assert read_text(file) == "Weir.\nMill."
    with pytest.raises(SourceError, match="or a folder with a subfolder"):
        files_of(file, grouped=True)
    with pytest.raises(SourceError, match="does not exist"):
        files_of(tmp_path / "none", grouped=False)
