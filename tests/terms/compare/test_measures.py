"""Properties that measures of keyness must have whatever the counts, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from scipy import stats

from analysis.errors import ArgumentError
from analysis.terms.compare import effects, exact_tests, measures
from analysis.terms.compare import statistics as difference
from tests.terms.compare.tables import Table, tables

Measure = Callable[..., Any]
SIGNED: list[Measure] = [
    measures.log_ratio,
    measures.log_likelihood,
    measures.conservative_log_ratio,
    difference.log_likelihood_two_cell,
    difference.log_likelihood_yates,
    difference.log_likelihood_williams,
    difference.chi_squared,
    effects.difference_coefficient,
    effects.log_ratio_hardie,
]
EVERY: list[Measure] = [
    *SIGNED,
    measures.log_ratio_interval,
    measures.positive_log_ratio,
    exact_tests.fisher_exact,
    effects.odds_ratio,
    effects.percent_difference,
    effects.relative_risk,
    effects.simple_maths,
    difference.association_divergence,
    difference.bayes_factor_bic,
    difference.effect_of_log_likelihood,
]
INTERVALS: list[Measure] = [
    measures.log_ratio_interval,
    measures.conservative_log_ratio,
    measures.positive_log_ratio,
]


@given(tables())
def test_changing_sides_changes_the_sign(table: Table) -> None:
    """A signed measure of target against reference is minus that of reference against target."""
    a, b, n1, n2 = table
    for measure in SIGNED:
        found, turned = measure(a, b, n1, n2), measure(b, a, n2, n1)
        assert np.isclose(found, -turned, rtol=1e-7, atol=1e-6, equal_nan=True), measure.__name__


@given(tables())
def test_the_conservative_ratio_is_the_bound_nearest_to_zero(table: Table) -> None:
    """LRC is 0 where the interval has 0 in it, else the end of the interval nearest to it."""
    low, high = measures.log_ratio_interval(*table, family=3)
    nearest = float(low) if low > 0 else float(high) if high < 0 else 0.0
    assert float(measures.conservative_log_ratio(*table, family=3)) == pytest.approx(nearest, abs=1e-12)


@given(tables())
def test_p_is_a_probability_that_falls_with_the_statistic(table: Table) -> None:
    """P of G2 is in 0 to 1, and the larger the statistic, the smaller it is."""
    g2 = measures.log_likelihood(*table)
    p = float(measures.log_likelihood_p(g2))
    assert 0 <= p <= 1
    assert p >= measures.log_likelihood_p(abs(g2) + 1)


def test_p_is_the_survival_function_of_chi_squared() -> None:
    """From almost equal rates to a p of 1e-300 the value is scipy's."""
    g2 = np.concatenate([10 ** np.linspace(-12, 3, 400), [0.0]])
    assert measures.log_likelihood_p(-g2) == pytest.approx(stats.chi2.sf(g2, 1), rel=1e-11)


@pytest.mark.parametrize("measure", EVERY, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((-1, 0, 10, 10), "^a has -1"),
        ((0, -1, 10, 10), "^b has -1"),
        ((float("nan"), 0, 10, 10), "^a has nan"),
        ((11, 0, 10, 10), "^a has 11, above n1 = 10"),
        ((0, 11, 20, 10), "^b has 11, above n2 = 10"),
        (("x", 1, 5, 5), "^a is 'x'"),
        (([1, 2], [1, 2, 3], 5, 5), "shapes"),
        (({1: 2}, 1, 5, 5), "^a is {1: 2}"),
        ((1, {1}, 5, 5), "^b is {1}"),
        (((x for x in [1]), 1, 5, 5), "^a is a generator"),
        ((1e200, 1e200, 2e200, 2e200), r"^a has 1e\+200"),
    ],
)
def test_what_is_no_count_is_refused(measure: Measure, counts: Any, said: str) -> None:
    """Negative, missing and too large counts, strings, sets, lists of unequal length: the argument is named."""
    with pytest.raises(ArgumentError, match=said):
        measure(*counts)


@pytest.mark.parametrize("interval", INTERVALS, ids=lambda interval: interval.__name__)
@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("confidence", value) for value in (1.0, 0.0, "x", None)),
        *(("family", value) for value in (0, "3", float("nan"))),
    ],
)
def test_options_out_of_range_are_refused(interval: Measure, option: str, value: Any) -> None:
    """A coverage is a number between 0 and 1, a family a whole number from 1."""
    with pytest.raises(ArgumentError, match=f"{option} is {value!r}; expected"):
        interval(1, 1, 10, 10, **{option: value})


@pytest.mark.parametrize("measure", EVERY, ids=lambda measure: measure.__name__)
def test_undefined_is_nan_and_not_zero(measure: Measure) -> None:
    """An empty corpus has no value in any measure; a term in neither in none but those that add to counts of 0."""
    assert np.isnan(measure(0, 0, 0, 0)).all()
    for counts in ((1, 0, 5, 0), (0, 1, 0, 5)):
        assert not np.isfinite(measure(*counts)).any()
    if measure not in {measures.log_ratio, effects.simple_maths}:
        assert np.isnan(measure(0, 0, 10, 10)).all()


@pytest.mark.parametrize("confidence", [0.01, 0.3, 0.5, 0.95])
def test_a_one_sided_bound_takes_any_coverage(confidence: float) -> None:
    """PositiveLRC at 1 - alpha is the lower end of the interval at 1 - 2 alpha; below a half it is a bound, too."""
    bound = measures.positive_log_ratio(7, 2, 1000, 1000, confidence=confidence)
    if confidence > 0.5:
        low, _ = measures.log_ratio_interval(7, 2, 1000, 1000, confidence=2 * confidence - 1)
        assert bound == pytest.approx(low)
    assert bound > measures.positive_log_ratio(7, 2, 1000, 1000, confidence=0.99)


def test_series_are_taken_by_position() -> None:
    """The index of a Series plays no part, as the docstring says."""
    a, b = pd.Series([1, 9], index=["x", "y"]), pd.Series([1, 9], index=["y", "x"])
    assert (measures.log_ratio(a, b, 100, 100) == 0).all()


def test_many_bounds_are_those_of_a_few() -> None:
    """Worked out on two cores, in any shape, the bounds are those of the same terms in small parts."""
    draw = np.random.default_rng(11)
    a, b = draw.integers(0, 900, (2, 4, 3_001))
    sizes = 3_000_000, 4_000_000
    low, high = measures.log_ratio_interval(a, b, *sizes)
    assert low.size > measures._MANY > low[0].size
    for row in range(4):
        found = measures.log_ratio_interval(a[row], b[row], *sizes)
        assert np.array_equal(found, (low[row], high[row]), equal_nan=True)
    found = measures.conservative_log_ratio(a, b, *sizes, family=9)
    assert np.array_equal(found[1], measures.conservative_log_ratio(a[1], b[1], *sizes, family=9))
