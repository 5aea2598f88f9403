"""`discourse compare` on invented speeches: from files to a report."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis.cli import texts as texts_module
from analysis.cli.application import app
from analysis.comparison import Comparison
from analysis.errors import ArgumentError, DiscourseError, OutputError
from analysis.report import measuring, one_page
from analysis.report.measuring import measured
from tests.reports import BOOK, compared, speeches


def call(*arguments: object) -> str:
    """Run a command and return what it prints; an error is raised."""
    found = CliRunner().invoke(app, ["compare", *map(str, arguments)])
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == 0, found.output
    return " ".join(found.stdout.split())


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight speeches of two parties in a CSV file, and a codebook."""
    monkeypatch.chdir(tmp_path)
    speeches().to_csv("speeches.csv", index=False)
    Path("book.yaml").write_text("MILLS: [mill*]\n")
    return Path("speeches.csv")


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the plates, which take most of the time, where a test asks for something else."""
    monkeypatch.setattr(one_page, "_plates", lambda _: {})


SIDES = ("--by", "party", "--target", "north", "--reference", "south")


def test_the_report_has_the_numbers_of_the_functions(table: Path) -> None:
    """Terms, p and frames of the written tables are what the functions say of the same texts; the screen leads with the answer."""
    said = call(table, *SIDES, "--out", "report", "--codebook", "book.yaml", "--lexicons", "none")
    expected = measured(compared(), codebook=BOOK)
    terms = pd.read_parquet("report/tables/terms.parquet")
    assert terms["term"].tolist() == expected.terms["term"].tolist()
    assert terms["p_documents"].tolist() == pytest.approx(expected.terms["p_documents"].tolist())
    frames = pd.read_parquet("report/tables/frames.parquet")
    assert frames["mean_target"].tolist() == pytest.approx(expected.frames["mean_target"].tolist())
    assert said.startswith("“good”, “grow” and “mill” mark north")
    assert said.endswith(f"open {Path('report/index.html')}")
    assert not Path("report/tables/tone.parquet").exists()


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(("attribute", "ending"), [(False, "parquet"), (True, "csv")])
def test_other_columns_of_the_texts_are_filters(attribute: bool, ending: str, table: Path) -> None:
    """Place and year of the input can be chosen in the explorer; the sides under another name cannot."""
    texts = pd.read_csv(table).assign(place=["east", "west"] * 4, year=["2020", "2021"] * 4, side=["n"] * 4 + ["s"] * 4)
    texts["text"] = "The mayor said: \u201c" + texts["text"] + "\u201d"
    texts.to_csv("more.csv", index=False)
    texts.to_parquet("more.parquet")
    call(f"more.{ending}", *SIDES, "--out", "report", "--lexicons", "none", *(["--attribute"] if attribute else []))
    page = Path("report/index.html").read_text()
    data = json.loads(page.split('type="application/json"', 1)[1].split(">", 1)[1].split("</script>", 1)[0])
    filters = dict(data["filters"])
    assert filters["place"] == ["east", "west"]
    assert filters["year"] == ["2020", "2021"]
    assert not {"side", "party", "group"} & set(filters)


@pytest.mark.usefixtures("undrawn")
def test_folders_are_groups_and_the_reference_is_the_rest(table: Path) -> None:
    """One folder a group, a folder of folders, and a table say the same; several labels are one side."""
    for at, row in enumerate(speeches().itertuples()):
        for folder in (Path(str(row.party)), Path("all", str(row.party))):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{at}.txt").write_text(str(row.text))
    calls = {"a": ["north", "south"], "b": ["all"], "c": [table, "--by", "party"]}
    for out, given in calls.items():
        call(*given, "--target", "north", "--out", out, "--lexicons", "none")
    found = [pd.read_parquet(f"{out}/tables/terms.parquet") for out in calls]
    for one in found[1:]:
        pd.testing.assert_frame_equal(one, found[0])
    third = pd.concat([speeches(), speeches(2).assign(party="east")])
    third.to_csv("three.csv", index=False)
    call("three.csv", "--by", "party", "--target", "north", "--target", "east", "--out", "d", "--lexicons", "none")
    terms = pd.read_parquet("d/tables/terms.parquet")
    assert (terms["documents_of_target"].iloc[0], terms["documents_of_reference"].iloc[0]) == (6, 4)


def test_pairs_are_compared_within(table: Path) -> None:
    """Documents with both sides are kept, and their labels exchanged within; with 4 pairs no p is below 1/8."""
    frame = speeches().assign(debate=[1, 2, 3, 4] * 2)
    pd.concat([frame, frame.head(1).assign(debate=9)]).to_csv(table, index=False)
    call(table, *SIDES, "--pairs", "debate", "--out", "report", "--lexicons", "none")
    terms = pd.read_parquet("report/tables/terms.parquet")
    assert terms["p_floor"].iloc[0] == pytest.approx(1 / 8)
    assert terms["documents_of_target"].iloc[0] == 4
    assert "within each debate" in Path("report/index.html").read_text(encoding="utf-8")


def test_statements_are_attributed_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --attribute the quotations are compared, by speaker; the reporter's own words are in no table."""
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for at in range(4):
        for name, words in (("Ann Orr", "the mills must turn"), ("Bo Lind", "the barns must stand")):
            body = f"Reporters waited. “{words.capitalize()} in year {at},” Minister {name} said on Monday.\n"
            Path("news", f"{name[:3]}{at}.txt").write_text(body, encoding="utf-8")
    call("news", "--attribute", "--by", "speaker", "--target", "Ann Orr", "--out", "report", "--lexicons", "none")
    terms = pd.read_parquet("report/tables/terms.parquet")
    assert "reporters" not in set(terms["term"])
    assert terms.set_index("term").loc["mills", ["count_target", "count_reference"]].tolist() == [4, 0]


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ([*SIDES, "--out", "."], DiscourseError, "expected the name of a new folder"),
        ([*SIDES, "--out", "report", "--pairs", "day", "--document", "day"], ArgumentError, "leave it out"),
        ([*SIDES, "--out", "report", "--draws", "0"], ArgumentError, "--draws is 0"),
        (["--by", "party", "--target", "west", "--out", "report"], ArgumentError, "'west'.*north.*south"),
        (["--by", "side", "--target", "north", "--out", "report"], DiscourseError, "side"),
        ([*SIDES, "--out", "report", "--lexicons", "none.csv"], DiscourseError, "none.csv"),
        ([*SIDES, "--out", "report", "--codebook", "none.yaml"], DiscourseError, "none.yaml"),
        ([*SIDES, "--out", "report", "--min-count", "900"], ArgumentError, "lower min_count"),
    ],
)
def test_faults_are_said_before_anything_is_written(table: Path, given: list[str], kind: type, said: str) -> None:
    """Each fault is one sentence, and no folder is there afterwards."""
    with pytest.raises(kind, match=said):
        call(table, *given)
    assert sorted(path.name for path in Path().iterdir()) == ["book.yaml", "speeches.csv"]


