"""Lexical diversity of a text, given as the list of its tokens.

Most indices fall with length: compare the type-token ratio at equal length only, and prefer MATTR,
MTLD or HD-D, each with its setting stated. All are NaN where a text is too short for them.
Tokens are a list or array of words; a text that is not split is refused. Types that occur 0 times
are no types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import number, whole_number
from analysis.errors import ArgumentError, one_of
from analysis.progress import Progress, following
from analysis.terms.checks import named_texts, numbers, token_list

__all__ = ["diversity", "entropy", "hdd", "indices", "mattr", "msttr", "mtld", "simpson_d", "yule_k"]

_UNDEFINED = float("nan")


def mattr(tokens: Sequence[str], *, window: int = 50) -> float:
    """Mean type-token ratio of all windows of so many tokens (Covington & McFall); NaN for a shorter text.

    References
    ----------
    Covington & McFall (2010), doi:10.1080/09296171003643098.

    >>> round(mattr("one one two one one two one".split(), window=2), 6)
    0.833333
    """
    window, tokens = whole_number("window", window, at_least=1), token_list("tokens", tokens)
    if len(tokens) < window:
        return _UNDEFINED
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
    """Mean type-token ratio of successive segments; what remains at the end is dropped. NaN for a shorter text.

    LexicalRichness drops the last segment also when it is complete.

    >>> msttr("apple orange apple orange pear pear apple orange".split(), segment=2)
    0.875
    """
    segment, tokens = whole_number("segment", segment, at_least=1), token_list("tokens", tokens)
    starts = range(0, len(tokens) - segment + 1, segment)
    ratios = [len(set(tokens[start : start + segment])) / segment for start in starts]
    return float(np.mean(ratios)) if ratios else _UNDEFINED


def _factors(tokens: Iterable[str], closes: Callable[[float, int], bool], threshold: float) -> float:
    """Number of stretches after which the type-token ratio has fallen to the threshold, with the last part."""
    factors, seen, length = 0.0, set[str](), 0
    for token in tokens:
        seen.add(token)
        length += 1
        if closes(len(seen) / length, length):
            factors, seen, length = factors + 1, set(), 0
    return factors + ((1 - len(seen) / length) / (1 - threshold) if length else 0.0)


def mtld(
    tokens: Sequence[str], *, threshold: float = 0.72, rule: Literal["<=", "<"] = "<=", min_length: int = 1
) -> float:
    """Measure of textual lexical diversity: mean length of stretches that keep the type-token ratio above a threshold.

    Parameters
    ----------
    tokens : the text
    threshold : at which a stretch ends
    rule : whether it ends at (LexicalRichness) or below (lexical_diversity) the threshold
    min_length : shortest stretch; 10 in lexical_diversity

    Returns
    -------
    tokens, mean of the forward and the backward reading; NaN where the ratio never falls at all.

    References
    ----------
    McCarthy & Jarvis (2010), doi:10.3758/BRM.42.2.381.

    >>> round(mtld("This is a sentence .".split() * 20), 6)
    7.142857
    """
    threshold, tokens = number("threshold", threshold, above=0, below=1), token_list("tokens", tokens)
    min_length = whole_number("min_length", min_length, at_least=1)
    if rule not in {"<=", "<"}:
        raise one_of("rule", rule, ["<", "<="])
    # lexical_diversity, the implementation with a shortest stretch, leaves the last token to the last part.
    last = len(tokens) if min_length > 1 else len(tokens) + 1

    def reading(text: Sequence[str]) -> float:
        position = 0

        def closes(ratio: float, length: int) -> bool:
            nonlocal position
            position += 1
            low = ratio <= threshold if rule == "<=" else ratio < threshold
            return low and length >= min_length and position < last

        found = _factors(text, closes, threshold)
        return len(text) / found if found else _UNDEFINED

    return (reading(tokens) + reading(list(reversed(tokens)))) / 2 if tokens else _UNDEFINED


def hdd(tokens: Sequence[str], *, draws: int = 42) -> float:
    """HD-D: expected type-token ratio of a random sample of so many tokens, drawn without return. NaN for a shorter text.

    References
    ----------
    McCarthy & Jarvis (2007), doi:10.1177/0265532207080767.

    >>> round(hdd("This is a sentence .".split() * 20), 6)
    0.119047
    """
    draws, tokens = whole_number("draws", draws, at_least=1), token_list("tokens", tokens)
    if len(tokens) < draws:
        return _UNDEFINED
    from scipy.special import gammaln

    n = len(tokens)
    counts = np.array(sorted(Counter(tokens).values()), dtype=float)
    # log of C(n - count, draws) / C(n, draws): the chance that a type is not drawn.
    rest = n - counts
    with np.errstate(invalid="ignore"):
        log_missed = (
            gammaln(rest + 1) - gammaln(np.maximum(rest - draws, 0) + 1) - gammaln(n + 1) + gammaln(n - draws + 1)
        )
    missed = np.where(rest >= draws, np.exp(log_missed), 0.0)
    return float((1 - missed).sum() / draws)


def _frequencies(counts: Iterable[float]) -> NDArray[np.float64]:
    """Frequencies of the types that occur."""
    values = numbers("counts", list(counts) if isinstance(counts, Iterable) else counts)
    return values[values > 0]


def _spectrum(counts: Iterable[float]) -> tuple[float, float, float]:
    values = _frequencies(counts)
    return float(values.sum()), float(len(values)), float((values**2).sum())


def yule_k(counts: Iterable[float]) -> float:
    """Yule's K from the frequencies of the types: 10,000 (sum f^2 - N) / N^2; higher is more repetitive.

    >>> yule_k([1, 1, 1, 2, 2, 3])
    1000.0
    """
    n, _, squares = _spectrum(counts)
    return 1e4 * (squares - n) / n**2 if n else _UNDEFINED


def simpson_d(counts: Iterable[float]) -> float:
    """Simpson's D: chance that two tokens drawn without return are of one type.

    >>> round(simpson_d([1, 1, 1, 2, 2, 3]), 6)
    0.111111
    """
    n, _, squares = _spectrum(counts)
    return (squares - n) / (n * (n - 1)) if n > 1 else _UNDEFINED


def entropy(counts: Iterable[float], *, base: float = 2) -> float:
    """Shannon entropy of the frequencies of the types, bits unless `base` (above 1) says another.

    >>> entropy([1, 1, 1, 1])
    2.0
    """
    base, values = number("base", base, above=1), _frequencies(counts)
    p = values / values.sum() if values.size else values
    # Adding 0 turns a negative zero into zero.
    return float(-(p * np.log(p)).sum() / np.log(base)) + 0.0 if values.size else _UNDEFINED


def indices(counts: Mapping[str, float] | Sequence[float], *, log_base: float = 10) -> dict[str, float]:
    """Indices of N tokens and V types alone, with those of the frequency spectrum.

    Parameters
    ----------
    counts : frequency of every type
    log_base : of the logarithms of Dugast's U and Maas's a, above 1; 10 in quanteda, e in LexicalRichness

    Returns
    -------
    dict: `ttr` V/N; `root_ttr` V/sqrt(N) (Guiraud's R); `corrected_ttr` V/sqrt(2N); `herdan_c` ln V/ln N;
    `summer` ln ln V/ln ln N; `dugast_u` (log N)^2/(log N - log V); `maas_a` and its square `maas_a2`;
    `yule_k`; `yule_i` V^2/(sum f^2 - V); `simpson_d`; `herdan_vm`; `repeat_rate`; NaN where undefined.

    >>> indices([1, 1, 1, 2, 2, 3])["ttr"]
    0.6
    """
    values = list(counts.values()) if isinstance(counts, Mapping) else counts
    log_base = number("log_base", log_base, above=1)
    n, v, squares = _spectrum(values)
    names = ["ttr", "root_ttr", "corrected_ttr", "herdan_c", "summer", "dugast_u", "maas_a", "maas_a2"]
    names += ["yule_k", "yule_i", "simpson_d", "herdan_vm", "repeat_rate"]
    if not n:
        return dict.fromkeys(names, _UNDEFINED)
    with np.errstate(divide="ignore", invalid="ignore"):
        size, types = np.log(n) / np.log(log_base), np.log(v) / np.log(log_base)
        maas2 = (size - types) / size**2
        found = [
            v / n,
            v / np.sqrt(n),
            v / np.sqrt(2 * n),
            types / size,
            np.log(np.log(v)) / np.log(np.log(n)),
            np.float64(size**2) / (size - types),
            np.sqrt(maas2),
            maas2,
            yule_k(values),
            np.float64(v**2) / (squares - v),
            simpson_d(values),
            np.sqrt(squares / n**2 - 1 / v),
            squares / n**2,
        ]
    return {name: float(value) if np.isfinite(value) else _UNDEFINED for name, value in zip(names, found, strict=True)}


def diversity(
    texts: Mapping[str, Sequence[str]] | pd.Series, *, window: int = 50, draws: int = 42, progress: Progress = False
) -> pd.DataFrame:
    """Diversity of several texts: length-proof indices first.

    Parameters
    ----------
    texts : the tokens of each text
    window : of MATTR, tokens
    draws : of HD-D, tokens
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    DataFrame sorted by `text`: `text`; `tokens`; `types`; `mattr` and `hdd` (0 to 1); `mtld` (tokens);
    `ttr` (0 to 1, for texts of equal length only); `yule_k`. Higher is more diverse, but for `yule_k`.
    NaN where a text is shorter than its window or sample.

    >>> diversity({"a": ["one", "two", "one"]}, window=2, draws=2)[["text", "tokens", "types", "mattr"]].values.tolist()
    [['a', 3, 2, 1.0]]
    """
    rows = []
    whole_number("window", window, at_least=1)
    if not isinstance(texts, Mapping | pd.Series):
        raise ArgumentError(
            f"texts is of the kind {type(texts).__name__}; expected the words of each text by its name; pass a mapping"
        )
    for name, words in following(named_texts(texts), progress, "measuring diversity"):
        tokens = token_list(f"texts[{name!r}]", words)
        counts = Counter(tokens)
        rows.append(
            (
                name,
                len(tokens),
                len(counts),
                mattr(tokens, window=window),
                hdd(tokens, draws=draws),
                mtld(tokens),
                len(counts) / len(tokens) if tokens else _UNDEFINED,
                yule_k(counts.values()),
            )
        )
    return pd.DataFrame(rows, columns=["text", "tokens", "types", "mattr", "hdd", "mtld", "ttr", "yule_k"])
