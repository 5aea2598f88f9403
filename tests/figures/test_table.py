"""Readable tables: rounded, escaped, named."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.figures.table import Readable


def test_a_readable_table_rounds_escapes_and_names() -> None:
    """Numbers are rounded as asked, markup escaped, undefined values said in words."""
    table = pd.DataFrame({"t": ["<b>"], "n": [1.25], "z": [-0.001], "u": [float("nan")], "yes": [True], "hidden": [1]})
    shown = Readable(table, {"t": "Term", "n": "Rate", "z": "Zero", "u": "U", "yes": "Stable"}, "Cap", {"n": 1, "z": 2})
    assert shown.cells() == [["<b>", "1.2", "0.00", "undefined", "yes"]]
    bundle = shown._repr_mimebundle_()
    assert "&lt;b&gt;" in bundle["text/html"]
    assert "<caption>Cap</caption>" in bundle["text/html"]
    assert "hidden" not in bundle["text/plain"]
    assert bundle["text/plain"].startswith("Cap\n")
    with pytest.raises(ArgumentError, match="a column to show is 'q'"):
        Readable(table, {"q": "Q"})


def test_dollars_are_no_mathematics() -> None:
    """Both classes that keep a viewer from typesetting what lies between two dollars are there."""
    shown = Readable(pd.DataFrame({"t": ["US$5 bn, not US$7 bn"]}), {"t": "Sum in $"})._repr_mimebundle_()["text/html"]
    assert shown.startswith('<table class="mathjax_ignore tex2jax_ignore" style="font-variant-numeric:tabular-nums">')
    assert ">US$5 bn, not US$7 bn</td>" in shown
