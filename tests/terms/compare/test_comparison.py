"""The comparison: which labels are its sides, what it refuses, and that it is grouped once."""

from __future__ import annotations

import datetime as dt
from dataclasses import FrozenInstanceError
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.groups import GroupCounts
from analysis.corpus.stream import count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.inference.omission import leave_one_out
from analysis.inference.permutations import permutation
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.divergences import divergence
from analysis.terms.compare.key_terms import keyness
from analysis.terms.compare.weighted import weighted_log_odds
from tests.documents import SIDES, compared, corpus, five, paired

TEXTS = ["river mill river", "mill weir", "river barn", "barn barn mill"]


def _matrix(labels: Any, *, name: str = "group") -> TermMatrix:
    return TermMatrix.from_texts(pd.DataFrame({"text": TEXTS, "document": list("abcd"), name: labels}))


def _stream(labels: list[Any]) -> GroupCounts:
    return count_groups(zip("abcd", labels, TEXTS, strict=True))


def _counts(comparison: Comparison) -> list[list[float]]:
    return [side.tolist() for side in comparison.counts]


@pytest.mark.parametrize(
    ("target", "reference"),
    [
        (2021, 2025),
        (True, False),
        (dt.date(2021, 1, 1), dt.date(2025, 1, 1)),
        (pd.Timestamp("2021"), pd.Timestamp("2025")),
        (2.5, 3.5),
    ],
    ids=["year", "bool", "date", "timestamp", "number"],
)
def test_labels_of_any_type_name_groups(target: Any, reference: Any) -> None:
    """Years, true and false, and dates name the groups that strings name, in a matrix and in a stream."""
    strings = Comparison(_matrix(list("ppqq")), by="group", target="p", reference="q")
    labels = [target, target, reference, reference]
    for terms, by in ((_matrix(labels), "group"), (_stream(labels), "")):
        found = Comparison(terms, by=by, target=target, reference=reference)
        assert _counts(found) == _counts(strings)
        assert (found.target_name, found.reference_name) == (str(target), str(reference))


def test_categories_and_numpy_values_are_labels() -> None:
    """A column of categories has its values for labels; a date of NumPy is the same label as one of pandas."""
    strings = _counts(Comparison(_matrix(list("ppqq")), by="group", target="p"))
    assert _counts(Comparison(_matrix(pd.Categorical(list("ppqq"))), by="group", target="p")) == strings
    dates = _matrix(pd.to_datetime(["2021", "2021", "2025", "2025"]))
    assert _counts(Comparison(dates, by="group", target=np.datetime64("2021"))) == strings
    assert _counts(Comparison(_matrix([1, 1, 2, 2]), by="group", target=np.int64(1))) == strings


@pytest.mark.parametrize("reference", ["p", {"mill": 1}], ids=["group", "list"])
def test_an_unknown_label_is_answered_with_those_there_are(reference: Any) -> None:
    """In a matrix, in a stream and beside a frequency list."""
    for terms, by in ((_matrix(list("ppqq")), "group"), (_stream(list("ppqq")), "")):
        with pytest.raises(ArgumentError, match="target is 'elsewhere'; allowed: p, q;"):
            Comparison(terms, by=by, target="elsewhere", reference=reference)


@pytest.mark.parametrize(
    ("target", "reference", "said"),
    [
        ("p", "p", "both have 'p'"),
        (["p", "q"], ["q", "r"], "both have 'q'"),
        ([], "q", "target has no group"),
        (["p", "q", "r"], "the rest", "reference has no group"),
        ("the rest", "the rest", "both 'the rest'"),
        (None, "q", "target is None"),
        ("p", None, "reference is None"),
        ({"mill": 1}, "q", "target is {'mill': 1}"),
        ("p", pd.DataFrame(), "reference is a DataFrame"),
        ("p", _matrix(list("pqrr")), "reference is TermMatrix"),
    ],
)
def test_what_names_no_two_groups_is_refused(target: Any, reference: Any, said: str) -> None:
    """The same or overlapping sides, a side without a group, and what is no label."""
    for terms, by in ((_matrix(list("pqrr")), "group"), (_stream(list("pqrr")), "")):
        with pytest.raises(ArgumentError, match=said) as caught:
            Comparison(terms, by=by, target=target, reference=reference)
        assert by or "''" not in str(caught.value), "streamed counts have no column to name"


