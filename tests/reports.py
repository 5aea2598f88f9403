"""Invented speeches of two parties, for tests of reports."""

from __future__ import annotations

import pandas as pd

from analysis.comparison import Comparison
from analysis.framing.codebook import Codebook, Frame
from analysis.patterns.pattern import Pattern
from analysis.report.measuring import Measured, measured
from analysis.sentiment.lexicons import Lexicon

HOSTILE = "<script>window.harm=1</script>"
BOOK = Codebook((Frame("MILLS", "Mills & weirs", indicators=(Pattern("mill*"),)),))
LEXICON = Lexicon("words", {"good": 2.0, "bad": -1.0}, "-", "-")


def speeches(number: int = 8, *, names: tuple[str, str] = ("north", "south")) -> pd.DataFrame:
    """Return half the speeches of each party; the north speaks of mills, the south of barns, and both of tolls."""
    half = number // 2
    north = [
        "The good mill must turn. Lower the river tolls now, and mills grow." + f" We ask {at} times."
        for at in range(half)
    ]
    south = [
        "A bad barn burns. Lower the river tolls now, and barns stand." + f" We ask {at} times." for at in range(half)
    ]
    groups = [names[0]] * half + [names[1]] * half
    return pd.DataFrame({"text": north + south, "party": groups}, index=[f"d{at}" for at in range(2 * half)])


def compared(number: int = 8, *, names: tuple[str, str] = ("north", "south")) -> Comparison:
    """Return the comparison of such speeches."""
    return Comparison(speeches(number, names=names), by="party", target=names[0], reference=names[1])


def found(number: int = 8, *, names: tuple[str, str] = ("north", "south")) -> Measured:
    """Return all that a report needs, with frames and tone."""
    return measured(compared(number, names=names), codebook=BOOK, lexicons={"words": LEXICON})
