"""Names in running text: variants in every typography, and tables that are refused."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.corpus.counting import WordCounter
from analysis.corpus.entities import NO_ENTITIES, Entities
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import tokenise, tokens_table
from analysis.errors import ArgumentError, DataError

COLUMNS = ["entity", "variant", "unless_after"]


ROWS = [
    ("OL", "OL", None),
    ("OL", "O.L.", None),
    ("OL", "Old  Orland ", None),
    ("OL", "Free State of Old Orland", None),
    ("OL$", "OL$", None),
    ("OL", "Millford", "In|near"),
]


def entities(*rows: tuple[object, ...]) -> Entities:
    """Return a table of names; that of this module by default."""
    return Entities(pd.DataFrame(rows or ROWS, columns=COLUMNS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the O.L.'s aim", ["the", "OL", "aim"]),
        ("the (OL)’s aim", ["the", "OL", "aim"]),
        ("“OL”’s aim and OL$'s", ["OL", "aim", "and", "OL$"]),
        ("'s, as in x 's", ["s", "as", "in", "x", "s"]),
        ("Old\nOrland", ["OL"]),
        ("Old  Orland", ["OL"]),
        ("Old \r\n  Orland", ["OL"]),
        ("Old\u00a0\u2009Orland", ["OL"]),
        ("Free State\nof  Old\tOrland", ["OL"]),
        ("Old\n\nOrland", ["old", "orland"]),
        ("Old \n \n Orland", ["old", "orland"]),
        ("ＯＬ told ｏｌ, ＯＬ＄５", ["OL", "told", "ol", "OL$", "5"]),
        ("\U0001d40e\U0001d40b", ["OL"]),
        ("Or\u00adland co\u00adop\u200be\u200dration", ["orland", "cooperation"]),
        ("O\u00adL and Old Or\u00adland\u2019s", ["OL", "and", "OL"]),
        ("\ufeffOL is\u2060n\u2019t 4.\u200b1", ["OL", "isn't", "4.1"]),
        ("in Millford, In Millford, by Millford", ["in", "millford", "in", "millford", "by", "OL"]),
        ("He went in. Millford sank in\n\nMillford", ["he", "went", "in", "OL", "sank", "in", "OL"]),
    ],
)
def test_names_are_found_in_every_typography(text: str, expected: list[str]) -> None:
    """Possessives, line breaks, wide letters and invisible characters change no term, and both roads agree."""
    tokens = tokenise(text, entities=entities())
    assert [token.term for token in tokens] == expected
    assert [text[token.start : token.end] for token in tokens] == [token.surface for token in tokens]
    fast = TermMatrix.from_texts(pd.DataFrame({"text": [text]}), entities=entities())
    assert fast.to_long().set_index("term")["count"].to_dict() == pd.Series(expected).value_counts().to_dict()


def test_a_line_break_inside_a_name_ends_nothing() -> None:
    """In the table of tokens, too, a name reaches over several spaces and one line break, but not over a blank line."""
    table = tokens_table([("u", "Old\nOrland. Old  Orland and Old\n\nOrland")], entities=entities())
    expected = [[0, "OL"], [1, "OL"], [1, "and"], [1, "old"], [2, "orland"]]
    assert table[["sentence", "term"]].to_numpy().tolist() == expected


def test_the_spotter_finds_whatever_the_scanner_finds() -> None:
    """The quick test misses no name for its spaces or invisible characters."""
    for text in ("Old\nOrland", "Old  Orland", "O\u00adL"):
        assert entities().spotter.search(text)
    assert not entities().spotter.search("Older Orlands")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", "", None)], "row 2: entity is 'A' and variant ''"),
        ([(" ", "A", None)], "row 2: entity is ' ' and variant 'A'"),
        ([("A", "X", "in"), ("A", "X", "near")], "row 3: variant 'X' occurs twice, with unless_after 'in' and 'near'"),
        ([("A", "X", None), ("A", "X", "in")], "with unless_after nothing and 'in'"),
        ([("A", "X  Y", None), ("B", "X Y", None)], "row 3: variant 'X Y' belongs to 'A' and to 'B'"),
    ],
)
def test_tables_that_say_two_things_are_refused(rows: list[tuple[object, ...]], said: str) -> None:
    """Empty names, and variants with two entities or two conditions, are named with their row."""
    with pytest.raises(DataError, match=said):
        tokenise("X", entities=entities(*rows))


def test_a_row_that_stands_twice_says_one_thing() -> None:
    """The same row again, with its words in another case or order, changes nothing."""
    found = entities(("A", "X", "in|near"), ("A", "X", "near|in")).lookup
    assert found == {"X": ("A", frozenset({"in", "near"}))}


@pytest.mark.parametrize("wrong", [None, pd.DataFrame(ROWS, columns=COLUMNS), []], ids=["None", "table", "list"])
@pytest.mark.parametrize(
    "call",
    [
        lambda wrong: tokenise("x", entities=wrong),
        lambda wrong: tokens_table([("a", "x")], entities=wrong),
        WordCounter,
        lambda wrong: TermMatrix.from_texts(pd.DataFrame({"text": ["x"]}), entities=wrong),
        lambda wrong: TermMatrix.from_texts(pd.DataFrame({"text": ["x"]}), entities=wrong, tokeniser=str.split),
    ],
    ids=["tokenise", "tokens_table", "counter", "matrix", "matrix with tokeniser"],
)
def test_what_is_no_entities_is_refused(call: Callable[[object], object], wrong: object) -> None:
    """A table that is not wrapped is answered with how to wrap it."""
    with pytest.raises(ArgumentError, match="expected Entities; wrap the table in it"):
        call(wrong)


def test_a_table_of_names_is_a_table() -> None:
    """A list in place of the DataFrame is refused when the entities are made."""
    with pytest.raises(ArgumentError, match=r"table is \[.*; expected a table"):
        Entities([("A", "X")])  # type: ignore[arg-type]


def test_entities_are_shown_in_one_line() -> None:
    """The numbers of variants and names; a table that cannot be used is shown as well."""
    rows = [("OL", "OL", None), ("OL", "O.L.", None), ("Mill", "Mill", None)]
    assert repr(Entities(pd.DataFrame(rows, columns=COLUMNS))) == "Entities of 3 variants of 2 names"
    assert repr(Entities(pd.DataFrame({"name": ["OL"]}))) == "Entities of 1 rows without the columns entity and variant"
    assert repr(NO_ENTITIES) == "no entities"


def test_a_variant_of_two_entities_is_an_error_with_its_row() -> None:
    """An ambiguous entity table is refused and the row named."""
    table = pd.DataFrame({"entity": ["A", "B"], "variant": ["X", "X"], "unless_after": [None, None]})
    with pytest.raises(DataError, match=r"row 3: variant 'X' belongs to 'A' and to 'B'"):
        tokenise("X", entities=Entities(table))


def test_an_entity_table_without_a_column_is_an_error() -> None:
    """A missing column is named together with the columns expected."""
    with pytest.raises(DataError, match="no column 'variant'"):
        tokenise("X", entities=Entities(pd.DataFrame({"entity": ["A"]})))