def test_labels_of_a_stream_are_strings() -> None:
    """Counts by group know their groups by name: 1 and "1" are one group, which is not compared with itself."""
    stream = _stream([1, 1, 2, 2])
    assert _counts(Comparison(stream, target=1, reference="2")) == _counts(Comparison(stream, target=["1"]))
    with pytest.raises(ArgumentError, match="both have '1'"):
        Comparison(stream, target=1, reference="1")


def test_several_labels_are_one_side() -> None:
    """A list, a set, or a label named twice: the side has each group once, in the order of the labels."""
    for terms, by in ((_matrix(list("pqrr")), "group"), (_stream(list("pqrr")), "")):
        one = Comparison(terms, by=by, target=["q", "p", "q"], reference="r")
        other = Comparison(terms, by=by, target={"p", "q"}, reference=iter(["r"]))
        assert one.target_name == other.target_name == "p + q"
        assert _counts(one) == _counts(other)
        # barn, mill, river, weir
        assert _counts(one) == [[0, 2, 2, 1], [3, 1, 1, 0]]


def test_the_rest_is_what_the_other_side_leaves() -> None:
    """On either side, by default, and not where it is a label."""
    terms = _matrix(["p", "q", "r", None])
    named = Comparison(terms, by="group", target="p", reference=["q", "r"])
    assert _counts(Comparison(terms, by="group", target="p")) == _counts(named), "units without a label are on no side"
    turned = Comparison(terms, by="group", target="the rest", reference="p")
    assert _counts(turned) == _counts(named)[::-1]
    assert (turned.target_name, turned.reference_name) == ("the rest", "p")
    real = Comparison(_matrix(["p", "the rest", "r", "r"]), by="group", target="the rest", reference="p")
    assert _counts(real) == [[0, 1, 0, 1], [0, 1, 2, 0]]
    listed = Comparison(terms, by="group", target="the rest", reference={"mill": 1})
    assert listed.counts[0].sum() == 7


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_a_side_without_a_token_is_refused() -> None:
    """Its rates are undefined, in a matrix, in a stream, and beside a list."""
    texts = [("a", "p", "..."), ("b", "q", "mill")]
    table = pd.DataFrame(texts, columns=["document", "group", "text"])
    for reference in ("q", {"mill": 1}):
        with pytest.raises(ArgumentError, match="the group 'p' of 'group' has no token"):
            Comparison(TermMatrix.from_texts(table), by="group", target="p", reference=reference)
    with pytest.raises(ArgumentError, match=r"^the group 'p' has no token"):
        Comparison(count_groups(texts), target="p", reference="q")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": None}, "by is None"),
        ({"by": 3}, "by is 3"),
        ({"by": "colour"}, "no column 'colour'; it has: document, group"),
        ({"document": "paper"}, "no column 'paper'"),
        ({"document": ["a"]}, r"document is \['a'\]"),
        ({"pairs": "debate"}, "no column 'debate'"),
        ({"pairs": 1}, "pairs is 1"),
    ],
)
def test_a_column_that_is_none_is_refused(options: dict[str, Any], said: str) -> None:
    """Groups, documents and pairs are named columns of the units table."""
    with pytest.raises(ArgumentError, match=said):
        Comparison(_matrix(list("ppqq")), **({"by": "group", "target": "p"} | options))


def test_a_document_is_on_one_side() -> None:
    """One on both counts once for each side; one that is missing is refused; without a column each unit is one."""
    terms = _matrix(list("ppqq"))
    units = terms.units.assign(document=["a", "b", "b", "c"])
    shared = Comparison(TermMatrix(terms.counts, terms.terms, units), by="group", target="p", reference="q")
    assert shared.shared == "b"
    assert [side.documents_of for side in shared.sides] == [2, 2]
    assert Comparison(terms, by="group", target="p").shared is None
    missing = TermMatrix(terms.counts, terms.terms, units.assign(document=["a", None, "c", "c"]))
    with pytest.raises(ArgumentError, match="document='document' is empty for unit 1"):
        Comparison(missing, by="group", target="p")
    bare = Comparison(TermMatrix(terms.counts, terms.terms, units[["group"]]), by="group", target="p")
    assert bare.documents.units.index.tolist() == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    "documents", [[3, 1, 2, 4], pd.to_datetime(["2021", "2022", "2025", "2026"]), [1.5, 2.0, 3.0, 4.0]]
)
def test_documents_of_any_type_are_found_again(documents: Any) -> None:
    """Each unit knows its row among the documents, whatever names these."""
    terms = _matrix(list("ppqq"))
    units = terms.units.assign(document=documents)
    found = Comparison(TermMatrix(terms.counts, terms.terms, units), by="group", target="p")
    assert sorted(found.row_of_unit) == [0, 1, 2, 3]
    assert (found.is_target[found.row_of_unit] == found.unit_is_target).all()


