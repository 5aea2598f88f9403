"""What all commands share: the application, options, the progress bar, where to print."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from analysis.errors import OutputError, one_of

__all__ = [
    "DataOption",
    "EngineOption",
    "SchedulerOption",
    "Screen",
    "SourcesOption",
    "app",
    "at_work",
    "columns_named",
    "data_root",
    "err",
    "out",
    "refuse_to_overwrite",
    "steps",
    "warnings_told",
]

app = typer.Typer(
    name="discourse",
    help="Compare how two groups of texts speak: who said what, in which words, frames and tone.",
    epilog="Start with `discourse study`, which runs everything and prints the findings. "
    "`discourse explain TERM` shows the statements behind any number.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# Texts may hold what a terminal obeys: escapes, and marks that turn the direction of a line.
_OBEYED = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for code in (
        *range(9),
        *range(11, 32),
        *range(0x7F, 0xA0),
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
}


class Screen(Console):
    """A console that shows every string as it is written."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Make what a terminal would obey visible."""
        return super().render_str(text.translate(_OBEYED), **options)


out, err = Screen(soft_wrap=True), Screen(stderr=True, soft_wrap=True)

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
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine", help="dask: work on all cores, by Dask; by default in one process. The numbers are the same."
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", help="Address of a Dask scheduler, as tcp://127.0.0.1:8786: work on its machines."),
]


@contextmanager
def at_work(engine: str | None, scheduler: str | None) -> Iterator[str | None]:
    """Yield the engine asked for, connected with the scheduler that is named."""
    from analysis.engine import ENGINES, connected

    if engine is not None and engine not in ENGINES:
        raise one_of("--engine", engine, ENGINES)
    with connected(scheduler):
        yield engine if scheduler is None else ENGINES[0]


def data_root(data: Path | None) -> Path:
    """Return the data folder named, or that of this checkout."""
    from analysis.study.data.load import data_folder

    return data_folder() if data is None else data


@contextmanager
def columns_named(step: str) -> Iterator[None]:
    """Say in options of the command, as the next step, how to name a column that a table of texts lacks."""
    from analysis.corpus.rows import MissingColumnError

    try:
        yield
    except MissingColumnError as error:
        raise MissingColumnError(error.fault, step) from None


@contextmanager
def warnings_told() -> Iterator[list[str]]:
    """Print each warning raised inside as one sentence on the standard error, without its place in the code.

    The list yielded has these sentences at the end.
    """
    caught: list[warnings.WarningMessage] = []
    told: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", UserWarning)
            yield told
    finally:
        told += dict.fromkeys(str(warning.message) for warning in caught)
        for said in told:
            err.print(f"warning: {said}", markup=False, highlight=False)


def refuse_to_overwrite(
    option: str, output: Path | None, read: Mapping[str, Path | None], *, also: Mapping[str, Path | None] | None = None
) -> None:
    """Refuse, before anything is read, an output that would overwrite what the same command reads or writes.

    `read` holds the files and folders read, by the option or argument that names them, and `also` the other files written.
    A text is not added to a folder that is read, and a place that cannot be written is refused, too.
    """
    from analysis.corpus.rows import FORMATS
    from analysis.corpus.sources import TEXT_FILES, tables_of
    from analysis.files import refuse_unwritable

    if output is None:
        return
    if not output.name or (_exists(output) and output.is_dir()):
        raise OutputError(f"{option} is {str(output)!r}, a folder; expected a file; add the name of a file")
    for name, source in read.items():
        if source is None:
            continue
        there = _exists(output)
        # A star matches a slash here, so that a little too much is refused.
        clash = fnmatch(str(output.absolute()), str(source.absolute()))
        if _exists(source) and source.is_dir() and output.resolve().is_relative_to(source.resolve()):
            # In a folder of texts a new table does no harm; a new text would be read by the next run.
            kinds = (*TEXT_FILES, *FORMATS) if tables_of(source, grouped=True) else TEXT_FILES
            clash = clash or there or output.suffix.lower() in kinds
        if clash or (there and _exists(source) and output.samefile(source)):
            raise OutputError(
                f"{option} is {output}, which is read as {name}; expected another file; choose a new name"
            )
    refuse_unwritable(output)
    regular = not _exists(output) or output.is_file()
    for name, other in (also or {}).items():
        if other is not None and regular and os.path.realpath(other) == os.path.realpath(output):
            raise OutputError(f"{option} is {output}, which {name} is, too; expected two files; choose another name")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        # The function that reads or writes the path reports what is wrong with it.
        return False


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar; each call of the function yielded names the step that begins."""
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
