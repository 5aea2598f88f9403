"""VADER's rules over all sentences at once: the same scores as the package, sentence by sentence.

Every distinct piece of text is looked up once; the rules are steps over whole arrays. Sentences with
one of the package's few idioms are left to the package itself.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.corpus.tokens import NO_ENTITIES

__all__ = ["LARGEST", "Scored", "count_tokens", "score_sentences"]

LARGEST = 4.0
"""The largest value that a word of VADER's can have."""

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The same tokens as `tokenise` without entities; the group names are taken off, so that counting is fast.
_COUNTED = re.compile(re.sub(r"\?P<\w+>", "?:", NO_ENTITIES.pattern.pattern))


class Scored(NamedTuple):
    """Sentences with their compound scores and sizes in tokens, and a hit for every word of the lexicon found.

    For each hit: `at` its sentence, `word` its place in `names`, `valence` as in the lexicon, `adjusted`.
    """

    compound: Floats
    tokens: Integers
    names: list[str]
    at: Integers
    word: Integers
    valence: Floats
    adjusted: Floats


def count_tokens(text: str) -> int:
    """Return how many tokens a text has.

    >>> count_tokens("The plan's cost: 4.1%")
    4
    """
    found = _COUNTED.findall(text)
    return len(found) - found.count("'s")


class _Pieces:
    """What stands between white space in the sentences, each distinct piece looked up once."""

    def __init__(self, sentences: list[str]) -> None:
        numbers: defaultdict[str, int] = defaultdict()
        # A new piece gets the next number.
        numbers.default_factory = numbers.__len__
        flat: list[int] = []
        bounds = [0]
        for sentence in sentences:
            flat += map(numbers.__getitem__, sentence.split())
            bounds.append(len(flat))
        self.raw = list(numbers)
        self.codes = np.array(flat, dtype=np.int64)
        self.bounds = np.array(bounds, dtype=np.int64)
        self.home = np.repeat(np.arange(len(sentences)), np.diff(self.bounds))
        # The package strips marks off a word, but leaves what would be two letters or fewer: an emoticon.
        cores = [piece.strip(string.punctuation) for piece in self.raw]
        self.stripped = [core if len(core) > 2 else piece for core, piece in zip(cores, self.raw, strict=True)]
        self.lower = [word.lower() for word in self.stripped]

    def per_sentence(self, values: NDArray[Any]) -> Floats:
        """Add up a value of the pieces over each sentence."""
        return np.bincount(self.home, weights=values[self.codes], minlength=len(self.bounds) - 1).astype(np.float64)


def score_sentences(sentences: list[str], added: Floats) -> Scored:
    """Score sentences, each with something `added` to the sum of its words' values.

    A sum to which something is added gets no emphasis from exclamation and question marks.
    """
    analyzer = _analyzer()
    spelled = [_spelled(sentence, analyzer.emojis) for sentence in sentences]
    pieces = _Pieces(spelled)
    sizes = pieces.per_sentence(np.array([_size(piece) for piece in pieces.raw] or [0]))
    for number, (sentence, words) in enumerate(zip(sentences, spelled, strict=True)):
        if words is not sentence:
            # The words of an emoji's name are scored, and are no tokens of the text.
            sizes[number] = count_tokens(sentence)
    idiom = _with_idioms(pieces)
    places, worth = _worths(pieces, idiom)
    home = pieces.home[places]
    emphasis = np.where(added == 0, [_emphasis(sentence) for sentence in spelled], 0.0) if sentences else np.zeros(0)
    sums = np.bincount(home, weights=worth, minlength=len(sentences)) + added
    sums += np.sign(sums) * emphasis
    compound = np.round(sums / np.sqrt(sums * sums + 15), 4)
    names: dict[str, int] = {}
    word_of = np.array([names.setdefault(word, len(names)) for word in pieces.lower] or [0], dtype=np.int64)
    left: list[tuple[int, int, float]] = []
    for number in np.flatnonzero(idiom).tolist():
        values = _by_package(spelled[number])
        left += [(number, names[word], adjusted) for word, adjusted in values]
        if added[number]:
            total = sum(adjusted for _, adjusted in values) + added[number]
            compound[number] = round(total / (total * total + 15) ** 0.5, 4)
        else:
            compound[number] = analyzer.polarity_scores(spelled[number])["compound"]
    more_at, more_word, more_worth = (
        (np.array(part) for part in zip(*left, strict=True)) if left else 3 * (np.zeros(0),)
    )
    word = np.concatenate([word_of[pieces.codes[places]], more_word.astype(np.int64)])
    listed = list(names)
    value = np.array([analyzer.lexicon.get(name, 0.0) for name in listed] or [0.0])
    return Scored(
        compound,
        sizes.astype(np.int64),
        listed,
        np.concatenate([home, more_at.astype(np.int64)]),
        word,
        value[word],
        np.array([round(each, 6) for each in [*worth.tolist(), *more_worth.tolist()]], dtype=np.float64),
    )


