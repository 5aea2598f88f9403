"""The claims of the second study, and that it can be made with the commands alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.inference.choices import multiverse
from analysis.inference.grades import GRADES
from analysis.report import one_page
from analysis.study.data.presidents import CODEBOOK, DESIGNS, presidents_codebook, sentences, texts_of
from analysis.study.tables import presidents
from analysis.study.tables.presidents import CLAIMS, compared, competition_lines, frame_shares, presidents_grades


def test_the_default_choices_give_the_graded_value() -> None:
    """The first cell of the multiverse, computed from arrays, is the difference of means of `Comparison`."""
    graded = presidents_grades().set_index("claim")["value"]
    for name, claim in CLAIMS.items():
        choices = presidents._choices(claim.design)
        first = {choice.name: next(iter(choice.options.values())) for choice in choices}
        sign = 1 if claim.up else -1
        assert sign * presidents._difference(claim, **first) == pytest.approx(graded[name]), name


def test_weights_and_omissions_are_those_of_a_plain_count() -> None:
    """A mean of addresses without one president, with the next sentences, counted by hand with groups of pandas."""
    found, value = sentences(), presidents._values()["trade"]
    china = found["china"] | found["after_china"]
    kept = china & found["president"].ne("Obama") & found["address"].astype(int).ge(2002)
    means = value[kept].groupby([found["years"], found["address"]]).mean().groupby("years").mean()
    cell = {"names": "china", "passage": True, "weighting": True, "left out": "Obama", "from": 2002}
    claim = presidents.PresidentClaim("", "years", "trade", up=True)
    assert presidents._difference(claim, **cell) == pytest.approx(means["since 2018"] - means["before 2018"])


def test_the_grades_are_those_that_the_notebook_tells() -> None:
    """Biden and competition: plain, and not beyond chance; recent years and competition: not without Biden."""
    table = presidents_grades().set_index("claim")
    assert table.loc["trump-competition", "grade"] == GRADES[0]
    assert table.loc["trump-competition", "p"] > 0.05
    assert table.loc["since-competition", "grade"] == GRADES[1]
    claim = CLAIMS["since-competition"]
    found = multiverse(partial(presidents._difference, claim), presidents._choices("years")).by_option()
    share = found[found["choice"].eq("left out")].set_index("option")["positive"]
    assert share.idxmin() == "without Biden"
    assert share["without Biden"] < 0.7 < share.drop("without Biden").min()
    assert {*table["grade"]} == {GRADES[0], GRADES[1], GRADES[3]}


def test_shares_are_counted_from_the_words() -> None:
    """The share of sentences with a word of trade, counted with a pattern of one's own, on the words that need no care."""
    table = frame_shares("countries").set_index("frame")
    units = texts_of("countries")
    china = units.loc[units["about"].eq("China"), "text"].str.lower()
    words = r"\b(?:trade|tariff|jobs|export|import|market|sell|product|manufactur|factor)|\bbuy\b"
    assert table.loc["trade", "share_target"] == pytest.approx(china.str.contains(words, regex=True).mean())
    assert table.loc["trade", "documents_of_target"] == units["address"].nunique()


def test_lines_are_short() -> None:
    """No line of the addresses has more than eight words."""
    lines = competition_lines()
    assert len(lines) > 5
    words = (lines["left"] + " " + lines["node"] + " " + lines["right"]).str.split().str.len()
    assert words.max() <= 8


def test_the_two_commands_make_the_second_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences as a table, through `discourse compare` with options alone, give the numbers of the notebook."""
    monkeypatch.setattr(one_page, "_plates", lambda _: {})
    design = "presidents"
    rule, path = DESIGNS[design], tmp_path / f"{design}.csv"
    texts_of(design).to_csv(path, index=False)
    within = ["--pairs", rule["pairs"]] if "pairs" in rule else ["--document", rule["document"]]
    sides = ["--by", rule["by"], "--target", rule["target"], "--reference", rule["reference"]]
    more = ["--codebook", str(CODEBOOK), "--lexicons", "vader", "--out", str(tmp_path / design)]
    done = CliRunner().invoke(app, ["compare", str(path), *sides, *within, *more])
    assert done.exit_code == 0, done.output
    tables, expected = tmp_path / design / "tables", compared(design)
    terms, frames = (pd.read_parquet(tables / f"{name}.parquet") for name in ("terms", "frames"))
    assert terms["term"].tolist() == expected.terms["term"].tolist()
    assert terms["p_documents"].tolist() == expected.terms["p_documents"].tolist()
    assert frames["mean_target"].tolist() == expected.frames["mean_target"].tolist()
    assert frames["documents_target"].tolist() == expected.frames["documents_target"].tolist()
    assert expected.frames["frame"].tolist() == list(presidents_codebook().ids)
