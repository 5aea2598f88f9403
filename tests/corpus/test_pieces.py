"""Pieces of a corpus: together they have the texts of the whole, with the same names, in the same order."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.pages import HtmlWarning
from analysis.corpus.pieces import Told, Wanted, pieces_of, read_piece
from analysis.corpus.sources import LeftOutWarning

ROWS = [(f"The weir {'broke ' * at}today.\nNobody saw it.", "pq"[at % 2], f"d{at // 2}") for at in range(9)]


@pytest.fixture
def corpora(tmp_path: Path) -> dict[str, Path]:
    """The same rows as a table, a folder of tables, and a folder of texts."""
    table = pd.DataFrame(ROWS, columns=["text", "group", "document"])
    table.to_csv(tmp_path / "t.csv", index=False)
    table.to_parquet(tmp_path / "t.parquet", row_group_size=2)
    (tmp_path / "tables").mkdir()
    table[:4].to_csv(tmp_path / "tables" / "one.csv", index=False)
    table[4:].to_json(tmp_path / "tables" / "two.jsonl", orient="records", lines=True)
    for at, (text, group, _) in enumerate(ROWS):
        place = tmp_path / "texts" / group / f"{at}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in ("t.csv", "t.parquet", "tables", "texts")}


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "tables", "texts"])
@pytest.mark.parametrize("document", [None, "document"])
def test_pieces_are_the_whole_after_a_way_through_processes(
    name: str, document: str | None, corpora: dict[str, Path]
) -> None:
    """However large the pieces are, and as copies of themselves, they give the texts of the whole; shares rise to 1."""
    wanted = Wanted(document=None if name == "texts" else document)
    (whole,) = [[text for piece in pieces_of(corpora[name], wanted) for text, _ in read_piece(piece, wanted, Told())]]
    assert len(whole) == len(ROWS)
    for size in (1, 150, 10_000):
        pieces = pickle.loads(pickle.dumps(list(pieces_of(corpora[name], wanted, size=size))))  # noqa: S301  (our own)
        assert [text for piece in pieces for text, _ in read_piece(piece, wanted, Told())] == whole
        shares = [piece.ends for piece in pieces]
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(1)
    assert len(list(pieces_of(corpora[name], wanted, size=1))) > 2


def test_what_is_to_be_said_adds_up(tmp_path: Path) -> None:
    """Blank groups and pages noted in pieces are told as of the whole."""
    table = pd.DataFrame(
        {"text": ["<html><p>Weir</p></html>", "Mill", "<html><p>Barn</p></html>"], "group": ["p", None, "q"]}
    )
    table.to_csv(tmp_path / "t.csv", index=False)
    wanted, told = Wanted(skip_blank=True), Told()
    for piece in pieces_of(tmp_path / "t.csv", wanted, size=1):
        own = Told()
        list(read_piece(piece, wanted, own))
        told.add(own)
    with pytest.warns() as found:
        told.warn("group", stacklevel=1)
    assert [one.category for one in found] == [LeftOutWarning, HtmlWarning]
    assert "1 text(s) have no group" in str(found[0].message)
    assert "t.csv, row 1 (line 2) is HTML, and so are 1 more" in str(found[1].message)
