"""The command `discourse`: build, verify and explain the study, and run it from end to end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis.errors import DataError, DiscourseError

if TYPE_CHECKING:
    from analysis.inference.findings import Finding

__all__ = ["app", "main"]

app = typer.Typer(
    name="discourse",
    help="Compare how two groups of texts speak: who said what, in which words, frames and tone.",
    epilog="Start with `discourse study`, which runs everything and prints the findings. "
    "`discourse explain TERM` shows the statements behind any number.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Folder of the data package; by default that of this checkout.")
]
SourcesOption = Annotated[
    str | None,
    typer.Option(
        "--sources",
        envvar="DISCOURSE_SOURCES",
        help="Folder with the article texts; by default data/sources. They are not part of the project.",
    ),
]


def _root(data: Path | None) -> Path:
    from analysis.study.load import data_folder

    return data_folder() if data is None else data


@contextmanager
def _steps(total: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar; each call of the function given names the step that begins."""
    columns = (TextColumn("{task.description:<42}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=not err.is_terminal) as bar:
        task = bar.add_task("", total=total)
        begun = False

        def step(description: str) -> None:
            nonlocal begun
            bar.update(task, advance=1 if begun else 0, description=description)
            begun = True

        yield step
        bar.update(task, completed=total, description="done")


@app.command()
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; say whether the tables are identical.")
    ] = False,
    data: DataOption = None,
    sources: SourcesOption = None,
) -> None:
    """Derive every table in data/ from the articles, or check that the committed ones are identical.

    Needs the article texts: put them in data/sources or name their folder with --sources or the
    variable DISCOURSE_SOURCES. Copies are recognised by their words, not by their file names.
    """
    from analysis.study import build as building

    folder = _root(data)
    texts = building.require_sources(sources, folder)
    with _steps(8) as step:
        run = building.check if check else building.build
        said = run(folder, texts, progress=step)
    if not check:
        out.print(
            f"written: {', '.join(said)}" if said else "nothing changed: all tables were up to date", markup=False
        )
    elif said:
        for line in said:
            err.print(line, markup=False)
        raise DataError(f"{len(said)} table(s) differ from the articles; run `discourse build` if the change is meant")
    else:
        out.print("identical")


@app.command()
def verify(data: DataOption = None) -> None:
    """Validate every table against its schema and checksum. Needs no article text."""
    from analysis.corpus.package import load_tables, problems

    folder = _root(data)
    said = list(problems(folder))
    for line in said:
        err.print(line, markup=False)
    if said:
        raise DataError(f"{len(said)} problem(s) in {folder.name}/; correct the cells named above")
    tables = load_tables(folder)
    rows = sum(len(table) for table in tables.values())
    out.print(f"{len(tables)} tables with {rows} rows are valid, and their checksums are right")


@app.command()
def study(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say what differs from a fresh run.")] = False,
    figures_only: Annotated[
        bool, typer.Option("--figures-only", help="Draw the figures and leave the notebooks.")
    ] = False,
) -> None:
    """Run the study from end to end: figures, notebooks, findings.

    Draws every figure, runs every notebook in place and prints what the study finds. A run that was
    interrupted is repaired by the next one. With --check nothing is written.
    """
    from analysis.study.findings import all_findings
    from analysis.study.load import data_folder, load_study
    from analysis.study.notebooks import notebook_paths, run_all
    from analysis.study.plates import PLATES
    from analysis.study.run import draw_all

    root = data_folder().parent
    loaded = load_study()
    notebooks = [] if figures_only else notebook_paths(root / "notebooks")
    with _steps(len(PLATES) + len(notebooks)) as step:
        said = draw_all(loaded, root / "figures", write=not check, progress=step)
        if notebooks:
            said += run_all(root / "notebooks", write=not check, progress=step)
    if check and said:
        for line in said:
            err.print(line, markup=False)
        raise DataError(f"{len(said)} difference(s) from a fresh run; run `discourse study` if the change is meant")
    out.print(
        "identical to a fresh run" if check else f"changed: {', '.join(said) if said else 'nothing'}", markup=False
    )
    if not check and not figures_only:
        _print_findings(all_findings(loaded))


def _print_findings(findings: list[Finding]) -> None:
    out.print("\n[bold]What the study finds[/bold]\n")
    for finding in findings:
        out.print(f"[bold]{finding.question}[/bold]")
        out.print(f"  {finding.answer}", markup=False)
        out.print(f"  Limit: {finding.limit}\n", markup=False)
    out.print("Read on in notebooks/00-start-here.ipynb (`make lab` opens it); the figures are in figures/.")


@app.command()
def explain(
    term: Annotated[str, typer.Argument(help="A word, a name in any variant, or a recurring phrase, as 'red lines'.")],
    data: DataOption = None,
    sources: SourcesOption = None,
) -> None:
    """Show every statement with TERM: speaker, date, voice, gloss, and the words around it.

    With the article texts at hand the statements are shown in full, on the screen only.

    Examples: `discourse explain dialogue`, `discourse explain 'core interests'`.
    """
    from analysis.study.build import sources_or_none
    from analysis.study.evidence import explain as evidence
    from analysis.study.load import ERAS, load_study

    loaded = load_study(data)
    texts = sources_or_none(sources, loaded.folder)
    found = evidence(loaded, term, sources=texts)
    out.print(f"{term}: {found['count'].sum():.0f} in {len(found)} statements\n", markup=False, style="bold")
    for row in found.itertuples():
        where = "" if row.location == "body" else f", {row.location}"
        head = f"{row.statement}  {row.speaker}, {row.date}, {ERAS[str(row.era)]}, {row.voice}{where}"
        out.print(head, markup=False, highlight=False, style="bold")
        out.print(f"  in our words  {row.gloss}", markup=False, highlight=False)
        if row.words_around:
            out.print(
                f"  {'in full     ' if texts else 'words around'}  {row.words_around}", markup=False, highlight=False
            )
        out.print()
    if not texts:
        out.print("Whole statements are shown where the article texts are at hand: see `discourse build --help`.")


def main() -> None:
    """Run the command; an error that the user can mend is one sentence and exit code 2."""
    try:
        app()
    except DiscourseError as error:
        err.print(f"error: {error}", markup=False, highlight=False)
        sys.exit(2)
    except KeyboardInterrupt:
        err.print("interrupted; what was written is whole, and the next run does the rest")
        sys.exit(130)
