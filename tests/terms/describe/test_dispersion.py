"""Dispersion: bounds that rounding does not pass, and parts that can be."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.describe import dispersion_measures as spread
from analysis.terms.describe.dispersion import dispersion
from analysis.terms.describe.frequency import frequency, rate_interval

MEASURES = [
    spread.deviation,
    spread.deviation_normalised,
    spread.kullback_leibler,
    spread.variation,
    spread.juilland_d,
    spread.carroll_d2,
    spread.rosengren_s,
    spread.dispersion_by_differences,
]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize(
    ("v", "sizes", "said"),
    [
        ([50, 1], [10, 10], "v holds 50 in a part of 10"),
        ([1, -1], None, "v holds -1"),
        ([1, math.nan], None, "v holds nan"),
        ([1, 0], [5, 0], "sizes holds 0"),
        ([1, 0], ["x", "y"], "sizes is"),
        ([1, 0], [5], "v has 2 parts and sizes 1"),
    ],
)
def test_parts_that_cannot_be_are_refused(measure: Any, v: Any, sizes: Any, said: str) -> None:
    """A word cannot occur more often in a part than the part has tokens."""
    with pytest.raises(ArgumentError, match=said):
        measure(v, sizes)


@pytest.mark.parametrize("v", [[1, math.nan, -3], ["x"], None])
def test_parts_with_a_word_are_counted_from_counts(v: Any) -> None:
    """The range does not leave out what is no count."""
    with pytest.raises(ArgumentError, match=r"^v "):
        spread.parts_with(v)


@pytest.mark.parametrize(
    ("positions", "tokens", "said"),
    [
        ([5, 0], 10, "do not rise"),
        ([0, 50], 10, "below tokens = 10"),
        ([2, 2], 10, "do not rise"),
        ([0], 0, "below tokens = 0"),
        ([0], 2.5, "tokens is 2.5"),
        ([-1, 3], 10, "positions holds -1"),
    ],
)
def test_places_rise_within_the_corpus(positions: Any, tokens: Any, said: str) -> None:
    """Places out of order or outside make no frequency."""
    with pytest.raises(ArgumentError, match=said):
        spread.average_reduced_frequency(positions, tokens)


@given(parts=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 500)), min_size=2, max_size=12))
@settings(max_examples=150, deadline=None)
def test_rounding_passes_no_bound(parts: list[tuple[int, int]]) -> None:
    """What runs from 0 to 1 does, to the last digit, in the functions and in the table."""
    v = [count for count, _ in parts]
    sizes = [count + more for count, more in parts]
    for measure in (spread.juilland_d, spread.dispersion_by_differences):
        value = measure(v, sizes)
        assert math.isnan(value) or value >= 0
    names = [f"d{number}" for number in range(len(parts))]
    rows = [(name, "x", count) for name, count in zip(names, v, strict=True)]
    rows += [(name, "y", more) for name, (_, more) in zip(names, parts, strict=True)]
    table = dispersion(
        TermMatrix.from_long(pd.DataFrame(index=names), pd.DataFrame(rows, columns=["unit", "term", "count"]))
    )
    bounded = table[[name for name in table.columns if name.endswith("_even") and not name.startswith("kld")]]
    assert (bounded.isna() | ((bounded >= 0) & (bounded <= 1))).all(axis=None)


def test_a_word_in_one_part_has_exactly_no_spread() -> None:
    """One part of three of unequal rates: rounding leaves no -2e-16 behind."""
    assert all(spread.juilland_d([0] * n + [7]) >= 0 for n in range(1, 40))
    assert all(spread.dispersion_by_differences([0] * n + [7]) >= 0 for n in range(1, 40))


@pytest.mark.parametrize(
    ("arguments", "options", "said"),
    [
        ((math.nan, 5), {}, "count holds nan"),
        ((-1, 5), {}, "count holds -1"),
        ((1, math.nan), {}, "tokens is nan"),
        ((0, -5), {}, "above tokens = -5"),
        ((1, 5), {"per": -1}, "per is -1"),
        ((1, 5), {"confidence": "x"}, "confidence is 'x'"),
        ((1, 5), {"confidence": None}, "confidence is None"),
    ],
)
def test_rates_of_nothing_are_refused(arguments: tuple[Any, ...], options: dict[str, Any], said: str) -> None:
    """An interval is made of counts, a size and a coverage."""
    with pytest.raises(ArgumentError, match=said):
        rate_interval(*arguments, **options)


@pytest.mark.parametrize(
    "table", [lambda terms: frequency(terms, by="era"), dispersion], ids=["frequency", "dispersion"]
)
def test_a_matrix_without_a_unit_is_said(table: Any) -> None:
    """There is nothing to spread or to rate."""
    units = pd.DataFrame({"era": [], "document": []})
    empty = TermMatrix.from_long(units, pd.DataFrame({"unit": [], "term": [], "count": []}))
    with pytest.raises(ArgumentError, match="terms has no unit"):
        table(empty)
