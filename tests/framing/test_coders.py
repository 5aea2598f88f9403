"""A person as a coder, behind the interface of the dictionary and the model."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.framing.agreement import compare_coders
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coders import Coder, SheetCoder, codes_of_sheet
from analysis.framing.schemes import NONE
from analysis.framing.validity import DictionaryCoder, score_coder
from analysis.patterns.pattern import Pattern

BOOK = Codebook(tuple(Frame(x, x, "-", "-", x, (Pattern(x),), (), "-", "") for x in ("one", "two")))
TABLE = pd.DataFrame(
    [("b", "two", 1), ("b", "one", 2), ("a", NONE, 1), ("c", "one", 1)], columns=["statement", "frame", "rank"]
)


def test_a_sheet_becomes_codes() -> None:
    """Units sorted or as asked for, frames in the codebook's order, NONE as a row of zeros."""
    found = codes_of_sheet(TABLE, BOOK)
    assert found.index.tolist() == ["a", "b", "c"]
    assert found.columns.tolist() == ["one", "two"]
    assert found.to_numpy().tolist() == [[0, 0], [1, 1], [1, 0]]
    assert codes_of_sheet(TABLE, BOOK, units=["c", "a"]).to_numpy().tolist() == [[1, 0], [0, 0]]


class Longest:
    """A coder as a user may bring one: a model of theirs behind `name` and `code`."""

    name = "longest"

    def code(self, texts: pd.Series) -> pd.DataFrame:
        """Give the first frame to texts of more than four letters."""
        return pd.DataFrame({"one": texts.str.len().gt(4).astype(int), "two": 0})


def test_coders_of_every_kind_are_compared() -> None:
    """Dictionary, sheet and a coder of the user's own take the same texts and give tables that can be compared with each other."""
    texts = pd.Series(["one", "two words", "none"], index=["c", "b", "a"])
    coders: list[Coder] = [
        DictionaryCoder(BOOK),
        SheetCoder(BOOK, TABLE, name="B"),
        Longest(),
    ]
    for coder in coders:
        codes = coder.code(texts)
        assert codes.index.equals(texts.index)
        assert codes.columns.tolist() == BOOK.ids
        assert len(compare_coders(codes, coders[1].code(texts))) == 3
    assert score_coder(coders[1], texts, coders[0].code(texts)).iloc[-1]["both"] == 2
    assert coders[1].name == "B"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (TABLE.drop(columns="frame"), "the table of codes has no column 'frame'"),
        (TABLE.assign(coder=["A", "A", "B", "B"]), "has the coders A, B; expected one"),
        (TABLE.replace("two", "ten"), "the frame in the table of codes is 'ten'; allowed: NONE, one, two"),
        (TABLE.replace("two", NONE), "has NONE beside frames for 'b'"),
    ],
    ids=range(4),
)
def test_tables_that_are_no_codes_of_one_coder(table: pd.DataFrame, said: str) -> None:
    """What cannot be one coder's codes is refused when the coder is made, not when texts are coded."""
    with pytest.raises(ArgumentError, match=said):
        SheetCoder(BOOK, table)


def test_a_person_has_coded_only_the_sheet() -> None:
    """A text that was not on the sheet has no codes, and is not taken for one without frames."""
    coder = SheetCoder(BOOK, TABLE)
    with pytest.raises(ArgumentError, match=r"units has 1 of 2 units that were not coded .first: 'z'"):
        coder.code(pd.Series(["x", "y"], index=["a", "z"]))
    with pytest.raises(ArgumentError, match="texts is of the type list"):
        coder.code(["x"])  # type: ignore[arg-type]
