"""The plates of the second study."""

from __future__ import annotations

import pytest

from analysis.study.data.load import Study
from analysis.study.plates.presidents import PLATES
from analysis.study.tables.presidents import frame_shares


@pytest.mark.parametrize("name", PLATES)
def test_the_title_has_the_numbers_of_the_table(name: str, study: Study) -> None:
    """Numbers of the title are those of the data."""
    plate = PLATES[name](study)
    table = frame_shares(name.removeprefix("presidents-")).set_index("frame")
    assert plate.data["frame"].tolist() == table.index.tolist()
    if name == "presidents-countries":
        assert f"{table.loc['trade', 'share_target']:.0%} of sentences speak of trade" in plate.title
        assert table.loc["trade", "share_target"] > table.loc["trade", "share_reference"]
    else:
        row = table.loc["competition"]
        assert f"{row['documents_target']:.0f} of {row['documents_of_target']:.0f} addresses" in plate.title
