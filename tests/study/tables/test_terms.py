"""What ways of counting make of one name."""

from __future__ import annotations

from analysis.study.data.choices import CHOICES
from analysis.study.data.load import Study
from analysis.study.tables.terms import normalisation_table


def test_the_choice_moves_the_change_between_eras(study: Study) -> None:
    """Every way is shown; with all variants of the name the change is a small part of the naive one."""
    table = normalisation_table(study).set_index("choice")
    assert table.index.tolist() == list(CHOICES.values())
    naive, safe = (table.loc[CHOICES[choice], "change"] for choice in ("lower_case", "entities"))
    assert naive > 4 * safe


def test_the_last_way_is_that_of_the_study(study: Study) -> None:
    """The entity table gives the counts on which all else rests."""
    counted = study.select().of("US").groupby(study.select().units["era"]).sum()
    row = normalisation_table(study).set_index("choice").loc[CHOICES["entities"]]
    assert [row["count_biden"], row["count_trump2"]] == [counted["biden"], counted["trump2"]]
