"""One call from a result to a plate."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.comparison import Comparison
from analysis.corpus.tokens import tokens_table
from analysis.errors import ArgumentError
from analysis.figures.results import plot
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coding import code_frames, frame_hits, prevalence
from analysis.framing.rates import frame_rates
from analysis.patterns.pattern import Pattern
from analysis.sentiment.groups import tone_by_group
from analysis.sentiment.lexicons import Lexicon
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.shifts import tone_shift

TEXTS = pd.DataFrame(
    {"text": ["A good mill.", "Mills are good.", "A bad barn.", "Barns."], "era": ["new", "new", "old", "old"]},
    index=list("abcd"),
)
BOOK = Codebook((Frame("MILL", "Mills", indicators=(Pattern("mill*"),)),))


def results() -> dict[str, pd.DataFrame]:
    """Return a table of each kind, as the package makes it from four texts."""
    comparison = Comparison(TEXTS, by="era", target="new", reference="old")
    tokens = tokens_table(TEXTS)
    hits = frame_hits(tokens, BOOK)
    units = TEXTS.assign(tokens=tokens.groupby("unit").size(), document=TEXTS.index)
    scores, words = score_lexicon(tokens, Lexicon("l", {"good": 1, "bad": -1}, "-", "-"))
    return {
        "keyness": comparison.keyness(),
        "splits": comparison.placebo(),
        "divergence": comparison.divergence(),
        "prevalence": prevalence(code_frames(hits, units.index, BOOK), units, by="era"),
        "rates": frame_rates(hits, units, BOOK, by="era"),
        "tone": tone_by_group(scores, units, by="era"),
        "shift": tone_shift(words, units, by="era", target="new", reference="old"),
    }


@pytest.mark.parametrize("kind", ["keyness", "splits", "divergence", "prevalence", "rates", "tone", "shift"])
def test_every_result_is_a_plate_in_one_call(kind: str) -> None:
    """Drawn without a warning, as named, with words for those who cannot see it, and the same bytes each time."""
    result = results()[kind]
    plate = plot(result, name="mine")
    assert set(plate.files()) == {"mine.png", "mine.svg", "mine.csv", "mine.txt"}
    assert plate.alt.endswith(".")
    assert plot(result, name="mine").png == plate.png


def test_another_table_is_refused() -> None:
    """The error lists what can be drawn; a table without rows is refused, too."""
    with pytest.raises(ArgumentError, match="result has the columns x; expected a table of keyness"):
        plot(pd.DataFrame({"x": [1]}))
    with pytest.raises(ArgumentError, match="table has no row"):
        plot(results()["keyness"].head(0))
