"""Lexical diversity of a text, given as the list of its words.

Most indices fall with length: compare the type-token ratio at equal length only, and prefer MATTR,
MTLD or HD-D, each with its setting stated. All are NaN where a text is too short for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import choice, number, shown, string_list, unique, whole_number
from analysis.checks import counts as checked_counts
from analysis.corpus.texts import by_name
from analysis.errors import ArgumentError
from analysis.progress import Progress, following

__all__ = ["diversity", "entropy", "hdd", "indices", "mattr", "msttr", "mtld", "yule_k"]


def mattr(tokens: Sequence[str], *, window: int = 50) -> float:
    """Mean type-token ratio of all windows of so many tokens, 0 to 1; NaN for a shorter text.

    References
    ----------
    Covington & McFall (2010), doi:10.1080/09296171003643098.

    >>> round(mattr("one one two one one two one".split(), window=2), 6)
    0.833333
    """
    window, tokens = whole_number("window", window, at_least=1), string_list("tokens", tokens)
    if len(tokens) < window:
        return np.nan
    inside = Counter(tokens[:window])
    total = len(inside)
    for leaving, entering in zip(tokens, tokens[window:], strict=False):
        inside[leaving] -= 1
        if not inside[leaving]:
            del inside[leaving]
        inside[entering] += 1
        total += len(inside)
    return total / (len(tokens) - window + 1) / window


def msttr(tokens: Sequence[str], *, segment: int = 50) -> float:
    """Mean type-token ratio of successive segments, 0 to 1, without the rest at the end; NaN for a shorter text.

    LexicalRichness drops the last segment also when it is complete.

    >>> msttr("apple orange apple orange pear pear apple orange".split(), segment=2)
    0.875
    """
    segment, tokens = whole_number("segment", segment, at_least=1), string_list("tokens", tokens)
    starts = range(0, len(tokens) - segment + 1, segment)
    return float(np.mean([len(set(tokens[at : at + segment])) / segment for at in starts])) if starts else np.nan


def mtld(
    tokens: Sequence[str], *, threshold: float = 0.72, rule: Literal["<=", "<"] = "<=", min_length: int = 1
) -> float:
    """Measure of textual lexical diversity: mean length of stretches that keep the type-token ratio above a threshold.

    Parameters
    ----------
    tokens : list of str
        The words of the text.
    threshold : float
        Ratio at which a stretch ends.
    rule : {"<=", "<"}
        Whether it ends at (LexicalRichness) or below (lexical_diversity) the threshold.
    min_length : int
        Tokens of the shortest stretch; 10 in lexical_diversity.

    Returns
    -------
    float
        Tokens, the mean of reading forwards and backwards; NaN where the ratio never falls.

    References
    ----------
    McCarthy & Jarvis (2010), doi:10.3758/BRM.42.2.381.

    >>> round(mtld("This is a sentence .".split() * 20), 6)
    7.142857
    """
    threshold, tokens = number("threshold", threshold, above=0, below=1), string_list("tokens", tokens)
    min_length, rule = whole_number("min_length", min_length, at_least=1), choice("rule", rule, ("<", "<="))
    # lexical_diversity, the implementation with a shortest stretch, leaves the last token to the last part.
    last = len(tokens) - (min_length > 1)

    def reading(words: list[str]) -> float:
        factors, seen, length = 0.0, set[str](), 0
        for position, word in enumerate(words, start=1):
            seen.add(word)
            length += 1
            ratio = len(seen) / length
            low = ratio < threshold or (rule == "<=" and ratio == threshold)
            if low and length >= min_length and position <= last:
                factors, seen, length = factors + 1, set(), 0
        factors += (1 - len(seen) / length) / (1 - threshold) if length else 0
        return len(words) / factors if factors else np.nan

    return (reading(tokens) + reading(tokens[::-1])) / 2


def hdd(tokens: Sequence[str], *, draws: int = 42) -> float:
    """HD-D: expected type-token ratio of so many tokens drawn without replacement, 0 to 1; NaN for a shorter text.

    References
    ----------
    McCarthy & Jarvis (2007), doi:10.1177/0265532207080767.

    >>> round(hdd("This is a sentence .".split() * 20), 6)
    0.119047
    """
    draws, tokens = whole_number("draws", draws, at_least=1), string_list("tokens", tokens)
    if len(tokens) < draws:
        return np.nan
    from scipy.special import gammaln

    n = len(tokens)
    rest = n - np.array(sorted(Counter(tokens).values()), dtype=float)
    # log of C(n - count, draws) / C(n, draws): the chance that a type is not drawn.
    log_missed = gammaln(rest + 1) - gammaln(np.maximum(rest - draws, 0) + 1) - gammaln(n + 1) + gammaln(n - draws + 1)
    missed = np.where(rest >= draws, np.exp(log_missed), 0.0)
    return float((1 - missed).sum() / draws)


def _frequencies(counts: Iterable[float]) -> NDArray[np.float64]:
    """Return the frequencies of the types that occur."""
    values = checked_counts("counts", list(counts) if isinstance(counts, Iterable) else counts)
    return values[values > 0]


def yule_k(counts: Iterable[float]) -> float:
    """Yule's K from the frequencies of the types: 10,000 (sum f^2 - N) / N^2; higher is more repetitive.

    >>> yule_k([1, 1, 1, 2, 2, 3])
    1000.0
    """
    values = _frequencies(counts)
    n = values.sum()
    return float(1e4 * ((values**2).sum() - n) / n**2) if n else np.nan


def entropy(counts: Iterable[float], *, base: float = 2) -> float:
    """Shannon entropy of the frequencies of the types, bits unless `base` (above 1) says another unit.

    >>> entropy([1, 1, 1, 1])
    2.0
    """
    base, values = number("base", base, above=1), _frequencies(counts)
    p = values / values.sum() if values.size else values
    # Adding 0 turns a negative zero into zero.
    return float(-(p * np.log(p)).sum() / np.log(base)) + 0.0 if values.size else np.nan


def indices(counts: Mapping[str, float] | Iterable[float]) -> dict[str, float]:
    """Indices of N tokens and V types alone, for texts of equal length only.

    Parameters
    ----------
    counts : dict or list
        Frequency of every type.

    Returns
    -------
    dict
        `ttr` V/N; `root_ttr` V/sqrt(N) (Guiraud's R); `herdan_c` ln V/ln N. NaN where undefined.

    >>> indices([1, 1, 1, 2, 2, 3])["ttr"]
    0.6
    """
    values = _frequencies(counts.values() if isinstance(counts, Mapping) else counts)
    n, v = float(values.sum()), float(len(values))
    if not n:
        return dict.fromkeys(("ttr", "root_ttr", "herdan_c"), np.nan)
    return {"ttr": v / n, "root_ttr": v / n**0.5, "herdan_c": float(np.log(v) / np.log(n)) if n > 1 else np.nan}


def diversity(
    texts: Mapping[Any, Sequence[str]] | pd.Series, *, window: int = 50, draws: int = 42, progress: Progress = False
) -> pd.DataFrame:
    """Diversity of several texts in five indices.

    Parameters
    ----------
    texts : dict or Series
        The words of each text, by its name.
    window : int
        Tokens of a window of MATTR.
    draws : int
        Tokens drawn for HD-D.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by `text`: `text`; `tokens`; `types`; `mattr` and `hdd` (0 to 1); `mtld` (tokens); `ttr` (0 to 1, for
        texts of equal length only); `yule_k`. Higher is more diverse, except for `yule_k`. NaN where a text is shorter
        than its window or sample.

    >>> diversity({"a": ["one", "two", "one"]}, window=2, draws=2)[["text", "tokens", "types", "mattr"]].values.tolist()
    [['a', 3, 2, 1.0]]
    """
    whole_number("window", window, at_least=1)
    rows = []
    if not isinstance(texts, Mapping | pd.Series):
        raise ArgumentError(f"texts is {shown(texts)}; expected the words of each text; pass a mapping or a Series")
    if isinstance(texts, pd.Series):
        unique("texts", texts.index, what="text")
    for name, words in following(sorted(texts.items(), key=by_name), progress, "measuring diversity"):
        tokens = string_list(f"texts[{name!r}]", words)
        counts = Counter(tokens)
        n, types = len(tokens), len(counts)
        own = mattr(tokens, window=window), hdd(tokens, draws=draws), mtld(tokens)
        rows.append((name, n, types, *own, types / n if n else np.nan, yule_k(counts.values())))
    return pd.DataFrame(rows, columns=["text", "tokens", "types", "mattr", "hdd", "mtld", "ttr", "yule_k"])
