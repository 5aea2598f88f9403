"""Two wordings word by word."""

from __future__ import annotations

import pytest

from analysis.terms.context.alignment import aligned


@pytest.mark.parametrize(
    ("phrase", "variant", "expected"),
    [
        ("calm seas", "calm seas", [(1, "calm", "same"), (2, "seas", "same")]),
        ("calm seas", "calm sea", [(1, "calm", "same"), (2, "sea", "form")]),
        ("mills tolls and roads", "mills and roads", [(1, "mills", "same"), (2, "tolls", "missing"), (3, "and", "same"), (4, "roads", "same")]),
        ("calm and open seas", "calm and wide seas", [(1, "calm", "same"), (2, "and", "same"), (3, "wide", "other"), (4, "seas", "same")]),
        ("calm seas", "calm and open seas", [(1, "calm", "same"), (1, "and", "added"), (1, "open", "added"), (2, "seas", "same")]),
        ("settle quarrels", "quarrels are settled", [(2, "quarrels", "moved"), (0, "are", "added"), (1, "settled", "form")]),
    ],
    ids=["same", "form", "missing", "other", "added", "moved"],
)  # fmt: skip
def test_every_word_has_a_place_and_a_change(phrase: str, variant: str, expected: list[tuple[int, str, str]]) -> None:
    """One case for each kind of change; every word of the variant appears once, in its order."""
    table = aligned(phrase, variant)
    assert list(table.itertuples(index=False, name=None)) == expected
    assert table.loc[table["change"].ne("missing"), "word"].tolist() == variant.split()
