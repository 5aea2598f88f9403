"""A folder appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import OutputError
from analysis.report.folder import refuse_folder, write_folder


def test_an_interruption_leaves_nothing_and_keeps_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a full disk nor an interruption leaves a part; what an earlier run left beside is removed."""
    folder = tmp_path / "report"
    write_folder({"index.html": b"old", "tables/a.csv": b"1"}, folder)
    real = Path.write_bytes

    def stop(path: Path, content: bytes) -> int:
        if path.name == "b.csv":
            raise error
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", stop)
    for error, seen in (  # noqa: B007  (stop raises it)
        (OSError(28, "No space left on device"), OutputError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ):
        with pytest.raises(seen):
            write_folder({"index.html": b"new", "b.csv": b"2"}, folder)
        assert [path.name for path in tmp_path.iterdir()] == ["report"]
        assert (folder / "index.html").read_bytes() == b"old"
    monkeypatch.undo()
    (tmp_path / ".report.killed.part").mkdir()
    write_folder({"index.html": b"new"}, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_a_folder_that_exists_is_refused(tmp_path: Path) -> None:
    """Without force always; with force, unless the folder is one of the same command or empty."""
    folder = tmp_path / "report"
    refuse_folder(folder)
    write_folder({"index.html": b"<meta ours>"}, folder)
    with pytest.raises(OutputError, match=r"another name$"):
        refuse_folder(folder)
    with pytest.raises(OutputError, match="--force"):
        refuse_folder(folder, mark="<meta ours>")
    refuse_folder(folder, force=True, mark="<meta ours>")
    with pytest.raises(OutputError, match="would delete"):
        refuse_folder(folder, force=True, mark="<meta other>")
    file = tmp_path / "file"
    file.touch()
    for place in (file, Path("/")):
        with pytest.raises(OutputError):
            refuse_folder(place, force=True)
