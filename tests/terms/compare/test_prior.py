"""A background as the prior of weighted log-odds."""

from __future__ import annotations

import pandas as pd

from analysis.corpus.termmatrix import TermMatrix
from analysis.terms.compare.comparison import Comparison
from analysis.terms.compare.weighted import weighted_log_odds

TEXTS = ["The red mill stands. A river runs by the red mill.", "Red mill talk. The river rose!", "A red barn fell."]


def test_a_background_shrinks() -> None:
    """An informative prior pulls log-odds towards 0; `prior_size` divides the background's shares."""
    terms = TermMatrix.from_texts(pd.DataFrame({"text": TEXTS, "group": ["p", "p", "q"]}))
    comparison = Comparison(terms, by="group", target="p", reference="q")
    flat = weighted_log_odds(comparison).set_index("term")
    background = {"red": 900, "mill": 100}
    shrunk = weighted_log_odds(comparison, background=background, prior_size=500).set_index("term")
    assert flat.loc["mill", "log_odds"] > shrunk.loc["mill", "log_odds"] > 0
    assert shrunk.loc["red", "prior"] == 450