def _size(piece: str) -> int:
    # A token never reaches over white space, so the pieces' tokens are those of the sentence.
    return 1 if piece.isalpha() else count_tokens(piece)


def _spelled(sentence: str, emojis: dict[str, str]) -> str:
    """Write the names of emoji in their place, as the package does."""
    if sentence.isascii() or emojis.keys().isdisjoint(sentence):
        return sentence
    out = ""
    for letter in sentence:
        if letter in emojis:
            out += ("" if not out or out[-1] == " " else " ") + emojis[letter]
        else:
            out += letter
    return out.strip()


def _emphasis(sentence: str) -> float:
    """What exclamation and question marks add to a sum, in its direction."""
    raised = min(sentence.count("!"), 4) * 0.292 if "!" in sentence else 0.0
    asked = sentence.count("?") if "?" in sentence else 0
    return raised + (0.0 if asked < 2 else asked * 0.18 if asked < 4 else 0.96)


@cache
def _openings() -> dict[str, list[tuple[str, str]]]:
    """The first two words of each idiom of the package, by the rarer of the two."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SPECIAL_CASES

    found: dict[str, list[tuple[str, str]]] = {}
    for idiom in [*SPECIAL_CASES, *BOOSTER_DICT]:
        if len(words := idiom.split()) > 1:
            found.setdefault(max(words[:2], key=len), []).append((words[0], words[1]))
    return found


def _with_idioms(pieces: _Pieces) -> Flags:
    """Whether the first two words of an idiom stand side by side in each sentence."""
    openings, lower = _openings(), pieces.lower
    found = np.zeros(len(pieces.bounds) - 1, dtype=bool)
    rare = np.array([word in openings for word in lower] or [False])
    codes, home = pieces.codes, pieces.home
    for place in np.flatnonzero(rare[codes]).tolist():
        for first, second in openings[lower[codes[place]]]:
            one = place if lower[codes[place]] == first else place - 1
            if one >= 0 and one + 1 < len(codes) and home[one] == home[one + 1] == home[place]:
                found[home[place]] |= lower[codes[one]] == first and lower[codes[one + 1]] == second
    return found


def _worths(pieces: _Pieces, idiom: Flags) -> tuple[Integers, Floats]:
    """Return where the words of the lexicon stand, but for sentences with idioms, and their adjusted values."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, C_INCR, N_SCALAR, NEGATE

    lexicon: dict[str, float] = _analyzer().lexicon
    lower, codes, at = pieces.lower, pieces.codes, pieces.bounds

    def flags(test: Callable[[str], bool], words: list[str] = lower) -> Flags:
        return np.array([test(word) for word in words] or [False], dtype=bool)

    value = np.array([lexicon.get(word, 0.0) for word in lower] or [0.0])
    degree = np.array([BOOSTER_DICT.get(word, 0.0) for word in lower] or [0.0])
    listed, booster = flags(lexicon.__contains__), flags(BOOSTER_DICT.__contains__)
    negating = frozenset(NEGATE)
    negator = flags(lambda word: word in negating or "n't" in word)
    is_no, is_never, is_without, is_doubt, is_least, is_but = (
        flags(wanted.__eq__) for wanted in ("no", "never", "without", "doubt", "least", "but")
    )
    is_or, is_so, is_at = (flags(pair.__contains__) for pair in ({"or", "nor"}, {"so", "this"}, {"at", "very"}))
    upper = flags(str.isupper, pieces.stripped)
    # Capitals are emphasis only beside words without.
    loud = pieces.per_sentence(upper)
    mixed = (loud > 0) & (loud < np.diff(at))

    places = np.flatnonzero(listed[codes] & ~booster[codes] & ~idiom[pieces.home])
    home = pieces.home[places]
    here, first, last, emphatic = codes[places], at[home], at[home + 1] - 1, mixed[home]
    worth = value[here]

    def back(steps: int) -> tuple[Integers, Flags]:
        inside = places - steps >= first
        return codes[np.where(inside, places - steps, places)], inside

    worth[is_no[here] & (places < last) & listed[codes[np.minimum(places + 1, last)]]] = 0.0
    (one, has_one), (two, has_two), (three, has_three) = back(1), back(2), back(3)
    refused = (has_one & is_no[one]) | (has_two & is_no[two]) | (has_three & is_no[three] & is_or[one])
    worth = np.where(refused, value[here] * N_SCALAR, worth)
    worth += np.where(emphatic & upper[here], np.where(worth > 0, C_INCR, -C_INCR), 0.0)
    # Words that strengthen what they would else turn, and those that leave it as it is; the package asks after
    # "so" and "this" right before a word even where nothing turns it.
    never = np.zeros(len(places), dtype=bool)
    stronger = (never, is_never[two] & is_so[one], (is_never[three] & is_so[two]) | is_so[one])
    certain = (never, is_without[two] & is_doubt[one], is_without[three] & (is_doubt[two] | is_doubt[one]))
    for near, inside, damp, strong, sure in zip(
        (one, two, three), (has_one, has_two, has_three), (1.0, 0.95, 0.9), stronger, certain, strict=True
    ):
        active = inside & ~listed[near]
        step = np.where(worth < 0, -degree[near], degree[near])
        step += np.where(emphatic & booster[near] & upper[near], np.where(worth > 0, C_INCR, -C_INCR), 0.0)
        worth += np.where(active, step * damp, 0.0)
        factor = np.where(strong, 1.25, np.where(negator[near] & ~sure, N_SCALAR, 1.0))
        worth = np.where(active, worth * factor, worth)
    least = has_one & is_least[one] & ~(has_two & is_at[two])
    worth = np.where(least, worth * N_SCALAR, worth)
    return places, _contrasted(pieces, is_but, places, worth)


