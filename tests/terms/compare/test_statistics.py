"""Test statistics beside the headline, and p values adjusted for the number of tests."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.terms.compare import measures
from analysis.terms.compare import statistics as difference
from tests.terms.compare.tables import Table, tables


@given(tables())
def test_corrections_never_raise_the_statistic(table: Table) -> None:
    """Yates' and Williams' statistics are between 0 and the plain one, and keep its sign."""
    plain, g2 = float(difference.chi_squared(*table)), float(measures.log_likelihood(*table))
    for corrected, whole in (
        *((difference.chi_squared(*table, correction=name), plain) for name in ("yates", "yates if small", "williams")),  # type: ignore[arg-type]
        (difference.log_likelihood_williams(*table), g2),
        (difference.log_likelihood_yates(*table), g2),
    ):
        assert abs(float(corrected)) <= abs(whole) + 1e-9
        assert float(corrected) * whole >= -1e-9


@pytest.mark.parametrize("correction", ["none", "yates", "yates if small", "williams"])
def test_a_term_that_is_all_of_both_corpora_differs_in_nothing(correction: Any) -> None:
    """Chi-squared is 0 where G2 is: both corpora have the term and nothing else."""
    assert difference.chi_squared(5, 5, 5, 5, correction=correction) == 0
    assert measures.log_likelihood(5, 5, 5, 5) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_p_keeps_the_order_and_never_falls(values: list[float]) -> None:
    """Adjusting raises p, keeps its order and stays within 1; Holm is never above Bonferroni."""
    p = np.array(values)
    holm, bonferroni = difference.adjust_p(p, method="holm"), difference.adjust_p(p, method="bonferroni")
    assert (holm <= bonferroni + 1e-12).all()
    for method in ("bonferroni", "holm", "hochberg", "BH", "BY"):
        adjusted = difference.adjust_p(p, method=method)  # type: ignore[arg-type]
        assert ((adjusted >= p - 1e-12) & (adjusted <= 1)).all()
        assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_adjusting_leaves_gaps_and_takes_larger_families() -> None:
    """NaN stays NaN and is not counted; more tests than values raise p; nothing to adjust is no error."""
    assert difference.adjust_p([0.01, float("nan"), 0.04], method="bonferroni") == pytest.approx(
        [0.02, np.nan, 0.08], nan_ok=True
    )
    assert difference.adjust_p([0.01], method="bonferroni", family=10).item() == pytest.approx(0.1)
    for method in ("holm", "BH"):
        assert difference.adjust_p([], method=method).size == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: difference.chi_squared(1, 1, 5, 5, correction="luck"),
            "allowed: none, williams, yates, yates if small",
        ),  # type: ignore[arg-type]
        (lambda: difference.adjust_p([0.1], method="sidak"), "allowed: BH, BY, bonferroni, hochberg, holm"),  # type: ignore[arg-type]
        (lambda: difference.adjust_p([0.1, 0.2], family=1), "family is 1 with 2 p values"),
        (lambda: difference.adjust_p([0.1], family=2, method="BH"), "family is 2 with 1 p values"),
        (lambda: difference.adjust_p([0.1], family=1.5), "family is 1.5"),  # type: ignore[arg-type]
        (lambda: difference.adjust_p([1.2]), "p has 1.2"),
        (lambda: difference.adjust_p([-0.1]), "p has -0.1"),
    ],
)
def test_other_options_are_refused(call: Any, said: str) -> None:
    """A correction or method that does not exist, too few tests, and what is no probability."""
    with pytest.raises(ArgumentError, match=said):
        call()
