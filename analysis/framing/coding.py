"""The dictionary coder: which frames a text has by the codebook, and on what evidence."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.checks import strings
from analysis.errors import ArgumentError
from analysis.framing.checks import checked_codes, checked_pair, checked_units
from analysis.framing.codebook import Codebook
from analysis.patterns.context import NEGATORS, REVERSERS, hit_context
from analysis.patterns.matching import TermIndex, resolve
from analysis.progress import Progress, following

__all__ = ["agreement", "code_frames", "counted_hits", "frame_groups", "frame_hits", "prevalence"]


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

    What an exclusion of the frame covers cannot be part of a hit. Where indicators of one frame
    overlap, the longest counts once.

    Parameters
    ----------
    tokens : table of `tokens_table`
    codebook : frames with their patterns
    names : entities that a frame can be directed at (countries, institutions), as terms
    own : names of the speaker's own side, never a target
    index : the index of `tokens`, where it is at hand already
    progress : True for a bar after two seconds of work, a function of the share done, or False

    Returns
    -------
    DataFrame, one row a hit: `unit`, `frame`, `indicator` (the pattern), `hit` (the terms matched),
    `first` and `last` (positions in `tokens`, from 0), `negated` (bool, by a word before or right after
    it: `hit_context`), `target` (the name that the frame is directed at, `none named`, or empty for a
    frame that is directed at nobody); sorted by first, then by the order of the frames.
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
    """Leave out negated hits of the frames that exclude them; a table without `negated` is left whole.

    >>> from types import SimpleNamespace as Book
    >>> hits = pd.DataFrame({"unit": ["a"], "frame": ["F"], "negated": [True]})
    >>> len(counted_hits(hits, Book(frames=[Book(id="F", negation="exclude")])))
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
    """Turn hits into codes: a table of 0 and 1, units x frames, in the order given.

    A negated hit counts for a frame that keeps them, and not for one that excludes them (`Frame.negation`).

    >>> from types import SimpleNamespace as Book
    >>> hits = pd.DataFrame({"unit": ["a", "a"], "frame": ["F", "F"], "negated": [False, True]})
    >>> code_frames(hits, ["a", "b"], Book(ids=["F"], frames=[Book(id="F", negation="keep")])).values.tolist()
    [[1], [0]]
    """
    counted = counted_hits(hits, codebook)
    table = pd.crosstab(counted["unit"], counted["frame"]).clip(upper=1)
    return table.reindex(index=list(units), columns=codebook.ids, fill_value=0).rename_axis(index=None, columns=None)


def frame_groups(
    codes: pd.DataFrame, units: pd.DataFrame, *, by: str | Sequence[str], document: str
) -> Iterator[tuple[str, object, pd.DataFrame]]:
    """Yield every frame with every group and the units of the group, frames in their order, groups sorted.

    Groups of several columns are told by their values, joined with a comma.
    """
    columns = [by] if isinstance(by, str) else list(strings("by", by))
    if not columns:
        raise ArgumentError("by is empty; expected the name of a column, or several; pass one")
    part = checked_units(codes, units, *columns, document)
    label = part[columns[0]] if len(columns) == 1 else _joined_labels(part[columns])
    groups = list(part.groupby(label, sort=True))
    for frame in codes.columns:
        for group, rows in groups:
            yield str(frame), group, rows


def _joined_labels(table: pd.DataFrame) -> pd.Series:
    """Join the values of several columns to one text a row, different for different values."""
    labels = table.astype(str).agg(", ".join, axis=1) if len(table) else pd.Series(dtype="str", index=table.index)
    for label, part in table.groupby(labels):
        if len(part.drop_duplicates()) > 1:
            raise ArgumentError(
                f"by joins different values of {', '.join(map(str, table.columns))} to the one group {label!r}; expected values that "
                "stay apart when they are joined with a comma; rename some"
            )
    return labels


