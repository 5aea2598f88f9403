"""Processor time for tests of growth: ratios within one run, never a limit in seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(action: Callable[[], object], *, rounds: int = 3) -> float:
    """Return the least processor time of some rounds.

    The garbage collector is off meanwhile: its cost hangs on the objects of all other tests.
    """
    gc.collect()
    gc.disable()
    try:
        found = []
        for _ in range(rounds):
            start = time.process_time()
            action()
            found.append(time.process_time() - start)
    finally:
        gc.enable()
    return max(min(found), 1e-3)
