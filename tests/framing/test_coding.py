"""Codes, prevalence and agreement."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import DiscourseError
from analysis.framing.coding import agreement, code_frames, prevalence


class Two:
    """A codebook of two frames, as far as coding needs it."""

    ids = ["A", "B"]  # noqa: RUF012


UNITS = pd.DataFrame({"document": ["d1", "d1", "d2"], "era": ["x", "x", "y"]}, index=["u1", "u2", "u3"])
CODES = pd.DataFrame({"A": [1, 0, 1], "B": [0, 0, 0]}, index=UNITS.index)


def test_codes_are_zero_or_one_in_the_order_given() -> None:
    """Two hits of a frame are one code, and a unit without hits has a row."""
    hits = pd.DataFrame({"unit": ["u2", "u2"], "frame": ["B", "B"]})
    assert code_frames(hits, ["u2", "u1"], Two()).to_numpy().tolist() == [[0, 1], [0, 0]]  # type: ignore[arg-type]


def test_prevalence_counts_statements_and_documents() -> None:
    """Shares are of statements, and documents are counted beside them."""
    table = prevalence(CODES, UNITS, by="era").set_index(["frame", "group"])
    assert table.loc[("A", "x")].tolist() == [1, 2, 0.5, 1, 1]
    with pytest.raises(DiscourseError, match="the units table has no column 'office'"):
        prevalence(CODES, UNITS, by="office")


def test_agreement_needs_the_same_units() -> None:
    """Tables of other units cannot be compared."""
    with pytest.raises(DiscourseError, match="units and frames of the second coder"):
        agreement(CODES, CODES.iloc[:2])
