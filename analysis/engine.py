"""Work for more than one process or machine: Dask's scheduler and workers, where the user asks for them.

A function that takes `engine` does the same work here or there, and the same numbers come of it. Which machines there are, what
happens to the work of one that dies, and how much memory each may have is Dask's business.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from analysis import checks
from analysis.errors import ArgumentError, DiscourseError
from analysis.files import temporary_folder

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["ENGINES", "Engine", "connected", "in_turn", "result_of", "workers"]

ENGINES = ("dask",)
Engine = str | None
"""None for this process, or "dask" for the workers of the current `distributed.Client`, else for one a core of this machine."""

# Dask's own has a limit for freed memory, too, with which counting takes half as long again.
_ENVIRONMENT = {"OMP_NUM_THREADS": 1, "MKL_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1}
_AHEAD = 3  # pieces of work that wait for each worker
T = TypeVar("T")


@contextmanager
def workers(engine: Engine) -> Iterator[Client | None]:
    """Yield a client of Dask's workers, or None where the work is done in this process.

    Raises
    ------
    ArgumentError
        For another engine, and where Dask is not installed.

    >>> with workers(None) as client:
    ...     client is None
    True
    """
    if engine is None:
        yield None
        return
    checks.choice("engine", engine, ENGINES)
    distributed = _distributed()
    import dask.config

    try:
        client = distributed.Client.current()
    except ValueError:
        with (
            dask.config.set({"distributed.nanny.pre-spawn-environ": _ENVIRONMENT}),
            temporary_folder() as folder,
            # Loopback only, and no page of its own: nothing of the texts can be seen from outside.
            distributed.LocalCluster(
                n_workers=os.cpu_count() or 1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
                local_directory=str(folder), silence_logs=logging.CRITICAL,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):  # fmt: skip
            yield client
    else:
        yield client


@contextmanager
def connected(scheduler: str | None, *, seconds: float = 10) -> Iterator[None]:
    """Make the workers of a scheduler those that `engine="dask"` means, for the time of a block.

    Raises
    ------
    ArgumentError
        For an address at which no scheduler answers.
    """
    if scheduler is None:
        yield
        return
    distributed = _distributed()
    try:
        client = distributed.Client(scheduler, timeout=seconds)
    except (OSError, TypeError, ValueError) as fault:
        reason = str(fault).split("\n")[0] or type(fault).__name__
        raise ArgumentError(
            f"no scheduler answers at {checks.shown(scheduler)}: {reason}; expected the address that `dask scheduler` prints, "
            "as tcp://127.0.0.1:8786; start one or correct the address"
        ) from None
    with client:
        yield


def in_turn(
    client: Client | None, function: Callable[..., T], items: Iterable[Any], *arguments: Any
) -> Iterator[tuple[Any, T]]:
    """Yield each item with the result of function(item, ...), in order; only so many are sent as keep the workers busy.

    >>> list(in_turn(None, pow, [2, 3], 2))
    [(2, 4), (3, 9)]
    """
    if client is None:
        yield from ((item, function(item, *arguments)) for item in items)
        return
    waiting: deque[tuple[Any, Future[Any]]] = deque()
    most = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
    for item in items:
        waiting.append((item, client.submit(function, item, *arguments, pure=False)))
        if len(waiting) >= most:
            oldest, future = waiting.popleft()
            yield oldest, result_of(future)
    while waiting:
        oldest, future = waiting.popleft()
        yield oldest, result_of(future)


def result_of(future: Future[Any]) -> Any:
    """Return what a worker found, or raise its error; a worker that died again and again is one sentence."""
    distributed = _distributed()
    try:
        return future.result()
    except DiscourseError:
        raise
    except distributed.KilledWorker as fault:
        raise ArgumentError(
            f"a worker died {fault.allowed_failures + 1} times over the same part of the work, most likely for want of memory; "
            "give each worker more, or have fewer of them"
        ) from None
    except (ImportError, AttributeError) as fault:
        raise ArgumentError(
            f"a worker cannot do the work: {fault}; expected the same version of this package and of what it needs on every "
            "machine; install it there"
        ) from None


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise ArgumentError(
            "engine 'dask' needs the package distributed, which is not installed; expected the extra [scale]; run "
            "`pip install 'comparative-discourse[scale]'`"
        ) from None
    return distributed
