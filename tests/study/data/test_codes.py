"""Codes of further coders: a whole set with known units and frames, and figures without text."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.study.data.codes import frame_table, real_prose_figures, refuse_all_codes, refuse_codes
from analysis.study.data.load import Study
from analysis.study.data.package import problems

CODED = pd.DataFrame({"sentence": ["u1", "u2"], "coder": "C", "frames": ["ECON;TAIWAN", ""], "tone": "neutral"})


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("sentence", "u9", "codes.csv, row 3: sentence is 'u9'; expected one of the list"),
        ("frames", "ECON;LUCK", "codes.csv, row 3: frame is 'LUCK'; allowed: ANTI_HEGEMONY"),
        ("sentence", "u1", "codes.csv: coder C has no row for 'u2'"),
    ],
)
def test_unknown_units_and_frames_are_refused(study: Study, column: str, value: str, message: str) -> None:
    """A coder who codes another unit, gives another frame or leaves one out is named in one sentence."""
    coded = CODED.copy()
    refuse_codes("codes.csv", coded, study.codebook, unit="sentence", units=["u1", "u2"], of="the list")
    coded.loc[1, column] = value
    with pytest.raises(DataError, match=message):
        refuse_codes("codes.csv", coded, study.codebook, unit="sentence", units=["u1", "u2"], of="the list")


def test_the_committed_codes_are_whole(study: Study) -> None:
    """C and D coded every Chinese statement and every invented sentence; without a row it is said."""
    refuse_all_codes(study.folder, study.tables, study.codebook)
    short = {**study.tables, "second_codes_invented": study.tables["second_codes_invented"].iloc[1:]}
    with pytest.raises(DataError, match=r"second_codes_invented\.csv: coder C has no row for 'u001'"):
        refuse_all_codes(study.folder, short, study.codebook)


def test_a_coder_of_unknown_statements_is_refused_when_verified(data: Path) -> None:
    """The reference of the schema catches a statement that the study does not have."""
    with (data / "second_codes.csv").open("a", encoding="utf-8") as file:
        file.write("009-99,C,ECON,neutral\n")
    assert any(said.startswith("second_codes.csv, row 136: statement is '009-99'; expected") for said in problems(data))


def test_frames_in_a_cell_become_columns(study: Study) -> None:
    """Semicolons part frames; an empty cell is a unit without a frame, not a missing unit."""
    table = frame_table(CODED, study.codebook, unit="sentence")
    assert table.index.tolist() == ["u1", "u2"]
    assert table.columns[table.loc["u1"].eq(1)].tolist() == ["TAIWAN", "ECON"]
    assert table.loc["u2"].sum() == 0


def test_figures_of_prose_hold_no_prose(study: Study, tmp_path: Path) -> None:
    """Three sentences of invented officials lead to counts that add up to three for every frame."""
    path = tmp_path / "prose.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "text", "frames_c", "frames_d", "tone_c", "tone_d"])
        rows.writerow(["r1", "Ruritania cooperates with its neighbours.", "WINWIN", "WINWIN", "positive", "positive"])
        rows.writerow(["r2", "The weather was fine.", "", "", "neutral", "neutral"])
        rows.writerow(["r3", "Tariffs help nobody.", "ECON", "MUTUAL_LOSS", "negative", "mixed"])
    table = real_prose_figures(path, study.codebook, study.entities, date="2026-01-01")
    counts = table[["both", "only_first", "only_second", "neither"]].sum(axis=1)
    assert counts[table["frame"].ne("(all)")].eq(3).all()
    row = table.set_index(["first", "second", "frame"])
    assert row.loc[("C", "D", "WINWIN"), "both"] == 1
    assert row.loc[("C", "D", "ECON"), "only_first"] == 1
    assert row.loc[("C", "D", "tone: mixed"), "only_second"] == 1
    assert row.loc[("dictionary", "C", "WINWIN"), "both"] == 1
    assert not table.astype(str).apply(lambda column: column.str.contains("Ruritania")).any(axis=None)
