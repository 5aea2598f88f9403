"""Scores against statements marked by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.scoring import COLUMNS, compare, match, read_gold, same_speaker, score
from analysis.errors import SourceError

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
    """A statement found at a neutral item is ignored, and so is a neutral item that was missed."""
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


def test_nothing_found_is_not_an_error() -> None:
    """A method that finds nothing has recall 0 and an undefined precision."""
    summary = score([compare(TEXT, table(), [{"spans": [[0, 7]], "voice": "direct"}])])
    assert list(summary.columns) == COLUMNS
    assert summary.loc[0, "recall"] == 0
    assert pd.isna(summary.loc[0, "precision"])


def test_figures_by_hand() -> None:
    """Two of three found are among the four marked: precision 2/3, recall 1/2, F1 4/7; one of the two spans is exact."""
    gold = [{"spans": [[0, 7]]}, {"spans": [[8, 18]]}, {"spans": [[19, 23]]}, {"spans": [[24, 27]]}]
    found = table([(0, 7)], [(8, 13), (14, 18)], [(28, 39)])
    row = score([compare(TEXT, found, gold)]).iloc[0]
    assert row[["gold", "found", "matched", "exact"]].tolist() == [4, 3, 2, 0.5]
    assert row[["precision", "recall", "f1"]].tolist() == pytest.approx([2 / 3, 1 / 2, 4 / 7])


def test_by_voice_each_side_counts_its_own() -> None:
    """Precision is over the voice found, recall over the voice marked."""
    gold = [{"spans": [[0, 7]], "voice": "direct"}, {"spans": [[8, 18]], "voice": "mixed"}]
    by_voice = score([compare(TEXT, table([(0, 7)], [(8, 18)]), gold)]).set_index("group")
    assert by_voice.loc["direct", ["gold", "found", "precision", "recall"]].tolist() == [1, 2, 1.0, 1.0]
    assert by_voice.loc["mixed", ["gold", "found", "recall"]].tolist() == [1, 0, 1.0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the officials (unnamed)", "officials", True),
        ("Valdoria (collective)", "Valdoria", True),
        ("Orla Varn\u2019s", "orla varn", True),
        ("Orla Varn", "Varn", False),
    ],
)
def test_one_speaker_under_two_names(one: str, other: str, same: bool) -> None:
    """Case, articles and notes in brackets do not matter; a missing first name does."""
    assert same_speaker(one, other) is same


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "no JSON"),
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


def test_missing_gold_is_refused(tmp_path: Path) -> None:
    """A gold file that does not exist is named."""
    with pytest.raises(SourceError, match=r"gold\.json cannot be read"):
        read_gold(tmp_path / "gold.json")
