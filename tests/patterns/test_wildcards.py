"""Terms with a * for any letters."""

from __future__ import annotations

from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st

from analysis.patterns.wildcards import fits


@given(st.text("ab*", max_size=6).filter(lambda wild: wild.count("*") > 0), st.text("ab", max_size=8))
def test_wildcards_equal_fnmatch(wild: str, term: str) -> None:
    """A wildcard means what it means in file names."""
    assert fits(term, wild) == fnmatchcase(term, wild)
