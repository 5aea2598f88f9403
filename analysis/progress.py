"""Progress of long work: tqdm's bar on a terminal and in a notebook, or a function of the caller's."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any, TypeVar

from analysis.checks import shown
from analysis.errors import ArgumentError

__all__ = ["PATIENCE", "Progress", "following", "telling"]

Item = TypeVar("Item")
Progress = bool | Callable[[float], object]

PATIENCE = 2.0
"""Seconds of work without a bar: what is done sooner needs none."""

_TIMES = 200


@contextmanager
def telling(progress: Progress, description: str) -> Iterator[Callable[[float], object]]:
    """Give the function that is called with the share done, 0 to 1.

    Parameters
    ----------
    progress : a function, which is given back; True for a bar of tqdm, shown after `PATIENCE` seconds and taken
        away at the end; False for nothing
    description : what is being done, written before the bar

    Raises
    ------
    ArgumentError : `progress` is anything else

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


def _bar(description: str) -> Any:
    with warnings.catch_warnings():
        # Without ipywidgets a notebook gets the bar as text, and need not hear about widgets.
        warnings.simplefilter("ignore")
        from tqdm.auto import tqdm

    shell: Any = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    # None: only where the standard error is a terminal, which that of a notebook never is.
    hidden = None if getattr(shell, "kernel", None) is None else False
    shape = "{desc}: {percentage:3.0f}%|{bar}| {elapsed}<{remaining}"
    return tqdm(total=1.0, desc=description, delay=PATIENCE, leave=False, bar_format=shape, disable=hidden)
