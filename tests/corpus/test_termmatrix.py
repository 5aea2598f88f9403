"""The matrix of counts: building, selecting, grouping, writing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.corpus.duplicates import WordlessTextWarning
from analysis.corpus.stream import count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import Entities
from analysis.errors import ArgumentError, DiscourseError, OutputError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.keyness import keyness

UNITS = pd.DataFrame(
    {"document": ["d1", "d1", "d2"], "era": ["old", "old", "new"], "voice": ["direct", "mixed", "direct"]},
    index=pd.Index(["a", "b", "c"], name="unit"),
)
LONG = pd.DataFrame({"unit": ["a", "a", "b", "c"], "term": ["x", "y", "x", "z"], "count": [2, 1, 3, 4]})


def matrix() -> TermMatrix:
    """Return a small matrix."""
    return TermMatrix.from_long(UNITS, LONG)


counts = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("wxyz"), st.integers(0, 9)), max_size=30)


@given(counts)
def test_grouping_preserves_totals(rows: list[tuple[str, str, int]]) -> None:
    """However units are grouped, every term keeps its total."""
    whole = TermMatrix.from_long(UNITS, pd.DataFrame(rows, columns=["unit", "term", "count"]))
    for by in ("document", "era", "voice"):
        assert whole.group(by).counts.sum(axis=0).tolist() == whole.counts.sum(axis=0).tolist()


@given(counts)
def test_writing_and_reading_gives_the_same_counts(rows: list[tuple[str, str, int]]) -> None:
    """The long form is the matrix: from it the same matrix is built again."""
    whole = TermMatrix.from_long(UNITS, pd.DataFrame(rows, columns=["unit", "term", "count"]))
    again = TermMatrix.from_long(UNITS, whole.to_long())
    assert again.to_long().to_numpy().tolist() == whole.to_long().to_numpy().tolist()


def test_selecting_keeps_the_terms_and_drops_the_units() -> None:
    """A selection has fewer units, the same terms, and totals of its own."""
    direct = matrix().select(voice="direct")
    assert list(direct.units.index) == ["a", "c"]
    assert list(direct.terms) == ["x", "y", "z"]
    assert direct.totals.to_dict() == {"a": 3, "c": 4}
    assert list(matrix().select(voice=["direct", "mixed"], era="old").units.index) == ["a", "b"]


def test_grouping_keeps_what_is_constant() -> None:
    """Columns that do not vary inside a group stay in the table of units, the others go."""
    documents = matrix().group("document")
    assert list(documents.units.columns) == ["document", "era"]
    assert documents.of("x").to_dict() == {"d1": 5, "d2": 0}


def test_files_give_the_matrix_back(tmp_path: Path) -> None:
    """What is written is read as it was."""
    matrix().write(tmp_path / "out")
    again = TermMatrix.read(tmp_path / "out")
    assert again.to_long().equals(matrix().to_long())
    assert again.units.equals(UNITS)


def test_a_term_that_looks_like_nothing_survives_the_file(tmp_path: Path) -> None:
    """The words null, nan and NA are terms and not missing values."""
    long = pd.DataFrame({"unit": "a", "term": ["NA", "nan", "null"], "count": 1})
    TermMatrix.from_long(UNITS, long).write(tmp_path)
    assert list(TermMatrix.read(tmp_path).terms) == ["NA", "nan", "null"]


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_texts_and_any_tokeniser_make_a_matrix() -> None:
    """A re-user's texts take the same road, with a tokeniser of their own."""
    table = pd.DataFrame({"text": ["b a b", "c"], "group": ["g", "h"]}, index=["t1", "t2"])
    built = TermMatrix.from_texts(table, tokeniser=str.split)
    assert built.to_long().to_numpy().tolist() == [["t1", "a", 1], ["t1", "b", 2], ["t2", "c", 1]]
    assert list(built.units.columns) == ["group", "document"]


