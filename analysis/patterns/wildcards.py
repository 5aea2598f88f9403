"""Terms with a * for any letters."""

from __future__ import annotations

__all__ = ["fits"]


def fits(term: str, wild: str) -> bool:
    """Whether a term matches a wildcard; linear in its length, without backtracking.

    >>> fits("cooperation", "cooperat*"), fits("operation", "cooperat*"), fits("aaab", "a*a*b")
    (True, False, True)
    """
    if "*" not in wild:
        return term == wild
    first, *middle, last = wild.split("*")
    if len(term) < len(first) + len(last) or not term.startswith(first) or not term.endswith(last):
        return False
    at, end = len(first), len(term) - len(last)
    for piece in middle:
        found = term.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True
