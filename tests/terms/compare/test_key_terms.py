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
from analysis.terms.compare.key_terms import MEASURES, keyness, lockwords
from analysis.terms.compare.measures import conservative_log_ratio, positive_log_ratio
from tests.documents import compared
from tests.timing import seconds

SIDES = {"by": "group", "target": "new", "reference": "old"}
TEXTS = [
    ("d1", "new", "The river treaty stands. The mills of Orland hum."),
    ("d2", "new", "The river rose, and the treaty fell."),
    ("d3", "old", "A mill hums by the river."),
]


@pytest.fixture(scope="module")
def matrix() -> TermMatrix:
    """Three invented texts of two groups."""
    table = pd.DataFrame(TEXTS, columns=["document", "group", "text"]).set_index("document", drop=False)
    return TermMatrix.from_texts(table)


def test_streamed_counts_have_the_same_table(matrix: TermMatrix) -> None:
    """Counting a stream and counting a matrix are two roads to one table, dispersion included."""
    one, other = (keyness(Comparison(given, **SIDES)) for given in (matrix, count_groups(TEXTS)))
    pd.testing.assert_frame_equal(one, other)


def test_a_frequency_list_is_a_reference(matrix: TermMatrix) -> None:
    """The list's sum is its size; its own terms are kept; fractions are not cut off; what is unknown is NaN."""
    listed = {"river": 5, "canal": 92.5, "mill": 2.5}
    table = keyness(Comparison(matrix, **(SIDES | {"reference": listed}))).set_index("term")
    assert table.loc["river", "rate_reference"] == 50
    assert table.loc["mill", "count_reference"] == 2.5
    assert table.loc["canal", "status"] == "absent from new"
    assert table.loc["treaty", "status"] == "absent from the reference list"
    assert table["documents_reference"].isna().all()
    assert table.loc["river", ["documents_target", "documents_of_target"]].tolist() == [2, 2]
    assert table.loc["canal", "documents_target"] == 0


def test_two_lists_are_compared_like_two_groups(matrix: TermMatrix) -> None:
    """All but documents and dispersion, which are unknown, is the table of the groups."""
    groups = Comparison(matrix, **SIDES)
    target, reference = (dict(zip(groups.vocabulary, side, strict=True)) for side in groups.counts)
    table = keyness(Comparison(target, target="new", reference=reference))
    unknown = [column for column in table if column.startswith(("documents", "dp"))]
    assert table[unknown].isna().all(axis=None)
    pd.testing.assert_frame_equal(
        table.drop(columns=[*unknown, "status"]), keyness(groups).drop(columns=[*unknown, "status"])
    )


def test_further_measures_are_columns(matrix: TermMatrix) -> None:
    """Every measure listed can be asked for and is its function of the counts."""
    table = keyness(Comparison(matrix, **SIDES), measures=MEASURES)
    n1, n2 = table["count_target"].sum(), table["count_reference"].sum()
    for name in set(MEASURES) - {"positive_log_ratio"}:
        expected = MEASURES[name](table["count_target"], table["count_reference"], n1, n2)
        assert np.allclose(table[name], expected, equal_nan=True), name


def test_terms_of_the_reference_alone_are_kept(matrix: TermMatrix) -> None:
    """No join drops what only the reference has, and sizes are those of all tokens, also above a minimum count."""
    table = keyness(Comparison(matrix, **SIDES))
    assert table.set_index("term").loc["mill", "status"] == "absent from new"
    assert table["count_target"].sum() == matrix.select(group="new").totals.sum()
    frequent = keyness(Comparison(matrix, **SIDES), min_count=3)
    assert frequent["term"].tolist() == ["the", "river"]
    kept = ["term", "rate_target", "log_ratio", "log_likelihood"]
    pd.testing.assert_frame_equal(
        frequent[kept], table[table["term"].isin(frequent["term"])][kept].reset_index(drop=True)
    )


def test_identical_groups_differ_in_nothing() -> None:
    """The same words in both groups: log ratio 0, G2 0, no term decided."""
    table = keyness(compared([[1, 2], [1, 2]], 1))
    assert np.allclose(table[["log_ratio", "log_likelihood", "lrc"]], 0)


