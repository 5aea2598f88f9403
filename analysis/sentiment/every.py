"""Every lexicon over the same units: the pre-declared one and those that check it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, tokens_table
from analysis.framing.matching import TermIndex
from analysis.sentiment.lexicons import BUNDLED, bundled_lexicon
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader

__all__ = ["DECLARED", "score_all"]

DECLARED = "vader"
"""The lexicon that the study declared before looking; the others say how far its answer can be trusted."""


def score_all(
    parts: Sequence[tuple[str, str]], *, names: Entities, overlay: Overlay | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score units by VADER and by the lexicons that come inside packages.

    Each is scored as printed, with names masked, and, where an overlay is given, masked and with it.

    Parameters
    ----------
    parts : pairs (unit, text); a unit may have several
    names : entities to mask
    overlay : formulae with values of their own

    Returns
    -------
    scores, hits : the tables of `score_lexicon`, with `lexicon`, `masked` and `overlay`
    """
    ways = [(False, None), (True, None), *([(True, overlay)] if overlay else [])]
    scores, hits = [], []
    for masked, formulae in ways:
        entities = names if masked else NO_ENTITIES
        tokens = tokens_table(parts, entities=entities)
        index = TermIndex(tokens)
        found = {DECLARED: score_vader(parts, entities=entities, overlay=formulae)}
        for name in BUNDLED:
            found[name] = score_lexicon(tokens, bundled_lexicon(name), overlay=formulae, index=index)
        for name, (score, words) in found.items():
            about: dict[str, Any] = {"lexicon": name, "masked": masked, "overlay": formulae is not None}
            scores.append(score.assign(**about))
            hits.append(words.assign(**about))
    return pd.concat(scores, ignore_index=True), pd.concat(hits, ignore_index=True)
