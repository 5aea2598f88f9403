"""One name for each speaker over many documents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.attribution.aliases import read_aliases
from analysis.attribution.extract import extract_statements
from analysis.errors import DiscourseError


def table(*rows: tuple[str, str]) -> pd.DataFrame:
    """Return a table of names and aliases."""
    return pd.DataFrame(rows, columns=["name", "alias"])


def test_one_name_over_documents() -> None:
    """The same person under three names has one, whatever the case and the full stops."""
    texts = {"a": "Ruth Alder said it rained.", "b": "R. Alder said it snowed.", "c": "The premier said it froze."}
    aliases = table(("Ruth Alder", "R Alder"), ("Ruth Alder", "THE PREMIER"))
    assert extract_statements(texts, speakers=aliases)["speaker"].tolist() == ["Ruth Alder"] * 3


def test_an_alias_of_an_alias_is_followed() -> None:
    """A name that is an alias itself leads to its own name."""
    assert read_aliases(table(("Ruth Alder", "Ms Alder"), ("Ms Alder", "the mayor")))["the mayor"] == "Ruth Alder"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A B", "b"), ("C D", "b")], "alias 'b' has two names"),
        ([("A", "B"), ("B", "A")], "lead back to it"),
        ([("A", "B"), ("B", "C"), ("C", "A")], "lead back to it"),
        ([("", "B")], "row 2: name is empty"),
        ([("A", "")], "row 2: alias is empty"),
    ],
)
def test_a_contradictory_table_is_one_sentence(rows: list[tuple[str, str]], said: str) -> None:
    """Two names, a circle and an empty cell are named with what to do."""
    with pytest.raises(DiscourseError, match=said):
        read_aliases(table(*rows))


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    """The columns that a table needs are named."""
    (tmp_path / "s.csv").write_text("who,other\na,b\n", "utf-8")
    with pytest.raises(DiscourseError, match="name"):
        read_aliases(tmp_path / "s.csv")
    with pytest.raises(DiscourseError, match=r"no\.csv"):
        read_aliases(tmp_path / "no.csv")
