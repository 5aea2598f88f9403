"""Sentiment by VADER, with the names of countries and institutions masked, and with its evidence."""

from __future__ import annotations

import string
from collections.abc import Iterable
from copy import copy
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, normalize

from analysis import checks
from analysis.corpus.texts import Texts, text_pairs
from analysis.corpus.tokens import NO_ENTITIES, Entities, normalise, sentence_spans, token_numbers, tokenise
from analysis.progress import Progress, following
from analysis.sentiment.overlay import Overlay

__all__ = ["MASK", "mask_entities", "score_vader"]

# A word that no lexicon has, in lower case so that VADER sees no emphasis in it.
MASK = "entityname"
_HIT = ["unit", "word", "valence", "adjusted"]
# The largest value that a word of VADER's can have.
_LARGEST = 4.0


class _Vader(SentimentIntensityAnalyzer):  # type: ignore[misc]  # the package has no types
    """VADER itself, which keeps the words of its lexicon and the values that it adds up."""

    def sentiment_valence(self, valence: float, sentitext: Any, item: str, i: int, sentiments: list[float]) -> Any:
        """Note a word of the lexicon; the package calls this for each word but degree words and the "kind" of "kind of"."""
        word, before = item.lower(), sentitext.words_and_emoticons[max(0, i - 1)]
        if word in self.lexicon:
            self.found.append((i, word))
            return super().sentiment_valence(valence, sentitext, item, i, sentiments)
        if word == "of" and before.lower() == "kind":
            self.skipped += [("kind", value) for value in super().sentiment_valence(0, sentitext, before, i - 1, [])]
        # As the package does, in a third of the time.
        sentiments.append(valence)
        return sentiments

    def score_valence(self, sentiments: list[float], text: str) -> Any:
        """Note the values; the package calls this once a sentence, when all rules for words are applied."""
        self.values = sentiments
        return super().score_valence(sentiments, text)

    def unscored(self, sentence: str) -> bool:
        """Tell, without its rules, that no word of a sentence has a value; emoji are left to the package."""
        lexicon, words = self.lexicon, sentence.lower().split()
        return sentence.isascii() and not any(
            word in lexicon or word.strip(string.punctuation) in lexicon for word in words
        )

    def score(self, sentence: str) -> tuple[float, float, list[tuple[str, float, float]]]:
        """Return the compound score of a sentence, the sum, and its words with their values in lexicon and sum."""
        if self.unscored(sentence):
            return 0.0, 0.0, []
        self.found: list[tuple[int, str]] = []
        self.skipped: list[tuple[str, float]] = []
        compound = self.polarity_scores(sentence)["compound"]
        words = [*((word, self.values[at]) for at, word in self.found), *self.skipped]
        return compound, float(sum(self.values)), [(word, self.lexicon[word], round(value, 6)) for word, value in words]


@cache
def _vader() -> _Vader:
    return _Vader()


def mask_entities(text: str, *, entities: Entities) -> str:
    """Replace every mention of an entity with a word that no lexicon has.

    Parameters
    ----------
    text : str
        Any text.
    entities : Entities
        Names to mask, in all their variants.

    Raises
    ------
    ArgumentError
        `text` is no string, or `entities` no Entities.

    >>> table = pd.DataFrame({"entity": ["US"], "variant": ["United States"], "unless_after": [None]})
    >>> mask_entities("The United States agreed.", entities=Entities(table))
    'The entityname agreed.'
    """
    checks.instance("text", text, str)
    checks.instance("entities", entities, Entities, step="wrap the table: Entities(table)")
    plain = normalise(text)
    if not entities.spotter.search(plain):
        return text
    names = _names(entities)
    spans = [(token.start, token.end) for token in tokenise(plain, entities=entities) if token.term in names]
    return _masked(text, spans)


def _names(entities: Entities) -> set[str]:
    return {name for name, _ in entities.lookup.values()}


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], MASK]
        at = end
    return "".join([*out, text[at:]])


