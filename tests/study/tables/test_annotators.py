"""Two annotators: pairs of statements, the share of equal fields, and every difference with its settlement."""

from __future__ import annotations

import pytest

from analysis.study.data.load import Study
from analysis.study.tables.annotators import annotator_agreement, annotator_differences, matched_annotations


def test_statements_of_two_annotators_are_paired_one_to_one(study: Study) -> None:
    """No statement is in two pairs, none is lost, and a pair shares half of its words in one article."""
    table = matched_annotations(study)
    for side, name in (("first", "statements"), ("second", "second_annotation")):
        given = table.loc[table[side].ne(""), side]
        assert sorted(given) == sorted(study.tables[name]["statement"])
    both = table.dropna(subset="jaccard")
    assert both["jaccard"].between(0.5, 1).all()
    assert both["first"].str[:3].tolist() == both["second"].str[:3].tolist()


def test_agreement_of_annotators_is_f1_and_shares(study: Study) -> None:
    """F1 of the statements is twice the pairs over all statements; the fields count pairs only."""
    table, pairs = annotator_agreement(study).set_index("what"), matched_annotations(study).dropna(subset="jaccard")
    row = table.loc["statements"]
    assert row["equal"] == len(pairs)
    assert row["share"] == pytest.approx(2 * len(pairs) / (row["of"] + row["of_second"]))
    differing = annotator_differences(study)["what"].value_counts()
    for what in ("speaker", "voice", "location", "scope"):
        assert table.loc[what, "of"] - table.loc[what, "equal"] == differing.get(what, 0)
    # Two names of one speaker are no difference, once they are settled.
    assert table.loc["speaker", "same"] == table.loc["speaker", "of"]
    assert (table["same"] >= table["equal"]).all()
    assert differing["statement"] == row["of"] + row["of_second"] - 2 * len(pairs)


def test_every_difference_of_annotators_is_settled(study: Study) -> None:
    """Each difference has one row that says what was kept and why, and no row settles what is equal."""
    keys = ["first", "second", "what"]
    settled = study.tables["annotation_settled"]
    assert not settled.duplicated(keys).any()
    assert set(settled[keys].itertuples(index=False, name=None)) == set(
        annotator_differences(study)[keys].itertuples(index=False, name=None)
    )
    assert annotator_differences(study)["settled"].ne("").all()
