"""Plates of dots with ranges: each value where it is, each name in the words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection

from analysis.corpus.termmatrix import TermMatrix
from analysis.errors import ArgumentError
from analysis.figures.dots import plot_keyness, plot_prevalence, plot_tone
from analysis.framing.coding import prevalence
from analysis.sentiment.groups import tone_by_group
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.key_terms import keyness

TEXTS = pd.DataFrame({"text": ["mill mill weir"] * 9 + ["barn weir"] * 9, "era": ["new"] * 9 + ["old"] * 9})


@pytest.fixture
def key_terms() -> pd.DataFrame:
    """Keyness of two invented eras."""
    return keyness(
        Comparison(
            TermMatrix.from_texts(TEXTS.assign(text=TEXTS["text"] + " " + TEXTS.index.astype(str))),
            by="era",
            target="new",
        )
    )


def test_key_terms_of_both_sides(key_terms: pd.DataFrame) -> None:
    """The strongest of each side in order; the names are those of the comparison; documents are beside the marks."""
    plate = plot_keyness(key_terms, most=1)
    assert plate.data["term"].tolist() == ["mill", "barn"]
    assert plate.alt == "More in new: mill. More in the rest: barn."
    axes = plate.figure.axes[0]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["mill", "barn"]
    assert {"9 | 0", "0 | 9", "■ new", "● the rest"} <= {text.get_text() for text in axes.texts}
    marks = [np.asarray(found.get_offsets())[0, 0] for found in axes.collections if len(found.get_offsets())]
    assert {round(value, 6) for value in plate.data["log_ratio"]} <= {round(float(value), 6) for value in marks}
    assert plate.png.startswith(b"\x89PNG")


def test_an_undecided_term_is_hollow(key_terms: pd.DataFrame) -> None:
    """Where `lrc` is 0 the mark is white inside."""
    fills = []
    for lrc in (0.0, 1.0):
        plate = plot_keyness(key_terms.assign(lrc=lrc), most=1, names=("a", "b"))
        dots = [found for found in plate.figure.axes[0].collections if isinstance(found, PathCollection)]
        fills.append([tuple(np.asarray(found.get_facecolor())[0][:3]) == (1.0, 1.0, 1.0) for found in dots][:1])
    assert fills == [[True], [False]]


def test_frames_of_any_groups() -> None:
    """Shares with k of n and the range without a document; a seventh group could not be told apart."""
    codes = pd.DataFrame({"F": [1, 0, 1, 1], "G": [0, 0, 1, 0]})
    units = pd.DataFrame({"era": ["p", "p", "q", "r"], "document": list("abcd")})
    table = prevalence(codes, units, by="era")
    plate = plot_prevalence(table)
    assert (
        plate.alt
        == "Share of units with each frame, from 0 to 1. F: p 0.50, q 1.00, r 1.00; G: p 0.00, q 1.00, r 0.00."
    )
    texts = [text.get_text() for text in plate.figure.axes[0].texts]
    assert texts.count("1 of 2") == 1
    assert {"● p", "■ q", "◆ r"} <= set(texts)
    many = pd.concat([table[table["group"].eq("p")].assign(group=str(at)) for at in range(7)])
    with pytest.raises(ArgumentError, match="table has 7 groups; expected at most 6"):
        plot_prevalence(many)


def test_tone_of_groups() -> None:
    """One row a group, in any number."""
    scores = pd.DataFrame({"unit": list("abc"), "score": [0.5, 0.1, -0.2], "hits": 1})
    units = pd.DataFrame({"era": ["p", "p", "q"], "document": list("abc")}, index=list("abc"))
    plate = plot_tone(tone_by_group(scores, units, by="era"), title="Tone fell")
    assert plate.alt == "Mean tone, -1 to 1: p +0.300; q -0.200."
    assert plate.title == "Tone fell"
