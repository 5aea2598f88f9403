"""Properties that measures of keyness must have whatever the counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import ArgumentError
from analysis.terms.compare import effects, exact_tests, measures
from analysis.terms.compare import statistics as difference

SIZES = st.integers(50, 100_000)
ANTISYMMETRIC = [
    measures.log_ratio,
    measures.log_likelihood,
    measures.conservative_log_ratio,
    difference.log_likelihood_two_cell,
    difference.chi_squared,
    effects.difference_coefficient,
    effects.log_ratio_hardie,
]
SCALE_FREE = [
    effects.odds_ratio,
    effects.relative_risk,
    effects.percent_difference,
    effects.difference_coefficient,
    effects.simple_maths,
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Counts and sizes of two corpora, the term in at least one."""
    n1, n2 = draw(SIZES), draw(SIZES)
    a, b = draw(st.integers(0, n1)), draw(st.integers(0, n2))
    return (a or 1), b, n1, n2


@pytest.mark.parametrize("measure", ANTISYMMETRIC, ids=lambda measure: measure.__name__)
@given(table=tables())
@settings(max_examples=60, deadline=None)
def test_changing_sides_changes_the_sign(measure: object, table: tuple[int, int, int, int]) -> None:
    """A signed measure of target against reference is minus that of reference against target."""
    a, b, n1, n2 = table
    assert np.isclose(measure(a, b, n1, n2), -measure(b, a, n2, n1), rtol=1e-7, atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("measure", SCALE_FREE, ids=lambda measure: measure.__name__)
@given(table=tables(), times=st.integers(2, 50))
@settings(max_examples=60, deadline=None)
def test_scaling_both_corpora_leaves_effect_sizes(
    measure: object, table: tuple[int, int, int, int], times: int
) -> None:
    """An effect size does not grow with the corpora; a test statistic does."""
    larger = [times * value for value in table]
    assert np.isclose(measure(*table), measure(*larger), rtol=1e-9, equal_nan=True)
    assert np.isclose(measures.log_likelihood(*larger), times * measures.log_likelihood(*table), rtol=1e-6, atol=1e-4)


@given(table=tables())
@settings(max_examples=80, deadline=None)
def test_the_conservative_ratio_is_the_bound_nearest_to_zero(table: tuple[int, int, int, int]) -> None:
    """LRC is 0 where the interval holds 0, else the end of the interval nearest to it."""
    low, high = measures.log_ratio_interval(*table, family=3)
    nearest = float(low) if low > 0 else float(high) if high < 0 else 0.0
    assert float(measures.conservative_log_ratio(*table, family=3)) == pytest.approx(nearest, abs=1e-12)


@given(table=tables())
@settings(max_examples=80, deadline=None)
def test_p_is_a_probability_and_never_underflows_to_one_less_cdf(table: tuple[int, int, int, int]) -> None:
    """P lies in 0 to 1, and corrections never raise the statistic."""
    g2 = measures.log_likelihood(*table)
    assert 0 <= measures.log_likelihood_p(g2) <= 1
    if table[0] + table[1] == table[2] + table[3]:
        assert difference.chi_squared(*table) == 0
    plain = abs(float(difference.chi_squared(*table)))
    assert abs(float(difference.chi_squared(*table, correction="yates"))) <= plain + 1e-9


def test_undefined_is_nan_and_not_zero() -> None:
    """A term in neither corpus, or an empty corpus, has no value in any measure."""
    # The Walter correction gives the log ratio a value for every count of corpora with words.
    for measure in (*ANTISYMMETRIC[1:], difference.bayes_factor_bic, difference.effect_of_log_likelihood):
        assert np.isnan(measure(0, 0, 10, 10)), measure.__name__
    assert np.isnan(measures.log_ratio(0, 0, 0, 10))
    assert effects.percent_difference(3, 0, 10, 10) == np.inf


@pytest.mark.parametrize("counts", [(-1, 0, 10, 10), (float("nan"), 0, 10, 10), (11, 0, 10, 10), (0, 11, 20, 10)])
def test_counts_that_cannot_be_are_refused(counts: tuple[float, ...]) -> None:
    """Negative, missing and too large counts are named with their column."""
    for measure in ANTISYMMETRIC:
        with pytest.raises(ArgumentError, match=r"^[ab] holds"):
            measure(*counts)


@pytest.mark.parametrize("options", [{"confidence": 1.0}, {"confidence": 0.0}, {"family": 0}])
def test_options_out_of_range_are_refused(options: dict[str, float]) -> None:
    """Coverage and family have bounds, in the exact and in the approximate interval."""
    for interval in (measures.log_ratio_interval, measures.conservative_log_ratio):
        with pytest.raises(ArgumentError, match="change it"):
            interval(1, 1, 10, 10, **options)


def test_other_options_are_refused() -> None:
    """A correction, an alternative or a method that does not exist is answered with the list."""
    with pytest.raises(ArgumentError, match="allowed: none, williams, yates, yates if small"):
        difference.chi_squared(1, 1, 5, 5, correction="bonferroni")
    with pytest.raises(ArgumentError, match="allowed: BH, BY"):
        difference.adjust_p([0.1], method="sidak")
    with pytest.raises(ArgumentError, match="k is 0"):
        effects.simple_maths(1, 1, 5, 5, k=0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_adjusted_p_keeps_the_order_and_never_falls(values: list[float]) -> None:
    """Adjusting raises p, keeps its order and stays within 1; Holm is never above Bonferroni."""
    p = np.array(values)
    holm, bonferroni = difference.adjust_p(p, method="holm"), difference.adjust_p(p, method="bonferroni")
    assert (holm <= bonferroni + 1e-12).all()
    for method in ("bonferroni", "holm", "hochberg", "BH", "BY"):
        adjusted = difference.adjust_p(p, method=method)
        assert ((adjusted >= p - 1e-12) & (adjusted <= 1)).all()
        assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_adjusting_leaves_gaps_and_takes_larger_families() -> None:
    """NaN stays NaN, a larger family raises p, impossible values are refused."""
    assert np.isnan(difference.adjust_p([0.01, float("nan")])[1])
    assert difference.adjust_p([0.01], method="bonferroni", family=10).item() == pytest.approx(0.1)
    with pytest.raises(ArgumentError, match="family is 1"):
        difference.adjust_p([0.1, 0.2], family=1)
    with pytest.raises(ArgumentError, match="p holds"):
        difference.adjust_p([1.2])


FOUR = [
    *ANTISYMMETRIC,
    *SCALE_FREE,
    exact_tests.fisher_exact,
    difference.log_likelihood_yates,
    difference.log_likelihood_williams,
]


@pytest.mark.parametrize("measure", dict.fromkeys(FOUR), ids=lambda measure: measure.__name__)
@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (("x", 1, 5, 5), "a is 'x'"),
        (([1, 2], [1, 2, 3], 5, 5), "shapes"),
        (({1: 2}, 1, 5, 5), "a is {1: 2}"),
        ((1, {1}, 5, 5), "b is {1}"),
        (((x for x in [1]), 1, 5, 5), "a is of the kind generator"),
        ((1e200, 1e200, 2e200, 2e200), r"a holds 1e\+200"),
    ],
)
def test_what_is_no_count_is_one_sentence(measure: Any, counts: Any, said: str) -> None:
    """Texts, sets, lists of unlike length, and counts beyond what a floating-point number can tell apart."""
    with pytest.raises(ArgumentError, match=said):
        measure(*counts)


