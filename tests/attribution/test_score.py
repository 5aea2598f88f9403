"""Scoring against statements marked by hand, and the committed table of scores."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.score import COLUMNS, compare, match, read_gold, score
from analysis.errors import SourceError
from analysis.study.appendix.attribution import (
    INVENTED,
    METHODS,
    STUDY,
    UNSEEN,
    gold_of_study,
    quotation_marks_only,
    read_marked,
    score_folder,
    scores_table,
    sets_at_hand,
    update_scores,
)
from analysis.tables import read_csv

FOLDER = Path(__file__).parent / "invented"
TEXT = "one two three four five six seven eight"


def table(*spans: list[tuple[int, int]], speaker: str = "Orla Varn") -> pd.DataFrame:
    """Return statements found, with the columns that the score needs."""
    return pd.DataFrame({"spans": list(spans), "speaker": speaker, "voice": "direct", "location": "body"})


def test_pairs_are_one_to_one_and_the_best() -> None:
    """Two statements found for one marked match once; the closer one wins."""
    assert match(TEXT, [[(0, 7)], [(0, 13)]], [[(0, 13)]]) == [(1, 0, 1.0)]


def test_half_of_the_words_is_enough_and_less_is_not() -> None:
    """The limit is a Jaccard index of one half of the word positions."""
    assert match(TEXT, [[(0, 7)]], [[(0, 18)]]) == [(0, 0, 0.5)]
    assert match(TEXT, [[(0, 3)]], [[(0, 13)]]) == []


def test_neutral_items_count_neither_for_nor_against() -> None:
    """A statement found where a neutral item stands is ignored, and a missed neutral item too."""
    gold = [{"spans": [[0, 7]], "speech_cue": False}, {"spans": [[8, 18]]}]
    summary = score([compare(TEXT, table([(0, 7)], [(8, 18)]), gold)]).set_index("group").loc["all"]
    assert summary[["gold", "found", "matched", "precision", "recall"]].tolist() == [1, 1, 1, 1.0, 1.0]
    missed = score([compare(TEXT, table([(19, 28)]), gold)]).set_index("group").loc["all"]
    assert missed[["gold", "found", "matched", "f1"]].tolist() == [1, 1, 0, 0.0]


def test_speakers_are_scored_only_where_marked() -> None:
    """A field that is absent from the gold is not scored."""
    gold = [{"spans": [[0, 7]], "speaker": "Orla Varn"}, {"spans": [[8, 18]]}]
    summary = score([compare(TEXT, table([(0, 7)], [(8, 18)]), gold)]).iloc[0]
    assert summary[["speakers", "speaker_accuracy", "exact"]].tolist() == [1, 1.0, 1.0]


def test_nothing_found_is_no_error() -> None:
    """A method that finds nothing has recall 0 and an undefined precision."""
    summary = score([compare(TEXT, quotation_marks_only(TEXT), [{"spans": [[0, 7]], "voice": "direct"}])])
    assert list(summary.columns) == COLUMNS
    assert summary.loc[0, "recall"] == 0
    assert pd.isna(summary.loc[0, "precision"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is not JSON"),
        ("[]", 'has no "statements"'),
        ('{"statements": [{"spans": [[0, 1]]}]}', "statement 0: no 'article' field"),
        ('{"statements": {"a.txt": [{"spans": [[3, 1]]}]}}', r"a.txt, statement 0: spans is \[\[3, 1\]\]"),
    ],
)
def test_malformed_gold_is_refused_by_item(tmp_path: Path, content: str, said: str) -> None:
    """A gold file of another form is one sentence that names the place."""
    path = tmp_path / "gold.json"
    path.write_text(content, "utf-8")
    with pytest.raises(SourceError, match=said):
        read_gold(path)


def test_gold_by_article_is_read_like_gold_by_file(tmp_path: Path) -> None:
    """A list of statements with the field `article` means the same as a mapping."""
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"statements": [{"article": "a.txt", "spans": [[0, 3]]}]}), "utf-8")
    assert [item["spans"] for item in read_gold(path)["a.txt"]] == [[[0, 3]]]


def test_gold_for_another_text_is_refused(tmp_path: Path) -> None:
    """A span that ends after the text, and a file that is not there, are named."""
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"statements": {"a.txt": [{"spans": [[0, 99]]}]}}), "utf-8")
    with pytest.raises(SourceError, match=r"a\.txt, which is not in"):
        read_marked(path, tmp_path)
    (tmp_path / "a.txt").write_text("A short text.", "utf-8")
    with pytest.raises(SourceError, match="ends after the text's 13 characters"):
        read_marked(path, tmp_path)


def test_missing_gold_is_refused(tmp_path: Path) -> None:
    """A gold file that does not exist is named."""
    with pytest.raises(SourceError, match=r"gold\.json cannot be read"):
        read_gold(tmp_path / "gold.json")


def test_score_folder_lists_what_is_wrong() -> None:
    """The summary comes with one row for each statement missed, extra, or given to another speaker."""
    summary, wrong = score_folder(FOLDER / "gold.json", FOLDER, countries=FOLDER / "countries.csv")
    row = summary.set_index("group").loc["all"]
    assert set(wrong["outcome"]) <= {"missed", "extra", "speaker"}
    assert (wrong["outcome"] == "missed").sum() == row["gold"] - row["matched"]


def committed(root: Path) -> pd.DataFrame:
    """Return the committed scores."""
    return read_csv(root / "data" / "attribution_scores.csv", text=("date", "note"))


def same(new: pd.DataFrame, old: pd.DataFrame) -> None:
    """Assert that scores measured now are the committed ones, apart from the day."""
    keys, drop = ["texts", "method", "group"], ["date", "note"]
    old = old.set_index(keys).loc[[tuple(row) for row in new[keys].to_numpy()]].reset_index()
    new, old = (part.drop(columns=drop).set_index(keys).astype(float) for part in (new, old))
    pd.testing.assert_frame_equal(new, old, rtol=1e-5)


@pytest.mark.parametrize("method", ["rules", "marks"])
def test_committed_scores_on_the_invented_articles(root: Path, method: str) -> None:
    """The table in data/ is what the code of today gives on articles of ours."""
    sets = {INVENTED: sets_at_hand(root / "data", sources=None, unseen=None)[INVENTED]}
    same(scores_table(sets, [method], date="2032-01-01"), committed(root))


@pytest.mark.parametrize("method", ["rules", "marks"])
def test_committed_scores_on_the_study(root: Path, sources: Path, method: str) -> None:
    """The table in data/ is what the code of today gives on the study's own articles."""
    sets = {STUDY: (gold_of_study(root / "data", sources), True, None)}
    same(scores_table(sets, [method], date="2032-01-01"), committed(root))


