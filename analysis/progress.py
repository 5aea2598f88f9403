"""Tell how far a long count has come: by a function of the caller's, or by a bar that quick work never shows."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any, TypeVar

from analysis.errors import ArgumentError

__all__ = ["PATIENCE", "Progress", "following", "telling"]

Item = TypeVar("Item")
Progress = bool | Callable[[float], object]

PATIENCE = 2.0
"""Seconds of work without a bar: what is done sooner needs none."""

_PAUSE = 0.2  # seconds between two changes of the line
_TIMES = 200


@contextmanager
def telling(progress: Progress, description: str) -> Iterator[Callable[[float], object]]:
    """Give the function that is called with the share done, 0 to 1.

    Parameters
    ----------
    progress : a function, which is given back; True for a bar, shown after `PATIENCE` seconds: on the standard
        error where that is a terminal, taken away at the end, or below the cell of a notebook; False for nothing
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
        with _line(description) if _in_notebook() else _bar(description) as tell:
            yield tell


def following(items: Iterable[Item], progress: Progress, description: str, *, of: int | None = None) -> Iterator[Item]:
    """Yield items one by one, and tell how many of them are done, two hundred times at most.

    `of` is their number; where it is not given and they do not know it, they are counted first.

    >>> shares = []
    >>> list(following(["a", "b"], shares.append, "reading")), shares
    (['a', 'b'], [0.5, 1.0])
    """
    if progress is False:
        yield from items
        return
    if of is None and not isinstance(items, Sized):
        items = list(items)
    number = len(items) if of is None else of  # type: ignore[arg-type]  # sized by now
    step = max(1, -(-number // _TIMES))
    with telling(progress, description) as tell:
        for at, item in enumerate(items, start=1):
            yield item
            if at % step == 0 or at == number:
                tell(at / number)


def _in_notebook() -> bool:
    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None


@contextmanager
def _line(description: str) -> Iterator[Callable[[float], object]]:
    """Write one line below the cell and change it in place; at the end it says how long the work took."""
    from IPython.display import display

    begun = said = time.monotonic()
    shown: Any = None

    def write(text: str) -> None:
        nonlocal shown
        content = {"text/plain": f"{description}: {text}"}
        if shown is None:
            shown = display(content, raw=True, display_id=True)  # type: ignore[no-untyped-call]  # has no types
        else:
            shown.update(content, raw=True)

    def tell(share: float) -> None:
        nonlocal said
        now = time.monotonic()
        if now - begun >= PATIENCE and now - said >= _PAUSE:
            said = now
            write(f"{share:.0%}, {now - begun:.0f} s")

    try:
        yield tell
    finally:
        if shown is not None:
            write(f"{time.monotonic() - begun:.0f} s in all")


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