def test_lockwords_are_stable_and_frequent() -> None:
    """A frequent term of equal rates is locked; rare equals, changers and small but certain changes are not."""
    counts = [2000, 2000, 1, 1, 60, 20, 90_000, 100_000, 500_000, 500_000]
    long = pd.DataFrame({"unit": ["s", "t"] * 5, "term": list("xxyyzzccrr"), "count": counts})
    units = pd.DataFrame({"document": ["s", "t"], "era": ["new", "old"]}, index=["s", "t"])
    table = keyness(Comparison(TermMatrix.from_long(units, long), by="era", target="new", reference="old"))
    assert table.set_index("term").loc["c", ["log_ratio_low", "log_ratio_high"]].abs().lt(0.25).all()
    assert lockwords(table)["term"].tolist() == ["x"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"measures": ["luck"]}, "measures is 'luck'; allowed: association_divergence"),
        ({"measures": None}, "measures is None"),
        ({"measures": "fisher_exact"}, "measures is 'fisher_exact'"),
        ({"min_count": -3}, "min_count is -3"),
        ({"min_count": True}, "min_count is True"),
        ({"confidence": "x"}, "confidence is 'x'"),
    ],
)
def test_faulty_options_are_refused(matrix: TermMatrix, options: dict[str, Any], said: str) -> None:
    """Each is one sentence that names the argument and its value."""
    with pytest.raises(ArgumentError, match=said):
        keyness(Comparison(matrix, **SIDES), **options)


def test_a_comparison_is_needed(matrix: TermMatrix) -> None:
    """A matrix by itself has no sides; a list with fractions has no Fisher test."""
    with pytest.raises(ArgumentError, match=r"comparison is TermMatrix.*expected Comparison"):
        keyness(matrix)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="expected whole numbers"):
        keyness(Comparison({"river": 1}, reference={"river": 2.5}), measures=["fisher_exact"])


def test_bounds_take_the_coverage_and_the_family(matrix: TermMatrix) -> None:
    """PositiveLRC on request is that of the function at this coverage, for as many terms as the table has."""
    for confidence in (0.5, 0.8, 0.99):
        table = keyness(Comparison(matrix, **SIDES), confidence=confidence, measures=["positive_log_ratio"])
        n1, n2 = (int(matrix.select(group=name).totals.sum()) for name in ("new", "old"))
        expected = positive_log_ratio(
            table["count_target"], table["count_reference"], n1, n2, confidence=confidence, family=len(table)
        )
        assert np.allclose(table["positive_log_ratio"], expected)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (None, "the table of keyness is None; expected a table"),
        ([1], r"the table of keyness is \[1\]"),
        (pd.DataFrame({"term": ["x"]}), "the table of keyness has no column"),
    ],
    ids=["none", "list", "other"],
)
def test_lockwords_are_of_a_keyness_table(table: Any, said: str) -> None:
    """Another table is answered with the column that it lacks."""
    with pytest.raises(ArgumentError, match=said):
        lockwords(table)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"within": "x"}, "within is 'x'"),
        ({"within": 0}, "within is 0"),
        ({"within": float("nan")}, "within is nan"),
        ({"min_count": 2.5}, "min_count is 2.5"),
    ],
)
def test_faulty_bounds_of_lockwords_are_refused(matrix: TermMatrix, options: dict[str, Any], said: str) -> None:
    """Doublings are a number above 0, occurrences a whole number."""
    with pytest.raises(ArgumentError, match=said):
        lockwords(keyness(Comparison(matrix, **SIDES)), **options)


def _keyness_of(width: int) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    counts = rng.poisson(2e6 / np.arange(1, width + 1) ** 1.05 / 12 * np.ones((2, 1)))
    names = pd.Index([f"w{number:06d}" for number in range(width)], dtype="str")
    groups = GroupCounts(
        names, ("a", "b"), counts, np.minimum(counts, 9), counts.sum(axis=1), np.array([9, 9]), np.full(width, 0.5)
    )
    return keyness(Comparison(groups, target="a", reference="b"))


@pytest.mark.thorough
def test_many_terms_take_linear_time() -> None:
    """Ten times the vocabulary, Zipfian as words are, takes about ten times the time."""
    assert len(_keyness_of(100_000)) > 90_000
    assert seconds(lambda: _keyness_of(100_000), rounds=1) < 25 * seconds(lambda: _keyness_of(10_000))


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
