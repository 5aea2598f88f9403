"""Phrases that recur: runs of terms found in more than one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.checks import texts, whole_number
from analysis.errors import ArgumentError, missing_column

__all__ = ["phrase_rows", "recurring_phrases", "sentences", "tokens_given"]


def tokens_given(tokens: Any, *more: str) -> pd.DataFrame:
    """Return a tokens table that has the columns of units, sentences and terms, and `more`."""
    if not isinstance(tokens, pd.DataFrame):
        raise ArgumentError(
            f"tokens is of the kind {type(tokens).__name__}; expected the table of tokens_table; pass that"
        )
    for column in ("unit", "sentence", "term", *more):
        if column not in tokens.columns:
            raise missing_column("the tokens table", column, tokens.columns)
    return tokens


def sentences(tokens: pd.DataFrame) -> Iterator[tuple[Any, int, list[int]]]:
    """Yield (unit, sentence, row numbers) of each sentence of a tokens table, in order; units keep their type."""
    keys = [tokens_given(tokens)["unit"].to_numpy(), tokens["sentence"].to_numpy()]
    groups: dict[Any, Any] = tokens.groupby(keys, sort=False).indices
    for (unit, sentence), rows in groups.items():
        yield unit, int(sentence), [int(row) for row in rows]


def recurring_phrases(
    tokens: pd.DataFrame,
    *,
    document: Mapping[Any, Hashable],
    shortest: int = 2,
    longest: int = 6,
    min_documents: int = 2,
    not_at_edges: Collection[str] = (),
) -> pd.DataFrame:
    """Count the runs of terms that occur in at least so many documents, never across sentences.

    Parameters
    ----------
    tokens : table of `tokens_table`
    document : the document of every unit
    shortest, longest : length of the runs, terms
    min_documents : documents in which a run must occur, in any of their units
    not_at_edges : terms (function words) with which a phrase neither begins nor ends

    Returns
    -------
    DataFrame `unit`, `phrase` (terms parted by spaces), `words` (its length), `count`; sorted by
    unit and phrase.

    Raises
    ------
    ArgumentError for a unit without a document, or lengths out of order.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A common aim."), ("b", "No common aim.")])
    >>> recurring_phrases(tokens, document={"a": "d1", "b": "d2"}).values.tolist()
    [['a', 'common aim', 2, 1], ['b', 'common aim', 2, 1]]
    """
    if not 2 <= whole_number("shortest", shortest) <= whole_number("longest", longest):
        raise ArgumentError(
            f"shortest is {shortest} and longest {longest}; expected 2 <= shortest <= longest; change them"
        )
    edges, min_documents = frozenset(texts("not_at_edges", not_at_edges)), whole_number("min_documents", min_documents)
    counts: Counter[tuple[Any, str, int]] = Counter()
    homes: defaultdict[str, set[Hashable]] = defaultdict(set)
    terms = tokens_given(tokens)["term"].to_numpy()
    for unit, _, rows in sentences(tokens):
        if unit not in document:
            raise ArgumentError(f"document has no entry for unit {unit!r}; expected the document of every unit; add it")
        words = [str(terms[row]) for row in rows]
        for start, first in enumerate(words):
            if first in edges:
                continue
            for end in range(start + shortest, min(start + longest, len(words)) + 1):
                if words[end - 1] not in edges:
                    phrase = " ".join(words[start:end])
                    counts[unit, phrase, end - start] += 1
                    homes[phrase].add(document[unit])
    rows_out = [
        (unit, phrase, length, count)
        for (unit, phrase, length), count in sorted(counts.items())
        if len(homes[phrase]) >= min_documents
    ]
    return pd.DataFrame(rows_out, columns=["unit", "phrase", "words", "count"])


def phrase_rows(tokens: pd.DataFrame, phrases: pd.DataFrame) -> set[int]:
    """Return the row labels of all tokens that belong to a phrase counted in their unit.

    >>> from analysis.corpus.tokens import tokens_table
    >>> tokens = tokens_table([("a", "A common aim.")])
    >>> sorted(phrase_rows(tokens, pd.DataFrame({"unit": ["a"], "phrase": ["common aim"]})))
    [1, 2]
    """
    wanted = set(zip(phrases["unit"], phrases["phrase"], strict=True))
    lengths = sorted({len(phrase.split()) for _, phrase in wanted})
    terms = tokens_given(tokens)["term"].to_numpy()
    found: set[int] = set()
    for unit, _, rows in sentences(tokens):
        words = [str(terms[row]) for row in rows]
        for length in lengths:
            for start in range(len(words) - length + 1):
                if (unit, " ".join(words[start : start + length])) in wanted:
                    found.update(rows[start : start + length])
    return found
