"""How often the extractor is right: figures that are computed again, and the committed table of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import SourceError
from analysis.study.appendix.attribution import (
    INVENTED,
    MEASURED,
    METHODS,
    STUDY,
    TUNED,
    UNSEEN,
    read_marked,
    score_folder,
    scores_table,
    sets_at_hand,
    update_scores,
)
from analysis.tables import csv_bytes, read_csv

FOLDER = Path(__file__).parents[2] / "attribution" / "invented"
KEYS = ["texts", "method", "group"]


def committed(data: Path) -> pd.DataFrame:
    """Return the scores of a data package."""
    return read_csv(data / "attribution_scores.csv", text=("date", "note")).set_index(KEYS)


@pytest.fixture
def checkout(data: Path) -> Path:
    """Return a data package that a test may change, beside the invented articles."""
    (data.parent / "tests" / "attribution").mkdir(parents=True)
    (data.parent / "tests" / "attribution" / "invented").symlink_to(FOLDER)
    return data


@pytest.fixture(scope="module", params=[STUDY, INVENTED, UNSEEN, TUNED])
def measured(request: pytest.FixtureRequest, root: Path) -> pd.DataFrame:
    """Return scores computed now on one set of texts, or skip where its texts are missing."""
    name, news = request.param, os.environ.get("DISCOURSE_UNSEEN")
    if name in {UNSEEN, TUNED} and not news:
        pytest.skip("needs marked news: set DISCOURSE_UNSEEN to their folder")
    sources = request.getfixturevalue("sources") if name == STUDY else None
    sets = sets_at_hand(root / "data", sources=sources, unseen=Path(news) if news else None)
    return scores_table({name: sets[name]}, MEASURED, date="2032-01-01").set_index(KEYS)


def test_committed_scores_are_computed_again(measured: pd.DataFrame, root: Path) -> None:
    """Every figure of the table in data/ comes from the code of today, where its texts are at hand."""
    old = committed(root / "data").loc[measured.index]
    new, old = (table.drop(columns=["date", "note"]).astype(float) for table in (measured, old))
    pd.testing.assert_frame_equal(new, old, rtol=1e-5)


def test_what_was_promised_is_reached(measured: pd.DataFrame, root: Path) -> None:
    """Computed F1, speakers and recall of direct speech are as promised, and F1 is above that of other methods."""
    texts, ours = measured.index[0][0], METHODS["rules"]
    f1 = measured.loc[(texts, ours, "all"), "f1"]
    assert f1 >= {STUDY: 0.93, INVENTED: 0.9, UNSEEN: 0.74, TUNED: 0.74}[texts]
    assert measured.loc[(texts, ours, "direct"), "recall"] >= (0.9 if texts == TUNED else 0.95)
    assert f1 > measured.loc[(texts, METHODS["marks"], "all"), "f1"]
    assert f1 > committed(root / "data").loc[(texts, METHODS["textacy"], "all"), "f1"]
    if texts == STUDY:
        assert measured.loc[(STUDY, ours, "all"), "speaker_accuracy"] >= 0.95


def test_measuring_again_replaces_what_can_be_measured_and_keeps_the_rest(checkout: Path) -> None:
    """Without the articles, wrong figures of the invented articles are replaced, and the other rows stay as they are."""
    before = committed(checkout)
    here = (before.index.get_level_values("texts") == INVENTED) & before.index.get_level_values("method").isin(
        [METHODS[method] for method in MEASURED]
    )
    wrong = before.copy()
    wrong.loc[here, ["gold", "found", "f1", "date"]] = [1, 1, 0.5, "2030-01-01"]
    wrong.loc[~here, "f1"] = 0.25
    (checkout / "attribution_scores.csv").write_bytes(csv_bytes(wrong.reset_index()))
    update_scores(checkout, sources=None, unseen=None, date="2032-01-01")
    after = committed(checkout)
    assert after.index.equals(before.index)
    pd.testing.assert_frame_equal(after[here].drop(columns="date"), before[here].drop(columns="date"))
    assert set(after.loc[here, "date"]) == {"2032-01-01"}
    pd.testing.assert_frame_equal(after[~here], wrong[~here])


def test_measuring_without_any_marked_text_is_refused(data: Path) -> None:
    """Where nothing can be measured, nothing is written."""
    before = (data / "attribution_scores.csv").read_bytes()
    with pytest.raises(SourceError, match="no marked texts"):
        update_scores(data, sources=None, unseen=None, date="2032-01-01")
    assert (data / "attribution_scores.csv").read_bytes() == before


def test_measuring_a_folder_of_news(data: Path, tmp_path: Path) -> None:
    """A folder with marked news is split into files for tuning and files for the report."""
    news = tmp_path / "news"
    news.mkdir()
    items = {}
    for number in range(4):
        text = f"The premier said that canal {number} was open."
        (news / f"{number}.txt").write_text(text, "utf-8")
        items[f"{number}.txt"] = [{"spans": [[17, len(text) - 1]], "speech_cue": True, "voice": "indirect"}]
    (news / "gold.json").write_text(json.dumps({"statements": items}), "utf-8")
    sets = sets_at_hand(data, sources=None, unseen=news)
    assert [name for name, _, _ in sets[UNSEEN][0]] == ["1.txt", "3.txt"]
    update_scores(data, sources=None, unseen=news, date="2032-01-01")
    row = committed(data).loc[(UNSEEN, METHODS["rules"], "all")]
    assert row[["articles", "gold", "matched", "date"]].tolist() == [2, 2, 2, "2032-01-01"]


def test_score_folder_lists_what_is_wrong() -> None:
    """The summary comes with one row for each statement missed, extra, or attributed to another speaker."""
    summary, wrong = score_folder(FOLDER / "gold.json", FOLDER, countries=FOLDER / "countries.csv")
    row = summary.set_index("group").loc["all"]
    assert set(wrong["outcome"]) <= {"missed", "extra", "speaker"}
    assert (wrong["outcome"] == "missed").sum() == row["gold"] - row["matched"]
    assert (wrong["outcome"] == "extra").sum() == row["found"] - row["matched"]
    assert (wrong["start"] < wrong["end"]).all()


def test_gold_for_another_text_is_refused(tmp_path: Path) -> None:
    """A file that is missing and a span that ends after its text are named."""
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"statements": {"a.txt": [{"spans": [[0, 99]]}]}}), "utf-8")
    with pytest.raises(SourceError, match=r"a\.txt cannot be read"):
        read_marked(path, tmp_path)
    (tmp_path / "a.txt").write_text("A short text.", "utf-8")
    with pytest.raises(SourceError, match="ends after the text's 13 characters"):
        read_marked(path, tmp_path)
