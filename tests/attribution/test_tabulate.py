"""Tables for counting: turns, and the reporter's own words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.extract import extract_statements
from analysis.attribution.tabulate import LayoutWarning, narration, turns
from analysis.errors import ArgumentError, SourceError

DEBATE = "MODERATOR: Welcome.\n\nRUTH ALDER: The toll (Applause) will rise.\n\nTOM BIRK: No.\n\nALDER: Yes."
NEWS = "It rained on Monday. Premier Maud Tessen said the canal would open. Nobody came."


def test_turns_have_fixed_columns_and_those_of_the_input() -> None:
    """One row a turn, numbered in each document; outlet and date of the input follow."""
    texts = pd.DataFrame({"text": [DEBATE, DEBATE], "outlet": ["x", "y"], "words": [1, 2]}, index=["a", "b"])
    table = turns(texts)
    assert list(table.columns) == [
        "document", "turn", "speaker", "role", "kind", "confidence", "words", "text", "outlet", "document_words",
    ]  # fmt: skip
    assert table["turn"].tolist() == [1, 2, 3, 4] * 2
    assert table["speaker"].tolist()[:4] == ["Moderator", "Ruth Alder", "Tom Birk", "Ruth Alder"]
    assert table["text"].tolist()[1] == "The toll will rise."
    assert table["words"].tolist()[1] == 4
    assert table["outlet"].tolist() == ["x"] * 4 + ["y"] * 4


def test_a_text_that_is_no_transcript_is_named() -> None:
    """Among transcripts it is left out with a warning; alone it is refused."""
    with pytest.warns(LayoutWarning, match="b is not recognised as a transcript"):
        assert set(turns({"a": DEBATE, "b": NEWS})["document"]) == {"a"}
    with pytest.raises(SourceError, match="not recognised as a transcript"):
        turns(NEWS)
    with pytest.raises(SourceError, match="text has no turn"):
        turns("Tom Birk:", layout="transcript")
    with pytest.raises(ArgumentError, match="layout"):
        turns(DEBATE, layout="news")


def test_one_turn_is_a_transcript_when_asked_for() -> None:
    """A label that occurs once is a turn where the user says that the text is a transcript."""
    assert turns("Tom Birk: It rained.", layout="transcript")["speaker"].tolist() == ["Tom Birk"]


def test_speakers_have_one_name(tmp_path: Path) -> None:
    """The table of aliases holds for turns too, from a file or in memory."""
    table = pd.DataFrame({"name": ["Mayor Alder"], "alias": ["ruth alder"]})
    table.to_csv(tmp_path / "s.csv", index=False)
    for source in (table, tmp_path / "s.csv"):
        assert turns(DEBATE, speakers=source)["speaker"].tolist()[1] == "Mayor Alder"


def test_narration_is_what_nobody_said() -> None:
    """Statements are taken out, and the reporter's sentences and cues remain."""
    table = narration({"a": NEWS})
    assert table["text"].tolist() == ["It rained on Monday. Premier Maud Tessen said . Nobody came."]
    assert table["words"].tolist() == [10]
    assert " ".join(NEWS[a:b] for a, b in table["spans"][0]) == table["text"][0].replace("said .", "said  .")


def test_statements_and_narration_are_the_whole_text() -> None:
    """No word is in both, and only page furniture is in neither."""
    path = Path(__file__).parent / "invented" / "budget_row.txt"
    text = path.read_text("utf-8")
    left = {at for a, b in narration(text)["spans"][0] for at in range(a, b)}
    said = {at for spans in extract_statements(text)["spans"] for a, b in spans for at in range(a, b)}
    assert not left & said
    assert len(left | said) > 0.8 * len(text)


def test_narration_of_a_transcript_is_its_head() -> None:
    """Only what comes before the first label is the reporter's."""
    assert narration(f"The debate of Monday\n\n{DEBATE}")["text"].tolist() == ["The debate of Monday"]
