"""Grades by rule: each line of the rule, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.inference.grades import GRADES, OUTSIDE, grade

PLAIN = {"lowest": 0.2, "highest": 0.5, "rank": 1, "splits": 10, "agree": 1.0}


@pytest.mark.parametrize(
    ("value", "changes", "expected", "reason"),
    [
        (0.4, {}, "plain in these articles", "100% of the choices share it, and 1 of 10 splits is as extreme"),
        (0.4, {"rank": 4}, "plain in these articles", "4 of 10 splits are as extreme"),
        (0.4, {"agree": 0.95}, "plain in these articles", "95%"),
        (0.4, {"agree": 0.94}, "depends on choices", "but only 94% of the choices share it"),
        (0.4, {"lowest": -0.1}, "depends on choices", "leaving out one document or speaker changes the sign"),
        (0.4, {"lowest": 0}, "depends on choices", "leaving out"),
        (0.4, {"lowest": math.nan, "highest": math.nan}, "depends on choices", "leaves nothing"),
        (-0.4, {"lowest": -0.5, "highest": -0.2}, "plain in these articles", "no omission"),
        (-0.4, {"lowest": -0.5, "highest": 0.1}, "depends on choices", "changes the sign"),
        (0.4, {"outside": "contradicts"}, "contradicted outside them", "from outside"),
        (0.4, {"outside": "contradicts", "lowest": -1}, "contradicted outside them", "from outside"),
        (0.4, {"outside": "silent"}, "plain in these articles", "no omission"),
        (0.4, {"outside": "agrees", "agree": 0.6}, "depends on choices", "60%"),
        (0.4, {"agree": 0.49}, "not supported", "fewer than half"),
        (0.4, {"rank": 5}, "not supported", "shuffled documents show as much: 5 of 10 splits are as extreme"),
        (0.4, {"rank": 5, "outside": "contradicts"}, "not supported", "shuffled"),
        (0.0, {}, "not supported", "no difference"),
        (math.nan, {}, "not supported", "no difference"),
    ],
)
def test_the_first_line_that_applies_decides(value: float, changes: dict[str, Any], expected: str, reason: str) -> None:
    """One case for each line and each of its edges."""
    found, why = grade(value, **(PLAIN | changes))
    assert found == expected
    assert reason in why


@given(st.floats(0.01, 1), st.floats(-1, 1), st.integers(1, 10), st.floats(0, 1), st.sampled_from(OUTSIDE))
def test_the_sign_plays_no_part(value: float, other: float, rank: int, agree: float, outside: str) -> None:
    """A claim and its mirror have the same grade, one of four, with a reason."""
    low, high = sorted([value, other])
    about: dict[str, Any] = {"rank": rank, "splits": 10, "agree": agree, "outside": outside}
    one, mirrored = grade(value, lowest=low, highest=high, **about), grade(-value, lowest=-high, highest=-low, **about)
    assert one == mirrored
    assert one[0] in GRADES
    assert one[1]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"rank": 0}, "rank is 0; expected a whole number of at least 1"),
        ({"rank": 11}, "rank is 11 of 10 splits; expected at most 10"),
        ({"splits": 0}, "splits is 0"),
        ({"agree": 95}, "agree is 95; expected a share from 0 to 1"),
        ({"agree": None}, "agree is None"),
        ({"lowest": 0.6}, r"lowest is 0\.6 and highest 0\.5; expected lowest <= highest"),
        ({"highest": "x"}, "highest is 'x'"),
        ({"outside": "denies"}, "outside is 'denies'; allowed: agrees, contradicts, not asked, silent"),
    ],
)
def test_faulty_evidence_is_refused(changes: dict[str, Any], said: str) -> None:
    """One sentence each."""
    with pytest.raises(ArgumentError, match=said):
        grade(0.4, **(PLAIN | changes))
