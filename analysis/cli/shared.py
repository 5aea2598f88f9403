"""What all commands share: the application, options, the progress bar, where to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

__all__ = ["DataOption", "SourcesOption", "app", "data_root", "err", "out", "steps"]

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


def data_root(data: Path | None) -> Path:
    """Return the data folder named, or that of this checkout."""
    from analysis.study.load import data_folder

    return data_folder() if data is None else data


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
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
