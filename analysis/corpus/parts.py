"""Count a corpus piece by piece, by workers that each read their own: counts travel, and texts do not.

Documents whose rows two pieces share are put together here; everything else of a document stays where it was counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analysis.corpus.counting import WordCounter, count_blocks
from analysis.corpus.document_rows import Label, Labels, whole_documents
from analysis.corpus.duplicates import Watch
from analysis.corpus.entities import Entities
from analysis.corpus.groups import GroupCounts
from analysis.corpus.pieces import Piece, Told, Wanted, loads_of, pieces_of, read_piece
from analysis.corpus.stacking import narrow, stacked
from analysis.corpus.tallies import Deviations, Tally, added_deviations, group_counts
from analysis.engine import in_turn, result_of
from analysis.errors import DiscourseError, SourceError
from analysis.progress import Tell

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["LOAD", "TornDocumentError", "Units", "count_parts", "mark_of", "unit_parts"]

LOAD = 96_000_000
"""Bytes that one task counts: large enough to learn its vocabulary but once, small enough to be counted again when a worker dies."""


class TornDocumentError(DiscourseError):
    """A document comes back, or has two groups; only one process that reads everything can say where."""


def mark_of(text: str) -> int:
    """Return a hash that is the same in every process, as Python's own is not.

    >>> mark_of("weir") == mark_of("weir"), mark_of("weir") == mark_of("mill")
    (True, False)
    """
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


@dataclass
class _Edge:
    """The first or the last document of a piece, which may begin or end in another."""

    name: str
    group: str
    counts: sparse.csr_array


@dataclass
class _Part:
    """What is known of a piece; all of it but the documents of its tally is small."""

    tally: Tally
    edges: list[_Edge] = field(default_factory=list)
    watch: Watch = field(default_factory=lambda: Watch(named=True))
    told: Told = field(default_factory=Told)
    homes: dict[int, str] = field(default_factory=dict)
    met: dict[str, None] = field(default_factory=dict)


def _count_load(load: list[Piece], wanted: Wanted, groups: Collection[object] | None, entities: Entities) -> _Part:
    counter, named = WordCounter(entities), wanted.document is not None
    labels = Labels(groups, "row", TornDocumentError, named=named, mark=mark_of)
    part = _Part(Tally(counter.terms, labels.codes), homes=labels.homes, met=labels.met)
    texts = (text for piece in load for text, _ in read_piece(piece, wanted, part.told))
    blocks = count_blocks(labels.of(texts), counter, said=labels.place)
    held: _Edge | None = None
    for found, counts in whole_documents(blocks, part.watch):
        if not found:
            continue
        names = list(part.tally.groups)
        inner = slice(0, len(found))
        if named and not part.edges:
            part.edges.append(_Edge(found[0].name, names[found[0].group], sparse.csr_array(counts[[0]])))
            inner = slice(1, len(found))
        if named and inner.start < len(found):
            if held is not None:
                part.tally.add(np.array([part.tally.groups[held.group]]), held.counts)
            held = _Edge(found[-1].name, names[found[-1].group], sparse.csr_array(counts[[-1]]))
            inner = slice(inner.start, len(found) - 1)
        _add(part.tally, found[inner], counts[inner])
    part.edges += [held] if held is not None else []
    return part


def _add(tally: Tally, labels: list[Label], counts: sparse.csr_array) -> None:
    if labels:
        tally.add(np.array([label.group for label in labels], dtype=np.int64), sparse.csr_array(counts))


def _summary(part: _Part) -> _Part:
    return replace(part, tally=part.tally.without_documents())


def _documents(part: _Part) -> Tally:
    """Return what the second look needs: a worker forgets the rest, whose names would fill its memory."""
    return Tally({}, {}, spill=part.tally.spill)


def count_parts(
    client: Client, path: Path, wanted: Wanted, *, groups: Collection[object] | None, entities: Entities, tell: Tell
) -> tuple[GroupCounts, Watch, Told]:
    """Count the groups of a corpus by workers, and return what `count_stream` counts, with what is to be said of the texts.

    Raises
    ------
    TornDocumentError
        For a document whose rows do not follow one another, or that has two groups.
    """
    work: list[tuple[float, Future[_Part], Future[Tally]]] = []
    for load in loads_of(path, wanted, size=LOAD):
        found = client.submit(_count_load, load, wanted, groups, entities, pure=False)
        ends, submit = load[-1].ends, partial(client.submit, pure=False)
        work.append((ends, submit(_summary, found), submit(_documents, found)))
        del found
    labels = Labels(groups, path.name, SourceError, named=False)
    whole, watch, told, joints = Tally({}, labels.codes), Watch(), Told(), _Joints()
    columns: list[NDArray[np.int64]] = []
    spilt: list[Future[Tally]] = []
    work.reverse()
    while work:
        share, summary, documents = work.pop()
        part = result_of(summary)
        spilt.append(documents)
        columns.append(whole.absorb(part.tally))
        joints.add(part, columns[-1])
        watch.add(part.watch)
        told.add(part.told)
        labels.met |= part.met
        # The second look at the documents takes a tenth of the time.
        tell(0.9 * share)
    labels.refuse_missing()
    edges = joints.tally(whole)
    whole.absorb(edges)
    totals, size = whole.totals, int(whole.totals.sum())
    looks = [
        client.submit(_deviations, documents, totals[places], size, pure=False)
        for documents, places in zip(spilt, columns, strict=True)
    ]
    deviations = edges.deviations(totals, size)
    for at, (look, places) in enumerate(zip(looks, columns, strict=True), start=1):
        added_deviations(deviations, result_of(look), places)
        tell(0.9 + 0.1 * at / len(looks))
    return group_counts(whole, deviations), watch, told


def _deviations(documents: Tally, totals: NDArray[np.int64], size: int) -> Deviations:
    return documents.deviations(totals, size)


class _Joints:
    """Puts documents at the edges of loads together, of which two or more may be one, and refuses those that are torn."""

    def __init__(self) -> None:
        self._seen: dict[int, str] = {}
        self._rows: list[tuple[str, sparse.csr_array]] = []
        self._last: tuple[str, str] | None = None

    def add(self, part: _Part, columns: NDArray[np.int64]) -> None:
        """Add the edges of the next load, whose terms have these columns."""
        goes_on = bool(part.edges) and self._last == (part.edges[0].name, part.edges[0].group)
        allowed = mark_of(part.edges[0].name) if goes_on else None
        if any(mark in self._seen and mark != allowed for mark in part.homes):
            raise TornDocumentError("a document is in two places")
        self._seen |= part.homes
        for edge in part.edges:
            found, width = edge.counts, int(columns.max(initial=-1)) + 1
            row = sparse.csr_array((found.data, columns[found.indices], found.indptr), (1, width))
            if (edge.name, edge.group) == self._last:
                (group, before), wide = self._rows[-1], max(width, self._rows[-1][1].shape[1])
                self._rows[-1] = group, sparse.csr_array(stacked([before, row], wide).sum(axis=0)[None, :])
            else:
                self._rows.append((edge.group, row))
            self._last = edge.name, edge.group

    def tally(self, whole: Tally) -> Tally:
        """Count these documents, with the columns and the groups of all."""
        tally = Tally(whole.terms, whole.groups)
        if self._rows:
            groups = np.array([whole.groups[group] for group, _ in self._rows])
            tally.add(groups, stacked([row for _, row in self._rows], len(whole.terms)))
        return tally


@dataclass
class Units:
    """The texts of a piece: names of document and group, and counts in blocks, with the columns of its own terms."""

    rows: list[tuple[str, str]]
    blocks: list[sparse.csr_array]
    terms: list[str]
    watch: Watch
    told: Told
    met: set[str]


def _count_units(
    load: Iterable[Piece], wanted: Wanted, groups: Collection[str] | None, entities: Entities, tell: Tell | None = None
) -> Units:
    """Count the texts of pieces one by one; with `tell` in this process, and otherwise for another."""
    abroad = tell is None
    counter, watch, told = WordCounter(entities), Watch(named=abroad), Told()
    found = Units([], [], [], watch, told, set())
    mark = mark_of if abroad else hash

    def labelled() -> Iterator[tuple[tuple[str, str, int], str]]:
        for piece in load:
            for item, _ in read_piece(piece, wanted, told, tell or _silent):
                found.met.add(item.group)
                if groups is None or item.group in groups:
                    yield (item.document, item.group, mark(item.text.strip())), item.text

    for labels, counts in count_blocks(labelled(), counter, said=lambda label: f"text {label[0]}"):
        watch.note(((name, mark) for name, _, mark in labels), counts)
        found.rows += [(name, group) for name, group, _ in labels]
        found.blocks.append(narrow(counts))
    found.terms = list(counter.terms)
    return found


def unit_parts(
    client: Client | None, path: Path, wanted: Wanted, *, groups: Collection[str] | None, entities: Entities, tell: Tell
) -> Iterator[Units]:
    """Yield the texts of a corpus in order: all at once, counted in this process, or load by load, counted by workers."""
    if client is None:
        yield _count_units(pieces_of(path, wanted), wanted, groups, entities, tell)
        return
    loads = loads_of(path, wanted, size=LOAD)
    for load, found in in_turn(client, _count_units, loads, wanted, groups, entities):
        tell(load[-1].ends)
        yield found


def _silent(_: float) -> None:
    """Say nothing of the progress inside a load."""
