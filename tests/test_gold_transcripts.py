"""Twelve transcripts and releases of many layouts, marked in their texts: turns and speakers are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.attribution.extract import extract_statements
from analysis.attribution.scoring import compare, read_gold, score

FOLDER = Path(__file__).parent / "attribution" / "transcripts"
GOLD = read_gold(FOLDER / "gold.json")
PUT_ASIDE = frozenset(json.loads((FOLDER / "gold.json").read_text("utf-8"))["put_aside"])


def compared(document: str) -> tuple[pd.DataFrame, list[bool]]:
    """Return the comparison for one document, and for each pair whether the kind is right."""
    text, gold = (FOLDER / document).read_text("utf-8"), GOLD[document]
    found = extract_statements(text)
    table = compare(text, found, gold)
    pairs = table[table["outcome"].eq("match")]
    kinds = [
        found["kind"].iloc[int(a)] == gold[int(b)]["kind"] for a, b in zip(pairs["found"], pairs["gold"], strict=True)
    ]
    return table, kinds


def summary(documents: set[str]) -> dict[str, Any]:
    """Return the figures of some documents together."""
    tables, kinds = zip(*map(compared, sorted(documents)), strict=True)
    figures = score(tables).iloc[0]
    right = [kind for some in kinds for kind in some]
    return {**figures.to_dict(), "kind": sum(right) / len(right)}


def test_the_set_is_large_and_four_of_its_documents_were_put_aside() -> None:
    """Twelve documents, at least 150 turns, and each file is marked."""
    assert {path.name for path in FOLDER.glob("*.txt")} == set(GOLD)
    assert (len(GOLD), len(PUT_ASIDE)) == (12, 4)
    assert sum(map(len, GOLD.values())) >= 150


@pytest.mark.parametrize("part", ["tuned on", "put aside"])
def test_turns_and_speakers_are_found(part: str) -> None:
    """F1 of turns is at least .95, speakers at least .97, and a question is told from a statement in .95 of the turns."""
    documents = set(PUT_ASIDE) if part == "put aside" else set(GOLD) - PUT_ASIDE
    figures = summary(documents)
    assert figures["f1"] >= 0.95
    assert figures["speaker_accuracy"] >= 0.97
    assert figures["kind"] >= 0.95
    assert figures["exact"] >= 0.95


@pytest.mark.parametrize("document", sorted(GOLD))
def test_every_layout_is_recognised_by_itself(document: str) -> None:
    """The rule that found the statements is that of a transcript, except in releases."""
    rules = set(extract_statements((FOLDER / document).read_text("utf-8"))["rule"])
    assert (rules == {"transcript"}) != document.startswith("release")