def test_an_unseen_term_counts_nothing() -> None:
    """Asking for a term that never occurs gives zeros and no error."""
    assert matrix().of("unseen").tolist() == [0, 0, 0]
    assert matrix().keep_terms(["z", "x"]).totals.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: matrix().select(voice="loud"), "voice is 'loud'; allowed: direct, mixed"),
        (lambda: matrix().select(colour="red"), "the units table has no column 'colour'; it has: document, era, voice"),
        (lambda: matrix().select(voice={"direct": 1}), "pass one of these"),
        (lambda: matrix().group("colour"), "it has: document, era, voice"),
        (lambda: matrix().keep_terms(["q"]), "'q', which occurs in no unit"),
        (
            lambda: TermMatrix.from_long(UNITS, LONG.drop(columns="count")),
            "the long table has no column 'count'; it has: term, unit",
        ),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(unit="q")), "unit 'q', which the units table does not have"),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(count=-1)), "is -1; a count is a whole number of 0 or more"),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(count=0.5)), "is 0.5; a count is a whole number"),
        (lambda: TermMatrix.from_long(UNITS, LONG.assign(count=float("nan"))), "is nan; a count is"),
        (lambda: TermMatrix.from_long(pd.concat([UNITS, UNITS]), LONG.iloc[:0]), "the id 'a' twice"),
        (lambda: TermMatrix(sparse.csr_array((1, 1)), pd.Index([]), UNITS), r"counts has shape \(1, 1\)"),
        (lambda: TermMatrix.from_texts(UNITS), "text is 'text'; allowed: document, era, voice"),
        (lambda: TermMatrix.from_long(UNITS.assign(era=None), LONG).group("era"), "empty for unit 'a'"),
    ],
)
def test_bad_input_is_one_sentence(make: object, message: str) -> None:
    """Each mistake names the argument, the value and what is allowed."""
    with pytest.raises(ArgumentError, match=message):
        make()  # type: ignore[operator]


def test_a_file_in_place_of_a_folder_is_an_output_error(tmp_path: Path) -> None:
    """Where nothing can be written the folder is named and nothing is left behind."""
    (tmp_path / "blocked").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        matrix().write(tmp_path / "blocked")


def test_kinds_of_columns_survive_the_file(tmp_path: Path) -> None:
    """Names that look like numbers, empty texts, missing values and truth values come back as they were."""
    units = UNITS.assign(document=["000", "001", "001"], note=["", "x", ""], late=[True, False, True], size=[1, 2, 3])
    units["known"] = ["yes", None, "no"]
    TermMatrix.from_long(units, LONG).write(tmp_path)
    again = TermMatrix.read(tmp_path).units
    assert again["document"].tolist() == ["000", "001", "001"]
    assert again["note"].tolist() == ["", "x", ""]
    assert again["late"].tolist() == [True, False, True]
    assert again["size"].tolist() == [1, 2, 3]
    assert again["known"].isna().tolist() == [False, True, False]
    (tmp_path / "units.csv").write_text("era\nold\n", encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"units\.csv has no column 'unit'"):
        TermMatrix.read(tmp_path)


def test_what_would_count_wrongly_is_refused() -> None:
    """Counts beyond exact numbers, empty terms and texts, and labels that differ in type only are named."""
    with pytest.raises(ArgumentError, match=r"a count is a whole number of 0 or more, below 2\^53"):
        TermMatrix.from_long(UNITS, LONG.assign(count=2.0**60))
    with pytest.raises(ArgumentError, match="an empty term in unit 'a'"):
        TermMatrix.from_long(UNITS, LONG.assign(term=[None, "y", "x", "z"]))
    with pytest.raises(ArgumentError, match="text of unit 'b' is nan; expected a text"):
        TermMatrix.from_texts(pd.DataFrame({"text": ["one two", float("nan")]}, index=["a", "b"]))
    with pytest.raises(ArgumentError, match="differ in type only"):
        TermMatrix.from_long(UNITS.assign(era=pd.Series([1, "1", 2], index=UNITS.index, dtype=object)), LONG).group(
            "era"
        )


