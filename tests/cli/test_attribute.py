"""The commands `discourse attribute` and `discourse measure-attribution`."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli.application import app
from analysis.errors import DiscourseError
from analysis.tables import read_csv

INVENTED = Path(__file__).parents[1] / "attribution" / "invented"
COUNTRIES = ["--countries", str(INVENTED / "countries.csv")]


def run(*arguments: object) -> str:
    """Run the command and return what it prints; an error is raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_statements_on_the_screen() -> None:
    """Without -o the statements are shown with speaker, voice and cue."""
    shown = run("attribute", INVENTED / "harbour_talks.txt", *COUNTRIES)
    assert "harbour_talks-05  Orla Brennick, direct, told" in shown
    assert "We have never shut the door" in shown


def test_csv_and_json(tmp_path: Path) -> None:
    """Both files have every statement; with --no-text they have no words of it."""
    for name in ("o.csv", "o.json"):
        run("attribute", INVENTED, "-o", tmp_path / name, "--no-text", *COUNTRIES)
    table = read_csv(tmp_path / "o.csv", text=("spans",))
    content = json.loads((tmp_path / "o.json").read_text("utf-8"))
    assert len(table) == len(content["statements"]) > 50
    assert "text" not in table.columns
    assert {part["location"] for part in content["parts"]} >= {
        "body",
        "caption",
        "furniture",
        "headline",
        "related_link",
    }


def test_score() -> None:
    """The score prints the summary and the errors of the extractor."""
    shown = run("attribute", "--score", INVENTED / "gold.json", "--articles", INVENTED, *COUNTRIES)
    assert "speaker_accuracy" in shown
    assert "errors, by file and offsets" in shown


def test_review_there_and_back(tmp_path: Path) -> None:
    """A sheet is written once, never over corrections, and read back with what changed."""
    article, sheet = INVENTED / "harbour_talks.txt", tmp_path / "sheet.csv"
    run("attribute", article, "--review", sheet)
    with pytest.raises(DiscourseError, match="may have corrections"):
        run("attribute", article, "--review", sheet)
    sheet.write_text(sheet.read_text("utf-8-sig").replace("Dario Velmond", "D. Velmond"), "utf-8")
    shown = run("attribute", article, "--reviewed", sheet, "-o", tmp_path / "o.csv")
    assert "speaker: Dario Velmond -> D. Velmond" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no file is named"),
        (["--score", "gold.json"], "--score and --articles go together"),
        ([str(INVENTED), "-o", "o.xlsx"], "-o is o.xlsx"),
        ([str(INVENTED), "--narration", "n.json"], "--narration is n.json"),
    ],
)
def test_wrong_options_are_one_sentence(arguments: list[str], said: str) -> None:
    """Options that do not fit together say what is missing."""
    with pytest.raises(DiscourseError, match=said):
        run("attribute", *arguments)


def test_warnings_are_shown(tmp_path: Path) -> None:
    """A text in another language is named on the screen."""
    path = tmp_path / "de.txt"
    path.write_text("Die Ministerin sagte, der Kanal werde im Juni geöffnet und bleibe offen. " * 8, "utf-8")
    assert "warning: de seems not to be English" in run("attribute", path)


CONFERENCE = "Tom Birk: The toll will rise.\n\nReuters: Why?\n\nTom Birk: It must.\n"


def test_turns_on_the_screen_and_in_a_file(tmp_path: Path) -> None:
    """Turns keep the columns of the table that they come from, and the command says how many have a name."""
    table = pd.DataFrame({"id": ["x"], "text": [CONFERENCE], "outlet": ["Oakport Herald"]})
    table.to_csv(tmp_path / "t.csv", index=False)
    shown = run("turns", tmp_path / "t.csv", "--name", "id")
    assert "x-2  Reuters, question, 1 word" in shown
    assert "speakers: 3 statements with a name" in shown
    assert "3 turns written" in run("turns", tmp_path / "t.csv", "--name", "id", "-o", tmp_path / "o.csv")
    found = read_csv(tmp_path / "o.csv")
    assert found["outlet"].unique().tolist() == ["Oakport Herald"]
    assert found["document"].unique().tolist() == ["x"]


def test_the_layout_is_recognised_or_asked_for(tmp_path: Path) -> None:
    """What was read as a transcript is said with its confidence; --layout decides otherwise."""
    path, speakers = tmp_path / "c.txt", tmp_path / "s.csv"
    path.write_text(CONFERENCE, "utf-8")
    speakers.write_text("name,alias\nThomas Birk,Tom Birk\n", "utf-8")
    shown = run("attribute", path, "--speakers", speakers)
    assert "1 of 1 documents read as transcript; least sure: c [0.9" in shown
    assert "c-01  Thomas Birk, direct, no cue" in shown
    assert "read as transcript" not in run("attribute", path, "--layout", "news")
    for command in ("attribute", "turns"):
        with pytest.raises(DiscourseError, match="--layout"):
            run(command, path, "--layout", "debate")


def test_narration_is_written(tmp_path: Path) -> None:
    """The reporter's own words are one row a document."""
    path = tmp_path / "a.txt"
    path.write_text("It rained on Monday. Premier Maud Tessen said the canal would open.", "utf-8")
    assert "8 words of narration" in run("attribute", path, "--narration", tmp_path / "n.csv")
    assert "It rained" in (tmp_path / "n.csv").read_text("utf-8")


def test_measure(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measuring again says what was measured, and writes it."""
    for texts in ("DISCOURSE_SOURCES", "DISCOURSE_UNSEEN"):
        monkeypatch.delenv(texts, raising=False)
    (data.parent / "tests" / "attribution").mkdir(parents=True)
    (data.parent / "tests" / "attribution" / "invented").symlink_to(INVENTED)
    shown = run("measure-attribution", "--data", data, "--date", "2032-01-01")
    assert "ours, rules on invented articles" in shown
    assert "2032-01-01" in (data / "attribution_scores.csv").read_text("utf-8")


@pytest.mark.usefixtures("dask_client")
def test_workers_write_the_same_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --engine dask, and texts sent in many loads, the file is that of one process, to the last byte."""
    monkeypatch.setattr("analysis.attribution.extract._LOAD", 2_000)
    for at, engine in enumerate([[], ["--engine", "dask"]]):
        run("attribute", INVENTED, "-o", tmp_path / f"{at}.csv", *COUNTRIES, *engine)
    assert (tmp_path / "0.csv").read_bytes() == (tmp_path / "1.csv").read_bytes()
