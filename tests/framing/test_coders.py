"""Coders behind one interface: the dictionary, one that a user brings, and the codes of a person's sheet."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.framing.agreement import compare_coders
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coders import Coder, DictionaryCoder, codes_of_sheet
from analysis.framing.schemes import NONE
from analysis.framing.validity import score_coder
from analysis.patterns.pattern import Pattern

BOOK = Codebook(tuple(Frame(x, x, indicators=(Pattern(x),)) for x in ("one", "two")))
TABLE = pd.DataFrame(
    [("b", "two", 1), ("b", "one", 2), ("a", NONE, 1), ("c", "one", 1)], columns=["statement", "frame", "rank"]
)
TEXTS = {"c": "one", "b": "two words", "a": "none"}


def test_a_sheet_becomes_codes() -> None:
    """Units sorted or as asked for, frames in the codebook's order, NONE as a row of zeros."""
    found = codes_of_sheet(TABLE, BOOK.ids)
    assert found.index.tolist() == ["a", "b", "c"]
    assert found.columns.tolist() == ["one", "two"]
    assert found.to_numpy().tolist() == [[0, 0], [1, 1], [1, 0]]
    assert codes_of_sheet(TABLE, BOOK.ids, units=["c", "a"]).to_numpy().tolist() == [[1, 0], [0, 0]]


class Longest:
    """A coder as a user may bring one: a model of theirs behind `name` and `code`."""

    name = "longest"

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Give the first frame to texts of more than four letters."""
        return pd.DataFrame({"one": texts.str.len().gt(4).astype(int), "two": 0})


@pytest.mark.parametrize(
    "texts",
    [TEXTS, pd.Series(TEXTS), pd.DataFrame({"text": TEXTS}), list(TEXTS.items())],
    ids=["mapping", "series", "table", "pairs"],
)
def test_coders_take_texts_in_any_form(texts: object) -> None:
    """Dictionary and a user's coder score the same whatever form the texts have, and compare with a sheet."""
    coded = codes_of_sheet(TABLE, BOOK.ids, units=TEXTS)
    coders: list[Coder] = [DictionaryCoder(BOOK), Longest()]
    assert [score_coder(coder, texts, coded).iloc[-1]["both"] for coder in coders] == [2, 1]  # type: ignore[arg-type]
    assert len(compare_coders(DictionaryCoder(BOOK).code(texts), coded)) == 3  # type: ignore[arg-type]


def test_units_keep_their_labels() -> None:
    """Whole numbers, a default index and a named one come back as they went in, in codes and in hits."""
    for index in (pd.RangeIndex(2), pd.Index([7, 3], name="unit"), pd.Index(["b", "a"]), pd.Index([1, "1"])):
        texts, coder = pd.Series(["one two", "two"], index=index), DictionaryCoder(BOOK)
        assert coder.code(texts).index.equals(index)
        assert coder.code(texts).to_numpy().tolist() == [[1, 1], [0, 1]]
        assert coder.hits(texts)["unit"].tolist() == [index[0], index[0], index[1]]


@pytest.mark.parametrize(
    "texts", [pd.Series(["a", "b"], index=["x", "x"]), pd.Series(["a", None]), ["a"]], ids=["twice", "gap", "list"]
)
def test_texts_that_would_be_merged_are_refused(texts: object) -> None:
    """Two texts of one unit would share their frames; a gap is no text; a list has no units."""
    for call in (DictionaryCoder(BOOK).code, DictionaryCoder(BOOK).hits):
        with pytest.raises(ArgumentError, match="text"):
            call(texts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (TABLE.drop(columns="frame"), "no column 'frame'"),
        (TABLE.assign(coder=["A", "A", "B", "B"]), "has the coders A, B"),
        (TABLE.replace("two", "ten"), "is 'ten'; allowed: NONE, one, two"),
        (TABLE.replace("two", NONE), "has NONE beside frames for 'b'"),
        ([], "expected a table"),
    ],
    ids=range(5),
)
def test_tables_that_are_no_codes_of_one_coder(table: pd.DataFrame, said: str) -> None:
    """What cannot be one coder's codes is refused."""
    with pytest.raises(ArgumentError, match=said):
        codes_of_sheet(table, BOOK.ids)


def test_a_person_has_coded_only_the_sheet() -> None:
    """A unit that was not on the sheet has no codes, and does not count as one without frames."""
    with pytest.raises(ArgumentError, match="were not coded"):
        codes_of_sheet(TABLE, BOOK.ids, units=["a", "z"])


def test_the_dictionary_is_shown_in_one_line() -> None:
    """Its name, its frames and its entities, not the whole of them."""
    shown = repr(DictionaryCoder(BOOK))
    assert shown == "DictionaryCoder 'dictionary' with a Codebook of 2 frames: one, two; the usual English names"
