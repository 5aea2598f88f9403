"""Tell how far a long count has come: by a function of the caller's, or by a bar that quick work never shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from analysis.errors import ArgumentError

__all__ = ["PATIENCE", "Progress", "telling"]

Progress = bool | Callable[[float], object]

PATIENCE = 2.0
"""Seconds of work without a bar: what is done sooner needs none."""


@contextmanager
def telling(progress: Progress, description: str) -> Iterator[Callable[[float], object]]:
    """Give the function that is called with the share done, 0 to 1.

    Parameters
    ----------
    progress : a function, which is given back; True for a bar on the standard error, where that is
        a terminal, shown after `PATIENCE` seconds and taken away at the end; False for nothing
    description : what is being done, written before the bar

    Raises
    ------
    ArgumentError for anything else.

    >>> shares = []
    >>> with telling(shares.append, "counting") as tell:
    ...     tell(0.5)
    >>> shares
    [0.5]
    """
    if not isinstance(progress, bool):
        if not callable(progress):
            raise ArgumentError(
                f"progress is {progress!r}; expected True, False or a function of the share done; pass one of these"
            )
        yield progress
    elif not progress:
        yield lambda _: None
    else:
        with _bar(description) as tell:
            yield tell


@contextmanager
def _bar(description: str) -> Iterator[Callable[[float], object]]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    bar = Bar(*columns, console=console, transient=True)
    task, begun, shown = bar.add_task(description, total=1.0), time.monotonic(), False

    def tell(share: float) -> None:
        nonlocal shown
        bar.update(task, completed=share)
        if not shown and console.is_terminal and time.monotonic() - begun >= PATIENCE:
            shown = True
            bar.start()

    try:
        yield tell
    finally:
        if shown:
            bar.stop()