def score_vader(
    texts: Texts,
    *,
    entities: Entities = NO_ENTITIES,
    overlay: Overlay | None = None,
    tokens: pd.DataFrame | None = None,
    progress: Progress = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Score texts by VADER, sentence by sentence, and list the words that made each score.

    .. math:: c = \frac{s}{\sqrt{s^2 + 15}}

    for a sentence whose words' adjusted values sum to s; a unit's score is the mean over its
    sentences, weighted by tokens. The sums and scores are those of the package vaderSentiment.

    Parameters
    ----------
    texts : Texts
        Texts by unit, in any form that `text_pairs` takes; a unit may have several, and empty ones.
    entities : Entities
        Names to mask before scoring; none by default.
    overlay : Overlay, optional
        Formulae with their values; what they cover is masked, and their values are added. A sentence in which a value is
        added gets no emphasis from exclamation and question marks.
    tokens : DataFrame, optional
        The table of `tokens_table` of the same texts, each a unit of its own, by the same entities: where it is at hand,
        names are not looked for again.
    progress : bool or function
        True for a bar after two seconds of work, a function of the share done, or False.

    Returns
    -------
    scores : DataFrame
        `unit`, `score` (-1 negative to 1 positive; NaN for a unit without tokens), `hits` (lexicon words found),
        `tokens`; in order of first appearance.
    hits : DataFrame
        `unit`, `word`, `valence` (-4 to 4, as in the lexicon), `adjusted` (after negation, degree words and capitals;
        mean over occurrences), `count`; sorted by unit, word.

    Raises
    ------
    ArgumentError
        `texts` have another form, or an option has another type.

    Notes
    -----
    VADER was made for short social texts: boilerplate such as *security* and *interests* scores
    positive. A unit without hits scores 0: no evidence, not neutrality; look at `hits`. VADER
    scores a whole text at once, this function each sentence, because the score saturates with length.
    An emoji counts by the words of its name, which are listed among the hits and are no tokens; a sentence
    of emoji alone has no tokens and so no weight. The *kind* of "kind of" is listed among the hits, though VADER
    leaves it out of the sum.

    References
    ----------
    Hutto & Gilbert (2014), doi:10.1609/icwsm.v8i1.14550.

    >>> scores, hits = score_vader({"a": "The book was good."})
    >>> scores.values.tolist(), hits.values.tolist()
    ([['a', 0.4404, 1, 4]], [['a', 'good', 1.9, 1.9, 1]])
    """
    checks.instance("entities", entities, Entities, step="wrap the table: Entities(table)")
    order: dict[Any, int] = {}
    homes, sentences = [], []
    mentions = None if tokens is None else _mentions(tokens, entities)
    cut: dict[str, list[str]] = {}
    for unit, text in text_pairs(texts, unique=tokens is not None):
        if (parts := cut.get(text)) is None:
            plain = normalise(text)
            if mentions is not None:
                masked = _masked(plain, mentions.get(unit, ()))
            else:
                masked = mask_entities(plain, entities=entities) if len(entities.table) else plain
            parts = cut[text] = [masked[start:end] for start, end in sentence_spans(masked)]
        homes += [order.setdefault(unit, len(order))] * len(parts)
        sentences += parts
    values, formulae = [0.0] * len(sentences), []
    if overlay is not None:
        checks.instance("overlay", overlay, Overlay, step="read it with read_overlay")
        for at, (rest, value, found) in enumerate(overlay.take_out(sentences, mask=MASK)):
            sentences[at], values[at] = rest, _LARGEST * value
            formulae += [(homes[at], formula, _LARGEST * worth, _LARGEST * worth) for formula, worth in found]
    # A distinct sentence is scored once.
    codes, distinct = pd.factorize(np.array(sentences, dtype=object))
    vader = copy(_vader())
    scored = [vader.score(sentence) for sentence in following(distinct, progress, "scoring tone")]
    sizes = token_numbers(distinct)[codes]
    compounds = np.array([compound for compound, _, _ in scored])[codes]
    for at in np.flatnonzero(values).tolist():
        compounds[at] = round(normalize(scored[codes[at]][1] + values[at]), 4)
    words = [(at, *word) for at, (_, _, found) in enumerate(scored) for word in found]
    of_sentences = pd.DataFrame({"unit": homes, "sentence": codes}).merge(
        pd.DataFrame(words, columns=["sentence", *_HIT[1:]]), on="sentence"
    )
    every = pd.concat([of_sentences[_HIT], pd.DataFrame(formulae, columns=_HIT)], ignore_index=True)
    every = every.astype({"unit": np.int64, "word": "str", "valence": float, "adjusted": float})
    size = np.bincount(homes, weights=sizes, minlength=len(order))
    scores = pd.DataFrame(
        {
            "unit": pd.Series(list(order)),
            "score": np.bincount(homes, weights=compounds * sizes, minlength=len(order)) / np.where(size, size, np.nan),
            "hits": np.bincount(every["unit"], minlength=len(order)),
            "tokens": size.astype(np.int64),
        }
    )
    # Whole numbers are sorted as numbers, and before strings.
    ranked = sorted(order, key=lambda unit: (isinstance(unit, str), type(unit).__name__, unit))
    hits = every.assign(unit=np.argsort([order[unit] for unit in ranked], kind="stable")[every["unit"]]).groupby(["unit", "word"]).agg(
        valence=("valence", "first"), adjusted=("adjusted", "mean"), count=("valence", "size")
    ).reset_index()  # fmt: skip
    return scores, hits.assign(unit=pd.Series(ranked).take(hits["unit"].to_numpy()).array)


def _mentions(tokens: pd.DataFrame, entities: Entities) -> dict[Any, list[tuple[int, int]]]:
    """Return where the names of entities stand in each unit of a table of tokens."""
    here = checks.table("tokens", tokens, "unit", "term", "start", "end")
    here = here[here["term"].isin(_names(entities))]
    found: dict[Any, list[tuple[int, int]]] = {}
    for unit, start, end in here[["unit", "start", "end"]].itertuples(index=False):
        found.setdefault(unit, []).append((start, end))
    return found
