"""Runs of words as terms: all runs of n words, or listed terms of several words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.checks import string_list, strings, whole_number
from analysis.errors import ArgumentError
from analysis.terms.context.windows import Rows, sentence_order, sentences, tokens_given

__all__ = ["multiword_tokens", "ngram_tokens", "run_rows", "with_multiwords"]

Listed = Mapping[str, list[tuple[str, ...]]]


def run_rows(tokens: pd.DataFrame, length: int) -> Rows:
    """Return the row numbers of all runs of so many tokens within a sentence, one run a line."""
    number, order = sentence_order(tokens)
    starts = np.arange(max(0, len(tokens) - length + 1))
    starts = starts[number[order[starts]] == number[order[starts + length - 1]]]
    rows: Rows = order[starts[:, None] + np.arange(length)]
    return rows


def ngram_tokens(tokens: pd.DataFrame, *, n: int = 2) -> pd.DataFrame:
    """Return the table of all runs of n terms, never across a sentence.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    n : int
        Terms of a run, 1 or more.

    Returns
    -------
    DataFrame
        Like `tokens`, one row a run: `term` and `surface` are those of its words, separated by spaces; `start` is that
        of the first word, `end` that of the last. `TermMatrix.from_tokens` counts it.

    >>> from analysis.corpus.tokens import tokens_table
    >>> ngram_tokens(tokens_table([("a", "A red line. A gap.")]))["term"].tolist()
    ['a red', 'red line', 'a gap']
    """
    n = whole_number("n", n, at_least=1)
    return _joined(tokens, run_rows(tokens_given(tokens, "surface", "start", "end"), n)).reset_index(drop=True)


def multiword_tokens(tokens: pd.DataFrame, multiwords: Collection[str]) -> pd.DataFrame:
    """Return the table in which each listed term of several words is one token.

    Parameters
    ----------
    tokens : DataFrame
        Table of `corpus.tokens.tokens_table`.
    multiwords : collection of str
        Terms as counted, of two words or more, separated by spaces, as `discover_multiwords` finds them.

    Returns
    -------
    DataFrame
        Like `tokens`. Within a sentence the longest listed term that fits is taken, from left to right.

    >>> from analysis.corpus.tokens import tokens_table
    >>> multiword_tokens(tokens_table([("a", "Red lines are red. Lines hold.")]), ["red lines"])["term"].tolist()
    ['red lines', 'are', 'red', 'lines', 'hold']
    """
    listed = _by_first(multiwords)
    terms = tokens_given(tokens, "surface", "start", "end")["term"].to_numpy()
    found = [
        rows[start:end]
        for _, _, rows in sentences(tokens, having=listed.__contains__)
        for start, end in _listed_runs([str(terms[row]) for row in rows], listed)
        if end - start > 1
    ]
    alone = np.delete(np.arange(len(tokens)), [row for run in found for row in run])
    order = np.argsort([*alone, *(run[0] for run in found)], kind="stable")
    return pd.concat([tokens.take(alone), _joined(tokens, found)]).take(order).reset_index(drop=True)


def with_multiwords(terms: Sequence[str], multiwords: Iterable[str]) -> list[str]:
    """Join listed terms of several words to one each; the longest that fits is taken, from left to right.

    >>> with_multiwords(["red", "line", "and", "line"], ["red line"])
    ['red line', 'and', 'line']
    """
    words = string_list("terms", terms)
    return [" ".join(words[start:end]) for start, end in _listed_runs(words, _by_first(multiwords))]


def _by_first(multiwords: Iterable[str]) -> Listed:
    """Return listed terms of several words by their first word, the longest first."""
    listed: dict[str, list[tuple[str, ...]]] = {}
    for phrase in strings("multiwords", multiwords if isinstance(multiwords, Collection) else list(multiwords)):
        words = tuple(phrase.split())
        if len(words) < 2:
            raise ArgumentError(f"multiwords has {phrase!r}; expected two words or more; remove it from the list")
        listed.setdefault(words[0], []).append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in listed.items()}


def _listed_runs(terms: Sequence[str], listed: Listed) -> Iterator[tuple[int, int]]:
    """Yield where each listed run begins and ends, the longest from left to right, and each other term alone."""
    at = 0
    while at < len(terms):
        fits = (words for words in listed.get(terms[at], ()) if tuple(terms[at : at + len(words)]) == words)
        end = at + len(next(fits, ("",)))
        yield at, end
        at = end


def _joined(tokens: pd.DataFrame, runs: Sequence[Sequence[int]] | Rows) -> pd.DataFrame:
    """Make one row of the words of each run."""
    ends = tokens["end"].to_numpy()[np.array([run[-1] for run in runs], dtype=np.int64)]
    table = tokens.take(np.array([run[0] for run in runs], dtype=np.int64)).assign(end=ends)
    for name in ("surface", "term"):
        words = tokens[name].to_numpy(dtype=object)
        joined = [" ".join(words[list(run)]) for run in runs]
        table[name] = pd.Series(joined, index=table.index, dtype=tokens[name].dtype)
    return table
