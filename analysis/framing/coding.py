"""The dictionary coder: which frames a text has according to the codebook, and on what evidence."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.checks import same_kind
from analysis.errors import ArgumentError
from analysis.framing.codebook import Codebook
from analysis.framing.codes import checked_codes, checked_units
from analysis.patterns.context import NEGATORS, REVERSERS, hit_context
from analysis.patterns.matching import TermIndex, resolve
from analysis.progress import Progress, following

__all__ = ["code_frames", "counted_hits", "frame_hits", "prevalence"]


def frame_hits(
    tokens: pd.DataFrame,
    codebook: Codebook,
    *,
    names: Collection[str] = (),
    own: Collection[str] = (),
    index: TermIndex | None = None,
    progress: Progress = False,
) -> pd.DataFrame:
    """Find every indicator of every frame, sentence by sentence.

    What an exclusion of the frame covers cannot be part of a hit. Where indicators of one frame overlap, the longest
    counts once.

    Parameters
    ----------
    tokens : DataFrame
        Table of `tokens_table`.
    codebook : Codebook
        Frames with their patterns.
    names : collection of str
        Entities at which a frame can be directed (countries, institutions), as terms.
    own : collection of str
        Names of the speaker's own side, which are never a target.
    index : TermIndex, optional
        The index of `tokens`, if there is one already.
    progress : bool or function
        True for a bar after two seconds of work, a function of the share done, or False.

    Returns
    -------
    DataFrame
        One row a hit, sorted by `first`, then by the order of the frames: `unit`, `frame`, `indicator` (the pattern),
        `hit` (the terms matched), `first` and `last` (positions in `tokens`, from 0), `negated` (bool, see
        `hit_context`), `target` (the name at which the frame is directed; `none named`; or empty for a frame that is
        directed at nobody).

    >>> from analysis.corpus.tokens import tokens_table
    >>> from analysis.patterns.pattern import Pattern
    >>> from analysis.framing.codebook import Frame
    >>> book = Codebook((Frame("LIMIT", "A limit", indicators=(Pattern("red line|lines"), Pattern("line"))),))
    >>> frame_hits(tokens_table([("a", "No red line was drawn.")]), book)[["unit", "frame", "hit", "negated"]].values.tolist()
    [['a', 'LIMIT', 'red line', True]]
    """
    index = index or TermIndex(tokens)
    terms = tokens["term"].to_numpy(dtype=object)
    units = tokens["unit"].to_numpy(dtype=object)
    found = []
    for order, frame in enumerate(following(codebook.frames, progress, "finding frames")):
        if not frame.indicators:
            continue
        barred = np.zeros(len(tokens), dtype=bool)
        for pattern in frame.exclude:
            for start, end in zip(*index.find(pattern), strict=True):
                barred[start:end] = True
        spans = [index.find(pattern) for pattern in frame.indicators]
        starts, ends = (np.concatenate(parts) for parts in zip(*spans, strict=True))
        rank = np.repeat(np.arange(len(spans)), [len(part) for part, _ in spans])
        kept = resolve(starts, ends, rank, barred)
        sources = [pattern.source for pattern in frame.indicators]
        found += [
            (units[first], frame.id, sources[which], " ".join(terms[first:end]), first, end - 1, order)
            for first, end, which in zip(starts[kept].tolist(), ends[kept].tolist(), rank[kept].tolist(), strict=True)
        ]
    found.sort(key=lambda row: (row[4], row[6], row[5]))
    columns = ["unit", "frame", "indicator", "hit", "first", "last", "order"]
    hits = pd.DataFrame(found, columns=columns).drop(columns="order").astype({"first": "int64", "last": "int64"})
    turning = NEGATORS | REVERSERS
    hits = hit_context(tokens, hits, names=names, own=own, negators=turning, look="before", index=index)
    directed = {frame.id for frame in codebook.frames if frame.target}
    return hits.assign(target=hits["target"].where(hits["frame"].isin(directed), ""))


def counted_hits(hits: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Drop negated hits of the frames that exclude them; a table without `negated` is returned as it is.

    >>> from analysis.framing.codebook import Frame
    >>> hits = pd.DataFrame({"unit": ["a"], "frame": ["F"], "negated": [True]})
    >>> len(counted_hits(hits, Codebook((Frame("F", "F", negation="exclude"),))))
    0
    """
    if "negated" not in hits.columns:
        return hits
    if len(hits) and hits["negated"].dtype != bool:
        raise ArgumentError(
            f"negated of the hits is of the type {hits['negated'].dtype}; expected true or false in every row; turn it into bool"
        )
    excluding = {frame.id for frame in codebook.frames if frame.negation == "exclude"}
    return hits[~(hits["frame"].isin(excluding) & hits["negated"].astype(bool))]


