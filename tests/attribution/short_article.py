"""A short invented article around the text of a test."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.attribution.extract import extract_statements

COUNTRIES = Path(__file__).parent / "invented" / "countries.csv"
HEAD = "Ferry to run again before the summer\n\n"
INTRO = "Premier Maud Tessen opened the canal in Ardenney. Foreign Minister Orla Brennick was there.\n\n"


def statements(text: str) -> pd.DataFrame:
    """Return the statements of a text that comes after a headline and a paragraph with two names."""
    table = extract_statements(HEAD + INTRO + text, countries=COUNTRIES)
    return table[table["location"].eq("body")].reset_index(drop=True)


def found(text: str) -> list[tuple[str, str, str]]:
    """Return speaker, voice and content of each statement."""
    table = statements(text)
    return list(zip(table["speaker"], table["voice"], table["text"].str.split().str.join(" "), strict=True))
