"""Concordance of files: the lines of the table of tokens, whatever the format, the names and the size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import ArgumentError, SourceError
from analysis.terms.context import streams as module
from analysis.terms.context.concordance import kwic
from analysis.terms.context.streams import kwic_stream
from analysis.terms.context.wanted import as_counted

NAMES = Entities(
    pd.DataFrame(
        {
            "entity": ["Orland", "Orland", "Old Mill"],
            "variant": ["Orland", "Republic of Orland", "old mill"],
            "unless_after": [None, None, None],
        }
    )
)
words = st.sampled_from(
    ["Red", "red", "line", "lines", "Orland", "Republic of Orland", "old mill", "caf\u00e9", "isn\u2019t"]
)
bodies = st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=3).map(". ".join)


@given(
    st.lists(bodies, min_size=1, max_size=6),
    st.sampled_from(["red", "Red line", "Orland", "red Orland", "Old Mill", "*e*", "r* l*"]),
)
def test_a_file_gives_the_lines_of_the_table(tmp_path_factory: Any, written: list[str], term: str) -> None:
    """With and without names, in steps of two texts, the lines are those of `kwic` over all tokens."""
    path = tmp_path_factory.mktemp("texts") / "texts.csv"
    pd.DataFrame({"text": written, "group": "g"}).to_csv(path, index=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_AT_A_TIME", 2)
        for options in ({}, {"entities": NAMES}):
            counted = as_counted(term, options.get("entities", module.ENGLISH))
            pairs = [(str(at), text) for at, text in enumerate(written, start=1)]
            expected = kwic(tokens_table(pairs, **options), counted, texts=pairs)
            found = kwic_stream(path, term, **options)
            assert found[["unit", "left", "node", "right"]].to_numpy().tolist() == expected.to_numpy().tolist()


def test_groups_are_chosen_and_shown(tmp_path: Path) -> None:
    """Only the groups asked for are shown, documents by their names; a group that no text has is an error."""
    path = tmp_path / "texts.jsonl"
    table = pd.DataFrame({"text": ["A red line.", "Red tape.", "No."], "era": ["p", "q", "q"], "id": ["x", "y", "z"]})
    table.to_json(path, orient="records", lines=True)
    shares: list[float] = []
    lines = kwic_stream(path, "red", by="era", document="id", groups=["q"], progress=shares.append)
    assert lines.to_numpy().tolist() == [["y", "", "Red", "tape", "q"]]
    assert shares[-1] == 1
    with pytest.raises(ArgumentError, match="groups is 'r'; allowed: p, q"):
        kwic_stream(path, "red", by="era", groups=["r"])


def test_nothing_found_is_an_empty_concordance(tmp_path: Path) -> None:
    """A term that no text has yields an empty table with all columns."""
    path = tmp_path / "texts.csv"
    path.write_text("group,text\np,red line\n", encoding="utf-8")
    lines = kwic_stream(path, "blue")
    assert len(lines) == 0
    assert lines.columns.tolist() == ["unit", "left", "node", "right", "group"]


@pytest.mark.parametrize(
    ("term", "options", "error", "said"),
    [
        ("...", {}, ArgumentError, "term is '...', which has no word"),
        (7, {}, ArgumentError, "term is 7"),
        ("red", {"sort": ["Q1"]}, ArgumentError, "sort has 'Q1'"),
        ("red", {"window": -1}, ArgumentError, "window is -1"),
        ("red", {"by": "era"}, SourceError, "there is no column 'era'"),
    ],
)
def test_faulty_options_are_said(tmp_path: Path, term: Any, options: Any, error: type[Exception], said: str) -> None:
    """One sentence for each, also where the file has none of the words."""
    path = tmp_path / "texts.csv"
    path.write_text("group,text\np,blue line\n", encoding="utf-8")
    with pytest.raises(error, match=said):
        kwic_stream(path, term, **options)