@pytest.mark.parametrize("side", ["terms", "reference"])
@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ({"river": -1}, "has -1 for 'river'"),
        (pd.Series([1, 2], index=["x", "x"]), "has the term 'x' twice"),
        ({"river": 0}, "has no token"),
        ({}, "has no token"),
        ({2021: 50}, "has the term 2021"),
    ],
)
def test_faulty_frequency_lists_are_refused(side: str, listed: Any, said: str) -> None:
    """On either side: negative counts, a term twice, no token, a term that is no string."""
    with pytest.raises(ArgumentError, match=f"^{side} {said}"):
        Comparison(**({"terms": {"mill": 1}, "reference": {"mill": 1}} | {side: listed}))


def test_frequency_lists_are_sides() -> None:
    """A list has the counts of the groups it was made from; two lists need no column; documents are unknown."""
    groups = Comparison(_matrix(list("ppqq")), by="group", target="p", reference="q")
    listed = [dict(zip(groups.vocabulary, side, strict=True)) for side in groups.counts]
    terms = _matrix(list("ppqq"))
    for beside in (
        Comparison(listed[0], reference=listed[1]),
        Comparison(pd.Series(listed[0]), reference=pd.Series(listed[1]), target="p"),
        Comparison(terms, by="group", target="p", reference=listed[1]),
        Comparison(_stream(list("ppqq")), target=["p"], reference=listed[1]),
    ):
        assert _counts(beside) == _counts(groups)
        assert np.isnan(beside.sides[1].documents).all()
        assert beside.reference_name == "the reference list"
    only = Comparison(terms, by="group", target="p", reference={"canal": 2, "mill": 1})
    assert only.vocabulary.tolist() == ["barn", "canal", "mill", "river", "weir"]
    assert _counts(only) == [[0, 0, 2, 2, 1], [0, 2, 1, 0, 0]]
    with pytest.raises(ArgumentError, match="reference is 'the rest' beside a list"):
        Comparison({"mill": 1})
    with pytest.raises(ArgumentError, match=r"target is \['a'\]"):
        Comparison({"mill": 1}, target=["a"], reference={"mill": 1})
    with pytest.raises(ArgumentError, match="terms is 'river'; expected a TermMatrix, GroupCounts or a frequency list"):
        Comparison("river", target="p")  # type: ignore[arg-type]


def test_a_table_of_units_has_sides_but_no_counts() -> None:
    """It is enough to compare other values; what counts words says what is missing."""
    units = _matrix(list("ppqq")).units
    found = Comparison(units, by="group", target="p")
    assert found.is_target.tolist() == [True, True, False, False]
    with pytest.raises(ArgumentError, match="terms has units without counts"):
        keyness(found)
    with pytest.raises(ArgumentError, match="'a' twice"):
        Comparison(units.set_axis(list("abca")), by="group", target="p")


def test_streamed_counts_are_those_of_a_matrix() -> None:
    """Sides and dispersion are the same; a third group, over which the dispersion runs, is refused there alone."""
    one = Comparison(_matrix(list("ppqq")), by="group", target="p", reference="q")
    other = Comparison(_stream(list("ppqq")), target="p", reference="q")
    for first, second in zip(one.sides, other.sides, strict=True):
        assert (first.name, first.size, first.documents_of) == (second.name, second.size, second.documents_of)
        assert first.documents.tolist() == second.documents.tolist()
    assert other.dp == pytest.approx(one.dp)
    third = Comparison(_stream(list("pqrr")), target="p", reference="q")
    assert third.sides[1].size == 2
    with pytest.raises(ArgumentError, match=r"expected p and q only; count with groups=\['p', 'q'\]"):
        _ = third.dp


