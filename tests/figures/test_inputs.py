"""What plates take from tables."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.figures.inputs import counted, drawable, sides_named


def test_names_are_those_given_or_those_that_the_measure_wrote() -> None:
    """A name that is given wins; one name alone is refused."""
    table = pd.DataFrame({"a": [1]})
    table.attrs["sides"] = 2021, 2025
    assert sides_named(table, None) == ("2021", "2025")
    assert sides_named(table, ("x", "y")) == ("x", "y")
    with pytest.raises(ArgumentError, match="names is 'xy'"):
        sides_named(table, "xy")  # type: ignore[arg-type]


def test_a_table_without_rows_or_columns_is_refused() -> None:
    """Nothing is drawn of nothing."""
    with pytest.raises(ArgumentError, match="table has no row"):
        drawable(pd.DataFrame({"a": []}), "a")
    with pytest.raises(ArgumentError, match="no column 'b'"):
        drawable(pd.DataFrame({"a": [1]}), "b")
    assert counted(float("nan")) == "-"
