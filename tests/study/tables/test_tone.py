"""The study's tables, findings and plates on frames, tone and stance, against sums done another way."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.study.data.load import Study
from analysis.study.findings.framing import finding_coder
from analysis.study.findings.tone import finding_lexicons, finding_stance
from analysis.study.tables import framing, tone


def test_tone_is_coded_for_every_statement_with_frames(study: Study) -> None:
    """One coder coded the tone of all statements that were coded for frames."""
    assert set(study.frames_coded.index) <= set(study.tone_coded.index)
    assert study.tables["tone_coded"]["coder"].nunique() == 1


@pytest.mark.parametrize(("lexicon", "largest"), [("afinn", 5), ("huliu", 1)])
def test_word_shift_adds_up(study: Study, lexicon: str, largest: int) -> None:
    """The shifts of all words of a list of words are the difference of mean scores that the notebook reports."""
    table = tone.shift(study, lexicon)
    reported = tone.lexicon_differences(study).set_index(["lexicon", "way"])["difference"]
    assert table["shift"].sum() == pytest.approx(1000 * largest * reported[lexicon, "names masked"], rel=1e-3)


def test_networks_count_shared_statements(study: Study) -> None:
    """The eras' counts of a pair add up to the whole."""
    table = framing.network(study)
    assert (table["together_biden"] + table["together_trump2"]).equals(table["together"])


def test_stance_counts_verbatim_words_only(study: Study) -> None:
    """No more stance hits are counted than are in quotation marks."""
    table = tone.stance_rates(study)
    assert (
        table["count_biden"].sum() + table["count_trump2"].sum()
        <= study.stance_hits.loc[study.stance_hits["verbatim"], "count"].sum()
    )


def test_lexicons_as_printed_and_masked(study: Study) -> None:
    """Twelve rows, and the declared lexicon's difference is that of its own table."""
    from analysis.study.tables.tone import tone_differences

    table = tone.lexicon_differences(study)
    assert len(table) == 12
    row = table[table["lexicon"].eq("vader") & table["way"].eq("names masked")].iloc[0]
    assert row["difference"] == pytest.approx(tone_differences(study).iloc[0]["difference"])
    assert np.isfinite(table["in_sd"]).all()


@pytest.mark.parametrize("make", [finding_coder, finding_lexicons, finding_stance])
def test_findings_hold(study: Study, make: object) -> None:
    """Each finding is true of the committed data."""
    assert make(study).holds  # type: ignore[operator]


def test_scores_of_an_unknown_lexicon(study: Study) -> None:
    """A lexicon that was not scored is refused."""
    with pytest.raises(ValueError, match="lexicon is 'anew'"):
        study.scores(lexicon="anew")


def test_every_table_of_the_notebooks_adds_up(study: Study) -> None:
    """Shares lie inside their range, functions and verbs count every statement, profiles name every official."""
    ranges = framing.frame_shares(study)
    assert (ranges["lowest"] <= ranges["share"] + 1e-9).all()
    assert (ranges["share"] <= ranges["highest"] + 1e-9).all()
    units = study.select("officials, all topics").units
    verbs = tone.reporting(study)
    assert verbs[["biden", "trump2"]].to_numpy().sum() == len(units)
    assert framing.profiles(study)["statements_of"].sum() == len(units)
    functions = framing.frame_functions(study)
    assert (functions["statements_biden"] <= functions["of_biden"]).all()
    assert set(framing.patterns(study)["frame"]) == set(study.codebook.ids)


def test_conflicts_and_pairs_speak_of_the_same_statements(study: Study) -> None:
    """No two lexicons are opposed on more statements than are listed."""
    assert tone.lexicon_pairs(study)["opposed"].max() <= len(tone.lexicon_conflicts(study))


def test_tone_check_counts_every_coded_sign(study: Study) -> None:
    """Right, wrong and silent add up, for every lexicon and way."""
    table = tone.tone_check(study)
    assert (table["right"] + table["wrong"] + table["silent"]).equals(table["of"])
