"""The command that compares the words of two groups in a file of any size."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.checks import whole_number
from analysis.cli.shared import app, out, refuse_to_overwrite, warnings_told

__all__ = ["keyness"]


@app.command()
def keyness(  # noqa: PLR0917  # every argument of a command is a named option, given one by one
    path: Annotated[
        str,
        typer.Argument(metavar="PATH", help="A CSV, JSONL or Parquet file, or a folder with one subfolder a group."),
    ],
    target: Annotated[str, typer.Option("--target", help="The group to describe.")],
    reference: Annotated[str, typer.Option("--reference", help="The group to set it against.")],
    by: Annotated[str, typer.Option("--by", help="Column with the groups; not used for a folder.")] = "group",
    text: Annotated[str, typer.Option("--text", help="Column with the texts; not used for a folder.")] = "text",
    entities: Annotated[
        Path | None, typer.Option("--entities", help="CSV table of names counted as one term: entity, variant, ...")
    ] = None,
    min_count: Annotated[int, typer.Option("--min-count", help="Leave out rarer terms.")] = 5,
    document: Annotated[
        str | None,
        typer.Option("--document", help="Column with the document of a row; by default each row is one."),
    ] = None,
    top: Annotated[int, typer.Option("--top", help="Terms to print.")] = 20,
    write: Annotated[Path | None, typer.Option("--write", help="Put the whole table in this CSV file.")] = None,
) -> None:
    """Print the terms that set two groups of texts apart. Files may be larger than memory.

    Example: `discourse keyness speeches.csv --by era --target late --reference early`.
    """
    from analysis.corpus.reading import MissingColumnError
    from analysis.corpus.stream import count_stream
    from analysis.corpus.tokens import NO_ENTITIES, Entities
    from analysis.tables import csv_bytes, read_csv, write_bytes
    from analysis.terms.keyness import keyness as compare

    whole_number("--min-count", min_count)
    whole_number("--top", top)
    refuse_to_overwrite("--write", write, {"PATH": Path(path) if path else None, "--entities": entities})
    names = (
        NO_ENTITIES if entities is None else Entities(read_csv(entities, text=("entity", "variant", "unless_after")))
    )
    with warnings_told():
        try:
            counts = count_stream(
                path, by=by, text=text, document=document, groups=[target, reference], entities=names, progress=True
            )
        except MissingColumnError as error:
            raise MissingColumnError(error.fault, "name the columns with --text, --by and --document") from None
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
    if table.empty:
        out.print(f"no term occurs {min_count} times or more; lower --min-count\n", markup=False, highlight=False)
    elif top:
        out.print(f"{shown.round(2).to_string(index=False)}\n", markup=False, highlight=False)
    kind = "texts" if document is None else "documents"
    sizes = "; ".join(
        f"{name}: {counts.documents_of[counts.groups.index(name)]} {kind}" for name in (target, reference)
    )
    out.print(
        f"{len(table)} terms; {sizes}; lrc is 0 where nothing is decided",
        markup=False,
        highlight=False,
    )
