"""Phrases that recur: runs of terms found in more than one document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.checks import strings, whole_number
from analysis.errors import ArgumentError, missing_column
from analysis.progress import Progress, following

__all__ = ["phrase_rows", "recurring_phrases", "sentence_order", "sentences", "tokens_given"]


def tokens_given(tokens: Any, *more: str) -> pd.DataFrame:
    """Return a tokens table that has the columns of units, sentences and terms, and `more`."""
    if not isinstance(tokens, pd.DataFrame):
        raise ArgumentError(
            f"tokens is of the kind {type(tokens).__name__}; expected the table of tokens_table; pass that"
        )
    for column in ("unit", "sentence", "term", *more):
        if column not in tokens.columns:
            raise missing_column("the tokens table", column, tokens.columns)
        if not isinstance(tokens[column], pd.Series):
            raise ArgumentError(
                f"the tokens table has two columns {column!r}; expected one; rename or remove the other"
            )
        if (empty := tokens[column].isna()).any():
            row = int(np.flatnonzero(empty)[0])
            raise ArgumentError(
                f"the tokens table has no {column} in row {row}; expected the table as tokens_table gives it; read "
                '"null" and "NA" as words if it comes from a file'
            )
    return tokens


def sentence_order(tokens: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the number of each token's sentence, and the rows in the order of sentences, each in its own order.

    >>> [part.tolist() for part in sentence_order(pd.DataFrame({"unit": list("aba"), "sentence": [0, 0, 0]}))]
    [[0, 1, 0], [0, 2, 1]]
    """
    number = tokens.groupby(["unit", "sentence"], sort=False).ngroup().to_numpy()
    return number.astype(np.int64), np.argsort(number, kind="stable").astype(np.int64)


def sentences(
    tokens: pd.DataFrame, *, having: Callable[[str], bool] | None = None
) -> Iterator[tuple[Any, int, list[int]]]:
    """Yield (unit, sentence, row numbers) of each sentence of a tokens table, in order; units keep their type.

    With `having` these are only the sentences with a term of which it is true, which are few and found at once.
    """
    unit, sentence = tokens_given(tokens)["unit"].to_numpy(), tokens["sentence"].to_numpy()
    number, order = sentence_order(tokens)
    if having is not None:
        term, names = pd.factorize(tokens["term"])
        wanted = np.array([having(str(name)) for name in names], dtype=bool)
        kept = np.zeros(len(tokens), dtype=bool)
        kept[number[wanted[term]]] = True
        order = order[kept[number[order]]]
    for rows in np.split(order, np.flatnonzero(np.diff(number[order])) + 1) if len(order) else ():
        yield unit[rows[0]], int(sentence[rows[0]]), rows.tolist()


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
    """Count the runs of terms that occur in at least so many documents, never across sentences.

    Parameters
    ----------
    tokens : table of `tokens_table`
    document : the document of every unit
    shortest, longest : length of the runs, terms
    min_documents : documents in which a run must occur, in any of their units
    not_at_edges : terms (function words) with which a phrase neither begins nor ends
    progress : True for a bar after two seconds of work, a function of the share done, or False

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
    if not isinstance(document, Mapping | pd.Series):
        raise ArgumentError(f"document is {document!r:.60}; expected the document of every unit; pass a mapping")
    edges, min_documents = list(strings("not_at_edges", not_at_edges)), whole_number("min_documents", min_documents)
    unit, units = pd.factorize(tokens_given(tokens)["unit"])
    for name in units:
        if name not in document:
            raise ArgumentError(f"document has no entry for unit {name!r}; expected the document of every unit; add it")
        if not isinstance(document[name], Hashable) or pd.isna(document[name]):  # type: ignore[call-overload]
            raise ArgumentError(
                f"document of unit {name!r} is {document[name]!r:.60}; expected a name or a number; fill it"
            )
    sentence, order = sentence_order(tokens)
    unit, sentence = unit[order], sentence[order]
    words = tokens["term"].to_numpy(dtype=object)[order]
    term, names = pd.factorize(words)
    home = pd.factorize(pd.Series([document[name] for name in units], dtype=object))[0][unit]
    inside = ~pd.Index(names).isin(edges)[term]
    # A run is told by the number of the run without its last term, and by that term. No run recurs whose beginning
    # does not, so each length looks only at what the one before has left.
    starts, run = np.arange(len(term)), term.astype(np.int64)
    tables = []
    for length in following(range(2, longest + 1), progress, "counting phrases"):
        within = starts + length - 1 < len(term)
        within[within] = sentence[starts[within]] == sentence[starts[within] + length - 1]
        starts, run = starts[within], run[within]
        run = np.unique(run * len(names) + term[starts + length - 1], return_inverse=True)[1]
        recurs = _documents_of(run, home[starts])[run] >= min_documents
        starts, run = starts[recurs], run[recurs]
        if length >= shortest:
            whole = inside[starts] & inside[starts + length - 1]
            _, first, same = np.unique(run[whole], return_index=True, return_inverse=True)
            written = [" ".join(words[begin : begin + length].tolist()) for begin in starts[whole][first].tolist()]
            cells, count = np.unique(same * len(units) + unit[starts[whole]], return_counts=True)
            tables.append(
                pd.DataFrame(
                    {
                        "unit": units.take(cells % len(units)),
                        "phrase": np.array(written, dtype=object)[cells // len(units)],
                        "words": length,
                        "count": count,
                    }
                )
            )
    return pd.concat(tables).sort_values(["unit", "phrase", "words"], ignore_index=True)


def _documents_of(runs: NDArray[np.int64], homes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return in how many documents each run is found."""
    number = int(homes.max(initial=0)) + 1
    return np.bincount(np.unique(runs * number + homes) // number)


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
