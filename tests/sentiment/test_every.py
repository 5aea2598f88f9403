"""Every lexicon in every way over the same units."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.errors import DiscourseError
from analysis.sentiment.every import score_all
from analysis.sentiment.lexicons import BUNDLED
from analysis.sentiment.overlay import read_overlay
from analysis.study.data.load import Study

TEXTS = [("b", "Mutual respect is good."), ("a", ""), ("c", "...")]


def test_every_lexicon_in_every_way(study: Study) -> None:
    """Four lexicons, as printed, masked, and masked with the overlay."""
    overlay = read_overlay(study.folder / "codebook" / "overlay.csv")
    scores, hits = score_all([("u", "Mutual respect is good.")], names=study.entities, overlay=overlay)
    assert len(scores) == 12
    assert set(scores["lexicon"]) == {"vader", *BUNDLED}
    assert "mutual respect" in set(hits.loc[hits["overlay"], "word"])
    assert len(score_all([("u", "Good.")], names=study.entities)[0]) == 8


def test_every_unit_has_a_row_by_every_lexicon(study: Study) -> None:
    """A unit without tokens is neither lost nor neutral, so shares have the right base."""
    scores, _ = score_all(TEXTS, names=study.entities)
    for _, part in scores.groupby(["lexicon", "masked"]):
        assert part["unit"].tolist() == ["b", "a", "c"]
        assert part["score"].isna().tolist() == [False, True, True]
        assert part["tokens"].tolist() == [4, 0, 0]


def test_texts_may_be_a_generator(study: Study) -> None:
    """They are read once for each way, so they are kept."""
    for once, again in zip(
        score_all((part for part in TEXTS), names=study.entities), score_all(TEXTS, names=study.entities), strict=True
    ):
        pd.testing.assert_frame_equal(once, again)


def test_units_have_the_same_names_by_every_lexicon(study: Study) -> None:
    """Whole numbers become strings, as in tables of tokens."""
    scores, hits = score_all([(1, "Good.")], names=study.entities)
    assert set(scores["unit"]) == set(hits["unit"]) == {"1"}


def test_a_part_without_a_text(study: Study) -> None:
    """A missing text is reported before anything is scored."""
    with pytest.raises(DiscourseError, match="the text of unit 'u' is None"):
        score_all([("u", None)], names=study.entities)  # type: ignore[list-item]


def test_names_are_optional() -> None:
    """Without a table of names both ways have the same scores, and any form of texts is read."""
    scores, _ = score_all({"u": "The United States agreed on a good plan."})
    one, other = (scores[scores["masked"].eq(way)].drop(columns="masked") for way in (False, True))
    assert len(one) == 1 + len(BUNDLED)
    assert one.reset_index(drop=True).equals(other.reset_index(drop=True))
    with pytest.raises(DiscourseError, match="names is 'US'; expected Entities"):
        score_all("Good.", names="US")  # type: ignore[arg-type]


def test_the_share_done_rises_to_1(study: Study) -> None:
    """It is reported once for each lexicon and way."""
    shares: list[float] = []
    score_all([("u", "A good day.")], names=study.entities, progress=shares.append)
    assert shares == sorted(shares)
    assert (len(shares), shares[-1]) == (8, 1.0)
