"""Sentiment by VADER, with the names of countries and institutions masked, and with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.corpus.tokens import NO_ENTITIES, Entities, normalise, sentence_spans, tokenise
from analysis.errors import ArgumentError
from analysis.progress import Progress, following, telling
from analysis.sentiment.checks import instance, texts_of_units
from analysis.sentiment.overlay import Overlay
from analysis.sentiment.vader_rules import LARGEST, score_sentences

__all__ = ["MASK", "mask_entities", "score_vader"]

# A word that no lexicon has, in lower case so that VADER sees no emphasis in it.
MASK = "entityname"
# Of the time of scoring, the share that goes into reading; the rest is done at once for all sentences.
_READING = 0.65


def mask_entities(text: str, *, entities: Entities) -> str:
    """Replace every mention of an entity with a word that no lexicon has.

    >>> table = pd.DataFrame({"entity": ["US"], "variant": ["United States"], "unless_after": [None]})
    >>> mask_entities("The United States agreed.", entities=Entities(table))
    'The entityname agreed.'
    """
    if not isinstance(text, str):
        raise ArgumentError(f"text is {text!r}; expected a text; pass a string")
    instance("entities", entities, Entities)
    return _masked(text, normalise(text), entities)


def _masked(text: str, plain: str, entities: Entities) -> str:
    if not entities.spotter.search(plain):
        return text
    names = {name for name, _ in entities.lookup.values()}
    out, at = [], 0
    for token in tokenise(plain, entities=entities):
        if token.term in names:
            out += [text[at : token.start], MASK]
            at = token.end
    return "".join([*out, text[at:]])


def score_vader(
    parts: Iterable[tuple[str, str]],
    *,
    entities: Entities = NO_ENTITIES,
    overlay: Overlay | None = None,
    progress: Progress = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Score texts by VADER, sentence by sentence, and list the words that made each score.

    .. math:: c = \frac{s}{\sqrt{s^2 + 15}}

    for a sentence whose words' adjusted values sum to s; a unit's score is the mean over its
    sentences, weighted by tokens.

    Parameters
    ----------
    parts : pairs (unit, text); a unit may have several, and empty ones
    entities : names to mask before scoring; none by default
    overlay : formulae with values of their own; what they cover is masked, their values are added
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    scores : DataFrame `unit`, `score` (-1 negative to 1 positive; NaN for a unit without tokens),
        `hits` (lexicon words found), `tokens`; in order of first appearance
    hits : DataFrame `unit`, `word`, `valence` (-4 to 4, as in the lexicon), `adjusted` (after
        negation, degree words and capitals; mean over occurrences), `count`; sorted by unit, word

    Raises
    ------
    ArgumentError : a part is no pair of a name and a text

    Notes
    -----
    VADER was made for short social texts: boilerplate such as *security* and *interests* scores
    positive. A unit without hits scores 0; look at `hits` before reading a 0 as neutral. VADER
    scores a whole text at once, this function each sentence, because the score saturates with length.
    An emoji counts by the words of its name, which are listed among the hits and are no tokens; a sentence
    of emoji alone has no tokens and so no weight. The *kind* of "kind of" is listed among the hits, though VADER
    takes it for a degree word and leaves it out of the sum.

    References
    ----------
    Hutto & Gilbert (2014), doi:10.1609/icwsm.v8i1.14550.

    >>> scores, hits = score_vader([("a", "The book was good.")])
    >>> scores.values.tolist(), hits.values.tolist()
    ([['a', 0.4404, 1, 4]], [['a', 'good', 1.9, 1.9, 1]])
    """
    instance("entities", entities, Entities)
    if overlay is not None:
        instance("overlay", overlay, Overlay)
    formulae: list[tuple[int, str, float]] = []
    kept = texts_of_units(parts)
    with telling(progress, "scoring tone") as tell:
        order, of, sentences = _sentences(kept, entities, lambda share: tell(_READING * share))
        added = np.zeros(len(sentences))
        if overlay is not None:
            for at, (rest, value, found) in enumerate(overlay.take_out_all(sentences, mask=MASK)):
                sentences[at] = rest
                added[at] = value * LARGEST
                formulae += [(at, formula, value * LARGEST) for formula, value in found]
        scored = score_sentences(sentences, added)
        tell(1.0)
    names = dict(zip(scored.names, range(len(scored.names)), strict=True))
    every = pd.DataFrame(
        {
            "unit": of[np.append(scored.at, np.array([at for at, _, _ in formulae], dtype=np.int64))],
            "word": np.append(
                scored.word,
                np.array([names.setdefault(formula, len(names)) for _, formula, _ in formulae], dtype=np.int64),
            ),
            "valence": np.append(scored.valence, [value for _, _, value in formulae]),
            "adjusted": np.append(scored.adjusted, [value for _, _, value in formulae]),
        }
    )
    sums = pd.DataFrame({"weighted": scored.compound * scored.tokens, "tokens": scored.tokens}).groupby(of).sum()
    sums = sums.reindex(range(len(order)), fill_value=0)
    scores = pd.DataFrame(
        {
            "unit": pd.Series(list(order), dtype=_kind(order)),
            "score": (sums["weighted"] / sums["tokens"].where(sums["tokens"] > 0)).to_numpy(dtype=float),
            "hits": np.bincount(every["unit"], minlength=len(order)),
            "tokens": sums["tokens"].to_numpy(dtype=np.int64),
        }
    )
    return scores, _listed(every, list(order), list(names))


def _sentences(
    parts: list[tuple[str, str]], entities: Entities, tell: Progress
) -> tuple[dict[Any, int], NDArray[np.int64], list[str]]:
    """Number the units, and give every sentence, names masked, with the number of its unit."""
    order: dict[Any, int] = {}
    home: list[int] = []
    sentences: list[str] = []
    for unit, text in following(parts, tell, ""):
        number = order.setdefault(unit, len(order))
        plain = normalise(text)
        masked = _masked(plain, plain, entities) if len(entities.table) else plain
        for start, end in sentence_spans(masked):
            home.append(number)
            sentences.append(masked[start:end])
    return order, np.array(home, dtype=np.int64), sentences


def _kind(units: Iterable[Any]) -> str:
    return "str" if all(isinstance(unit, str) for unit in units) else "object"


def _listed(every: pd.DataFrame, units: list[Any], words: list[str]) -> pd.DataFrame:
    """Put the hits of a word in a unit in one row, sorted by unit, then word."""
    sorts = (sorted(units, key=lambda unit: (isinstance(unit, str), unit)), sorted(words))
    ranks = []
    for labels, in_order in zip((units, words), sorts, strict=True):
        place = {label: at for at, label in enumerate(in_order)}
        ranks.append(np.array([place[label] for label in labels], dtype=np.int64))
    numbered = every.assign(unit=ranks[0][every["unit"]], word=ranks[1][every["word"]])
    hits = numbered.groupby(["unit", "word"]).agg(
        valence=("valence", "first"), adjusted=("adjusted", "mean"), count=("valence", "size")
    ).reset_index()  # fmt: skip
    for column, in_order in zip(("unit", "word"), sorts, strict=True):
        hits[column] = pd.Series(in_order, dtype=_kind(in_order)).take(hits[column].to_numpy()).to_numpy()
    return hits
