"""Tests of per-text rates: samples that can be."""

from __future__ import annotations

import math
from typing import Any

import pytest

from analysis.errors import ArgumentError
from analysis.terms.textwise import bootstrap_test, rank_sum


@pytest.mark.parametrize("test", [rank_sum, bootstrap_test], ids=lambda test: test.__name__)
@pytest.mark.parametrize(
    ("x", "y", "said"),
    [
        ([], [1], "holds no text"),
        ([1], [], "holds no text"),
        ([math.nan], [1], "x holds nan"),
        ([1], [-math.inf], "y holds -inf"),
        (["a"], [1], "x is"),
        (None, [1], "x is None"),
    ],
)
def test_samples_that_are_none_are_refused(test: Any, x: Any, y: Any, said: str) -> None:
    """An empty group has no mean, and an undefined rate no rank."""
    with pytest.raises(ArgumentError, match=said):
        test(x, y)


@pytest.mark.parametrize("resamples", [0, 2.5, True, "9999"])
def test_resamples_are_a_whole_number(resamples: Any) -> None:
    """At least one."""
    with pytest.raises(ArgumentError, match="resamples is"):
        bootstrap_test([1, 2], [3], resamples=resamples)
