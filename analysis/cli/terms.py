"""The commands for words in files of any size: the comparison of two groups, and the concordance."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.checks import path as checked_path
from analysis.checks import whole_number
from analysis.cli.shared import (
    EngineOption,
    SchedulerOption,
    app,
    at_work,
    columns_named,
    out,
    refuse_to_overwrite,
    warnings_told,
)
from analysis.errors import one_of

if TYPE_CHECKING:
    from analysis.corpus.tokens import Entities

__all__ = ["EntitiesOption", "PathArgument", "concordance", "keyness", "names_of"]

PathArgument = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="A table (CSV, TSV, XLSX, JSON, JSONL, Parquet), a folder of tables, a pattern of them in quotes ('parts/*.csv'), or "
        "a folder with one subfolder a group.",
    ),
]
ByOption = Annotated[str, typer.Option("--by", help="Column with the groups; not used for a folder of texts.")]
TextOption = Annotated[str, typer.Option("--text", help="Column with the texts; not used for a folder of texts.")]
EntitiesOption = Annotated[
    Path | None,
    typer.Option(
        "--entities",
        help="CSV table of names counted as one term (entity, variant, ...), on top of the usual ones as US and UK; none: none.",
    ),
]

ExcelOption = Annotated[
    bool, typer.Option("--excel", help="Begin the CSV file with a byte order mark, by which Excel reads it as UTF-8.")
]

_MARK = "\ufeff".encode()
_COLUMNS = "name the columns with --text, --by and --document"
_SORTS = ("log_likelihood", "log_ratio", "lrc")


@app.command()
def keyness(  # noqa: PLR0917  # Typer turns every argument into an option
    path: PathArgument,
    target: Annotated[
        list[str] | None, typer.Option("--target", help="The group to describe; repeated, several as one side.")
    ] = None,
    reference: Annotated[
        list[str] | None,
        typer.Option("--reference", help="The group to compare it with; may be repeated. By default the rest."),
    ] = None,
    by: ByOption = "group",
    text: TextOption = "text",
    entities: EntitiesOption = None,
    each: Annotated[bool, typer.Option("--each", help="Compare every group in turn with all others.")] = False,
    reference_list: Annotated[
        Path | None,
        typer.Option("--reference-list", help="Table (term, count) of another corpus as the reference."),
    ] = None,
    pairs: Annotated[
        str | None,
        typer.Option("--pairs", help="Column of documents that have both groups, as debates: compare within them."),
    ] = None,
    min_count: Annotated[int, typer.Option("--min-count", help="Leave out rarer terms.")] = 5,
    min_documents: Annotated[
        int, typer.Option("--min-documents", help="Leave out terms of fewer documents, both sides together.")
    ] = 1,
    document: Annotated[
        str | None,
        typer.Option(
            "--document",
            help="Column with the document of a row; by default `document`, or each row where there is none.",
        ),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", help="Splits of the documents to draw for p.")] = 999,
    no_permutation: Annotated[bool, typer.Option("--no-permutation", help="Leave p by documents out.")] = False,
    sort: Annotated[
        str, typer.Option("--sort", help="Print by this, largest first: log_likelihood, log_ratio or lrc.")
    ] = "log_likelihood",
    content: Annotated[
        bool,
        typer.Option("--content", help="Leave English function words out of the print; they still count in all sizes."),
    ] = False,
    top: Annotated[int, typer.Option("--top", help="Terms to print of each side.")] = 20,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    write: Annotated[Path | None, typer.Option("--write", help="Write the whole table to this CSV file.")] = None,
    excel: ExcelOption = False,
) -> None:
    """Print the terms that set two groups of texts apart, and which of them chance could have made.

    Examples: `discourse keyness speeches.csv --by era --target late --reference early`,
    `discourse keyness speeches.csv --by party --each`, `discourse keyness debates.csv --by side --target yes --pairs debate`.
    """
    import pandas as pd

    from analysis.cli import comparing
    from analysis.files import write_bytes
    from analysis.tables import sheet_bytes
    from analysis.terms.describe.closed_class import function_words

    if sort not in _SORTS:
        raise one_of("--sort", sort, _SORTS)
    for option, value, least in (
        ("--min-count", min_count, 0),
        ("--min-documents", min_documents, 0),
        ("--draws", draws, 1),
        ("--top", top, 0),
    ):
        whole_number(option, value, at_least=least)
    read = {"PATH": Path(path) if path else None, "--entities": entities, "--reference-list": reference_list}
    refuse_to_overwrite("--write", write, read)
    with columns_named("name the columns of the list term and count"):
        listed = comparing.read_list(reference_list)
    request = comparing.Request(
        checked_path("PATH", path),
        by,
        text,
        target=target or (),
        reference=reference or (),
        each=each,
        listed=listed,
        document=document,
        pairs=pairs,
        min_count=min_count,
        min_documents=min_documents,
        draws=None if no_permutation else draws,
    )
    names = names_of(entities)
    with warnings_told(), columns_named(_COLUMNS), at_work(engine, scheduler) as workers:
        counts = comparing.read_counts(request, names, workers)
    tables: list[pd.DataFrame] = []
    for comparison, table in comparing.compared(request, counts):
        printed = table[~table["term"].isin(list(function_words()))] if content else table
        if each and tables:
            out.print()
        comparing.tell(request, comparison, table, printed, sort=sort, top=top)
        tables.append(table.assign(group=comparison.target_name) if each else table)
    if write is not None:
        write_bytes(write, _MARK * excel + sheet_bytes(pd.concat(tables, ignore_index=True)))


@app.command()
def concordance(  # noqa: PLR0917  # Typer turns every argument into an option
    path: PathArgument,
    term: Annotated[
        str,
        typer.Argument(
            metavar="TERM", help="A word, or several separated by spaces; * matches any letters, as in 'free*'."
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            help="Column with the groups; by default group, if there is one. A folder of texts has its subfolders.",
        ),
    ] = None,
    group: Annotated[list[str] | None, typer.Option("--group", help="Show this group only; may be repeated.")] = None,
    text: TextOption = "text",
    document: Annotated[
        str | None, typer.Option("--document", help="Column with the document of a row; by default rows are numbered.")
    ] = None,
    entities: EntitiesOption = None,
    window: Annotated[int, typer.Option("--window", help="Words on each side.")] = 6,
    sort: Annotated[
        str | None,
        typer.Option("--sort", help="Places to sort by, as R1,R2 or L1 or text; by default R1,R2,R3."),
    ] = None,
    top: Annotated[int, typer.Option("--top", help="Lines to print.")] = 40,
    page: Annotated[Path | None, typer.Option("--html", help="Write all lines, aligned, to this HTML page.")] = None,
    write: Annotated[Path | None, typer.Option("--write", help="Write all lines to this CSV file.")] = None,
    excel: ExcelOption = False,
) -> None:
    """Print every occurrence of TERM with the words around it. Files may be larger than memory.

    Example: `discourse concordance speeches.csv freedom --by era --sort L1,R1`.
    """
    from analysis.corpus.rows import MissingColumnError
    from analysis.corpus.sources import contents_of
    from analysis.files import write_bytes
    from analysis.tables import sheet_bytes
    from analysis.terms.context.streams import kwic_stream

    whole_number("--top", top)
    read = {"PATH": Path(path) if path else None, "--entities": entities}
    refuse_to_overwrite("--write", write, read)
    refuse_to_overwrite("--html", page, read, also={"--write": write})
    find = partial(
        kwic_stream,
        path,
        term,
        text=text,
        document=document,
        groups=group,
        entities=names_of(entities),
        window=window,
        sort=None if sort is None else [place.strip() for place in sort.split(",")],
        skip_blank=True,
        progress=True,
    )
    grouped = by or group or contents_of(checked_path("PATH", path)) != "texts"
    with warnings_told(), columns_named(_COLUMNS):
        try:
            lines = find(by=(by or "group") if grouped else None)
        except MissingColumnError:
            if by or group:
                raise
            lines = find(by=None)
    if write is not None:
        write_bytes(write, _MARK * excel + sheet_bytes(lines))
    if page is not None:
        write_bytes(page, lines.to_page(f"{term} in {Path(path).name}").encode())
    for line in lines.head(top).aligned():
        out.print(line, markup=False, highlight=False)
    if lines.empty:
        out.print(f"no text has {term!r}", markup=False, highlight=False)
        return
    found = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    shown = f", {top} shown; --top prints more" if top < len(lines) else ""
    out.print(f"{found} in {lines['unit'].nunique()} text(s){shown}", markup=False, highlight=False)


def names_of(entities: Path | None) -> Entities:
    """Return the names of a file as entities; without a file, the usual English ones."""
    from analysis.corpus.tokens import ENGLISH, NO_ENTITIES, Entities
    from analysis.tables import read_csv

    if entities is None:
        return ENGLISH
    if str(entities) == "none":
        return NO_ENTITIES
    return Entities(read_csv(entities, text=("entity", "variant", "unless_after"))).over(ENGLISH)
