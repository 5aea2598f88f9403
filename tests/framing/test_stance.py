"""Stance: which words, verbatim or not, negated or not, and to whom."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.tokens import Entities, tokens_table
from analysis.errors import DataError
from analysis.framing.stance import read_word_lists, reporting_verbs, stance_hits
from analysis.study.data.load import Study

NAMES = Entities(
    pd.DataFrame(
        {"entity": ["Ruritania", "Borduria"], "variant": ["Ruritania", "Borduria"], "unless_after": [None, None]}
    )
)


def test_addressee_and_negation(study: Study) -> None:
    """The one urged comes after the verb, else before; the speaker's own side is never the addressee."""
    lists = read_word_lists(study.folder / "codebook" / "stance.csv")
    text = "Ruritania urges Borduria to stop. We will not yield an inch. Of Borduria none must speak."
    hits = stance_hits(
        tokens_table([("u", text)], entities=NAMES), lists, names={"Ruritania", "Borduria"}, own={"Ruritania"}
    )
    found = {(row.category, row.hit): (row.negated, row.addressee) for row in hits.itertuples()}
    assert found["directive", "urges"] == (False, "Borduria")
    assert found["refusal", "yield an inch"] == (True, "none named")
    assert found["modal of obligation", "must"] == (True, "Borduria")
    assert hits["verbatim"].all()
    text = "Borduria knows that Ruritania urges talks."
    hits = stance_hits(
        tokens_table([("u", text)], entities=NAMES), lists, names={"Ruritania", "Borduria"}, own={"Ruritania"}
    )
    assert hits["addressee"].tolist() == ["Borduria"]


def test_only_wholly_quoted_hits_are_verbatim(study: Study) -> None:
    """A hit with one word outside quotation marks is the reporter's."""
    lists = read_word_lists(study.folder / "codebook" / "stance.csv")
    tokens = tokens_table([("u", "They are ready to talk.")])
    half = pd.Series([False, False, True, True, True])
    hits = stance_hits(tokens, lists, names=set(), quoted=half).set_index("hit")["verbatim"]
    assert bool(hits["ready to"])
    table = stance_hits(tokens, lists, names=set(), quoted=~half)
    assert not table["verbatim"].any()


def test_reporting_verbs_are_classed(study: Study) -> None:
    """Says is neutral, urges directive, a cue outside the lists other, and no cue none."""
    lists = read_word_lists(study.folder / "codebook" / "reporting_verbs.csv", column="class")
    cues = pd.Series({"a": "says", "b": "has urged", "c": "whistled", "d": ""})
    assert reporting_verbs(cues, lists)["class"].tolist() == ["neutral", "directive", "other", "none"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("category,pattern\na,b\n", "line 1: there is no column source"),
        ("category,pattern,source\na,,s\n", "lists.csv, line 2: pattern is empty"),
        ("category,pattern,source\na,b,s\na,b,s\n", "line 3: 'b' is in line 2 too"),
        ("category,pattern,source\na,b(,s\n", "line 2: the pattern 'b.'"),
        ("category,pattern,source\n", "there are no rows"),
    ],
)
def test_faults_of_word_lists(tmp_path: Path, text: str, said: str) -> None:
    """File, line, value and remedy."""
    path = tmp_path / "lists.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        read_word_lists(path)
