"""Tables of two corpora and one term, for tests of measures."""

from __future__ import annotations

from hypothesis import strategies as st

Table = tuple[int, int, int, int]


@st.composite
def tables(draw: st.DrawFn, *, least: int = 50, most: int = 100_000) -> Table:
    """Draw counts and sizes of two corpora, the term in at least one."""
    n1, n2 = draw(st.integers(least, most)), draw(st.integers(least, most))
    a, b = draw(st.integers(0, n1)), draw(st.integers(0, n2))
    return (a, b, n1, n2) if a + b else (1, b, n1, n2)
