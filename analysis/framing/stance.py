"""Stance: modals, hedges, boosters, commitments, directives, refusals and warnings, and to whom they are addressed.

Stance is read in verbatim words only, because a reporter's paraphrase changes modals first. The verbs by which the
newsroom introduces speech are its own framing and are classed separately.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from analysis.checks import path as checked_path
from analysis.corpus.tokens import ENGLISH, Entities, tokens_table
from analysis.errors import CodebookError, DataError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coding import frame_hits
from analysis.patterns.context import hit_context
from analysis.patterns.matching import TermIndex
from analysis.patterns.pattern import Pattern
from analysis.tables import read_csv

__all__ = ["read_word_lists", "reporting_verbs", "stance_hits"]


def read_word_lists(path: str | Path, *, column: str = "category", entities: Entities = ENGLISH) -> Codebook:
    """Read word lists as a codebook: a category becomes a frame.

    Parameters
    ----------
    path : str or Path
        CSV with `category` (or the column named), `pattern`, `source`, `note`.
    column : str
        Column that names the category.
    entities : Entities
        Names that patterns may write in any variant.

    Raises
    ------
    DataError
        With file and line: a column is missing, a cell is empty, a pattern occurs twice or cannot be used.
    """
    path = checked_path("path", path)
    needed = [column, "pattern", "source"]
    table = read_csv(path, text=(*needed, "note"))
    missing = [name for name in needed if name not in table.columns]
    if missing or table.empty:
        fault = f"line 1: there is no column {missing[0]}" if missing else "there are no rows"
        raise DataError(f"{path.name}, {fault}; expected {column}, pattern, source, note; add what is missing")
    lists: dict[str, dict[Pattern, int]] = {}
    sources: dict[str, dict[str, None]] = {}
    for line, row in enumerate(table[needed].itertuples(index=False), start=2):
        where = f"{path.name}, line {line}"
        for name, value in zip(needed, row, strict=True):
            if not isinstance(value, str):
                raise DataError(f"{where}: {name} is empty; expected a string; fill the cell or delete the row")
        category, source_pattern, source = row
        try:
            pattern = Pattern(source_pattern, entities)
        except CodebookError as error:
            raise DataError(f"{where}: {error}") from None
        before = lists.setdefault(category, {}).setdefault(pattern, line)
        if before != line:
            raise DataError(f"{where}: {source_pattern!r} is in line {before} too; expected each once; delete one")
        sources.setdefault(category, {})[source] = None
    return Codebook(
        tuple(
            Frame(name, name, "stance", definition=name, indicators=tuple(patterns), sources="; ".join(sources[name]))
            for name, patterns in lists.items()
        )
    )


def stance_hits(
    tokens: pd.DataFrame,
    lists: Codebook,
    *,
    names: Collection[str],
    own: Collection[str] = (),
    quoted: pd.Series | None = None,
) -> pd.DataFrame:
    """Find stance words, whether they are verbatim, whether negated, and to whom they are addressed.

    Parameters
    ----------
    tokens : DataFrame
        Table of `tokens_table`.
    lists : Codebook
        Categories with their patterns, from `read_word_lists`.
    names, own : collection of str
        As in `hit_context`.
    quoted : Series of bool, optional
        Whether each token is in quotation marks; by default all count as verbatim.

    Returns
    -------
    DataFrame
        The table of `frame_hits` with `category` for `frame`, `addressee` for `target`, and `verbatim` (bool).

    Notes
    -----
    Count only verbatim hits: in indirect speech *would* is mostly a backshifted *will*, and modals are the reporter's.
    """
    index = TermIndex(tokens)
    # An act names its addressee after its verb; for a frame the words before are searched first.
    hits = hit_context(tokens, frame_hits(tokens, lists, index=index), names=names, own=own, index=index)
    marks = (pd.Series(True, index=tokens.index) if quoted is None else quoted).to_numpy(dtype=bool)
    verbatim = [bool(marks[a : b + 1].all()) for a, b in zip(hits["first"], hits["last"], strict=True)]
    return hits.assign(verbatim=verbatim).rename(columns={"frame": "category", "target": "addressee"})


def reporting_verbs(cues: pd.Series, lists: Codebook) -> pd.DataFrame:
    """Class the verbs by which statements are introduced.

    Parameters
    ----------
    cues : Series of str
        The cue of each statement as printed, indexed by statement; may be empty.
    lists : Codebook
        Classes with their verbs, from `read_word_lists(..., column="class")`.

    Returns
    -------
    DataFrame
        In the order given: `statement`, `cue`, `class` (`none` without a cue, `other` outside the lists).
    """
    words = cues.fillna("")
    tokens = tokens_table([(str(unit), text) for unit, text in words.items() if text])
    hits = frame_hits(tokens, lists).drop_duplicates("unit").set_index("unit")["frame"]
    classes = [("none" if not text else hits.get(str(unit), "other")) for unit, text in words.items()]
    return pd.DataFrame({"statement": [str(unit) for unit in words.index], "cue": words.to_numpy(), "class": classes})
