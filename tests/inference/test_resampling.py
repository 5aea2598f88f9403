"""The bootstrap: intervals by drawing documents, pairs or speakers, and where it is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.inference.resampling import bootstrap
from analysis.inference.sums import difference
from analysis.terms.compare.comparison import Comparison
from tests.documents import SIDES, compared, paired


def _documents(seed: int, n: int = 20) -> Comparison:
    rng = np.random.default_rng(seed)
    return compared([[int(k), 100 - int(k)] for k in rng.poisson(20, 2 * n)], n)


def test_intervals_have_about_the_width_of_theory() -> None:
    """For means of documents of one length the interval is that of the normal approximation with t."""
    comparison = _documents(1)
    rates = comparison.documents.counts.toarray()[:, 0] / 100
    table = bootstrap(comparison, measure=difference, draws=4_000)
    first, second = rates[comparison.is_target], rates[~comparison.is_target]
    error = np.sqrt((first.var(ddof=1) + second.var(ddof=1)) / 20)
    centre = first.mean() - second.mean()
    assert table.loc[0, "value"] == pytest.approx(centre)
    assert table.loc[0, ["lower", "upper"]].tolist() == pytest.approx(
        [centre - 2.09 * error, centre + 2.09 * error], abs=0.1 * error
    )
    assert table[["clusters_target", "clusters_reference"]].values.tolist() == [[20, 20]] * 2


@pytest.mark.thorough
def test_intervals_cover_as_often_as_they_say() -> None:
    """Of 100 comparisons without a difference about 95% have 0 in the interval."""
    inside = []
    for seed in range(100):
        low, high = bootstrap(_documents(seed), draws=199)[["lower", "upper"]].to_numpy()[0]
        inside.append(low <= 0 <= high)
    assert 0.89 <= np.mean(inside) <= 0.99


def test_the_same_seed_draws_the_same_documents() -> None:
    """Two seeds differ, one seed does not."""
    comparison = _documents(3, 6)
    one, again, other = (bootstrap(comparison, draws=99, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one["lower"].equals(other["lower"])


def test_pairs_are_drawn_whole() -> None:
    """Where each debate has the same difference, every resample has it, however the debates differ."""
    comparison = paired([([k, 100 - k], [k - 10, 110 - k]) for k in (20, 40, 60, 70, 80)])
    table = bootstrap(comparison, measure=difference, draws=99)
    assert table.loc[0, ["value", "lower", "upper"]].tolist() == pytest.approx([0.1] * 3)
    values = pd.DataFrame({"x": np.repeat([1, 5, 9, 2, 4], 2) + np.tile([1, 0], 5)}, index=comparison.units.units.index)
    means = bootstrap(comparison, values, draws=99)
    assert means.loc[0, ["measure", "value", "lower", "upper"]].tolist() == ["x", 1, 1, 1]


def test_speakers_are_drawn_with_all_their_documents() -> None:
    """Documents of a speaker move together, so intervals are wider than those of as many documents."""
    counts = [[k, 100 - k] for k in [10, 10, 10, 20, 20, 20, 30, 30, 30, 15, 15, 15, 25, 25, 25] * 2]
    speakers = [f"s{at // 3:02}" for at in range(30)]
    comparison = compared(counts, 15, speaker=speakers)
    wide, narrow = (bootstrap(comparison, clusters=name) for name in ("speaker", "document"))
    assert wide["clusters_target"].tolist() == [5, 5]
    assert (wide["upper"] - wide["lower"]).iloc[0] > 1.5 * (narrow["upper"] - narrow["lower"]).iloc[0]


@pytest.mark.parametrize(
    ("make", "options", "said"),
    [
        (lambda: compared([[1, 2]] * 9, 4), {}, "new has 4 documents; expected 5 or more, since so few have too few"),
        (
            lambda: compared([[1, 2]] * 12, 6, speaker=["x"] * 6 + list("abcdef")),
            {"clusters": "speaker"},
            "new has 1 speaker; expected 5 or more",
        ),
        (
            lambda: compared([[1, 2]] * 10, 5, speaker=[None] * 10),
            {"clusters": "speaker"},
            "clusters='speaker' is empty",
        ),
        (lambda: paired([([1], [1])] * 5), {"clusters": "era"}, "clusters is 'era' in a paired design"),
        (lambda: compared([[1, 2]] * 10, 5), {"draws": 0}, "draws is 0"),
        (
            lambda: compared([[1, 2]] * 10, 5),
            {"confidence": 95},
            "confidence is 95; expected a number above 0 and below 1",
        ),
    ],
)
def test_too_few_clusters_are_refused(make: Any, options: dict[str, Any], said: str) -> None:
    """With the reason, and with what can be asked instead."""
    with pytest.raises(ArgumentError, match=said):
        bootstrap(make(), **options)


def test_values_have_intervals_by_measure() -> None:
    """Values of units keep the order of their columns."""
    units = pd.DataFrame({"document": range(12), "era": ["new", "old"] * 6})
    values = pd.DataFrame({"b": [1.0, 0] * 6, "a": [0.5] * 12})
    table = bootstrap(Comparison(units, **SIDES), values, draws=50)
    assert table[["measure", "value", "lower", "upper"]].values.tolist() == [["b", 1, 1, 1], ["a", 0, 0, 0]]
