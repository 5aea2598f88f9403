"""The explorer of the study: the counts of the tables, and glosses in the place of statements."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from analysis.study.data.load import Study
from analysis.study.explorer import study_explorer


def test_what_can_be_chosen_and_what_is_counted(study: Study) -> None:
    """Each unit has its speaker, article, date, voice, frames and gloss; a speaker's words are those of the table."""
    page = BeautifulSoup(study_explorer(study, site="A site").content, "html.parser")
    held = page.select_one("#explorer-data")
    assert held is not None
    data = json.loads(held.get_text())
    units = study.select().units
    assert [name for name, _ in data["filters"]] == ["Speaker", "Article", "Date", "Voice", "Frame"]
    speakers, frames = data["filters"][0][1], data["filters"][4][1]
    assert speakers == sorted(units["speaker"].unique())
    assert set(frames) <= set(study.codebook.names.values())
    at = [row[0] for row in data["terms"]].index("cooperation")
    found: dict[str, int] = {}
    for unit, count in zip(data["counts"][at][::2], data["counts"][at][1::2], strict=True):
        speaker = speakers[data["units"][unit][4][0][0]]
        found[speaker] = found.get(speaker, 0) + count
    expected = study.select().group("speaker").of("cooperation")
    assert found == expected[expected.gt(0)].to_dict()
    assert {about[5] for about in data["units"]} == set(units["gloss"])
    assert sum(about[3] for about in data["units"]) == units["tokens"].sum()
    # Five articles can have no p of .05, and the page says so.
    assert not data["decisive"]
    assert "no p can tell" in page.get_text()


def test_a_frame_chosen_is_that_of_the_dictionary(study: Study) -> None:
    """A unit is in a frame of the list exactly where the dictionary found it."""
    held = BeautifulSoup(study_explorer(study, site="A site").content, "html.parser").select_one("#explorer-data")
    assert held is not None
    data = json.loads(held.get_text())
    names = data["filters"][4][1]
    frames = study.frames.loc[study.select().units.index]
    for name in names:
        frame = next(one for one, said in study.codebook.names.items() if said == name)
        assert sum(names.index(name) in about[4][4] for about in data["units"]) == frames[frame].sum()


@pytest.mark.parametrize("word", ["explorer-data", "dull-data"])
def test_the_page_holds_all_it_needs(study: Study, word: str) -> None:
    """Data are in the page, under a policy that lets nothing else load."""
    content = study_explorer(study, site="A site").content
    assert f'id="{word}"' in content
    assert "default-src 'none'" in content
    assert len(content) < 200_000
