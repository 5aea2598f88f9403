"""The multiverse: every cell computed, and the joint test over shuffled documents."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.inference.choices import Choice, multiverse, specification_test
from analysis.terms.compare.comparison import Comparison
from tests.documents import SIDES

LEADS = Choice("leads", {"with": True, "without": False}, "leads repeat the body")
POWER = Choice("power", {"one": 1, "two": 2, "three": 3}, "an invented scale")


def test_every_combination_is_computed_once_and_in_order() -> None:
    """Six cells of two choices; each is called with the values of its options."""
    calls: list[tuple[Any, ...]] = []

    def claim(*, leads: bool, power: int) -> float:
        calls.append((leads, power))
        return power - 2.5 if leads else np.nan

    found = multiverse(claim, [LEADS, POWER])
    assert calls == [(leads, power) for leads in (True, False) for power in (1, 2, 3)]
    assert found.cells[["leads", "power"]].values.tolist()[0] == ["with", "one"]
    assert found.summary == {
        "cells": 6,
        "undefined": 3,
        "median": -0.5,
        "lowest": -1.5,
        "highest": 0.5,
        "positive": pytest.approx(1 / 6),
        "negative": pytest.approx(2 / 6),
        "agree": pytest.approx(2 / 6),
    }
    by_option = found.by_option()
    assert by_option[["choice", "option", "cells"]].values.tolist()[:2] == [
        ["leads", "with", 3],
        ["leads", "without", 3],
    ]
    assert np.isnan(by_option["median"][1])


def test_an_interrupted_multiverse_goes_on_where_it_stopped() -> None:
    """What is known is not computed again."""
    known: dict[str, float] = {}
    calls: list[int] = []

    def claim(power: int) -> float:
        calls.append(power)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return float(power)

    with pytest.raises(KeyboardInterrupt):
        multiverse(claim, [POWER], known=known)
    assert len(known) == 1
    shares: list[float] = []
    found = multiverse(claim, [POWER], known=known, progress=shares.append)
    assert calls == [1, 2, 2, 3]
    assert found.cells["value"].tolist() == [1, 2, 3]
    assert shares[-1] == 1


UNITS = pd.DataFrame(
    {"document": list("abcde"), "era": ["new"] * 2 + ["old"] * 3, "x": [5.0, 3, 1, 2, -1]}, index=list("abcde")
)


def _claim(power: int, is_target: pd.Series) -> float:
    values = UNITS["x"] ** power
    return float(values[is_target].mean() - values[~is_target].mean())


def test_the_joint_test_is_that_of_a_plain_loop() -> None:
    """Over all ten splits: the share with a median, or an agreement in sign, at least as large as the real one."""
    found = specification_test(_claim, [POWER], Comparison(UNITS, **SIDES)).set_index("statistic")
    medians, agreements = [], []
    for chosen in combinations(range(5), 2):
        side = pd.Series([at in chosen for at in range(5)], index=UNITS.index)
        values = np.array([_claim(power, side) for power in (1, 2, 3)])
        medians.append(abs(np.median(values)))
        agreements.append(max((values > 0).mean(), (values < 0).mean()))
    assert found.loc["median", ["value", "p"]].tolist() == pytest.approx(
        [medians[0], np.mean(np.array(medians) >= medians[0] - 1e-9)]
    )
    assert found.loc["agree", ["value", "p"]].tolist() == pytest.approx(
        [agreements[0], np.mean(np.array(agreements) >= agreements[0] - 1e-9)]
    )
    assert found[["p_floor", "splits", "cells"]].values.tolist() == [[0.1, 10, 3]] * 2


def test_relabelling_the_sides_changes_nothing_in_the_joint_test() -> None:
    """Median and agreement are taken without their sign."""
    one = specification_test(_claim, [POWER], Comparison(UNITS, **SIDES))
    other = specification_test(_claim, [POWER], Comparison(UNITS, by="era", target="old", reference="new"))
    pd.testing.assert_frame_equal(one, other)


MANY = [Choice(f"c{at}", {str(option): option for option in range(10)}, "many") for at in range(5)]


@pytest.mark.parametrize(
    ("claim", "choices", "said"),
    [
        (
            lambda **_: 1.0,
            MANY,
            r"the grid has 100000 cells \(10 c0 x 10 c1 .*expected at most 10000; leave out options",
        ),
        (lambda **_: 1.0, [POWER, POWER], "choices has the name 'power' twice"),
        (lambda **_: 1.0, [], "choices has none; expected one or more"),
        (lambda **_: 1.0, ["voice"], "choices is 'voice'; expected Choice"),
        (lambda **_: "up", [POWER], "claim returns 'up' for power=one; expected a number"),
        (lambda **_: True, [POWER], "claim returns True for power=one"),
        (None, [POWER], "claim is None; expected a function"),
    ],
)
def test_faulty_grids_and_claims_are_refused(claim: Any, choices: Any, said: str) -> None:
    """One sentence each, with the number of cells where they are too many."""
    with pytest.raises(ArgumentError, match=said):
        multiverse(claim, choices)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Choice("", {"a": 1}, "why"), "name of a choice is ''; expected words"),
        (lambda: Choice("voice", {"a": 1}, " "), "reason of a choice is ' '"),
        (lambda: Choice("voice", {}, "why"), "options of 'voice' is {}; expected values by label"),
        (lambda: Choice("voice", ["all"], "why"), r"options of 'voice' is \['all'\]"),  # type: ignore[arg-type]
    ],
)
def test_a_choice_has_a_name_options_and_a_reason(make: Any, said: str) -> None:
    """Without a reason an option is not defensible."""
    with pytest.raises(ArgumentError, match=said):
        make()
