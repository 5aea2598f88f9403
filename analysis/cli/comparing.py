"""What the command `keyness` does: count the texts, compare two sides, and say what chance could do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.cli.shared import out
from analysis.errors import ArgumentError, SourceError, one_of

if TYPE_CHECKING:
    from analysis.corpus.groups import GroupCounts
    from analysis.corpus.termmatrix import TermMatrix
    from analysis.corpus.tokens import Entities
    from analysis.engine import Engine
    from analysis.terms.compare.comparison import Comparison

__all__ = ["Request", "compared", "read_counts", "read_list", "tell"]

LARGEST = 300
"""Megabytes of text up to which documents are counted one by one; beyond, memory holds sums of groups only."""
DOCUMENT = "document"
"""The column that names documents where none is named, as in tables of statements and turns."""
_REST = "the rest"
_OTHERS = "\U0010ffff"  # sorts after every term


@dataclass(frozen=True)
class Request:
    """What the user asked for."""

    path: Path
    by: str
    text: str
    target: Sequence[str] = ()
    reference: Sequence[str] = ()
    each: bool = False
    listed: pd.Series | None = None
    document: str | None = None
    pairs: str | None = None
    min_count: int = 5
    min_documents: int = 1
    draws: int | None = 999
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.each and (self.target or self.reference or self.pairs or self.listed is not None):
            raise ArgumentError(
                "--each compares every group with all others; expected no --target, --reference, --reference-list or --pairs; "
                "leave them or --each out"
            )
        if self.listed is not None and (self.reference or self.pairs):
            raise ArgumentError(
                "--reference-list is the reference; expected no --reference or --pairs beside it; leave them out"
            )
        if self.pairs and self.document:
            raise ArgumentError("--pairs names the document already; expected no --document beside it; leave it out")
        if not self.each and not self.target and (not self.reference or self.listed is not None):
            raise ArgumentError(
                "no group is named; expected --target, or --each for every group in turn; name one as it is in the column of --by"
            )

    @property
    def sides(self) -> tuple[str | list[str], str | list[str]]:
        """Target and reference as a comparison takes them."""
        first, second = (list(side) for side in (self.target, self.reference))
        return (_REST if first in ([], [_REST]) else first), (_REST if second in ([], [_REST]) else second)

    @property
    def groups(self) -> list[str] | None:
        """The groups to count; None where all are needed."""
        sides = self.sides
        if self.each or (_REST in sides and self.listed is None):
            return None
        return [*self.target, *self.reference]


def read_counts(request: Request, entities: Entities, engine: Engine = None) -> TermMatrix | GroupCounts:
    """Count the texts, by document where they fit into memory."""
    from analysis.corpus.stream import count_stream
    from analysis.corpus.unit_counts import count_units, megabytes_of

    size = megabytes_of(request.path)
    same = {"by": request.by, "text": request.text, "groups": request.groups, "entities": entities, "engine": engine}
    if size <= LARGEST or request.pairs:
        document = request.pairs or request.document
        return count_units(request.path, document=document, skip_blank=True, progress=True, **same)  # type: ignore[arg-type]
    request.notes.append(
        f"no p by documents: the texts have {size:.0f} MB, and above {LARGEST} MB only sums of groups are kept"
    )
    return count_stream(request.path, document=request.document, skip_blank=True, progress=True, **same)  # type: ignore[arg-type]


def compared(request: Request, counts: TermMatrix | GroupCounts) -> Iterator[tuple[Comparison, pd.DataFrame]]:
    """Yield each comparison asked for with its table of terms, to which p by documents is added where it can be."""
    from analysis.terms.compare.key_terms import keyness

    pairs = [request.sides]
    if request.each:
        units = getattr(counts, "units", None)
        groups = list(getattr(counts, "groups", ())) if units is None else sorted(units["group"].unique())
        if len(groups) < 2:
            raise ArgumentError(
                f"--each needs two groups or more; {request.by!r} has {len(groups)}; name another column with --by"
            )
        pairs = [(group, _REST) for group in groups]
    for sides in pairs:
        comparison = _comparison(request, counts, sides)
        table = keyness(comparison, min_count=request.min_count)
        documents = table["documents_target"].add(table["documents_reference"].fillna(0))
        table = table[documents.ge(request.min_documents)].reset_index(drop=True)
        yield comparison, _with_p(request, comparison, table)


def _comparison(request: Request, counts: TermMatrix | GroupCounts, sides: tuple[Any, Any]) -> Comparison:
    from analysis.corpus.termmatrix import TermMatrix
    from analysis.terms.compare.comparison import Comparison

    target, reference = sides
    if request.listed is not None:
        reference = request.listed
    if not isinstance(counts, TermMatrix):
        return Comparison(counts, target=target, reference=reference)
    if request.listed is None:
        counts = _documents_of_sides(request, counts, sides)
    pairs = "document" if request.pairs else None
    return Comparison(counts, by="group", target=target, reference=reference, pairs=pairs)


def _documents_of_sides(request: Request, counts: TermMatrix, sides: tuple[Any, Any]) -> TermMatrix:
    """In a paired design, leave out the documents that are on one side only; otherwise say which are on both."""
    from analysis.terms.compare.labels import labels_of_sides

    groups = counts.units["group"]
    first, second = labels_of_sides(sorted(groups.unique()), *sides, by=request.by)
    here = counts.units[groups.isin([*first, *second])]
    number = here["group"].isin(first).groupby(here["document"]).nunique()
    both = number[number.gt(1)].index
    if not request.pairs:
        if len(both):
            column, named = request.document or DOCUMENT, "--target beside " if request.each else ""
            request.notes.append(
                f"no p by documents: {len(both)} of {len(number)} documents have texts of both sides; {named}--pairs {column} "
                "compares within documents"
            )
        return counts
    if not len(both):
        raise ArgumentError(
            f"--pairs {request.pairs}: no document has texts of both sides; expected some; leave --pairs out"
        )
    if len(both) < len(number):
        request.notes.append(
            f"{len(number) - len(both)} document(s) have texts of one side only and are left out, since --pairs compares "
            "within documents"
        )
    return counts.select(document=list(both))


def _with_p(request: Request, comparison: Comparison, table: pd.DataFrame) -> pd.DataFrame:
    """Add p by permutation of documents, its smallest attainable value and the number of splits."""
    from analysis.corpus.termmatrix import TermMatrix
    from analysis.inference.permutations import permutation
    from analysis.terms.compare.comparison import Comparison

    if request.listed is not None:
        request.notes.append(
            "no p by documents: a frequency list has no documents to exchange with those of the target"
        )
    known = request.draws is not None and request.listed is None and isinstance(comparison.terms, TermMatrix)
    if not known or table.empty or (comparison.pairs is None and comparison.shared is not None):
        return table
    matrix = comparison.units
    # Rarer terms become one, so that sizes stay; units without a word change no rate and would have none.
    kept = matrix.terms.isin(table["term"])
    rows, other = np.flatnonzero(matrix.totals), matrix.counts[:, np.flatnonzero(~kept)].sum(axis=1)
    parts = [matrix.counts[:, np.flatnonzero(kept)], sparse.csr_array(np.asarray(other).reshape(-1, 1))]
    terms = [*matrix.terms[kept], _OTHERS]
    fewer = TermMatrix(sparse.hstack(parts, format="csr")[rows], pd.Index(terms, dtype="str"), matrix.units.iloc[rows])
    first, second = comparison.target, comparison.reference
    real = Comparison(fewer, by="group", target=first, reference=second, pairs=comparison.pairs)
    found = permutation(real, draws=request.draws or 1, progress=True).set_index("term")
    found = found.loc[table["term"], ["p", "p_floor", "splits"]].rename(columns={"p": "p_documents"})
    return table.join(found.reset_index(drop=True))


def tell(
    request: Request, comparison: Comparison, table: pd.DataFrame, printed: pd.DataFrame, *, sort: str, top: int
) -> None:
    """Print what is more frequent in the target, then in the reference, and what the numbers cannot know."""
    names = comparison.target_name, comparison.reference_name
    if table.empty:
        _say(
            f"no term occurs {request.min_count} times or more in {request.min_documents} document(s) or more; lower "
            "--min-count or --min-documents\n"
        )
    elif top:
        for (name, against), sign in zip((names, names[::-1]), (1, -1), strict=True):
            part = printed[sign * (printed["rate_target"] - printed["rate_reference"]) > 0]
            _say(f"more frequent in {name} than in {against}: {_number(len(part), 'terms')}")
            if len(part):
                _say(_readable(part.sort_values(sort, key=abs, ascending=False, kind="stable").head(top)))
            _say("")
    units = getattr(comparison.terms, "units", pd.DataFrame({"document": []}))
    named = request.document or request.pairs or units["document"].duplicated().any()
    kind = "documents" if named else "texts"
    sizes = "; ".join(
        f"{side.name}: {int(side.size):,} words"
        if np.isnan(side.documents_of)
        else f"{side.name}: {_number(side.documents_of, kind)}, {int(side.size):,} words"
        for side in comparison.sides
    )
    _say(f"{_number(len(table), 'terms')}; {sizes}; rates are per 1,000 words")
    for note in dict.fromkeys(request.notes):
        _say(note)
    # The next comparison of --each has notes of its own.
    request.notes.clear()
    if len(table):
        _say(
            "log_likelihood (G2) and lrc count words as if each had been drawn alone: a term that few documents use often "
            "can lead both, so read in how many documents it is; lrc is 0 where its interval includes 0"
        )
    if "p_documents" in table:
        splits, floor = int(table["splits"].iloc[0]), float(table["p_floor"].iloc[0])
        few, many = int(table["p_documents"].le(0.05).sum()), len(table)
        expected = f"and {few} of {many} terms have .05 or less, where chance alone yields about {0.05 * many:.0f}"
        if floor > 0.05:
            expected = "so none can be .05 or less: these are too few documents to rule out chance"
        _say(
            f"p_documents: share of {splits} ways to divide the same {kind} in which the term differs as much; no p can be "
            f"below {floor:.2g}, {expected}"
        )


def _number(number: float, kind: str) -> str:
    return f"{int(number):,} {kind if number != 1 else kind.removesuffix('s')}"


def _readable(table: pd.DataFrame) -> str:
    shown = table[["term", "count_target", "count_reference", "rate_target", "rate_reference"]].round(2)
    for side in ("target", "reference"):
        having, of = table[f"documents_{side}"], table[f"documents_of_{side}"]
        shown[f"documents_{side}"] = [
            "-" if np.isnan(k) else f"{int(k)} of {int(n)}" for k, n in zip(having, of, strict=True)
        ]
    shown = shown.join(table[["log_ratio", "lrc", "log_likelihood"]].round(2))
    if "p_documents" in table:
        shown["p_documents"] = [f"{p:.3f}" if p >= 0.0005 else f"{p:.1g}" for p in table["p_documents"]]
    return shown.to_string(index=False)


def read_list(file: Path | None) -> pd.Series | None:
    """Read a frequency list, a table with the columns `term` and `count`."""
    from analysis.corpus.rows import FORMATS, read_rows
    from analysis.terms.compare.sides import frequency_list

    if file is None:
        return None
    if file.suffix.lower() not in FORMATS:
        raise one_of("the ending of --reference-list", file.suffix, FORMATS)
    terms, counts = [], []
    for place, row in read_rows(file, {"term": True, "count": True}, lambda _: None):
        if row["term"] in {None, ""}:
            raise SourceError(f"{place}: term is empty; expected a word; fill the cell or drop the row")
        try:
            counts.append(float(row["count"]))
        except (TypeError, ValueError):
            raise SourceError(f"{place}: count is {row['count']!r}; expected a number; write one") from None
        terms.append(str(row["term"]))
    return frequency_list("--reference-list", pd.Series(counts, index=terms))


def _say(line: str) -> None:
    out.print(line, markup=False, highlight=False)
