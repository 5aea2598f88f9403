"""The cards of wording: every fragment has its speaker, every expression its official versions."""

from __future__ import annotations

from analysis.study.data.cards import read_cards
from analysis.study.data.load import Study
from analysis.study.tables.cards import PAIRS, cards_table, fragments_table, pair_table
from analysis.study.tables.official import official_table


def test_every_fragment_is_on_a_card_with_its_speaker(study: Study) -> None:
    """Labels are surname and year; voices follow from the quotation marks; no fragment has more than eight words."""
    table = fragments_table(study)
    assert len(table) == len(study.tables["fragments"])
    assert table["label"].str.fullmatch(r"[A-Z][a-z]+ 20\d\d").all()
    assert set(table["voice"]) == {"quoted", "partly quoted", "reported"}
    assert table["fragment"].str.split().str.len().max() <= 8
    row = table[table["fragment"].eq("a new paradigm of positive interaction")].iloc[0]
    assert (row["label"], row["voice"], row["era"]) == ("Wang 2025", "quoted", "trump2")


def test_every_card_has_both_eras_and_official_versions(study: Study) -> None:
    """A card with one side empty compares nothing; every expression on it was looked up."""
    table = cards_table(study)
    assert not table[["biden", "trump2"]].eq("–").any(axis=None)
    assert table["official"].str.len().gt(20).all()
    known = set(official_table(study)["expression"])
    assert {name for names in read_cards(study.folder)["expressions"] for name in names} <= known
    said = table.set_index("card")["official"]
    assert said["interests"].splitlines()[0] == "“common interests”: also said by Xie 2025, Wang 2025"
    assert said["warned"].splitlines()[0] == "“decoupling”: in no 2025-26 passage obtained; 3 not obtained"
    assert said["triad"].endswith("in articles of both eras")


def test_a_pair_has_the_topics_on_which_both_spoke(study: Study) -> None:
    """The spokesmen share several topics; only fragments of the pair are shown, and paraphrase is marked."""
    for old, new, _ in PAIRS.values():
        table = pair_table(study, old=old, new=new)
        assert len(table) > 0
        assert table[["old", "new"]].notna().all(axis=None)
    office = pair_table(study, old="Zhang 2021", new="Lou 2026").set_index("topic")
    assert office.loc["The leaders", "old"] == "“the opportunity of the phone call” (reported)"
    assert "objectively" not in " ".join(office["new"])
