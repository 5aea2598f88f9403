"""Four coders: the figures are those of a count by hand."""

from __future__ import annotations

import pytest

from analysis.study.data.load import Study
from analysis.study.design import ERAS
from analysis.study.tables.coders import (
    dictionary_validity,
    every_coder,
    frame_agreement,
    frames_by_coder,
    frames_of_coders,
    tone_agreement,
    tone_by_coder,
)


def test_frames_of_coders_have_the_same_units(study: Study) -> None:
    """Counts of the three coders can be set side by side."""
    tables = frames_of_coders(study)
    assert list(tables) == ["A", "C", "D"]
    assert all(table.index.equals(tables["A"].index) for table in tables.values())
    assert all(table.columns.equals(tables["A"].columns) for table in tables.values())


def test_agreement_of_coders_is_that_of_a_count_by_hand(study: Study) -> None:
    """Pooled counts are those of the raw rows of the two tables of codes."""
    pooled = frame_agreement(study).query("frame == '(all)'").set_index(["first", "second"])
    assert pooled.index.tolist() == [("A", "C"), ("A", "D"), ("C", "D")]
    codes = study.tables["second_codes"].set_index(["coder", "statement"])["frames"]
    first = study.tables["frames_coded"].groupby("statement")["frame"].agg(set)
    both = sum(len(frames & set(codes["C", statement].split(";"))) for statement, frames in first.items())
    assert pooled.loc[("A", "C"), "both"] == both
    assert pooled["f1"].gt(0.94).all()


def test_three_coders_at_once(study: Study) -> None:
    """Alpha of all three is between the lowest and the highest of the pairs."""
    every = every_coder(study).set_index("variable")
    pairs = frame_agreement(study).query("frame == '(all)'")["alpha"]
    assert pairs.min() <= every.loc["frames", "alpha"] <= pairs.max()
    tone = tone_agreement(study)
    assert tone["alpha"].min() <= every.loc["tone", "alpha"] <= tone["alpha"].max()
    assert (tone["equal"] / tone["units"]).tolist() == pytest.approx(tone["raw"].tolist())


def test_every_frame_count_has_every_coder(study: Study) -> None:
    """Of each frame there is a row for A, C, D and the dictionary, with k of n statements and documents."""
    table = frames_by_coder(study)
    assert table.groupby("frame")["coder"].agg(list).map(lambda found: found == ["A", "C", "D", "dictionary"]).all()
    units = study.select().units
    for era in ERAS:
        assert table[f"of_{era}"].eq(units["era"].eq(era).sum()).all()
        assert (table[f"documents_{era}"] <= table[f"documents_of_{era}"]).all()
    # A plate once showed the dictionary's three; the coders have two.
    losses = table[table["frame"].eq("MUTUAL_LOSS")].set_index("coder")["statements_biden"]
    assert losses.drop("dictionary").to_dict() == {"A": 2, "C": 2, "D": 2}


def test_tone_by_coder_is_the_mean_of_its_counts(study: Study) -> None:
    """The mean is positive less negative statements over all; the three coders agree on the fall."""
    table = tone_by_coder(study)
    for era in ERAS:
        expected = (table[f"positive_{era}"] - table[f"negative_{era}"]) / table[f"of_{era}"]
        assert table[f"mean_{era}"].tolist() == pytest.approx(expected.tolist())
    assert table["difference"].lt(0).all()


def test_validity_begins_with_prose_by_other_hands(study: Study) -> None:
    """Real prose comes first, and there the dictionary does worse than on its author's sentences."""
    table = dictionary_validity(study)
    pooled = table[table["frame"].eq("(all)")]
    assert pooled["texts"].iloc[0] == "real official prose"
    by = pooled[pooled["first"].eq("dictionary")].set_index(["texts", "second"])["f1"]
    assert by["real official prose", "C"] < by["invented sentences", "author"]
    assert pooled["of"].isin([80, 147, 74, 73]).all()


def test_precision_and_recall_follow_from_the_counts(study: Study) -> None:
    """A frame that nobody gave has no precision and no recall, and none of them is 0 by default."""
    table = dictionary_validity(study)
    nothing = table[["both", "only_first", "only_second"]].sum(axis=1).eq(0)
    assert nothing.any()
    assert table.loc[nothing, ["precision", "recall", "f1"]].isna().all(axis=None)
    row = table[table["frame"].eq("GLOBAL") & table["second"].eq("C")].iloc[0]
    assert row["recall"] == pytest.approx(row["both"] / (row["both"] + row["only_second"]))
