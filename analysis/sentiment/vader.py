"""Sentiment by VADER, with the names of countries and institutions masked, and with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, normalise, sentence_spans, tokenise

__all__ = ["MASK", "mask_entities", "score_vader"]

# A word that no lexicon has, in lower case so that VADER sees no emphasis in it.
MASK = "entityname"


def mask_entities(text: str, *, entities: Entities) -> str:
    """Replace every mention of an entity with a word that no lexicon has.

    >>> table = pd.DataFrame({"entity": ["US"], "variant": ["United States"], "unless_after": [None]})
    >>> mask_entities("The United States agreed.", entities=Entities(table))
    'The entityname agreed.'
    """
    names = set(entities.table["entity"])
    out, at = [], 0
    for token in tokenise(text, entities=entities):
        if token.term in names:
            out += [text[at : token.start], MASK]
            at = token.end
    return "".join([*out, text[at:]])


def score_vader(
    parts: Iterable[tuple[str, str]], *, entities: Entities = NO_ENTITIES
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Score texts by VADER, sentence by sentence, and list the words that made each score.

    .. math:: c = \frac{s}{\sqrt{s^2 + 15}}

    for a sentence whose words' adjusted values sum to s; a unit's score is the mean over its
    sentences, weighted by tokens.

    Parameters
    ----------
    parts : pairs (unit, text); a unit may have several
    entities : names to mask before scoring; none by default

    Returns
    -------
    scores : DataFrame `unit`, `score` (-1 negative to 1 positive; NaN for a unit without tokens),
        `hits` (lexicon words found), `tokens`; in order of first appearance
    hits : DataFrame `unit`, `word`, `valence` (-4 to 4, as in the lexicon), `adjusted` (after
        negation, degree words and capitals; mean over occurrences), `count`; sorted by unit, word

    Notes
    -----
    VADER was made for short social texts: boilerplate such as *security* and *interests* scores
    positive. A unit without hits scores 0; look at `hits` before reading a 0 as neutral. VADER
    scores a whole text at once, this function each sentence, because the score saturates with length.

    References
    ----------
    Hutto & Gilbert (2014), doi:10.1609/icwsm.v8i1.14550.

    >>> scores, hits = score_vader([("a", "The book was good.")])
    >>> scores.values.tolist(), hits.values.tolist()
    ([['a', 0.4404, 1, 4]], [['a', 'good', 1.9, 1.9, 1]])
    """
    total: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0, 0])
    seen: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    analyzer = _analyzer()
    for unit, text in parts:
        sums = total[unit]
        masked = mask_entities(text, entities=entities) if len(entities.table) else text
        for start, end in sentence_spans(masked):
            sentence = normalise(masked[start:end])
            tokens = len(tokenise(sentence))
            values = _word_values(sentence)
            for word, value in values:
                seen[unit, word].append(value)
            sums[0] += tokens * analyzer.polarity_scores(sentence)["compound"]
            sums[1] += len(values)
            sums[2] += tokens
    scores = pd.DataFrame(
        [(unit, score / n if n else np.nan, int(hits), int(n)) for unit, (score, hits, n) in total.items()],
        columns=["unit", "score", "hits", "tokens"],
    )
    lexicon = analyzer.lexicon
    rows = [
        (unit, word, lexicon[word], sum(values) / len(values), len(values))
        for (unit, word), values in sorted(seen.items())
    ]
    return scores, pd.DataFrame(rows, columns=["unit", "word", "valence", "adjusted", "count"])


def _word_values(sentence: str) -> list[tuple[str, float]]:
    from vaderSentiment.vaderSentiment import SentiText

    analyzer = _analyzer()
    text = SentiText(sentence)
    words = text.words_and_emoticons
    found: list[float] = []
    kept = []
    for at, word in enumerate(words):
        found = analyzer.sentiment_valence(0, text, word, at, found)
        if word.lower() in analyzer.lexicon:
            kept.append(at)
    # The contrast after "but" is a property of the sentence, so it is applied to all values at once.
    found = analyzer._but_check(words, found)
    return [(words[at].lower(), round(float(found[at]), 6)) for at in kept]


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
