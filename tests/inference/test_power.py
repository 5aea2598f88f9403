"""How many documents a comparison would need: against theory, and where it cannot be said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.errors import ArgumentError
from analysis.inference.power import documents_needed
from analysis.terms.compare.comparison import Comparison
from tests.documents import SIDES, compared, paired


def test_power_is_that_of_a_test_of_proportions() -> None:
    """Documents that vary no more than chance: the power is about that of a t test of their rates."""
    # Every document has exactly the rate of its side, so there is no overdispersion.
    comparison = compared([[20, 80]] * 3 + [[12, 88]] * 3, 3)
    table = documents_needed(comparison, of=["a"], sizes=[5, 10, 20], simulations=2_000)
    assert table["overdispersion"].eq(0).all()
    for size, found in zip(table["documents"], table["power"], strict=True):
        shift = 0.08 / np.sqrt((0.2 * 0.8 + 0.12 * 0.88) / (100 * size))
        freedom = 2 * size - 2
        theory = stats.nct.sf(stats.t.ppf(0.975, freedom), freedom, shift)
        assert found == pytest.approx(theory, abs=0.06)
    assert table["enough"].tolist() == [True, True, True]


def test_overdispersion_is_that_of_the_documents() -> None:
    """The moment estimator finds the overdispersion with which counts were made, and more documents are needed."""
    rng = np.random.default_rng(4)
    rho, sides = 0.05, []
    for rate in (0.2, 0.3):
        p = rng.beta(rate * (1 - rho) / rho, (1 - rate) * (1 - rho) / rho, 400)
        sides += [[int(k), 200 - int(k)] for k in rng.binomial(200, p)]
    table = documents_needed(compared(sides, 400), of=["a"], sizes=[5, 50], simulations=200)
    assert table["overdispersion"].iloc[0] == pytest.approx(rho, rel=0.2)
    even = documents_needed(compared([[40, 160]] * 5 + [[60, 140]] * 5, 5), of=["a"], sizes=[5, 50], simulations=200)
    assert (table["power"] <= even["power"]).all()


def test_a_level_below_the_floor_is_never_reached() -> None:
    """With three documents a side p is at least .1, so no difference is found at .05."""
    table = documents_needed(compared([[50, 50]] * 3 + [[1, 99]] * 3, 3), of=["a"], sizes=[2, 3, 4], simulations=50)
    assert table["power"].tolist()[:2] == [0, 0]
    assert table["power"].iloc[2] == 1
    assert table["p_floor"].tolist() == pytest.approx([2 / 6, 2 / 20, 2 / 70])


def test_frames_are_asked_about_as_terms_are() -> None:
    """Codes of 0 and 1; a rate of 0 on one side is allowed; the seed fixes all."""
    units = pd.DataFrame({"document": list("aaabbbcccddd"), "era": ["new"] * 6 + ["old"] * 6})
    values = pd.DataFrame({"f": [1, 1, 0, 1, 0, 1] + [0] * 6, "tone": [0.5] * 12})
    comparison = Comparison(units, **SIDES)
    one, again = (documents_needed(comparison, values, of=["f"], sizes=[4, 10], simulations=50) for _ in range(2))
    pd.testing.assert_frame_equal(one, again)
    assert one[["measure", "rate_reference", "enough"]].values.tolist() == [["f", 0, True], ["f", 0, True]]
    with pytest.raises(ArgumentError, match="values of 'tone' are not all 0 or 1"):
        documents_needed(comparison, values, of=["tone"])


@pytest.mark.parametrize(
    ("make", "options", "said"),
    [
        (
            lambda: paired([([1, 2], [2, 1])] * 3),
            {"of": ["a"]},
            "pairs is 'document'; expected a comparison of separate",
        ),
        (lambda: compared([[1, 2]] * 2, 1), {"of": ["a"]}, "there are 2 documents; expected three or more"),
        (lambda: compared([[1, 2]] * 4, 2), {"of": ["a"]}, "'a' has the same rate on both sides"),
        (lambda: compared([[1, 2], [2, 1], [2, 1]], 1), {"of": ["z"]}, "of has 'z', which no document has"),
        (lambda: compared([[1, 2], [2, 1], [2, 1]], 1), {"of": "a"}, "of has 'a'; expected a list of words"),
        (
            lambda: compared([[1, 2], [2, 1], [2, 1]], 1),
            {"of": ["a"], "sizes": [1]},
            "sizes is 1; expected a whole number",
        ),
        (lambda: compared([[1, 2], [2, 1], [2, 1]], 1), {"of": ["a"], "power": 80}, "power is 80"),
    ],
)
def test_what_cannot_be_asked_is_refused(make: Any, options: dict[str, Any], said: str) -> None:
    """One sentence each."""
    with pytest.raises(ArgumentError, match=said):
        documents_needed(make(), **options)
