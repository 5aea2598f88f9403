"""The tables that notebooks show: every one can be made, is named and fits its columns."""

from __future__ import annotations

import pytest

from analysis.study.data.load import Study
from analysis.study.tables.register import TABLES, show


@pytest.mark.thorough
@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_shown(study: Study, name: str) -> None:
    """It has rows, a caption, and a heading of its own for each column shown."""
    shown = show(study, name)
    assert len(shown.table) > 0
    assert shown.caption
    headings = list(shown.columns.values())
    assert len(set(headings)) == len(headings)
    assert set(shown.digits) <= set(shown.columns)


def test_the_articles_are_shown_by_speaker_and_year_in_order_of_time(study: Study) -> None:
    """Readers meet Lou 2026 and not 000; the words compared add up to those of the comparison."""
    table = show(study, "articles").table
    assert table["article"].tolist() == ["Zhang 2021", "Li 2021", "Xie 2025", "Wang 2025", "Lou 2026"]
    assert table["date"].astype(str).is_monotonic_increasing
    assert table["words_compared"].sum() == study.select().units["tokens"].sum()


def test_speakers_and_groups_count_each_statement_once(study: Study) -> None:
    """The rows of both tables add up to the statements they are about."""
    assert show(study, "speakers").table["statements"].sum() == len(study.select().units)
    assert show(study, "every-group").table["statements"].sum() == len(study.statements)
    sizes = show(study, "selections").table.set_index("selection")
    assert sizes.loc["officials", ["units_biden", "units_trump2"]].sum() == len(study.select().units)
