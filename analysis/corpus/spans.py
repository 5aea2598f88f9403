"""Cut tables into parts that can be read alone, by other processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.corpus.rows import WHOLE, Lines, Span, csv_rows
from analysis.files import opened, readable

__all__ = ["spans_of"]


def spans_of(source: Path, columns: Mapping[str, bool], size: int) -> Iterator[Span | None]:
    """Cut a table into parts of about so many bytes, between rows; a smaller one, or one that is read whole, is None.

    The rows of a CSV file are parsed for it, since a cell may hold line breaks; of JSON lines only their ends are looked for,
    and of Parquet the parts are row groups.
    """
    ending = source.suffix.lower()
    with readable(source):
        small = source.stat().st_size <= size
    if small or ending in WHOLE:
        yield None
    elif ending == ".parquet":
        yield from _row_groups(source, size)
    else:
        yield from _cut(Lines(source, lambda _: None), columns, size)


def _cut(lines: Lines, columns: Mapping[str, bool], size: int) -> Iterator[Span]:
    csvs = lines.source.suffix.lower() in {".csv", ".tsv"}
    rows = (True for _ in csv_rows(lines, columns)) if csvs else (bool(line.strip()) for line in lines)
    start = before = skipped = seen = 0
    whole = lines.source.stat().st_size
    for row in rows:
        if csvs and not seen:
            start = lines.head
        seen += row
        if lines.fed - start >= size:
            yield Span(start, lines.fed, lines.head, before, skipped, lines.fed / whole)
            start, before, skipped = lines.fed, seen, lines.number - lines.heading
    if before < seen or not seen:
        yield Span(start, lines.fed, lines.head, before, skipped, lines.fed / whole)


def _row_groups(source: Path, size: int) -> Iterator[Span | None]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with opened(source) as stream, pq.ParquetFile(stream) as file:
            about = [file.metadata.row_group(at) for at in range(file.metadata.num_row_groups)]
            rows, sizes = [group.num_rows for group in about], [group.total_byte_size for group in about]
    except (pa.ArrowException, OSError):
        yield None  # the reader says what is wrong
        return
    start = 0
    for at in range(len(sizes)):
        if sum(sizes[start : at + 1]) >= size or at + 1 == len(sizes):
            yield Span(start, at + 1, rows=sum(rows[:start]), share=(at + 1) / len(sizes))
            start = at + 1
