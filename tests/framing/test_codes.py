"""Tables of codes: what is 0 or 1, which units there are, and two coders side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.framing.codes import checked_codes, checked_pair, checked_units

CODES = pd.DataFrame({"A": [1, 0], "B": [0, 0]}, index=["u1", "u2"])
UNITS = pd.DataFrame({"era": ["x", None], "document": ["d1", "d2"]}, index=["u1", "u2"])


@pytest.mark.parametrize("kind", ["int8", "bool", "float64", "Int64", "boolean", "object"])
def test_codes_of_any_numeric_type_become_whole_numbers(kind: str) -> None:
    """Zeros and ones are the same codes whatever type a table has given them."""
    found = checked_codes("codes", CODES.astype(kind))
    assert found.to_numpy().tolist() == CODES.to_numpy().tolist()
    assert set(found.dtypes) == {np.dtype("int64")}


def test_right_codes_are_not_copied() -> None:
    """The check costs no second table."""
    assert checked_codes("codes", CODES) is CODES


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (CODES * 2, "codes has 2 at unit 'u1', frame 'A'"),
        (CODES.astype(str), "codes has '1' at unit 'u1', frame 'A'"),
        (CODES.replace(0, np.nan), "codes has nan at unit 'u1', frame 'B'"),
        (CODES.astype("Int64").replace(0, pd.NA), "codes has .* at unit 'u1', frame 'B'"),
        (CODES.set_axis(["u1", "u1"]), "codes has the unit 'u1' twice"),
        (CODES.set_axis(["A", "A"], axis=1), "codes has the frame 'A' twice"),
        ([[1, 0]], "expected a table"),
    ],
)
def test_what_is_no_code_is_named(codes: object, said: str) -> None:
    """Another number, a string, a gap, a unit or a frame twice: the error names the cell."""
    with pytest.raises(ArgumentError, match=said):
        checked_codes("codes", codes)


@given(st.lists(st.sampled_from([0, 1, 2, -1, 0.5, None, "0", True]), min_size=1, max_size=8))
def test_only_zero_and_one_pass(values: list[object]) -> None:
    """A column passes exactly if each of its values is the number 0 or 1."""
    table = pd.DataFrame({"F": pd.Series(values, dtype=object)})
    right = all(not isinstance(value, str) and value in {0, 1} for value in values)
    if right:
        assert checked_codes("codes", table)["F"].tolist() == [int(bool(value)) for value in values]
    else:
        with pytest.raises(ArgumentError, match="expected 0 or 1"):
            checked_codes("codes", table)


@pytest.mark.parametrize(
    ("units", "columns", "said"),
    [
        (UNITS, {"by": "office"}, "no column 'office'"),
        (UNITS, {"by": [["era"]]}, "expected a list or set of strings"),
        (UNITS, {"by": "document", "document": 5}, "document is 5"),
        (UNITS, {"by": "era"}, "no era for 1 of the 2 units coded .first: 'u2'"),
        (UNITS.iloc[:1], {"by": "document"}, "no row for 1 of the 2 units coded .first: 'u2'"),
        (UNITS.set_axis(["u1", "u1"]), {"by": "document"}, "the unit 'u1' twice"),
        (None, {"by": "era"}, "expected a table"),
    ],
)
def test_units_that_do_not_fit_are_named(units: object, columns: dict[str, object], said: str) -> None:
    """A column, a unit or a value that is missing is named before anything is counted."""
    with pytest.raises(ArgumentError, match=said):
        checked_units(CODES, units, **columns)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (CODES.iloc[:1], "second lacks the unit 'u2', which first has"),
        (CODES.drop(columns="A"), "second lacks the frame 'A', which first has"),
        (pd.concat([CODES, CODES.set_axis(["u3", "u4"])]), r"first lacks the unit 'u3', which second has \(2 such\)"),
    ],
)
def test_two_coders_have_the_same_units_and_frames(second: pd.DataFrame, said: str) -> None:
    """The error says which coder lacks what."""
    with pytest.raises(ArgumentError, match=said):
        checked_pair(CODES, second)
