"""Phrases: runs of terms that occur together more than by chance, or in more than one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.checks import shown, string_list, strings, whole_number
from analysis.errors import ArgumentError
from analysis.progress import Progress, following
from analysis.terms.context.association import log_dice, pair_log_likelihood
from analysis.terms.context.runs import run_rows
from analysis.terms.context.windows import sentence_order, tokens_given

__all__ = ["discover_multiwords", "phrase_rows", "recurring_phrases"]

# A run, the run without its last term, and that term.
_PARTS = (slice(None), slice(-1), slice(-1, None))


def discover_multiwords(
    sentences: Iterable[Sequence[str]],
    *,
    min_count: int = 3,
    longest: int = 2,
    not_at_edges: Collection[str] = (),
    progress: Progress = False,
) -> pd.DataFrame:
    r"""Find runs of adjacent terms that occur together more than by chance: candidates for a list, to be read first.

    .. math:: 14 + \log_2\frac{k f}{f_1 + \dots + f_k}

    is the `log_dice` of a run of k terms; for a pair it is the usual one.

    Parameters
    ----------
    sentences : iterable of list of str
        The terms of each sentence.
    min_count : int
        Leave out rarer runs.
    longest : int
        Terms of the longest runs, 2 or more; runs within a longer one are candidates too.
    not_at_edges : collection of str
        Terms (function words) with which a run neither begins nor ends.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by `log_dice` (falling), then phrase: `phrase`, `count`, `log_dice` (at most 14), `log_likelihood`
        (signed G2 of the last term and the run before it).

    References
    ----------
    Rychly (2008), A lexicographer-friendly association score. Petrovic, Snajder & Dalbelo Basic (2010),
    Extending lexical association measures for collocation extraction, CSL 24(2), 383-394.

    >>> discover_multiwords([["red", "line"], ["red", "line"], ["line"]], min_count=2)[["phrase", "count"]].values.tolist()
    [['red line', 2]]
    """
    barred = frozenset(strings("not_at_edges", not_at_edges))
    longest, min_count = whole_number("longest", longest, at_least=2), whole_number("min_count", min_count)
    if isinstance(sentences, str) or not isinstance(sentences, Iterable):
        raise ArgumentError(
            f"sentences is {shown(sentences)}; expected the terms of each sentence; split the text first"
        )
    runs: Counter[tuple[str, ...]] = Counter()
    for sentence in following(sentences, progress, "counting runs of terms"):
        terms = string_list("sentences", sentence)
        for length in range(1, min(longest, len(terms)) + 1):
            runs.update(zip(*(terms[start:] for start in range(length)), strict=False))
    kept = sorted(
        run
        for run, count in runs.items()
        if len(run) > 1 and count >= min_count and run[0] not in barred and run[-1] not in barred
    )
    whole, before, last = (np.array([runs[run[part]] for run in kept], dtype=float) for part in _PARTS)
    # Twice the mean of the single counts extends the Dice of a pair to a run of any length.
    mean = np.array([np.mean([runs[word,] for word in run]) for run in kept], dtype=float)
    total = float(sum(count for run, count in runs.items() if len(run) == 1))
    table = pd.DataFrame(
        {
            "phrase": [" ".join(run) for run in kept],
            "count": whole.astype(int),
            "log_dice": log_dice(whole, mean, mean),
            # A word beside itself is first and second at once: the table then has more than all tokens.
            "log_likelihood": pair_log_likelihood(whole, before, last, np.maximum(total, before + last - whole)),
        }
    )
    return table.sort_values(["log_dice", "phrase"], ascending=[False, True], ignore_index=True)


def recurring_phrases(
    tokens: pd.DataFrame,
    *,
    document: Mapping[Any, Hashable],
    shortest: int = 2,
    longest: int = 6,
    min_documents: int = 2,
    not_at_edges: Collection[str] = (),
    progress: Progress = False,
) -> pd.DataFrame:
    """Count the runs of terms that occur in several documents, never across sentences.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    document : mapping
        The document of every unit.
    shortest, longest : int
        Terms of the runs, 2 or more.
    min_documents : int
        Documents in which a run must occur, in any of their units.
    not_at_edges : collection of str
        Terms (function words) with which a phrase neither begins nor ends.
    progress : bool or function
        True for a bar after two seconds of work; or a function of the share done.

    Returns
    -------
    DataFrame
        Sorted by unit and phrase: `unit`, `phrase` (terms separated by spaces), `words` (its length), `count`.

    Raises
    ------
    ArgumentError
        For a unit without a document, or lengths out of order.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A common aim."), ("b", "No common aim.")])
    >>> recurring_phrases(tokens, document={"a": "d1", "b": "d2"}).values.tolist()
    [['a', 'common aim', 2, 1], ['b', 'common aim', 2, 1]]
    """
    if not 2 <= whole_number("shortest", shortest) <= whole_number("longest", longest):
        raise ArgumentError(
            f"shortest is {shortest} and longest {longest}; expected 2 <= shortest <= longest; lower shortest or raise longest"
        )
    if not isinstance(document, Mapping | pd.Series):
        raise ArgumentError(f"document is {shown(document)}; expected the document of every unit; pass a mapping")
    edges, min_documents = list(strings("not_at_edges", not_at_edges)), whole_number("min_documents", min_documents)
    unit, units = pd.factorize(tokens_given(tokens)["unit"])
    for name in units:
        own = document.get(name)
        if not isinstance(own, Hashable) or pd.isna(own):  # type: ignore[call-overload]
            raise ArgumentError(f"document of unit {name!r} is {shown(own)}; expected a name or a number; add it")
    sentence, order = sentence_order(tokens)
    unit, sentence = unit[order], sentence[order]
    words = tokens["term"].to_numpy(dtype=object)[order]
    term, names = pd.factorize(words)
    home_of = pd.Series([document[name] for name in units], dtype=object)
    home = pd.factorize(home_of)[0][unit]
    inside = ~pd.Index(names).isin(edges)[term]
    # A run is identified by the number of the run without its last term, and by that term. No run recurs whose
    # beginning does not, so each length looks only at the runs left by the one before.
    starts, run = np.arange(len(term)), term.astype(np.int64)
    nothing = np.empty(0, dtype=np.int64)
    tables = [pd.DataFrame({"unit": units[:0], "phrase": nothing.astype(object), "words": nothing, "count": nothing})]
    for length in following(range(2, min(longest, max(2, len(term))) + 1), progress, "counting phrases"):
        within = starts + length - 1 < len(term)
        within[within] = sentence[starts[within]] == sentence[starts[within] + length - 1]
        starts, run = starts[within], run[within]
        run = np.unique(run * len(names) + term[starts + length - 1], return_inverse=True)[1]
        homes = int(home.max(initial=0)) + 1
        recurs = np.bincount(np.unique(run * homes + home[starts]) // homes)[run] >= min_documents
        starts, run = starts[recurs], run[recurs]
        if length >= shortest:
            whole = inside[starts] & inside[starts + length - 1]
            _, first, same = np.unique(run[whole], return_index=True, return_inverse=True)
            written = [" ".join(words[begin : begin + length]) for begin in starts[whole][first]]
            cells, count = np.unique(same * len(units) + unit[starts[whole]], return_counts=True)
            phrase = np.array(written, dtype=object)[cells // len(units)]
            table = {"unit": units.take(cells % len(units)), "phrase": phrase, "words": length, "count": count}
            tables.append(pd.DataFrame(table))
    return pd.concat(tables).sort_values(["unit", "phrase", "words"], ignore_index=True)


def phrase_rows(tokens: pd.DataFrame, phrases: pd.DataFrame) -> set[int]:
    """Return the row numbers of all tokens that belong to a phrase counted in their unit.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A common aim.")])
    >>> sorted(phrase_rows(tokens, pd.DataFrame({"unit": ["a"], "phrase": ["common aim"]})))
    [1, 2]
    """
    wanted = set(zip(phrases["unit"], phrases["phrase"], strict=True))
    unit, terms = tokens_given(tokens)["unit"].to_numpy(), tokens["term"].to_numpy(dtype=object)
    return {
        row
        for length in {len(phrase.split()) for _, phrase in wanted}
        for run in run_rows(tokens, length).tolist()
        if (unit[run[0]], " ".join(terms[run])) in wanted
        for row in run
    }