@pytest.mark.parametrize(
    "options", [{"confidence": "x"}, {"confidence": None}, {"family": "3"}, {"family": float("nan")}]
)
def test_options_that_are_no_numbers_are_refused(options: dict[str, Any]) -> None:
    """A coverage is a number and a family a whole one, in every interval."""
    for interval in (measures.log_ratio_interval, measures.positive_log_ratio):
        with pytest.raises(ArgumentError, match="change it"):
            interval(1, 1, 10, 10, **options)


@pytest.mark.parametrize("confidence", [0.01, 0.3, 0.5, 0.95])
def test_a_one_sided_bound_takes_any_coverage(confidence: float) -> None:
    """PositiveLRC at 1 - alpha is the lower end of the interval at 1 - 2 alpha, below a half as well."""
    bound = measures.positive_log_ratio(7, 2, 1000, 1000, confidence=confidence)
    if confidence > 0.5:
        low, _ = measures.log_ratio_interval(7, 2, 1000, 1000, confidence=2 * confidence - 1)
        assert bound == pytest.approx(low)
    assert bound > measures.positive_log_ratio(7, 2, 1000, 1000, confidence=0.99)


@pytest.mark.parametrize("correction", ["none", "yates", "yates if small", "williams"])
def test_a_term_that_is_all_of_both_corpora_differs_in_nothing(correction: Any) -> None:
    """Chi-squared is 0 where G2 is: both corpora hold the term and nothing else."""
    assert difference.chi_squared(5, 5, 5, 5, correction=correction) == 0
    assert measures.log_likelihood(5, 5, 5, 5) == 0