def test_a_matrix_is_shown_in_one_line() -> None:
    """Units, terms and tokens, also of a matrix that has none."""
    assert repr(matrix()) == "TermMatrix of 3 units x 3 terms, 10 tokens"
    assert repr(TermMatrix.from_long(UNITS.iloc[:0], LONG.iloc[:0])) == "TermMatrix of 0 units x 0 terms, 0 tokens"


def test_rows_are_documents_where_none_are_named() -> None:
    """Without a column `document` each row is one, as on the stream; a column of that name is kept."""
    table = pd.DataFrame({"text": ["a b", "a", "b c"], "era": ["n", "o", "o"]})
    found = keyness(Comparison(TermMatrix.from_texts(table), by="era", target="n", reference="o")).set_index("term")
    assert found.loc["a", ["documents_target", "documents_reference", "documents_of_reference"]].tolist() == [1, 1, 2]
    named = TermMatrix.from_texts(table.assign(document=["x", "y", "y"]))
    assert named.units["document"].tolist() == ["x", "y", "y"]


def test_a_tokeniser_and_names_exclude_each_other() -> None:
    """A tokeniser of one's own knows no names, so a table of names beside it is not dropped unsaid."""
    names = Entities(pd.DataFrame({"entity": ["OL"], "variant": ["Orland"]}))
    with pytest.raises(ArgumentError, match="tokeniser and entities are both given"):
        TermMatrix.from_texts(pd.DataFrame({"text": ["Orland"]}), tokeniser=str.split, entities=names)
    assert TermMatrix.from_texts(pd.DataFrame({"text": ["Orland"]}), entities=names).terms.tolist() == ["OL"]


def test_texts_without_words_are_told() -> None:
    """They count as documents, in memory and on the stream alike, so it is said."""
    table = pd.DataFrame({"text": ["a b", "...", ""], "group": ["n", "o", "o"]})
    with pytest.warns(WordlessTextWarning, match=r"2 text\(s\) have no word, the first is 1: they count as documents"):
        TermMatrix.from_texts(table)
    texts = [(str(at), row.group, row.text) for at, row in enumerate(table.itertuples())]
    with pytest.warns(WordlessTextWarning, match=r"2 text\(s\) have no word, the first is '1'"):
        assert count_groups(texts).documents_of.tolist() == [1, 2]


def test_groups_of_one_unit_each_are_put_in_order() -> None:
    """Where nothing is added up, the counts still go along with the names, which are sorted."""
    units = pd.DataFrame({"document": ["z", "x", "y"]}, index=["a", "b", "c"])
    long = pd.DataFrame({"unit": list("abc"), "term": ["t", "t", "u"], "count": [1, 2, 3]})
    grouped = TermMatrix.from_long(units, long).group("document")
    assert grouped.units.index.tolist() == ["x", "y", "z"]
    assert grouped.of("t").to_dict() == {"x": 2, "y": 0, "z": 1}
    assert grouped.of("u").to_dict() == {"x": 0, "y": 3, "z": 0}


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("columns.csv", "x\n", r"columns\.csv has no column 'column'"),
        ("columns.csv", "column,kind\nmissing,text\n", r"units\.csv has no column 'missing'"),
        ("units.csv", "unit\na\n", r"units\.csv has no column 'document'"),
    ],
)
def test_damaged_tables_are_named(tmp_path: Path, file: str, content: str, said: str) -> None:
    """A table of columns that is none, or that knows columns which are gone, is one sentence."""
    matrix().write(tmp_path)
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(DiscourseError, match=said):
        TermMatrix.read(tmp_path)


@pytest.mark.parametrize("folder", [None, 3, ""])
def test_a_folder_has_a_path(folder: Any) -> None:
    """What is no path is neither read nor written."""
    for call in (TermMatrix.read, matrix().write):
        with pytest.raises(ArgumentError, match=r"folder is .*; expected the path of a folder"):
            call(folder)
    with pytest.raises(ArgumentError, match=r"term is \['x'\]; expected a term as counted"):
        matrix().of(["x"])  # type: ignore[arg-type]
