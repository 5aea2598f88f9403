"""Labels of sides: found among the values, in their order, and named in words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.terms.compare import labels


@given(st.sets(st.integers(0, 9), min_size=2), st.data())
def test_the_rest_and_a_list_part_the_values(values: set[int], data: st.DataObject) -> None:
    """Labels of one side and the rest are all values, each once and in order."""
    known = sorted(values)
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1))
    if set(chosen) == values:
        with pytest.raises(ArgumentError, match="reference has no group"):
            labels.labels_of_sides(known, chosen, labels.REST, by="era")
        return
    first, second = labels.labels_of_sides(known, chosen, labels.REST, by="era")
    assert (first, second) == (sorted(set(chosen)), [value for value in known if value not in chosen])
    assert labels.labels_of_sides(known, labels.REST, chosen, by="era") == (second, first)


def test_beside_a_list_there_is_one_side() -> None:
    """The reference has no labels then, and the rest is everything."""
    assert labels.labels_of_sides(["p", "q"], "q", None, by="era", listed=True) == (["q"], [])
    assert labels.labels_of_sides(["p", "q"], "the rest", None, by="era", listed=True) == (["p", "q"], [])


def test_strings_of_a_stream() -> None:
    """Labels and lists of them become strings; what is no label stays, to be refused."""
    assert labels.as_strings(np.array([1, 2])) == ["1", "2"]
    assert labels.as_strings(True) == "True"
    assert labels.as_strings(None) is None


def test_a_column_has_a_value_for_every_unit() -> None:
    """An empty one is named with the option and the unit."""
    units = pd.DataFrame({"speaker": ["Ann", None]}, index=["u", "v"])
    with pytest.raises(ArgumentError, match="leave='speaker' is empty for unit 'v'"):
        labels.filled("leave", "speaker", units)
    assert labels.filled("leave", "speaker", units.head(1)).tolist() == ["Ann"]


def test_cells_of_a_pair_sort_together_and_the_target_first() -> None:
    """Also where the name of one pair begins that of another."""
    pair = pd.Series(["x", "x y", "x", "x y", "x\t", "x\t"])
    cells = labels.cells_of_pairs(pair, np.array([False, True, True, False, True, False]), "debate")
    order = np.argsort(cells.to_numpy())
    assert [pair[at] for at in order[::2]] == [pair[at] for at in order[1::2]]
    assert [cells[at][-1] for at in order] == ["a", "b"] * 3
