"""Progress of long work: tqdm's bar on a terminal and in a notebook, or a function of the caller's."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any, TypeVar

from analysis.checks import shown
from analysis.errors import ArgumentError

__all__ = ["PATIENCE", "Progress", "Tell", "following", "telling"]

Item = TypeVar("Item")
Tell = Callable[[float], object]
Progress = bool | Tell

PATIENCE = 2.0
"""Seconds of work before a bar appears: shorter work needs none."""

_TIMES = 200


@contextmanager
def telling(progress: Progress, description: str) -> Iterator[Tell]:
    """Yield the function that is called with the share done, 0 to 1.

    Parameters
    ----------
    progress : bool or function
        A function, which is yielded as it is; True for a tqdm bar, which appears after `PATIENCE` seconds and
        disappears at the end; False for nothing.
    description : str
        What is being done, written before the bar.

    Raises
    ------
    ArgumentError
        If `progress` is anything else.

    >>> shares = []
    >>> with telling(shares.append, "counting") as tell:
    ...     tell(0.5)
    >>> shares
    [0.5]
    """
    if not isinstance(progress, bool):
        if not callable(progress):
            raise ArgumentError(
                f"progress is {shown(progress)}; expected True, False or a function of the share done; pass one of these"
            )
        yield progress
    elif not progress:
        yield lambda _: None
    else:
        with _bar(description) as bar:
            yield lambda share: bar.update(share - bar.n)


def following(items: Iterable[Item], progress: Progress, description: str, *, of: int | None = None) -> Iterator[Item]:
    """Yield items one by one, and report the share done, two hundred times at most.

    Parameters
    ----------
    items : iterable
        The items. If they have no length and `of` is missing, they are counted first.
    progress, description : bool or function, str
        As in `telling`.
    of : int
        Number of items.

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


def _bar(description: str) -> Any:
    with warnings.catch_warnings():
        # Without ipywidgets a notebook shows the bar as text; the user need not read about widgets.
        warnings.simplefilter("ignore")
        from tqdm.auto import tqdm

    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    # None hides the bar unless the standard error is a terminal, which that of a notebook never is.
    hidden = None if getattr(shell, "kernel", None) is None else False
    shape = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"
    return tqdm(total=1.0, desc=description, delay=PATIENCE, leave=False, bar_format=shape, disable=hidden)
