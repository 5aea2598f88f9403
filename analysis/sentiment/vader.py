"""Sentiment by VADER, with the names of countries and institutions masked, and with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities, normalise, sentence_spans, tokenise
from analysis.sentiment.overlay import Overlay

__all__ = ["MASK", "mask_entities", "score_vader"]

# A word that no lexicon has, in lower case so that VADER sees no emphasis in it.
MASK = "entityname"


def mask_entities(text: str, *, entities: Entities) -> str:
    """Replace every mention of an entity with a word that no lexicon has.

    >>> table = pd.DataFrame({"entity": ["US"], "variant": ["United States"], "unless_after": [None]})
    >>> mask_entities("The United States agreed.", entities=Entities(table))
    'The entityname agreed.'
    """
    if not entities.spotter.search(normalise(text)):
        return text
    names = set(entities.table["entity"])
    out, at = [], 0
    for token in tokenise(text, entities=entities):
        if token.term in names:
            out += [text[at : token.start], MASK]
            at = token.end
    return "".join([*out, text[at:]])


def score_vader(
    parts: Iterable[tuple[str, str]], *, entities: Entities = NO_ENTITIES, overlay: Overlay | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Score texts by VADER, sentence by sentence, and list the words that made each score.

    .. math:: c = \frac{s}{\sqrt{s^2 + 15}}

    for a sentence whose words' adjusted values sum to s; a unit's score is the mean over its
    sentences, weighted by tokens.

    Parameters
    ----------
    parts : pairs (unit, text); a unit may have several
    entities : names to mask before scoring; none by default
    overlay : formulae with values of their own; what they cover is masked, their values are added

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
    units, sentences = [], []
    for unit, text in parts:
        masked = mask_entities(text, entities=entities) if len(entities.table) else text
        for start, end in sentence_spans(masked):
            units.append(unit)
            sentences.append(normalise(masked[start:end]))
    added = np.zeros(len(sentences))
    formulae: list[tuple[int, str, float]] = []
    if overlay is not None:
        for at, sentence in enumerate(sentences):
            sentences[at], value, found = overlay.take_out(sentence, mask=MASK)
            added[at] = value * LARGEST
            formulae += [(at, formula, value * LARGEST) for formula, value in found]
    compound, words = _score_sentences(sentences, added)
    sizes = np.array([_count_tokens(sentence) for sentence in sentences], dtype=int)
    of = pd.Series(units, dtype="object")
    order = pd.Index(of.unique())
    total = pd.DataFrame({"unit": of, "weighted": compound * sizes, "tokens": sizes}).groupby("unit", sort=False).sum()
    every = pd.DataFrame(
        [*words, *((at, formula, value, value) for at, formula, value in formulae)],
        columns=["at", "word", "valence", "adjusted"],
    )
    every["unit"] = of.to_numpy()[every["at"].to_numpy(dtype=int)] if len(of) else []
    counts = every.groupby("unit").size().reindex(order, fill_value=0)
    tokens = total["tokens"].reindex(order)
    scores = pd.DataFrame(
        {
            "unit": order,
            "score": (total["weighted"].reindex(order) / tokens.where(tokens > 0)).to_numpy(dtype=float),
            "hits": counts.to_numpy(dtype=int),
            "tokens": tokens.to_numpy(dtype=int),
        }
    )
    grouped = every.groupby(["unit", "word"], sort=True)
    hits = grouped.agg(valence=("valence", "first"), adjusted=("adjusted", "mean"), count=("at", "size")).reset_index()
    return scores, hits


LARGEST = 4.0
"""The largest value that a word of VADER's can have."""

# The same tokens as `tokenise` without entities; the group names are taken off, so that counting is fast.
_COUNTED = re.compile(re.sub(r"\?P<\w+>", "?:", NO_ENTITIES.pattern.pattern))


def _count_tokens(sentence: str) -> int:
    found = _COUNTED.findall(sentence)
    return len(found) - found.count("'s")


# Where one of these stands, VADER has a rule of its own: such sentences are left to the package.
_RARE = frozenset(
    {
        "never",
        "without",
        "but",
        "least",
        "kind",
        "sort",
        "just",
        "bus",
        "shit",
        "bomb",
        "ass",
        "badass",
        "yeah",
        "kiss",
        "die",
        "beating",
        "broken",
    }
)

Word = tuple[int, str, float, float]


