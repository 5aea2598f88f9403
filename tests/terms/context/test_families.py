"""Set phrases of invented speeches: found by themselves, with variants, followed from side to side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.comparison import Comparison
from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.terms.context.families import SetPhrases, set_phrases

SIDES = {"by": "era", "target": "new", "reference": "old"}
TEXTS = pd.DataFrame(
    [
        ("o1", "old", "1901-02-03", "Ame Oru", "direct", "We guard our rivers, roads, and harbour rights. We settle quarrels."),
        ("o2", "old", "1902-05-01", "Ben Ilo", "mixed", "They guard rivers, roads and harbour rights; quarrels must be calmly settled."),
        ("o2", "old", "1902-05-01", "Ben Ilo", "mixed", "A common harvest is near."),
        ("o1", "old", "1901-02-03", "Ame Oru", "direct", "The common harvest feeds us."),
        ("n1", "new", "1921-01-01", "Cay Umi", "direct", "We guard the rivers, roads and harbour rights. An iron gate stands."),
        ("n2", "new", "1922-01-01", "Cay Umi", "indirect", "Ours are iron gates. Quarrels were settled."),
    ],
    columns=["document", "era", "date", "speaker", "voice", "text"],
)  # fmt: skip


@pytest.fixture(scope="module")
def found() -> SetPhrases:
    """Follow the phrases of four invented documents."""
    return Comparison(TEXTS, **SIDES).set_phrases()


def test_each_phrase_has_its_status(found: SetPhrases) -> None:
    """A triad persists with another comma and article, an order changes, one phrase is dropped, one is new."""
    table = found.families.set_index("phrase")
    status = table["status"].to_dict()
    triad = next(phrase for phrase in status if phrase.startswith("guard"))
    assert status[triad] == "persisting"
    assert status["iron gate"] == "new"
    assert status["common harvest"] == "dropped"
    assert table.loc[
        triad, ["documents_target", "documents_of_target", "documents_reference", "documents_of_reference"]
    ].tolist() == [1, 2, 2, 2]
    assert table.loc[triad, ["first", "last", "speakers", "voices"]].tolist() == [
        "1901-02-03", "1921-01-01", "Ame Oru; Ben Ilo; Cay Umi", "direct; mixed",
    ]  # fmt: skip
    assert table.loc["iron gate", ["count_target", "count_reference", "variants"]].tolist() == [2, 0, 2]


def test_order_and_gap_make_a_variant_of_the_same_phrase(found: SetPhrases) -> None:
    """Three orders and gaps of *settle quarrels* are one family, aligned word by word."""
    family = next(phrase for phrase in found.families["phrase"] if "quarrels" in phrase)
    here = found.occurrences[found.occurrences["phrase"].eq(family)]
    assert set(here["variant"]) == {"settle quarrels", "quarrels must be calmly settled", "quarrels were settled"}
    aligned = found.variants(family)
    assert aligned.columns.tolist() == ["variant", "count_target", "count_reference", "slot", "word", "change"]
    assert set(aligned["variant"]) == set(here["variant"])
    assert aligned.loc[aligned["variant"].eq(family), "change"].eq("same").all()
    assert "added" in set(aligned["change"])


def test_another_order_on_the_other_side_is_a_change_in_wording() -> None:
    """Inflection and function words are no change; order is."""
    texts = pd.DataFrame({"text": ["We settle quarrels.", "Quarrels are settled."], "era": ["old", "new"]})
    assert Comparison(texts, **SIDES).set_phrases().families["status"].tolist() == ["changed in wording"]
    texts["text"] = ["We settle the quarrel.", "They settled quarrels."]
    assert Comparison(texts, **SIDES).set_phrases().families["status"].tolist() == ["persisting"]


def test_exchanging_the_sides_exchanges_new_and_dropped(found: SetPhrases) -> None:
    """Everything else stays."""
    other = Comparison(TEXTS, by="era", target="old", reference="new").set_phrases().families.set_index("phrase")
    names = {"new": "dropped", "dropped": "new"}
    expected = found.families.set_index("phrase")["status"].replace(names)
    assert other["status"].to_dict() == expected.to_dict()


def test_a_phrase_of_one_document_is_none() -> None:
    """Repetition within a document makes no set phrase, however often."""
    texts = pd.DataFrame({"text": ["Iron gate. Iron gate. Iron gate.", "Calm sea."], "era": ["old", "new"]})
    found = Comparison(texts, **SIDES).set_phrases()
    assert found.families.empty
    assert found.families.columns[0] == "phrase"


def test_what_is_not_known_of_units_stays_empty() -> None:
    """Without dates, speakers and voices these columns are there and empty; other names can be given."""
    found = Comparison(TEXTS[["document", "era", "text"]], **SIDES).set_phrases()
    assert found.families[["first", "last", "speakers", "voices"]].eq("").all(axis=None)
    renamed = Comparison(TEXTS.rename(columns={"date": "day"}), **SIDES).set_phrases(about={"date": "day"})
    assert renamed.families["first"].min() == "1901-02-03"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"longest": 9}, "longest is 9; expected 2 to 8 words"),
        ({"longest": 1}, "longest is 1"),
        ({"min_documents": 1}, "min_documents is 1; expected a whole number of at least 2"),
        ({"gap": -1}, "gap is -1"),
        ({"without": "the"}, "without is 'the'; expected a list or set"),
        ({"about": {"date": "day"}}, "no column 'day'"),
    ],
)
def test_faulty_options_are_refused(options: dict[str, Any], said: str) -> None:
    """One sentence each."""
    with pytest.raises(ArgumentError, match=said):
        Comparison(TEXTS, **SIDES).set_phrases(**options)


def test_tokens_of_other_units_are_refused(found: SetPhrases) -> None:
    """And a phrase that is no family has no variants."""
    with pytest.raises(ArgumentError, match="tokens has no word of the units compared"):
        set_phrases(Comparison(TEXTS, **SIDES), tokens_table([("stranger", "Iron gate.")]))
    with pytest.raises(ArgumentError, match="phrase is 'wooden gate', which is no family"):
        found.variants("wooden gate")
