"""Count the terms of texts in memory: the fast path, or any tokeniser; columns in the order of the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.duplicates import LONG_TEXT, warn_of_duplicates, warn_of_wordless
from analysis.corpus.entities import Entities
from analysis.corpus.tokens import Token
from analysis.errors import ArgumentError

__all__ = ["Tokeniser", "count_texts"]

Tokeniser = Callable[[str], Iterable[str | Token]]


def count_texts(
    texts: pd.Series, *, tokeniser: Tokeniser | None, entities: Entities, tell: Callable[[float], object]
) -> tuple[sparse.csr_array, pd.Index]:
    """Return counts, texts x terms, and the terms, sorted; warn of long texts that stand twice.

    Raises ArgumentError for a cell that is no text, for a tokeniser that gives no terms, and for one beside entities.
    """
    for unit, body in zip(texts.index, texts, strict=True):
        if not isinstance(body, str):
            raise ArgumentError(
                f"{texts.name} of unit {unit!r} is {body!r}; expected a text; fill the cell or drop the row"
            )
    if tokeniser is not None and len(entities.table):
        raise ArgumentError(
            "tokeniser and entities are both given, and a tokeniser knows no names: expected one of them; let the tokeniser "
            "write the names, or leave it out"
        )
    if tokeniser is None:
        counts, names = _counted(texts, entities, tell)
    elif callable(tokeniser):
        counts, names = _tokenised(texts, tokeniser, tell)
    else:
        raise ArgumentError(
            f"tokeniser is {tokeniser!r}; expected a function of a text; pass a callable or leave it out"
        )
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    long = texts[sizes >= LONG_TEXT]
    warn_of_duplicates(long.index[long.duplicated()].tolist(), stacklevel=4)
    warn_of_wordless(texts.index[sizes == 0].tolist(), stacklevel=4)
    terms = np.array(names, dtype=object)
    order = np.argsort(terms)
    try:
        index = pd.Index(terms[order], dtype="str", name="term")
    except UnicodeEncodeError as error:
        raise ArgumentError(
            f"a term has half a character, as {error.object[:40]!r}, and is no text; change the tokeniser or the texts"
        ) from None
    return _reordered(counts, order), index


def _counted(
    texts: pd.Series, entities: Entities, tell: Callable[[float], object]
) -> tuple[sparse.csr_array, list[str]]:
    counter = WordCounter(entities)
    parts, done = [], 0
    for labels, counts in count_blocks(
        zip(texts.index, texts, strict=True), counter, said="the text of unit {!r}".format
    ):
        parts.append(counts)
        done += len(labels)
        tell(done / len(texts))
    # A block knows the terms that had been met by then: all get the width of the whole.
    width = len(counter.terms)
    wide = [sparse.csr_array((part.data, part.indices, part.indptr), (part.shape[0], width)) for part in parts]
    found: Any = sparse.vstack(wide, format="csr") if wide else sparse.csr_array((0, width), dtype=np.int32)
    return found, list(counter.terms)


def _tokenised(
    texts: pd.Series, tokeniser: Tokeniser, tell: Callable[[float], object]
) -> tuple[sparse.csr_array, list[str]]:
    found: dict[str, int] = {}
    columns: list[int] = []
    lengths = [0]
    for unit, body in zip(texts.index, texts, strict=True):
        tokens: Any = tokeniser(body)
        if isinstance(tokens, str) or not isinstance(tokens, Iterable):
            raise ArgumentError(
                f"tokeniser gives {tokens!r} for unit {unit!r}; expected a list of terms or tokens; change the function"
            )
        for token in tokens:
            term = token.term if isinstance(token, Token) else token
            if not isinstance(term, str) or not term:
                raise ArgumentError(
                    f"tokeniser gives the term {term!r} for unit {unit!r}; expected texts that are not empty; change the function"
                )
            columns.append(found.setdefault(term, len(found)))
        lengths.append(len(columns))
        tell((len(lengths) - 1) / len(texts))
    counts = sparse.csr_array((np.ones(len(columns), dtype=np.int64), columns, lengths), shape=(len(texts), len(found)))
    counts.sum_duplicates()
    return counts, list(found)


def _reordered(counts: sparse.csr_array, order: NDArray[np.intp]) -> sparse.csr_array:
    """Put the columns in order by renaming their numbers: cheaper than indexing."""
    places = np.empty(len(order), dtype=np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    out = sparse.csr_array((counts.data, places[counts.indices], counts.indptr), shape=counts.shape)
    # Turned over and back, columns are sorted in linear time.
    return sparse.csr_array(out.tocsc().tocsr().astype(np.int64))