def code_frames(hits: pd.DataFrame, units: Iterable[Hashable], codebook: Codebook) -> pd.DataFrame:
    """Turn hits into codes.

    Parameters
    ----------
    hits : DataFrame
        Table of `frame_hits`, or one with `unit` and `frame`. A negated hit counts for a frame that keeps them, and not
        for one that excludes them (`Frame.negation`).
    units : iterable
        The units wanted, in order.
    codebook : Codebook
        The frames, in the order wanted.

    Returns
    -------
    DataFrame
        0 or 1, units x frames.

    >>> from analysis.framing.codebook import Frame
    >>> hits = pd.DataFrame({"unit": ["a", "a"], "frame": ["F", "F"], "negated": [False, True]})
    >>> code_frames(hits, ["a", "b"], Codebook((Frame("F", "F"),))).values.tolist()
    [[1], [0]]
    """
    counted = counted_hits(hits, codebook)
    wanted = list(units)
    same_kind("units", wanted, counted["unit"].unique())
    table = pd.crosstab(counted["unit"], counted["frame"]).clip(upper=1)
    return table.reindex(index=wanted, columns=codebook.ids, fill_value=0).rename_axis(index=None, columns=None)


def prevalence(
    codes: pd.DataFrame, units: pd.DataFrame, *, by: str | Sequence[str], document: str = "document"
) -> pd.DataFrame:
    """Share of the units of each group that have each frame, and how far it depends on single documents.

    Parameters
    ----------
    codes : DataFrame
        0 or 1, units x frames.
    units : DataFrame
        Table of units; its index has all units of `codes`.
    by : str or list of str
        Column that names the group, or several, as `["era", "voice"]`.
    document : str
        Column that names the document of a unit.

    Returns
    -------
    DataFrame
        Sorted by the order of the frames, then by group: `frame`; `group` (of several columns: their values joined with
        a comma); `statements` (units with the frame); `statements_of` (units of the group); `share` (0 to 1);
        `documents` and `documents_of`, the same for documents; `lowest` and `highest` (the share when any one document
        is left out, 0 to 1; NaN for a group of one document).

    Raises
    ------
    ArgumentError
        If a code is neither 0 nor 1, the units table lacks a column, a unit or a value, or different values join to one
        group.

    >>> units = pd.DataFrame({"document": ["d1", "d1", "d2"], "era": "x"})
    >>> table = prevalence(pd.DataFrame({"F": [1, 0, 1]}), units, by="era")
    >>> table[["statements", "documents", "lowest", "highest"]].values.tolist()
    [[2.0, 2.0, 0.5, 1.0]]
    """
    codes = checked_codes("codes", codes)
    part = checked_units(codes, units, by=by, document=document)
    groups = list(part.groupby(_labels(part, [by] if isinstance(by, str) else list(by)), sort=True))
    rows = []
    for frame in codes.columns:
        for group, inside in groups:
            # Units with the frame and units of each document; the share without a document follows from the sums.
            home = codes.loc[inside.index, frame].groupby(inside[document].to_numpy()).agg(["sum", "size"])
            has, of = home["sum"].to_numpy(dtype=float), home["size"].to_numpy(dtype=float)
            left = (has.sum() - has) / (of.sum() - of) if len(home) > 1 else np.array([np.nan])
            counts = int(has.sum()), int(of.sum()), has.sum() / of.sum(), int((has > 0).sum()), len(home)
            rows.append((str(frame), group, *counts, left.min(), left.max()))
    counted = ["statements", "statements_of", "share", "documents", "documents_of"]
    return pd.DataFrame(rows, columns=["frame", "group", *counted, "lowest", "highest"])


def _labels(part: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Return the group of each row: the value of one column, or the values of several as one string."""
    if not columns:
        raise ArgumentError("by is empty; expected the name of a column, or several; name a column")
    if len(columns) == 1:
        return part[columns[0]]
    labels = part[columns].astype(str).agg(", ".join, axis=1) if len(part) else part[columns[0]].astype(str)
    for label, rows in part[columns].groupby(labels):
        if len(rows.drop_duplicates()) > 1:
            raise ArgumentError(
                f"by joins different values of {', '.join(columns)} to the one group {label!r}; expected values that stay "
                "different when they are joined with a comma; rename some"
            )
    return labels