def test_an_empty_corpus_is_undefined() -> None:
    """No measure says something about a corpus without a token."""
    assert np.isnan(effects.log_ratio_hardie(1, 0, 5, 0))
    assert np.isnan(effects.log_ratio_hardie(0, 1, 0, 5))
    assert np.isnan(difference.log_likelihood_yates(0, 0, 0, 0))
    assert np.isnan(difference.log_likelihood_yates(1, 0, 5, 0))
    assert np.isnan(measures.positive_log_ratio(1, 0, 5, 0))
    assert np.isnan(effects.simple_maths(1, 0, 5, 0))


@pytest.mark.parametrize(
    ("measure", "options", "said"),
    [
        (effects.simple_maths, {"k": float("inf")}, "k is inf"),
        (effects.simple_maths, {"k": "1"}, "k is '1'"),
        (effects.simple_maths, {"per": -1}, "per is -1"),
        (effects.log_ratio_hardie, {"zero": 0}, "zero is 0"),
        (effects.percent_difference, {"zero_rate": -1}, "zero_rate is -1"),
    ],
)
def test_settings_out_of_range_are_refused(measure: Any, options: dict[str, Any], said: str) -> None:
    """What would divide by zero or turn a sign is one sentence."""
    with pytest.raises(ArgumentError, match=said):
        measure(1, 1, 5, 5, **options)


def test_series_are_taken_by_position() -> None:
    """The index of a Series is not looked at, as the docstring says."""
    a, b = pd.Series([1, 9], index=["x", "y"]), pd.Series([1, 9], index=["y", "x"])
    assert (measures.log_ratio(a, b, 100, 100) == 0).all()
    assert "by position" in str(measures.log_ratio.__doc__)


def test_p_is_the_survival_function_of_chi_squared() -> None:
    """From almost equal rates to a p of 1e-300 the value is scipy's."""
    g2 = np.concatenate([10 ** np.linspace(-12, 3, 400), [0.0]])
    assert measures.log_likelihood_p(-g2) == pytest.approx(stats.chi2.sf(g2, 1), rel=1e-11)


def test_many_bounds_are_those_of_a_few() -> None:
    """Worked out on two cores, in any shape, the bounds are those of the same terms in small parts."""
    draw = np.random.default_rng(11)
    a, b = draw.integers(0, 900, (2, 4, 3_001))
    low, high = measures.log_ratio_interval(a, b, 3_000_000, 4_000_000)
    for row in range(4):
        for ends, whole in zip(
            measures.log_ratio_interval(a[row], b[row], 3_000_000, 4_000_000), (low, high), strict=True
        ):
            assert np.array_equal(ends, whole[row], equal_nan=True)
    assert low.size > measures._MANY > low[0].size
    found = measures.conservative_log_ratio(a, b, 3_000_000, 4_000_000, family=9)
    assert np.array_equal(found[1], measures.conservative_log_ratio(a[1], b[1], 3_000_000, 4_000_000, family=9))
