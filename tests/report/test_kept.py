"""Tables of an unfinished run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import OutputError
from analysis.report import kept as kept_module
from analysis.report.kept import KeptTables

TABLE = pd.DataFrame({"term": ["mill", "\u00e9"], "p": [0.1, float("nan")], "flag": [True, False]})


def test_tables_come_back_as_they_were(tmp_path: Path) -> None:
    """Types and gaps are kept; names are listed; what another content keeps is not found."""
    kept = KeptTables(tmp_path / "report", "a" * 64)
    assert len(kept) == 0
    kept["p"] = TABLE
    pd.testing.assert_frame_equal(KeptTables(tmp_path / "report", "a" * 64)["p"], TABLE)
    assert list(kept) == ["p"]
    assert KeptTables(tmp_path / "report", "b" * 64).get("p") is None
    del kept["p"]
    with pytest.raises(KeyError):
        del kept["p"]


def test_a_damaged_table_is_not_there(tmp_path: Path) -> None:
    """Half a file is computed again, not believed."""
    kept = KeptTables(tmp_path / "report", "a" * 64)
    kept["p"] = TABLE
    file = kept.folder / "p.parquet"
    file.write_bytes(file.read_bytes()[:40])
    assert kept.get("p") is None


def test_sweeping_removes_what_runs_into_the_same_output_left(tmp_path: Path) -> None:
    """Those of another output stay."""
    for name, content in (("report", "a"), ("report", "b"), ("other", "a")):
        KeptTables(tmp_path / name, content * 64)["p"] = TABLE
    KeptTables(tmp_path / "report", "b" * 64).sweep()
    assert [path.name for path in tmp_path.iterdir()] == [f".other.{'a' * 16}.kept"]


def test_where_nothing_can_be_kept_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk while keeping is no error of the run."""

    def full(path: Path, _: bytes) -> None:
        raise OutputError(f"{path} cannot be written: No space left on device")

    monkeypatch.setattr(kept_module, "write_bytes", full)
    kept = KeptTables(tmp_path / "report", "a" * 64)
    kept["p"] = TABLE
    assert kept.get("p") is None
    (tmp_path / "file").write_text("")
    KeptTables(tmp_path / "file" / "report", "a" * 64)["p"] = TABLE