def prevalence(
    codes: pd.DataFrame, units: pd.DataFrame, *, by: str | Sequence[str], document: str = "document"
) -> pd.DataFrame:
    """Share of the units of each group that have each frame, and how far it hangs on single documents.

    Parameters
    ----------
    codes : 0 or 1, units x frames
    units : units table; its index has all units of `codes`
    by : column that names the group, or several, as `["era", "voice"]`
    document : column that names the document of a unit

    Returns
    -------
    DataFrame sorted by the order of the frames, then group: `frame`, `group` (of several columns: their
    values joined with a comma), `statements` (units with the frame), `statements_of` (units of the
    group), `share` (0 to 1), `documents` and `documents_of`, the same for documents, `lowest` and
    `highest` (the share without any one document, 0 to 1; NaN for a group of one document).

    >>> units = pd.DataFrame({"document": ["d1", "d1", "d2"], "era": "x"})
    >>> table = prevalence(pd.DataFrame({"F": [1, 0, 1]}), units, by="era")
    >>> table[["statements", "documents", "lowest", "highest"]].values.tolist()
    [[2.0, 2.0, 0.5, 1.0]]
    """
    codes = checked_codes("codes", codes)
    rows = []
    for frame, group, part in frame_groups(codes, units, by=by, document=document):
        # Of each document: units with the frame, and units; what is left without it follows from the sums.
        home = codes.loc[part.index, frame].groupby(part[document].to_numpy()).agg(["sum", "size"])
        has, of = home["sum"].to_numpy(dtype=float), home["size"].to_numpy(dtype=float)
        left = (has.sum() - has) / (of.sum() - of) if len(home) > 1 else np.array([np.nan])
        counts = int(has.sum()), int(of.sum()), has.sum() / of.sum(), int((has > 0).sum()), len(home)
        rows.append((frame, group, *counts, left.min(), left.max()))
    columns = [
        "frame",
        "group",
        "statements",
        "statements_of",
        "share",
        "documents",
        "documents_of",
        "lowest",
        "highest",
    ]
    return pd.DataFrame(rows, columns=columns)


def agreement(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Compare the codes of two coders frame by frame, `second` taken as the standard.

    Parameters
    ----------
    first, second : 0 or 1, the same units x the same frames, each in any order

    Returns
    -------
    DataFrame in the order of the frames of `first`, `(all)` last: `frame`; `both`, `only_first`,
    `only_second`, `neither` (units); `raw` (share of equal codes, 0 to 1); `precision`, `recall`
    and `f1` of the first against the second, 0 to 1, NaN where undefined.

    Raises
    ------
    ArgumentError : a code is neither 0 nor 1, a unit or a frame stands twice, or one coder alone has it

    >>> a = pd.DataFrame({"F": [1, 1, 0]})
    >>> agreement(a, pd.DataFrame({"F": [1, 0, 0]}))[["both", "only_first", "precision", "recall"]].values.tolist()[0]
    [1.0, 1.0, 0.5, 1.0]
    """
    first, second = checked_pair(first, second)
    tallies = pd.DataFrame(
        {
            "both": (first.eq(1) & second.eq(1)).sum(),
            "only_first": (first.eq(1) & second.eq(0)).sum(),
            "only_second": (first.eq(0) & second.eq(1)).sum(),
            "neither": (first.eq(0) & second.eq(0)).sum(),
        }
    )
    tallies.loc["(all)"] = tallies.sum()
    both, extra, missed = tallies["both"], tallies["only_first"], tallies["only_second"]
    scored = tallies.assign(
        raw=(both + tallies["neither"]) / tallies.sum(axis=1),
        precision=both / (both + extra).where(lambda n: n > 0),
        recall=both / (both + missed).where(lambda n: n > 0),
        f1=2 * both / (2 * both + extra + missed).where(lambda n: n > 0),
    )
    return scored.rename_axis("frame").reset_index()