@pytest.mark.usefixtures("undrawn")
def test_an_earlier_report_is_replaced_only_by_force(table: Path) -> None:
    """The second run is refused, a forced one succeeds; a folder of something else, or of the texts, is never replaced."""
    options = [*SIDES, "--lexicons", "none"]
    call(table, *options, "--out", "report")
    with pytest.raises(OutputError, match="--force"):
        call(table, *options, "--out", "report")
    call(table, *options, "--out", "report", "--force")
    Path("texts").mkdir()
    Path("texts", "a.txt").write_text("Mine.")
    with pytest.raises(OutputError, match="would delete"):
        call(table, *options, "--out", "texts", "--force")
    with pytest.raises(OutputError, match="is read"):
        call("texts", "--target", "a", "--out", "texts/report")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("attribute", [False, True])
def test_an_interrupted_run_goes_on_where_it_stopped(
    attribute: bool, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing that was measured is measured again, the numbers are those of a whole run, and nothing is left beside the report."""
    texts = pd.read_csv(table)
    texts["text"] = "The mayor said: \u201c" + texts["text"] + "\u201d"
    texts.to_csv(table, index=False)
    options = [table, *SIDES, "--lexicons", "none", *(["--attribute"] if attribute else [])]
    call(*options, "--out", "whole")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def again(*_: object, **__: object) -> None:
        raise AssertionError("measured twice")

    with monkeypatch.context() as patch:
        patch.setattr(measuring, "set_phrases", interrupted)
        stopped = CliRunner().invoke(app, ["compare", *map(str, options), "--out", "report"])
    assert stopped.exit_code != 0
    assert "the same command goes on there" in stopped.stderr
    assert [path.name[:8] for path in Path().glob(".*.kept")] == [".report."]
    assert not Path("report").exists()
    with monkeypatch.context() as patch:
        patch.setattr(Comparison, "permutation", again)
        patch.setattr(texts_module, "statements_of", again)
        with pytest.raises(AssertionError, match="measured twice"):
            call(*options, "--draws", "99", "--out", "report")
        call(*options, "--out", "report")
    for name in ("terms", "phrases"):
        one, other = (pd.read_parquet(f"{folder}/tables/{name}.parquet") for folder in ("whole", "report"))
        pd.testing.assert_frame_equal(one, other)
    assert Path("report/methods.txt").read_text() == Path("whole/methods.txt").read_text()
    assert not list(Path().glob(".*.kept"))