def test_pairs_have_units_on_both_sides() -> None:
    """One with a single side, or a unit without a pair, is named; counts without units have no pairs."""
    terms = _matrix(list("pqpq"))
    for debates, said in ((["x", "x", "y", "z"], "'y' has units on one side only"), (["x", None, "x", "x"], "unit 1")):
        units = terms.units.assign(debate=debates)
        with pytest.raises(ArgumentError, match=said):
            Comparison(TermMatrix(terms.counts, terms.terms, units), by="group", target="p", pairs="debate")
    for options in ({"terms": _stream(list("ppqq"))}, {"terms": terms, "by": "group", "reference": {"mill": 1}}):
        with pytest.raises(ArgumentError, match="pairs is 'document' without units on both sides"):
            Comparison(target="p", pairs="document", **options)


def test_the_rows_of_pairs_are_their_sides() -> None:
    """Two rows a pair, the target first, whatever the order of units; dispersion is that over whole documents."""
    counts = [([4, 1], [1, 1]), ([2, 2], [3, 1]), ([1, 5], [1, 1])]
    found, other = paired(counts), paired(counts, [5, 2, 0, 3, 1, 4])
    assert found.is_target.tolist() == [True, False] * 3
    assert found.pair_of is not None
    assert found.pair_of.tolist() == [0, 0, 1, 1, 2, 2]
    assert found.documents.counts.toarray().tolist() == [cell for pair in counts for cell in pair]
    assert other.documents.counts.toarray().tolist() == found.documents.counts.toarray().tolist()
    whole = compared([[5, 2], [5, 3], [2, 6]], 1)
    assert found.dp == pytest.approx(whole.dp)
    assert "within each document" in repr(found)


def test_a_comparison_is_frozen_and_says_what_it_is() -> None:
    """No field can be changed; the name has both sides with their documents."""
    comparison = compared([[1, 2]] * 3, 1)
    with pytest.raises(FrozenInstanceError):
        comparison.by = "other"  # type: ignore[misc]
    assert repr(comparison) == "Comparison of new (1 document) with old (2 documents) by era"
    assert repr(Comparison({"a": 1}, reference={"b": 1})) == "Comparison of the list with the reference list"


def test_documents_are_grouped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keyness, permutation, an omission and a second keyness share the documents."""
    grouped: list[str] = []
    group = TermMatrix.group

    def counted(self: TermMatrix, by: str) -> TermMatrix:
        grouped.append(by)
        return group(self, by)

    monkeypatch.setattr(TermMatrix, "group", counted)
    comparison = compared([[1, 2], [2, 1], [3, 1], [1, 1]], 2)
    for ask in (keyness, permutation, weighted_log_odds, keyness, leave_one_out):
        ask(comparison)
    assert grouped == ["document"]


@settings(max_examples=10)
@given(five, st.permutations(range(5)))
def test_changing_sides_changes_signs_only(counts: list[list[int]], order: list[int]) -> None:
    """Target and reference exchanged, in any order of units: signed measures change sign, p and shares stay."""
    one, other = corpus(counts), corpus(counts, order=order)
    sides = [Comparison(one, **SIDES), Comparison(other, by="era", target="old", reference="new")]
    for ask, signed, unsigned in (
        (keyness, ["log_ratio", "log_likelihood", "lrc"], ["p", "p_adjusted", "dp"]),
        (permutation, ["value"], ["p", "p_family", "p_floor"]),
        (leave_one_out, ["value"], ["same_sign"]),
        (weighted_log_odds, ["log_odds", "z"], ["prior"]),
        (divergence, ["favours"], ["jensen_shannon", "rank_turbulence"]),
    ):
        first, second = (ask(side).set_index("term").sort_index() for side in sides)
        assert np.allclose(first[signed], -second[signed]), ask.__name__
        assert np.allclose(first[unsigned], second[unsigned], equal_nan=True), ask.__name__


@pytest.mark.parametrize("named", [True, False])
def test_in_pairs_the_pair_is_the_document(named: bool) -> None:
    """Each side of a pair is one document for every count, with a column `document` or without one."""
    units = pd.DataFrame({"debate": ["x", "x", "x", "y", "y"], "side": list("ppqpq"), "text": ["mill"] * 5})
    units = units.assign(document=list("abcde")) if named else units
    found = Comparison(units, by="side", target="p", pairs="debate")
    assert found.unit_documents.tolist() == ["x", "x", "x", "y", "y"]
    assert found.is_target.tolist() == [True, False] * 2
