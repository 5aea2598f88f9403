"""Networks, profiles, functions and ranges, on codes small enough to count by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.errors import DiscourseError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.structure import entman_functions, frame_network, prevalence_range, speaker_profiles

CODES = pd.DataFrame({"A": [1, 1, 0], "B": [1, 0, 0], "C": [0, 0, 1]}, index=["u1", "u2", "u3"])
UNITS = pd.DataFrame(
    {"speaker": ["Oak", "Oak", "Elm"], "era": ["x", "x", "y"], "document": ["d1", "d2", "d3"]}, index=CODES.index
)


def test_network_has_pairs_that_share_a_unit() -> None:
    """A and B share one unit of two; C shares none."""
    assert frame_network(CODES).to_numpy().tolist() == [["A", "B", 1, 2, 0.5, 2 / 3]]
    assert frame_network(CODES, at_least=2).empty


def test_profiles_count_by_speaker() -> None:
    """Frames that a speaker never has are left out."""
    found = speaker_profiles(CODES, UNITS).to_numpy().tolist()
    assert found == [["Elm", 1, "C", 1, 1.0], ["Oak", 2, "A", 2, 1.0], ["Oak", 2, "B", 1, 0.5]]


def test_functions_count_a_unit_once() -> None:
    """Two frames of one function in a unit count once."""
    frames = [Frame(name, name, "-", kind, "-", (), (), "-", "") for name, kind in zip("ABC", "ppq", strict=True)]
    table = entman_functions(CODES, Codebook(tuple(frames)), UNITS, by="era").set_index(["function", "group"])
    assert table.loc[("p", "x"), "statements"] == 2
    assert table.loc[("p", "y"), "statements"] == 0


def test_range_without_each_document() -> None:
    """B stands in one of two documents of era x: its share is 0 or 1 without one of them; a lone document has no range."""
    table = prevalence_range(CODES, UNITS, by="era").set_index(["frame", "group"])
    assert table.loc[("B", "x")].tolist() == [0.5, 0.0, 1.0]
    assert math.isnan(table.loc[("B", "y"), "lowest"])


def test_unknown_columns_are_refused() -> None:
    """A grouping that is not there is told with what is."""
    for call in (
        lambda: speaker_profiles(CODES, UNITS, by="office"),
        lambda: entman_functions(CODES, Codebook(()), UNITS, by="office"),
        lambda: prevalence_range(CODES, UNITS, by="office"),
    ):
        with pytest.raises(DiscourseError, match="office"):
            call()