def _contrasted(pieces: _Pieces, is_but: Flags, places: Integers, worth: Floats) -> Floats:
    """Halve what stands before the first "but" of a sentence, and strengthen what stands after it."""
    buts = np.flatnonzero(is_but[pieces.codes])
    of, first = np.unique(pieces.home[buts], return_index=True)
    begin, end = (np.searchsorted(places, edge) for edge in (pieces.bounds[of], pieces.bounds[of + 1]))
    for low, high, but in zip(begin.tolist(), end.tolist(), buts[first].tolist(), strict=True):
        worth[low:high] = _contrast(worth[low:high].tolist(), places[low:high].tolist(), but)
    return worth


def _contrast(values: list[float], where: list[int], but: int) -> list[float]:
    # The package finds a word by its value, so of equal values it takes the first, perhaps again.
    for number in range(len(values)):
        if values[number]:
            same = values.index(values[number])
            values[same] *= 0.5 if where[same] < but else 1.5
    return values


def _by_package(sentence: str) -> list[tuple[str, float]]:
    """Return the words of the lexicon in a sentence with their adjusted values, by the package's own rules."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentiText

    analyzer = _analyzer()
    text = SentiText(sentence)
    words = text.words_and_emoticons
    lower = [word.lower() for word in words]
    found: list[float] = []
    kept = []
    for at, word in enumerate(words):
        if lower[at] in BOOSTER_DICT:
            found.append(0.0)
            continue
        found = analyzer.sentiment_valence(0, text, word, at, found)
        if lower[at] in analyzer.lexicon:
            kept.append(at)
    if "but" in lower:
        found = _contrast(found, list(range(len(found))), lower.index("but"))
    return [(lower[at], round(float(found[at]), 6)) for at in kept]


@cache
def _analyzer() -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
