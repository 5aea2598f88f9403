"""Every lexicon over the same units: the pre-declared one and those that check it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, tokens_table
from analysis.patterns.matching import TermIndex
from analysis.progress import Progress, telling
from analysis.sentiment.checks import instance, texts_of_units
from analysis.sentiment.lexicons import BUNDLED, bundled_lexicon
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader

__all__ = ["DECLARED", "score_all"]

DECLARED = "vader"
"""The lexicon that the study declared; the others say how far its answer can be trusted."""


def score_all(
    parts: Iterable[tuple[str, str]],
    *,
    names: Entities,
    overlay: Overlay | None = None,
    progress: Progress = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score units by VADER and by the lexicons that come inside packages.

    Each is scored as printed, with names masked, and, where an overlay is given, masked and with it.

    Parameters
    ----------
    parts : pairs (unit, text); a unit may have several, and empty ones
    names : entities to mask
    overlay : formulae with values of their own
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    scores, hits : the tables of `score_lexicon`, with `lexicon`, `masked` and `overlay`; every unit has a score by
        every lexicon, NaN where it has no tokens

    Raises
    ------
    ArgumentError : a part is no pair of a name and a text, or the lexicons are not installed
    """
    instance("names", names, Entities)
    # Gone through once for each way; units are told by their names as texts, as in the tables of tokens.
    kept = [(str(unit), text) for unit, text in texts_of_units(parts)]
    units = list(dict.fromkeys(unit for unit, _ in kept))
    ways = [(False, None), (True, None), *([(True, overlay)] if overlay is not None else [])]
    scores, hits = [], []
    steps = len(ways) * (1 + len(BUNDLED))
    with telling(progress, "scoring tone") as tell:
        for masked, formulae in ways:
            entities = names if masked else NO_ENTITIES
            tokens = tokens_table(kept, entities=entities)
            index = TermIndex(tokens)
            for name in (DECLARED, *BUNDLED):
                if name == DECLARED:
                    score, words = score_vader(kept, entities=entities, overlay=formulae)
                else:
                    score, words = score_lexicon(
                        tokens, bundled_lexicon(name), overlay=formulae, index=index, units=units
                    )
                about: dict[str, Any] = {"lexicon": name, "masked": masked, "overlay": formulae is not None}
                scores.append(score.assign(**about))
                hits.append(words.assign(**about))
                tell(len(scores) / steps)
    return pd.concat(scores, ignore_index=True), pd.concat(hits, ignore_index=True)
