"""Count files text by text: the matrix of what is not larger than memory, where `count_stream` keeps groups only."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.checks import path as checked_path
from analysis.corpus.duplicates import Watch
from analysis.corpus.entities import ENGLISH, Entities
from analysis.corpus.parts import unit_parts
from analysis.corpus.pieces import Told, Wanted
from analysis.corpus.sources import sources_of
from analysis.corpus.stacking import in_order
from analysis.corpus.termmatrix import TermMatrix
from analysis.engine import Engine, workers
from analysis.errors import ArgumentError, SourceError
from analysis.progress import Progress, telling

__all__ = ["count_units", "megabytes_of"]


def count_units(
    path: Path | str,
    *,
    by: str = "group",
    text: str = "text",
    document: str | None = None,
    groups: Collection[str] | None = None,
    entities: Entities = ENGLISH,
    skip_blank: bool = False,
    engine: Engine = None,
    progress: Progress = False,
) -> TermMatrix:
    """Count the terms of each text of a file or folder.

    Parameters
    ----------
    path, by, text, document, entities, skip_blank, engine, progress
        As in `count_stream`; rows of a document need not follow one another, and without `document` a column of that
        name, as statements have, names the document of each row.
    groups : collection of str or None
        Groups to count, by default all.

    Returns
    -------
    TermMatrix
        Units numbered from 1 in the order of the file, with the columns `document` and `group`, strings. Texts are
        read one after the other; memory holds the counts.

    Raises
    ------
    SourceError
        For what cannot be read.
    ArgumentError
        For a group that no text has.
    """
    source = checked_path("path", path)
    names = document or "document"
    wanted = Wanted(text, by, names, numbered=document is None, skip_blank=skip_blank)
    met: set[str] = set()
    rows: list[tuple[str, str]] = []
    blocks: list[sparse.csr_array] = []
    terms: dict[str, int] = {}
    watch, told = Watch(), Told()
    with telling(progress, f"counting {source.name}") as tell, workers(engine) as client:
        for part in unit_parts(client, source, wanted, groups=groups, entities=entities, tell=tell):
            columns = np.fromiter(
                (terms.setdefault(term, len(terms)) for term in part.terms), np.int32, len(part.terms)
            )
            for block in part.blocks:
                shape = block.shape[0], len(terms)
                blocks.append(sparse.csr_array((block.data, columns[block.indices], block.indptr), shape))
            part.blocks.clear()
            rows += part.rows
            met |= part.met
            watch.add(part.watch)
            told.add(part.told)
    told.warn(by, stacklevel=2)
    for group in groups or ():
        if group not in met:
            raise ArgumentError(f"a group is {group!r}; allowed: {', '.join(sorted(met))}; pass one of these")
    if not rows:
        raise ArgumentError(f"{source.name} has no text to count; expected at least one; fill the column of groups")
    watch.warn(stacklevel=2)
    whole, index = in_order(blocks, list(terms))
    units = pd.DataFrame(rows, columns=["document", "group"], index=pd.RangeIndex(1, len(rows) + 1, name="unit"))
    return TermMatrix(whole, index, units)


def megabytes_of(path: Path) -> float:
    """Size of what a path stands for; of what cannot be read 0, since the reader says so.

    >>> megabytes_of(Path("no such file"))
    0.0
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            sources = sources_of(path, grouped=True)
        files = [file for one in sources for file in (one.rglob("*") if one.is_dir() else [one]) if file.is_file()]
        # Parquet is compressed, as a rule to a quarter.
        return sum(file.stat().st_size * (4 if file.suffix.lower() == ".parquet" else 1) for file in files) / 1e6
    except (OSError, ValueError, SourceError):
        return 0.0
