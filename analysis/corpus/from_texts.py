"""Count the terms of texts in memory: the fast path, or any tokeniser; columns in the order of the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import function, shown
from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.duplicates import Watch
from analysis.corpus.entities import ENGLISH, Entities, checked
from analysis.corpus.stacking import in_order, narrow
from analysis.corpus.tokens import Token
from analysis.errors import ArgumentError
from analysis.progress import Tell

__all__ = ["Tokeniser", "count_texts"]

Tokeniser = Callable[[str], Iterable[str | Token]]
Pairs = Iterable[tuple[Any, str]]


def count_texts(
    pairs: Pairs, number: int, *, tokeniser: Tokeniser | None, entities: Entities, tell: Tell
) -> tuple[list[Any], sparse.csr_array, pd.Index]:
    """Return the units of so many pairs, their counts, units x terms, and the terms, sorted.

    Pairs are read once, in blocks. Repeated and wordless texts are warned of.

    Raises
    ------
    ArgumentError
        For a tokeniser that returns something other than terms, and for one beside entities.
    """
    watch, units = Watch(), list[Any]()
    parts: list[sparse.csr_array] = []
    if tokeniser is None:
        counter = WordCounter(entities)
        found, terms = (
            count_blocks(_marked(pairs), counter, said=lambda label: f"the text of unit {label[0]!r}"),
            counter.terms,
        )
    elif len(checked(entities).table) and entities is not ENGLISH:
        raise ArgumentError(
            "tokeniser and entities are both given, and a tokeniser knows no entities; expected one of them; replace the "
            "entities in the tokeniser, or leave it out"
        )
    else:
        terms = {}
        found = _tokenised(_marked(pairs), function("tokeniser", tokeniser, of="a text"), terms)
    for labels, counts in found:
        watch.note(labels, counts)
        units += [unit for unit, _ in labels]
        parts.append(narrow(counts))
        tell(len(units) / number)
    watch.warn(stacklevel=3)
    return units, *in_order(parts, list(terms))


def _marked(pairs: Pairs) -> Iterator[tuple[tuple[Any, int], str]]:
    return (((unit, hash(body.strip())), body) for unit, body in pairs)


def _tokenised(
    texts: Iterable[tuple[tuple[Any, int], str]], tokeniser: Callable[..., Any], found: dict[str, int]
) -> Iterator[tuple[list[tuple[Any, int]], sparse.csr_array]]:
    """Yield labels and counts of one text after the other, and put new terms into the mapping."""
    for label, body in texts:
        tokens = tokeniser(body)
        listed = isinstance(tokens, Iterable) and not isinstance(tokens, str)
        columns: list[int] = []
        for token in tokens if listed else [None]:
            term = token.term if isinstance(token, Token) else token
            if not isinstance(term, str) or not term:
                wrong = f"has the term {shown(term)}" if listed else f"is {shown(tokens)}"
                raise ArgumentError(
                    f"what tokeniser returns for unit {label[0]!r} {wrong}; expected a list of strings that are not empty, or "
                    "of tokens; change the function"
                )
            columns.append(found.setdefault(term, len(found)))
        counts = sparse.csr_array((np.ones(len(columns), dtype=np.int64), columns, [0, len(columns)]), (1, len(found)))
        counts.sum_duplicates()
        yield [label], counts
