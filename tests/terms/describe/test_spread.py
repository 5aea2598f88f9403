"""Dispersion: one word and the table, bounds that rounding does not pass, and parts that cannot be."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.terms.describe.spread import (
    deviation_of_proportions,
    dispersion,
    dispersion_of,
    document_range,
)

PARTS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 500)), min_size=2, max_size=12)


def _table(v: list[int], sizes: list[int]) -> pd.DataFrame:
    """Measure a word "x" with these counts in documents of these sizes."""
    names = [f"d{at}" for at in range(len(v))]
    rows = [(name, "x", count) for name, count in zip(names, v, strict=True)]
    rows += [(name, "y", size - count) for name, count, size in zip(names, v, sizes, strict=True)]
    long = pd.DataFrame(rows, columns=["unit", "term", "count"])
    return dispersion(TermMatrix.from_long(pd.DataFrame(index=names), long)).set_index("term")


@given(parts=PARTS)
def test_the_measures_are_their_definitions(parts: list[tuple[int, int]]) -> None:
    """Each measure of one word equals its formula written out part by part."""
    v, sizes = np.array([count for count, _ in parts]), np.array([count + more for count, more in parts])
    found = dispersion_of(v, sizes)
    n, f, s, r = len(v), v.sum(), sizes / sizes.sum(), v / sizes
    if not f:
        assert found.filter(like="_even").isna().all()
        return
    differences = [abs(one - other) for at, one in enumerate(r) for other in r[:at]]
    there = v > 0
    p, q = v[there] / f, r[there] / r.sum()
    dp = np.abs(v / f - s).sum() / 2
    expected = {
        "count": f,
        "documents": there.sum(),
        "documents_of": n,
        "dp_0_even": dp,
        "dpnorm_0_even": dp / (1 - s.min()),
        "kld_0_even": (p * np.log2(p / s[there])).sum(),
        "da_1_even": 1 - np.mean(differences) / (2 * r.mean()),
        "d_1_even": 1 - r.std() / r.mean() / math.sqrt(n - 1),
        "d2_1_even": -(q * np.log(q)).sum() / math.log(n),
        "s_1_even": np.sqrt(s * v).sum() ** 2 / f,
        "vc_0_even": r.std() / r.mean(),
    }
    assert found.to_dict() == pytest.approx(expected, abs=1e-9)


@given(parts=PARTS)
def test_the_table_has_the_values_of_each_word(parts: list[tuple[int, int]]) -> None:
    """For all terms at once the values are those of one word; what runs from 0 to 1 does so to the last digit."""
    v, sizes = [count for count, _ in parts], [count + more for count, more in parts]
    table = _table(v, sizes)
    pd.testing.assert_series_equal(
        table.loc["x"], dispersion_of(v, sizes)[table.columns], check_names=False, check_dtype=False
    )
    bounded = table.filter(like="_even").drop(columns="kld_0_even")
    assert (bounded.isna() | ((bounded >= 0) & (bounded <= 1))).all(axis=None)


def test_a_word_in_one_part_has_no_spread() -> None:
    """One part of unequal rates: rounding leaves no -2e-16 behind."""
    for n in range(1, 40):
        found = dispersion_of([0] * n + [7])[["da_1_even", "d_1_even", "d2_1_even"]]
        assert found.between(0, 1e-15).all()


def test_columns_and_single_units() -> None:
    """Column names say the direction; measures that compare units are undefined for one."""
    table = dispersion(TermMatrix.from_texts(pd.DataFrame({"text": ["red red line"]})))
    assert table.columns.tolist() == [
        *("term", "count", "documents", "documents_of", "dp_0_even", "dpnorm_0_even", "kld_0_even"),
        *("da_1_even", "d_1_even", "d2_1_even", "s_1_even"),
    ]
    assert table[["dpnorm_0_even", "da_1_even", "d_1_even", "d2_1_even"]].isna().all(axis=None)
    assert dispersion_of([3])["s_1_even"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("v", "sizes", "said"),
    [
        ([50, 1], [10, 10], "v has 50 in a part of 10"),
        ([1, -1], None, "v has -1"),
        ([1, math.nan], None, "v has nan"),
        ([1, 0], [5, 0], "sizes has 0"),
        ([1, 0], ["x", "y"], "sizes is"),
        ([1, 0], [5], "v has 2 parts and sizes 1"),
        ([], None, "v has 0 parts"),
        (["x"], None, "v is"),
        (None, None, "v is None"),
    ],
)
def test_parts_that_cannot_be_are_refused(v: Any, sizes: Any, said: str) -> None:
    """A word cannot occur more often in a part than the part has tokens."""
    with pytest.raises(ArgumentError, match=said):
        dispersion_of(v, sizes)


@pytest.mark.filterwarnings("ignore:.*have no word")
def test_units_without_tokens() -> None:
    """The table refuses them, since their rates are undefined; DP and range do not need rates."""
    with pytest.raises(ArgumentError, match="unit 'a' has no token"):
        dispersion(TermMatrix.from_texts(pd.DataFrame({"text": ["", "x"]}, index=["a", "b"])))
    none = TermMatrix.from_long(pd.DataFrame(index=[]), pd.DataFrame({"unit": [], "term": [], "count": []}))
    with pytest.raises(ArgumentError, match="terms has no unit"):
        dispersion(none)
    assert document_range(none).empty
    assert deviation_of_proportions(none).empty