def _score_sentences(sentences: list[str], added: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], list[Word]]:
    """Return the compound score of each sentence, and (sentence, word, valence, adjusted) for every hit.

    The common rules (degree words, negation, "no") are applied to all words at once; sentences with a
    rare one (capitals for emphasis, "but", idioms, exclamation marks) go through the package itself.
    """
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, N_SCALAR, NEGATE, SentiText

    analyzer = _analyzer()
    lexicon: dict[str, float] = analyzer.lexicon
    known: dict[str, int] = {}
    flat: list[int] = []
    bounds = [0]
    for sentence in sentences:
        flat += [known.setdefault(raw, len(known)) for raw in sentence.split()]
        bounds.append(len(flat))
    stripped = [SentiText._strip_punc_if_word(raw) for raw in known]
    lower = [word.lower() for word in stripped]

    def flags(test: Callable[[str], bool], words: list[str] = lower) -> np.ndarray[Any, Any]:
        return np.array([test(word) for word in words], dtype=bool) if words else np.zeros(1, dtype=bool)

    value = np.array([lexicon.get(word, 0.0) for word in lower] or [0.0])
    listed = flags(lexicon.__contains__)
    degree = np.array([BOOSTER_DICT.get(word, 0.0) for word in lower] or [0.0])
    booster = flags(BOOSTER_DICT.__contains__)
    negator = flags(lambda word: word in NEGATE or "n't" in word)
    is_no, is_or = flags(lambda word: word == "no"), flags(lambda word: word in {"or", "nor"})
    is_so = flags(lambda word: word in {"so", "this"})
    rare = flags(_RARE.__contains__) | (flags(str.isupper, stripped) & (listed | booster))
    codes, at = np.array(flat, dtype=int), np.array(bounds, dtype=int)
    home = np.repeat(np.arange(len(sentences)), np.diff(at))
    slow = np.zeros(len(sentences), dtype=bool)
    slow[np.unique(home[rare[codes]])] = True
    for number, sentence in enumerate(sentences):
        if (
            "!" in sentence
            or sentence.count("?") > 1
            or not (sentence.isascii() or analyzer.emojis.keys().isdisjoint(sentence))
        ):
            slow[number] = True
    places = np.flatnonzero(listed[codes] & ~booster[codes] & ~slow[home])
    first, last = at[home[places]], at[home[places] + 1] - 1
    plain = value[codes[places]]
    worth = plain.copy()

    def back(steps: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        inside = places - steps >= first
        return codes[np.where(inside, places - steps, places)], inside

    after = np.minimum(places + 1, last)
    worth[is_no[codes[places]] & (places < last) & listed[codes[after]]] = 0.0
    (one, has_one), (two, has_two), (three, has_three) = back(1), back(2), back(3)
    refused = (has_one & is_no[one]) | (has_two & is_no[two]) | (has_three & is_no[three] & is_or[one])
    worth = np.where(refused, plain * N_SCALAR, worth)
    for near, inside, damp in ((one, has_one, 1.0), (two, has_two, 0.95), (three, has_three, 0.9)):
        active = inside & ~listed[near]
        worth += np.where(active, np.where(worth < 0, -degree[near], degree[near]) * damp, 0.0)
        # As in the package: with three words before it, a word right after "so" or "this" is strengthened.
        strong = active & is_so[one] & (damp == 0.9)
        worth = np.where(strong, worth * 1.25, np.where(active & negator[near], worth * N_SCALAR, worth))
    sums = np.bincount(home[places], weights=worth, minlength=len(sentences)) + added
    compound = np.round(sums / np.sqrt(sums * sums + 15), 4)
    found = [
        (int(where), lower[code], lexicon[lower[code]], round(float(adjusted), 6))
        for where, code, adjusted in zip(home[places], codes[places], worth, strict=True)
    ]
    for number in np.flatnonzero(slow).tolist():
        values = _word_values(sentences[number])
        found += [(number, word, lexicon[word], adjusted) for word, adjusted in values]
        if added[number]:
            total = sum(adjusted for _, adjusted in values) + added[number]
            compound[number] = round(total / (total * total + 15) ** 0.5, 4)
        else:
            compound[number] = analyzer.polarity_scores(sentences[number])["compound"]
    return compound, found


def _word_values(sentence: str) -> list[tuple[str, float]]:
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentiText

    analyzer = _analyzer()
    text = SentiText(sentence)
    words = text.words_and_emoticons
    found: list[float] = []
    kept = []
    for at, word in enumerate(words):
        if word.lower() in BOOSTER_DICT:
            found.append(0.0)
            continue
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
