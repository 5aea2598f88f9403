"""Quoted words alone and other topics: the same counts, asked again."""

from __future__ import annotations

import pytest

from analysis.study.data.load import Study
from analysis.study.design import ERAS
from analysis.study.tables.voices import frames_by_voice, frames_on_all_topics, quoted_counts, quoted_share


def test_more_than_half_of_the_words_are_paraphrase(study: Study) -> None:
    """Words and quoted words are those of the units; voices add up to the statements."""
    table = quoted_share(study).set_index("era")
    units = study.select().units
    for era in ERAS:
        here = units[units["era"].eq(era)]
        assert table.loc[era, ["words", "quoted"]].tolist() == here[["tokens", "quoted_tokens"]].sum().tolist()
        assert table.loc[era, ["direct", "mixed", "indirect"]].sum() == table.loc[era, "statements"] == len(here)
    assert table["paraphrased"].round(2).tolist() == [0.57, 0.52]


def test_no_term_is_quoted_more_often_than_it_occurs(study: Study) -> None:
    """Quoted counts are part of all counts, and rates are per 1,000 words of the same kind."""
    table, share = quoted_counts(study).set_index("term"), quoted_share(study).set_index("era")
    for era in ERAS:
        assert (table[f"quoted_{era}"] <= table[f"count_{era}"]).all()
        expected = 1000 * table.loc["interests", f"quoted_{era}"] / share.loc[era, "quoted"]
        assert table.loc["interests", f"quoted_rate_{era}"] == pytest.approx(expected)
    assert (
        table.loc["interests", "count_biden"]
        == study.select().of("interests")[study.select().units["era"].eq("biden")].sum()
    )


def test_direct_statements_are_some_of_all(study: Study) -> None:
    """A frame has at most as many direct statements as statements, of as many as there are."""
    table, share = frames_by_voice(study), quoted_share(study).set_index("era")
    for era in ERAS:
        assert (table[f"direct_{era}"] <= table[f"statements_{era}"]).all()
        assert table[f"direct_of_{era}"].eq(share.loc[era, "direct"]).all()


def test_taiwan_is_in_both_eras_on_all_topics(study: Study) -> None:
    """What looks like a topic of one era only follows from coding its status as a topic by itself."""
    row = frames_on_all_topics(study).set_index("frame").loc["TAIWAN"]
    assert row["statements_biden"] == 0
    assert row["statements_trump2"] > 0
    assert row["all_biden"] > 0
    assert row["all_of_biden"] > row["of_biden"]
