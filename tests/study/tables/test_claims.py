"""Claims under every choice: the default cell is the study's own value, and the grades follow the rule."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest

from analysis.study.data.load import Study
from analysis.study.tables.claims import CLAIMS, calibration, claim_multiverse, grades
from analysis.study.tables.framing import frame_differences


@pytest.fixture(scope="module")
def table(study: Study) -> pd.DataFrame:
    """Return the grades, computed once."""
    return grades(study).set_index("claim")


def test_the_first_cell_is_the_value_of_the_study(study: Study) -> None:
    """Coder A, officials, nothing left out: the difference that notebook 04 shows."""
    cells = claim_multiverse(study, "dialogue").cells
    shown = frame_differences(study).set_index("frame").loc["DIALOGUE", "difference"]
    assert cells["value"].iloc[0] == pytest.approx(shown)
    assert len(cells) == 4 * 5 * 6 * 2 * 2


def test_a_cell_is_what_a_count_by_hand_says(study: Study) -> None:
    """Without Li 2021 and the weakest statement, by articles: one article of 2021 against three."""
    cells = claim_multiverse(study, "dialogue").cells
    at = cells["coder"].eq("A") & cells["statements"].eq("officials") & cells["left out"].eq("Li 2021")
    at &= cells["weakest statement"].eq("left out") & cells["weighting"].eq("articles")
    units = study.select().units
    coded = study.frames_coded.loc[units.index, "DIALOGUE"]
    early = coded[units["document"].eq("003") & (units.index != "003-16")].mean()
    late = np.mean([coded[units["document"].eq(name)].mean() for name in ("000", "001", "004")])
    assert cells.loc[at, "value"].item() == pytest.approx(late - early)


def test_grades_are_those_of_the_rule(table: pd.DataFrame) -> None:
    """What officials of the other era said contradicts; what shuffles show as well is not supported."""
    assert list(table.index) == list(CLAIMS)
    assert table.loc["red-lines", "grade"] == "contradicted outside them"
    assert table.loc["win-win", "grade"] == "contradicted outside them"
    assert table.loc["us", "grade"] == "not supported"
    assert table.loc["tone-warmed", "grade"] == "depends on choices"
    assert table.loc["principles", "grade"] == "plain in these articles"
    assert table["agree"].between(0, 1).all()
    assert (table["rank"] >= 1).all()


@pytest.mark.thorough
def test_without_outside_evidence_a_grade_changes(study: Study, table: pd.DataFrame) -> None:
    """Had no official of 2021 said red line, the claim that it is new would not be contradicted."""
    tables = dict(study.tables)
    rows = tables["official_versions"].copy()
    at = rows["expression"].eq("red line") & rows["date"].astype(str).lt("2022") & rows["status"].eq("present")
    rows.loc[at, ["status", "wording", "source", "about", "match"]] = ["absent", "", "", "", ""]
    tables["official_versions"] = rows
    other = grades(Study(study.folder, tables, study.codebook, study.entities)).set_index("claim")
    assert other.loc["red-lines", "grade"] == "plain in these articles"
    assert table.loc["red-lines", "grade"] != other.loc["red-lines", "grade"]


def test_the_plan_names_the_codebook_as_it_is(study: Study) -> None:
    """A codebook changed after the plan was registered is no frozen codebook; five articles an era are too few for it."""
    plan = study.tables["extension"]
    digest = hashlib.sha256((study.folder / "codebook" / "frames.yaml").read_bytes()).hexdigest()
    assert set(plan["codebook"]) == {digest[:12]}
    table = study.tables["calibration"]
    floor = table.loc[table["documents_target"].eq(5) & table["test"].eq("permutation"), "p_floor"].max()
    assert floor * len(CLAIMS) > 0.05


def test_calibration_has_a_row_for_each_design(study: Study) -> None:
    """Every figure of the long table is in the wide one."""
    wide = calibration(study)
    given = wide.drop(columns=["counts", "design"]).notna().sum().sum()
    assert given == study.tables["calibration"]["false_positives"].notna().sum()
