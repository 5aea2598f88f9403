"""Lexicons against one another and against a person."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from analysis.errors import DiscourseError
from analysis.sentiment.disagreement import compare_lexicons, contradictions, tone_validity, wide_scores

WIDE = pd.DataFrame({"a": [1.0, -1.0, 0.0], "b": [-0.5, -0.1, 0.0], "c": [0.0, 0.0, 0.0]}, index=["u1", "u2", "u3"])


def test_pairs_of_lexicons() -> None:
    """Signs are compared where both have one; a constant lexicon has no rank correlation."""
    table = compare_lexicons(WIDE).set_index(["first", "second"])
    assert table.loc[("a", "b"), ["both", "same_sign", "opposed"]].tolist() == [2, 0.5, 1]
    assert np.isnan(table.loc[("a", "c"), "rho"])
    assert np.isnan(table.loc[("a", "c"), "same_sign"])


def test_contradictions_need_opposite_signs() -> None:
    """Only the unit that is good to one and bad to another is listed."""
    assert list(contradictions(WIDE).index) == ["u1"]


def test_tone_validity_by_hand() -> None:
    """One right, one wrong; neutral and mixed units have no sign to be right about."""
    tone = pd.Series({"u1": "positive", "u2": "positive", "u3": "mixed"})
    found = tone_validity(WIDE, tone).set_index("lexicon")
    assert found.loc["a", ["right", "wrong", "silent", "of"]].tolist() == [1, 1, 0, 2]
    assert np.isnan(found.loc["a", "auc"])
    with pytest.raises(DiscourseError, match="tone is 'glad'"):
        tone_validity(WIDE, pd.Series({"u1": "glad"}))


def test_wide_takes_one_way_of_scoring() -> None:
    """Masked and unmasked scores are never mixed."""
    rows = [("u", "a", True, False, 1.0), ("u", "a", False, False, 2.0), ("u", "a", True, True, 3.0)]
    table = pd.DataFrame(rows, columns=["unit", "lexicon", "masked", "overlay", "score"])
    assert wide_scores(table).loc["u", "a"] == 1
    assert wide_scores(table, masked=False).loc["u", "a"] == 2
    assert wide_scores(table, overlay=True).loc["u", "a"] == 3


SCORE = st.one_of(st.just(np.nan), st.integers(-3, 3).map(float))


@given(st.lists(st.tuples(SCORE, SCORE), min_size=2, max_size=12))
def test_rank_correlation_leaves_out_units_that_one_does_not_score(pairs: list[tuple[float, float]]) -> None:
    """As scipy, which ranks after the deletion: ranks among all units would be those of other units too."""
    wide = pd.DataFrame(pairs, columns=["p", "q"])
    rho = compare_lexicons(wide)["rho"].iloc[0]
    whole = wide.dropna()
    if (whole.nunique() < 2).any():
        assert np.isnan(rho)
    else:
        assert rho == pytest.approx(spearmanr(whole["p"], whole["q"]).statistic)


def test_rank_correlation_by_hand() -> None:
    """Of five units three are scored by both."""
    wide = pd.DataFrame({"p": [1, 2, 3, 4, 5.0], "q": [5, np.nan, np.nan, 1, 9.0]})
    assert compare_lexicons(wide)["rho"].tolist() == pytest.approx([0.5])


@given(st.lists(st.tuples(SCORE, st.sampled_from(["positive", "negative", "neutral"])), min_size=1, max_size=12))
def test_right_wrong_and_silent_are_all_that_is_scored(rows: list[tuple[float, str]]) -> None:
    """A unit without a score is neither silent nor a lost comparison."""
    scores, tone = (pd.Series(values) for values in zip(*rows, strict=True))
    found = tone_validity(scores.to_frame("l"), tone).iloc[0]
    scored = scores.notna() & tone.ne("neutral")
    assert found["right"] + found["wrong"] + found["silent"] == found["of"] == scored.sum()
    up, down = (scores[scored & tone.eq(side)] for side in ("positive", "negative"))
    pairs = [float(a > b) + 0.5 * (a == b) for a in up for b in down]
    assert found["auc"] == pytest.approx(np.mean(pairs)) if pairs else np.isnan(found["auc"])


def test_tone_may_be_categorical() -> None:
    """A column of categories codes as one of strings."""
    tone = pd.Series(["positive", "negative"], index=["u1", "u2"])
    assert tone_validity(WIDE, tone.astype("category")).equals(tone_validity(WIDE, tone))


@pytest.mark.parametrize(
    ("tone", "said"),
    [
        (pd.Series(["positive"], index=["elsewhere"]), "no unit of wide is coded: wide has 'u1', tone 'elsewhere'"),
        (pd.Series(["positive", "negative"], index=["u1", "u1"]), "the index of tone has the unit 'u1' twice"),
        (pd.Series(["positive", np.nan], index=["u1", "u2"]), "tone is nan; allowed: mixed"),
        (pd.Series([3, "positive", "glad"], index=["u1", "u2", "u3"], dtype=object), "tone is 3; allowed"),
        (["positive"], r"tone is \['positive'\]; expected Series; pass the codes"),
    ],
)
def test_codings_that_cannot_be_compared(tone: object, said: str) -> None:
    """Other units, a unit coded twice, a missing or unknown code, no Series."""
    with pytest.raises(DiscourseError, match=said):
        tone_validity(WIDE, tone)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "compare", [compare_lexicons, contradictions, lambda w: tone_validity(w, pd.Series(["mixed"]))]
)
@pytest.mark.parametrize(
    ("wide", "said"),
    [
        (pd.DataFrame({"a": ["x", "y"], "b": [1.0, 2.0]}), "wide has a score that is no number"),
        (pd.DataFrame({"a": [1.0, 2.0]}, index=["u", "u"]), "wide has the unit 'u' twice"),
        (pd.DataFrame([[1.0, 2.0]], columns=["a", "a"]), "wide has the lexicon 'a' twice"),
        ([1.0], r"wide is \[1.0\]; expected a table"),
    ],
)
def test_tables_that_cannot_be_compared(compare: object, wide: object, said: str) -> None:
    """Strings for numbers, and labels that occur twice."""
    with pytest.raises(DiscourseError, match=said):
        compare(wide)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: pd.concat([t, t]), "scores have unit 'u' by 'a' twice"),
        (lambda t: t.drop(columns="overlay"), "scores has no column 'overlay'"),
        (lambda t: t.assign(masked="true"), "masked has the value 'true'; expected True or False"),
    ],
)
def test_scores_that_cannot_be_widened(change: object, said: str) -> None:
    """A unit scored twice in one way, a missing column, flags that are strings."""
    table = pd.DataFrame([("u", "a", True, False, 1.0)], columns=["unit", "lexicon", "masked", "overlay", "score"])
    with pytest.raises(DiscourseError, match=said):
        wide_scores(change(table))  # type: ignore[operator]
