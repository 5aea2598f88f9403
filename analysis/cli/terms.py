"""The command that compares the words of two groups in a file of any size."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from analysis.cli.shared import app, err, out

__all__ = ["keyness"]


@app.command()
def keyness(  # noqa: PLR0917  # every argument of a command is a named option, given one by one
    path: Annotated[Path, typer.Argument(help="A CSV, JSONL or Parquet file, or a folder with one subfolder a group.")],
    target: Annotated[str, typer.Option("--target", help="The group to describe.")],
    reference: Annotated[str, typer.Option("--reference", help="The group to set it against.")],
    by: Annotated[str, typer.Option("--by", help="Column with the groups; not used for a folder.")] = "group",
    text: Annotated[str, typer.Option("--text", help="Column with the texts; not used for a folder.")] = "text",
    entities: Annotated[
        Path | None, typer.Option("--entities", help="CSV table of names counted as one term: entity, variant, ...")
    ] = None,
    min_count: Annotated[int, typer.Option("--min-count", help="Leave out rarer terms.")] = 5,
    top: Annotated[int, typer.Option("--top", help="Terms to print.")] = 20,
    write: Annotated[Path | None, typer.Option("--write", help="Put the whole table in this CSV file.")] = None,
) -> None:
    """Print the terms that set two groups of texts apart. Files may be larger than memory.

    Example: `discourse keyness speeches.csv --by era --target late --reference early`.
    """
    from analysis.corpus.stream import count_stream
    from analysis.corpus.tokens import NO_ENTITIES, Entities
    from analysis.tables import csv_bytes, read_csv, write_bytes
    from analysis.terms.keyness import keyness as compare

    names = (
        NO_ENTITIES if entities is None else Entities(read_csv(entities, text=("entity", "variant", "unless_after")))
    )
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(f"counting {path.name}", total=1.0)
        counts = count_stream(
            path,
            by=by,
            text=text,
            groups=[target, reference],
            entities=names,
            progress=lambda share: bar.update(task, completed=share),
        )
    table = compare(counts, target=target, reference=reference, min_count=min_count)
    if write is not None:
        write_bytes(write, csv_bytes(table))
    shown = table.head(top)[
        [
            "term",
            "count_target",
            "count_reference",
            "documents_target",
            "documents_reference",
            "log_ratio",
            "lrc",
            "status",
        ]
    ]
    out.print(shown.round(2).to_string(index=False), markup=False, highlight=False)
    out.print(
        f"\n{len(table)} terms; {target}: {counts.documents_of[counts.groups.index(target)]} texts; {reference}: "
        f"{counts.documents_of[counts.groups.index(reference)]} texts; lrc is 0 where nothing is decided",
        markup=False,
        highlight=False,
    )
