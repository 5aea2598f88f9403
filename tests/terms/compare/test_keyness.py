"""The keyness table: its columns, its references, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.corpus.stream import GroupCounts, count_groups
from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.keyness import MEASURES, keyness, lockwords
from analysis.terms.compare.measures import conservative_log_ratio, positive_log_ratio
from analysis.terms.context.evidence import explain as explain_term
from tests.timing import seconds

TEXTS = [
    ("d1", "new", "The river treaty stands. The mills of Orland hum."),
    ("d2", "new", "The river rose, and the treaty fell."),
    ("d3", "old", "A mill hums by the river."),
]


@pytest.fixture
def matrix() -> TermMatrix:
    """Three invented texts of two groups."""
    table = pd.DataFrame(TEXTS, columns=["document", "group", "text"]).set_index("document", drop=False)
    return TermMatrix.from_texts(table)


def test_streamed_counts_give_the_same_table(matrix: TermMatrix) -> None:
    """Counting a stream and counting a matrix are two roads to one table, dispersion included."""
    one = keyness(Comparison(matrix, by="group", target="new", reference="old"))
    other = keyness(Comparison(count_groups(TEXTS), target="new", reference="old"))
    pd.testing.assert_frame_equal(one, other)


def test_a_frequency_list_is_a_reference(matrix: TermMatrix) -> None:
    """The list's sum is its size; its own terms are kept; what it cannot know is NaN."""
    table = keyness(Comparison(matrix, by="group", target="new", reference={"river": 5, "canal": 95})).set_index("term")
    assert table.loc["river", "rate_reference"] == 50
    assert table.loc["canal", "status"] == "absent from new"
    assert table.loc["treaty", "status"] == "absent from the reference list"
    assert table["documents_reference"].isna().all()
    assert table.loc["river", "documents_target"] == 2
    with pytest.raises(ArgumentError, match="reference holds -1"):
        keyness(Comparison(matrix, by="group", target="new", reference={"river": -1}))
    with pytest.raises(ArgumentError, match="twice"):
        keyness(Comparison(matrix, by="group", target="new", reference=pd.Series([1, 2], index=["x", "x"])))


def test_further_measures_are_columns(matrix: TermMatrix) -> None:
    """Every measure listed can be asked for; another name is answered with the list."""
    table = keyness(Comparison(matrix, by="group", target="new", reference="old"), measures=MEASURES)
    assert set(MEASURES) <= set(table.columns)
    with pytest.raises(ArgumentError, match="measures is 'luck'"):
        keyness(Comparison(matrix, by="group", target="new", reference="old"), measures=["luck"])


def test_terms_of_the_reference_alone_are_kept(matrix: TermMatrix) -> None:
    """No join drops what only the reference has, and totals are those of all tokens."""
    table = keyness(Comparison(matrix, by="group", target="new", reference="old"))
    assert table.set_index("term").loc["mill", "status"] == "absent from new"
    assert table["count_target"].sum() == matrix.select(group="new").totals.sum()


def test_identical_groups_differ_in_nothing() -> None:
    """The same words in both groups: log ratio 0, G2 0, no term decided."""
    texts = pd.DataFrame({"text": ["a b b", "a b b"], "document": ["x", "y"], "group": ["p", "q"]})
    table = keyness(Comparison(TermMatrix.from_texts(texts), by="group", target="p", reference="q"))
    assert np.allclose(table[["log_ratio", "log_likelihood", "lrc"]], 0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"by": "group", "target": "new", "reference": "new"}, "both 'new'"),
        ({"by": "group", "target": "new", "reference": "elsewhere"}, "group is 'elsewhere'"),
        ({"by": "colour", "target": "new", "reference": "old"}, "'colour'"),
    ],
)
def test_wrong_groups_are_said(matrix: TermMatrix, options: dict[str, str], said: str) -> None:
    """A group or column that is not there is one sentence with those that are."""
    with pytest.raises(ArgumentError, match=said):
        keyness(Comparison(matrix, **options))


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_a_group_without_words_is_said() -> None:
    """A group of empty texts has no rates, streamed or not."""
    texts = [("d1", "p", "a b"), ("d2", "q", "...")]
    with pytest.raises(ArgumentError, match=r"^the group 'q' has no token"):
        keyness(Comparison(count_groups(texts), target="p", reference="q"))
    with pytest.raises(ArgumentError, match="a group is 'r'"):
        keyness(Comparison(count_groups(texts), target="p", reference="r"))
    with pytest.raises(ArgumentError, match="count with groups="):
        keyness(Comparison(count_groups([*texts, ("d3", "r", "c")]), target="p", reference="r"))


def test_lockwords_are_stable_and_frequent() -> None:
    """A frequent term of equal rates is locked; rare equals, changers and small but certain changes are not."""
    counts = [2000, 2000, 1, 1, 60, 20, 90_000, 100_000, 500_000, 500_000]
    long = pd.DataFrame({"unit": ["s", "t"] * 5, "term": list("xxyyzzccrr"), "count": counts})
    units = pd.DataFrame({"document": ["s", "t"], "era": ["new", "old"]}, index=["s", "t"])
    table = keyness(Comparison(TermMatrix.from_long(units, long), by="era", target="new", reference="old"))
    assert table.set_index("term").loc["c", ["log_ratio_low", "log_ratio_high"]].abs().lt(0.25).all()
    assert lockwords(table)["term"].tolist() == ["x"]
    with pytest.raises(ArgumentError, match="within is 0"):
        lockwords(table, within=0)


