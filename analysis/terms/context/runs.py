"""Tables of tokens in which runs of words are terms: all runs of n words, or listed terms of several words."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import whole_number
from analysis.terms.context.forms import listed_runs, multiwords_by_first
from analysis.terms.context.phrases import sentence_order, sentences, tokens_given

__all__ = ["multiword_tokens", "ngram_tokens"]

Numbers = NDArray[np.int64]


def ngram_tokens(tokens: pd.DataFrame, *, n: int = 2) -> pd.DataFrame:
    """Return the table of all runs of n terms, never across a sentence.

    Parameters
    ----------
    tokens : table of `corpus.tokens.tokens_table`
    n : terms of a run, 1 or more

    Returns
    -------
    DataFrame like `tokens`, one row a run: `term` and `surface` are those of its words, parted by spaces; `start` is
    that of the first word, `end` that of the last. `TermMatrix.from_tokens` counts it.

    Raises
    ------
    ArgumentError for what is no table of tokens, and for `n` that is no such number.

    >>> from analysis.corpus.tokens import tokens_table
    >>> ngram_tokens(tokens_table([("a", "A red line. A gap.")]))["term"].tolist()
    ['a red', 'red line', 'a gap']
    """
    n = whole_number("n", n, at_least=1)
    number, order = sentence_order(tokens_given(tokens, "surface", "start", "end"))
    starts = np.arange(max(0, len(tokens) - n + 1))
    starts = starts[number[order][starts] == number[order][starts + n - 1]]
    return _joined(tokens, [order[starts + step] for step in range(n)])


def multiword_tokens(tokens: pd.DataFrame, multiwords: Collection[str]) -> pd.DataFrame:
    """Return the table in which each listed term of several words is one token.

    Parameters
    ----------
    tokens : table of `corpus.tokens.tokens_table`
    multiwords : terms as counted, of two words or more, parted by spaces, as `discover_multiwords` finds them

    Returns
    -------
    DataFrame like `tokens`. Within a sentence the longest listed term that fits is taken, from left to right.

    Raises
    ------
    ArgumentError for what is no table of tokens, and for a listed term of one word.

    >>> from analysis.corpus.tokens import tokens_table
    >>> multiword_tokens(tokens_table([("a", "Red lines are red. Lines hold.")]), ["red lines"])["term"].tolist()
    ['red lines', 'are', 'red', 'lines', 'hold']
    """
    listed = multiwords_by_first(multiwords)
    tokens = tokens_given(tokens, "surface", "start", "end").reset_index(drop=True)
    terms = tokens["term"].to_numpy()
    runs: dict[int, list[list[int]]] = {}
    for _, _, rows in sentences(tokens, having=listed.__contains__):
        for start, end in listed_runs([str(terms[row]) for row in rows], listed):
            if end - start > 1:
                runs.setdefault(end - start, []).append(rows[start:end])
    taken = [row for found in runs.values() for run in found for row in run]
    parts = [tokens.drop(index=taken)]
    for found in runs.values():
        joined = _joined(tokens, list(np.array(found, dtype=np.int64).T))
        parts.append(joined.set_axis([run[0] for run in found]))
    return pd.concat(parts).sort_index().reset_index(drop=True)


def _joined(tokens: pd.DataFrame, rows: list[Numbers]) -> pd.DataFrame:
    """Make one row of the first, the second ... words of each run."""

    def words(column: str) -> pd.Series:
        parts = [tokens[column].take(at).reset_index(drop=True) for at in rows]
        return reduce(lambda left, right: left + " " + right, parts)

    table = tokens.take(rows[0]).reset_index(drop=True)
    ends = tokens["end"].take(rows[-1]).to_numpy()
    return table.assign(end=ends, surface=words("surface"), term=words("term"))
