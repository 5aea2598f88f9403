"""The commands `discourse attribute` and `discourse measure-attribution`."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_measure(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measuring again says what was measured, and writes it."""
    monkeypatch.delenv("DISCOURSE_SOURCES", raising=False)
    (data.parent / "tests" / "attribution").mkdir(parents=True)
    (data.parent / "tests" / "attribution" / "invented").symlink_to(INVENTED)
    shown = run("measure-attribution", "--data", data, "--date", "2032-01-01")
    assert "ours, rules on invented articles" in shown
    assert "2032-01-01" in (data / "attribution_scores.csv").read_text("utf-8")
