"""Every lexicon over the same units: the pre-declared one and those that check it."""

from __future__ import annotations

import pandas as pd

from analysis import checks
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import NO_ENTITIES, Entities, tokens_table
from analysis.patterns.matching import TermIndex
from analysis.progress import Progress, telling
from analysis.sentiment.lexicons import BUNDLED, bundled_lexicon
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.scores import score_lexicon
from analysis.sentiment.vader import score_vader

__all__ = ["DECLARED", "score_all"]

DECLARED = "vader"
"""The lexicon that the study declared; the others say how far its answer can be trusted."""


def score_all(
    texts: Texts, *, names: Entities = NO_ENTITIES, overlay: Overlay | None = None, progress: Progress = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score texts by VADER and by the lexicons that come inside packages.

    Each text is scored as printed, with names masked, and, with an overlay, also masked and with its formulae.

    Parameters
    ----------
    texts : Texts
        Texts by unit, in any form that `text_pairs` takes; a unit may have several, and empty ones.
    names : Entities
        Names to mask; without any, both ways yield the same scores.
    overlay : Overlay, optional
        Formulae with their values.
    progress : bool or function
        True for a bar after two seconds of work, a function of the share done, or False.

    Returns
    -------
    scores, hits : DataFrame
        The tables of `score_lexicon`, with `lexicon`, `masked` and `overlay`; every unit has a score by
        every lexicon, NaN where it has no tokens.

    Raises
    ------
    ArgumentError
        `texts` have another form, an option has another type, or the lexicons are not installed.

    >>> scores, hits = score_all({"a": "A good plan."})
    >>> scores[["lexicon", "masked", "score"]].round(2).values.tolist()[:2]
    [['vader', False, 0.44], ['huliu', False, 0.33]]
    """
    checks.instance("names", names, Entities, step="wrap the table: Entities(table)")
    # Units are strings, as in tables of tokens.
    kept = [(str(unit), text) for unit, text in text_pairs(texts, unique=False)]
    units = list(dict.fromkeys(unit for unit, _ in kept))
    ways = [(False, None), (True, None), *([] if overlay is None else [(True, overlay)])]
    scores, hits = [], []
    with telling(progress, "scoring tone") as tell:
        for masked, formulae in ways:
            entities = names if masked else NO_ENTITIES
            tokens = tokens_table(kept, entities=entities)
            index = TermIndex(tokens)
            for name in (DECLARED, *BUNDLED):
                score, words = (
                    score_vader(kept, entities=entities, overlay=formulae)
                    if name == DECLARED
                    else score_lexicon(tokens, bundled_lexicon(name), overlay=formulae, index=index, units=units)
                )
                scores.append(score.assign(lexicon=name, masked=masked, overlay=formulae is not None))
                hits.append(words.assign(lexicon=name, masked=masked, overlay=formulae is not None))
                tell(len(scores) / len(ways) / (1 + len(BUNDLED)))
    return pd.concat(scores, ignore_index=True), pd.concat(hits, ignore_index=True)
