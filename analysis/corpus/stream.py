"""Count groups of texts that may be larger than memory: folders, CSV, JSON lines, Parquet.

Texts are read one after the other, counted in blocks and added up; what the dispersion needs of every document waits
in a temporary file. So time grows with the size of the corpus, and memory with its vocabulary only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.checks import instance, shown
from analysis.checks import path as checked_path
from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.document_rows import Labels, whole_documents
from analysis.corpus.duplicates import Watch
from analysis.corpus.entities import ENGLISH, Entities
from analysis.corpus.groups import GroupCounts
from analysis.corpus.parts import TornDocumentError, count_parts
from analysis.corpus.pieces import Text, Wanted
from analysis.corpus.reading import read_texts
from analysis.corpus.tallies import Tally, group_counts
from analysis.engine import Engine, workers
from analysis.errors import ArgumentError, SourceError
from analysis.progress import Progress, telling

__all__ = ["GroupCounts", "count_groups", "count_stream", "read_texts"]


def count_stream(
    path: Path | str,
    *,
    by: str = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[object] | None = None,
    entities: Entities = ENGLISH,
    skip_blank: bool = False,
    engine: Engine = None,
    progress: Progress = False,
) -> GroupCounts:
    """Count the terms of a file or folder by group, in one pass and flat memory.

    Parameters
    ----------
    path : path
        A table, or a folder with one subfolder a group, as in `read_texts`.
    by, text : str
        Columns of the group and of the text.
    document : str or None
        Column of the document that a row belongs to, whose rows follow one another: they are one document for the
        numbers of documents and the dispersion. By default each row is a document, and in a folder each file.
    groups : collection or None
        Groups to count, by default all. Their names are strings: a number counts as it is written.
    entities : Entities
        Names counted as one term.
    skip_blank : bool
        Leave out rows without a group, as in `read_texts`.
    engine : None or str
        None to count in this process; "dask" to have workers count, each of which reads its own part of the files: those
        of the current `distributed.Client`, or else one a core of this machine. The numbers are the same to the last bit.
    progress : bool or function
        True for a bar after two seconds, or a function of the share read, 0 to 1.

    Returns
    -------
    GroupCounts
        The counts of `TermMatrix.from_texts` on the same table, grouped. `keyness` and `Comparison` take them in the
        place of a term matrix. A DuplicateTextWarning reports texts of twenty tokens or more that occur twice, a
        WordlessTextWarning texts without a word.

    Raises
    ------
    SourceError
        For what cannot be read, a document whose rows do not follow one another, and a document of two groups.
    ArgumentError
        For a group that no text has.
    """
    source, by = checked_path("path", path), instance("by", by, str, step="pass the name of a column")
    with telling(progress, f"counting {source.name}") as tell, workers(engine) as client:
        wanted = Wanted(text, by, document, skip_blank=skip_blank)
        with suppress(TornDocumentError):  # said below, by one who has read everything
            if client is not None:
                counts, watch, told = count_parts(client, source, wanted, groups=groups, entities=entities, tell=tell)
                told.warn(by, stacklevel=2)
                watch.warn(stacklevel=2)
                return counts
        texts = read_texts(source, text=text, by=by, document=document, skip_blank=skip_blank, progress=tell)
        # Without names of documents each row or file is one, and no name need be remembered.
        labels = Labels(groups, f"{source.name}, row", SourceError, named=document is not None)
        return _count(texts, labels, entities)


def count_groups(
    texts: Iterable[Text | tuple[str, str, str]],
    *,
    groups: Collection[object] | None = None,
    entities: Entities = ENGLISH,
) -> GroupCounts:
    """Count texts given as (document, group, text) by group; otherwise as `count_stream`.

    >>> counts = count_groups([("d1", "new", "Talks, talks."), ("d2", "old", "Trade talks.")])
    >>> counts.terms.tolist(), counts.counts.tolist(), counts.documents.tolist()
    (['talks', 'trade'], [[2, 0], [1, 1]], [[1, 0], [1, 1]])
    """
    if isinstance(texts, str | pd.DataFrame) or not isinstance(texts, Iterable):
        raise ArgumentError(
            f"texts is {shown(texts)}; expected (document, group, text) for each text; pass a list of them"
        )
    return _count(texts, Labels(groups, "text", ArgumentError, named=True), entities)


def _count(texts: Iterable[Any], labels: Labels, entities: Entities) -> GroupCounts:
    counter, watch = WordCounter(entities), Watch()
    tally = Tally(counter.terms, labels.codes)
    for found, counts in whole_documents(count_blocks(labels.of(texts), counter, said=labels.place), watch):
        tally.add(np.array([label.group for label in found], dtype=np.int64), counts)
    watch.warn(stacklevel=3)
    labels.refuse_missing()
    return group_counts(tally, tally.deviations(tally.totals, int(tally.totals.sum())))