def test_every_row_has_its_evidence(matrix: TermMatrix) -> None:
    """The units behind a row are those that have the term, with their counts."""
    found = explain_term(matrix, "river", by="group")
    assert found["unit"].tolist() == ["d1", "d2", "d3"]
    with pytest.raises(ArgumentError, match="terms like it: river"):
        explain_term(matrix, "rivers", by="group")
    with pytest.raises(ArgumentError, match="'colour'"):
        explain_term(matrix, "river", by="colour")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reference": {2021: 50, "river": 50}}, "reference has the term 2021"),
        ({"reference": {"river": 1e300, "canal": 1e300}}, r"reference holds 1e\+300 for 'river'"),
        ({"reference": {"river": "five"}}, "reference holds 'five' for 'river'"),
        ({"reference": {"river": 2.5}, "measures": ["fisher_exact"]}, "expected whole numbers"),
        ({"measures": None}, "measures is None"),
        ({"measures": "fisher_exact"}, "measures is 'fisher_exact'"),
        ({"min_count": -3}, "min_count is -3"),
        ({"min_count": True}, "min_count is True"),
        ({"confidence": "x"}, "confidence is 'x'"),
        ({"document": "paper"}, "no column 'paper'"),
    ],
)
def test_faulty_options_are_said(matrix: TermMatrix, options: dict[str, Any], said: str) -> None:
    """Each is one sentence that names the argument and its value."""
    with pytest.raises(ArgumentError, match=said):
        keyness(Comparison(matrix, by="group", target="new", reference="old"), **options)


def test_a_fractional_list_keeps_its_counts(matrix: TermMatrix) -> None:
    """Rates of a list may be fractions; they are not cut off."""
    table = keyness(Comparison(matrix, by="group", target="new", reference={"river": 2.5, "canal": 97.5})).set_index(
        "term"
    )
    assert table.loc["river", "count_reference"] == 2.5


def test_bounds_take_the_coverage_and_the_family(matrix: TermMatrix) -> None:
    """PositiveLRC on request is that of the function at this coverage, for as many terms as the table has."""
    options = {"by": "group", "target": "new", "reference": "old", "measures": ["positive_log_ratio"]}
    for confidence in (0.5, 0.8, 0.99):
        table = keyness(Comparison(matrix, **options), confidence=confidence)
        n1, n2 = (int(matrix.select(group=name).totals.sum()) for name in ("new", "old"))
        expected = positive_log_ratio(
            table["count_target"], table["count_reference"], n1, n2, confidence=confidence, family=len(table)
        )
        assert np.allclose(table["positive_log_ratio"], expected)


@pytest.mark.parametrize("table", [None, pd.DataFrame({"term": ["x"]}), [1]], ids=["none", "other", "list"])
def test_lockwords_are_of_a_keyness_table(table: Any) -> None:
    """Another table is answered with the column that it lacks."""
    with pytest.raises(ArgumentError, match="the table of keyness has no column"):
        lockwords(table)


@pytest.mark.parametrize("options", [{"within": "x"}, {"within": float("nan")}, {"min_count": 2.5}])
def test_faulty_bounds_of_lockwords_are_said(matrix: TermMatrix, options: dict[str, Any]) -> None:
    """Doublings are a number above 0, occurrences a whole number."""
    table = keyness(Comparison(matrix, by="group", target="new", reference="old"))
    with pytest.raises(ArgumentError, match="change it"):
        lockwords(table, **options)


def _keyness_of(width: int) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    counts = rng.poisson(2e6 / np.arange(1, width + 1) ** 1.05 / 12 * np.ones((2, 1)))
    names = pd.Index([f"w{number:06d}" for number in range(width)], dtype="str")
    groups = GroupCounts(
        names, ("a", "b"), counts, np.minimum(counts, 9), counts.sum(axis=1), np.array([9, 9]), np.full(width, 0.5)
    )
    return keyness(Comparison(groups, target="a", reference="b"))


def test_many_terms_take_linear_time() -> None:
    """Ten times the vocabulary, Zipfian as words are, takes about ten times the time."""
    assert len(_keyness_of(100_000)) > 90_000
    assert seconds(lambda: _keyness_of(100_000)) < 25 * seconds(lambda: _keyness_of(10_000))


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_the_bound_is_that_of_the_plain_function(confidence: float) -> None:
    """Where the uncorrected interval holds 0 the corrected one is not worked out, and all else is as by itself."""
    counts = np.random.default_rng(4).integers(0, 60, (2, 500))
    names = pd.Index([f"t{at:03}" for at in range(500)])
    units = pd.DataFrame({"side": ["x", "y"], "document": ["x", "y"]}, index=["x", "y"])
    terms = TermMatrix(sparse.csr_array(counts), names, units)
    table = keyness(Comparison(terms, by="side", target="x", reference="y"), confidence=confidence)
    n1, n2 = counts.sum(axis=1)
    a, b = table["count_target"], table["count_reference"]
    expected = conservative_log_ratio(a, b, n1, n2, confidence=confidence, family=len(table))
    assert table["lrc"].tolist() == expected.tolist()
    assert 0 < (expected != 0).sum() < len(table)
