"""Count the terms of texts in memory: the fast path, or any tokeniser; columns in the order of the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import function, shown
from analysis.corpus.counting import WordCounter, count_blocks, stacked
from analysis.corpus.duplicates import Watch
from analysis.corpus.entities import ENGLISH, Entities, checked
from analysis.corpus.tokens import Token
from analysis.errors import ArgumentError

__all__ = ["Tokeniser", "count_texts"]

Tokeniser = Callable[[str], Iterable[str | Token]]
Pairs = list[tuple[Any, str]]
Tell = Callable[[float], object]


def count_texts(
    pairs: Pairs, *, tokeniser: Tokeniser | None, entities: Entities, tell: Tell
) -> tuple[sparse.csr_array, pd.Index]:
    """Return counts, texts x terms, and the terms, sorted; warn of repeated and of wordless texts.

    Raises
    ------
    ArgumentError
        For a tokeniser that returns something other than terms, and for one beside entities.
    """
    if tokeniser is None:
        counts, names = _counted(pairs, entities, tell)
    elif len(checked(entities).table) and entities is not ENGLISH:
        raise ArgumentError(
            "tokeniser and entities are both given, and a tokeniser knows no entities; expected one of them; replace the "
            "entities in the tokeniser, or leave it out"
        )
    else:
        counts, names = _tokenised(pairs, function("tokeniser", tokeniser, of="a text"), tell)
    watch = Watch()
    watch.note(((unit, hash(body.strip())) for unit, body in pairs), counts)
    watch.warn(stacklevel=3)
    terms = np.array(names, dtype=object)
    order = np.argsort(terms, kind="stable")
    try:
        index = pd.Index(terms[order], dtype="str", name="term")
    except UnicodeEncodeError as error:
        raise ArgumentError(
            f"a term has half a character, as {error.object[:40]!r}; expected whole ones; change the tokeniser or the texts"
        ) from None
    # The columns are put in order by renaming their numbers, and sorted in linear time by turning them over and back.
    places = np.argsort(order, kind="stable").astype(np.int32)
    ordered = sparse.csr_array((counts.data, places[counts.indices], counts.indptr), shape=counts.shape)
    return sparse.csr_array(ordered.tocsc().tocsr().astype(np.int64)), index


def _counted(pairs: Pairs, entities: Entities, tell: Tell) -> tuple[sparse.csr_array, list[str]]:
    counter = WordCounter(entities)
    parts, done = [], 0
    for labels, counts in count_blocks(pairs, counter, said="the text of unit {!r}".format):
        parts.append(counts)
        done += len(labels)
        tell(done / len(pairs))
    return stacked(parts, len(counter.terms)), list(counter.terms)


def _tokenised(pairs: Pairs, tokeniser: Callable[..., Any], tell: Tell) -> tuple[sparse.csr_array, list[str]]:
    found: dict[str, int] = {}
    columns: list[int] = []
    lengths = [0]
    for unit, body in pairs:
        tokens = tokeniser(body)
        listed = isinstance(tokens, Iterable) and not isinstance(tokens, str)
        for token in tokens if listed else [None]:
            term = token.term if isinstance(token, Token) else token
            if not isinstance(term, str) or not term:
                wrong = f"has the term {shown(term)}" if listed else f"is {shown(tokens)}"
                raise ArgumentError(
                    f"what tokeniser returns for unit {unit!r} {wrong}; expected a list of strings that are not empty, or "
                    "of tokens; change the function"
                )
            columns.append(found.setdefault(term, len(found)))
        lengths.append(len(columns))
        tell((len(lengths) - 1) / len(pairs))
    counts = sparse.csr_array((np.ones(len(columns), dtype=np.int64), columns, lengths), shape=(len(pairs), len(found)))
    counts.sum_duplicates()
    return counts, list(found)