def test_what_was_promised_is_reached(root: Path) -> None:
    """F1, speakers and recall of direct speech are what the project promises; so is the gap to the peers."""
    scores = committed(root).set_index(["texts", "method", "group"])
    ours = METHODS["rules"]
    assert scores.loc[(STUDY, ours, "all"), "f1"] >= 0.93
    assert scores.loc[(STUDY, ours, "all"), "speaker_accuracy"] >= 0.95
    assert scores.loc[(UNSEEN, ours, "all"), "f1"] >= 0.74
    for texts in (STUDY, INVENTED, UNSEEN):
        assert scores.loc[(texts, ours, "direct"), "recall"] >= 0.95
        for peer in ("textacy", "marks"):
            assert scores.loc[(texts, METHODS[peer], "all"), "f1"] < scores.loc[(texts, ours, "all"), "f1"]


def test_measuring_anew_keeps_what_cannot_be_measured_here(data: Path) -> None:
    """Without the articles the rows of the other texts stay, and nothing is lost or doubled."""
    (data.parent / "tests" / "attribution").mkdir(parents=True)
    (data.parent / "tests" / "attribution" / "invented").symlink_to(FOLDER)
    before = read_csv(data / "attribution_scores.csv", text=("date", "note"))
    update_scores(data, sources=None, unseen=None, date="2026-11-21")
    after = read_csv(data / "attribution_scores.csv", text=("date", "note"))
    pd.testing.assert_frame_equal(before, after)


def test_measuring_without_any_marked_text_is_refused(data: Path) -> None:
    """Where nothing can be measured, nothing is written."""
    with pytest.raises(SourceError, match="no marked texts"):
        update_scores(data, sources=None, unseen=None, date="2032-01-01")


def test_measuring_a_folder_of_news(data: Path, tmp_path: Path) -> None:
    """A folder with marked news is parted into files for tuning and files for the report."""
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
    row = (
        read_csv(data / "attribution_scores.csv")
        .set_index(["texts", "method", "group"])
        .loc[(UNSEEN, METHODS["rules"], "all")]
    )
    assert row[["articles", "gold", "matched", "date"]].tolist() == [2, 2, 2, "2032-01-01"]
