"""Texts in memory: any form, any tokeniser, and what each of them may not be."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus.entities import Entities
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.key_terms import keyness


@pytest.mark.parametrize(
    ("tokeniser", "said"),
    [
        (lambda _: [1, "a"], "unit 'u' has the term 1"),
        (lambda _: [None, "a"], "has the term None"),
        (lambda _: [""], "has the term ''"),
        (lambda _: None, "unit 'u' is None; expected a list"),
        (lambda _: "ab", "unit 'u' is 'ab'"),
        ("split", "tokeniser is 'split'; expected a function"),
    ],
)
def test_a_tokeniser_gives_terms(tokeniser: object, said: str) -> None:
    """Any other result is refused, with the unit of the text."""
    with pytest.raises(ArgumentError, match=said):
        TermMatrix.from_texts(pd.DataFrame({"text": ["b a"]}, index=["u"]), tokeniser=tokeniser)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_texts_and_any_tokeniser_make_a_matrix() -> None:
    """A user's tokeniser decides the terms."""
    table = pd.DataFrame({"text": ["b a b", "c"], "group": ["g", "h"]}, index=["t1", "t2"])
    built = TermMatrix.from_texts(table, tokeniser=str.split)
    assert built.to_long().to_numpy().tolist() == [["t1", "a", 1], ["t1", "b", 2], ["t2", "c", 1]]
    assert list(built.units.columns) == ["group", "document"]


def test_a_tokeniser_and_names_exclude_each_other() -> None:
    """A user's tokeniser knows no entities, so both together are refused; the entities are not dropped silently."""
    names = Entities(pd.DataFrame({"entity": ["OL"], "variant": ["Orland"]}))
    with pytest.raises(ArgumentError, match="tokeniser and entities are both given"):
        TermMatrix.from_texts(pd.DataFrame({"text": ["Orland"]}), tokeniser=str.split, entities=names)
    assert TermMatrix.from_texts(pd.DataFrame({"text": ["Orland"]}), entities=names).terms.tolist() == ["OL"]


def test_rows_are_documents_where_none_are_named() -> None:
    """Without a column `document` each row is one, as on the stream; a column of that name is kept."""
    table = pd.DataFrame({"text": ["a b", "a", "b c"], "era": ["n", "o", "o"]})
    found = keyness(Comparison(TermMatrix.from_texts(table), by="era", target="n", reference="o")).set_index("term")
    assert found.loc["a", ["documents_target", "documents_reference", "documents_of_reference"]].tolist() == [1, 1, 2]
    named = TermMatrix.from_texts(table.assign(document=["x", "y", "y"]))
    assert named.units["document"].tolist() == ["x", "y", "y"]


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_empty_texts_have_units_and_no_terms() -> None:
    """A matrix of empty texts has its rows; one without texts has none."""
    matrix = TermMatrix.from_texts(pd.DataFrame({"text": ["", "x"]}, index=["a", "b"]))
    assert matrix.totals.tolist() == [0, 1]
    assert TermMatrix.from_texts(pd.DataFrame({"text": pd.Series([], dtype="str")})).counts.shape == (0, 0)


def test_a_matrix_refuses_doubled_columns() -> None:
    """A table in memory with two columns of one name is refused."""
    table = pd.DataFrame([["alpha beta", "gamma", "a"], ["delta", "eps", "b"]], columns=["text", "text", "g"])
    with pytest.raises(ArgumentError, match="has 2 columns 'text'"):
        TermMatrix.from_texts(table)
    units = pd.DataFrame([["a", "b"]], columns=["g", "g"], index=["u"])
    matrix = TermMatrix.from_texts(units.assign(text="x"))
    for call in (lambda: matrix.select(g="a"), lambda: matrix.group("g")):
        with pytest.raises(ArgumentError, match="2 columns 'g'"):
            call()


def test_any_form_of_texts_makes_the_same_matrix() -> None:
    """A mapping, a Series and pairs are counted as a table is; the table keeps its other columns about the units."""
    table = pd.DataFrame({"text": ["b a b", "c"], "group": ["g", "h"]}, index=["t1", "t2"])
    expected = TermMatrix.from_texts(table)
    assert expected.units.columns.tolist() == ["group", "document"]
    texts = table["text"].to_dict()
    for form in (texts, table["text"], list(texts.items()), iter(texts.items())):
        built = TermMatrix.from_texts(form)
        assert built.to_long().equals(expected.to_long())
        assert built.units.to_dict() == {"document": {"t1": "t1", "t2": "t2"}}
    pair = TermMatrix.from_texts([(("d", 1), "a")])
    assert pair.units.index.tolist() == [("d", 1)]
    body = table.rename(columns={"text": "body"})
    assert TermMatrix.from_texts(body, text="body").to_long().equals(expected.to_long())
