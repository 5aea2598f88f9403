"""Effect sizes: independent of the size of the corpora, infinite where nothing is divided by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.terms.compare import effects, measures
from tests.terms.compare.tables import Table, tables

SCALE_FREE = [
    effects.odds_ratio,
    effects.relative_risk,
    effects.percent_difference,
    effects.difference_coefficient,
    effects.simple_maths,
]


@given(tables(), st.integers(2, 50))
def test_scaling_both_corpora_leaves_effect_sizes(table: Table, times: int) -> None:
    """An effect size does not grow with the corpora; a test statistic does."""
    larger = [times * value for value in table]
    for measure in SCALE_FREE:
        assert np.isclose(measure(*table), measure(*larger), rtol=1e-9, equal_nan=True), measure.__name__
    assert np.isclose(measures.log_likelihood(*larger), times * measures.log_likelihood(*table), rtol=1e-6, atol=1e-4)


def test_a_term_of_the_target_alone_is_infinitely_more_frequent() -> None:
    """Never a large number instead, unless a rate for zero is asked for."""
    for measure in (effects.odds_ratio, effects.relative_risk, effects.percent_difference):
        assert measure(3, 0, 10, 10) == np.inf
    assert effects.percent_difference(3, 0, 10, 10, zero_rate=0.1) == pytest.approx(200)
    assert effects.difference_coefficient(3, 0, 10, 10) == 1


@pytest.mark.parametrize(
    ("measure", "options", "said"),
    [
        (effects.simple_maths, {"k": 0}, "k is 0"),
        (effects.simple_maths, {"k": float("inf")}, "k is inf"),
        (effects.simple_maths, {"k": "1"}, "k is '1'"),
        (effects.simple_maths, {"per": -1}, "per is -1"),
        (effects.log_ratio_hardie, {"zero": 0}, "zero is 0"),
        (effects.percent_difference, {"zero_rate": -1}, "zero_rate is -1"),
    ],
)
def test_settings_out_of_range_are_refused(measure: Any, options: dict[str, Any], said: str) -> None:
    """What would divide by zero or turn a sign is named."""
    with pytest.raises(ArgumentError, match=said):
        measure(1, 1, 5, 5, **options)
