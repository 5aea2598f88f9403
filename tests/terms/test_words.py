"""Collocation, concordance, forms, similarity and the other tables about words, on invented prose."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import ArgumentError
from analysis.terms.compare.comparison import Comparison
from analysis.terms.context import association
from analysis.terms.context.collocation import collocates, compare_collocates, network
from analysis.terms.context.forms import discover_multiwords, ngrams, with_multiwords, words_in
from analysis.terms.context.kwic import kwic
from analysis.terms.describe import dispersion_measures as spread
from analysis.terms.describe import diversity
from analysis.terms.describe.dispersion import dispersion
from analysis.terms.describe.frequency import frequency, rate_interval
from analysis.terms.describe.readability import readability, readability_of_counts
from analysis.terms.describe.similarity import burrows_delta, cosine_similarity, map_of_units

TOKENS = tokens_table(
    [
        ("u1", "The red mill stands. A river runs by the red mill."),
        ("u2", "Red mill talk. The river rose!"),
        ("u3", "A red barn. The red barn fell."),
    ]
)
UNITS = pd.DataFrame(
    {"speaker": ["Ann", "Bo", "Ann"], "group": ["p", "p", "q"], "document": ["d1", "d2", "d3"]},
    index=["u1", "u2", "u3"],
)
COUNTS = st.lists(st.integers(0, 30), min_size=2, max_size=8).filter(any)


@pytest.fixture
def matrix() -> TermMatrix:
    """Counts of the three units."""
    long = TOKENS.groupby(["unit", "term"]).size().rename("count").reset_index()
    return TermMatrix.from_long(UNITS, long)


def test_collocates_stay_within_the_sentence() -> None:
    """Windows end where a sentence ends, and the span is what was really looked at."""
    table = collocates(TOKENS, "mill", min_count=1).set_index("collocate")
    assert table.loc["red", "count"] == 3
    assert "rose" not in table.index
    places = 3 + 5 + 2  # words of the three windows
    assert table.loc["red", "expected"] == pytest.approx(5 * places / len(TOKENS))
    assert table.loc["red", "log_dice"] == pytest.approx(14 + math.log2(2 * 3 / (3 + 5)))


def test_overlapping_windows_count_a_token_once() -> None:
    """A word between two nodes is one collocate token, not two."""
    tokens = tokens_table([("u", "mill by mill")])
    assert collocates(tokens, "mill", min_count=1)["count"].tolist() == [1]


def test_company_is_compared_between_groups() -> None:
    """The words around a node in one group against those in the other."""
    comparison = Comparison(UNITS, by="group", target="p", reference="q")
    rows = compare_collocates(comparison, TOKENS, "red", without=["the"]).set_index("collocate")
    assert rows.loc["mill", "count_target"] == 3
    assert rows.loc["barn", "count_reference"] == 2
    assert "the" not in rows.index
    with pytest.raises(ArgumentError, match="does not occur in 'q'"):
        compare_collocates(comparison, TOKENS, "mill")


def test_faulty_windows_and_nodes_are_said() -> None:
    """A node that does not occur, or a window without a place, is one sentence."""
    with pytest.raises(ArgumentError, match="node is 'weir'"):
        collocates(TOKENS, "weir")
    with pytest.raises(ArgumentError, match="left and right are both 0"):
        collocates(TOKENS, "mill", left=0, right=0)


def test_a_network_has_the_strongest_edges() -> None:
    """At most so many edges a node, nodes in order."""
    edges = network(TOKENS, ["mill", "barn"], min_count=2, most=1)
    assert edges[["node", "collocate"]].values.tolist() == [["barn", "red"], ["mill", "red"]]


def test_the_pair_statistics_refuse_what_cannot_be() -> None:
    """Negative counts are named; a pair that never meets has no logarithm."""
    with pytest.raises(ArgumentError, match="f1 holds -1"):
        association.log_dice(1, -1, 3)
    assert np.isnan(association.mutual_information(0, 3, 3, 100))
    assert np.isnan(association.log_dice(0, 3, 3))
    assert association.pair_log_likelihood(0, 30, 30, 100) < 0


def test_lines_are_sorted_filtered_and_shown() -> None:
    """Any word left and right sorts; columns of the units filter and are shown."""
    lines = kwic(TOKENS, "red", units=UNITS, show=["speaker"], sort=["R1", "L1"], speaker="Ann")
    assert lines["right"].str.split().str[0].tolist() == ["barn", "barn", "mill", "mill"]
    assert lines["speaker"].eq("Ann").all()
    assert kwic(TOKENS, "red mill", sort=["text"], group=["p"], units=UNITS)["unit"].tolist() == ["u1", "u1", "u2"]
    assert kwic(TOKENS, "red", window=0, sort=["node"])["left"].eq("").all()
    page = lines._repr_html_()
    assert page.count("<tr>") == 5
    assert "4 lines" in page
    assert 'scope="row"' in page
    assert "&lt;" in kwic(tokens_table([("<u>", "One red.")]), "red")._repr_html_()
    assert isinstance(lines.head(1), type(lines))


@pytest.mark.parametrize(
    ("term", "options", "said"),
    [
        (" ", {}, "has no word"),
        ("red", {"window": -1}, "window is -1"),
        ("red", {"sort": ["M1"]}, "allowed: L1"),
        ("red", {"speaker": "Ann"}, "units is None"),
        ("red", {"units": UNITS, "colour": "x"}, "'colour'"),
        ("red", {"units": UNITS, "speaker": "Cy"}, "allowed: Ann, Bo"),
    ],
)
def test_a_faulty_concordance_is_said(term: str, options: dict[str, object], said: str) -> None:
    """Unknown places, columns and values are one sentence with what is allowed."""
    with pytest.raises(ArgumentError, match=said):
        kwic(TOKENS, term, **options)


def test_forms_leave_names_alone() -> None:
    """Lemma and stem change words; names of entities stay as in the table."""
    names = Entities(pd.DataFrame({"entity": ["OL"], "variant": ["Old Mills"], "unless_after": [None]}))
    text = "Old Mills said the mills' relations grew"
    assert words_in(text, form="lemma", entities=names) == ["OL", "say", "the", "mill", "relation", "grow"]
    assert words_in(text, form="stem", entities=names, without=["the"])[2:] == ["mill", "relat", "grew"]
    assert words_in("Said So", form="surface") == ["Said", "So"]
    with pytest.raises(ArgumentError, match="form is 'root'"):
        words_in(text, form="root")


def test_runs_and_terms_of_several_words() -> None:
    """Listed terms are joined longest first; pairs are found; bad lists are refused."""
    words = ["a", "red", "line", "and", "a", "red", "line", "of", "stone"]
    assert with_multiwords(words, ["red line", "red line of stone"]) == [
        "a",
        "red line",
        "and",
        "a",
        "red line of stone",
    ]
    assert ngrams(["a"], n=2) == []
    found = discover_multiwords([words] * 3, min_count=3, not_at_edges=["a", "and", "of"])
    assert found["phrase"].tolist() == ["red line"]
    with pytest.raises(ArgumentError, match="'red'"):
        with_multiwords(words, ["red"])
    with pytest.raises(ArgumentError, match="n is 0"):
        ngrams(words, n=0)


@given(v=COUNTS, seed=st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_the_dispersion_table_is_the_plain_formulas(v: list[int], seed: int) -> None:
    """Sparse and vectorised, the table gives for each term what the function of one term gives."""
    sizes = np.array(v) + np.random.default_rng(seed).integers(1, 40, len(v))
    names = [f"d{number}" for number in range(len(v))]
    long = pd.DataFrame(
        [(d, "x", count) for d, count in zip(names, v, strict=True)]
        + [(d, "y", size - count) for d, size, count in zip(names, sizes, v, strict=True)],
        columns=["unit", "term", "count"],
    )
    row = dispersion(TermMatrix.from_long(pd.DataFrame(index=names), long)).set_index("term").loc["x"]
    for column, function in (
        ("dp_0_even", spread.deviation),
        ("dpnorm_0_even", spread.deviation_normalised),
        ("kld_0_even", spread.kullback_leibler),
        ("da_1_even", spread.dispersion_by_differences),
        ("d_1_even", spread.juilland_d),
        ("d2_1_even", spread.carroll_d2),
        ("s_1_even", spread.rosengren_s),
    ):
        assert row[column] == pytest.approx(function(v, sizes), abs=1e-6), column
    assert row["documents"] == spread.parts_with(v)


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_dispersion_of_nothing_is_nan() -> None:
    """A word that does not occur has no dispersion; unusable parts are refused."""
    for function in (
        spread.deviation, spread.kullback_leibler, spread.variation, spread.carroll_d2, spread.lyne_d3,
        spread.rosengren_s, spread.dispersion_by_differences,
    ):  # fmt: skip
        assert math.isnan(function([0, 0, 0])), function.__name__
    assert math.isnan(spread.juilland_d([3]))
    assert math.isnan(spread.deviation_normalised([3]))
    assert spread.average_reduced_frequency([], 10) == 0
    with pytest.raises(ArgumentError, match="align them"):
        spread.deviation([1, 2], [1])
    with pytest.raises(ArgumentError, match="v holds -2"):
        spread.deviation([1, -2])
    with pytest.raises(ArgumentError, match="form is 'base 10'"):
        spread.standardised_divergence([1, 2], form="base 10")
    empty = TermMatrix.from_texts(pd.DataFrame({"text": ["", "x"]}, index=["a", "b"]))
    for function in (dispersion, cosine_similarity, burrows_delta):
        with pytest.raises(ArgumentError, match="'a' has no token"):
            function(empty)


@given(count=st.integers(0, 200), more=st.integers(1, 5000))
@settings(max_examples=60, deadline=None)
def test_a_rate_lies_in_its_interval(count: int, more: int) -> None:
    """The interval holds the rate and stays between none and all."""
    low, high = rate_interval(count, count + more)
    assert 0 <= low <= 1000 * count / (count + more) + 1e-9
    assert 1000 * count / (count + more) - 1e-9 <= high <= 1000


def test_rates_of_groups_have_intervals(matrix: TermMatrix) -> None:
    """The frequency table carries them; impossible counts and coverages are refused."""
    table = frequency(matrix, by="group")
    assert (table["rate_low"] <= table["rate"]).all()
    assert np.isnan(rate_interval([0], 0)[0]).all()
    with pytest.raises(ArgumentError, match="confidence is 2"):
        rate_interval(1, 2, confidence=2)
    with pytest.raises(ArgumentError, match="above tokens = 2"):
        rate_interval(3, 2)


def test_diversity_of_short_texts_is_nan() -> None:
    """An index that a text is too short for is NaN; settings have bounds."""
    table = diversity.diversity({"b": ["x"], "a": []})
    assert table["text"].tolist() == ["a", "b"]
    assert table[["mattr", "hdd"]].isna().all(axis=None)
    assert math.isnan(diversity.mtld(list("abcdef")))
    assert math.isnan(diversity.msttr(["a"], segment=2))
    assert math.isnan(diversity.indices([])["ttr"])
    assert math.isnan(diversity.simpson_d([1]))
    assert math.isnan(diversity.entropy([]))
    assert diversity.indices({"a": 2, "b": 2})["ttr"] == 0.5
    for call, said in (
        (lambda: diversity.mattr(["a"], window=0), "window is 0"),
        (lambda: diversity.mtld(["a"], threshold=1), "threshold is 1"),
        (lambda: diversity.mtld(["a"], rule=">"), "rule is '>'"),
    ):
        with pytest.raises(ArgumentError, match=said):
            call()


def test_hard_prose_is_harder() -> None:
    """Longer words and sentences give higher grades and a lower Flesch; no words, no value."""
    texts = {
        "easy": "The cat sat. The dog ran.",
        "hard": "Considerable institutional responsibilities accompany intergovernmental negotiation.",
    }
    table = readability(texts).set_index("text")
    assert table.loc["easy", "flesch"] > table.loc["hard", "flesch"]
    assert (
        table.loc["easy", ["fog", "ari", "flesch_kincaid"]] < table.loc["hard", ["fog", "ari", "flesch_kincaid"]]
    ).all()
    assert readability({"none": ""})["fog"].isna().all()
    with pytest.raises(ArgumentError, match="below 0"):
        readability_of_counts(words=-1, sentences=1, syllables=1, characters=1, long_words=0)


def test_alike_units_lie_together(matrix: TermMatrix) -> None:
    """Cosine and Delta see the two mills as nearer than the barn; a map needs three units."""
    cosine, delta = cosine_similarity(matrix), burrows_delta(matrix, most_frequent=10)
    assert np.allclose(np.diag(cosine), 1)
    assert cosine.loc["u1", "u2"] > cosine.loc["u2", "u3"]
    assert np.allclose(np.diag(delta), 0)
    assert np.allclose(delta, delta.T)
    points = map_of_units(matrix, min_units=1)
    assert 0 < points["held"].iloc[0] <= 1
    with pytest.raises(ArgumentError, match="pass more units"):
        map_of_units(matrix.select(group="p"))
    with pytest.raises(ArgumentError, match="most_frequent is 0"):
        burrows_delta(matrix, most_frequent=0)
