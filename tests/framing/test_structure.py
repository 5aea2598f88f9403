"""Networks, profiles, functions and ranges, on codes small enough to count by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.errors import ArgumentError, DiscourseError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coding import prevalence
from analysis.framing.structure import entman_functions, frame_network, speaker_profiles

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


def test_a_frame_without_a_function_is_left_out() -> None:
    """A dash is no function; the others are counted as if the frame were not there."""
    frames = [Frame(name, name, "-", kind, "-", (), (), "-", "") for name, kind in zip("ABC", "p-q", strict=True)]
    table = entman_functions(CODES, Codebook(tuple(frames)), UNITS, by="era")
    assert sorted(set(table["function"])) == ["p", "q"]
    others = entman_functions(CODES.drop(columns="B"), Codebook(tuple(frames)), UNITS, by="era")
    pd.testing.assert_frame_equal(table, others)


def test_unknown_columns_are_refused() -> None:
    """A grouping that is not there is told with what is."""
    for call in (
        lambda: speaker_profiles(CODES, UNITS, by="office"),
        lambda: entman_functions(CODES, Codebook(()), UNITS, by="office"),
    ):
        with pytest.raises(DiscourseError, match="office"):
            call()


BOOK = Codebook(tuple(Frame(name, name, "-", "p", "-", (), (), "-", "") for name in "ABC"))
CALLS = {
    "network": lambda codes, _: frame_network(codes),
    "profiles": speaker_profiles,
    "functions": lambda codes, units: entman_functions(codes, BOOK, units, by="era"),
    "prevalence": lambda codes, units: prevalence(codes, units, by="era"),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    "damage",
    [lambda c: c * 2, lambda c: c.astype(str), lambda c: c.replace(0, float("nan"))],
    ids=["twos", "texts", "gaps"],
)
def test_codes_are_checked(name: str, damage: object) -> None:
    """Twos, texts and gaps are refused, not counted as something else."""
    with pytest.raises(ArgumentError, match="expected 0 or 1"):
        CALLS[name](damage(CODES), UNITS)  # type: ignore[operator]


@pytest.mark.parametrize("name", ["profiles", "functions", "prevalence"])
@pytest.mark.parametrize(
    ("units", "said"),
    [
        (UNITS.iloc[:2], "lacks 1 of the 3 units coded"),
        (pd.concat([UNITS, UNITS]), "the unit 'u1' twice"),
        (UNITS.assign(era=["x", None, "y"], speaker=["Oak", None, "Elm"]), "first: 'u2'"),
    ],
)
def test_units_are_checked(name: str, units: pd.DataFrame, said: str) -> None:
    """A unit that is missing, stands twice or has no group is named, not dropped."""
    with pytest.raises(ArgumentError, match=said):
        CALLS[name](CODES, units)


def test_frames_that_never_occur_have_no_jaccard() -> None:
    """With at_least=0 every pair is listed; two frames that never occur have NaN; without units so has the expectation."""
    table = frame_network(CODES.assign(B=0, C=0), at_least=0).set_index(["first", "second"])
    assert len(table) == 3
    assert math.isnan(table.loc[("B", "C"), "jaccard"])
    assert table.loc[("A", "B"), "jaccard"] == 0
    assert frame_network(CODES.iloc[:0], at_least=0)["expected"].isna().all()
    with pytest.raises(ArgumentError, match=r"at_least is 1\.5"):
        frame_network(CODES, at_least=1.5)  # type: ignore[arg-type]


def test_a_frame_of_another_codebook_has_no_function() -> None:
    """The frame is named with those of the codebook."""
    with pytest.raises(ArgumentError, match="the frame in codes is 'X'; allowed: A, B, C"):
        entman_functions(CODES.rename(columns={"A": "X"}), BOOK, UNITS, by="era")
