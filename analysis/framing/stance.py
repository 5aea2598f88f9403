"""Stance: modals, hedges, boosters, commitments, directives, refusals and warnings, and to whom they are said.

Stance is read in verbatim words only, because a reporter's paraphrase changes modals first. The
verbs by which the newsroom introduces speech are its own framing and are classed apart.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from analysis.corpus.tokens import NO_ENTITIES, Entities
from analysis.errors import DataError
from analysis.framing.codebook import Codebook, Frame
from analysis.framing.coding import frame_hits
from analysis.patterns.context import hit_context
from analysis.patterns.matching import TermIndex
from analysis.patterns.pattern import Pattern
from analysis.tables import read_csv

__all__ = ["read_word_lists", "reporting_verbs", "stance_hits"]


def read_word_lists(path: Path, *, column: str = "category", entities: Entities = NO_ENTITIES) -> Codebook:
    """Read word lists as a codebook: CSV with `category` (or another column), `pattern`, `source`, `note`.

    Raises
    ------
    DataError that names file, line, value and remedy
    """
    table = read_csv(path, text=(column, "pattern", "source", "note"))
    for name in (column, "pattern", "source"):
        if name not in table.columns:
            raise DataError(
                f"{path.name}, line 1: there is no column {name}; expected {column}, pattern, source, note; add it"
            )
    lists: dict[str, list[Pattern]] = {}
    sources: dict[str, dict[str, None]] = {}
    seen: dict[tuple[str, str], int] = {}
    for line, (category, source_pattern, source) in enumerate(
        table[[column, "pattern", "source"]].itertuples(index=False), start=2
    ):
        where = f"{path.name}, line {line}"
        for name, value in ((column, category), ("pattern", source_pattern), ("source", source)):
            if not isinstance(value, str):
                raise DataError(f"{where}: {name} is empty; expected a text; write one")
        if (category, source_pattern) in seen:
            raise DataError(
                f"{where}: {source_pattern!r} stands in line {seen[category, source_pattern]} too; remove one"
            )
        seen[category, source_pattern] = line
        pattern = Pattern(source_pattern, entities)
        try:
            _ = pattern.places
        except ValueError as error:
            raise DataError(f"{where}: {error}") from None
        lists.setdefault(category, []).append(pattern)
        sources.setdefault(category, {})[source] = None
    if not lists:
        raise DataError(f"{path.name} has no rows; expected {column}, pattern, source, note; add them")
    return Codebook(
        tuple(
            Frame(name, name, "stance", "-", name, tuple(patterns), (), "; ".join(sources[name]), "")
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
    """Find stance words, whether they stand in verbatim words, whether negated, and to whom they are said.

    Parameters
    ----------
    tokens : table of `tokens_table`
    lists : categories with their patterns, from `read_word_lists`
    names, own : as in `hit_context`
    quoted : whether each token stands in quotation marks; by default all count as verbatim

    Returns
    -------
    The table of `frame_hits` with `category` for `frame`, and `verbatim`, `negated`, `addressee`.

    Notes
    -----
    Count only verbatim hits: in indirect speech *would* is mostly a backshifted *will*, and modals
    are the reporter's.
    """
    index = TermIndex(tokens)
    # An act names whom it is directed at after its verb; a frame is looked at the other way round.
    hits = hit_context(tokens, frame_hits(tokens, lists, index=index), names=names, own=own, index=index)
    hits = hits.rename(columns={"target": "addressee"})
    inside = pd.Series(True, index=tokens.index) if quoted is None else quoted
    marks = inside.to_numpy(dtype=bool)
    verbatim = [bool(marks[a : b + 1].all()) for a, b in zip(hits["first"], hits["last"], strict=True)]
    return hits.assign(verbatim=verbatim).rename(columns={"frame": "category"})


def reporting_verbs(cues: pd.Series, lists: Codebook) -> pd.DataFrame:
    """Class the verbs by which statements are introduced.

    Parameters
    ----------
    cues : the cue of each statement as printed, indexed by statement; may be empty
    lists : classes with their verbs, from `read_word_lists(..., column="class")`

    Returns
    -------
    DataFrame `statement`, `cue`, `class` (`none` without a cue, `other` outside the lists), in the order given
    """
    from analysis.corpus.tokens import tokens_table

    words = cues.fillna("")
    tokens = tokens_table([(str(unit), text) for unit, text in words.items() if text])
    hits = frame_hits(tokens, lists).drop_duplicates("unit").set_index("unit")["frame"]
    classes = [("none" if not text else hits.get(str(unit), "other")) for unit, text in words.items()]
    return pd.DataFrame({"statement": [str(unit) for unit in words.index], "cue": words.to_numpy(), "class": classes})
