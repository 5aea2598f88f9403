"""Fragments are found in their statements; what is wrong is named with its row."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.tokens import NO_ENTITIES, tokens_table
from analysis.errors import DataError
from analysis.study.data.cards import find_fragments, read_cards


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with one card."""
    (tmp_path / "codebook").mkdir()
    cards = "card,topic,expressions,note\ntolls,The tolls,toll|fee,\n"
    (tmp_path / "codebook" / "cards.csv").write_text(cards, encoding="utf-8")
    return tmp_path


def tokens(*quoted: str) -> pd.DataFrame:
    """Return the tokens of one statement; those given count as quoted."""
    table = tokens_table([("a-1", "The canal's tolls, he said, must fall soon.")])
    return table.assign(quoted=table["term"].isin(quoted))


def found(folder: Path, row: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return what is found for a file of one fragment."""
    (folder / "codebook" / "fragments.csv").write_text(f"card,statement,fragment\n{row}\n", encoding="utf-8")
    return find_fragments(table, folder, NO_ENTITIES)


def test_a_card_has_a_list_of_expressions(folder: Path) -> None:
    """Several expressions are parted by a bar; an empty note is an empty string."""
    card = read_cards(folder).iloc[0]
    assert (card["expressions"], card["note"]) == (["toll", "fee"], "")


@pytest.mark.parametrize(
    ("quoted", "expected"), [(("must", "fall"), "all"), (("fall",), "part"), ((), "none")], ids=["all", "part", "none"]
)
def test_quotation_marks_decide(folder: Path, quoted: tuple[str, ...], expected: str) -> None:
    """All, some or none of the fragment's words stand in quotation marks."""
    assert found(folder, "tolls,a-1,must fall", tokens(*quoted))["quoted"].tolist() == [expected]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "tolls,a-1,must rise",
            "row 2: fragment is 'must rise', which statement a-1 does not have; write words that it has",
        ),
        ("tolls,a-9,must fall", "row 2: fragment is 'must fall', which statement a-9 does not have"),
        ("dues,a-1,must fall", "row 2: card is 'dues'; expected one of cards.csv"),
    ],
    ids=["other words", "no statement", "no card"],
)
def test_a_wrong_fragment_is_named_with_its_row(folder: Path, row: str, message: str) -> None:
    """A word changed, a statement or a card that does not exist: one sentence with file and row."""
    with pytest.raises(DataError, match=message):
        found(folder, row, tokens())
